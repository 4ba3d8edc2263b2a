"""A person under one name and post, as far as identity depends on it."""

from dataclasses import dataclass
from functools import lru_cache

from graph.entities import Id
from graph.iris import person_id, short_hash
from graph.resolve.vocabulary import read
from ontology.model import PersonRef
from ontology.names.person import PersonName, read_person_name
from ontology.names.words import bases, fold, words


@dataclass(frozen=True, slots=True)
class Actor:
    """A person under one name and post; `post` has the words that tell posts apart."""

    key: Id
    name: PersonName
    country: str | None
    post: frozenset[str]
    whole_post: tuple[str, ...]


def make_actor(ref: PersonRef) -> Actor:
    """The person that a name and a post denote."""
    name, whole = _folded(read_person_name(ref.name)), bases(ref.post or "")
    key = f"{person_id(_initialled(name), ref.country)}-{short_hash(fold(ref.name), *sorted(whole))}"
    return Actor(key, name, ref.country, frozenset(whole) - _generic(), whole)


def _folded(name: PersonName) -> PersonName:
    """The name with its parts as they are compared."""
    parts = (name.surname, name.given, name.patronymic)
    return PersonName(*(" ".join(map(fold, words(part))) for part in parts))


def _initialled(name: PersonName) -> str:
    """The surname with initials, as identifiers have it."""
    return " ".join(part for part in (name.surname, *name.initials) if part)


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(word for text in read("people")["generic"] for word in bases(text))
