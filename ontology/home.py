"""The home region: its municipalities with their names through time, their centres and adjectives.

Another region is another file in ontology/regions; docs/gazetteer.md tells what it holds.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ontology.errors import ParameterError
from ontology.gazetteer import Gazetteer, Place
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.data import REGIONS
from ontology.gazetteer.forms import adjective_stem, nominatives
from ontology.gazetteer.spelling import key
from ontology.yaml_files import read_yaml

_DEFAULT_REGION = "smolensk"
_DISTRICT = re.compile(r"(муниципальн\w+ |городск\w+ )?(район|округ)(а|у|ом|е)?$|р-н(а|у|ом|е)?$")
_CITY = re.compile(r"(г\.|гор\.|город(а|у|ом|е)?) ?(.+)$")
_FRAME = re.compile(r"^(муниципальн\w+ образовани\w+|мо)\b")


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
    adjective of a district, or the city's name; `centre` is the seat's identifier in the gazetteer.
    """

    id: str
    kind: str
    names: tuple[DatedName, ...]
    short: str
    adjective: str
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
    """The region whose reports are read: itself as a place, and its municipalities."""

    def __init__(
        self, slug: str, place: Place, adjective: str, municipalities: tuple[Municipality, ...]
    ) -> None:
        self.slug = slug
        self.place = place
        self.adjective = adjective
        self.municipalities = municipalities
        self._by_id = {one.id: one for one in municipalities}
        self._cities = {key(one.short): one for one in municipalities if one.kind == "city"}
        self._districts = {
            adjective_stem(one.adjective): one for one in municipalities if one.kind == "district"
        }

    @property
    def country(self) -> str:
        """The code of the country it lies in."""
        return self.place.country

    def get(self, municipality_id: str) -> Municipality | None:
        """The municipality with this identifier."""
        return self._by_id.get(municipality_id)

    def municipality(self, name: str) -> Municipality | None:
        """The municipality that bears or bore this name, in any case and inside a heading too."""
        plain = key(re.sub(r"[«»\"“”„]", " ", name))
        plain = _FRAME.sub("", plain).strip()
        plain = re.sub(rf" {adjective_stem(self.adjective)}\w+ (област\w+|кра[йяюе]\w*)$", "", plain).strip()
        return self._city(plain) or self._district(plain)

    def _city(self, name: str) -> Municipality | None:
        marked = _CITY.match(name)
        bare = marked.group(3) if marked else name
        return next((self._cities[one] for one in sorted(nominatives(bare)) if one in self._cities), None)

    def _district(self, name: str) -> Municipality | None:
        stem = adjective_stem(_DISTRICT.sub("", name).strip())
        return None if stem is None else self._districts.get(stem)

    def containing(self, place: Place) -> Municipality | None:
        """The municipality that the place is, or lies in, as far as is known."""
        of_city = next(
            (one for one in self.municipalities if one.kind == "city" and one.centre == place.id), None
        )
        return of_city or next(
            (self._by_id[one] for one in (place.id, *place.within) if one in self._by_id), None
        )


def load(region: str | None = None) -> HomeRegion:
    """The home region of this name; without one, the region of the setting POBRATIM_REGION.

    Raises ParameterError for a region that has no file.
    """
    return _load(region or region_name())


def region_name() -> str:
    """The name of the home region: the setting POBRATIM_REGION, else Smolensk."""
    return os.environ.get("POBRATIM_REGION") or _DEFAULT_REGION


@cache
def _load(region: str) -> HomeRegion:
    known = {path.stem: path for path in REGIONS.glob("*.yml")}
    if region not in known:
        raise ParameterError("unknown-region", region=region, known=", ".join(sorted(known)))
    file = read_yaml(known[region])
    gazetteer = load_gazetteer()
    place = gazetteer.get(file["region"])
    if place is None:
        raise ParameterError("region-not-in-gazetteer", place=file["region"], region=region)
    municipalities = (*_districts(region, file, gazetteer), *_cities(region, file, gazetteer))
    return HomeRegion(region, place, file["adjective"], municipalities)


def _districts(region: str, file: dict[str, Any], gazetteer: Gazetteer) -> Iterator[Municipality]:
    for slug, row in file["districts"].items():
        place = gazetteer.get(f"{region}/{slug}")
        yield Municipality(
            id=f"{region}/{slug}",
            kind="district",
            names=tuple(
                DatedName(
                    form["form"].format(adjective=row["adjective"]),
                    form["en"].format(english=row["en"]),
                    form.get("from"),
                    form.get("until"),
                )
                for form in file["district_names"]
            ),
            short=row["adjective"],
            adjective=key(row["adjective"]),
            centre=place.centre if place is not None else None,
        )


def _cities(region: str, file: dict[str, Any], gazetteer: Gazetteer) -> Iterator[Municipality]:
    for slug, row in file["cities"].items():
        place = gazetteer.find(row["name"], country=file["region"].partition("/")[0].upper())
        yield Municipality(
            id=f"{region}/{slug}",
            kind="city",
            names=(DatedName(f"город {row['name']}", f"City of {row['en']}", None, None),),
            short=row["name"],
            adjective=key(row["adjective"]),
            centre=place.id if place is not None else None,
        )
