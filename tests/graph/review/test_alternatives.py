"""What else a doubtful fact may be is learnt from the other rows, likeliest first."""

from dataclasses import replace
from datetime import date
from typing import Any

from graph.review.alternatives import Alternatives
from graph.value_words import told_difference
from graph.values import value_text
from ontology.model import (
    AgreementRef,
    CellName,
    EntryFacts,
    Evidence,
    Fact,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Span,
)
from ontology.speech import Speech
from tests.graph.resolve.told import row

ROWS = [
    row(
        1,
        "Турнир по шахматам среди школьников",
        sectors=["sport"],
        origins=["Оршанский район BY"],
        countries=["BY"],
    ),
    row(2, "Открытый турнир по шахматам", sectors=["sport"], orgs=["Шахматный клуб «Ладья» | Орша | BY"]),
    row(3, "Концерт хора ветеранов", sectors=["culture"], countries=["PL"]),
    row(4, "Концерт камерной музыки", sectors=["culture"], orgs=["Клуб «Ладья» | Орша | BY"]),
    row(5, "Приём гостей", sectors=["governance"], people=[PersonRef("Я. Новак", None, "PL")]),
]
KNOWN = Alternatives(ROWS)


def test_a_code_is_what_rows_with_the_same_words_were_read_as() -> None:
    asked = row(9, "Шахматный турнир городов", sectors=["youth"])
    assert KNOWN.of("sectors", Fact("youth", ()), "main", asked)[0] == "sport"
    asked = row(9, "Большой концерт хора", sectors=["sport"])
    assert KNOWN.of("sectors", Fact("sport", ()), None, asked)[0] == "culture"


def test_what_is_held_is_no_alternative_and_few_are_offered() -> None:
    offered = KNOWN.of("sectors", Fact("sport", ()), None, ROWS[0])
    assert "sport" not in offered
    assert len(offered) <= 3


def test_a_part_that_is_likeliest_wrong_is_what_is_offered_otherwise() -> None:
    held = OrganisationRef("Клуб «Ладья»", "BY", "Орша", "other")
    assert [one.split(" | ")[0] for one in KNOWN.of("orgs", Fact(held, ()), None, ROWS[3])] == [
        "Шахматный клуб «Ладья»"
    ]
    person = PersonRef("И. Петров", None, "RU")
    assert KNOWN.of("persons", Fact(person, ()), "country", ROWS[4]) == ("И. Петров |  | PL",)


def names(field: str, value: object, part: str | None, asked: EntryFacts) -> list[str]:
    """The names of what is offered instead."""
    return [one.split(" | ")[0] for one in KNOWN.of(field, Fact(value, ()), part, asked)]


def test_a_name_is_offered_that_is_nearly_the_same_and_no_other() -> None:
    assert names("origins", PlaceRef("Орша", "town", "BY"), None, ROWS[0]) == []
    held = PlaceRef("Оршанский", "other", "BY")
    assert names("origins", held, None, ROWS[2]) == ["Оршанский район"]
    assert names("origins", held, None, ROWS[0]) == [], "the row has it already"


SIGNED = AgreementRef("agreement", "signed", "Соглашение о дружбе", date(2024, 5, 10), None, ("Музей",))
MEETING = row(
    6,
    "Подписание",
    "2024-05-10/2024-05-12",
    at=["Полоцк BY"],
    orgs=["Музей |  | RU", "Библиотека |  | RU", "Архив |  | BY", "Театр |  | BY"],
)


def parties(*told: str, part: str | None = "parties") -> list[str]:
    """The parties of what is offered instead of a document with these."""
    value = replace(SIGNED, parties=told)
    return [one.split(" | ")[5] for one in KNOWN.of("agreements", Fact(value, ()), part, MEETING)]


def test_sides_of_a_document_are_offered_from_its_row() -> None:
    assert parties("Музей")[0] == "Музей; Библиотека"
    assert parties("Музей", "Архив") == ["Библиотека; Архив", "Музей; Архив; Библиотека", "Музей; Театр"]
    assert parties("Музей", "Архив", "Некто")[0] == "Музей; Архив", "what nothing else reads goes first"


def test_the_nearest_to_the_words_of_a_document_is_offered_first() -> None:
    def said(value: Any, start: int) -> Fact[Any]:
        return Fact(value, (Evidence("said", Span(CellName.CONTENT, start, start + 5)),))

    far, near = (said(OrganisationRef(name, "BY", None, "other"), at) for name, at in (("А", 5), ("Я", 90)))
    asked = replace(row(7, "Встреча"), orgs=(far, near))
    document = said(SIGNED, 100)
    assert KNOWN.of("agreements", document, "parties", asked)[0].split(" | ")[5] == "Музей; Я"


def test_a_document_is_offered_with_other_days_and_without() -> None:
    days = [one.split(" | ")[3:4] for one in KNOWN.of("agreements", Fact(SIGNED, ()), "date", MEETING)]
    assert days == [["2024-05-12"], [""]]


def test_a_twin_is_offered_as_the_district_of_its_name_or_another_place_of_the_row() -> None:
    home, town = PlaceRef("Вязьма", "city", "RU", "ru/vyazma"), PlaceRef("Орша", "city", "BY", "by/orsha")
    asked = row(8, "Встреча побратимов", at=["Полоцк BY"])
    offered = KNOWN.of("twinning", Fact((home, town), ()), None, asked)
    told = [told_difference("twinning", value_text((home, town)), one, Speech("ru")) for one in offered]
    assert told == [
        "Оршанский район · район · Беларусь",
        "Вяземский муниципальный округ · район · Россия",
        "Полоцк · городок · Беларусь",
    ]


def test_a_body_is_offered_at_other_places_of_its_country_and_at_none() -> None:
    held = OrganisationRef("Архив", "BY", "Орша", "other")
    asked = row(9, "Выставка", at=["Полоцк BY", "Вязьма RU"], orgs=["Архив | Орша | BY"])
    offered = KNOWN.of("orgs", Fact(held, ()), "place", asked)
    told = [told_difference("orgs", value_text(held), one, Speech("ru")) for one in offered]
    assert told == ["Оршанский район", "Полоцк", "без этого: место"]


def test_without_rows_nothing_is_offered() -> None:
    assert Alternatives([]).of("sectors", Fact("sport", ()), None, ROWS[0]) == ()
