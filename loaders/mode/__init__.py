"""Whether an event was held in person, online or both.

The rules stand in order; the first that answers decides. In-person is never a default: it is what a named
place says when nothing in the row says otherwise, and without a place the question stays open.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache, lru_cache

from loaders.cell import EntryText
from loaders.cell.expressions import Expression, has_any
from loaders.mentions import PlaceMention, Reading, finding_about
from loaders.mode.words import mode_signs
from ontology.home import load as load_home
from ontology.model import CellName, Evidence, Fact, Finding, Severity

OFFLINE, ONLINE, MIXED = "offline", "online", "mixed"

_TOLD = (CellName.CONTENT, CellName.PARTICIPANTS)
_FORMAT_CELLS = (CellName.PLACE, CellName.TITLE, *_TOLD)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of one cell that decide."""

    cell: CellName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Decision:
    mode: str
    words: _Words


@dataclass(frozen=True, slots=True)
class _ModeRow:
    """The cells, the places that the place cell names, and the cells that may say anything at all."""

    cells: EntryText
    places: tuple[PlaceMention, ...]
    telling: frozenset[CellName]

    def text(self, cell: CellName) -> str:
        return self.cells[cell].searched


def read_mode(text: EntryText, places: tuple[PlaceMention, ...]) -> Reading[str]:
    """offline, online or mixed; a finding where the row names no place and says nothing of the manner."""
    here = tuple(mention for mention in places if mention.span.cell is CellName.PLACE)
    telling = (cell for cell, needs in _needed().items() if has_any(text[cell].searched, needs))
    row = _ModeRow(text, here, frozenset(telling))
    for rule in RULES:
        decision = rule(row)
        if decision is not None:
            words = decision.words
            evidence = Evidence(rule.__name__, text[words.cell].span(words.start, words.end))
            return Reading((Fact(decision.mode, (evidence,)),))
    return Reading(findings=(_unknown(text),))


# ── rules ───────────────────────────────────────────────────────────────────────────────────────


def both_stated(row: _ModeRow) -> _Decision | None:
    """«в очном и дистанционном форматах»."""
    for cell in _FORMAT_CELLS:
        words = _first(row, cell, _signs().mixed)
        if words is not None:
            return _Decision(MIXED, words)
    return None


def some_here_some_there(row: _ModeRow) -> _Decision | None:
    """«В очном этапе … . В дистанционном этапе …»."""
    for cell in (CellName.PLACE, *_TOLD):
        there = _first(row, cell, _signs().remote_part)
        if there is not None and _first(row, cell, _signs().in_person_part) is not None:
            return _Decision(MIXED, there)
    return None


def remote_end(row: _ModeRow) -> _Decision | None:
    """«г. Смоленск, библиотека; библиотека, Республика Беларусь (в дистанционном формате)».

    Where a comma alone parts the places, the bracket tells of all of them.
    """
    words = _first(row, CellName.PLACE, _signs().remote_place)
    if words is None:
        return None
    before = [mention for mention in row.places if mention.span.end <= words.start]
    home_country = load_home().country
    if len(before) < 2 or before[-1].place.country == home_country:
        return None
    home = any(mention.place.country == home_country for mention in before)
    text = row.text(CellName.PLACE)
    bracketed = "(" in text[max(0, words.start - 4) : words.start]
    return _Decision(MIXED, words) if home and bracketed and ";" in text[: words.start] else None


def joined_from_afar(row: _ModeRow) -> _Decision | None:
    """«г. Смоленск, школа № 3 (с подключением участников по видеосвязи)»: a place, and some not there."""
    words = _first(row, CellName.PLACE, _signs().joined_from_afar)
    if words is None:
        return None
    return _Decision(MIXED, words) if any(place.span.end <= words.start for place in row.places) else None


def remote_place(row: _ModeRow) -> _Decision | None:
    """The place cell says «В дистанционном формате» or names a web site."""
    words = _first(row, CellName.PLACE, _signs().remote_place)
    return None if words is None else _Decision(ONLINE, words)


def remote_title(row: _ModeRow) -> _Decision | None:
    """«Телемост …», «Онлайн-экскурсия …»: the event's own noun."""
    words = _first(row, CellName.TITLE, _signs().remote_title)
    if words is None:
        return None
    took_part = re.search(rf"{mode_signs().took_part}\W*$", row.text(CellName.TITLE)[words.end :])
    return _Decision(MIXED if took_part is not None else ONLINE, words)


def remote_event(row: _ModeRow) -> _Decision | None:
    """The content begins so: «Состоялся телемост …», «Прошел онлайн-семинар …»."""
    words = _first(row, CellName.CONTENT, _signs().remote_event)
    return None if words is None else _Decision(ONLINE, words)


def held_remotely(row: _ModeRow) -> _Decision | None:
    """«Встреча прошла в режиме видеоконференции»; of a part of the event it makes the whole mixed."""
    signs = mode_signs()
    for cell in _TOLD:
        words = _first(row, cell, _signs().held_remotely)
        if words is not None:
            sentence = row.text(cell)[row.cells[cell].point_at(words.start).start : words.end]
            joined = re.search(rf"{signs.took_part} {signs.into} ", row.text(cell)[: words.start]) is not None
            partly = joined or signs.part_of_event.search(sentence) is not None
            return _Decision(MIXED, words) if partly else _Decision(ONLINE, words)
    return None


