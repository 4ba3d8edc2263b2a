"""Short rows of invented reports, and what resolution makes of them."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from graph.entities import Id, Resolved
from graph.judgements import Judgement
from graph.places import PlaceBook
from graph.resolve import resolve
from ontology.model import (
    AgreementRef,
    CellName,
    DateRange,
    EntryFacts,
    Fact,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Precision,
    ReportFacts,
    Scope,
)
from tests.facts import entry_of, report_of_rows


@cache
def places() -> PlaceBook:
    return PlaceBook()


def days(text: str) -> DateRange:
    """«2024-05-01» or «2024-05-01/2024-05-03»."""
    first, _, last = text.partition("/")
    return DateRange(date.fromisoformat(first), date.fromisoformat(last or first), Precision.DAY)


def place(text: str) -> PlaceRef:
    """«Полоцк BY», «Вяземский муниципальный округ RU»; the kind is told by the last word of the name."""
    name, _, country = text.rpartition(" ")
    kinds = {"район": "district", "округ": "district", "область": "region"}
    return PlaceRef(name, kinds.get(name.rpartition(" ")[2], "town"), country)


def organisation(text: str) -> OrganisationRef:
    """«name | place | country | kind | short name»; what is left out is not said."""
    told = [part.strip() for part in text.split("|")]
    name, where, country, kind, short = (*told, *[""] * 4)[:5]
    return OrganisationRef(name, country or None, where or None, kind or "other", short or None)


def row(
    number: int,
    title: str,
    on: str | None = "2024-05-10",
    *,
    at: Iterable[str] = (),
    home: str | None = "город Смоленск",
    orgs: Iterable[str] = (),
    venue_orgs: Iterable[str] = (),
    origins: Iterable[str] = (),
    countries: Iterable[str] = (),
    people: Iterable[PersonRef] = (),
    agreements: Iterable[AgreementRef] = (),
    sectors: Iterable[str] = ("culture",),
    twins: Iterable[tuple[str, str]] = (),
    twins_meant: Iterable[tuple[str, str]] = (),
    content: str = "",
) -> EntryFacts:
    """A row with that title on that day."""
    return EntryFacts(
        entry=entry_of(number, title, municipality=home, cells={CellName.CONTENT: content}),
        dates=Fact(days(on), ()) if on is not None else None,
        venues=tuple(Fact(place(one), ()) for one in at),
        venue_orgs=tuple(Fact(one, ()) for one in venue_orgs),
        origins=tuple(Fact(place(one), ()) for one in origins),
        countries=tuple(Fact(one, ()) for one in countries),
        orgs=tuple(Fact(organisation(one), ()) for one in orgs),
        persons=tuple(Fact(one, ()) for one in people),
        agreements=tuple(Fact(one, ()) for one in agreements),
        twinning=tuple(Fact((place(one), place(other)), ()) for one, other in twins),
        twinning_intended=tuple(Fact((place(one), place(other)), ()) for one, other in twins_meant),
        sectors=tuple(Fact(one, ()) for one in sectors),
    )


def report(quarter: str, *rows: EntryFacts, scope: Scope = Scope.MUNICIPAL) -> ReportFacts:
    """The report of a quarter, «2024-Q2»."""
    return report_of_rows(f"{quarter}-{scope.value}", *rows, scope=scope)


def resolved(*reports: ReportFacts, judgements: Iterable[Judgement] = ()) -> Resolved:
    return resolve(reports, places(), judgements)


def identifiers(found: Resolved) -> set[Id]:
    """The identifiers of all events, organisations, people and agreements."""
    return {
        *(one.id for one in found.events),
        *(one.id for one in found.organisations),
        *(one.id for one in found.persons),
        *(one.id for one in found.agreements),
    }
