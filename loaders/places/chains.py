"""What locates what: «г. Горки, Могилевская область, Республика Беларусь» is a chain of three."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.cell import AND
from loaders.mentions import PlaceMention
from loaders.places.area_nouns import area_noun
from loaders.places.candidate import SETTLEMENT_KINDS
from loaders.places.words import is_adjective, is_verb
from ontology.gazetteer import Place, load
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home

_SMALL = 30_000
_LONGEST_NAME = 7
_BREADTH = {"country": 4, "region": 3, "district": 2}
# Between a place and what contains it: «г. Орша, Витебская область», «округ» Смоленской области».
_NEXT = re.compile(r"\s*[»”\"]*\s*[,(]?\s*[«“\"]?\s*(?P<noun>\w+\s+)?$")
# «Смоленская область, Демидовский район», «КНР (провинция Хубэй»: a narrower place after a broader one.
_NARROWER = re.compile(r"\s*[,(]\s*(?P<noun>\w+\s+)?")
# After an organisation's name: «Рославльский колледж» (Смоленская область)».
_NAME_THEN_BRACKET = re.compile(
    r"[^«»(),;.\n]{0,150}(?:»[»”\"]*[^«»(),;.\n]{0,40})?\s?\(\s?$|[^«»(),;.\n]{0,150}[»”\"]+,?\s+$"
)
_APPOSED = re.compile(r"[»”\"]*\s*\(?\s*")
_LISTED = re.compile(r"\s*[»”\"]*\s*(,|;|и|а также|, а также)\s*$")


class ChainNode(NamedTuple):
    """Characters of a cell that name one of `options`; `is_name` is true of an adjective in a body's name."""

    start: int
    end: int
    kind: str
    options: tuple[Place, ...]
    is_name: bool = False

    @property
    def breadth(self) -> int:
        """Four for a country, down to one for a settlement."""
        return _BREADTH.get(self.kind, 1)


def containers(text: str, nodes: Sequence[ChainNode]) -> dict[int, tuple[int, bool]]:
    """For each node that a later one locates: which one, and whether directly or through its list."""
    found: dict[int, tuple[int, bool]] = {}
    for outer in range(1, len(nodes)):
        inner = outer - 1
        if not _locates(text, nodes[outer], nodes[inner]):
            continue
        found[inner] = (outer, True)
        while inner > 0 and _is_listed_with(text, nodes[inner - 1], nodes[inner], nodes[outer]):
            inner -= 1
            found.setdefault(inner, (outer, False))
    return found


def _locates(text: str, outer: ChainNode, inner: ChainNode) -> bool:
    gap = text[inner.end : outer.start]
    if outer.breadth <= inner.breadth:
        return False
    if not (may_contain(outer, inner) or _is_namesake(inner) or _is_of_other_region(gap, outer, inner)):
        return False
    if not outer.options:
        return gap.isspace()
    if inner.is_name and (_NAME_THEN_BRACKET.match(gap) or _goes_on_in_genitive(gap, outer, inner)):
        return True
    return _leads(_NEXT.fullmatch(gap))


def leads_to_narrower(gap: str) -> bool:
    """Whether only a comma or a bracket stands there, and perhaps the noun of an area: «, провинция »."""
    return _leads(_NARROWER.fullmatch(gap))


def _leads(gap: re.Match[str] | None) -> bool:
    """Whether the gap fits, and the word in it, if any, is the noun of an area: «КНР (провинция »."""
    if gap is None or gap["noun"] is None:
        return gap is not None
    word = key(gap["noun"].strip())
    noun = area_noun(word)
    return is_adjective(word) if noun is None else noun.leads


def _goes_on_in_genitive(gap: str, outer: ChainNode, inner: ChainNode) -> bool:
    """«Лиозненский районный исполнительный комитет Витебской области»: only words of the name lie between."""
    if outer.kind != "region" or not _is_inside(outer, inner):
        return False
    words = gap.split()
    return 0 < len(words) <= _LONGEST_NAME and all(map(_continues_name, words))


