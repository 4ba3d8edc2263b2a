"""Who is called a twin of whom: a word of twinning and the places that its clause joins to it.

Three kinds of words: one or several called twins («город-побратим»), those akin to somebody («породнен с
Шкловом»), and the tie itself («побратимские связи»). RULES stand in order; the first that names a side
answers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from loaders.cell import AND
from loaders.mentions import PlaceMention
from loaders.twinning.clauses import Clause, Group, is_adjective, is_verb
from loaders.twinning.orders import bound, is_made, made, of_several, of_the_two, of_those_who_have, related
from loaders.twinning.recalled import counted_before, named_before
from loaders.twinning.sides import (
    Places,
    Sides,
    TwinWord,
    is_aside,
    is_held_there,
    of_several_countries,
    phrase_start,
)
from loaders.twinning.words import twinning_words
from ontology.morphology import parses

_FARTHEST_SUBJECT = 7
_OPENINGS, _COLON, _CLOSINGS = frozenset("(:"), frozenset(":"), frozenset(')»"')


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to name twins, and its name in the evidence."""

    name: str
    sides: Callable[[TwinWord], Sides | None]


def twin_words(clauses: Sequence[Clause]) -> Iterator[TwinWord]:
    """Every word of twinning in the clauses of a cell, in order."""
    lists, before = twinning_words(), None
    for clause in clauses:
        for i, item in enumerate(clause.items):
            if item.mention is not None:
                continue
            if _describes_twin(clause, i):
                yield TwinWord(clause, i, "twins", _is_plural(item.text), before)
            elif item.text in lists.ties:
                yield TwinWord(clause, i, "tie", False, before)
            elif item.text in lists.kin:
                yield TwinWord(clause, i, "kin", _is_plural(item.text), before)
            elif item.text in lists.twins:
                kind = "tie" if _becomes(clause, i) else "twins"
                yield TwinWord(clause, i, kind, _is_plural(item.text), before)
        before = clause


def sides_of(word: TwinWord) -> tuple[str, Sides] | None:
    """The rule that names sides of the word's statement, and those sides."""
    for rule in RULES[word.kind]:
        sides = rule.sides(word)
        if sides is not None:
            return rule.name, sides
    return None


def _is_plural(word: str) -> bool:
    return all("plur" in reading.tag for reading in parses(word)[:1])


def _describes_twin(clause: Clause, i: int) -> bool:
    """«в побратимском Могилеве»: an adjective of the tie right before a place."""
    following = clause.items[i + 1] if i + 1 < len(clause.items) else None
    is_tie = clause.has(i, twinning_words().ties) and is_adjective(clause.text(i))
    return is_tie and following is not None and following.is_place


def _becomes(clause: Clause, i: int) -> bool:
    """«решили стать (городами-)побратимами», «сделать … побратимами»: the tie itself."""
    before, lists = phrase_start(clause, i) - 1, twinning_words()
    return clause.has(before, lists.become, lists.make) or is_made(clause, before)


# ── twins and kin ───────────────────────────────────────────────────────────────────────────────


def _subject_and_owner(word: TwinWord) -> Sides | None:
    """«Шклов – город-побратим Вязьмы», «Шклов породнен с Вязьмой»."""
    subject, after = _subject(word), _named_after(word)
    if subject is None or after is None:
        return None
    if subject.by_comma and not _abroad(subject.places, after.places):
        return None
    owners = after.places if word.kind == "kin" else after.places[:1]
    return Sides(owners, subject.places)


def _owner_and_list(word: TwinWord) -> Sides | None:
    """«побратимы Вязьмы – Шклов и Орша», «породненный с Вязьмой Шкловский район»."""
    after = _named_after(word)
    if after is None:
        return None
    following = _apposed_after(word.clause, after.edge)
    return Sides(after.places, following.places) if following is not None else None


def _owned_unnamed(word: TwinWord) -> Sides | None:
    """«побратимами города являются Шклов и Орша»."""
    i = word.at + 1
    lists = twinning_words()
    while word.clause.text(i) in lists.place_nouns or word.clause.text(i) in lists.beside_twins:
        i += 1
    following = _apposed_after(word.clause, i) if word.clause.text(i) in lists.predicates else None
    return Sides(following.places) if following is not None else None


