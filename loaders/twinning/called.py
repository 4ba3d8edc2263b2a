"""Who is called a twin, or akin to somebody, and of whom: «Шклов – город-побратим Вязьмы»."""

from loaders.mentions import PlaceMention
from loaders.twinning.clauses import Clause, PlaceGroup, is_verb
from loaders.twinning.neighbours import (
    apposed_after,
    first_group_after,
    first_of,
    is_abroad_of,
    named_after,
    own_before,
    past_asides,
    right_after,
)
from loaders.twinning.sides import (
    COLON,
    Places,
    Sides,
    TwinWord,
    of_several_countries,
    phrase_start,
)
from loaders.twinning.subjects import cases_of, subject_of
from loaders.twinning.words import few, twinning_words
from ontology.morphology import parses


def subject_and_owner(word: TwinWord) -> Sides | None:
    """«Шклов – город-побратим Вязьмы», «Шклов породнен с Вязьмой»."""
    subject, after = subject_of(word), named_after(word)
    if subject is None or after is None:
        return None
    if subject.by_comma and not is_abroad_of(subject.places, after.places):
        return None
    owners = after.places if word.kind == "kin" else after.places[:1]
    return Sides(owners, subject.places)


def owner_and_list(word: TwinWord) -> Sides | None:
    """«побратимы Вязьмы – Шклов и Орша», «породненный с Вязьмой Шкловский район»."""
    after = named_after(word)
    if after is None:
        return None
    following = apposed_after(word.clause, after.edge)
    return Sides(after.places, following.places) if following is not None else None


def owned_unnamed(word: TwinWord) -> Sides | None:
    """«побратимами города являются Шклов и Орша», «побратимы города – Шклов и Орша»."""
    i = word.at + 1
    lists = twinning_words()
    while word.clause.text(i) in lists.place_nouns or word.clause.text(i) in lists.beside_twins:
        i += 1
    is_listed = word.plural and word.clause.has(i - 1, lists.the_town) and i > word.at + 1
    marks = (lists.predicates, lists.dashes, COLON) if is_listed else (lists.predicates,)
    following = apposed_after(word.clause, i) if word.clause.has(i, *marks) else None
    return Sides(following.places) if following is not None else None


def akin_and_list(word: TwinWord) -> Sides | None:
    """«городов, породненных с Вязьмой, – Лиды и Орши»: with whom, and the list behind a dash."""
    clause, lists = word.clause, twinning_words()
    akin_to = named_after(word) if word.kind == "kin" and not is_verb(clause.text(word.at)) else None
    if akin_to is None or clause.text(akin_to.edge) != ",":
        return None
    listed = clause.has(akin_to.edge + 1, lists.dashes, COLON)
    others = clause.group_from(akin_to.edge + 2) if listed else None
    return Sides(akin_to.places, others.places) if others is not None else None


def owner_after(word: TwinWord) -> Sides | None:
    """«в побратимах у Вязьмы числится Шклов», «город-побратим Вязьмы Шклов»."""
    clause, lists, i = word.clause, twinning_words(), word.at + 1
    if clause.has(i, lists.have) and clause.has(i + 1, lists.at):
        i += 1  # «два побратима есть у Вязьмы: …»
    owned = clause.has(i, lists.at)
    owner = clause.group_from(i + owned)
    if owner is None or (not owned and word.plural):
        return None
    first = first_of(clause, i, owner)
    at = first.edge
    if not owned and clause.text(at) == ",":
        return _named_between_commas(word, first, at)
    other = clause.group_from(_past_predicate(clause, at)) if owned else _right_at(clause, at)
    return Sides(first.places, other.places) if other is not None else None


def _right_at(clause: Clause, at: int) -> PlaceGroup | None:
    """The places that begin right there."""
    return clause.group_from(at) if at < len(clause.items) and clause.items[at].is_place else None


def _past_predicate(clause: Clause, at: int) -> int:
    """The item after «два», «с 2008 года», «являются», a colon, behind which the twins of an owner stand."""
    lists = twinning_words()
    at += clause.has(at, few())
    if not clause.has(at, lists.predicates):
        at = past_asides(clause, at)
    while clause.has(at, lists.predicates, COLON, lists.pointing_ahead):
        at += 1
    return at


