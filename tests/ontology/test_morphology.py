"""Dictionary forms of words, as every part of the program compares them."""

import pytest

from ontology.morphology import lemma, parses
from ontology.plain import plain


@pytest.mark.parametrize(
    ("word", "form"),
    [("ремёсел", "ремесло"), ("Городов", "город"), ("подписано", "подписать"), ("Orsha", "orsha")],
)
def test_a_word_has_its_likeliest_dictionary_form(word: str, form: str) -> None:
    assert lemma(word) == form


def test_a_word_has_several_readings() -> None:
    assert {one.tag.POS for one in parses("стали")} == {"VERB", "NOUN"}


def test_yo_is_written_as_most_people_type_it() -> None:
    assert plain("Районный приём артистов из Могилёва") == "районный прием артистов из могилева"