def _owner_after(word: TwinWord) -> Sides | None:
    """«в побратимах у Вязьмы числится Шклов», «город-побратим Вязьмы Шклов»."""
    clause, lists, i = word.clause, twinning_words(), word.at + 1
    owned = clause.has(i, lists.at)
    owner = clause.group_from(i + owned)
    if owner is None or (not owned and word.plural):
        return None
    first = _first_of(clause, i, owner)
    at = first.edge
    if owned and not clause.has(at, lists.predicates):
        at = _past_asides(clause, at)
    while owned and clause.has(at, lists.predicates, _COLON, lists.pointing_ahead):
        at += 1
    is_adjacent = at < len(clause.items) and (owned or clause.items[at].is_place)
    other = clause.group_from(at) if is_adjacent else None
    return Sides(first.places, other.places) if other is not None else None


def _had_by(word: TwinWord) -> Sides | None:
    """«у Пскова 17 побратимов, в том числе Витебск», «у Пскова побратим – Лида»: who has whom."""
    clause, lists = word.clause, twinning_words()
    owners = (clause.group_from(i + 1) for i in range(word.at) if clause.has(i, lists.at))
    owner = next((group for group in owners if group is not None and group.edge <= word.at), None)
    counted = any(clause.has(i, *lists.counts.values()) for i in range(word.at - 2, word.at))
    is_told = word.plural or counted or clause.has(word.at + 1, lists.dashes, _COLON)
    following = _apposed_after(clause, word.at + 1) if owner is not None and is_told else None
    if owner is None or following is None:
        return None
    return Sides(owner.places[:1], following.places)


def _gained(word: TwinWord) -> Sides | None:
    """«Нового побратима – сербский Ниш – приобрела Вязьма»: who has a new one."""
    clause, following = word.clause, _apposed_after(word.clause, word.at + 1)
    verb = next((i for i in range(len(clause.items)) if clause.has(i, twinning_words().gains)), None)
    if following is None or verb is None:
        return None
    groups = (clause.group_from(verb + 1), clause.group_before(verb - 1))
    owners = (group.places[0] for group in groups if group is not None)
    owner = next((place for place in owners if place not in following.places), None)
    return Sides((owner,), following.places) if owner is not None else None


def _apposed(word: TwinWord) -> Sides | None:
    """«четвертый побратим, Жлобин, прислал …»: one place between commas."""
    clause, i = word.clause, word.at + 1
    group = clause.group_from(i + 1) if clause.text(i) == "," and not word.plural else None
    if group is None or len(group.places) > 1 or clause.text(group.edge) not in ("", ",", "."):
        return None
    return Sides(group.places)


def _with_before(word: TwinWord) -> Sides | None:
    """«с Эчмиадзином город побратался в прошлом веке»: with whom, before the verb."""
    clause, lists = word.clause, twinning_words()
    if word.kind != "kin" or not is_verb(clause.text(word.at)):
        return None
    starts = (i for i in range(word.at - 1, -1, -1) if clause.has(i, lists.with_))
    groups = ((i, clause.group_from(i + 1)) for i in starts)
    start, others = next((one for one in groups if one[1] is not None), (0, None))
    if others is None:
        return None
    mine = _right_after(clause, others) or _own_before(clause, start, others.places)[-1:]
    return Sides(mine, others.places) if mine else Sides(others.places)


def _of_one_before(word: TwinWord) -> Sides | None:
    """«Тверь и ее побратим Орша»."""
    clause, start = word.clause, phrase_start(word.clause, word.at)
    after = _named_after(word)
    owners = [m for i, m in clause.places() if i < start]
    said = any(clause.has(i, twinning_words().of_one_before) for i in range(start, word.at))
    return Sides((owners[-1],), after.places) if said and owners and after is not None else None


def _subject_alone(word: TwinWord) -> Sides | None:
    """«г. Орша (город-побратим)», «Шклов и Вязьма – побратимы»."""
    subject = _subject(word)
    return Sides(subject.places) if subject is not None and not subject.by_comma else None


def _of_the_town(word: TwinWord) -> Sides | None:
    """«Гости Вязьмы из Шклова, побратима города»: of the only other town abroad from it."""
    clause, subject = word.clause, _subject(word)
    is_told = clause.has(word.at + 1, twinning_words().the_town) and _named_after(word) is None
    if subject is None or not is_told:
        return None
    towns = (m for _, m in clause.places() if m.place.kind != "district")
    others = {m.place.name: m for m in towns if _abroad((m,), subject.places)}
    return Sides(tuple(others.values()), subject.places) if len(others) == 1 else None


def _celebrating(word: TwinWord) -> Sides | None:
    """«Вязьме и Шклову исполнилось 10 лет в статусе побратимов»: several of more countries than one."""
    clause = word.clause
    places = tuple(m for i, m in clause.places() if i < word.at and not is_aside(clause, i))
    told = any(clause.has(i, twinning_words().celebrate) for i in range(word.at))
    return Sides(places) if word.plural and told and of_several_countries(places) else None


