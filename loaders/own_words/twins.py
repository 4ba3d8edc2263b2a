"""Official twin pairs: where a row speaks of twins and leaves a side open, the office's list fills it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.cell import EntryText
from loaders.mentions import PlaceMention
from loaders.twinning import Tie
from loaders.twinning.stage import Stage
from loaders.twinning.words import tells_of_twins
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.spelling import key
from ontology.model import ROLE, CellName, Evidence, PlaceRef
from ontology.own_words import own_words

RULE = "own_twins"
_READ_IN = (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS)


def with_own_twins(
    text: EntryText, places: tuple[PlaceMention, ...], ties: tuple[Tie, ...]
) -> tuple[Tie, ...]:
    """The ties, a side that was only supposed put right; and pairs of the list that a row of twins names."""
    if not own_words().twins:
        return ties
    righted = tuple(_righted(tie) for tie in ties)
    found = {tie.key for tie in righted}
    return (*righted, *(tie for tie in _named_pairs(text, places) if tie.key not in found))


def _righted(tie: Tie) -> Tie:
    """The tie with the official twin of the place that is named, where the other was none of its twins."""
    supposed, named = tie.pair
    official = _twins_of(named.name)
    if tie.whole or not official or key(supposed.name) in map(key, official):
        return tie
    place = _place(official[0]) if len(official) == 1 else None
    return tie if place is None else replace(tie, pair=(place, named), evidence=_by_list(tie.evidence))


def _by_list(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(replace(one, rule=RULE) for one in evidence if one.part != ROLE)


def _twins_of(name: str) -> list[str]:
    pairs = [(one.one, one.other) for one in own_words().twins]
    return [other for pair in pairs for this, other in (pair, pair[::-1]) if key(this) == key(name)]


def _place(name: str) -> PlaceRef | None:
    place = load_gazetteer().find(name)
    return None if place is None else PlaceRef(place.name, place.kind, place.country, place.id)


def _named_pairs(text: EntryText, places: tuple[PlaceMention, ...]) -> Iterator[Tie]:
    """The pairs of the list of which a cell names both, and speaks of twins."""
    for name in _READ_IN:
        if not any(map(tells_of_twins, text[name].words)):
            continue
        here = {key(one.place.name): one for one in places if one.span.cell is name}
        for pair in own_words().twins:
            one, other = here.get(key(pair.one)), here.get(key(pair.other))
            if one is not None and other is not None:
                evidence = (Evidence(RULE, one.span), Evidence(RULE, other.span))
                yield Tie((one.place, other.place), Stage.STANDS, evidence, whole=True)
