"""Which of several places is meant: by what locates it, by the rest of the row, by nearness and size."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log10

from loaders.mentions import PlaceMention
from loaders.places.chains import Node, containers, contains
from loaders.places.tokens import Candidate, Words, is_near
from ontology.gazetteer import Place
from ontology.gazetteer.forms import nominatives
from ontology.gazetteer.spelling import key
from ontology.home import HomeRegion, Municipality
from ontology.model import PlaceRef

Found = tuple[Words, list[Candidate]]
_LARGE = 100_000
_SURE, _LIKELY, _BY_FORM = 0.99, 0.9, 0.6


@dataclass(frozen=True, slots=True)
class Row:
    """What the whole row says of regions and countries, and whose row it is.

    `neighbours` are the regions of the large towns that it names.
    """

    regions: frozenset[str]
    neighbours: frozenset[str]
    countries: frozenset[str]
    home: HomeRegion
    municipality: Municipality | None
    municipality_name: str | None


def read_row(cells: Iterable[Found], home: HomeRegion, municipality: str | None) -> Row:
    """The areas and countries that the row names beyond doubt."""
    sure = [
        c.options[0] for _, found in cells for c in found if c.form != "adjective" and len(c.options) == 1
    ]
    return Row(
        regions=frozenset(place.id for place in sure if place.kind == "region"),
        neighbours=frozenset(_regions_around(found for _, found in cells)),
        countries=frozenset(place.country for place in sure),
        home=home,
        municipality=home.municipality(municipality) if municipality else None,
        municipality_name=municipality,
    )


def _regions_around(cells: Iterable[Sequence[Candidate]]) -> Iterator[str]:
    """The regions of large towns that are named with «г.» and have no equal of their name."""
    for candidate in (one for found in cells for one in found if one.rule == "marked_settlement"):
        seats = [place for place in candidate.options if place.adjectives]
        if len(seats) == 1 and seats[0].population >= _LARGE:
            yield from (area for area in seats[0].within if "/" in area)


def resolve(words: Words, found: Sequence[Candidate], row: Row) -> Iterator[PlaceMention]:
    """The mentions of one cell, each with the place it most likely means."""
    nodes = [_node(words, candidate) for candidate in found]
    located = containers(words.cell.text, nodes)
    for index, candidate in enumerate(found):
        if _is_part_of_city(words, found, index):
            continue
        outer, is_direct = located.get(index, (None, False))
        locator = found[outer] if outer is not None else None
        mention = _mention(words, candidate, locator, is_direct, row)
        if mention is not None:
            yield mention


def _node(words: Words, candidate: Candidate) -> Node:
    kind = candidate.kind or (candidate.options[0].kind if candidate.options else "city")
    first, last = words.tokens[candidate.first], words.tokens[candidate.last - 1]
    return Node(first.start, last.end, kind, candidate.options, candidate.form == "adjective")


def _is_part_of_city(words: Words, found: Sequence[Candidate], index: int) -> bool:
    """«Октябрьского района г. Витебска», «Московской районной организации г. Минска»: the city is meant."""
    candidate = found[index]
    after = found[index + 1] if index + 1 < len(found) else None
    if after is None or after.rule != "marked_settlement" or "district" not in candidate.rule:
        return False
    between = words.plain[candidate.last : after.first]
    if any(mark in between for mark in (",", "«", "»", "(", ")", ";", ".", "и")):
        return False
    return not any(contains(one, other) for one in candidate.options for other in after.options)


def _mention(
    words: Words, candidate: Candidate, locator: Candidate | None, is_direct: bool, row: Row
) -> PlaceMention | None:
    first, last = words.tokens[candidate.first], words.tokens[candidate.last - 1]
    place = _choose(words, candidate, locator, is_direct, row)
    ref = _by_form(words, candidate, locator, row) if place is None else _ref(words, candidate, place, row)
    if ref is None:
        return None
    if is_direct and locator is not None and _has_no_code(locator):
        ref = replace(ref, country=locator.options[0].country)
    span = words.cell.span(first.start, last.end)
    return PlaceMention(span, ref, candidate.form, candidate.rule, _confidence(candidate, place, locator))


def _has_no_code(locator: Candidate) -> bool:
    """«г. Тирасполь (Приднестровье)»: the row's own attribution is repeated."""
    return bool(locator.options) and len(locator.options[0].country) > len("RU")


