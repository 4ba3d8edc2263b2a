"""What else a doubtful fact may be is learnt from the other rows, likeliest first."""

from graph.review.alternatives import Alternatives
from ontology.model import OrganisationRef, PersonRef, PlaceRef
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
    assert KNOWN.of("sectors", "youth", "main", asked)[0] == "sport"
    asked = row(9, "Большой концерт хора", sectors=["sport"])
    assert KNOWN.of("sectors", "sport", None, asked)[0] == "culture"


def test_what_is_held_is_no_alternative_and_few_are_offered() -> None:
    offered = KNOWN.of("sectors", "sport", None, ROWS[0])
    assert "sport" not in offered
    assert len(offered) <= 3


def test_a_part_that_is_likeliest_wrong_is_what_is_offered_otherwise() -> None:
    held = OrganisationRef("Клуб «Ладья»", "BY", "Орша", "other")
    assert [one.split(" | ")[0] for one in KNOWN.of("orgs", held, None, ROWS[3])] == [
        "Шахматный клуб «Ладья»"
    ]
    person = PersonRef("И. Петров", None, "RU")
    assert KNOWN.of("persons", person, "country", ROWS[4]) == ("И. Петров |  | PL",)


def test_a_name_is_offered_that_is_nearly_the_same_and_no_other() -> None:
    assert [
        one.split(" | ")[0] for one in KNOWN.of("origins", PlaceRef("Орша", "town", "BY"), None, ROWS[0])
    ] == []
    held = PlaceRef("Оршанский", "other", "BY")
    assert [one.split(" | ")[0] for one in KNOWN.of("origins", held, None, ROWS[0])] == ["Оршанский район"]


def test_without_rows_nothing_is_offered() -> None:
    assert Alternatives([]).of("sectors", "sport", None, ROWS[0]) == ()
