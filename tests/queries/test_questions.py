"""Every stored question, asked of the small graph with its defaults and with parameters."""

from typing import Any

import pytest

from ontology.errors import ParameterError
from queries.catalog import questions
from queries.run import Answer, ask
from queries.text import bind
from tests.queries.small import small_engine

ENGINE = small_engine()


def shown(answer: Answer) -> list[tuple[str, ...]]:
    """The rows as a reader sees them."""
    return [tuple("" if term is None else str(answer.shown(term)) for term in row) for row in answer.rows]


ANSWERS: dict[str, list[tuple[str, ...]]] = {
    "contacts-without-agreement": [
        ("Вяземский муниципальный округ", "Шклов", "Беларусь", "2", "2024-03-11"),
    ],
    "country-without-agreement": [
        ("Вяземский муниципальный округ", "Беларусь", "2", "3", "2025-05-10"),
        ("Вяземский муниципальный округ", "Сербия", "1", "1", "2025-06-02"),
    ],
    "lapsed-partners": [
        ("Вяземский муниципальный округ", "Шклов", "Контакт", "2024-03-11", "15", "2"),
    ],
    "most-active-partners": [
        ("Мстиславль", "Беларусь", "2", "2", "1", "2025-05-10"),
        ("Шклов", "Беларусь", "2", "1", "0", "2024-03-11"),
        ("Валево", "Сербия", "1", "1", "0", "2025-06-02"),
    ],
    "new-partners": [
        ("Вяземский муниципальный округ", "Валево", "Сербия", "2025-06-02", "1", "Контакт"),
        ("Монастырщинский муниципальный округ", "Мстиславль", "Беларусь", "2025-05-09", "1", "Формальное"),
        ("Вяземский муниципальный округ", "Мстиславль", "Беларусь", "2025-05-09", "1", "Контакт"),
    ],
    "partner-countries": [
        ("Беларусь", "2", "2", "4", "1"),
        ("Сербия", "1", "1", "1", "0"),
    ],
    "partner-organisations": [
        (
            "Монастырщинский муниципальный округ",
            "Мстиславская школа искусств",
            "Образование",
            "Мстиславль",
            "Беларусь",
        ),
        (
            "Вяземский муниципальный округ",
            "Шкловский районный исполнительный комитет",
            "Орган власти",
            "Шклов",
            "Беларусь",
        ),
    ],
    "partners": [
        (
            "Вяземский муниципальный округ",
            "Шклов",
            "Беларусь",
            "Контакт",
            "2024-03-10",
            "2024-03-11",
            "2",
            "1",
        ),
        (
            "Монастырщинский муниципальный округ",
            "Мстиславль",
            "Беларусь",
            "Формальное",
            "2025-05-09",
            "2025-05-10",
            "1",
            "1",
        ),
        (
            "Вяземский муниципальный округ",
            "Мстиславль",
            "Беларусь",
            "Контакт",
            "2025-05-09",
            "2025-05-10",
            "1",
            "0",
        ),
        (
            "Вяземский муниципальный округ",
            "Валево",
            "Сербия",
            "Контакт",
            "2025-06-02",
            "2025-06-02",
            "1",
            "0",
        ),
    ],
    "partners-of-municipality": [
        ("Монастырщинский муниципальный округ", "Мстиславль", "Беларусь", "1", "1", "2025-05-10"),
        ("Вяземский муниципальный округ", "Мстиславль", "Беларусь", "1", "0", "2025-05-10"),
    ],
    "partnership-history": [
        ("2024", "Беларусь", "2", "1"),
        ("2025", "Беларусь", "2", "1"),
        ("2025", "Сербия", "1", "0"),
    ],
    "shared-partners": [
        ("Мстиславль", "Монастырщинский муниципальный округ", "1", "2"),
        ("Мстиславль", "Вяземский муниципальный округ", "1", "2"),
    ],
    "twin-towns": [
        ("Монастырщинский муниципальный округ", "Мстиславль", "Беларусь", "1", "2025-05-10", "2025-Q2 № 2"),
    ],
    "white-spots": [
        ("Монастырщинский муниципальный округ", "Беларусь", "Торговля", "1"),
        ("Монастырщинский муниципальный округ", "Сербия", "Образование", "1"),
    ],
    "agreement-stages": [
        ("Меморандум о торговле", "Планируется", "", "", "2025-Q1 № 1"),
        ("Соглашение о дружбе", "Подписано", "2025-05-09", "Фестиваль «Два берега»", "2025-Q2 № 2"),
    ],
    "agreement-statuses": [
        ("Соглашение", "Подписано", "1"),
        ("Меморандум", "Планируется", "1"),
    ],
    "agreements-by-sector": [
        ("Культура", "1", "1"),
        ("Торговля", "1", "0"),
    ],
    "agreements-of-organisation": [
        (
            "Мстиславская школа искусств",
            "Соглашение о дружбе",
            "Соглашение",
            "Подписано",
            "2025-05-09",
            "Монастырщинский муниципальный округ",
        ),
        (
            "Шкловский районный исполнительный комитет",
            "Меморандум о торговле",
            "Меморандум",
            "Планируется",
            "",
            "",
        ),
    ],
    "planned-agreements": [
        (
            "Меморандум о торговле",
            "Меморандум",
            "Вяземский муниципальный округ",
            "Беларусь",
            "2024-03-10",
            "Визит делегации Шклова",
        ),
    ],
    "signed-agreements": [
        (
            "Соглашение о дружбе",
            "Соглашение",
            "2025-05-09",
            "7",
            "Монастырщинский муниципальный округ",
            "Беларусь",
            "Монастырщинский муниципальный округ",
            "Культура",
            "2025-Q2 № 2",
        ),
        (
            "Соглашение о дружбе",
            "Соглашение",
            "2025-05-09",
            "7",
            "Монастырщинский муниципальный округ",
            "Беларусь",
            "Мстиславская школа искусств",
            "Культура",
            "2025-Q2 № 2",
        ),
    ],
    "silent-agreements": [
        (
            "Меморандум о торговле",
            "Планируется",
            "Вяземский муниципальный округ",
            "Беларусь",
            "2024-03-10",
            "15",
        ),
    ],
    "sector-partners": [
        ("Монастырщинский муниципальный округ", "Мстиславль", "Беларусь", "Культура", "1", "1"),
        ("Вяземский муниципальный округ", "Мстиславль", "Беларусь", "Культура", "1", "0"),
    ],
    "sectors-by-country": [
        ("Беларусь", "Культура", "2", "2", "1"),
        ("Беларусь", "Торговля", "1", "2", "1"),
        ("Сербия", "Образование", "1", "1", "0"),
    ],
    "sectors-by-municipality": [
        ("Монастырщинский муниципальный округ", "Культура", "1", "1"),
        ("Вяземский муниципальный округ", "Торговля", "1", "2"),
        ("Вяземский муниципальный округ", "Культура", "1", "1"),
        ("Вяземский муниципальный округ", "Образование", "1", "1"),
    ],
    "activity-by-municipality": [
        ("Вяземский муниципальный округ", "3", "2", "4", "1"),
        ("Монастырщинский муниципальный округ", "1", "1", "1", "1"),
    ],
    "change-between-periods": [
        ("Монастырщинский муниципальный округ", "2025-Q1", "0", "2025-Q2", "1", "1"),
        ("Вяземский муниципальный округ", "2025-Q1", "1", "2025-Q2", "2", "1"),
    ],
    "event-types": [
        ("Визит", "2"),
        ("Фестиваль", "1"),
    ],
    "events": [
        (
            "Телемост школ",
            "2025-06-02",
            "2025-06-02",
            "Визит",
            "Дистанционно",
            "Образование",
            "Вяземский муниципальный округ",
            "Сербия",
        ),
        (
            "Фестиваль «Два берега»",
            "2025-05-09",
            "2025-05-10",
            "Фестиваль",
            "Очно",
            "Культура",
            "Монастырщинский муниципальный округ",
            "Беларусь",
        ),
        (
            "Фестиваль «Два берега»",
            "2025-05-09",
            "2025-05-10",
            "Фестиваль",
            "Очно",
            "Культура",
            "Вяземский муниципальный округ",
            "Беларусь",
        ),
    ],
    "events-by-month": [
        ("2024", "3", "1"),
        ("2025", "5", "1"),
        ("2025", "6", "1"),
    ],
    "largest-events": [
        ("Фестиваль «Два берега»", "2025-05-09", "Монастырщинский муниципальный округ", "300", "350"),
        ("Фестиваль «Два берега»", "2025-05-09", "Вяземский муниципальный округ", "300", "350"),
    ],
    "online-and-in-person": [
        ("Очно", "2"),
        ("Дистанционно", "1"),
    ],
    "origins": [
        ("Мстиславль", "Беларусь", "54.02", "31.72", "1"),
        ("Шклов", "Беларусь", "54.21", "30.29", "1"),
        ("Валево", "Сербия", "44.27", "19.88", "1"),
    ],
    "reach-by-period": [
        ("2025-Q1", "1", "1", "1", "20", "25"),
        ("2025-Q2", "3", "2", "1", "300", "350"),
    ],
    "shared-events": [
        ("Фестиваль «Два берега»", "Монастырщинский муниципальный округ", "2025-05-09", "2025-Q2 № 2", "2"),
        ("Фестиваль «Два берега»", "Вяземский муниципальный округ", "2025-05-09", "2025-Q2 № 1", "2"),
    ],
    "venues": [
        ("Мстиславль", "Беларусь", "54.02", "31.72", "1"),
        ("Вязьма", "Россия", "55.21", "34.28", "1"),
    ],
    "active-organisations": [
        ("Мстиславская школа искусств", "Образование", "Беларусь", "1"),
        ("Шкловский районный исполнительный комитет", "Орган власти", "Беларусь", "1"),
    ],
    "bridging-organisations": [
        ("Мстиславская школа искусств", "Беларусь", "2", "1"),
    ],
    "people": [
        ("А.А. Петрова", "Россия", "1", "1"),
    ],
    "who-signed": [
        ("Соглашение о дружбе", "2025-05-09", "А.А. Петрова", "Глава округа", "", "Фестиваль «Два берега»"),
    ],
    "contradictions": [
        ("Фестиваль «Два берега»", "https://schema.org/endDate", "2025-05-11", "2025-Q2 № 2"),
    ],
    "doubtful-facts": [
        (
            "Фестиваль «Два берега»",
            "https://w3id.org/pobratim/ontology#origin",
            "Мстиславль",
            "0.7",
            "organisation_place",
            "Мстиславской школы",
            "2025-Q2 № 1",
        ),
    ],
    "entries-with-findings": [
        (
            "2025-Q2 № 1",
            "Вяземский муниципальный округ",
            "warning",
            "date-unclear",
            "Дата не читается.",
        ),
    ],
    "incomplete-events": [
        ("Телемост школ", "Вяземский муниципальный округ", "place", "2025-Q2 № 3"),
    ],
    "reports": [
        ("Отчёт за II квартал", "2025-Q2", "municipal", "2025-Q2.docx", "3", "2", "1"),
        ("Отчёт за I квартал", "2025-Q1", "municipal", "2025-Q1.docx", "1", "1", "0"),
    ],
    "rules": [
        ("country_name", "1", "0.99", "0.99"),
        ("organisation_place", "1", "0.7", "0.7"),
    ],
}


