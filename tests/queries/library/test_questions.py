"""Every stored question, asked of the small graph with its defaults and with parameters."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from queries.catalog import questions
from queries.engine.text import bind
from queries.run import Answer, ask
from tests.queries.small import small_engine

ENGINE = small_engine()


def shown(answer: Answer) -> list[list[str]]:
    """The rows as a reader sees them."""
    return [["" if term is None else str(answer.shown(term)) for term in row] for row in answer.rows]


ANSWERS: dict[str, list[list[str]]] = yaml.safe_load(
    Path(__file__).with_name("answers.yml").read_text(encoding="utf-8")
)


def test_white_spots_are_told_in_the_language_of_the_reader() -> None:
    assert shown(ask(ENGINE, "white-spots", lang="en"))[0][1:] == ["1", "Serbia", "1"]


def test_a_column_opens_a_question_that_takes_what_it_is_of() -> None:
    opening = [(one.name, column) for one in questions().values() for column in one.columns if column.opens]
    assert ("white-spots", "lacking") in {(name, column.name) for name, column in opening}
    assert all(questions()[column.opens].parameter(column.of) is not None for _, column in opening)


def test_every_question_has_its_expected_answer_here() -> None:
    missing = set(questions()) ^ set(ANSWERS)
    assert not missing, f"give the expected rows of {sorted(missing)} in tests/queries/library/answers.yml"


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
    opened = shown(ask(ENGINE, name, **everything))
    more, fewer = (ANSWERS[name], opened) if name in OF_NOTHING else (opened, ANSWERS[name])
    assert all(row in more for row in fewer)


OF_NOTHING = ("municipalities-without-events",)
"""What has nothing in a time: the longer the time, the fewer there are."""


@pytest.mark.parametrize(
    ("name", "parameters", "first_column"),
    [
        ("partners", {"municipality": "monastyrshchinsky"}, ["Монастырщинский муниципальный округ"]),
        ("partners", {"country": "RS"}, ["Вяземский муниципальный округ"]),
        ("partners", {"country": "Сербия", "strength": "formal"}, []),
        ("partners", {"country": "Сербия", "level": "settlement"}, ["Вяземский муниципальный округ"]),
        ("partners", {"level": "country"}, []),
        ("most-active-partners", {"level": "Населённый пункт", "country": "RS"}, ["Валево"]),
        ("twin-towns", {"level": "district"}, []),
        ("twin-towns", {"level": "settlement"}, ["Монастырщинский муниципальный округ"]),
        ("lapsed-partners", {"level": "country"}, []),
        ("new-partners", {"level": "settlement", "country": "RS"}, ["Вяземский муниципальный округ"]),
        ("partners-without-agreement", {"level": "region"}, []),
        ("sector-partners", {"level": "region"}, []),
        ("events-by-year", {"municipality": "monastyrshchinsky", "from": "2020"}, ["2025"]),
        ("events-by-year", {"country": "RS"}, ["2025"]),
        ("events-by-sector", {"until": "2024-12-31"}, ["Торговля"]),
        ("events-by-sector", {"place": "mstislavl"}, ["Культура"]),
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
        ("white-spots", {"country": "BY"}, []),
        ("white-spots", {"place": "shklov,valjevo"}, ["Монастырщинский муниципальный округ"]),
        ("white-spot-pairs", {"place": "shklov,valjevo"}, ["Монастырщинский муниципальный округ"] * 2),
        (
            "compare-partners",
            {"place": "mstislavl,shklov", "other": "valjevo"},
            ["Мстиславль", "Шклов", "Валево"],
        ),
        ("events-by-month", {"since": "2025-05-20", "until": "2025-06-01"}, ["2025", "2025"]),
        ("signing-attendees", {"country": "RS"}, []),
        ("white-spots-by-sector", {"sector": "education"}, ["Монастырщинский муниципальный округ"]),
        (
            "municipalities-without-document",
            {"country": "RS"},
            ["Вяземский муниципальный округ", "Монастырщинский муниципальный округ"],
        ),
        ("municipalities-without-twin", {"country": "BY,RS"}, ["Вяземский муниципальный округ"]),
        ("municipalities-without-ties", {"municipality": "monastyrshchinsky"}, []),
        ("municipalities-without-events", {"since": "2025-06-01"}, ["Монастырщинский муниципальный округ"]),
        (
            "municipalities-without-events",
            {"since": "", "country": "RS"},
            ["Монастырщинский муниципальный округ"],
        ),
        (
            "municipalities-without-events",
            {"since": "2024-01-01", "until": "2024-12-31"},
            ["Монастырщинский муниципальный округ"],
        ),
        ("signed-agreements", {"since": "2025-05-10"}, []),
        ("signed-agreements", {"until": "2025-05-09", "sector": "trade"}, []),
        ("agreement-stages", {"status": "planned"}, ["Меморандум о торговле"]),
        (
            "agreements-of-organisation",
            {"organisation": "Мстиславская школа искусств"},
            ["Мстиславская школа искусств"],
        ),
        ("events", {"mode": "online"}, ["Телемост школ"]),
        (
            "signed-agreements",
            {"valid": "true"},
            ["Соглашение о дружбе", "Соглашение о дружбе", "Соглашение о спорте"],
        ),
        ("signed-agreements", {"since": "2019-06-01", "until": "2019-06-30"}, ["Соглашение об обменах"]),
        ("events", {"since": "2025-05-10", "until": "2025-05-31"}, ["Фестиваль «Два берега»"] * 2),
        ("signed-agreements", {"type": "memorandum"}, []),
        ("planned-agreements", {"type": "memorandum"}, ["Меморандум о торговле"]),
        ("planned-agreements", {"type": "agreement"}, []),
        ("news-between-periods", {"period": "2025-Q1"}, []),
        (
            "news-between-periods",
            {"period": "2025-Q2", "previous": "2025-Q1", "place": "valjevo"},
            ["https://w3id.org/pobratim/ontology#Partnership"],
        ),
        ("agreements-ended", {"since": "2025-04-01", "until": "2025-04-01"}, ["Соглашение об обменах"]),
        ("agreements-ended", {"since": "2025-04-02"}, []),
        ("agreements-prolonged", {"since": "2024-03-11"}, []),
        ("agreement-statuses", {"country": "RS"}, []),
        (
            "compare-municipalities",
            {"municipality": "monastyrshchinsky"},
            ["Монастырщинский муниципальный округ"],
        ),
        ("compare-partners", {"place": "mstislavl", "other": "valjevo"}, ["Мстиславль", "Валево"]),
        ("attendance", {"event_type": "visit"}, ["Вяземский муниципальный округ"]),
        ("attendance", {"since": "2025-05-09", "country": "RS"}, []),
        ("largest-events", {"event_type": "visit", "least": ""}, ["Визит делегации Шклова"]),
        ("most-active-partners", {"municipality": "monastyrshchinsky"}, ["Мстиславль"]),
        ("activity-by-municipality", {"country": "RS"}, ["Вяземский муниципальный округ"]),
        ("activity-by-municipality", {"least_partners": 2}, ["Вяземский муниципальный округ"]),
        ("activity-by-municipality", {"most_agreements": 1}, ["Вяземский муниципальный округ"]),
        ("activity-by-municipality", {"least_events": 2, "most_events": 2}, []),
        ("most-active-partners", {"most_signed": 0}, ["Шклов", "Валево"]),
        ("partner-countries", {"least_homes": 2}, ["Беларусь"]),
        ("agreements-by-sector", {"most_documents": 1}, ["Культура", "Торговля"]),
        ("largest-events", {"least": "", "most_people": 100}, ["Визит делегации Шклова"]),
        ("people", {"municipality": "monastyrshchinsky"}, ["И.И. Коваленко", "А.А. Петрова"]),
        (
            "shared-partners",
            {"municipality": "vyazemsky", "other": "monastyrshchinsky"},
            ["Мстиславль", "Мстиславль"],
        ),
        ("sectors-by-country", {"place": "valjevo"}, ["Сербия"]),
        ("events", {"event_type": "festival", "municipality": "vyazemsky"}, ["Фестиваль «Два берега»"]),
        ("events", {"since": "", "until": "2024-12-31"}, ["Визит делегации Шклова"]),
        ("online-and-in-person", {"country": "RS"}, ["Дистанционно"]),
        ("shared-events", {"country": "RS"}, []),
        ("reach-by-period", {"period": "2025-Q1"}, ["2025-Q1"]),
        ("people", {"person": "А.А. Петрова"}, ["А.А. Петрова"]),
        ("people", {"organisation": "mstislavl-school"}, ["И.И. Коваленко"]),
        ("events", {"person": "А.А. Петрова"}, ["Фестиваль «Два берега»"] * 2),
        ("events", {"office": "директор"}, ["Фестиваль «Два берега»"] * 2),
        ("events", {"office": "министр"}, []),
        ("signed-agreements", {"level": "settlement"}, ["Соглашение о дружбе"] * 2),
        ("signed-agreements", {"level": "region"}, []),
        ("partner-countries", {"limit": "1"}, ["Беларусь"]),
        (
            "agreements-of-organisation",
            {"municipality": "vyazemsky", "country": "BY"},
            ["Шкловский районный исполнительный комитет"],
        ),
        ("agreements-of-organisation", {"place": "mstislavl"}, ["Мстиславская школа искусств"]),
        ("active-organisations", {"kind": "authority"}, ["Шкловский районный исполнительный комитет"]),
        ("doubtful-facts", {"below": "0.5"}, []),
        ("entries-with-findings", {"period": "2025-Q1"}, []),
    ],
)
def test_parameters_narrow_the_answer(name: str, parameters: dict[str, Any], first_column: list[str]) -> None:
    assert [row[0] for row in shown(ask(ENGINE, name, **parameters))] == first_column


def test_labels_come_in_the_language_asked_for() -> None:
    answer = ask(ENGINE, "sectors-by-country", lang="en", country="RS")
    assert shown(answer) == [["Serbia", "Education", "1", "1", "0"]]


def test_the_sparql_of_an_answer_is_the_query_as_it_was_run() -> None:
    answer = ask(ENGINE, "partners", country="RS")
    assert ENGINE.select(answer.sparql).rows == answer.rows
    assert "<https://w3id.org/pobratim/id/place/rs>" in answer.sparql


def test_binding_what_the_query_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        bind("SELECT * { ?s ?p ?o }", {"country": None})


def test_a_limit_can_be_changed_and_says_that_it_cut() -> None:
    assert not ask(ENGINE, "events").truncated
    cut = ask(ENGINE, "events", limit=1)
    assert [row[0] for row in shown(cut)] == ["Телемост школ"]
    assert cut.truncated
    assert not ask(ENGINE, "events", limit="").truncated
    assert len(ask(ENGINE, "active-organisations", limit=1)) == 1


def test_left_open_a_tally_is_of_all_sides_together() -> None:
    everywhere = ask(ENGINE, "venues", municipality="")
    assert shown(everywhere) == ANSWERS["venues"]
    assert shown(ask(ENGINE, "venues", municipality="monastyrshchinsky")) == ANSWERS["venues"][:1]
