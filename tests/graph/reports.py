"""Small reports for the tests of the graph: invented rows with their facts."""

from dataclasses import replace
from datetime import date

from ontology.model import (
    AgreementRef,
    Attendance,
    CellName,
    DateRange,
    EntryFacts,
    Evidence,
    Fact,
    Finding,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Precision,
    ReportFacts,
    Severity,
    Span,
    Statement,
)
from tests.facts import entry_of, report_of_rows

POLOTSK = PlaceRef("Полоцк", "city", "BY")
SMOLENSK = PlaceRef("Смоленск", "city", "RU")


def row(
    number: int, title: str, *, report: str = "2024-Q3-municipal", day: date = date(2024, 7, 5)
) -> EntryFacts:
    """A concert in Smolensk with guests from Polotsk, one fact of each plain kind."""
    cells = {
        CellName.PLACE: "г. Смоленск, ДК «Заря»",
        CellName.DATES: "5 июля 2024 года",
        CellName.CONTENT: "Концерт с участием гостей из г. Полоцка.",
        CellName.PARTICIPANTS: "120 человек",
    }
    at_origin = Evidence("place_name", Span(CellName.CONTENT, 32, 39))
    return EntryFacts(
        entry=entry_of(number, title, report=report, section="Город Смоленск", cells=cells, row=number + 2),
        dates=Fact(DateRange(day, day, Precision.DAY), (Evidence("day", Span(CellName.DATES, 0, 16)),)),
        mode=Fact("offline", (Evidence("no_sign_of_distance"),)),
        event_type=Fact("concert", ()),
        venues=(Fact(SMOLENSK, ()),),
        venue_orgs=(Fact("ДК «Заря»", ()),),
        origins=(Fact(POLOTSK, (at_origin,), 0.97),),
        countries=(Fact("BY", (at_origin,), 0.97),),
        participants=Fact(Attendance(120, 120), ()),
        sectors=(Fact("culture", ()), Fact("youth", ())),
    )


def with_people(facts: EntryFacts) -> EntryFacts:
    """The row with an organisation, a person and a finding."""
    choir = OrganisationRef("Хор «Криница»", "BY", "Полоцк", "ensemble")
    person = PersonRef("И.И. Иваненко", "руководитель хора", "BY")
    finding = Finding("no_year", Severity.WARNING, {"words": "5 июля"}, span=Span(CellName.CONTENT, 0, 7))
    return replace(facts, orgs=(Fact(choir, ()),), persons=(Fact(person, ()),), findings=(finding,))


def with_agreement(facts: EntryFacts) -> EntryFacts:
    """The row with a signed agreement of the choir."""
    signed = AgreementRef(
        "agreement",
        "signed",
        "Соглашение о дружбе",
        date(2024, 7, 5),
        "7",
        ("Хор «Криница»", "Полоцк"),
        ("culture",),
    )
    return replace(with_people(facts), agreements=(Fact(signed, ()),))


def report_of(*rows: EntryFacts, name: str = "2024-Q3-municipal", total: int | None = None) -> ReportFacts:
    """A municipal report with these rows."""
    stated = () if total is None else (Statement(f"Состоялось {total} встреч", 1, None, total),)
    return report_of_rows(
        name, *rows, title="Отчёт о международных связях за III квартал 2024 года", statements=stated
    )


def two_reports() -> tuple[ReportFacts, ReportFacts]:
    """Reports of two quarters that share places and nothing else."""
    first = report_of(with_agreement(row(1, "Концерт «Летний вечер»")), row(2, "Концерт «Песни друзей»"))
    later = date(2024, 10, 9)
    second = report_of(
        row(1, "Концерт «Осенний бал»", report="2024-Q4-municipal", day=later), name="2024-Q4-municipal"
    )
    return first, second
