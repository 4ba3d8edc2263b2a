"""From the data files to one gazetteer: countries, then regions, districts, settlements."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from threading import Lock
from typing import Any

from ontology.gazetteer.data import AREAS, COUNTRIES, generated, stated
from ontology.gazetteer.gazetteer import Gazetteer
from ontology.gazetteer.model import Place
from ontology.gazetteer.settlements import Settlements, settlements
from ontology.gazetteer.spelling import key, romanise, slug
from ontology.own_words import own_words
from ontology.own_words.model import OwnPlace
from ontology.regions import RegionFile, chosen_region, settled_region

_LOADING = Lock()
_loaded: dict[tuple[RegionFile, str], Gazetteer] = {}


def load(region: RegionFile | None = None) -> Gazetteer:
    """The gazetteer around a home region, without one the chosen region; read once in a process."""
    settled = _settled.get()
    if settled is not None and region is None:
        return settled
    around = (region or chosen_region(), own_words().digest)
    known = _loaded.get(around)
    if known is not None:
        return known
    with _LOADING:
        if around not in _loaded:
            _loaded[around] = _load(around[0])
        return _loaded[around]


_settled: ContextVar[Gazetteer | None] = ContextVar("gazetteer", default=None)


@contextmanager
def settled_gazetteer() -> Iterator[None]:
    """Within the block neither region nor own words are asked for again, as one row does often."""
    with settled_region() as region:
        token = _settled.set(load(region))
        try:
            yield
        finally:
            _settled.reset(token)


def _load(region: RegionFile) -> Gazetteer:
    table = settlements()
    home = dict(_home_districts(region, table))
    areas = [*_countries(), *_regions(table), *_districts(region, table), *home.values()]
    places = [*areas, *_known_settlements(areas, home, table)]
    abroad = dict(line.split("\t") for line in generated(AREAS).decode().splitlines())
    return Gazetteer(places, table, _fully_listed_countries(), tuple(_own_places(places, table)), abroad)


_WELL_KNOWN = 100_000
"""People, as if so many lived where an office bothers to write a place down."""
_AREAS = ("region", "district")


def _own_places(places: list[Place], table: Settlements) -> Iterator[Place]:
    """The places of the office's own words: each what is known of it otherwise, and what the office says."""
    known = {(key(name), one.country): one for one in places for name in one.names}
    for own in sorted(own_words().places, key=lambda one: one.kind not in _AREAS):
        region = known.get((key(own.region or ""), own.country))
        within = (own.country.lower(),) if region is None else (region.id, *region.within)
        listed = known.get((key(own.name), own.country)) or table.find(own.name, within[0])
        if listed is None or (region is not None and region.id not in listed.within):
            listed = _new_of_own(own, within)
        place = _as_told(own, listed)
        known.update({(key(name), place.country): place for name in place.names})
        yield place


def _as_told(own: OwnPlace, base: Place) -> Place:
    """A place with what the office says of it."""
    others = (name for name in (*own.also, *base.names) if name != own.name)
    return replace(
        base,
        name=own.name,
        kind=own.kind,
        population=max(base.population, _WELL_KNOWN),
        other_names=tuple(dict.fromkeys(others)),
        latitude=base.latitude if own.latitude is None else own.latitude,
        longitude=base.longitude if own.longitude is None else own.longitude,
    )


def _new_of_own(own: OwnPlace, within: tuple[str, ...]) -> Place:
    english = romanise(own.name)
    place_id = f"{own.country.lower()}/{slug(english)}"
    return Place(place_id, own.name, english, own.kind, own.country, within)


def _fully_listed_countries() -> frozenset[str]:
    """The countries of which every region has its districts listed: one that is not there does not exist."""
    listed = stated("districts.yml").keys()
    return frozenset(
        country
        for country, rows in stated("regions.yml").items()
        if all(f"{country.lower()}/{slug(row['en'])}" in listed for row in rows)
    )


def _countries() -> Iterator[Place]:
    without_code: dict[str, Any] = dict(stated("countries.yml"))
    for line in generated(COUNTRIES).decode().splitlines():
        code, name, english, geonames, lat, lon, others = line.split("\t")
        further = without_code.pop(code, {})
        names = {key(one): one for one in (*others.split("|"), *further.get("names", ())) if one}
        names.pop(key(name), None)
        yield Place(
            code.lower(), name, english, "country", code, (),
            _number(lat), _number(lon), int(geonames) if geonames else None,
            other_names=tuple(names.values()), adjectives=_adjectives(further),
        )  # fmt: skip
    for name, row in without_code.items():
        yield Place(
            row["slug"], name, row["en"], "country", name, (), row["lat"], row["lon"],
            other_names=tuple(row["names"]), adjectives=_adjectives(row), listed_under=row["among"],
        )  # fmt: skip


def _named() -> Mapping[str, str]:
    """How areas are named, whatever their own name."""
    named: Mapping[str, str] = stated("named.yml")
    return named


def _number(text: str) -> float | None:
    return float(text) if text else None


def _adjectives(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["adjective"], *row.get("adjectives", ())) if "adjective" in row else ()


def _regions(table: Settlements) -> Iterator[Place]:
    for country, rows in stated("regions.yml").items():
        for row in rows:
            place_id = f"{country.lower()}/{slug(row['en'])}"
            centre = table.find(row["centre"], place_id) or table.find(row["centre"], country.lower())
            yield Place(
                place_id, row["name"], row["en"], "region", country, (country.lower(),),
                *_position(centre),
                other_names=(*row.get("also", ()), *row.get("known_as", ())),
                nicknames=tuple(row.get("known_as", ())),
                adjectives=_region_adjectives(row),
                centre=centre.id if centre is not None else None,
            )  # fmt: skip


