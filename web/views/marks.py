"""The words of a row, marked by what was read from them: a place, body, person, date, document, sector."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import filterfalse, groupby

from ontology.marking import cut
from web.views.facts import DAYS

KINDS = ("person", "body", "place", "date", "document", "sector", "other")
"""Of two readings of the same words the one of the former kind is shown."""
OF_THING = {
    "person": "person", "organisation": "body", "place": "place", "municipality": "place",
    "agreement": "document",
}  # fmt: skip
"""What a thing is marked as, by how its path begins."""
OF_SCHEME = {"sector": "sector", "agreement-type": "document", "status": "document"}
"""What a concept is marked as, by its scheme."""


@dataclass(frozen=True, slots=True)
class NumberedReading:
    """What was read from some words of a cell: its number on the page, its kind, and where they stand."""

    number: int
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of a cell: its text, what it is marked as ("" for nothing), and the readings it belongs to."""

    text: str
    kind: str = ""
    readings: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def kind_of(subject: str, predicate: str, target: str, scheme: str) -> str:
    """What an assertion's words are marked as.

    `subject` and `target` are paths of things ("" for an object that is none), `predicate` the local name of
    the property, `scheme` that of a concept.
    """
    if predicate in DAYS:
        return "date"
    of_target = OF_THING.get(target.partition("/")[0]) or OF_SCHEME.get(scheme)
    return of_target or OF_THING.get(subject.partition("/")[0], "other")


def marked_by_kind(
    text: str, readings: Sequence[NumberedReading], kinds: Collection[str] = KINDS
) -> tuple[MarkedPiece, ...]:
    """The text in pieces, each marked as the narrowest reading of one of the kinds that covers it."""
    shown = [one for one in readings if one.kind in kinds]
    pieces = cut(text, tuple((one.start, one.end) for one in shown))
    told: list[MarkedPiece] = []
    seen: set[int] = set()
    for _, alike in groupby(pieces, key=lambda piece: tuple(shown[i].number for i in piece.marks)):
        group = list(alike)
        covering = [shown[i] for i in group[0].marks]
        numbers = dict.fromkeys(one.number for one in covering)
        begins = tuple(filterfalse(seen.__contains__, numbers))
        seen.update(numbers)
        words = "".join(one.text for one in group)
        told.append(MarkedPiece(words, _shown_kind(covering), tuple(numbers), begins))
    return tuple(told)


def _shown_kind(covering: Sequence[NumberedReading]) -> str:
    if not covering:
        return ""
    return min(covering, key=lambda one: (one.end - one.start, KINDS.index(one.kind))).kind


def kinds_in(cells: Sequence[tuple[str, Sequence[MarkedPiece]]]) -> list[str]:
    """The kinds that are marked somewhere, in the order of the legend."""
    met = {piece.kind for _, pieces in cells for piece in pieces}
    return [kind for kind in KINDS if kind in met]


OF_FIELD: Mapping[str, str] = {
    "orgs": "body", "venue_orgs": "body", "persons": "person", "venues": "place", "origins": "place",
    "countries": "place", "dates": "date", "agreements": "document", "twinning": "place",
    "twinning_intended": "place", "sectors": "sector", "main_sector": "sector", "organisation": "body",
    "person": "person", "agreement": "document",
}  # fmt: skip
"""What is marked where one field of a fact, or one kind of thing, is asked about."""