def _named_between_commas(word: TwinWord, owner: PlaceGroup, comma: int) -> Sides | None:
    """«в городе-побратиме Вязьмы, Быхове, …»: one place in the case of the word, past its owner's."""
    clause = word.clause
    other = clause.group_from(comma + 1)
    if other is None or not _is_owner(word, owner.places[0]):
        return None
    named = first_of(clause, comma + 1, other)
    ends = clause.text(named.edge) in ("", ",", ".", ")")
    last = clause.cell.text[named.places[0].span.start : named.places[0].span.end].split()[-1]
    agrees = not cases_of(last).isdisjoint(cases_of(clause.text(word.at)))
    return Sides(owner.places, named.places) if ends and agrees else None


def twins_had(word: TwinWord) -> Sides | None:
    """«Вязьма имеет двух побратимов: Шклов и Орша»: who has them, and the list."""
    clause, lists, i = word.clause, twinning_words(), phrase_start(word.clause, word.at) - 1
    while clause.has(i, few(), lists.beside_twins) or clause.text(i).isdigit():
        i -= 1
    owner = clause.group_before(i - 1) if clause.has(i, lists.have) else None
    following = apposed_after(clause, word.at + 1) if owner is not None else None
    return Sides(owner.places[-1:], following.places) if owner is not None and following is not None else None


def had_by(word: TwinWord) -> Sides | None:
    """«у Пскова 17 побратимов, в том числе Витебск», «у Пскова побратим – Лида»: who has whom."""
    clause, lists = word.clause, twinning_words()
    owner = _who_has(clause, word.at)
    counted = any(clause.has(i, few()) for i in range(word.at - 2, word.at))
    is_told = word.plural or counted or clause.has(word.at + 1, lists.dashes, COLON)
    following = apposed_after(clause, word.at + 1) if owner is not None and is_told else None
    if owner is None or following is None:
        return None
    return Sides(owner.places[:1], following.places)


def _who_has(clause: Clause, end: int) -> PlaceGroup | None:
    """The places after «у» that stand before an item."""
    owners = (clause.group_from(i + 1) for i in clause.where(twinning_words().at, 0, end))
    return next((group for group in owners if group is not None and group.edge <= end), None)


def twin_gained(word: TwinWord) -> Sides | None:
    """«Нового побратима – сербский Ниш – приобрела Вязьма», «Вязьма нашла побратима в Орше»."""
    clause = word.clause
    verb = next(iter(clause.where(twinning_words().gains, 0, len(clause.items))), None)
    following = apposed_after(clause, word.at + 1) or _gained_in(word, verb)
    if following is None or verb is None:
        return None
    groups = [clause.group_from(verb + 1), clause.group_before(verb - 1)]
    if word.at < verb:
        groups.append(clause.group_before(phrase_start(clause, word.at) - 1))
    owners = (group.places[0] for group in groups if group is not None)
    owner = next((place for place in owners if place not in following.places), None)
    return Sides((owner,), following.places) if owner is not None else None


def _gained_in(word: TwinWord, verb: int | None) -> PlaceGroup | None:
    """«побратима нашла в Орше», «обрела побратима в лице Орши»."""
    if verb is None or word.clause.has(word.at, twinning_words().called_so):
        return None
    lists, i = twinning_words(), max(word.at, verb) + 1
    if not word.clause.has(i, lists.held_in):
        return None
    return _right_at(word.clause, i + 1 + word.clause.has(i + 1, lists.in_person))


def apposed(word: TwinWord) -> Sides | None:
    """«четвертый побратим, Жлобин, прислал …»: one place between commas."""
    clause, i = word.clause, word.at + 1
    group = clause.group_from(i + 1) if clause.text(i) == "," and not word.plural else None
    if group is None or len(group.places) > 1 or clause.text(group.edge) not in ("", ",", "."):
        return None
    return Sides(group.places)


