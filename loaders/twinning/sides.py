"""A word of twinning in its clause, and the sides that its statement joins."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.cell import AND
from loaders.mentions import PlaceMention
from loaders.twinning.clauses import Clause, is_adjective
from loaders.twinning.words import twinning_words

Places = tuple[PlaceMention, ...]
COLON = frozenset(":")
_GUESTS_AHEAD = 4  # items between a word for guests and their town
_OPENED = frozenset('«"')


@dataclass(frozen=True, slots=True)
class TwinWord:
    """A word of twinning: item `at` of its clause; `kind` is twins, kin or tie.

    `left_out` are further twins that the sentence tells of after its clause without another word.
    """

    clause: Clause
    at: int
    kind: str
    plural: bool
    previous: Clause | None = None
    left_out: tuple[tuple[PlaceMention, PlaceMention], ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """Those whom a statement joins: each of `one` with each of `other`; with no other, among themselves."""

    one: Places
    other: Places = ()


def is_as_named(clause: Clause, mention: PlaceMention) -> bool:
    """Whether a place stands there by its name as it is, in the nominative."""
    return clause.cell.text[mention.span.start : mention.span.end].endswith(mention.place.name)


def are_guests(clause: Clause, first: PlaceMention) -> bool:
    """«гости из Твери и Минска, городов-побратимов»: whether a word for guests stands before the places."""
    at = next(i for i, item in enumerate(clause.items) if item.mention is first)
    return any(clause.has(i, twinning_words().guests) for i in range(max(0, at - _GUESTS_AHEAD), at))


def is_led_by_with(clause: Clause, place: PlaceMention) -> bool:
    """«с городом Тверью»: whether «с» governs the place."""
    at = next(i for i, item in enumerate(clause.items) if item.mention is place) - 1
    while clause.has(at, twinning_words().place_nouns, (".",)):
        at -= 1
    return clause.has(at, twinning_words().with_)


def phrase_start(clause: Clause, at: int) -> int:
    """The first word of «один из самых давних городов-побратимов»."""
    lists, i = twinning_words(), at
    while i > 0:
        before = clause.items[i - 1]
        goes_with = before.text in lists.beside_twins or before.text in lists.place_nouns
        tells = before.text in lists.predicates or before.text in lists.make
        described = not tells and is_adjective(before.text)
        if before.text in _OPENED:
            i -= 1
            continue
        if not (before.is_word and (goes_with or described)):
            break
        i -= 1
    return i


def of_several_countries(mentions: Iterable[PlaceMention]) -> bool:
    """Whether the places lie in more countries than one."""
    return len({m.place.country for m in mentions}) > 1


def in_pairs(clause: Clause, places: Places) -> list[Places]:
    """«Орша и Тверь, Лида и Вязьма»: the pairs that «и» joins and commas part; none of another list."""
    marks = [_mark_between(clause, one, other) for one, other in itertools.pairwise(places)]
    joined, parted = set(marks[::2]), set(marks[1::2])
    if len(places) < 4 or len(places) % 2 or joined != {AND} or parted != {","}:
        return []
    return [places[i : i + 2] for i in range(0, len(places), 2)]


def _mark_between(clause: Clause, one: PlaceMention, other: PlaceMention) -> str:
    return next(
        (
            item.text
            for item in clause.items
            if item.text in (AND, ",") and one.span.end <= item.start < other.span.start
        ),
        "",
    )
