"""Places under identifiers: what the gazetteer knows, and what it does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.entities import Id, PlaceEntity
from graph.iris import country_id, place_id, slug
from ontology.model import PlaceRef

HOME_COUNTRY = "RU"


@dataclass(frozen=True, slots=True)
class PlaceBook:
    """The places of the home region and of the world, under identifiers."""

    region: str = "smolensk"
    _places: dict[Id, PlaceEntity] = field(default_factory=dict)

    @property
    def home_region(self) -> PlaceEntity:
        """The region whose reports these are."""
        return self.identify(PlaceRef("Смоленская область", "region", HOME_COUNTRY))

    def municipality(self, name: str) -> PlaceEntity:
        """The home municipality that bears or bore the name."""
        kept = PlaceEntity(
            id=f"municipality/{self.region}/{slug(name.replace('город ', ''))}",
            kind="municipality",
            label=name,
            country=HOME_COUNTRY,
            parents=(self.home_region.id,),
            short_label=name,
        )
        return self._places.setdefault(kept.id, kept)

    def country(self, code: str) -> PlaceEntity:
        """The country of that ISO code, or of that name where the source gives no code."""
        kept = PlaceEntity(id=country_id(code), kind="country", label=code, country=code)
        return self._places.setdefault(kept.id, kept)

    def identify(self, place: PlaceRef) -> PlaceEntity:
        """The place that is meant; one that the gazetteer does not know gets an identifier of its own."""
        if place.kind == "country":
            return self.country(place.country or place.name)
        parents = (self.country(place.country).id,) if place.country else ()
        kept = PlaceEntity(
            id=place_id(place.country or "unknown", place.name),
            kind=place.kind,
            label=place.name,
            country=place.country,
            parents=parents,
        )
        return self._places.setdefault(kept.id, kept)

    def find(self, name: str, country: str | None = None) -> PlaceEntity | None:
        """The known place of that name, in that country if given."""
        for place in self._places.values():
            if place.label == name and country in (None, place.country):
                return place
        return None

    def with_containers(self, ids: Iterable[Id]) -> Iterator[PlaceEntity]:
        """The places of those identifiers and all that contains them, each once, in order of identifier."""
        wanted, seen = list(ids), set[Id]()
        while wanted:
            current = wanted.pop()
            if current not in seen and current in self._places:
                seen.add(current)
                wanted.extend(self._places[current].parents)
        return (self._places[one] for one in sorted(seen))
