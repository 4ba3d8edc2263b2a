"""Places under identifiers: those of the gazetteer, the home region's municipalities, and unknown ones."""

from collections.abc import Iterable

import yaml

from graph.entities import Id, NamePeriod, PlaceEntity
from graph.iris import country_id, place_id, slug
from ontology.gazetteer import Gazetteer, Place, load
from ontology.gazetteer.data import REGIONS
from ontology.gazetteer.spelling import key
from ontology.model import PlaceRef

HOME_COUNTRY = "RU"
DEFAULT_REGION = "smolensk"
SETTLEMENTS = frozenset({"city", "town", "village"})
CITY_PREFIX = "город "


class PlaceBook:
    """The places that reports name, each under one identifier; those that the gazetteer lacks get their own.

    `region` is the home region's file name; its districts and cities are municipalities.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, region: str = DEFAULT_REGION) -> None:
        self.gazetteer = gazetteer if gazetteer is not None else load()
        self.region = region
        file = yaml.safe_load((REGIONS / f"{region}.yml").read_text(encoding="utf-8"))
        self._home_region_id = str(file["region"])
        self._name_forms = file["district_names"]
        self._districts = file["districts"]
        self._cities = {key(row["name"]): (name, row) for name, row in file["cities"].items()}
        self._unknown: dict[Id, PlaceEntity] = {}

    @property
    def home_region(self) -> PlaceEntity:
        """The region whose reports these are."""
        return self._known(self._home_region_id)

    def municipality(self, name: str) -> PlaceEntity:
        """The home municipality that bears or bore the name."""
        city = self._cities.get(key(name).removeprefix(CITY_PREFIX))
        if city is not None:
            return self._city(*city)
        district = self.gazetteer.find(name, country=HOME_COUNTRY, kind="district")
        if district is not None and self._is_home_district(district.id):
            return self._entity(district)
        own = f"municipality/{self.region}/{slug(name)}"
        return self._remember(
            PlaceEntity(own, "municipality", name, HOME_COUNTRY, parents=(self.home_region.id,))
        )

    def country(self, code: str) -> PlaceEntity:
        """The country of that ISO code, or of that name where the source gives no code."""
        known = self.gazetteer.country(code)
        if known is not None:
            return self._entity(known)
        return self._remember(PlaceEntity(country_id(code), "country", code, code))

    def identify(self, place: PlaceRef) -> PlaceEntity:
        """The place that is meant; one that the gazetteer does not know gets an identifier of its own."""
        if place.gazetteer_id is not None and self.gazetteer.get(place.gazetteer_id) is not None:
            return self._known(place.gazetteer_id)
        if place.kind == "country":
            return self.country(place.country or place.name)
        named = self._best(place)
        if named is not None:
            return self._entity(named)
        return self._remember(
            PlaceEntity(
                id=place_id(place.country, place.name),
                kind=place.kind,
                label=place.name,
                country=place.country,
                parents=(self.country(place.country).id,),
            )
        )

    def find(self, name: str, country: str | None = None) -> PlaceEntity | None:
        """The known place of that name, in that country if given: the broadest, then the most populous."""
        if key(name).startswith(CITY_PREFIX) and key(name).removeprefix(CITY_PREFIX) in self._cities:
            return self.municipality(name)
        found = self.gazetteer.find(name, country=country)
        return self._entity(found) if found is not None else None

    def get(self, place: Id) -> PlaceEntity | None:
        """The place under that identifier."""
        if place in self._unknown:
            return self._unknown[place]
        house, _, path = place.partition("/")
        region, _, name = path.partition("/")
        cities = dict(self._cities.values())
        if house == "municipality" and region == self.region and name in cities:
            return self._city(name, cities[name])
        known = self.gazetteer.get(path)
        return self._entity(known) if known is not None else None

    def with_containers(self, places: Iterable[PlaceEntity]) -> list[PlaceEntity]:
        """The places with all that contains them, their centres and countries, each once, by identifier."""
        found: dict[Id, PlaceEntity] = {}
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place.id not in found:
                found[place.id] = place
                around = (*place.parents, place.centre, country_id(place.country))
                waiting.extend(one for path in around if path is not None and (one := self.get(path)))
        return [found[path] for path in sorted(found)]

    # ── the gazetteer's places as entities ──

    def _best(self, place: PlaceRef) -> Place | None:
        same = [
            one
            for one in self.gazetteer.named(key(place.name))
            if one.country == place.country and _alike(one.kind, place.kind)
        ]
        return max(same, key=lambda one: (self._home_region_id in one.within, one.population), default=None)

    def _known(self, gazetteer_id: str) -> PlaceEntity:
        place = self.gazetteer.get(gazetteer_id)
        if place is None:
            raise KeyError(gazetteer_id)
        return self._entity(place)

    def _entity(self, place: Place) -> PlaceEntity:
        home = self._is_home_district(place.id)
        return PlaceEntity(
            id=self._path(place.id),
            kind="municipality" if home else place.kind,
            label=place.name,
            country=place.country,
            label_en=place.english,
            alt_labels=() if place.kind in SETTLEMENTS else place.other_names,
            parents=tuple(self._path(one) for one in place.within),
            latitude=place.latitude,
            longitude=place.longitude,
            geonames_id=str(place.geonames_id) if place.geonames_id is not None else None,
            short_label=self._adjective(place.id) if home else None,
            centre=self._path(place.centre) if place.centre is not None else None,
            names=tuple(self._dated_names(place.id)) if home else (),
        )

    def _city(self, name: str, row: dict[str, str]) -> PlaceEntity:
        settlement = self.gazetteer.find(row["name"], country=HOME_COUNTRY, kind="city")
        if settlement is None:
            raise KeyError(row["name"])
        return PlaceEntity(
            id=f"municipality/{self.region}/{name}",
            kind="municipality",
            label=f"{CITY_PREFIX}{row['name']}",
            country=HOME_COUNTRY,
            label_en=f"City of {row['en']}",
            parents=tuple(self._path(one) for one in settlement.within),
            latitude=settlement.latitude,
            longitude=settlement.longitude,
            short_label=row["name"],
            centre=self._path(settlement.id),
        )

    def _path(self, gazetteer_id: str) -> Id:
        house = "municipality" if self._is_home_district(gazetteer_id) else "place"
        return f"{house}/{gazetteer_id}"

    def _is_home_district(self, gazetteer_id: str) -> bool:
        region, _, name = gazetteer_id.partition("/")
        return region == self.region and name in self._districts

    def _adjective(self, gazetteer_id: str) -> str:
        return str(self._districts[gazetteer_id.rpartition("/")[2]]["adjective"])

    def _dated_names(self, gazetteer_id: str) -> Iterable[NamePeriod]:
        for form in self._name_forms:
            name = form["form"].format(adjective=self._adjective(gazetteer_id))
            yield NamePeriod(name, form.get("from"), form.get("until"))

    def _remember(self, place: PlaceEntity) -> PlaceEntity:
        return self._unknown.setdefault(place.id, place)


def _alike(kind: str, other: str) -> bool:
    return kind == other or "other" in (kind, other) or (kind in SETTLEMENTS and other in SETTLEMENTS)
