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
SUMMED = (
    "agreement-statuses", "agreements-by-sector", "attendance", "news-between-periods", "people",
    "white-spots-by-sector", "white-spots",
)  # fmt: skip
"""What counts or adds up: its rows for two values are no union of those for each."""
OF_NEITHER = tuple(f"municipalities-without-{what}" for what in ("document", "twin", "ties", "events"))
"""What has nothing with any of the countries: of two, what has nothing with either."""


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
    if name in OF_NEITHER and parameter.type == "country":
        homes, *both = (
            {row[0] for row in rows(name, parameter, told)} for told in (f"{one},{other}", one, other)
        )
        assert homes == both[0] & both[1]
    elif name not in SUMMED:
        assert set(together) == apart
    else:
        assert bool(together) == bool(apart)


def _two_of(parameter: Parameter) -> tuple[str, str]:
    codes = [one.code for one in CHOICES.of(parameter.type)]
    return VALUES.get(parameter.type, (codes[0], codes[-1]))


def leaving_places_out() -> list[str]:
    return [name for name, known in questions().items() if any(one.leaves_out for one in known.parameters)]


@pytest.mark.parametrize("name", leaving_places_out())
def test_a_place_that_is_no_country_is_left_out(name: str) -> None:
    place = questions()[name].parameter("place")
    assert place is not None
    every, those, others = (set(rows(name, place, value)) for value in ("", "mstislavl", "-mstislavl"))
    if name not in SUMMED:
        assert (those | others, those & others) == (every, set())
    assert not set(rows(name, place, "mstislavl,-mstislavl"))
    assert len(rows(name, place, "-mstislavl,-shklov,-Валево")) < len(every) or name in OF_NO_PLACE


OF_NO_PLACE = ("agreements-ended", "agreements-prolonged", "agreements-without-term")
"""Whose document of the small graph is with no place that could be left out."""


def test_several_places_are_left_out_of_a_country() -> None:
    left = ask(ENGINE, "partners", country="BY", place="-shklov")
    assert left.rows == ask(ENGINE, "partners", place="mstislavl").rows


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
