"""Whether a zip archive may be opened at all: bombs, encryption and XML tricks are refused before parsing."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from loaders.documents.limits import MAX_MEMBERS, MAX_UNPACKED_BYTES, MAX_XML_BYTES, MEBIBYTE
from loaders.documents.source import SourceFile

_CHUNK = 256 * 1024
# The only methods that the Office formats allow; others can ask for gigabytes of dictionary.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError)


def check_archive(source: SourceFile) -> None:
    """Nothing, when every member can safely be unpacked; raises DocumentError otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            _check_declared(source, archive)
            _check_members(source, archive)
    except _BROKEN:
        raise source.refused("broken-archive") from None


def _check_declared(source: SourceFile, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise source.refused("too-many-members", members=len(members), most=MAX_MEMBERS)
    if any(member.flag_bits & 1 for member in members):
        raise source.refused("encrypted")
    if any(member.compress_type not in _METHODS for member in members):
        raise source.refused("strange-packing")
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise _too_large(source)


def _check_members(source: SourceFile, archive: zipfile.ZipFile) -> None:
    unpacked = 0
    for member in archive.infolist():
        with archive.open(member) as file:
            for chunk in _chunks(file):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED_BYTES:
                    raise _too_large(source)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def check_xml(source: SourceFile, name: str, content: bytes) -> None:
    """Nothing, when the XML is well-formed, small enough and declares nothing; else raises DocumentError."""
    if len(content) > MAX_XML_BYTES:
        raise _too_large(source)

    def refuse_doctype(*_: object) -> None:
        raise source.refused("declares-entities", member=name)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise source.refused("broken-xml", member=name, line=error.lineno, column=error.offset + 1) from None


def _too_large(source: SourceFile) -> Exception:
    return source.refused("unpacks-too-large", size=MAX_UNPACKED_BYTES // MEBIBYTE)
