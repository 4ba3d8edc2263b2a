"""What stands before a settlement and tells its kind: «г.», «пгт», «агрогородок», «города-побратима»."""

from typing import NamedTuple

from loaders.cell import Cell
from loaders.places.words import place_words
from ontology.gazetteer.spelling import key
from ontology.morphology import parses
from ontology.remembered import remembered

_LONGEST = 8


class Marker(NamedTuple):
    """An abbreviation or a noun in its dictionary form, the kind that it tells, and where the name starts."""

    word: str
    kind: str
    start: int

    @property
    def is_sure(self) -> bool:
        """Whether a capitalised word after it is a place's name whatever it means otherwise."""
        return self.word in place_words().sure_markers

    @property
    def wants_area(self) -> bool:
        """Whether an unknown name after it must be followed by where it lies: «х. Зорькино, … район»."""
        return self.word in place_words().located_markers


def marker_at(cell: Cell, index: int) -> Marker | None:
    """The marker that begins there: «г. », «а/г », «поселок городского типа », «городов-побратимов »."""
    if cell.is_initial(index) and len(cell.plain(index + 2)) == 1:  # «Г. А. Ветров»
        return None
    if cell.plains[index : index + 3] == place_words().townlet:
        return Marker(place_words().townlet_mark, "town", index + 3 + (cell.plain(index + 3) == "."))
    word = cell.plain(index)
    first, dash, _ = word.partition("-")
    base = marking_word(first if dash else word)
    if base is None:
        return None
    kind = place_words().markers[base]
    if not _fits_full_stop(word, base, is_stopped=cell.plain(index + 1) == ".", is_joined=bool(dash)):
        return None
    if dash:
        return Marker(base, kind, index + 1) if kind == "city" and len(first) > 2 else None
    return _past_marker(cell, index, Marker(base, kind, index + 1))


def _fits_full_stop(word: str, base: str, *, is_stopped: bool, is_joined: bool) -> bool:
    """Whether a full stop after it shortens the word: none does in «… о сожженных деревнях. Учителя …»."""
    if is_stopped:
        return is_abbreviated_mark(word)
    return is_joined or base not in place_words().needs_full_stop


@remembered
def may_mark(word: str) -> bool:
    """Whether a marker can begin with the word, which is as it is compared."""
    return word == place_words().townlet[0] or marking_word(word.partition("-")[0]) is not None


@remembered
def marking_word(word: str) -> str | None:
    """The abbreviation, or the noun in its dictionary form, that marks a settlement; None of other words."""
    markers = place_words().markers
    if word in markers:
        return word
    forms = (key(reading.normal_form) for reading in parses(word) if reading.tag.POS == "NOUN")
    return next((form for form in forms if len(form) > 2 and form in markers), None)


def _past_marker(cell: Cell, index: int, marker: Marker) -> Marker:
    """The marker with all that belongs to it: full stops, «-побратима», «городского типа», «г.п.»."""
    after = marker.start + cell.plain(marker.start).startswith(place_words().twins)
    if cell.plains[after : after + 2] == place_words().urban_type:
        return Marker(marker.word, marker.kind, after + 2)
    while after - index < _LONGEST and (
        cell.plain(after) == "." or cell.plain(after) in place_words().goes_on_mark
    ):
        after += 1
    is_township = place_words().township in cell.plains[marker.start : after]
    return Marker(marker.word, "town" if is_township else marker.kind, after)


def is_abbreviated_mark(word: str) -> bool:
    """Whether the word, with or without its full stop, abbreviates a kind of settlement: «г.», «пос»."""
    plain = key(word).rstrip(".")
    return plain in place_words().markers and marking_word(plain) == plain and len(plain) <= 3