def with_before(word: TwinWord) -> Sides | None:
    """«с Эчмиадзином город побратался в прошлом веке»: with whom, before the verb."""
    clause, lists = word.clause, twinning_words()
    if word.kind != "kin" or not is_verb(clause.text(word.at)):
        return None
    found = first_group_after(clause, range(word.at - 1, -1, -1), lists.with_)
    if found is None:
        return None
    start, others = found
    mine = right_after(clause, others) or own_before(clause, start, others.places)[-1:]
    return Sides(mine, others.places) if mine else Sides(others.places)


def of_one_before(word: TwinWord) -> Sides | None:
    """«Тверь и ее побратим Орша»."""
    clause, start = word.clause, phrase_start(word.clause, word.at)
    after = named_after(word)
    owners = [m for i, m in clause.places if i < start]
    said = clause.where(twinning_words().of_one_before, start, word.at)
    return Sides((owners[-1],), after.places) if said and owners and after is not None else None


def subject_alone(word: TwinWord) -> Sides | None:
    """«г. Орша (город-побратим)», «Шклов и Вязьма – побратимы»."""
    subject = subject_of(word)
    return Sides(subject.places) if subject is not None and not subject.by_comma else None


def of_the_town(word: TwinWord) -> Sides | None:
    """«Гости Вязьмы из Шклова, побратима города»: of the only other town abroad from it."""
    clause, subject = word.clause, subject_of(word)
    is_told = clause.has(word.at + 1, twinning_words().the_town) and named_after(word) is None
    if subject is None or not is_told:
        return None
    towns = (m for _, m in clause.places if m.place.kind != "district")
    others = {m.place.name: m for m in towns if is_abroad_of((m,), subject.places)}
    return Sides(tuple(others.values()), subject.places) if len(others) == 1 else None


def celebrating_twins(word: TwinWord) -> Sides | None:
    """«Вязьме и Шклову исполнилось 10 лет в статусе побратимов»: several of more countries than one.

    So do those who do something «на правах побратимов».
    """
    clause, lists = word.clause, twinning_words()
    is_told = clause.where(lists.celebrate, 0, word.at) or clause.where(lists.by_right, word.at - 2, word.at)
    if not word.plural or not is_told:
        return None
    places = tuple(m for i, m in clause.places if i < word.at and i not in clause.asides)
    return Sides(places) if of_several_countries(places) else None


def twins_named(word: TwinWord) -> Sides | None:
    """«города-побратимы Вязьма и Шклов», «города-побратима Шклова»."""
    after = named_after(word)
    if after is None:
        return None
    if not is_verb(word.clause.text(word.at)) and _is_owner(word, after.places[0]):
        return Sides(())
    host = _host(word, after.places)
    return Sides((host,), after.places) if host is not None else Sides(after.places)


def _host(word: TwinWord, twins: Places) -> PlaceMention | None:
    """«Волгоград принял делегации городов-побратимов: Орлеан, Керчь»: whose guests the twins are.

    One that lies in another country than all of them may do anything with them.
    """
    clause = word.clause
    named = [(i, m) for i, m in clause.places if i < word.at and m not in twins and i not in clause.asides]
    if len(named) != 1 or named[0][1].place.kind == "district":
        return None
    i, mention = named[0]
    receives = any(clause.has(at, twinning_words().receives) for at in range(i + 1, min(i + 3, word.at)))
    return mention if receives or is_abroad_of((mention,), twins) else None


def _is_owner(word: TwinWord, place: PlaceMention) -> bool:
    """«рассказал о городах-побратимах Лиды»: whose twins they are, by another case than theirs."""
    clause = word.clause
    if clause.text(word.at + 1) in twinning_words().from_:
        return False
    number = parses(place.place.name)[0].tag.number
    theirs = cases_of(clause.cell.text[place.span.start : place.span.end].split()[-1], number)
    return "gent" in theirs and theirs.isdisjoint(cases_of(clause.text(word.at)) | {"nomn"})


def apposed_by_comma(word: TwinWord) -> Sides | None:
    """«гости из Шклова, города-побратима, …»."""
    subject = subject_of(word)
    return Sides(subject.places) if subject is not None else None
