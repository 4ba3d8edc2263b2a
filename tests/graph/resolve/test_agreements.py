from dataclasses import replace
from datetime import date

import pytest

from graph.entities import AgreementEntity, Resolved
from ontology.model import AgreementRef, EntryFacts, NamedDocument, PersonRef, ReportFacts, Term
from tests.graph.resolve.told import report, resolved, row

PARTIES = ("Дом ремесел «Лад»", "Клуб «Горн»")
ORGS = ("Дом ремесел «Лад» | Орша | BY", "Клуб «Горн» | Рудня | RU")
SIGNED = AgreementRef("agreement", "signed", "Соглашение о дружбе", None, None, PARTIES, ("culture",))


def told(number: int, on: str, ref: AgreementRef, title: str = "Встреча") -> EntryFacts:
    return row(number, f"{title} № {number}", on, orgs=ORGS, countries=["BY"], agreements=[ref])


def only(*reports: ReportFacts) -> AgreementEntity:
    (agreement,) = resolved(*reports).agreements
    return agreement


def stages(agreement: AgreementEntity) -> list[tuple[str, date | None]]:
    return [(stage.status.value, stage.on) for stage in agreement.stages]


def test_an_agreement_collects_its_stages_over_reports() -> None:
    planned = replace(SIGNED, status="planned", title="Проект соглашения о дружбе")
    agreement = only(
        report("2024-Q1", told(1, "2024-02-01", planned)),
        report("2024-Q2", told(1, "2024-05-10", SIGNED)),
        report("2024-Q4", told(1, "2024-11-05", replace(SIGNED, status="in_force"))),
    )
    assert stages(agreement) == [
        ("planned", date(2024, 2, 1)),
        ("signed", date(2024, 5, 10)),
        ("in_force", date(2024, 11, 5)),
    ]
    assert agreement.status.value == "in_force"
    assert agreement.label.value == "Соглашение о дружбе"
    assert agreement.signed_on is not None
    assert agreement.signed_on.value == date(2024, 5, 10)
    assert agreement.last_evidence == date(2024, 11, 5)
    assert len(agreement.mentioned_in) == 3


def test_signed_is_never_taken_for_in_force() -> None:
    assert only(report("2024-Q2", told(1, "2024-05-10", SIGNED))).status.value == "signed"


def test_one_number_and_date_are_one_document_whatever_its_title() -> None:
    numbered = replace(SIGNED, date=date(2024, 5, 10), number="7")
    again = replace(numbered, title="Соглашение", status="in_force", parties=PARTIES[:1])
    assert (
        len(only(report("2024-Q2", told(1, "2024-05-10", numbered), told(2, "2024-06-10", again))).stages)
        == 2
    )


def test_documents_of_one_day_about_different_things_are_different() -> None:
    dated = replace(SIGNED, date=date(2024, 5, 10), title="Соглашение о туризме")
    other = replace(dated, title="Соглашение о спорте")
    found = resolved(report("2024-Q2", told(1, "2024-05-10", dated), told(2, "2024-05-10", other)))
    assert {one.label.value for one in found.agreements} == {"Соглашение о туризме", "Соглашение о спорте"}
    assert len(found.candidates) == 1
    bare = replace(dated, title="Соглашение")
    assert len(only(report("2024-Q2", told(1, "2024-05-10", dated), told(2, "2024-05-10", bare))).stages) > 0


def apart(one: AgreementRef, other: AgreementRef, on: str = "2024-06-10") -> Resolved:
    return resolved(report("2024-Q2", told(1, "2024-05-10", one), told(2, on, other)))


def test_other_documents_of_the_same_parties_are_others() -> None:
    for other in (
        replace(SIGNED, type="plan", title="План работы"),
        SIGNED,  # signed again, at another event
        replace(SIGNED, number="8", date=date(2024, 6, 1)),
        replace(SIGNED, status="planned"),  # planned after it was signed: the next one
        replace(SIGNED, status="in_force", title="Соглашение о спорте"),
    ):
        assert len(apart(SIGNED, other).agreements) == 2


def test_another_subject_is_a_candidate() -> None:
    found = apart(SIGNED, replace(SIGNED, status="in_force", title="Соглашение о спорте"))
    assert [one.kind for one in found.candidates] == ["agreement"]


def test_signed_a_day_apart_by_two_reporters_is_a_candidate() -> None:
    found = apart(SIGNED, SIGNED, on="2024-05-11")
    assert len(found.agreements) == 2
    assert [one.reasons for one in found.candidates] == [("same parties", "same subject", "1 days apart")]


def test_two_documents_signed_in_one_row_are_two() -> None:
    third = (*PARTIES, "Полоцк")
    both = row(1, "Встреча", orgs=ORGS, agreements=[SIGNED, replace(SIGNED, parties=third)])
    found = resolved(report("2024-Q2", both))
    assert (len(found.agreements), found.candidates) == (2, ())


