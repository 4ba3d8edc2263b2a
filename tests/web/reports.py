"""Invented reports for the tests of the explorer, built by the real build: two quarters, three home sides."""

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
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Precision,
    ReportFacts,
    Span,
)
from tests.facts import entry_of, report_of_rows

SCRIPT = "<script>alert('x')</script>"
FORMULA = "=1+1 Соглашение о дружбе библиотек"

POLOTSK = PlaceRef("Полоцк", "city", "BY")
ORSHA = PlaceRef("Орша", "city", "BY")
VITEBSK = PlaceRef("Витебск", "city", "BY")
SMOLENSK = PlaceRef("Смоленск", "city", "RU")
VYAZMA = PlaceRef("Вязьма", "city", "RU")

LIBRARY = OrganisationRef("Полоцкая городская библиотека", "BY", "Полоцк", "culture")
CHOIR = OrganisationRef("Хор «Криница»", "BY", "Орша", "ensemble")


def entry(
    number: int,
    title: str,
    *,
    day: date,
    partner: PlaceRef,
    municipality: str = "город Смоленск",
    report: str = "2024-Q3-municipal",
    precision: Precision = Precision.DAY,
    sector: str = "culture",
    kind: str = "festival",
) -> EntryFacts:
    """A row that tells of one event with guests from one town."""
    content = f"Гости приехали из г. {partner.name}."
    cells = {
        CellName.PLACE: "г. Смоленск",
        CellName.DATES: day.strftime("%d.%m.%Y"),
        CellName.CONTENT: content,
        CellName.PARTICIPANTS: "Жители и гости",
    }
    start = content.index(partner.name)
    origin = Evidence("place_name", Span(CellName.CONTENT, start, start + len(partner.name)))
    last = date(day.year, day.month, 28) if precision is Precision.MONTH else day
    return EntryFacts(
        entry=entry_of(number, title, report=report, municipality=municipality, cells=cells, row=number + 1),
        dates=Fact(DateRange(day, last, precision), (Evidence("day", Span(CellName.DATES, 0, 10)),)),
        mode=Fact("offline", ()),
        event_type=Fact(kind, ()),
        venues=(Fact(SMOLENSK, ()),),
        origins=(Fact(partner, (origin,), 0.97),),
        countries=(Fact(partner.country, (origin,), 0.97),),
        sectors=(Fact(sector, ()),),
    )


def signed(facts: EntryFacts, title: str, party: OrganisationRef) -> EntryFacts:
    """The row with an organisation, its head and an agreement that they sign."""
    document = AgreementRef("agreement", "signed", title, facts_day(facts), "7", (party.name,), ("culture",))
    head = PersonRef("И.И. Иваненко", "директор библиотеки", "BY")
    return replace(
        facts,
        orgs=(Fact(party, ()),),
        persons=(Fact(head, ()),),
        agreements=(Fact(document, (Evidence("signed_verb", Span(CellName.CONTENT, 0, 5)),), 0.9),),
    )


def attended(facts: EntryFacts, least: int, most: int) -> EntryFacts:
    """The row with how many came."""
    return replace(facts, participants=Fact(Attendance(least, most), ()))


def facts_day(facts: EntryFacts) -> date:
    """The first day of the row's event."""
    assert facts.dates is not None
    return facts.dates.value.start


def report(name: str, *rows: EntryFacts) -> ReportFacts:
    """A municipal report with these rows."""
    return report_of_rows(name, *rows, title=f"Отчёт о международных связях, {name[:7]}")


def summer() -> ReportFacts:
    """The third quarter of 2024."""
    vyazma = "Вяземский муниципальный округ"
    festival = attended(entry(1, "Фестиваль книги", day=date(2024, 7, 5), partner=POLOTSK), 500, 700)
    first = signed(festival, FORMULA, LIBRARY)
    return report(
        "2024-Q3-municipal",
        first,
        entry(2, f"Встреча {SCRIPT} мастеров", day=date(2024, 7, 20), partner=ORSHA, sector="tourism"),
        attended(
            entry(
                3, "Летняя школа гончаров", day=date(2024, 8, 1), partner=VITEBSK, precision=Precision.MONTH
            ),
            40,
            40,
        ),
        replace(
            entry(4, "Ярмарка ремёсел", day=date(2024, 9, 2), partner=ORSHA, municipality=vyazma),
            orgs=(Fact(CHOIR, ()),),
            country_groups=(Fact("ближнее зарубежье", ()),),
        ),
    )


def _without_section(facts: EntryFacts) -> EntryFacts:
    return replace(facts, entry=replace(facts.entry, section=None))


def autumn() -> ReportFacts:
    """The fourth quarter of 2024."""
    name = "2024-Q4-municipal"
    return report(
        name,
        attended(
            entry(
                1,
                "Осенний турнир",
                day=date(2024, 10, 9),
                partner=POLOTSK,
                report=name,
                sector="sport",
                kind="sport",
            ),
            1200,
            1200,
        ),
        _without_section(entry(2, "Вечер дружбы", day=date(2024, 11, 4), partner=VITEBSK, report=name)),
    )
