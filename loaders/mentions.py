"""What a step of extraction answers: facts it is sure enough of, and findings for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Generic, TypeVar

from ontology.model import (
    Entry,
    Evidence,
    Fact,
    Finding,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Severity,
    Span,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A step's answer: facts in the order of the entry's words, and what it could not understand."""

    facts: tuple[Fact[T], ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def only(self) -> Fact[T] | None:
        """The single fact of a step that gives at most one."""
        return self.facts[0] if self.facts else None


def finding_about(
    entry: Entry,
    code: str,
    severity: Severity,
    values: Mapping[str, str] = MappingProxyType({}),
    *,
    span: Span | None = None,
    rule: str | None = None,
) -> Finding:
    """What is doubtful in an entry; the values and the entry's number fill the catalogue's `finding.CODE`."""
    told = {"number": str(entry.number), **values}
    return Finding(code, severity, told, entry.table, entry.row, entry.number, span, rule)


class Footing(IntEnum):
    """What tells which place is meant, from the least to the most."""

    FORM = 1
    """Its form alone: no list has the place."""
    LOCATED_FORM = 2
    """Its form, and what tells where it lies."""
    LIKELIEST = 3
    """It is the likeliest of several that a list has."""
    ONLY = 4
    """It is the only one of a list, or what locates it tells."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place, what they name, and how.

    `form` is noun («Полоцк», «Лиозненский район»), adjective («витебский» as in «Витебский вокзал») or
    country_adjective («турецкий бизнес»); `rule` recognised it.
    """

    span: Span
    place: PlaceRef
    form: str
    rule: str
    footing: Footing = Footing.ONLY


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """Words that name an organisation; `span` covers the name, `rule` recognised it.

    `named_through_post` is true of a body that is named only in somebody's post; `is_told` of one whose
    country something beside its name tells, and not the entry as a whole. `home` is why it is said to be of
    its country and in its place.
    """

    span: Span
    organisation: OrganisationRef
    rule: str
    named_through_post: bool = False
    confidence: float = 1.0
    is_told: bool = True
    home: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Words that name an acting person with their post; `doubtful` where they may not act.

    `country_rule` is the one that told the country.
    """

    span: Span
    person: PersonRef
    rule: str
    doubtful: bool = False
    country_rule: str | None = None
