"""Those whom a statement calls twins and names before its word."""

from dataclasses import dataclass

from loaders.mentions import PlaceMention
from loaders.twinning.clauses import Clause
from loaders.twinning.sides import Places, TwinWord, is_as_named, phrase_start
from loaders.twinning.words import twinning_words
from ontology.morphology import parses

_FARTHEST_SUBJECT = 7


@dataclass(frozen=True, slots=True)
class TwinSubject:
    """Whom a statement calls twins; `by_comma` where only a comma joins them to the word."""

    places: Places
    by_comma: bool


def subject_of(word: TwinWord) -> TwinSubject | None:
    """Those before the word whom it calls twins, joined by a dash, a bracket, a predicate or a comma."""
    clause, lists = word.clause, twinning_words()
    start = phrase_start(clause, word.at)
    if clause.where(lists.its_own, start, word.at):
        return None
    i = _past_times(clause, start - 1)
    mark = clause.text(i)
    is_marked = mark in {",", "("} or mark in lists.dashes
    if word.kind == "kin" and not is_marked:
        return subject_of_verb(clause, word.at - 1)
    if mark in lists.predicates:
        return subject_of_verb(clause, _before_predicates(clause, i))
    return _subject_before_mark(word, i) if is_marked else _subject_since(word, i)


def _subject_before_mark(word: TwinWord, i: int) -> TwinSubject | None:
    """«Вязьма, побратим Орши»: those before the dash, bracket or comma that stands there."""
    clause, mark = word.clause, word.clause.text(i)
    group = clause.group_before(_past_towns(clause, i - 1))
    if group is None or any(_is_of_body(clause, place) for place in group.places):
        return None
    are_several = (word.plural and mark != "(") or any(map(clause.likens, range(group.edge + 1, i)))
    return TwinSubject(group.places if are_several else group.places[-1:], mark == ",")


def _past_towns(clause: Clause, last: int) -> int:
    """What stands before «– всех городов»; the same item where no dash is."""
    lists, i = twinning_words(), last
    while clause.has(i, lists.place_nouns, lists.beside_twins, lists.pointing_ahead):
        i -= 1
    return i - 1 if i < last and clause.has(i, lists.dashes) else last


def _is_of_body(clause: Clause, place: PlaceMention) -> bool:
    """«библиотека Орши – побратим»: whether a body is called a twin, not its town."""
    at = next(i for i, item in enumerate(clause.items) if item.mention is place) - 1
    while clause.has(at, twinning_words().place_nouns, (".",)):
        at -= 1
    return clause.has(at, twinning_words().twin_bodies)


def _past_times(clause: Clause, i: int) -> int:
    """The dash before «отныне», «с 2005 года»; the same item where none is."""
    at = _before_times(clause, i)
    return at if clause.has(at, twinning_words().dashes) else i


def _before_times(clause: Clause, i: int) -> int:
    """The last item before «отныне», «с 2005 года»; the same item where none is."""
    while clause.has(i, twinning_words().times) or clause.text(i).isdigit():
        i -= 1
    return i


def _subject_since(word: TwinWord, last: int) -> TwinSubject | None:
    """«Вязьма с 2011 года побратим Шклова»: only when stands between, and no verb."""
    clause, at = word.clause, _before_times(word.clause, last)
    group = clause.group_before(at) if 0 <= at and clause.items[at].is_place else None
    if group is None or "nomn" not in cases_of(clause.text(word.at)):
        return None
    is_called = at < last or _are_called_plainly(word, group.places, at)
    return TwinSubject(group.places, False) if is_called else None


def _are_called_plainly(word: TwinWord, places: Places, last: int) -> bool:
    """«Псков и Минск побратимы»: whether the word stands right after several, told as themselves."""
    clause = word.clause
    is_next = word.plural and clause.text(last + 1) == clause.text(word.at)
    return is_next and len(places) > 1 and all(is_as_named(clause, place) for place in places)


def _before_predicates(clause: Clause, i: int) -> int:
    while clause.text(i) in twinning_words().predicates:
        i -= 1
    return i


def subject_of_verb(clause: Clause, i: int) -> TwinSubject | None:
    """The places before a predicate, past words like «с 2005 года»."""
    beside = clause.group_before(i) if i >= 0 else None
    if beside is not None:
        return TwinSubject(beside.places, False)
    first = i
    while i >= 0 and first - i < _FARTHEST_SUBJECT and not clause.items[i].is_place:
        if clause.text(i) in ",;(:" and clause.text(i):
            return None
        i -= 1
    group = clause.group_before(i) if i >= 0 else None
    return TwinSubject(group.places, False) if group is not None else None


def cases_of(word: str, number: str | None = None) -> set[str | None]:
    """The cases that the word may stand in, of that number where one is given."""
    return {p.tag.case for p in parses(word) if number in (None, p.tag.number)}
