from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.build.run import ReportInput, build_snapshot
from graph.derive.derived import Partnership, SectorCount, YearCount
from graph.derive.partnership_cache import load_derived, save_derived
from graph.derive.partnerships import derive
from graph.snapshots.snapshot import DataFolder
from ontology.model import AgreementRef, EntryFacts, ReportFacts
from tests.graph.resolve.told import report, resolved, row

CLUB, GUILD = "Клуб «Горн» | Рудня | RU | culture", "Дом ремесел «Лад» | Орша | BY | culture"
RUDNYA = "Руднянский муниципальный округ"


def signed(type_: str = "agreement", status: str = "signed") -> AgreementRef:
    return AgreementRef(
        type_, status, "О дружбе", None, None, ("Клуб «Горн»", "Дом ремесел «Лад»"), ("sport",)
    )


def with_agreement(ref: AgreementRef) -> EntryFacts:
    return row(1, "Встреча", home=RUDNYA, orgs=[CLUB, GUILD], countries=["BY"], agreements=[ref])


def partnerships(*rows: EntryFacts) -> dict[str, Partnership]:
    """What is derived from a report of these rows, by partner."""
    derived = derive(resolved(report("2024-Q2", *rows)), {}).values()
    return {one.partnership.partner: one.partnership for one in derived}


def shares(partnership: Partnership) -> dict[str, str]:
    """The strength of each organisation's part in a partnership."""
    return {one.organisation: one.strength for one in partnership.organisations}


# ── who is a partner ──


@pytest.mark.parametrize(
    ("told", "partners"),
    [
        (row(1, "Концерт", origins=["Орша BY", "Брянск RU"], countries=["BY"]), {"place/by/orsha"}),
        (row(1, "Концерт", at=["Орша BY"], countries=["BY"]), {"place/by/orsha"}),
        (row(1, "Концерт", orgs=[GUILD]), {"place/by/orsha"}),
        (row(1, "Концерт", orgs=["Академия художеств Беларуси | | BY"]), {"place/by"}),
        (row(1, "Концерт", origins=["Орша BY"], countries=["BY", "CN"]), {"place/by/orsha", "place/cn"}),
        (row(1, "Встреча", orgs=["Посольство Республики Беларусь | Москва | BY"]), {"place/by"}),
        (row(1, "Встреча", orgs=["Совет Союзного государства | | RU-BY"]), set()),
        (
            row(1, "Встреча", twins=[("Десногорск RU", "Чаусы BY")], home="город Десногорск"),
            {"place/by/chausy"},
        ),
        (row(1, "Встреча", twins=[("Ярцево RU", "Чаусы BY")]), {"place/by/chausy"}),
        (row(1, "Встреча", twins=[("Брянск RU", "Чаусы BY")]), set()),
        (row(1, "Концерт", origins=["Брянск RU"]), set()),
    ],
)
def test_a_partner_is_a_foreign_place_or_a_country_where_no_more_is_known(
    told: EntryFacts, partners: set[str]
) -> None:
    assert partnerships(told).keys() == partners


def test_organisations_stand_under_their_place() -> None:
    found = partnerships(row(1, "Концерт", orgs=[CLUB, GUILD], origins=["Полоцк BY"]))
    assert shares(found["place/by/orsha"]) == {"organisation/by/orsha/dom-remesel-lad": "contact"}
    assert shares(found["place/by/polotsk"]) == {}


def test_an_agreement_of_states_is_no_partnership_of_whoever_mentions_it() -> None:
    plan = AgreementRef("plan", "in_force", "План России и Беларуси", None, None, ("Россия", "Беларусь"))
    found = partnerships(row(1, "Концерт", countries=["BY"], agreements=[plan]))
    assert (found["place/by"].agreement_count, found["place/by"].strength) == (0, "contact")


def test_an_end_alone_makes_no_partnership() -> None:
    ended = AgreementRef("agreement", "in_force", "О дружбе", None, None, ("Рудня", "Орша"), (), "ended")
    told = row(1, "Встреча", home=RUDNYA, agreements=[ended])
    assert partnerships(told) == {}


def test_an_ended_agreement_leaves_its_partnership_what_else_there_is() -> None:
    def of(quarter: str, on: str, ref: AgreementRef) -> ReportFacts:
        meeting = row(1, "Встреча", on, home=RUDNYA, orgs=[CLUB, GUILD], agreements=[ref])
        return report(quarter, meeting)

    end = replace(signed(status="in_force"), life="ended")
    found = resolved(of("2024-Q2", "2024-05-10", signed()), of("2025-Q2", "2025-05-10", end))
    (one,) = (derived.partnership for derived in derive(found, {}).values())
    assert (one.strength, one.agreement_count) == ("project", 1)


# ── how strong it is ──