def test_every_question_has_its_expected_answer_here() -> None:
    assert set(ANSWERS) == set(questions())


@pytest.mark.parametrize("name", ANSWERS)
def test_default_answer(name: str) -> None:
    assert shown(ask(ENGINE, name)) == ANSWERS[name]


@pytest.mark.parametrize("name", ANSWERS)
def test_columns_are_explained_in_order(name: str) -> None:
    question = questions()[name]
    assert ENGINE.select(question.sparql).variables == tuple(column.name for column in question.columns)


@pytest.mark.parametrize("name", ANSWERS)
def test_open_parameters_give_at_least_the_default_rows(name: str) -> None:
    question = questions()[name]
    everything: dict[str, Any] = {parameter.name: None for parameter in question.parameters}
    opened = ask(ENGINE, name, **everything)
    assert set(ANSWERS[name]) <= set(shown(opened))


@pytest.mark.parametrize(
    ("name", "parameters", "first_column"),
    [
        ("partners", {"municipality": "monastyrshchinsky"}, ["Монастырщинский муниципальный округ"]),
        ("partners", {"country": "RS"}, ["Вяземский муниципальный округ"]),
        ("partners", {"country": "Сербия", "strength": "formal"}, []),
        (
            "partners",
            {"municipality": "Вяземский район", "country": "Serbia"},
            ["Вяземский муниципальный округ"],
        ),
        ("twin-towns", {"municipality": "vyazemsky"}, []),
        ("new-partners", {"since": "2025-06-01"}, ["Вяземский муниципальный округ"]),
        ("new-partners", {"since": "01.06.2025"}, ["Вяземский муниципальный округ"]),
        ("lapsed-partners", {"quarters": 6}, []),
        ("partnership-history", {"partner": "Валево"}, ["2025"]),
        ("white-spots", {"sector": "education"}, ["Монастырщинский муниципальный округ"]),
        ("signed-agreements", {"since": "2025-05-10"}, []),
        ("signed-agreements", {"until": "2025-05-09", "sector": "trade"}, []),
        ("agreement-stages", {"status": "planned"}, ["Меморандум о торговле"]),
        (
            "agreements-of-organisation",
            {"organisation": "Мстиславская школа искусств"},
            ["Мстиславская школа искусств"],
        ),
        ("events", {"mode": "online"}, ["Телемост школ"]),
        ("events", {"event_type": "festival", "municipality": "vyazemsky"}, ["Фестиваль «Два берега»"]),
        ("events", {"since": "", "until": "2024-12-31"}, ["Визит делегации Шклова"]),
        ("online-and-in-person", {"country": "RS"}, ["Дистанционно"]),
        ("shared-events", {"country": "RS"}, []),
        ("reach-by-period", {"period": "2025-Q1"}, ["2025-Q1"]),
        ("people", {"person": "А.А. Петрова"}, ["А.А. Петрова"]),
        ("active-organisations", {"kind": "authority"}, ["Шкловский районный исполнительный комитет"]),
        ("doubtful-facts", {"below": "0.5"}, []),
        ("entries-with-findings", {"period": "2025-Q1"}, []),
    ],
)
def test_parameters_narrow_the_answer(name: str, parameters: dict[str, Any], first_column: list[str]) -> None:
    assert [row[0] for row in shown(ask(ENGINE, name, **parameters))] == first_column


