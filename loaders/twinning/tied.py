"""Whom the tie itself joins: «побратимские связи Вязьмы с Шкловом»."""

from collections.abc import Sequence

from loaders.mentions import PlaceMention
from loaders.twinning.clauses import Clause, is_verb
from loaders.twinning.neighbours import first_group_after, own_before, right_after
from loaders.twinning.sides import (
    Places,
    Sides,
    TwinWord,
    is_as_named,
    of_several_countries,
    phrase_start,
)
from loaders.twinning.subjects import subject_of_verb
from loaders.twinning.words import twinning_words


def between(word: TwinWord) -> Sides | None:
    """«между Вязьмой и Шкловским районом»."""
    starts = [i for i, item in enumerate(word.clause.items) if item.text in twinning_words().between]
    groups = (word.clause.group_from(i + 1) for i in sorted(starts, key=lambda i: abs(i - word.at)))
    return next(
        (Sides(group.places) for group in groups if group is not None and len(group.places) > 1), None
    )


def of_one_with_others(word: TwinWord) -> Sides | None:
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


def who_mean_to(word: TwinWord) -> Sides | None:
    """«Вязьма и Шклов намерены породниться»."""
    clause, start = word.clause, phrase_start(word.clause, word.at)
    end = start - 1 if clause.has(start - 1, twinning_words().become) else word.at
    subject = subject_of_verb(clause, end - 1) if _is_tie_verb(word) or end < word.at else None
    return Sides(subject.places) if subject is not None and len(subject.places) > 1 else None


def _is_tie_verb(word: TwinWord) -> bool:
    return word.clause.has(word.at, twinning_words().tie_verbs)


def tied_with(word: TwinWord) -> Sides | None:
    """«побратимские связи с Шкловом»: the clause's own subject, else nobody named, with them."""
    clause = word.clause
    found = first_group_after(clause, range(word.at + 1, len(clause.items)), twinning_words().with_)
    if found is None:
        return None
    start, others = found
    mine = own_before(clause, start, others.places) or right_after(clause, others)
    mine = mine or _subject_before(clause, word.at)
    return Sides(mine, others.places) if mine else Sides(others.places)


def _subject_before(clause: Clause, end: int) -> Places:
    """The only place before an item, where it stands in the nominative: «Вязьма, имеющая связи с …»."""
    named = tuple(m for i, m in clause.places if i < end and i not in clause.asides)
    return named if len(named) == 1 and is_as_named(clause, named[0]) else ()


def signed_with(word: TwinWord) -> Sides | None:
    """«Вязьма пополнила список побратимов: договор подписан с Бурсой»: with whom something was signed."""
    clause, lists = word.clause, twinning_words()
    after = range(word.at + 1, len(clause.items))
    if not any(clause.has(i, lists.signed) for i in after):
        return None
    found = first_group_after(clause, after, lists.with_)
    if found is None:
        return None
    mine = _subject_before(clause, word.at) or own_before(clause, word.at, found[1].places)
    return Sides(mine, found[1].places) if mine else Sides(found[1].places)


def with_somebody_unnamed(word: TwinWord) -> Sides | None:
    """«об опыте побратимства с итальянским городом»: whom the row does not name, and nobody else."""
    clause, lists = word.clause, twinning_words()
    if is_of_somebody(word):
        return None
    near = range(word.at + 1, word.at + 3)
    return Sides(()) if any(clause.has(i, lists.with_) for i in near) else None


def around_tie(word: TwinWord) -> Sides | None:
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


def _parties(clause: Clause) -> Sequence[tuple[int, PlaceMention]]:
    """The places of the clause but those where something only happens, unless no two countries are left."""
    places = clause.places
    parties = [(i, m) for i, m in places if i not in clause.held_there]
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