def _choose(
    words: Words, candidate: Candidate, locator: Candidate | None, is_direct: bool, row: Row
) -> Place | None:
    options = candidate.options
    if locator is not None and locator.options and is_direct and candidate.kind is not None:
        options = tuple(one for one in options if any(contains(outer, one) for outer in locator.options))
    if not options:
        return None
    return max(
        options,
        key=lambda place: (
            _score(words, candidate, place, locator, is_direct, row),
            place.population,
            place.id,
        ),
    )


def _score(
    words: Words, candidate: Candidate, place: Place, locator: Candidate | None, is_direct: bool, row: Row
) -> float:
    """How well a place fits; the weights order the reasons, their sizes matter little."""
    score = 4 * log10(place.population + 1)
    if locator is not None:
        fits = any(contains(outer, place) for outer in locator.options)
        score += (100 if is_direct else 40) * (1 if fits else -1)
    score += 25 * (not row.neighbours.isdisjoint(place.within))
    score += 15 * (not row.regions.isdisjoint(place.within)) + 8 * (place.country in row.countries)
    score += 20 * (row.home.place.id in place.within) + 10 * (bool(place.adjectives) or is_near(place))
    score += 6 * (place.country in ("BY", "RU"))
    score += 8 * (candidate.kind == place.kind) + _exactness(words, candidate, place)
    return score


def _exactness(words: Words, candidate: Candidate, place: Place) -> int:
    """Names that stand in the row as they are come before names that it could be a form of."""
    text = words.at(candidate.last - 1)
    if key(place.name).endswith(text):
        return 12
    others = any(key(name).endswith(text) for name in place.other_names)
    return (6 if place.country in ("RU", "BY") else 12) if others else 0


def _ref(words: Words, candidate: Candidate, place: Place, row: Row) -> PlaceRef:
    if candidate.form == "adjective" and _is_of_municipality(place, row):
        assert row.municipality is not None
        name = row.municipality_name or row.municipality.name
        return PlaceRef(name, "district", place.country, row.municipality.id)
    name = candidate.name
    if candidate.form == "adjective":
        name = place.name
    elif not name:
        name = _matched_name(words, candidate, place)
    elif place.kind == "district" and place.country != "RU":
        name = place.name
    return PlaceRef(name.replace("ё", "е"), candidate.kind or place.kind, place.country, place.id)


def _is_of_municipality(place: Place, row: Row) -> bool:
    """In a municipality's own report its adjective means the municipality, be it «Вяземский музей»."""
    own = row.municipality
    if own is None or own.kind != "district" or place.kind == "region":
        return False
    return own.adjective in place.adjectives


def _matched_name(words: Words, candidate: Candidate, place: Place) -> str:
    """The name of the place that the row uses, in the nominative."""
    last = [words.at(i) for i in range(candidate.first, candidate.last)]
    for name in place.names:
        parts = key(name).split(" ")
        tail = last[len(last) - len(parts) :]
        if len(tail) == len(parts) and all(
            part in nominatives(word) for part, word in zip(parts, tail, strict=True)
        ):
            return name
    return place.name


def _by_form(words: Words, candidate: Candidate, locator: Candidate | None, row: Row) -> PlaceRef | None:
    """A place that the gazetteer lacks; of an area by its adjective something must tell where it is."""
    if candidate.rule in ("district_adjective", "region_adjective") and locator is None:
        return None
    name = candidate.name or _matched_name(words, candidate, candidate.options[0])
    country = _evident_country(candidate, locator, row)
    return PlaceRef(name.replace("ё", "е"), candidate.kind or "other", country, None)


def _evident_country(candidate: Candidate, locator: Candidate | None, row: Row) -> str:
    """The locator's country; else a city or region is of the row's only far country, a village of home."""
    if locator is not None and locator.options:
        return locator.options[0].country
    home = row.home.place.country
    far = row.countries - {home, "BY"}
    return next(iter(far)) if candidate.kind in ("city", "region") and len(far) == 1 else home


def _confidence(candidate: Candidate, place: Place | None, locator: Candidate | None) -> float:
    if place is None:
        return _BY_FORM
    return _SURE if locator is not None or len(candidate.options) == 1 else _LIKELY
