"""Older formats (.doc, .odt, .rtf) by way of LibreOffice, when it is installed.

It runs without a window, with a profile of its own that is thrown away, with macros off and links to other
files and sites blocked. It has a memory ceiling, and a deadline past which it is killed with its children;
so it is when this process ends, however it does (`watched`).
"""

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from loaders.documents.archive import check_archive, check_xml
from loaders.documents.legacy_word import read_legacy_word
from loaders.documents.limits import MAX_FILE_BYTES, MAX_OFFICE_BYTES, OFFICE_SECONDS
from loaders.documents.source import SourceFile
from loaders.documents.word import read_word
from ontology.model import Document, Finding, Severity, Table

_WATCHED = Path(__file__).with_name("watched.py")
# The parts of an OpenDocument in which its text is; other members may be empty or in any form.
_READ_BY_OFFICE = ("content.xml", "styles.xml")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
_MANIFEST_NAME = "META-INF/manifest.xml"
_MANIFEST_ENTRY = '<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{type}"/>'
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{type}"/>'
    "{entries}</manifest:manifest>"
)
_PROGRAMS = ("soffice", "libreoffice")
_SUFFIXES = ((b"<office:document", ".fodt"), (b"<w:wordDocument", ".xml"), (b"{\\rtf", ".rtf"))
_BEGINNING = 4096
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read_office(source: SourceFile) -> Document:
    """The document as LibreOffice understands it; raises DocumentError where it is missing or fails."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise source.refused("no-libreoffice")
    if source.data.startswith(b"PK"):
        source = replace(source, data=_reduced(source))
    with tempfile.TemporaryDirectory(prefix="pobratim-", ignore_cleanup_errors=True) as folder:
        converted = _convert(source, program, Path(folder))
    document = read_word(replace(source, data=converted))
    has_tables = any(isinstance(block, Table) for block in document.blocks)
    return document if has_tables else _with_tables(source, document)


def _reduced(source: SourceFile) -> bytes:
    """The OpenDocument with nothing in it but its text and styles, as some offices leave odd members."""
    check_archive(source)
    reduced = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source.data)) as given, zipfile.ZipFile(reduced, "w") as made:
        if _MANIFEST_NAME in given.namelist() and b"encryption-data" in given.read(_MANIFEST_NAME):
            raise source.refused("encrypted")
        kept = [name for name in _READ_BY_OFFICE if name in given.namelist()]
        made.writestr("mimetype", _OPEN_DOCUMENT)
        entries = "".join(_MANIFEST_ENTRY.format(name=name, type="text/xml") for name in kept)
        made.writestr(_MANIFEST_NAME, _MANIFEST.format(type=_OPEN_DOCUMENT, entries=entries))
        for name in kept:
            content = given.read(name)
            check_xml(source, name, content)
            made.writestr(name, content, zipfile.ZIP_DEFLATED)
    return reduced.getvalue()


def _with_tables(source: SourceFile, document: Document) -> Document:
    """The document read from its own bytes, where those have tables that the conversion lost."""
    try:
        blocks = read_legacy_word(source.data)
    except ValueError:
        return document
    if not any(isinstance(block, Table) for block in blocks):
        return document
    finding = Finding("tables_recovered", Severity.INFO)
    return replace(document, blocks=blocks, findings=(finding,))


def _convert(source: SourceFile, program: str, folder: Path) -> bytes:
    given = folder / f"given{_suffix(source)}"
    given.write_bytes(source.data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx", "--outdir", str(folder / "out"), str(given),
    ]  # fmt: skip
    if not _finishes(command, folder):
        raise source.refused("conversion-slow", seconds=OFFICE_SECONDS)
    made = folder / "out" / "given.docx"
    if not made.is_file():
        raise source.refused("conversion-failed")
    if made.stat().st_size > MAX_FILE_BYTES:
        raise source.refused("conversion-large")
    return made.read_bytes()


def _suffix(source: SourceFile) -> str:
    """A name's end by which LibreOffice takes the bytes for what they are."""
    for beginning, suffix in _SUFFIXES:
        if beginning in source.data[:_BEGINNING]:
            return suffix
    return Path(source.name).suffix.lower() or ".doc"


def _finishes(command: list[str], folder: Path) -> bool:
    """Whether the command ends in time; past the deadline, or once we are gone, all it started is killed."""
    watched = [sys.executable, "-I", str(_WATCHED), str(folder), str(MAX_OFFICE_BYTES), *command]
    process = subprocess.Popen(
        watched, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(OFFICE_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()
    return True