def _named(word: TwinWord) -> Sides | None:
    """«города-побратимы Вязьма и Шклов», «города-побратима Шклова»."""
    after = _named_after(word)
    if after is None:
        return None
    if _is_owner(word, after.places[0]):
        return Sides(())
    host = _host(word, after.places)
    return Sides((host,), after.places) if host is not None else Sides(after.places)


def _host(word: TwinWord, twins: Places) -> PlaceMention | None:
    """«Волгоград принял делегации городов-побратимов: Орлеан, Керчь»: whose guests the twins are.

    One that lies in another country than all of them may do anything with them.
    """
    clause = word.clause
    named = [(i, m) for i, m in clause.places() if i < word.at and m not in twins and not is_aside(clause, i)]
    if len(named) != 1 or named[0][1].place.kind == "district":
        return None
    i, mention = named[0]
    receives = any(clause.has(at, twinning_words().receives) for at in range(i + 1, min(i + 3, word.at)))
    return mention if receives or _abroad((mention,), twins) else None


def _is_owner(word: TwinWord, place: PlaceMention) -> bool:
    """«рассказал о городах-побратимах Лиды»: whose twins they are, by another case than theirs."""
    clause = word.clause
    if clause.text(word.at + 1) in twinning_words().from_:
        return False
    number = parses(place.place.name)[0].tag.number
    theirs = _cases(clause.cell.text[place.span.start : place.span.end].split()[-1], number)
    return "gent" in theirs and theirs.isdisjoint(_cases(clause.text(word.at)) | {"nomn"})


def _cases(word: str, number: str | None = None) -> set[str | None]:
    return {p.tag.case for p in parses(word) if number in (None, p.tag.number)}


def _apposed_by_comma(word: TwinWord) -> Sides | None:
    """«гости из Шклова, города-побратима, …»."""
    subject = _subject(word)
    return Sides(subject.places) if subject is not None else None


@dataclass(frozen=True, slots=True)
class _Subject:
    places: Places
    by_comma: bool


def _subject(word: TwinWord) -> _Subject | None:
    """Those before the word whom it calls twins, joined by a dash, a bracket, a predicate or a comma."""
    clause, lists = word.clause, twinning_words()
    i = _past_times(clause, phrase_start(clause, word.at) - 1)
    mark = clause.text(i)
    is_marked = mark in {",", "("} or mark in lists.dashes
    if word.kind == "kin" and not is_marked:
        return _subject_of_verb(clause, word.at - 1)
    if mark in lists.predicates:
        return _subject_of_verb(clause, _before_predicates(clause, i))
    if not is_marked:
        return _subject_since(word, i)
    group = clause.group_before(i - 1)
    if group is None:
        return None
    are_several = (word.plural and mark != "(") or any(map(clause.likens, range(group.edge + 1, i)))
    return _Subject(group.places if are_several else group.places[-1:], mark == ",")


def _past_times(clause: Clause, i: int) -> int:
    """The dash before «отныне», «с 2005 года»; the same item where none is."""
    at = i
    while clause.has(at, twinning_words().times) or clause.text(at).isdigit():
        at -= 1
    return at if clause.has(at, twinning_words().dashes) else i


def _subject_since(word: TwinWord, i: int) -> _Subject | None:
    """«Вязьма с 2011 года побратим Шклова»: only when stands between, and no verb."""
    clause, last = word.clause, i
    while clause.has(i, twinning_words().times) or clause.text(i).isdigit():
        i -= 1
    group = clause.group_before(i) if 0 <= i < last and clause.items[i].is_place else None
    is_called = "nomn" in _cases(clause.text(word.at))
    return _Subject(group.places, False) if group is not None and is_called else None


def _before_predicates(clause: Clause, i: int) -> int:
    while clause.text(i) in twinning_words().predicates:
        i -= 1
    return i


def _subject_of_verb(clause: Clause, i: int) -> _Subject | None:
    """The places before a predicate, past words like «с 2005 года»."""
    beside = clause.group_before(i) if i >= 0 else None
    if beside is not None:
        return _Subject(beside.places, False)
    first = i
    while i >= 0 and first - i < _FARTHEST_SUBJECT and not clause.items[i].is_place:
        if clause.text(i) in ",;(:" and clause.text(i):
            return None
        i -= 1
    group = clause.group_before(i) if i >= 0 else None
    return _Subject(group.places, False) if group is not None else None


