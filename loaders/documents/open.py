"""Any supported file → Document, by what the file is rather than what it is called."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from loaders.documents.office import read_office
from loaders.documents.source import SourceFile, read_source
from loaders.documents.text_dump import read_text_dump
from loaders.documents.word import read_flat_word, read_word
from ontology.errors import DocumentError, PobratimError, Where
from ontology.model import Document

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIL = "__substg1.0_".encode("utf-16-le")
_BOOK, _SLIDES = "Workbook".encode("utf-16-le"), "PowerPoint Document".encode("utf-16-le")
_TEXTS = (".txt", ".tsv", ".csv", ".tab")
_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".docm", ".txt", ".fodt")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OTHER_FOLDERS = (("xl/", "is-book"), ("ppt/", "is-slides"))
_BEGINNING = 4096

Reader = Callable[[SourceFile], Document]

_XML = rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>)?"
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], Reader | str], ...] = (
    (re.compile(rb"\{\\rtf"), read_office),
    (re.compile(rb"\s*%PDF-"), "is-pdf"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM"), "is-picture"),
    (re.compile(rb"(?:Return-Path|Received|Delivered-To|Message-ID|From): "), "is-mail"),
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b"), "is-packed"),
    (re.compile(_XML + rb"(?:\s*<[?!][^>]*>)*\s*<pkg:package"), read_flat_word),
    (re.compile(_XML + rb"(?:\s*<[?!][^>]*>)*\s*<(?:office:document|w:wordDocument)\s"), read_office),
    (re.compile(_XML + rb"\s*(?:<!doctype html|<html|mime-version:)"), "is-web-page"),
)
"""What a file is by its first bytes: who reads it, or the message that says what it is and what to do."""


def open_document(path: Path) -> Document:
    """The file's paragraphs and tables; raises DocumentError saying why it cannot be read and what to do."""
    return read_document(read_source(path))


def read_document(source: SourceFile) -> Document:
    """The paragraphs and tables of a file's bytes; raises DocumentError as `open_document` does."""
    reader = _reader(source)
    try:
        return reader(source)
    except PobratimError:
        raise
    except Exception as error:
        # Other people's libraries raise what they like; one bad file may not end a build of many.
        raise DocumentError("not-readable", where=Where(source.name)) from error


def _reader(source: SourceFile) -> Reader:
    if source.data.startswith(_OLE):
        return _reader_of_ole(source)
    if source.data.startswith(b"PK\x03\x04"):
        return _reader_of_zip(source)
    beginning = source.data[:_BEGINNING]
    for pattern, reader in _BEGINNINGS:
        if pattern.match(beginning):
            if isinstance(reader, str):
                raise source.refused(reader)
            return reader
    if Path(source.name).suffix.lower() in _TEXTS:
        return read_text_dump
    raise source.refused("no-word")


def _reader_of_ole(source: SourceFile) -> Reader:
    if _ENCRYPTED in source.data:
        raise source.refused("encrypted")
    if "WordDocument".encode("utf-16-le") not in source.data:
        for sign, message in ((_MAIL, "is-mail"), (_BOOK, "is-book"), (_SLIDES, "is-slides")):
            if sign in source.data:
                raise source.refused(message)
    return read_office


def _reader_of_zip(source: SourceFile) -> Reader:
    """Who reads a zip archive; one without a document in it is named for what it holds."""
    names, kind = _zip_names(source)
    if kind.startswith(_OPEN_DOCUMENT):
        return _reader_of_open_document(source, kind)
    if "content.xml" in names:
        return read_office
    if not names or _has_folder(names, "word/"):
        return read_word
    for folder, message in _OTHER_FOLDERS:
        if _has_folder(names, folder):
            raise source.refused(message)
    reports = sum(name.lower().endswith(_DOCUMENTS) for name in names)
    if reports:
        raise source.refused("is-archive", n=reports)
    return read_word


def _reader_of_open_document(source: SourceFile, kind: str) -> Reader:
    if "text" in kind:
        return read_office
    raise source.refused("is-slides" if "presentation" in kind else "is-book")


def _has_folder(names: list[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)


def _zip_names(source: SourceFile) -> tuple[list[str], str]:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = archive.namelist()
            first = archive.infolist()[:1]
            small = bool(first) and first[0].filename == "mimetype" and first[0].file_size < _BEGINNING
            return names, archive.read("mimetype").decode("ascii", "replace") if small else ""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return [], ""  # the reader of Word says what is wrong with it
