"""The home region: its municipalities with their names through time, their centres and adjectives."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from ontology.errors import ParameterError
from ontology.gazetteer import Gazetteer, Place, settled_gazetteer
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.forms import adjective_stem, nominatives
from ontology.gazetteer.spelling import key
from ontology.regions import RegionFile, chosen_region
from ontology.yaml_files import read_typed

_REMEMBERED_NAMES = 10_000


@dataclass(frozen=True, slots=True)
class HomeWords:
    """The entries of home.yml."""

    district: re.Pattern[str]
    city: re.Pattern[str]
    frame: re.Pattern[str]
    region: str
    city_named: str


@cache
def home_words() -> HomeWords:
    """How municipalities are written and named, read once."""
    return read_typed(Path(__file__).with_name("home.yml"), HomeWords)


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name and the days it was first and last in use, None where open."""

    label: str
    english: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of the home region.

    `id` is stable through renamings («smolensk/vyazemsky»); `names` are in order of time; `short` is the
    adjective of a district, or the city's name; `seat` names where its bodies sit, `centre` is the identifier
    of that in the gazetteer.
    """

    id: str
    kind: str
    names: tuple[DatedName, ...]
    short: str
    adjective: str
    seat: str
    centre: str | None

    @property
    def name(self) -> str:
        """The name in use now."""
        return self.names[-1].label

    @property
    def english(self) -> str:
        """The English name in use now."""
        return self.names[-1].english

    def name_on(self, day: date) -> str:
        """The name in use on a day."""
        return next((n.label for n in self.names if n.until is None or day <= n.until), self.name)


class HomeRegion:
    """The region whose reports are read: itself as a place, and its municipalities.

    `bordering` are the regions across its borders, `neighbours` the codes of the foreign countries there;
    with the home country they are the `near_countries`, whose places come before namesakes farther off.
    """

    def __init__(self, file: RegionFile, place: Place, municipalities: tuple[Municipality, ...]) -> None:
        self.slug = file.name
        self.place = place
        self.adjective = file.adjective
        self.bordering = frozenset(file.borders)
        self.neighbours = frozenset(_country_of(one) for one in file.borders) - {place.country}
        self.near_countries = self.neighbours | {place.country}
        self.municipalities = municipalities
        self._by_id = {one.id: one for one in municipalities}
        self._municipality_of = lru_cache(maxsize=_REMEMBERED_NAMES)(self._find_municipality)
        self._cities = {key(one.short): one for one in municipalities if one.kind == "city"}
        self._districts = {
            adjective_stem(one.adjective): one for one in municipalities if one.kind == "district"
        }
        self._seats = {key(one.seat): one for one in municipalities if one.kind == "district"}

    @property
    def country(self) -> str:
        """The code of the country it lies in."""
        return self.place.country

    def get(self, municipality_id: str) -> Municipality | None:
        """The municipality with this identifier."""
        return self._by_id.get(municipality_id)

    def municipality(self, name: str) -> Municipality | None:
        """The municipality that bears or bore this name, in any case and inside a heading too."""
        return self._municipality_of(name)

    def _find_municipality(self, name: str) -> Municipality | None:
        plain = key(re.sub(r"[«»\"“”„]", " ", name))
        plain = home_words().frame.sub("", plain).strip()
        plain = re.sub(rf" {adjective_stem(self.adjective)}{home_words().region}", "", plain).strip()
        return self._city(plain) or self._district(plain)

    def seated_in(self, town: str) -> Municipality | None:
        """The district whose bodies sit in the town, in any case; None of a city, which is one itself."""
        return next((self._seats[one] for one in sorted(nominatives(key(town))) if one in self._seats), None)

    def _city(self, name: str) -> Municipality | None:
        marked = home_words().city.match(name)
        bare = marked.group(3) if marked else name
        return next((self._cities[one] for one in sorted(nominatives(bare)) if one in self._cities), None)

    def _district(self, name: str) -> Municipality | None:
        stem = adjective_stem(home_words().district.sub("", name).strip())
        return None if stem is None else self._districts.get(stem)

    def containing(self, place: Place) -> Municipality | None:
        """The municipality that the place is, or lies in, as far as is known."""
        of_city = next(
            (one for one in self.municipalities if one.kind == "city" and one.centre == place.id), None
        )
        return of_city or next(
            (self._by_id[one] for one in (place.id, *place.within) if one in self._by_id), None
        )


def _country_of(gazetteer_id: str) -> str:
    return gazetteer_id.partition("/")[0].upper()


def load(region: str | None = None) -> HomeRegion:
    """The home region of this name or path; without one, the region of the setting POBRATIM_REGION.

    Raises ParameterError for a region that has no file.
    """
    settled = _settled.get()
    if settled is not None and region is None:
        return settled
    return _load(chosen_region(region))


_settled: ContextVar[HomeRegion | None] = ContextVar("home", default=None)


@contextmanager
def settled_home() -> Iterator[None]:
    """Within the block neither home, gazetteer nor own words are asked for again, as one row does often."""
    with settled_gazetteer():
        token = _settled.set(load())
        try:
            yield
        finally:
            _settled.reset(token)


@cache
def _load(file: RegionFile) -> HomeRegion:
    gazetteer = load_gazetteer(file)
    place = gazetteer.get(file.region)
    if place is None:
        raise ParameterError("region-not-in-gazetteer", place=file.region, region=file.name)
    return HomeRegion(file, place, (*_districts(file, gazetteer), *_cities(file, gazetteer)))


def _districts(file: RegionFile, gazetteer: Gazetteer) -> Iterator[Municipality]:
    for row in file.districts:
        place = gazetteer.get(f"{file.name}/{row.slug}")
        yield Municipality(
            id=f"{file.name}/{row.slug}",
            kind="district",
            names=tuple(
                DatedName(
                    names.label.format(adjective=row.adjective),
                    names.english.format(english=row.english),
                    names.since,
                    names.until,
                )
                for names in file.district_names
            ),
            short=row.adjective,
            adjective=key(row.adjective),
            seat=row.centre,
            centre=place.centre if place is not None else None,
        )


def _cities(file: RegionFile, gazetteer: Gazetteer) -> Iterator[Municipality]:
    for row in file.cities:
        place = gazetteer.find(row.name, country=file.country)
        yield Municipality(
            id=f"{file.name}/{row.slug}",
            kind="city",
            names=(DatedName(f"{home_words().city_named}{row.name}", f"City of {row.english}", None, None),),
            short=row.name,
            adjective=key(row.adjective),
            seat=row.name,
            centre=place.id if place is not None else None,
        )
