"""The sample reports, from their YAML to Word files like those that regions write."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.table import Table, _Cell

from ontology.yaml_files import read_typed

_HERE = Path(__file__).parent
_WIDTHS = (1.2, 5.0, 3.8, 3.0, 7.5, 6.0)
# Fixed, so that the sample is the same file, byte for byte, whenever it is built.
_WRITTEN = datetime(2025, 10, 1, tzinfo=UTC)


def build_sample(folder: Path) -> tuple[Path, ...]:
    """The sample's Word files, written into the folder: two municipal quarters and a regional one."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_build(data, folder) for data in sorted(_HERE.glob("20*.yml")))


def _build(data: Path, folder: Path) -> Path:
    content = read_typed(data, _Content, {_Row: _row})
    return write_report(folder / f"sample-{data.stem}.docx", content.title, content.rows)


_Row = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Content:
    """The entries of a sample's file."""

    title: tuple[str, ...]
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class _Headings:
    """The entries of headings.yml."""

    columns: tuple[str, ...]


def _row(told: str | Sequence[str]) -> _Row:
    if not isinstance(told, str) and len(told) != len(_WIDTHS) - 1:
        raise ValueError(f"an event has {len(_WIDTHS) - 1} cells, not {len(told)}")
    return told if isinstance(told, str) else tuple(told)


def write_report(path: Path, title: Sequence[str], rows: Sequence[str | Sequence[str]]) -> Path:
    """The Word file of a report, written; a row is a heading, or an event's five cells."""
    document = docx.Document()
    _set_page(document)
    for line in title:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=0, cols=len(_WIDTHS), style="Table Grid")
    _add_row(table, read_typed(_HERE / "headings.yml", _Headings).columns)
    number = 0
    for row in rows:
        if isinstance(row, str):
            _add_heading(table, row)
        else:
            number += 1
            _add_row(table, (f"{number}.", *row))
    path.write_bytes(_packed(document))
    return path


def _packed(document: Document) -> bytes:
    """The document as a .docx whose members bear the same time of writing at every build."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            stamped = zipfile.ZipInfo(member.filename, _WRITTEN.timetuple()[:6])
            new.writestr(stamped, old.read(member), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    properties = document.core_properties
    properties.author = "Pobratim"
    properties.title = "Sample report"
    properties.created = properties.modified = _WRITTEN


def _add_row(table: Table, texts: Sequence[str]) -> None:
    for cell, text, width in zip(_new_row(table), texts, _WIDTHS, strict=True):
        cell.text = text
        cell.width = Cm(width)


def _add_heading(table: Table, text: str) -> None:
    cells = _new_row(table)
    merged = cells[0].merge(cells[-1])
    merged.text = text
    merged.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _new_row(table: Table) -> tuple[_Cell, ...]:
    return tuple(table.add_row().cells)  # type: ignore[no-untyped-call]
