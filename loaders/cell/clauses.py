"""The words around a mention: its sentence, its line, the words that govern it."""

import re

from loaders.cell.text import CellText
from loaders.mentions import PlaceMention
from ontology.gazetteer.spelling import key

# After these a full stop ends no sentence; nor does it after a single letter.
ABBREVIATED = frozenset({
    "аг", "акад", "гг", "гор", "дер", "др", "им", "кв", "корп", "наб", "обл", "оз", "пгт", "пер", "пос", "пр",
    "просп", "проф", "руб", "св", "см", "ст", "стр", "тыс", "ул", "чел",
})  # fmt: skip
_STOP = re.compile(r"([\w-]+|[»)])\.\s+(?=[А-ЯЁ«])")
_MARK = re.compile(r"\b(г|гг|гор|пос|п|пгт|дер|д|с|аг)\.\s*$")
_CLAUSE_MARKS = re.compile(r"[«»();:]")


def sentence_start(text: str, at: int) -> int:
    """Where the sentence around a character begins; a list after a colon belongs to what announces it."""
    return max((stop.end() for stop in _STOP.finditer(text, 0, at) if _ends(stop)), default=0)


def sentence_end(text: str, at: int) -> int:
    """Where the sentence around a character ends."""
    return next((stop.end() for stop in _STOP.finditer(text, at) if _ends(stop)), len(text))


def _ends(stop: re.Match[str]) -> bool:
    word = stop.group(1).lower()
    return word in "»)" or (len(word) > 1 and word not in ABBREVIATED)


def before(text: str, mention: PlaceMention) -> str:
    """The words of the line before a mention, without a «г.» of its own."""
    start = max(text.rfind("\n", 0, mention.span.start), text.rfind(";", 0, mention.span.start)) + 1
    return _MARK.sub("", text[start : mention.span.start])


def words_back(text: str, count: int) -> list[str]:
    """Up to `count` last words of the text, the last first, no farther than a bracket or a quotation."""
    clause = _CLAUSE_MARKS.split(text)[-1]
    return [key(word) for word in reversed(re.findall(r"[\w-]+", clause))][:count]


def sentence_before(cell: CellText, mention: PlaceMention) -> str:
    """The words of the mention's sentence before it, plain."""
    return key(cell.text[sentence_start(cell.text, mention.span.start) : mention.span.start])
