"""Several values of one parameter, groups of countries, all but some, of every question that takes them."""

from typing import Any

import pytest

from ontology.errors import ParameterError
from ontology.gazetteer import load
from ontology.gazetteer.groups import country_groups
from queries.catalog import Parameter, questions
from queries.choices import Choices
from queries.run import ask
from tests.queries.small import small_engine

ENGINE = small_engine()
CHOICES = Choices(ENGINE)
SUMMED = ("agreement-statuses", "agreements-by-sector", "attendance", "people", "white-spots-by-sector")
"""What counts or adds up: its rows for two values are no union of those for each."""


VALUES = {
    "country": ("BY", "RS"), "municipality": ("vyazemsky", "monastyrshchinsky"),
    "partner": ("mstislavl", "valjevo"),
    "sector": ("education", "culture"), "event_type": ("visit", "festival"), "status": ("signed", "planned"),
}  # fmt: skip
"""Two values of a type that the small graph has things of."""


def taking_several() -> list[tuple[str, Parameter]]:
    return [
        (name, one) for name, known in questions().items() for one in known.parameters if one.takes_several
    ]


def rows(name: str, parameter: Parameter, value: str) -> list[Any]:
    opened: dict[str, Any] = {
        one.name: "" for one in questions()[name].parameters if one.counts not in ("quarters", "months")
    }
    return list(ask(ENGINE, name, **{**opened, parameter.name: value}).rows)


@pytest.mark.parametrize(("name", "parameter"), taking_several(), ids=lambda one: getattr(one, "name", one))
def test_two_values_answer_what_each_answers_and_nothing_twice(name: str, parameter: Parameter) -> None:
    one, other = _two_of(parameter)
    together = rows(name, parameter, f"{one},{other}")
    apart = {*rows(name, parameter, one), *rows(name, parameter, other)}
    assert len(together) == len(set(together))
    if name not in SUMMED:
        assert set(together) == apart
    else:
        assert bool(together) == bool(apart)


def _two_of(parameter: Parameter) -> tuple[str, str]:
    codes = [one.code for one in CHOICES.of(parameter.type)]
    return VALUES.get(parameter.type, (codes[0], codes[-1]))


def test_people_at_an_event_of_two_countries_are_counted_once() -> None:
    both = ask(ENGINE, "attendance", country="BY,RS")
    every = ask(ENGINE, "attendance")
    assert {row[0]: row[1:] for row in both.rows}.items() <= {row[0]: row[1:] for row in every.rows}.items()


@pytest.mark.parametrize(
    ("written", "same"),
    [("-BY", "RS"), ("BY,RS,-BY", "RS"), ("cis", "BY"), ("СНГ", "BY"), ("Европа,-BY", "RS"), ("-cis", "RS"),
     ("Беларусь, Serbia, -Сербия", "BY")],
)  # fmt: skip
def test_countries_are_named_grouped_and_left_out(written: str, same: str) -> None:
    answer = ask(ENGINE, "partners", country=written)
    assert answer.rows == ask(ENGINE, "partners", country=same).rows
    assert answer.rows


def test_a_group_without_a_member_in_the_graph_has_no_answer() -> None:
    assert not ask(ENGINE, "partners", country="asean").rows


def test_an_unknown_part_is_named() -> None:
    with pytest.raises(ParameterError, match="Атлантида"):
        ask(ENGINE, "partners", country="BY,Атлантида")


def test_what_looks_tallies_up_takes_one_value() -> None:
    with pytest.raises(ParameterError):
        ask(ENGINE, "venues", municipality="vyazemsky,monastyrshchinsky")


def test_groups_hold_countries_that_there_are() -> None:
    strange = {
        (code, one)
        for code, group in country_groups().items()
        for one in group.countries
        if load().country(one) is None
    }
    assert not strange
