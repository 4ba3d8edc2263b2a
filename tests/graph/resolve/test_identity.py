"""What holds of identifiers whatever the reports: they stay, and where one retires it leads on."""

from dataclasses import replace

from graph.entities import Resolved
from graph.resolve import resolve
from graph.resolve.identify import Issued
from ontology.model import AgreementRef, CellName, EntryFacts, PersonRef, ReportFacts, Scope
from tests.graph.resolve.told import identifiers, places, report, resolved, row

MEETING = AgreementRef("agreement", "signed", "Соглашение о дружбе", None, None, ("Клуб «Горн»", "Орша"))


def rows_of(spelling: str) -> list[EntryFacts]:
    person = PersonRef("И.П. Северов", "глава Оршанского района", "BY")
    return [
        row(
            1,
            f"Участие в {spelling} «Лен»",
            at=["Рудня RU"],
            orgs=["Клуб «Горн» | Рудня | RU"],
            people=[person],
        ),
        row(2, "Съезд пчеловодов", at=["Орша BY"], orgs=["ОАО «ОСЗ» | Орша | BY"], agreements=[MEETING]),
    ]


def first() -> ReportFacts:
    return report("2024-Q2", *rows_of("концерте"))


def second(scope: Scope = Scope.REGIONAL) -> ReportFacts:
    more = row(3, "Форум", at=["Орша BY"], orgs=["ОАО «Оршанский станкостроительный завод» | Орша | BY"])
    namesake = row(4, "Ярмарка", people=[PersonRef("И.П. Северов", "директор музея льна", "BY")])
    return report("2024-Q2", *rows_of("празднике"), more, namesake, scope=scope)


def test_a_later_report_changes_no_identifier() -> None:
    later = replace(second(), report=replace(second().report, name="2024-Q3-regional"))
    assert identifiers(resolved(first())) <= identifiers(resolved(first(), later))


def test_the_order_in_which_reports_are_given_does_not_matter() -> None:
    assert identifiers(resolved(first(), second())) == identifiers(resolved(second(), first()))


def test_the_order_of_rows_does_not_matter() -> None:
    one = first()
    turned = [replace(f, entry=replace(f.entry, number=9 - f.entry.number)) for f in reversed(one.entries)]
    assert identifiers(resolved(one)) == identifiers(resolved(report("2024-Q2", *turned)))


def test_an_identifier_that_was_issued_stays_whatever_is_reported_earlier() -> None:
    issued = identifiers(resolved(second()))
    after = resolve([first(), second()], places(), issued=Issued(frozenset(issued)))
    assert issued <= identifiers(after)


def test_a_person_keeps_an_identifier_when_a_namesake_comes_in_an_earlier_report() -> None:
    known = PersonRef("И.П. Северов", "глава Оршанского района", "BY")
    namesake = PersonRef("И.П. Северов", "директор музея льна", "BY")
    report_of_known = report("2024-Q3", row(1, "Съезд", "2024-08-01", people=[known]))
    before = resolved(report_of_known)
    issued = Issued(frozenset(identifiers(before)), dict(before.redirects))
    earlier = report("2024-Q1", row(1, "Ярмарка", "2024-02-01", people=[namesake]))
    after = resolve([earlier, report_of_known], places(), issued=issued)

    (person,) = before.persons
    bearer = next(one for one in after.persons if one.id == person.id)
    assert [one.post.value for one in bearer.memberships] == ["глава Оршанского района"]


HOUSE = AgreementRef("agreement", "signed", "Соглашение о дружбе", None, None, ("Орша",), ())


def meeting(day: str, place: str) -> EntryFacts:
    """A row with a document that shares title, day and reporter with others, not its other cells."""
    facts = row(int(day), "Встреча", "2024-08-01", agreements=[HOUSE])
    cells = {**facts.entry.cells, CellName.PLACE: place, CellName.CONTENT: f"Говорили о {place}"}
    return replace(facts, entry=replace(facts.entry, cells=cells))


def issued_by(before: Resolved) -> Issued:
    rows = {event.id: frozenset(event.entries) for event in before.events}
    return Issued(frozenset(identifiers(before)), dict(before.redirects), lambda event: rows[event])


