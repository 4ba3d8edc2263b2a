"""Groups of countries that a row names only as a group."""

import re
from collections.abc import Iterator
from functools import cache

from loaders.cell import Cell, EntryText
from loaders.cell import plain as compared
from loaders.mentions import Reading
from loaders.origins.words import origin_words
from ontology.model import CellName, Evidence, Fact

_RULE = "country_group"
_NEAR = 120


def read_country_groups(text: EntryText) -> Reading[str]:
    """Groups of countries named only as a group: «СНГ», «БРИКС»."""
    found: dict[str, list[Evidence]] = {}
    for name in (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS):
        for group, start, end in _groups_of(text[name]):
            found.setdefault(group, []).append(Evidence(_RULE, text[name].span(start, end)))
    return Reading(tuple(Fact(group, tuple(evidence)) for group, evidence in found.items()))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    groups = origin_words().groups.items()
    return tuple((name, re.compile(rf"\b(?:{'|'.join(forms)})\b")) for name, forms in groups)


@cache
def _any_group() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for _, pattern in _patterns()))


def _groups_of(cell: Cell) -> Iterator[tuple[str, int, int]]:
    plain = compared(cell.text)
    if _any_group().search(plain) is None:
        return
    taken = bytearray(len(plain))
    for group, pattern in sorted(_patterns(), key=lambda pair: -len(pair[0])):
        for match in pattern.finditer(plain):
            start, end = match.span()
            if any(taken[start:end]) or not _takes_part(cell, plain, start, end):
                continue
            taken[start:end] = b"\1" * (end - start)
            yield group, start, end


def _takes_part(cell: Cell, plain: str, start: int, end: int) -> bool:
    """Whether those of the group take part: it is no theme in quotes, nor spelt out in a bracket."""
    if cell.in_quotes(start):
        return False
    bracket = origin_words().group_bracket.match(plain, end)
    if bracket is not None and cell.text[bracket.end() : bracket.end() + 1].isupper():
        return False
    if cell.name is CellName.PARTICIPANTS:
        return True
    words = re.findall(r"\w+", plain[max(0, start - _NEAR) : start])[-8:]
    return any(word.startswith(origin_words().group_heads) for word in words)