def test_parties_are_organisations_municipalities_and_places() -> None:
    ref = replace(SIGNED, parties=("Клуб «Горн»", "Десногорск", "Орша", "Союз мастеров «Лад»"))
    found = resolved(report("2024-Q2", row(1, "Встреча", orgs=ORGS[1:], agreements=[ref])))
    (agreement,) = found.agreements
    assert [party.value for party in agreement.parties] == [
        "organisation/ru/rudnya/klub-gorn",
        "municipality/smolensk/desnogorsk",
        "place/by/orsha",
        "organisation/unknown/soyuz-masterov-lad",
    ]
    assert [home.value for home in agreement.home_sides] == ["municipality/smolensk/desnogorsk"]
    assert [country.value for country in agreement.partner_countries] == ["place/by"]


# ── life after signing ──


def test_what_became_of_it_is_a_stage_of_the_same_agreement() -> None:
    agreement = only(
        report("2024-Q2", told(1, "2024-05-10", SIGNED)),
        report("2025-Q2", told(1, "2025-05-10", replace(SIGNED, status="in_force", life="prolonged"))),
        report("2026-Q2", told(1, "2026-05-10", replace(SIGNED, status="in_force", life="ended"))),
    )
    assert [status for status, _ in stages(agreement)] == ["signed", "prolonged", "ended"]
    assert agreement.status.value == "ended"


def test_the_day_of_an_end_is_one_that_is_said() -> None:
    ended = replace(SIGNED, status="in_force", life="ended")
    said = only(report("2025-Q2", told(1, "2025-05-10", replace(ended, life_date=date(2025, 4, 1)))))
    assert said.ended_on is not None
    assert (said.ended_on.value, stages(said)) == (date(2025, 4, 1), [("ended", date(2025, 4, 1))])
    unsaid = only(report("2025-Q2", told(1, "2025-05-10", ended)))
    assert (unsaid.ended_on, stages(unsaid)) == (None, [("ended", date(2025, 5, 10))])


def test_a_term_that_ran_out_without_a_word_ends_nothing() -> None:
    brief = replace(SIGNED, term=Term("до 1 июня 2024 года", date(2024, 6, 1)))
    later = report("2025-Q2", row(1, "Концерт", "2025-05-10"))
    agreement = only(report("2024-Q2", told(1, "2024-05-10", brief)), later)
    assert agreement.term is not None
    assert (agreement.term.value.until, agreement.status.value) == (date(2024, 6, 1), "signed")


def test_bounds_stand_where_no_day_of_signing_is_said() -> None:
    bounds = (date(2024, 5, 8), date(2024, 5, 10))
    between = replace(SIGNED, date_from=bounds[0], date_to=bounds[1])
    agreement = only(report("2024-Q2", told(1, "2024-05-10", between)))
    assert agreement.signed_on is None
    assert agreement.signed_between is not None
    assert agreement.signed_between.value == bounds


def test_a_supplement_concerns_the_agreement_of_its_row() -> None:
    first = replace(SIGNED, status="in_force", date=date(2020, 5, 1))
    about = NamedDocument(first.title, first.date, None, "supplements")
    further = replace(SIGNED, title="Дополнительное соглашение", about=about)
    both = row(1, "Встреча", orgs=ORGS, agreements=[further, first])
    found = {one.label.value: one for one in resolved(report("2024-Q2", both)).agreements}
    (link,) = found[further.title].concerns
    assert link.value == ("supplements", found[first.title].id)
    assert found[first.title].concerns == ()


def test_a_place_that_plans_and_its_authority_that_signs_are_one_side() -> None:
    council = "Оршанский райисполком | Орша | BY | authority"
    named = ("Орша", "Клуб «Горн»")
    plan = replace(SIGNED, status="planned", parties=named)
    signed = replace(SIGNED, parties=("Оршанский райисполком", "Клуб «Горн»"))
    agreement = only(
        report("2024-Q1", row(1, "Встреча", "2024-02-01", orgs=ORGS[1:], agreements=[plan])),
        report("2024-Q2", row(1, "Визит", "2024-05-10", orgs=(council, *ORGS[1:]), agreements=[signed])),
    )
    assert [status for status, _ in stages(agreement)] == ["planned", "signed"]


def test_signers_are_those_who_are_said_to_have_signed() -> None:
    people = [PersonRef("И.И. Орлов", "мэр", "RU"), PersonRef("П.П. Бел", "губернатор", "RU")]
    ref = replace(SIGNED, signers=("И.И. Орлов",))
    (agreement,) = resolved(
        report("2024-Q2", row(1, "Встреча", orgs=ORGS, people=people, agreements=[ref]))
    ).agreements
    assert [who.value for who in agreement.signers] == ["person/ru/orlov-i-i"]


def test_a_town_that_is_party_is_the_one_that_the_row_tells_of() -> None:
    """A larger Городок lies in another country."""
    parties = replace(SIGNED, parties=("Рудня", "Городок"))
    facts = row(1, "Встреча", origins=["Городок BY"], countries=["BY"], agreements=[parties])
    agreement = only(report("2024-Q2", facts))
    assert "place/by/gorodok" in {party.value for party in agreement.parties}


# ── stages across reports ──


