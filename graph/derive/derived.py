"""What is derived from the entities, stated by no report: partnerships with their counts."""

from dataclasses import dataclass
from datetime import date

from graph.entities import Id


@dataclass(frozen=True, slots=True)
class YearCount:
    """What a partnership did in one year."""

    year: int
    events: int
    agreements: int


@dataclass(frozen=True, slots=True)
class SectorCount:
    """What a partnership did in one sector."""

    sector: str
    events: int
    agreements: int


@dataclass(frozen=True, slots=True)
class OrganisationShare:
    """What one foreign organisation has to do with a partnership's home side, and how firmly."""

    organisation: Id
    strength: str
    events: int
    agreements: int
    first_contact: date | None = None
    last_contact: date | None = None


@dataclass(frozen=True, slots=True)
class Partnership:
    """A home side with a foreign partner: a place, or a country where no more is known.

    `based_on` are the events and agreements it rests on; `strength` is a code of the strength scheme.
    """

    id: Id
    label: str
    home_side: Id
    partner: Id
    partner_country: Id
    strength: str
    based_on: tuple[Id, ...]
    event_count: int = 0
    agreement_count: int = 0
    signed_agreement_count: int = 0
    first_contact: date | None = None
    last_contact: date | None = None
    twinned: bool = False
    organisations: tuple[OrganisationShare, ...] = ()
    years: tuple[YearCount, ...] = ()
    sectors: tuple[SectorCount, ...] = ()
