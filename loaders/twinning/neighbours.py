"""The places beside a word of twinning: named after it, apposed, or of another country."""

from collections.abc import Iterable

from loaders.cell import AND
from loaders.twinning.clauses import Clause, PlaceGroup
from loaders.twinning.sides import COLON, Places, TwinWord
from loaders.twinning.words import WordList, few, twinning_words

_OPENINGS, _CLOSINGS = frozenset("(:"), frozenset(')»"')


def named_after(word: TwinWord) -> PlaceGroup | None:
    """The places named right after the word: of one twin one, in a bracket or after a colon all."""
    clause, lists, i = word.clause, twinning_words(), word.at + 1
    opened = clause.has(i, _OPENINGS, lists.dashes if word.plural else ())
    if opened or _is_led_up_to(word):
        i += 1
    elif clause.has(i, lists.joins):
        return None
    group = clause.group_from(_after_colon(word) or i)
    if group is None or word.plural or opened or word.kind == "kin":
        return group
    return first_of(clause, i, group)


def _after_colon(word: TwinWord) -> int | None:
    """Where the list begins of «городов-побратимов из Беларуси и Сербии: Шклов, Ниш»."""
    listed = past_asides(word.clause, word.at + 1)
    lists = twinning_words()
    is_list = listed > word.at + 1 and word.clause.has(listed, COLON if word.plural else lists.dashes)
    return listed + 1 if is_list else None


def _is_led_up_to(word: TwinWord) -> bool:
    """Whether «из», «у», of kin «с» stands after the word, or «в» in «у побратимов в Шклове»."""
    clause, lists, i = word.clause, twinning_words(), word.at + 1
    is_at_theirs = clause.has(word.at - 1, lists.at) and clause.has(i, lists.held_in)
    return is_at_theirs or clause.has(i, lists.from_, lists.at, lists.with_ if word.kind == "kin" else ())


def first_group_after(clause: Clause, where: Iterable[int], words: WordList) -> tuple[int, PlaceGroup] | None:
    """The first of the items that is one of the words and leads a group of places, and that group."""
    groups = ((i, clause.group_from(i + 1)) for i in where if clause.has(i, words))
    return next(((i, group) for i, group in groups if group is not None), None)


def first_of(clause: Clause, start: int, group: PlaceGroup) -> PlaceGroup:
    """The group's first place alone."""
    first = next(i for i in range(start, group.edge) if clause.items[i].mention is group.places[0])
    return PlaceGroup(group.places[:1], first + 1)


def apposed_after(clause: Clause, i: int) -> PlaceGroup | None:
    """The places that follow side by side, after a dash or a predicate."""
    lists = twinning_words()
    while clause.has(i, _CLOSINGS):
        i += 1
    marks = (lists.dashes, COLON, lists.predicates)
    if not clause.has(i, *marks):
        i = past_asides(clause, i)
    if clause.has(i, *marks):
        while clause.has(i, *marks, lists.beside_twins, few()) or _leads_on(clause, i):
            i += 1
    elif clause.text(i) == "," and clause.has(i + 1, lists.such_as):
        i += 1
        while clause.has(i, lists.such_as, lists.dashes, lists.times, lists.predicates):
            i += 1
    return None if clause.has(i, lists.joins) else clause.group_from(i)


def _leads_on(clause: Clause, i: int) -> bool:
    """«стали два города – …»: whether a noun for places stands before a dash or colon."""
    lists = twinning_words()
    return clause.has(i, lists.place_nouns) and clause.has(i + 1, lists.dashes, COLON)


def past_asides(clause: Clause, i: int) -> int:
    """The item after «с 2008 года», «и в Китае», if a predicate or colon is there; else the same one."""
    lists, at = twinning_words(), i
    while clause.has(at, lists.times, (".",)) or clause.text(at).isdigit() or _tells_country(clause, at):
        at += 1
    return at if clause.has(at, lists.predicates, lists.dashes, COLON) else i


def _tells_country(clause: Clause, i: int) -> bool:
    """Whether «в» and a country stand there, or «и» before them."""
    lists = twinning_words()
    while clause.has(i, lists.held_in, lists.from_, (AND,)):
        i += 1
    return 0 < i < len(clause.items) and clause.items[i].mention is not None and not clause.items[i].is_place


def is_abroad_of(ones: Places, others: Places) -> bool:
    """Whether no two of them share a country."""
    return {m.place.country for m in ones}.isdisjoint(m.place.country for m in others)


def right_after(clause: Clause, others: PlaceGroup) -> Places:
    """«с Могилевом Тула установила …»: the subject that stands right after those of another country."""
    following = clause.items[others.edge] if others.edge < len(clause.items) else None
    if following is None or following.mention is None or not following.is_place:
        return ()
    return (following.mention,) if is_abroad_of((following.mention,), others.places) else ()


def own_before(clause: Clause, end: int, others: Places) -> Places:
    """The clause's places before an item of no country of the others, but those that only locate."""
    before = (m for i, m in clause.places if i < end and i not in clause.asides)
    return tuple(m for m in before if is_abroad_of((m,), others))