def _named_after(word: TwinWord) -> Group | None:
    """The places named right after the word: of one twin one, in a bracket or after a colon all."""
    clause, lists, i = word.clause, twinning_words(), word.at + 1
    opened = clause.has(i, _OPENINGS, lists.dashes if word.plural else ())
    is_at_theirs = clause.has(word.at - 1, lists.at) and clause.has(i, lists.held_in)
    of_kin = lists.with_ if word.kind == "kin" else ()
    if opened or is_at_theirs or clause.has(i, lists.from_, lists.at, of_kin):
        i += 1
    elif clause.has(i, lists.joins):
        return None
    listed = _past_asides(clause, word.at + 1)
    if word.plural and listed > word.at + 1 and clause.has(listed, _COLON):
        i = listed + 1  # «городов-побратимов из Беларуси и Сербии: Шклов, Ниш»
    group = clause.group_from(i)
    if group is None or word.plural or opened or word.kind == "kin":
        return group
    return _first_of(clause, i, group)


def _first_of(clause: Clause, start: int, group: Group) -> Group:
    """The group's first place alone."""
    first = next(i for i in range(start, group.edge) if clause.items[i].mention is group.places[0])
    return Group(group.places[:1], first + 1)


def _apposed_after(clause: Clause, i: int) -> Group | None:
    """The places that follow side by side, after a dash or a predicate."""
    lists = twinning_words()
    while clause.has(i, _CLOSINGS):
        i += 1
    marks = (lists.dashes, _COLON, lists.predicates)
    if not clause.has(i, *marks):
        i = _past_asides(clause, i)
    if clause.has(i, *marks):
        while clause.has(i, *marks, lists.beside_twins):
            i += 1
    elif clause.text(i) == "," and clause.has(i + 1, lists.such_as):
        i += 1
        while clause.has(i, lists.such_as, lists.dashes, lists.times, lists.predicates):
            i += 1
    return None if clause.has(i, lists.joins) else clause.group_from(i)


def _past_asides(clause: Clause, i: int) -> int:
    """The item after «с 2008 года», «и в Китае», if a predicate or colon is there; else the same one."""
    lists, at = twinning_words(), i
    while clause.has(at, lists.times, (".",)) or clause.text(at).isdigit() or _tells_country(clause, at):
        at += 1
    return at if clause.has(at, lists.predicates, lists.dashes, _COLON) else i


def _tells_country(clause: Clause, i: int) -> bool:
    """Whether «в» and a country stand there, or «и» before them."""
    lists = twinning_words()
    while clause.has(i, lists.held_in, lists.from_, (AND,)):
        i += 1
    return 0 < i < len(clause.items) and clause.items[i].mention is not None and not clause.items[i].is_place


def _abroad(ones: Places, others: Places) -> bool:
    return {m.place.country for m in ones}.isdisjoint(m.place.country for m in others)


# ── ties ────────────────────────────────────────────────────────────────────────────────────────


def _between(word: TwinWord) -> Sides | None:
    """«между Вязьмой и Шкловским районом»."""
    starts = [i for i, item in enumerate(word.clause.items) if item.text in twinning_words().between]
    groups = (word.clause.group_from(i + 1) for i in sorted(starts, key=lambda i: abs(i - word.at)))
    return next(
        (Sides(group.places) for group in groups if group is not None and len(group.places) > 1), None
    )


def _of_one_with_others(word: TwinWord) -> Sides | None:
    """«побратимских связей Вязьмы с Шкловом и Оршей»."""
    clause = word.clause
    i = next((i for i in range(word.at + 1, len(clause.items)) if _may_be_named_at(clause, i)), None)
    owner = clause.group_from(i) if i is not None else None
    if owner is None or clause.text(owner.edge) not in twinning_words().with_:
        return None
    others = clause.group_from(owner.edge + 1)
    return Sides(owner.places[:1], others.places) if others is not None else None


def _may_be_named_at(clause: Clause, i: int) -> bool:
    return clause.items[i].is_place or clause.text(i) in twinning_words().place_nouns


def _who_mean(word: TwinWord) -> Sides | None:
    """«Вязьма и Шклов намерены породниться»."""
    clause, start = word.clause, phrase_start(word.clause, word.at)
    end = start - 1 if clause.has(start - 1, twinning_words().become) else word.at
    subject = _subject_of_verb(clause, end - 1) if _is_tie_verb(word) or end < word.at else None
    return Sides(subject.places) if subject is not None and len(subject.places) > 1 else None


def _is_tie_verb(word: TwinWord) -> bool:
    return word.clause.has(word.at, twinning_words().tie_verbs)


