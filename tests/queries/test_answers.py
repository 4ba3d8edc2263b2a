"""What an answer calls its things."""

import pytest
from pyoxigraph import NamedNode

from queries.catalog import BilingualText, Column
from queries.formats import write_answer
from queries.run import Answer

COUNTRY, TOWN = NamedNode("https://example.org/by"), NamedNode("https://example.org/by/orsha")
LABELS = {"ru": "Беларусь", "en": "Belarus"}


@pytest.mark.parametrize(
    ("lang", "told"), [("ru", "Беларусь (без указания места)"), ("en", "Belarus (place not stated)")]
)
def test_a_country_that_names_no_place_in_it_is_told_from_the_whole(lang: str, told: str) -> None:
    columns = (
        Column("partner", BilingualText("Партнёр", "Partner"), names_itself=True),
        Column("country", BilingualText("Страна", "Country")),
    )
    answer = Answer(
        columns,
        rows=((COUNTRY, COUNTRY), (TOWN, COUNTRY)),
        sparql="",
        labels={COUNTRY.value: LABELS[lang], TOWN.value: "Orsha"},
        countries=frozenset({COUNTRY.value}),
        lang=lang,
    )
    shown = [[answer.shown(term, at) for at, term in enumerate(row)] for row in answer.rows]
    assert shown == [[told, LABELS[lang]], ["Orsha", LABELS[lang]]]
    assert told in write_answer(answer, "csv", lang).decode()
