"""Word documents: what a file with Word's XML in it says, whichever of Word's forms it has."""

from collections.abc import Iterator, Sequence

from loaders.documents.body import WordBody, lines_of
from loaders.documents.looks import read_looks
from loaders.documents.margins import margin_parts, says_more_than_page
from loaders.documents.numbering import list_numbers
from loaders.documents.package import Package, open_flat_package, open_package
from loaders.documents.source import SourceFile
from loaders.documents.wordml import Element, attribute, m, w
from ontology.errors import DocumentError, InputError, Where
from ontology.model import Document, Paragraph, Severity, Table

Block = Paragraph | Table


def read_word(source: SourceFile) -> Document:
    """The .docx as paragraphs and tables in reading order; raises DocumentError where it is none."""
    return _read(open_package(source))


def read_flat_word(source: SourceFile) -> Document:
    """Word's XML in one file as paragraphs and tables; raises DocumentError where it is none."""
    return _read(open_flat_package(source))


def _read(package: Package) -> Document:
    source, body = package.source, _body(package)
    try:
        document = package.document()
        blocks = tuple(body.read(document))
        heads, feet = [
            [*_margin_lines(package, body, document, kind, blocks)] for kind in ("header", "footer")
        ]
        return Document(source.name, source.sha256, (*heads, *blocks, *feet), tuple(body.findings))
    except InputError:
        raise
    except Exception as error:
        # Whatever else a file can hold that was not thought of: it may not end a build of many.
        where = Where(source.name, table=body.table, row=body.row)
        raise DocumentError("not-readable", where=where) from error


def _body(package: Package) -> WordBody:
    styles = package.related("styles")
    return WordBody(
        list_numbers(package.related("numbering"), styles),
        read_looks(styles),
        notes=_notes(package),
        inner=_inner(package),
    )


def _margin_lines(
    package: Package, body: WordBody, document: Element, kind: str, blocks: Sequence[Block]
) -> Iterator[Paragraph]:
    """The lines of headers or footers that the document does not say itself, each once."""
    said = {block.text.strip() for block in blocks if isinstance(block, Paragraph)}
    for part in margin_parts(package, document, kind):
        if part is None:
            body.note("part_unread", Severity.WARNING)
        for block in _body(package).blocks(part) if part is not None else ():
            for line in map(str.strip, lines_of(block)):
                if line not in said and says_more_than_page(line):
                    said.add(line)
                    yield Paragraph(line)


def _notes(package: Package) -> dict[tuple[str, str], str]:
    """The texts of footnotes and endnotes by kind and identifier."""
    texts = {}
    for kind in ("footnote", "endnote"):
        part = package.related(f"{kind}s")
        for note in part.iter(w(kind)) if part is not None else ():
            said = "".join(text.text or "" for text in note.iter(w("t"), m("t")))
            texts[kind, attribute(note, "id") or ""] = said.strip()
    return texts


def _inner(package: Package) -> dict[str, Package | None]:
    """The files inside the file («altChunk») and those it refers to: Word files as such, others as None."""
    inner: dict[str, Package | None] = {}
    for one in package.relations(package.main):
        if one.kind in ("aFChunk", "subDocument"):
            inner[one.id] = None
            if not one.is_outside and one.target in package.names:
                data = package.content(one.target)
                if data.startswith(b"PK\x03\x04"):
                    inner[one.id] = open_package(SourceFile(package.source.name, data, package.source.sha256))
    return inner