def _region_adjectives(row: dict[str, Any]) -> tuple[str, ...]:
    if row.get("adjective"):
        return (row["adjective"],)
    first, _, rest = row["name"].partition(" ")
    if not rest or first == _named()["republic"]:
        return ()
    return (key(first)[:-2] + _named()["adjective_ending"],)


def _position(place: Place | None) -> tuple[float | None, float | None]:
    return (None, None) if place is None else (place.latitude, place.longitude)


def _districts(home: RegionFile, table: Settlements) -> Iterator[Place]:
    """The districts of the regions that are listed, those of the home region aside."""
    further = stated("districts.yml")["other_adjectives"]
    for region, districts in stated("districts.yml").items():
        if region in (home.region, "other_adjectives"):
            continue
        country = region.partition("/")[0]
        for adjective, centre_name in districts.items():
            centre = table.find(centre_name, region) or table.find(centre_name, country)
            yield Place(
                _district_id(country, centre_name), _named()["district"].format(adjective=adjective),
                f"{romanise(centre_name)} District",
                "district", country.upper(), (region, country), *_position(centre),
                adjectives=_district_adjectives(adjective, further),
                centre=centre.id if centre is not None else None,
            )  # fmt: skip


def _district_id(country: str, centre: str) -> str:
    return f"{country}/{slug(romanise(centre))}-district"


def _district_adjectives(adjective: str, further: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(key(one) for one in (adjective, further.get(adjective)) if one)


def _home_districts(home: RegionFile, table: Settlements) -> Iterator[tuple[str, Place]]:
    """The home region's districts under names of their own, each beside what it is called elsewhere."""
    country = home.country.lower()
    *former, current = home.district_names
    further = stated("districts.yml")["other_adjectives"]
    for row in home.districts:
        centre = table.find(row.centre, home.region)
        yield (
            _district_id(country, row.centre),
            Place(
                f"{home.name}/{row.slug}",
                current.label.format(adjective=row.adjective),
                current.english.format(english=row.english),
                "district",
                home.country,
                (home.region, country),
                *_position(centre),
                other_names=tuple(names.label.format(adjective=row.adjective) for names in former),
                adjectives=_district_adjectives(row.adjective, further),
                centre=centre.id if centre is not None else None,
            ),
        )


def _known_settlements(areas: list[Place], home: Mapping[str, Place], table: Settlements) -> Iterator[Place]:
    """The settlements of which more is known than their row tells: seats, and those of places.yml."""
    known = {place.id: place for place in _seats(areas, table)}
    by_id = {**{area.id: area for area in areas}, **home}
    for row in stated("places.yml"):
        container = by_id[row["in"]]
        place = _stated_settlement(row, container, known, table)
        known[place.id] = place
    return iter(known.values())


def _seats(areas: list[Place], table: Settlements) -> Iterator[Place]:
    """The seats of regions and districts know the district they are in and share the adjective."""
    rows = (row for listed in stated("regions.yml").values() for row in listed)
    unlike = {row["name"] for row in rows if "adjective" in row}
    for seat, own in _areas_by_seat(areas).items():
        settlement = table.get(seat)
        if settlement is None:
            continue
        alike = [area for area in own if area.name not in unlike]
        within = _within_district(own) or settlement.within
        yield replace(settlement, kind="city", within=within, adjectives=_adjectives_of(alike))


def _within_district(areas: Iterable[Place]) -> tuple[str, ...]:
    """The district among the areas and what it lies in; nothing where none is."""
    district = next((area for area in areas if area.kind == "district"), None)
    return () if district is None else (district.id, *district.within)


def _adjectives_of(areas: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for area in areas for one in area.adjectives))


def _areas_by_seat(areas: list[Place]) -> dict[str, list[Place]]:
    governed: dict[str, list[Place]] = {}
    for area in areas:
        if area.centre is not None:
            governed.setdefault(area.centre, []).append(area)
    return governed


def _stated_settlement(
    row: dict[str, Any], container: Place, known: dict[str, Place], table: Settlements
) -> Place:
    within = (container.id, *container.within)
    listed = table.find(row["name"], within[-2] if len(within) > 1 else within[0])
    if row["kind"] == "region":
        listed = None
    base = known.get(listed.id, listed) if listed is not None else _new_place(row, container, known, table)
    nicknames = tuple(row.get("known_as", ()))
    others = dict.fromkeys((*row.get("was", ()), *nicknames, *base.other_names))
    return replace(
        base,
        name=row["name"],
        english=row.get("en", base.english),
        kind=row["kind"],
        within=within,
        other_names=tuple(name for name in others if name != row["name"]),
        adjectives=(*base.adjectives, *row.get("adjectives", ())),
        nicknames=(*base.nicknames, *nicknames),
    )


def _new_place(row: dict[str, Any], container: Place, known: dict[str, Place], table: Settlements) -> Place:
    english = row.get("en", romanise(row["name"]))
    root = container.within[-1] if container.within else container.id
    wanted = f"{root}/{slug(english)}"
    local = f"{wanted}-{container.id.rpartition('/')[2]}"
    listed = _listed_elsewhere(row, container, table)
    return Place(
        id=local if wanted in known else wanted,
        name=row["name"],
        english=english,
        kind=row["kind"],
        country=container.country,
        latitude=row.get("lat"),
        longitude=row.get("lon"),
        geonames_id=listed.geonames_id if listed is not None else None,
        population=listed.population if listed is not None else 0,
    )


def _listed_elsewhere(row: dict[str, Any], container: Place, table: Settlements) -> Place | None:
    """The settlement of a territory without a code, as GeoNames lists it."""
    if container.listed_under is None:
        return None
    names = (row["name"], *row.get("was", ()))
    listed = (table.find(name, container.listed_under.lower()) for name in names)
    return next((place for place in listed if place is not None), None)
