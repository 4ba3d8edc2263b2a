"""Places under identifiers: those of the gazetteer, the home region's municipalities, and unknown ones."""

from collections.abc import Iterable

from graph.entities import Id, NamePeriod, PlaceEntity
from graph.iris import country_id, place_id, slug
from ontology.gazetteer import Gazetteer, Place
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.spelling import key
from ontology.home import HomeRegion, Municipality, home_words
from ontology.home import load as load_home
from ontology.model import PlaceRef

SETTLEMENTS = frozenset({"city", "town", "village"})


class PlaceBook:
    """The places that reports name, each under one identifier; one that the gazetteer lacks gets its own."""

    def __init__(self, gazetteer: Gazetteer | None = None, home: HomeRegion | None = None) -> None:
        self.gazetteer = gazetteer if gazetteer is not None else load_gazetteer()
        self.home = home if home is not None else load_home()
        self._unknown: dict[Id, PlaceEntity] = {}

    @property
    def home_region(self) -> PlaceEntity:
        """The region whose reports these are."""
        return self._entity(self.home.place)

    def municipalities(self) -> list[PlaceEntity]:
        """Every municipality of the home region."""
        return [self._municipality(one) for one in self.home.municipalities]

    def municipality(self, name: str) -> PlaceEntity:
        """The home municipality that bears or bore the name; an unknown one gets its own identifier."""
        known = self.home.municipality(name)
        if known is not None:
            return self._municipality(known)
        own, region = f"municipality/{self.home.slug}/{slug(name)}", self.home_region
        parents = (region.id, country_id(region.country))
        return self._remember(PlaceEntity(own, "municipality", name, region.country, parents=parents))

    def country(self, code: str) -> PlaceEntity:
        """The country of that ISO code, or of that name where the source gives no code."""
        known = self.gazetteer.country(code)
        if known is not None:
            return self._entity(known)
        return self._remember(PlaceEntity(country_id(code), "country", code, code))

    def identify(self, place: PlaceRef) -> PlaceEntity:
        """The place that is meant; one that the gazetteer does not know gets its own identifier."""
        known = self.gazetteer.get(place.gazetteer_id) if place.gazetteer_id is not None else None
        if known is None and place.kind == "country":
            return self.country(place.country or place.name)
        known = known or self._best(place)
        return self._entity(known) if known is not None else self._unknown_place(place)

    def find(self, name: str, country: str | None = None) -> PlaceEntity | None:
        """The known place of that name, in that country if given: the broadest, then the most populous."""
        if (
            key(name).startswith(home_words().city_named)
            and (city := self.home.municipality(name)) is not None
        ):
            return self._municipality(city)
        found = self.gazetteer.find(name, country=country)
        return self._entity(found) if found is not None else None

    def get(self, place: Id) -> PlaceEntity | None:
        """The place under that identifier."""
        if place in self._unknown:
            return self._unknown[place]
        house, _, path = place.partition("/")
        if house == "municipality" and (municipality := self.home.get(path)) is not None:
            return self._municipality(municipality)
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

    def _best(self, place: PlaceRef) -> Place | None:
        """The likeliest place of that name in its country: of a like kind, or the only one there is."""
        named = [one for one in self.gazetteer.named(key(place.name)) if one.country == place.country]
        same = [one for one in named if _alike(one.kind, place.kind)]
        if not same and len(named) == 1:
            return named[0]
        return max(same, key=lambda one: (self.home.place.id in one.within, one.population), default=None)

    def _entity(self, place: Place) -> PlaceEntity:
        municipality = self.home.get(place.id)
        if municipality is not None:
            return self._municipality(municipality)
        containing = self.home.containing(place)
        own = (containing.id,) if containing is not None else ()
        within = dict.fromkeys((*own, *place.within))
        return PlaceEntity(
            id=self._path(place.id),
            kind=place.kind,
            label=place.name,
            country=place.country,
            label_en=place.english,
            alt_labels=() if place.kind in SETTLEMENTS else place.other_names,
            parents=tuple(self._path(one) for one in within),
            latitude=place.latitude,
            longitude=place.longitude,
            geonames_id=str(place.geonames_id) if place.geonames_id is not None else None,
            centre=self._path(place.centre) if place.centre is not None else None,
        )

    def _municipality(self, one: Municipality) -> PlaceEntity:
        region = self.home.place
        centre = self.gazetteer.get(one.centre) if one.centre is not None else None
        former = [name for name in one.names if name.since is not None or name.until is not None]
        return PlaceEntity(
            id=self._path(one.id),
            kind="municipality",
            label=one.name,
            country=region.country,
            label_en=one.english,
            parents=tuple(self._path(place) for place in (region.id, *region.within)),
            latitude=centre.latitude if centre is not None else None,
            longitude=centre.longitude if centre is not None else None,
            short_label=one.short,
            centre=self._path(centre.id) if centre is not None else None,
            names=tuple(NamePeriod(name.label, name.since, name.until) for name in former),
        )

    def _path(self, gazetteer_id: str) -> Id:
        house = "municipality" if self.home.get(gazetteer_id) is not None else "place"
        return f"{house}/{gazetteer_id}"

    def _unknown_place(self, place: PlaceRef) -> PlaceEntity:
        around = self.gazetteer.get(place.within) if place.within is not None else None
        parents = self._entity_and_parents(around) if around is not None else (country_id(place.country),)
        path = place_id(place.country, place.name)
        return self._remember(PlaceEntity(path, place.kind, place.name, place.country, parents=parents))

    def _entity_and_parents(self, place: Place) -> tuple[Id, ...]:
        """The place itself and all that contains it."""
        entity = self._entity(place)
        return (entity.id, *entity.parents)

    def _remember(self, place: PlaceEntity) -> PlaceEntity:
        return self._unknown.setdefault(place.id, place)


def _alike(kind: str, other: str) -> bool:
    return kind == other or "other" in (kind, other) or (kind in SETTLEMENTS and other in SETTLEMENTS)
