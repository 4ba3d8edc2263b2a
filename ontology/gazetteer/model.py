"""A place of the gazetteer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One settlement, district, region or country.

    `id` is stable and readable («by/polotsk», «by/vitebsk-oblast», «by», «smolensk/vyazemsky»); `within`
    lists the ids of what contains it, nearest first; `country` is an ISO 3166-1 alpha-2 code or the sources'
    own name. Coordinates are WGS 84 degrees, of an area those of its centre; `adjectives` are in the
    nominative masculine. A former name is among `other_names`. `listed_under` is where GeoNames lists the
    settlements of a territory that has no code. `nicknames` are those of `other_names` that are never written
    beside the proper name («Витебщина», «ДНР»).
    """

    id: str
    name: str
    english: str
    kind: str
    country: str
    within: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    population: int = 0
    other_names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    centre: str | None = None
    listed_under: str | None = None
    nicknames: tuple[str, ...] = ()

    @property
    def has_code(self) -> bool:
        """Whether its country has an ISO 3166-1 code, or the sources' own name stands for one."""
        return self.country.isascii()

    @property
    def names(self) -> tuple[str, ...]:
        """Its Russian names, the usual one first."""
        return (self.name, *self.other_names)