def _with_others(word: TwinWord) -> Sides | None:
    """«побратимские связи с Шкловом»: the clause's own subject, else nobody named, with them."""
    clause = word.clause
    starts = (i for i in range(word.at + 1, len(clause.items)) if clause.text(i) in twinning_words().with_)
    found = ((start, clause.group_from(start + 1)) for start in starts)
    start, others = next((one for one in found if one[1] is not None), (0, None))
    if others is None:
        return None
    mine = _own_before(clause, start, others.places) or _right_after(clause, others)
    return Sides(mine, others.places) if mine else Sides(others.places)


def _right_after(clause: Clause, others: Group) -> Places:
    """«с Могилевом Тула установила …»: the subject that stands right after those of another country."""
    following = clause.items[others.edge] if others.edge < len(clause.items) else None
    if following is None or following.mention is None or not following.is_place:
        return ()
    return (following.mention,) if _abroad((following.mention,), others.places) else ()


def _own_before(clause: Clause, end: int, others: Places) -> Places:
    """The clause's places before an item of no country of the others, but those that only locate."""
    before = (m for i, m in clause.places() if i < end and not is_aside(clause, i))
    return tuple(m for m in before if _abroad((m,), others))


def _with_somebody_unnamed(word: TwinWord) -> Sides | None:
    """«об опыте побратимства с итальянским городом»: whom the row does not name, and nobody else."""
    clause, lists = word.clause, twinning_words()
    if is_of_somebody(word):
        return None
    near = range(word.at + 1, word.at + 3)
    return Sides(()) if any(clause.has(i, lists.with_) for i in near) else None


def _around(word: TwinWord) -> Sides | None:
    """Those whom the clause names: after the word up to a further predicate, else all.

    The tie must be somebody's: what was signed or agreed, or what something happens by.
    """
    if not is_of_somebody(word):
        return None
    parties = _parties(word.clause)
    after = _up_to_predicate(word.clause, [(i, m) for i, m in parties if i > word.at])
    all_after = bool(after) and parties[0][0] > word.at
    chosen = after if all_after or of_several_countries(after) else tuple(m for _, m in parties)
    return Sides(chosen) if chosen else None


def _parties(clause: Clause) -> list[tuple[int, PlaceMention]]:
    """The places of the clause but those where something only happens, unless no two countries are left."""
    places = clause.places()
    parties = [(i, m) for i, m in places if not is_held_there(clause, i)]
    return parties if of_several_countries([m for _, m in parties]) else places


def is_of_somebody(word: TwinWord) -> bool:
    """Whether a tie is what was signed or agreed, or what something happens by."""
    lists = twinning_words()
    near = [word.clause.text(i) for i in range(max(0, word.at - 3), word.at)]
    said = [item.text for i, item in enumerate(word.clause.items) if i != word.at]
    framed = any(text in lists.frames for text in near)
    return framed or any(text in lists.setting_up or text in lists.signed for text in said)


def _up_to_predicate(clause: Clause, places: Sequence[tuple[int, PlaceMention]]) -> Places:
    """The places before the predicate that follows the first of a second country."""
    countries = [m.place.country for _, m in places]
    second = next((i for i, country in enumerate(countries) if country != countries[0]), 0)
    if not places:
        return ()
    ahead = range(places[second][0] + 1, len(clause.items))
    end = next((i for i in ahead if clause.items[i].is_word and is_verb(clause.text(i))), len(clause.items))
    return tuple(m for i, m in places if i < end)


_CALLED = (
    Rule("twin_word", related),
    Rule("twins_named_before", counted_before),
    Rule("twin_word", _owner_after),
    Rule("twin_word", _subject_and_owner),
    Rule("twin_word", _owner_and_list),
    Rule("twin_word", _owned_unnamed),
    Rule("twin_word", _had_by),
    Rule("twin_word", _gained),
    Rule("twin_word", _of_one_before),
    Rule("twin_word", _of_the_town),
    Rule("twin_word", _subject_alone),
    Rule("twin_word", _celebrating),
    Rule("twin_word", _named),
    Rule("twin_word", _apposed),
    Rule("twin_word", _apposed_by_comma),
    Rule("twin_word", _with_before),
    Rule("twins_named_before", named_before),
)
RULES = {
    "twins": _CALLED,
    "kin": _CALLED,
    "tie": (
        Rule("twin_word", related),
        Rule("twin_word", made),
        Rule("twin_word", _between),
        Rule("twin_word", _of_one_with_others),
        Rule("twin_word", of_several),
        Rule("twin_word", of_the_two),
        Rule("twin_word", _who_mean),
        Rule("twin_word", _with_others),
        Rule("twin_word", bound),
        Rule("twin_word", of_those_who_have),
        Rule("twin_word", _with_somebody_unnamed),
        Rule("twin_word", _around),
    ),
}