@pytest.mark.parametrize(
    ("name", "parameters", "told"),
    [
        (
            "partners",
            {"country": "Атлантида"},
            "country: “Атлантида” is no country of this graph. Allowed: BY (Беларусь), RS",
        ),
        (
            "partners",
            {"municipality": "вязем"},
            "municipality: “вязем” is no municipality of this graph. Allowed: monastyrshch",
        ),
        (
            "new-partners",
            {"since": "2025-02-30"},
            "since: “2025-02-30” does not fit. Allowed: a date, such as 2025-04-01",
        ),
        ("lapsed-partners", {"quarters": "four"}, "quarters: “four” does not fit. Allowed: a whole number"),
        ("doubtful-facts", {"below": "1 OR 1"}, "below: “1 OR 1” does not fit. Allowed: a number"),
        (
            "partners",
            {"colour": "red"},
            "has no parameter “colour”. It has: municipality, country, strength.",
        ),
        ("no-such", {}, "There is no question “no-such”. There are: contacts-without-agreement"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(
    name: str, parameters: dict[str, Any], told: str
) -> None:
    with pytest.raises(ParameterError) as wrong:
        ask(ENGINE, name, **parameters)
    assert told in str(wrong.value)


def test_labels_come_in_the_language_asked_for() -> None:
    answer = ask(ENGINE, "sectors-by-country", lang="en", country="RS")
    assert shown(answer) == [("Serbia", "Education", "1", "1", "0")]


def test_the_sparql_of_an_answer_is_the_query_as_it_was_run() -> None:
    answer = ask(ENGINE, "partners", country="RS")
    assert ENGINE.select(answer.sparql).rows == answer.rows
    assert "<https://w3id.org/pobratim/id/place/rs>" in answer.sparql


def test_binding_what_the_query_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        bind("SELECT * { ?s ?p ?o }", {"country": None})
