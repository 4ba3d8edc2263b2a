"""An organisation under one spelling in one place, and its identifier."""

from dataclasses import dataclass
from functools import lru_cache

from graph.entities import Id
from graph.iris import short_hash, slug
from ontology.names.organisations.name import OrganisationName

NAME_LENGTH = 60
LONGEST_NAME = 1000


@dataclass(frozen=True, slots=True)
class SpeltBody:
    """An organisation under one spelling in one place; `context` is whose row names it where nothing else
    tells it apart («центральная библиотека»)."""

    key: Id
    name: OrganisationName
    country: str | None
    place: Id | None
    context: Id | None = None


@lru_cache(maxsize=400_000)
def make_body(name: OrganisationName, country: str | None, place: Id | None, context: Id) -> SpeltBody:
    """The organisation that a name denotes when read in a row of the given home side."""
    own = context if place is None and not name.is_distinctive and not name.town else None
    return SpeltBody(_key(name, country, place, own), name, country, place, own)


def _key(name: OrganisationName, country: str | None, place: Id | None, context: Id | None) -> Id:
    """A readable identifier that two different names never share."""
    parts = [name.readable, *name.namesake, *(state.lower() for state in sorted(name.states))]
    parts += [f"{name.region}-obl"] if name.region is not None else []
    parts += list(name.town) if place is None else []
    parts += [name.form] if name.form not in (None, "institution") else []
    full = slug(" ".join(parts), length=LONGEST_NAME)
    told = full if len(full) <= NAME_LENGTH else f"{full[:NAME_LENGTH].rpartition('-')[0]}-{short_hash(full)}"
    where = [slug(country) if country is not None else "unknown"]
    where += [place.rpartition("/")[2]] if place is not None else []
    own = f"-{short_hash(context)}" if context is not None else ""
    return f"organisation/{'/'.join(where)}/{told}{own}"
