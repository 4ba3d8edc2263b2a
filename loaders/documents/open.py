"""Any supported file → Document, by what the file is rather than what it is called."""

from collections.abc import Callable
from pathlib import Path

from loaders.documents.office import read_office
from loaders.documents.source import Source, read_source
from loaders.documents.text_dump import read_text_dump
from loaders.documents.word import read_word
from ontology.model import Document

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_RTF = b"{\\rtf"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"


def open_document(path: Path) -> Document:
    """The file's paragraphs and tables; raises DocumentError saying why it cannot be read and what to do."""
    return read_document(read_source(path))


def read_document(source: Source) -> Document:
    """The paragraphs and tables of a file's bytes; raises DocumentError as `open_document` does."""
    return _reader(source)(source)


def _reader(source: Source) -> Callable[[Source], Document]:
    if source.data.startswith(_OLE):
        if _ENCRYPTED in source.data:
            raise source.refused("encrypted")
        return read_office
    if source.data.startswith(_RTF):
        return read_office
    if source.data.startswith(_ZIP):
        return read_office if _OPEN_DOCUMENT in source.data[:200] else read_word
    if Path(source.name).suffix.lower() == ".txt":
        return read_text_dump
    raise source.refused("no-word")
