"""The words that organisations' names are made of: none that nothing reads, and none that is told twice."""

import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

import ontology.names
from loaders import organisations
from loaders.organisations.lexicon import HomeSigns, PlaceNameWords, Prepositions, RuleWords
from ontology.lexicon.organisations import (
    Abbreviation,
    Traits,
    abbreviations,
    bodies,
    form_of,
    forms,
    heads,
    traits,
    typed,
)
from ontology.names.organisations.lexicon import organisation_words
from ontology.yaml_files import read_yaml

_ROOMS = (Path(organisations.__file__).parent, Path(ontology.names.__file__).parent)
_CODE = "\n".join(path.read_text("utf-8") for room in _ROOMS for path in room.rglob("*.py"))


def names_of(kind: type) -> list[str]:
    """The entries that a dataclass of a file reads."""
    return [field.name for field in fields(kind)]


_HEADS = Path(ontology.names.__file__).parents[1] / "lexicon" / "heads.yml"


LISTS = [*names_of(RuleWords), *names_of(PlaceNameWords), *names_of(HomeSigns), *names_of(Traits)]


@pytest.mark.parametrize("name", sorted({*LISTS, *names_of(Prepositions)}))
def test_every_list_expression_and_trait_is_read(name: str) -> None:
    asked = re.search(rf"\.{name}\b|\"{name}\" (not )?in phrase\.head\.traits", _CODE)
    assert asked is not None, f"nothing reads {name}: take it out of its .yml"


def test_every_trait_is_some_words() -> None:
    unused = [name for name in names_of(Traits) if not getattr(traits(), name)]
    assert not unused, f"no head of ontology/lexicon/heads.yml or abbreviation of forms.yml has {unused}"


def test_a_head_has_one_entry() -> None:
    listed = [
        noun
        for needs in read_yaml(_HEADS)["heads"].values()
        for nouns in needs.values()
        for noun in (*nouns.get("only", ()), *(noun for noun in nouns if noun != "only"))
    ]
    twice = [noun for noun, count in Counter(listed).items() if count > 1]
    assert not twice, f"{twice} have two entries in ontology/lexicon/heads.yml"


def test_an_entry_tells_nothing_that_nobody_asks_for() -> None:
    with pytest.raises(KeyError, match="colour"):
        typed(Abbreviation, {"word": "ДШИ", "kind": "education", "colour": "blue"})


def test_no_list_of_rules_repeats_a_head_of_that_trait() -> None:
    words = read_yaml(Path(organisations.__file__).parent / "words.yml")
    twice = {
        name: getattr(heads().traits, name) & set(words.get(name, "").split()) for name in names_of(Traits)
    }
    repeated = {trait: nouns for trait, nouns in twice.items() if nouns}
    assert not repeated, f"heads.yml says so already: take {repeated} out of loaders/organisations/words.yml"


def test_no_name_of_a_word_is_in_two_lists_of_names() -> None:
    both = organisation_words().generic & set(heads().traits.common)
    own = read_yaml(Path(ontology.names.__file__).parent / "organisations" / "organisations.yml")["generic"]
    assert both
    shared = set(own) & set(heads().heads)
    assert not shared, f"heads.yml has {shared}: take them out of ontology/names/organisations"


def test_a_form_is_what_its_first_row_says() -> None:
    told = [form.form for form in forms().forms if form.form.isalpha()]
    assert [form for form in told if (found := form_of(form)) is None or found.form != form] == []


def test_no_abbreviation_is_a_body_too() -> None:
    both = abbreviations().keys() & bodies().keys()
    assert not both, f"{both} stand in forms.yml and bodies.yml of ontology/lexicon: leave one entry"