@pytest.mark.parametrize(
    ("rows", "strength"),
    [
        ([row(1, "Встреча", origins=["Орша BY"], twins=[("Рудня RU", "Орша BY")], home=RUDNYA)], "formal"),
        ([with_agreement(signed())], "formal"),
        ([with_agreement(signed("contract", "in_force"))], "formal"),
        ([with_agreement(signed("memorandum"))], "memorandum"),
        ([with_agreement(signed("plan", "in_force"))], "memorandum"),
        ([with_agreement(signed("arrangement", "reached"))], "memorandum"),
        ([with_agreement(signed(status="planned"))], "project"),
        ([with_agreement(replace(signed(status="in_force"), life="prolonged"))], "formal"),
        ([with_agreement(replace(signed(status="in_force"), life="suspended"))], "formal"),
        ([with_agreement(replace(signed(status="in_force"), life="ended"))], "contact"),
        ([row(1, "Концерт", origins=["Орша BY"]), row(2, "Выставка", origins=["Орша BY"])], "project"),
        ([row(1, "Концерт", origins=["Орша BY"])], "contact"),
    ],
)
def test_strength_is_the_first_level_that_holds(rows: list[EntryFacts], strength: str) -> None:
    assert partnerships(*rows)["place/by/orsha"].strength == strength


@pytest.mark.parametrize(
    ("ref", "strength"),
    [
        (signed(), "formal"),
        (signed("memorandum"), "memorandum"),
        (signed(status="planned"), "project"),
    ],
)
def test_an_organisation_is_as_firm_a_partner_as_what_it_has_a_part_in(
    ref: AgreementRef, strength: str
) -> None:
    choir = row(2, "Концерт", home=RUDNYA, orgs=["Хор «Заря» | Орша | BY | culture"])
    twins = row(3, "Встреча", home=RUDNYA, twins=[("Рудня RU", "Орша BY")])
    found = partnerships(with_agreement(ref), choir, twins)["place/by/orsha"]
    assert found.strength == "formal"
    assert shares(found) == {
        "organisation/by/orsha/dom-remesel-lad": strength,
        "organisation/by/orsha/khor-zarya": "contact",
    }


# ── what it counts ──


def test_a_partnership_counts_events_and_agreements_by_year_and_sector() -> None:
    earlier = row(
        1, "Концерт", "2023-11-04/2023-11-06", home=RUDNYA, orgs=[GUILD], sectors=["culture", "youth"]
    )
    both = resolved(report("2023-Q4", earlier), report("2024-Q2", with_agreement(signed())))
    (one,) = (derived.partnership for derived in derive(both, {}).values())
    assert one.id == "partnership/rudnyansky/by-orsha"
    assert one.label == "Руднянский муниципальный округ – Орша"
    assert (one.event_count, one.agreement_count, one.signed_agreement_count) == (2, 1, 1)
    assert (one.first_contact, one.last_contact) == (date(2023, 11, 4), date(2024, 5, 10))
    assert one.years == (YearCount(2023, 1, 0), YearCount(2024, 1, 1))
    assert one.sectors == (
        SectorCount("culture", 2, 0),
        SectorCount("sport", 0, 1),
        SectorCount("youth", 1, 0),
    )
    assert len(one.based_on) == 3
    assert not one.twinned


# ── what is derived anew ──


def quarter() -> ReportFacts:
    return report("2024-Q2", row(1, "Концерт", origins=["Орша BY"]), row(2, "Форум", origins=["Полоцк BY"]))


def test_only_what_changed_is_derived_anew() -> None:
    before = derive(resolved(quarter()), {})
    again = derive(resolved(quarter()), before)
    assert all(again[key] is before[key] for key in before)
    more = report("2024-Q3", row(1, "Пленэр", "2024-08-10", origins=["Орша BY"]))
    after = derive(resolved(quarter(), more), before)
    assert [key for key in after if after[key] is not before.get(key)] == ["partnership/smolensk/by-orsha"]
    assert after["partnership/smolensk/by-orsha"].partnership.event_count == 2


def test_partnerships_are_kept_beside_a_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "partnerships.jsonl"
    assert load_derived(path) == {}
    derived = derive(resolved(report("2024-Q2", with_agreement(signed()), *quarter().entries)), {})
    save_derived(path, derived)
    assert load_derived(path) == derived
    path.write_text('{"digest": "of another format"}', encoding="utf-8")
    assert load_derived(path) == {}


@pytest.mark.slow
def test_a_build_takes_over_what_did_not_change(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    build_snapshot([ReportInput.of(quarter())], folder)
    kept = folder.current().path / "partnerships.jsonl"
    marked = {
        key: replace(one, partnership=replace(one.partnership, label="из прежнего снимка"))
        for key, one in load_derived(kept).items()
    }
    save_derived(kept, marked)
    more = report("2024-Q3", row(1, "Пленэр", "2024-08-10", origins=["Орша BY"]))
    build_snapshot([ReportInput.of(quarter()), ReportInput.of(more)], folder)
    labels = {
        key: one.partnership.label
        for key, one in load_derived(folder.current().path / "partnerships.jsonl").items()
    }
    assert labels == {
        "partnership/smolensk/by-orsha": "город Смоленск – Орша",
        "partnership/smolensk/by-polotsk": "из прежнего снимка",
    }


def test_a_change_of_any_ground_is_noticed() -> None:
    before = derive(resolved(report("2024-Q2", with_agreement(signed()))), {})
    other = with_agreement(replace(signed(), sectors=("youth",)))
    after = derive(resolved(report("2024-Q2", other)), before)
    assert [one.partnership.sectors[-1].sector for one in after.values()] == ["youth"]