def identifier_of(resolved: Resolved, entry: str) -> tuple[str, set[str]]:
    """Of the event that a row tells of, and of the documents it names."""
    (event,) = (one.event for one in resolved.entries if one.id.endswith(entry))
    return event, {one.id for one in resolved.agreements if event in {stage.event for stage in one.stages}}


def test_events_and_documents_keep_identifiers_when_a_namesake_comes_and_goes() -> None:
    first, second = meeting("1", "школа"), meeting("2", "музей")
    alone = resolved(report("2024-Q3", first))
    known = identifier_of(alone, "/1")
    both = resolve([report("2024-Q3", first, second)], places(), issued=issued_by(alone))
    assert identifier_of(both, "/1") == known
    other = identifier_of(both, "/2")
    assert other[0] != known[0]
    assert other[1].isdisjoint(known[1])

    again = resolve([report("2024-Q3", second, first)], places(), issued=issued_by(both))
    assert (identifier_of(again, "/1"), identifier_of(again, "/2")) == (known, other)
    left = resolve([report("2024-Q3", second)], places(), issued=issued_by(both))
    assert identifier_of(left, "/2") == other


def test_a_retired_identifier_leads_to_its_survivor() -> None:
    before, after = resolved(second()), resolved(first(), second())
    redirects = dict(after.redirects)
    retired = identifiers(before) - identifiers(after)
    assert retired
    assert {redirects[one] for one in retired} <= identifiers(after)
    assert not redirects.keys() & identifiers(after)


def test_identifiers_are_readable_paths() -> None:
    found = resolved(report("2024-Q2", row(1, "Участие в концерте «Лен»", orgs=["Клуб «Горн» | Рудня | RU"])))
    assert found.organisations[0].id == "organisation/ru/rudnya/klub-gorn"
    assert found.events[0].id.startswith("event/2024/kontserte-len-")


def test_long_names_that_begin_alike_have_different_identifiers() -> None:
    long = "Региональный центр поддержки народных промыслов и ремесел и содействия развитию"
    orgs = [f"{long} гончарства | Орша | BY", f"{long} ткачества | Орша | BY"]
    assert len(resolved(report("2024-Q2", row(1, "Ярмарка", orgs=orgs))).organisations) == 2


def test_rows_that_only_their_words_tell_apart_are_two_events() -> None:
    rows = [row(1, "Телемост", content="Разговор о льне."), row(2, "Телемост", content="Разговор о меде.")]
    assert len(resolved(report("2024-Q2", *rows)).events) == 2


def test_a_municipality_is_one_through_its_renaming() -> None:
    before = report("2023-Q2", row(1, "Ярмарка", "2023-05-10", home="Вяземский район"))
    after = report("2025-Q2", row(1, "Ярмарка", "2025-05-10", home="Вяземский муниципальный округ"))
    homes = {home.value for event in resolved(before, after).events for home in event.home_sides}
    assert homes == {"municipality/smolensk/vyazemsky"}


def test_a_home_town_that_is_a_twin_stands_for_its_municipality() -> None:
    found = resolved(report("2024-Q2", row(1, "Встреча", twins=[("Десногорск RU", "Чаусы BY")])))
    (twinning,) = found.twinnings
    assert twinning.between.value == ("municipality/smolensk/desnogorsk", "place/by/chausy")
    assert twinning.events == (found.events[0].id,)


def test_places_that_mean_to_become_twins_are_none_yet() -> None:
    found = resolved(report("2024-Q2", row(1, "Встреча", twins_meant=[("Десногорск RU", "Чаусы BY")])))
    (meant,) = found.twinnings_meant
    assert meant.value == ("municipality/smolensk/desnogorsk", "place/by/chausy")
    assert found.twinnings == ()


def test_places_that_became_twins_no_longer_mean_to() -> None:
    pair = [("Десногорск RU", "Чаусы BY")]
    meant = report("2024-Q2", row(1, "Встреча", "2024-05-10", twins_meant=pair))
    called = report("2025-Q2", row(1, "Приезд", "2025-05-10", twins=pair))
    found = resolved(meant, called)
    assert found.twinnings_meant == ()
    assert len(found.twinnings) == 1
