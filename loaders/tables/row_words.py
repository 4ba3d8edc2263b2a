"""What a row says beside its number, and whether that is one thing that stands alone: a heading …"""

from dataclasses import dataclass

from loaders.cell.text import squash
from loaders.tables.headings import HeadingKind, read_heading
from loaders.tables.numbers import is_any_number, is_roman, plain_number
from loaders.tables.statements import is_blank, is_statement, tells_day
from ontology.model import TableCell, TableRow

_WIDE = 2
_SAME = 2


@dataclass(frozen=True, slots=True)
class RowWords:
    """The cells of a row that say something of their own, and those of them that are not its number."""

    row: TableRow
    number: TableCell | None
    cells: tuple[TableCell, ...]
    words: tuple[TableCell, ...]

    @property
    def texts(self) -> list[str]:
        """What it says beside its number, cell by cell."""
        return [cell.text for cell in self.words]

    @property
    def written_number(self) -> TableCell | None:
        """The cell of the number, where that is one beside words."""
        return self.number if len(self.cells) > len(self.words) else None

    def alone(self, is_nested: bool) -> str | None:
        """The row's only words on one line, where they are no event; None of any other row.

        `is_nested` is whether the table counts «1.1.», so that «1.» counts its sections.
        """
        if len(self.words) == 1 and self._is_alone(self.words[0], is_nested):
            return squash(self.words[0].text)
        return squash(self.texts[0]) if self._says_one_thing() else None

    def _is_alone(self, cell: TableCell, is_nested: bool) -> bool:
        if len(self.cells) == 1:
            return self._stands_alone(cell)
        return self._is_section(cell, is_nested)

    def _says_one_thing(self) -> bool:
        """Whether the same words stand in every cell."""
        return (
            len(self.cells) > _SAME
            and len({squash(text) for text in self.texts}) == 1
            and not is_blank(self.texts[0])
        )

    def _stands_alone(self, cell: TableCell) -> bool:
        """Whether the row's only words are a heading rather than an event with empty cells."""
        if is_any_number(cell.text) or tells_day(cell.text):
            return False
        if len(self.row.cells) == 1 or cell.span > _WIDE or is_statement(cell.text):
            return True
        return cell.column == 0 or read_heading(cell.text).kind in (
            HeadingKind.MUNICIPALITY,
            HeadingKind.SUBJECT,
        )

    def _is_section(self, cell: TableCell, is_nested: bool) -> bool:
        """Whether the words beside a number are a numbered heading or statement and no event."""
        kind = read_heading(cell.text).kind
        if kind is HeadingKind.MUNICIPALITY or (kind is HeadingKind.SUBJECT and cell.span > _WIDE):
            return True
        return is_statement(cell.text) or self._counts_sections(is_nested)

    def _counts_sections(self, is_nested: bool) -> bool:
        number = self.number.text if self.number is not None else ""
        return is_roman(number) or (is_nested and plain_number(number) is not None)


def row_words(row: TableRow, number: TableCell | None) -> RowWords:
    """The row's words, those of merged cells aside, which are the row's above."""
    cells = tuple(cell for cell in row.cells if cell.text.strip() and not cell.continues_above)
    is_number = number is not None and is_any_number(number.text)
    words = tuple(cell for cell in cells if not is_number or cell is not number)
    return RowWords(row, number, cells, words)
