"""What is doubtful of any fact by the words and cells that tell it."""

from typing import Any

from loaders.cell import Cell, Extent
from loaders.cell.expressions import has_any
from loaders.confidence.doubts.row import RowRead
from loaders.mode import OFFLINE
from loaders.mode.words import mode_signs
from ontology.model import FIVE_CELLS, CellName, Fact

_MANY_STRANGE = 3
_LONG = 45  # words of a sentence


def from_afar_told(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is held where it is told to be, and the row has words of meetings from afar."""
    cells = (row.text[name] for name in FIVE_CELLS)
    return fact.value == OFFLINE and any(has_any(cell.searched, mode_signs().of_afar) for cell in cells)


def place_unread(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Nothing that the place cell tells was read as a place."""
    return not row.facts.venues


def told_in_passing(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Only the content tells it, not the title, the place or the participants."""
    spans = row.spans(fact)
    return bool(spans) and all(span.cell is CellName.CONTENT for span in spans)


def among_participants(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The participants tell it first."""
    return row.first_cell(fact) is CellName.PARTICIPANTS


def told_in_title(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The title tells it first."""
    return row.first_cell(fact) is CellName.TITLE


def told_again(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The row tells it more than once."""
    return len(row.spans(fact)) > 1


def strange_word(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """A word that the dictionary lacks is among those that tell it first."""
    return any(row.strange_words(span.cell, span) > 0 for span in row.spans(fact)[:1])


def strange_sentence(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Its sentence has several words that the dictionary lacks."""
    told = _sentence_of(row, fact)
    return any(row.strange_words(cell.name, sentence) >= _MANY_STRANGE for cell, sentence in told)


def long_sentence(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Its sentence is so long that it tells of much else."""
    return any(len(cell.words_in(sentence)) > _LONG for cell, sentence in _sentence_of(row, fact))


def _sentence_of(row: RowRead, fact: Fact[Any]) -> list[tuple[Cell, Extent]]:
    """The sentence that tells it first, with its cell; none where no words do."""
    return [(row.text[one.cell], row.text[one.cell].sentence_at(one.start)) for one in row.spans(fact)[:1]]
