"""Reports for tests, written as Word would write them.

`build_report` makes the ordinary six-column report; `build_document` anything else. A row is a sequence
of cells, a string alone is a heading merged over all columns, and a cell may be plain text or a `Cell`.
"""

import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

MUNICIPAL_TITLE = (
    "Отчет о мероприятиях в международной сфере, проведенных органами местного самоуправления "
    "муниципальных и городских округов Смоленской области в III квартале 2024 года"
)
REGIONAL_TITLE = (
    "Отчет о мероприятиях в международной сфере, проведенных исполнительными органами Смоленской области "
    "и подведомственными им учреждениями в III квартале 2024 года"
)
HEADER = (
    "№ п/п",
    "Наименование мероприятия",
    "Место проведения мероприятия",
    "Сроки проведения мероприятия",
    "Цель, содержание и результат мероприятия (в том числе краткая информация о достигнутых договоренностях)",
    "Участники мероприятия (общее количество, другие дополнительные сведения)",
)


@dataclass(frozen=True)
class Cell:
    """One table cell: paragraphs of text (split at newlines), and what Word may do to a cell.

    `merge` is "" , "start" or "continue" (vertical merging); `numbered` gives its first paragraph a list
    number; `xml` stands in for the paragraphs.
    """

    text: str = ""
    span: int = 1
    merge: str = ""
    numbered: bool = False
    xml: str = ""


Row = str | Sequence[str | Cell]
Block = str | Sequence[Row]


def event(
    number: int | str | Cell,
    title: str = "Встреча с делегацией г. Орши",
    place: str = "г. Смоленск",
    dates: str = "5 июля 2024 года",
    content: str = "Обмен опытом",
    participants: str = "Делегация г. Орши (Республика Беларусь)",
) -> tuple[str | Cell, ...]:
    """A row of the usual six cells; what a test does not say is ordinary."""
    first = f"{number}." if isinstance(number, int) else number
    return (first, title, place, dates, content, participants)


def build_report(
    path: Path,
    *rows: Row,
    title: str = MUNICIPAL_TITLE,
    header: Sequence[str | Cell] = HEADER,
    after: Sequence[str] = (),
) -> Path:
    """A report at `path`: the title, one table of the header and the rows, and paragraphs `after` it."""
    return build_document(path, title, [header, *rows], *after)


def build_document(path: Path, *blocks: Block) -> Path:
    """A .docx of paragraphs (strings) and tables (sequences of rows) in the order given."""
    document = Document()
    body = document.element.body
    properties = body.sectPr
    for block in blocks:
        xml = _paragraphs(block) if isinstance(block, str) else _table(block)
        for element in parse_xml(f"<w:body {nsdecls('w', 'r')}>{xml}</w:body>"):
            properties.addprevious(element)
    document.save(str(path))
    return path


def run(text: str) -> str:
    """A run of text as WordprocessingML."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs as WordprocessingML."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def table(*rows: Row) -> str:
    """A table as WordprocessingML, to nest in a cell."""
    return _table(rows)


def replace_part(path: Path, parts: Mapping[str, bytes]) -> Path:
    """The archive at `path` with the named members put in (or put in place of those there)."""
    changed = path.with_suffix(".changed")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    shutil.move(changed, path)
    return path


def _table(rows: Sequence[Row]) -> str:
    width = max(sum(_cell(c).span for c in row) for row in rows if not isinstance(row, str))
    grid = '<w:gridCol w:w="1500"/>' * width
    body = "".join(_row(row, width) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(row: Row, width: int) -> str:
    cells: Sequence[str | Cell] = [Cell(row, span=width)] if isinstance(row, str) else row
    return f"<w:tr>{''.join(_cell_xml(_cell(cell)) for cell in cells)}</w:tr>"


def _cell(cell: str | Cell) -> Cell:
    return Cell(cell) if isinstance(cell, str) else cell


_MERGES = {"": "", "start": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}


def _cell_xml(cell: Cell) -> str:
    properties = f'<w:gridSpan w:val="{cell.span}"/>{_MERGES[cell.merge]}'
    content = cell.xml or _paragraphs(cell.text, numbered=cell.numbered)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


_LIST_NUMBER = '<w:pStyle w:val="ListNumber"/>'


def _paragraphs(text: str, *, numbered: bool = False) -> str:
    styles = [_LIST_NUMBER if numbered and i == 0 else "" for i, _ in enumerate(text.split("\n"))]
    return "".join(
        paragraph(*([run(line)] if line else []), properties=style)
        for line, style in zip(text.split("\n"), styles, strict=True)
    )
