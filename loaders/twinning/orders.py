"""Statements that name a side apart from the word of twinning: by a relative clause or a verb."""

from loaders.twinning.clauses import Clause, is_adjective, is_verb
from loaders.twinning.sides import Places, Sides, TwinWord, of_several_countries, phrase_start
from loaders.twinning.words import twinning_words

_FARTHEST_RELATIVE = 12


def in_relative_clause(word: TwinWord) -> Sides | None:
    """«Шклов, с которым Вязьма породнена», «Шклов, ставший побратимом Вязьмы»: with what stands before."""
    clause = word.clause
    start = _relative_before(word)
    if start is None:
        return _whose(word)
    comma = start - 1 if clause.text(start - 1) == "," else start - 2
    antecedent = _antecedent(clause, comma)
    is_one = clause.text(start) not in twinning_words().relative_to_several
    if not antecedent or (not is_one and len(antecedent) == 1):
        return None
    others = _within(word, start)
    return Sides(others, antecedent[-1:] if is_one else antecedent) if others else None


def _whose(word: TwinWord) -> Sides | None:
    """«Вязьма, побратимами которой являются Шклов и Орша, …»: with what stands before the comma."""
    clause, lists, i = word.clause, twinning_words(), word.at + 1
    comma = phrase_start(clause, word.at) - 1
    if clause.text(comma) != "," or not clause.has(i, lists.relative):
        return None
    antecedent, i = _antecedent(clause, comma), i + 1
    while clause.has(i, lists.predicates, lists.beside_twins, lists.times):
        i += 1
    following = clause.group_from(i)
    return Sides(antecedent[-1:], following.places) if antecedent and following is not None else None


def _relative_before(word: TwinWord) -> int | None:
    """Where a relative clause about the word begins, after a comma, and no other verb between."""
    clause, lists = word.clause, twinning_words()
    for i in range(word.at - 1, max(0, word.at - _FARTHEST_RELATIVE), -1):
        if clause.has(i, lists.relative, lists.relative_to_several, lists.became):
            after_comma = clause.text(i - 1) == "," or (
                clause.text(i - 2) == "," and clause.items[i - 1].is_word
            )
            return i if after_comma else None
        if _is_other_verb(clause, i) or clause.text(i) == ",":
            return None
    return None


def _is_other_verb(clause: Clause, i: int) -> bool:
    lists = twinning_words()
    tells = clause.has(i, lists.predicates, lists.bound, lists.kin)
    return clause.items[i].is_word and is_verb(clause.text(i)) and not tells


def _antecedent(clause: Clause, comma: int) -> Places:
    """The places before a comma, past «– города»."""
    lists, i = twinning_words(), comma - 1
    while clause.has(i, lists.place_nouns, lists.pointing_ahead):
        i -= 1
    if clause.has(i, lists.dashes):
        i -= 1
    group = clause.group_before(i)
    return group.places if group is not None else ()


def _within(word: TwinWord, start: int) -> Places:
    """The places of a relative clause: up to the mark that ends it after the word."""
    clause, lists = word.clause, twinning_words()
    ahead = range(word.at + 1, len(clause.items))
    ends = (i for i in ahead if clause.text(i) == "," or clause.has(i, lists.dashes))
    end = next(ends, len(clause.items))
    return tuple(m for i, m in clause.places if start < i < end and i not in clause.asides)


def bound_by_tie(word: TwinWord) -> Sides | None:
    """«С Мядельским районом Вязьму связывают побратимские узы», «Вязьма и Шклов связаны …»."""
    clause, lists = word.clause, twinning_words()
    if not any(item.text in lists.bound for item in clause.items):
        return None
    others = _joined_by_with(clause)
    rest = (m for i, m in clause.places if i not in clause.asides)
    return _of_both(tuple(m for m in rest if m not in others), others)


def _of_both(mine: Places, others: Places) -> Sides | None:
    """The two sides; the one alone where the other is nobody."""
    sides = Sides(mine, others) if mine and others else Sides(mine or others)
    return sides if sides.one else None


def _joined_by_with(clause: Clause) -> Places:
    """The places of the first group that «с» leads."""
    lists = twinning_words()
    groups = (clause.group_from(i + 1) for i in range(len(clause.items)) if clause.text(i) in lists.with_)
    return next((group.places for group in groups if group is not None), ())


def of_several(word: TwinWord) -> Sides | None:
    """«Побратимские отношения Вязьмы и Шклова закреплены», «породнить Вязьму и Шклов»."""
    clause, i = word.clause, word.at + 1
    if is_adjective(clause.text(word.at)) and i < len(clause.items) and clause.items[i].is_word:
        i += 1
    group = clause.group_from(i)
    return Sides(group.places) if group is not None and len(group.places) > 1 else None


def of_those_who_have(word: TwinWord) -> Sides | None:
    """«У Вязьмы и Шклова – юбилей побратимских связей»."""
    clause, lists = word.clause, twinning_words()
    groups = (clause.group_from(i + 1) for i in range(word.at) if clause.text(i) in lists.at)
    found = (group.places for group in groups if group is not None and len(group.places) > 1)
    return next(map(Sides, found), None)


def made_twins(word: TwinWord) -> Sides | None:
    """«сделать Вязьму и Шклов побратимами»."""
    clause, lists, last = word.clause, twinning_words(), word.at - 1
    while clause.has(last, lists.place_nouns, lists.dashes):
        last -= 1
    group = clause.group_before(last) if is_made(clause, last) else None
    if group is None and clause.has(last, lists.make):
        return _made_next(word)
    if group is None and clause.has(last, lists.them) and clause.has(last - 1, lists.make):
        return _named_of_two_countries(clause, last)
    return Sides(group.places) if group is not None else None


def _named_of_two_countries(clause: Clause, end: int) -> Sides | None:
    """«Вязьма и Шклов подписали договор, сделавший их побратимами»: those whom the clause names before."""
    places = tuple(m for i, m in clause.places if i < end and i not in clause.asides)
    return Sides(places) if of_several_countries(places) else None


def _made_next(word: TwinWord) -> Sides | None:
    """«в планах Читы – сделать побратимом монгольский Чойбалсан»: who is made one stands after."""
    clause = word.clause
    after = clause.group_from(word.at + 1)
    if after is None:
        return None
    owners = [m for i, m in clause.places if i < word.at and i not in clause.asides]
    return Sides(tuple(owners[-1:]), after.places) if owners else Sides(after.places)


def of_the_two(word: TwinWord) -> Sides | None:
    """«мэры Пскова и Белостока напомнили о побратимстве двух городов»: of both that the clause names."""
    clause, lists = word.clause, twinning_words()
    told = any(clause.has(i, lists.unnamed_towns) for i in range(word.at + 1, word.at + 4))
    is_noun = not is_adjective(clause.text(word.at)) and not clause.cell.in_quotes(
        clause.items[word.at].start
    )
    places = tuple(m for i, m in clause.places if i not in clause.asides)
    two = len(places) == 2 and places[0].place.country != places[1].place.country
    return Sides(places) if two and (told or is_noun) else None


def is_made(clause: Clause, last: int) -> bool:
    """Whether places that end there are what somebody is to make something of."""
    group = clause.group_before(last) if last >= 0 and clause.items[last].is_place else None
    if group is None:
        return False
    i = group.edge
    while clause.has(i, twinning_words().place_nouns, (".",), twinning_words().joins):
        i -= 1
    return clause.has(i, twinning_words().make)
