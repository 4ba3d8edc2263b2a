"""Which of several places is meant: by what locates it, by the rest of the row, by nearness and size."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log10

from loaders.mentions import Footing, PlaceMention
from loaders.places.candidate import SETTLEMENT_KINDS, Candidate, is_near
from loaders.places.chains import ChainNode, containers, contains
from loaders.places.city_districts import districts_of_cities, is_listed, is_told, name_of
from loaders.places.place_cell import PlaceCell
from loaders.places.row import RowOfPlaces
from loaders.places.unlisted import evident_country
from ontology.gazetteer import Place
from ontology.gazetteer.forms import nominatives
from ontology.gazetteer.spelling import key
from ontology.home import HomeRegion
from ontology.home import load as load_home
from ontology.model import CellName, PlaceRef
from ontology.plain import with_e


def resolve(cell: PlaceCell, found: Sequence[Candidate], row: RowOfPlaces) -> Iterator[PlaceMention]:
    """The mentions of one cell, each with its likeliest place; a city's district stands for both."""
    located = containers(cell.text, [_node(cell, candidate) for candidate in found])
    divided = districts_of_cities(cell, found)
    told = {one: city for one, city in divided.items() if is_told(cell, found[one])}
    aside = {*told.values(), *(divided.keys() - told.keys())}
    for index, candidate in enumerate(found):
        if index in aside:
            continue
        city = told.get(index)
        locator, is_direct = _locator(cell, found, index, located.get(index if city is None else city))
        if city is None:
            yield _mention(cell, candidate, locator, is_direct, row)
        else:
            place = _choose(cell, found[city], locator, is_direct, row)
            yield _district(cell, candidate, found[city], place)


def _locator(
    cell: PlaceCell, found: Sequence[Candidate], index: int, container: tuple[int, bool] | None
) -> tuple[Candidate | None, bool]:
    """What tells where the candidate lies, and whether it does so directly."""
    described = _described_by(found, index)
    if container is not None:
        return described or found[container[0]], container[1]
    area = None if described is not None else _area_before(cell, found, index)
    return described or area, area is not None


def _described_by(found: Sequence[Candidate], index: int) -> Candidate | None:
    """«турецкого города Демре»: the country's adjective right before the place."""
    before = found[index - 1] if index else None
    is_adjacent = before is not None and before.last == found[index].first
    return before if is_adjacent and before is not None and before.form == "country_adjective" else None


def _area_before(cell: PlaceCell, found: Sequence[Candidate], index: int) -> Candidate | None:
    """«Угранский район, дер. Малиновка»: in the cell of places the district comes before its village."""
    if cell.name is not CellName.PLACE or index == 0 or found[index].kind not in ("town", "village"):
        return None
    before = found[index - 1]
    is_next = cell.plains[before.last : found[index].first] in ((",",), ())
    return before if is_next and before.kind == "district" and before.form == "noun" else None


def _district(cell: PlaceCell, district: Candidate, city: Candidate, place: Place | None) -> PlaceMention:
    name = with_e(name_of(cell, district, city, place))
    country = place.country if place is not None else load_home().country
    ref = PlaceRef(name, "district", country, within=place.id if place is not None else None)
    is_whole = district.form == "noun" and not is_listed(cell, district, city)
    ends = (district, city) if is_whole else (district,)
    start = min(cell.tokens[one.first].start for one in ends)
    end = max(cell.tokens[one.last - 1].end for one in ends)
    return PlaceMention(cell.span(start, end), ref, district.form, "city_district", Footing.LIKELIEST)


def _node(cell: PlaceCell, candidate: Candidate) -> ChainNode:
    kind = candidate.kind or (candidate.options[0].kind if candidate.options else "city")
    first, last = cell.tokens[candidate.first], cell.tokens[candidate.last - 1]
    return ChainNode(first.start, last.end, kind, candidate.options, candidate.form == "adjective")


def _mention(
    cell: PlaceCell, candidate: Candidate, locator: Candidate | None, is_direct: bool, row: RowOfPlaces
) -> PlaceMention:
    first, last = cell.tokens[candidate.first], cell.tokens[candidate.last - 1]
    place = _choose(cell, candidate, locator, is_direct, row)
    ref = _by_form(cell, candidate, locator, row) if place is None else _ref(cell, candidate, place, row)
    if is_direct and locator is not None and _has_no_code(locator):
        ref = replace(ref, country=locator.options[0].country)
    span = cell.span(first.start, last.end)
    return PlaceMention(span, ref, candidate.form, candidate.rule, _footing(candidate, place, locator))


def _has_no_code(locator: Candidate) -> bool:
    """«г. Тирасполь (Приднестровье)»: the row's own attribution is repeated."""
    return bool(locator.options) and not locator.options[0].has_code


def _choose(
    cell: PlaceCell, candidate: Candidate, locator: Candidate | None, is_direct: bool, row: RowOfPlaces
) -> Place | None:
    options = candidate.options
    if locator is not None and is_direct and _settles(cell, candidate, locator):
        options = tuple(one for one in options if any(contains(outer, one) for outer in locator.options))
    if len(options) < 2:
        return options[0] if options else None
    return max(
        options,
        key=lambda place: (
            _score(cell, candidate, place, locator, is_direct, row),
            place.population,
            place.id,
        ),
    )


