"""Hosts and guests: who is told to do something for guests is of the side where it happens, not of theirs."""

from loaders.cell import Cell, Extent
from loaders.people.setting import CellContents, Setting, Told
from loaders.people.words import beginnings, people_words
from ontology.gazetteer.forms import adjective_stem
from ontology.model import CellName
from ontology.morphology import parses

_FARTHEST_NOUN = 4


def of_host(setting: Setting) -> str | None:
    """«Заведующая О.О. Орлова показала гостям фонды» in a row abroad: the host's own country."""
    return setting.said.of_clause(_country_of_hosts, setting.cell.clause_at(setting.name.start))


def _country_of_hosts(said: CellContents, clause: Extent) -> str | None:
    words, text = people_words(), said.cell.text[clause.start : clause.end]
    shows = beginnings(words.hosting).search(text) and beginnings(words.guests).search(text)
    welcomes = said.tells(clause, words.welcoming)
    if not shows and not welcomes:
        return None
    told = said.within(clause.start, clause.end)
    here = {one.country for one in told if only_happens(said.cell, one)}
    hosts = here if here and (welcomes or not shows) else _countries_of_venues(said)
    return hosts.pop() if len(hosts) == 1 else None


def _countries_of_venues(said: CellContents) -> set[str]:
    return {m.place.country for m in said.places if m.span.cell is CellName.PLACE}


def only_happens(cell: Cell, told: Told) -> bool:
    """Whether a place is one where something only happens: «побывали в Сербии», «в г. Орше»."""
    before = cell.index_at(told.start) - 1
    last = before if cell.is_capitalised(before) else before - 1  # «В Орше смоленскую …» is of no two places
    return told.is_place and any(cell.plain(i) in people_words().held_in for i in {before, last})


def is_of_guests(setting: Setting, told: Told) -> bool:
    """«для гостей из Орши урок дала О.О. Орлова», «делегацию г. Орши встретил …», not «возглавил …»."""
    cell, said, words = setting.cell, setting.said, people_words()
    since = cell.clause_at(setting.start).start
    deed = Extent(since, setting.start)
    if told.start < since or said.tells(deed, words.representing) or not said.has_predicate(deed):
        return False
    noun = _noun_of_people(cell, told)
    if noun is None:
        return False
    before = _before_adjectives(cell, noun)
    if cell.plain(before) in words.done_for:
        return True
    if cell.plain(before) in words.with_:
        return said.tells(deed, words.talking)
    is_object = all(reading.tag.case != "nomn" for reading in parses(cell.word(noun)))
    return is_object and (cell.tokens[before].start < since or _is_ungoverned(cell, before))


def _is_ungoverned(cell: Cell, before: int) -> bool:
    """Whether only a verb or a place stands before those met: «В Орше делегацию г. Рудни встретил …»."""
    was_where = not {cell.plain(before), cell.plain(before - 1)}.isdisjoint(people_words().held_in)
    return before < 0 or cell.is_predicate(before) or was_where


def _noun_of_people(cell: Cell, told: Told) -> int | None:
    """The noun for those who are from a place: before «из Орши», «г. Орши», or after «оршанских»."""
    first, after = cell.index_at(told.start), cell.index_at(told.end)
    if _is_people(cell, after) and _is_adjective(cell, after - 1):
        return after
    marks = (*people_words().place_words, *people_words().coming_from)
    at = first - 1
    while at > first - _FARTHEST_NOUN and (cell.plain(at) in marks or cell.word(at) == "."):
        at -= 1
    return at if _is_people(cell, at) else None


def _is_people(cell: Cell, i: int) -> bool:
    """Whether a noun for several people stands there, or for a group of guests."""
    if not cell.is_word(i):
        return False
    is_group = beginnings(people_words().guests).match(cell.word(i)) is not None
    return is_group or {"NOUN", "anim", "plur"} <= parses(cell.word(i))[0].tag.grammemes


def _before_adjectives(cell: Cell, noun: int) -> int:
    at = noun - 1
    while cell.is_word(at) and _is_adjective(cell, at):
        at -= 1
    return at


def _is_adjective(cell: Cell, i: int) -> bool:
    """«наших», «лидским»: an adjective, of a place that no dictionary need know."""
    is_of_place = adjective_stem(cell.plain(i)) is not None
    return is_of_place or parses(cell.word(i))[0].tag.POS in ("ADJF", "PRTF")