def _continues_name(word: str) -> bool:
    return word.replace("-", "").isalpha() and word != AND and not is_verb(word.lower())


def _is_inside(outer: ChainNode, inner: ChainNode) -> bool:
    return any(one.id in other.within for one in outer.options for other in inner.options)


def _is_namesake(inner: ChainNode) -> bool:
    """Whether only small places of that name are known: then another of the name is meant."""
    if inner.is_name or inner.breadth > 1:
        return False
    return all(_is_other_sort(inner, place) or _is_unknown_enough(place) for place in inner.options)


def _is_unknown_enough(place: Place) -> bool:
    return not place.adjectives and place.population < _SMALL


def _is_other_sort(inner: ChainNode, place: Place) -> bool:
    """«аг. Обухово» is no city of that name."""
    return inner.kind in SETTLEMENT_KINDS[1:] and place.kind == SETTLEMENT_KINDS[0]


def _is_of_other_region(gap: str, outer: ChainNode, inner: ChainNode) -> bool:
    """«Дзержинский район Калужской области»: a district that shares the name of a known one."""
    is_apposed = _APPOSED.fullmatch(gap) is not None
    return is_apposed and inner.kind == "district" and outer.kind == "region" and not inner.is_name


def _is_listed_with(text: str, before: ChainNode, inner: ChainNode, outer: ChainNode) -> bool:
    if before.is_name != inner.is_name or not _LISTED.match(text[before.end : inner.start]):
        return False
    same = before.breadth == inner.breadth or _is_district_of_list(before, inner, outer)
    return same and may_contain(outer, before)


def _is_district_of_list(before: ChainNode, inner: ChainNode, outer: ChainNode) -> bool:
    """«Уланского района и г. Риддера … области»: a district in no list, before a town of the region."""
    is_of_region = before.kind == "district" and inner.breadth == 1 and outer.kind == "region"
    known = load().fully_listed
    return is_of_region and not before.options and all(one.country not in known for one in outer.options)


def may_contain(outer: ChainNode, inner: ChainNode) -> bool:
    """Whether a reading of the one lies in a reading of the other; an unknown place may lie anywhere."""
    if not inner.options or not outer.options:
        return True
    return any(contains(one, other) for one in outer.options for other in inner.options)


def contains(outer: Place, inner: Place) -> bool:
    """Whether the one place lies in the other, as far as is known, or as the reports have it."""
    if outer.id in inner.within:
        return True
    if outer.kind == "country" and outer.listed_under == inner.country:
        return True
    return outer.country == inner.country and (outer.kind == "country" or _is_vague(outer, inner))


def _is_vague(outer: Place, inner: Place) -> bool:
    return is_vague_region(outer) and lacks_region(inner)


def is_vague_region(place: Place) -> bool:
    """Whether it is a region so far off that the gazetteer knows none of its settlements."""
    return place.kind == "region" and place.country not in load_home().near_countries


def lacks_region(place: Place) -> bool:
    """Whether it is a settlement of which only the country is known."""
    return len(place.within) == 1 and place.kind in SETTLEMENT_KINDS


def node_of(mention: PlaceMention) -> ChainNode:
    """A recognised mention as a node of a chain."""
    place = load().get(mention.place.gazetteer_id) if mention.place.gazetteer_id is not None else None
    return ChainNode(
        mention.span.start,
        mention.span.end,
        mention.place.kind,
        (place,) if place is not None else (),
        mention.form == "adjective",
    )


def outer_places(text: str, mentions: Sequence[PlaceMention]) -> Iterator[int]:
    """Which mentions only tell where a place of their own country before them lies."""
    for inner, (outer, _) in containers(text, [node_of(m) for m in mentions]).items():
        if mentions[inner].place.country == mentions[outer].place.country:
            yield outer
