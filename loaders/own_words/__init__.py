"""Bodies by the office's own words: where a cell has one of their names, in any form, it is meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.cell import Cell, EntryText, contains, overlap, read_cell
from loaders.cell.text import lemmas
from loaders.mentions import OrganisationMention
from ontology.model import CellName, OrganisationRef, Span
from ontology.own_words import own_words
from ontology.own_words.model import OwnBody

RULE = "own_body"
_READ_IN = (CellName.TITLE, CellName.PLACE, CellName.CONTENT, CellName.PARTICIPANTS)
_MOSTLY = 0.6
"""A longer name is the body's own spelling if so much of it is the name that the office wrote."""

Forms = tuple[frozenset[str], ...]
"""A name as it is compared: for each word or number its dictionary forms."""


@dataclass(frozen=True, slots=True)
class _Named:
    forms: Forms
    body: OwnBody


def _is_within(span: Span, mentions: Sequence[OrganisationMention]) -> bool:
    return any(one.span.cell is span.cell and _is_part(span, one.span) for one in mentions)


def with_own_bodies(
    text: EntryText, organisations: tuple[OrganisationMention, ...]
) -> tuple[OrganisationMention, ...]:
    """The mentions, those of the office's bodies as it writes them; names that only it knows are added."""
    if not own_words().bodies:
        return organisations
    found = {name: list(_named_in(text[name])) for name in _READ_IN if name in text.cells}
    kept = [one for one in organisations if not _is_own(one, found.get(one.span.cell, ()))]
    told = [(span, body) for many in found.values() for span, body in many if not _is_within(span, kept)]
    own = [_mention(span, body, organisations) for span, body in told]
    order = list(CellName)
    return tuple(sorted((*kept, *own), key=lambda one: (order.index(one.span.cell), one.span.start)))


def _is_own(mention: OrganisationMention, found: Iterable[tuple[Span, OwnBody]]) -> bool:
    return any(overlap(span, mention.span) and not _is_part(span, mention.span) for span, _ in found)


def _is_part(span: Span, whole: Span) -> bool:
    """Whether the words are but a part of a longer name, as of a branch: «Филиал дома ремесел в Барани»."""
    return contains(whole, span) and span.end - span.start < _MOSTLY * (whole.end - whole.start)


def _mention(span: Span, body: OwnBody, organisations: Iterable[OrganisationMention]) -> OrganisationMention:
    """The body at these words, named through a post if the rules found it so."""
    here = [one for one in organisations if one.span.cell is span.cell and overlap(one.span, span)]
    through_post = any(one.named_through_post for one in here)
    ref = OrganisationRef(body.name, body.country, body.place, body.kind)
    return OrganisationMention(span, ref, RULE, through_post)


# ── finding names ───────────────────────────────────────────────────────────────────────────────


def _named_in(cell: Cell) -> Iterator[tuple[Span, OwnBody]]:
    """The bodies that the cell names, the longest name at each word."""
    words = [index for index in range(len(cell)) if _is_compared(cell.word(index))]
    forms = [lemmas(cell.word(index)) for index in words]
    position = 0
    while position < len(words):
        named = _longest_at(forms, position)
        if named is None:
            position += 1
            continue
        first, last = words[position], words[position + len(named.forms) - 1]
        yield _with_quotes(cell, first, last), named.body
        position += len(named.forms)


def _with_quotes(cell: Cell, first: int, last: int) -> Span:
    """The words, and the quotes that close after the last of them."""
    end = last + 1
    while end < len(cell) and cell.word(end) in '»”"' and cell.quote_depth(last):
        end += 1
    start = first - 1 if first and cell.opens_quote(first - 1) and end > last + 1 else first
    return cell.span(cell.tokens[start].start, cell.tokens[end - 1].end)


def _longest_at(forms: Sequence[frozenset[str]], position: int) -> _Named | None:
    beginning = (one for form in forms[position] for one in _by_first_word().get(form, ()))
    fitting = (one for one in beginning if _fits(one.forms, forms[position : position + len(one.forms)]))
    return max(fitting, key=lambda one: len(one.forms), default=None)


def _fits(name: Forms, words: Sequence[frozenset[str]]) -> bool:
    return len(words) == len(name) and all(one & other for one, other in zip(name, words, strict=True))


@cache
def _by_first_word() -> Mapping[str, tuple[_Named, ...]]:
    """The names of all bodies by each dictionary form of their first word."""
    found: dict[str, tuple[_Named, ...]] = {}
    for body in own_words().bodies:
        for name in (body.name, *body.short):
            forms = name_forms(name)
            for first in forms[0] if forms else ():
                found[first] = (*found.get(first, ()), _Named(forms, body))
    return found


def name_forms(name: str) -> Forms:
    """A name as it is compared with the words of a cell: no quotes, no other marks."""
    cell = read_cell(CellName.TITLE, name)
    return tuple(lemmas(word) for word in cell.words if _is_compared(word))


def _is_compared(word: str) -> bool:
    return word[:1].isalnum()
