"""Older formats (.doc, .odt, .rtf) by way of LibreOffice, when it is installed.

It runs without a window, with a profile of its own that is thrown away, with macros off and links to other
files and sites blocked. It has a memory ceiling, and a deadline past which it is killed with its children.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from loaders.documents.archive import check_archive
from loaders.documents.legacy_word import read_legacy_word
from loaders.documents.limits import MAX_FILE_BYTES, MAX_OFFICE_BYTES, OFFICE_SECONDS
from loaders.documents.source import Source
from loaders.documents.word import read_word
from ontology.model import Document, Finding, Severity, Table

if sys.platform == "linux":
    import resource

_PROGRAMS = ("soffice", "libreoffice")
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


def read_office(source: Source) -> Document:
    """The document as LibreOffice understands it; raises DocumentError where it is missing or fails."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise source.refused("no-libreoffice")
    if source.data.startswith(b"PK"):
        check_archive(source)
    with tempfile.TemporaryDirectory(prefix="pobratim-", ignore_cleanup_errors=True) as folder:
        converted = _convert(source, program, Path(folder))
    document = read_word(replace(source, data=converted))
    has_tables = any(isinstance(block, Table) for block in document.blocks)
    return document if has_tables else _with_tables(source, document)


def _with_tables(source: Source, document: Document) -> Document:
    """The document read from its own bytes, where those have tables that the conversion lost."""
    try:
        blocks = read_legacy_word(source.data)
    except ValueError:
        return document
    if not any(isinstance(block, Table) for block in blocks):
        return document
    finding = Finding("tables_recovered", Severity.INFO)
    return replace(document, blocks=blocks, findings=(finding,))


def _convert(source: Source, program: str, folder: Path) -> bytes:
    given = folder / f"given{_suffix(source)}"
    given.write_bytes(source.data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx", "--outdir", str(folder / "out"), str(given),
    ]  # fmt: skip
    if not _finishes(command):
        raise source.refused("conversion-slow", seconds=OFFICE_SECONDS)
    made = folder / "out" / "given.docx"
    if not made.is_file():
        raise source.refused("conversion-failed")
    if made.stat().st_size > MAX_FILE_BYTES:
        raise source.refused("conversion-large")
    return made.read_bytes()


def _suffix(source: Source) -> str:
    return Path(source.name).suffix.lower() or ".doc"


def _finishes(command: list[str]) -> bool:
    """Whether the command ends in time; past the deadline it and all it started are killed."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    if sys.platform == "linux":
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MAX_OFFICE_BYTES, MAX_OFFICE_BYTES))
    try:
        process.wait(OFFICE_SECONDS)
    except BaseException as interruption:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if isinstance(interruption, subprocess.TimeoutExpired):
            return False
        raise
    return True