def took_part_remotely(row: _ModeRow) -> _Decision | None:
    """«… присоединился к встрече в дистанционном формате»: some were there, some were not."""
    for cell in _TOLD:
        words = _first(row, cell, _signs().took_part_remotely)
        if words is not None:
            return _Decision(MIXED, words)
    return None


def named_place(row: _ModeRow) -> _Decision | None:
    """The place cell names a place, and nothing says that people were not there."""
    text = row.text(CellName.PLACE)
    if not re.search(r"\w", text):
        return None
    return _Decision(OFFLINE, _Words(CellName.PLACE, 0, len(text.rstrip())))


RULES: tuple[Callable[[_ModeRow], _Decision | None], ...] = (
    both_stated,
    some_here_some_there,
    remote_end,
    joined_from_afar,
    remote_place,
    remote_title,
    remote_event,
    held_remotely,
    took_part_remotely,
    named_place,
)


# ── words ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Sign:
    """Words that say how it was held; of `needs` one is in whatever they find in those cells."""

    words: Expression
    needs: tuple[str, ...]
    cells: tuple[CellName, ...]


def _sign(*words: str, cells: tuple[CellName, ...], needs: tuple[str, ...] = ()) -> _Sign:
    expression = Expression("|".join(f"(?:{one})" for one in words))
    return _Sign(expression, needs or expression.needs, cells)


@dataclass(frozen=True, slots=True)
class _Signs:
    """All that rules look for; a part held in person is looked for only beside one held from afar."""

    mixed: _Sign
    remote_part: _Sign
    in_person_part: _Sign
    remote_place: _Sign
    joined_from_afar: _Sign
    remote_title: _Sign
    remote_event: _Sign
    held_remotely: _Sign
    took_part_remotely: _Sign

    def needed_in(self, cell: CellName) -> tuple[str, ...]:
        """Pieces of words of which one is in a cell that any of these is in."""
        signs = (getattr(self, one.name) for one in fields(self))
        pieces = {piece for sign in signs if cell in sign.cells for piece in sign.needs}
        return tuple(sorted(one for one in pieces if not any(two in one for two in pieces - {one})))


@cache
def _signs() -> _Signs:
    told = mode_signs()
    place, from_afar = (CellName.PLACE,), told.remote_needs
    return _Signs(
        mixed=_sign(*told.mixed, cells=_FORMAT_CELLS, needs=told.mixed_needs),
        remote_part=_sign(told.remote_part, cells=(CellName.PLACE, *_TOLD), needs=from_afar),
        in_person_part=_sign(told.in_person_part, cells=()),
        remote_place=_sign(*told.remote_place, cells=place),
        joined_from_afar=_sign(told.joined_from_afar, cells=place),
        remote_title=_sign(*told.remote_title, cells=(CellName.TITLE,)),
        remote_event=_sign(told.remote_event, cells=(CellName.CONTENT,)),
        held_remotely=_sign(*_held_remotely(), cells=_TOLD, needs=from_afar),
        took_part_remotely=_sign(*_took_part_remotely(), cells=_TOLD, needs=from_afar),
    )


def _held_remotely() -> tuple[str, ...]:
    """An event, that it was held, and how, in any order."""
    signs = mode_signs()
    event, held, remotely = signs.event, signs.held, signs.remotely
    return (
        rf"{event} {signs.on_platform}",
        rf"{signs.all_remotely}{remotely}",
        rf"{event}[^.;]{{0,80}}?{held}[^.;,]{{0,60}}?{remotely}",
        rf"{remotely}[^.;]{{0,40}}?{held}[^.;]{{0,40}}?{event}",
    )


def _took_part_remotely() -> tuple[str, ...]:
    """That somebody took part, and that they did so from afar, in any order."""
    signs = mode_signs()
    return (
        rf"{signs.took_part}[^.;]{{0,80}}?{signs.remotely}",
        rf"{signs.remotely}[^.;]{{0,60}}?{signs.took_part}",
        signs.remote_bracket,
        signs.remote_bridge,
    )


@cache
def _needed() -> dict[CellName, tuple[str, ...]]:
    return {cell: _signs().needed_in(cell) for cell in _FORMAT_CELLS}


def _first(row: _ModeRow, cell: CellName, sign: _Sign) -> _Words | None:
    """The first such words in the cell that are no part of a name that only sounds so."""
    if cell not in row.telling:
        return None
    said = row.text(cell)
    if not has_any(said, sign.needs) or not sign.words.may_be_in(said):
        return None
    text = _without_names(said)
    first = sign.words.search(text)
    if first is None:
        return None
    rest_of_word = _REST_OF_WORD.match(text, first.end())
    return _Words(cell, first.start(), rest_of_word.end() if rest_of_word is not None else first.end())


_REST_OF_WORD = re.compile(r"\w*")


@lru_cache(maxsize=512)
def _without_names(text: str) -> str:
    """The text with quoted names and names of halls blanked, every character in its place."""
    blank = text
    for name in mode_signs().not_remote:
        blank = re.sub(name, lambda match: " " * len(match.group()), blank)
    return blank


def _unknown(text: EntryText) -> Finding:
    return finding_about(text.entry, "unknown_mode", Severity.WARNING)
