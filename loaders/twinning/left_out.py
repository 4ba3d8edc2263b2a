"""Further twins of a clause, the verb left out: «Вязьма побраталась с Оршей, а Рудня – с Добрушем»."""

from dataclasses import replace

from loaders.mentions import PlaceMention
from loaders.twinning.clauses import Clause
from loaders.twinning.sides import COLON, of_several_countries
from loaders.twinning.words import twinning_words

Pair = tuple[PlaceMention, PlaceMention]


def without_left_out(clause: Clause, after: int) -> tuple[Clause, tuple[Pair, ...]]:
    """The clause up to the first pair told without a word of its own after an item, and all such pairs."""
    pairs: list[Pair] = []
    start, i = len(clause.items), after
    while i < len(clause.items):
        told = _pair_from(clause, i) if _may_part(clause, i) else None
        if told is None:
            i += 1
            continue
        start, (pair, i) = min(start, i), told
        pairs.append(pair)
    if not pairs:
        return clause, ()
    return replace(clause, items=clause.items[:start]), tuple(pairs)


def _may_part(clause: Clause, i: int) -> bool:
    return clause.text(i) in {",", ";"}


def _pair_from(clause: Clause, i: int) -> tuple[Pair, int] | None:
    """«, а Рудня – с Добрушем», «, как и Рудня с Добрушем», «, у Рудни – Добруш» from its mark on."""
    lists, at = twinning_words(), i
    while clause.has(at, lists.joins, lists.likens):
        at += 1
    is_joined = at > i + 1
    at = _past_nouns(clause, at + clause.has(at, lists.at))
    one = _place_at(clause, at)
    if one is None:
        return None
    is_dashed = clause.has(at + 1, lists.dashes)
    led = at + 1 + is_dashed
    is_led = clause.has(led, lists.with_, lists.held_in)
    other = _place_at(clause, _past_nouns(clause, led + is_led))
    if other is None or not (is_dashed or (is_joined and clause.has(led, lists.with_))):
        return None
    end = _past_nouns(clause, led + is_led) + 1
    is_score = clause.text(end)[:1].isdigit() or clause.has(end, COLON)
    is_pair = one.place.name != other.place.name and (is_led or of_several_countries((one, other)))
    return ((one, other), end) if is_pair and not is_score else None


def _past_nouns(clause: Clause, i: int) -> int:
    while clause.has(i, twinning_words().place_nouns, (".",)):
        i += 1
    return i


def _place_at(clause: Clause, i: int) -> PlaceMention | None:
    item = clause.items[i] if i < len(clause.items) else None
    return item.mention if item is not None and item.is_place else None