def _settles(cell: PlaceCell, candidate: Candidate, locator: Candidate) -> bool:
    """Whether a place that lies elsewhere cannot be meant: «коммуна Сен-Пьер (Франция)», «с. Среднее».

    Before a village of the place cell stands its district, be it in no list.
    """
    if not locator.options:
        return cell.name is CellName.PLACE and candidate.kind is not None
    by_country = locator.options[0].kind == "country" and locator.first >= candidate.last
    return candidate.kind is not None or (by_country and candidate.form == "noun")


def _score(
    cell: PlaceCell,
    candidate: Candidate,
    place: Place,
    locator: Candidate | None,
    is_direct: bool,
    row: RowOfPlaces,
) -> float:
    """How well a place fits; the weights order the reasons, their sizes matter little."""
    score = 4 * log10(place.population + 1)
    if locator is not None:
        fits = any(contains(outer, place) for outer in locator.options)
        score += (100 if is_direct else 40) * (1 if fits else -1)
    score += 25 * (not row.neighbours.isdisjoint(place.within))
    score += 15 * (not row.regions.isdisjoint(place.within)) + 8 * (place.country in row.countries)
    score += 20 * (row.home.place.id in place.within) + 10 * (bool(place.adjectives) or is_near(place))
    score += 6 * (place.country in row.home.near_countries)
    score += 5 * (not row.home.bordering.isdisjoint(place.within))
    score += 8 * (candidate.kind == place.kind) + _exactness(cell, candidate, place, row.home)
    return score


def _exactness(cell: PlaceCell, candidate: Candidate, place: Place, home: HomeRegion) -> int:
    """Names that stand in the row as they are come before names that it could be a form of."""
    text = cell.plain(candidate.last - 1)
    if key(place.name).endswith(text):
        return 12
    others = any(key(name).endswith(text) for name in place.other_names)
    return (6 if place.country in home.near_countries else 12) if others else 0


def _ref(cell: PlaceCell, candidate: Candidate, place: Place, row: RowOfPlaces) -> PlaceRef:
    if candidate.form == "adjective" and _is_of_municipality(place, row):
        assert row.municipality is not None
        name = row.municipality_name or row.municipality.name
        return PlaceRef(name, "district", place.country, row.municipality.id)
    name = candidate.name
    if candidate.form == "adjective":
        name = place.name
    elif not name:
        name = _matched_name(cell, candidate, place)
    elif place.kind == "district":
        name = f"{place.name.partition(' ')[0]} {name.partition(' ')[2]}"
    return PlaceRef(with_e(name), candidate.kind or place.kind, place.country, place.id)


def _is_of_municipality(place: Place, row: RowOfPlaces) -> bool:
    """In a municipality's own report its adjective means the municipality, be it «Вяземский музей»."""
    own = row.municipality
    if own is None or own.kind != "district" or place.kind == "region":
        return False
    return own.adjective in place.adjectives


def _matched_name(cell: PlaceCell, candidate: Candidate, place: Place) -> str:
    """The name of the place that the row uses, in the nominative."""
    last = [cell.plain(i) for i in range(candidate.first, candidate.last)]
    text = " ".join(("", *last))
    as_it_stands = [name for name in place.names if text.endswith(f" {key(name)}")]
    if as_it_stands:  # «Ковентри», which is also «Ковентры»
        return max(as_it_stands, key=len)
    if _is_far_town(place):
        return place.name
    return next((name for name in place.names if _ends_with_form(last, name)), place.name)


def _ends_with_form(words: Sequence[str], name: str) -> bool:
    """Whether the last of the words are forms of the name's."""
    parts = key(name).split(" ")
    tail = words[len(words) - len(parts) :]
    return len(tail) == len(parts) and all(
        part in nominatives(word) for part, word in zip(parts, tail, strict=True)
    )


def _is_far_town(place: Place) -> bool:
    return place.kind in SETTLEMENT_KINDS and place.country not in load_home().near_countries


def _by_form(cell: PlaceCell, candidate: Candidate, locator: Candidate | None, row: RowOfPlaces) -> PlaceRef:
    """A place that the gazetteer lacks."""
    name = candidate.name or _matched_name(cell, candidate, candidate.options[0])
    country = evident_country(candidate, locator, row)
    around = locator.options[:1] if locator is not None else ()
    within = next((area.id for area in around if area.kind in ("region", "district")), None)
    kind = candidate.kind or (candidate.options[0].kind if candidate.options else "other")
    return PlaceRef(with_e(name), kind, country, None, within)


def _footing(candidate: Candidate, place: Place | None, locator: Candidate | None) -> Footing:
    if place is None:
        is_told = locator is not None or candidate.country is not None
        return Footing.LOCATED_FORM if is_told else Footing.FORM
    return Footing.ONLY if locator is not None or len(candidate.options) == 1 else Footing.LIKELIEST