def foreign_only(status: str, title: str, kind: str = "agreement") -> AgreementRef:
    return AgreementRef(kind, status, title, None, None, ("Орша",), ())


def test_what_was_decided_and_then_signed_with_one_town_is_one_document() -> None:
    agreement = only(
        report("2024-Q1", told(1, "2024-02-01", foreign_only("planned", "Соглашение о сотрудничестве"))),
        report("2024-Q2", told(1, "2024-05-10", foreign_only("signed", "Соглашение о сотрудничестве"))),
    )
    assert [status for status, _ in stages(agreement)] == ["planned", "signed"]


def test_a_plan_that_names_one_side_is_the_document_that_names_both() -> None:
    both = replace(foreign_only("signed", "Соглашение о сотрудничестве"), parties=("Смоленск", "Орша"))
    agreement = only(
        report("2024-Q1", told(1, "2024-02-01", foreign_only("planned", "Соглашение о сотрудничестве"))),
        report("2024-Q2", told(1, "2024-05-10", both)),
    )
    assert [status for status, _ in stages(agreement)] == ["planned", "signed"]


def test_a_plan_with_another_town_or_of_another_subject_is_another() -> None:
    signed = foreign_only("signed", "Соглашение о сотрудничестве")
    for other in (
        replace(foreign_only("planned", "Соглашение о сотрудничестве"), parties=("Полоцк",)),
        foreign_only("planned", "Соглашение о спорте"),
    ):
        found = resolved(
            report("2024-Q1", told(1, "2024-02-01", other)), report("2024-Q2", told(1, "2024-05-10", signed))
        )
        assert len(found.agreements) == 2


def test_a_candidate_is_not_of_one_and_of_another_subject_at_once() -> None:
    planned, signed = (foreign_only(status, "Соглашение") for status in ("planned", "signed"))
    found = resolved(
        report("2024-Q1", told(1, "2024-02-01", planned)),
        report("2024-Q2", told(1, "2024-05-10", replace(signed, title="Соглашение о спорте"))),
    )
    assert [one.reasons for one in found.candidates] == [("same sides", "another subject")]


def test_two_signed_with_one_town_are_two() -> None:
    signed = foreign_only("signed", "Соглашение о сотрудничестве")
    found = resolved(
        report("2024-Q1", told(1, "2024-02-01", signed)), report("2024-Q2", told(1, "2024-05-10", signed))
    )
    assert len(found.agreements) == 2


def test_a_document_of_two_states_is_nobody_s_at_home_in_particular() -> None:
    parties = replace(SIGNED, parties=("Россия", "Беларусь"))
    agreement = only(report("2024-Q2", row(1, "Встреча", countries=["BY"], agreements=[parties])))
    assert "place/ru" in {party.value for party in agreement.parties}
    assert agreement.home_sides == ()


@pytest.mark.parametrize(
    ("parties", "ours"),
    [
        (("Брянск", "Орша"), []),
        (("Брянская область", "Орша"), []),
        (("Клуб «Заря»", "Орша"), []),
        (("Сосновский муниципальный округ", "Орша"), []),
        (("Клуб «Горн»", "Орша"), ["municipality/smolensk/smolensk"]),
        (("Смоленская область", "Брянск", "Орша"), ["municipality/smolensk/smolensk"]),
        (("Клуб «Волна»", "Орша"), ["municipality/smolensk/smolensk"]),
        (("Малые Липки", "Орша"), ["municipality/smolensk/smolensk"]),
        (("Орша",), ["municipality/smolensk/smolensk"]),
        (("Рудня", "Брянск", "Орша"), ["municipality/smolensk/rudnyansky"]),
        (("Администрация Вязьмы", "Орша"), ["municipality/smolensk/vyazemsky"]),
        (("Федеральный комитет", "Орша"), []),
    ],
)
def test_what_other_regions_sign_is_nobody_s_here(parties: tuple[str, ...], ours: list[str]) -> None:
    """A settlement or a body that nobody knows where to put is of who reports it."""
    bodies = (
        "Клуб «Заря» | Брянск | RU | culture",
        "Клуб «Горн» | Рудня | RU | culture",
        "Клуб «Волна» | | RU | culture",
        "Администрация Вязьмы | Вязьма | RU | authority",
        "Федеральный комитет | | RU | authority",
    )
    origins = ["Сосновский муниципальный округ RU", "Малые Липки RU"]
    ref = replace(SIGNED, parties=parties)
    facts = row(1, "Встреча", orgs=bodies, origins=origins, countries=["BY"], agreements=[ref])
    assert [home.value for home in only(report("2024-Q2", facts)).home_sides] == ours


def test_a_party_that_the_row_tells_of_as_a_place_is_one() -> None:
    parties = replace(SIGNED, parties=("Рудня", "Каменногорский район"))
    facts = row(1, "Встреча", origins=["Каменногорский район BY"], countries=["BY"], agreements=[parties])
    found = resolved(report("2024-Q2", facts))
    assert found.organisations == ()
    assert "place/by/kamennogorsky-rayon" in {party.value for party in found.agreements[0].parties}
