"""A wrong parameter is answered with its name and what it may be."""

from typing import Any

import pytest

from ontology.errors import ParameterError
from queries.run import ask
from tests.queries.small import small_engine

ENGINE = small_engine()


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
        ("events", {"limit": "-5"}, "limit: “-5” does not fit. Allowed: a whole number that is not negative"),
        ("doubtful-facts", {"below": "1 OR 1"}, "below: “1 OR 1” does not fit. Allowed: a number"),
        (
            "partners",
            {"colour": "red"},
            "no parameter “colour”. It has: municipality, place, country, level, sector, strength, limit.",
        ),
        (
            "no-such",
            {},
            "There is no question “no-such”. There are: compare-partners, country-without-agreement",
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(
    name: str, parameters: dict[str, Any], told: str
) -> None:
    with pytest.raises(ParameterError) as wrong:
        ask(ENGINE, name, **parameters)
    assert told in str(wrong.value)
