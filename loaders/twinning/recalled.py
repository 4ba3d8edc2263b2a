"""Twins that the sentence before names, and a word points back at: «Мэры этих городов-побратимов …»."""

from loaders.twinning.clauses import Clause
from loaders.twinning.sides import Places, Sides, TwinWord, of_several_countries, phrase_start
from loaders.twinning.words import few, twinning_words
from ontology.morphology import parses


def counted_before(word: TwinWord) -> Sides | None:
    """«… Лиды, Орши и Пинска. Первые две – побратимы Вязьмы»: of a list before, by its order.

    So are those with whom there is a tie: «С первыми двумя городами Вязьма породнена».
    """
    clause, at = word.clause, _ordinal(word)
    if at is None:
        return None
    listed = _listed_before(word, at)
    counted = few().get(clause.text(at + 1)) or few().get(clause.text(at - 1), 1)
    if len(listed) <= counted:
        return None
    is_first = clause.has(at, twinning_words().first_of)
    chosen = listed[:counted] if is_first else listed[-counted:]
    owner = clause.group_from(word.at + 1)
    mine = owner.places[:1] if owner is not None else _who_has_them(word, at, listed)
    return Sides(mine, chosen) if mine else Sides(chosen)


def _who_has_them(word: TwinWord, at: int, listed: Places) -> Places:
    """Of «с первыми двумя» the only place of the clause or of the one before that is not listed."""
    if not _is_led_by_with(word.clause, at):
        return ()
    here = tuple(m for i, m in word.clause.places if i > at)
    names = {m.place.name for m in listed}
    earlier = tuple(m for _, m in word.previous.places) if word.previous is not None else ()
    others = here or tuple(m for m in earlier if m.place.name not in names)
    return others if len(others) == 1 else ()


def _ordinal(word: TwinWord) -> int | None:
    """Where «первые», «последний» begins the clause, or what a semicolon or comma parts of it."""
    clause, lists = word.clause, twinning_words()
    told = (*clause.where(lists.first_of, 0, word.at), *clause.where(lists.last_of, 0, word.at))
    begun = (i for i in sorted(told) if i == 0 or clause.text(i - 1) in {",", ";"})
    subject = next((i for i in begun if _is_subject(clause, i)), None)
    return subject if subject is not None else next((i for i in told if _is_led_by_with(clause, i)), None)


def _is_led_by_with(clause: Clause, i: int) -> bool:
    """«С первыми двумя», «с двумя последними» where it begins the clause."""
    start = i - 1 - clause.has(i - 1, few())
    return clause.has(start, twinning_words().with_) and clause.text(start - 1) in {"", ",", ";"}


def _is_subject(clause: Clause, i: int) -> bool:
    """«первые две – побратимы», not «первым из побратимов стал …», «первый из городов-побратимов»."""
    is_of_others = clause.has(i + 1, twinning_words().from_) and not clause.has(
        i + 2, twinning_words().such_as
    )
    return not is_of_others and any(one.tag.case == "nomn" for one in parses(clause.text(i)))


def _listed_before(word: TwinWord, at: int) -> Places:
    """The last list of several places before an item, of the clause or the one before."""
    here = _last_list(word.clause, at)
    if here or word.previous is None:
        return here
    return _last_list(word.previous, len(word.previous.items))


def _last_list(clause: Clause, end: int) -> Places:
    """Of the places before an item those that stand together last; all where the last stands alone."""
    named = [(i, m) for i, m in clause.places if i < end]
    group = clause.group_before(named[-1][0]) if named else None
    if group is not None and len(group.places) > 1:
        return group.places
    return tuple(m for _, m in named)


def named_before(word: TwinWord) -> Sides | None:
    """«… Вязьма и Шклов. Мэры этих городов-побратимов …»: the places of the sentence before."""
    if not (word.plural and (_points_back(word) or _is_of_those_before(word))):
        return None
    here = tuple(m for i, m in word.clause.places if i < word.at)
    earlier = tuple(m for _, m in word.previous.places) if word.previous is not None else ()
    return next((Sides(places) for places in (here, earlier) if of_several_countries(places)), None)


def _points_back(word: TwinWord) -> bool:
    """«этих городов-побратимов»."""
    start = phrase_start(word.clause, word.at)
    return any(word.clause.has(i, twinning_words().pointing) for i in range(start, word.at))


def _is_of_those_before(word: TwinWord) -> bool:
    """«…: города дружат на правах побратимов»: of towns that the words before have named."""
    clause, lists = word.clause, twinning_words()
    named = [i for i, _ in clause.places]
    since = max((i for i in named if i < word.at), default=0)
    told = any(clause.has(i, lists.unnamed_towns) for i in range(since, word.at))
    return told and not any(i > word.at for i in named)
