"""The words of places, origins and countries: every entry is typed, and every one is of use."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from loaders.cell import read_cell
from loaders.countries.words import country_words
from loaders.origins.words import origin_words
from loaders.places.area_nouns import area_noun
from loaders.places.markers import marker_at
from loaders.places.words import place_words
from ontology.lexicon.organisations import beginnings_of_bodies
from ontology.model import CellName
from ontology.yaml_files import read_yaml

LOADERS = Path(__file__).parents[2] / "loaders"
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted(LOADERS.rglob("*.py"))
    if path.name != "words.py" or path.parent.name not in ("places", "origins", "countries")
)
FILES = [
    ("places/places.yml", place_words()),
    ("origins/origins.yml", origin_words()),
    ("countries/countries.yml", country_words()),
]

WHOLE_WORDS = (
    "prepositions", "whence", "together", "where", "about", "towards", "through", "fought_for", "urban_type",
    "adjective_endings", "undeclined_endings", "townlet", "inhabitants", "of_inhabitants", "endings_of_towns",
)  # fmt: skip


def entries(value: object) -> Iterator[str]:
    """The words of a list, or of the lists in a mapping."""
    if isinstance(value, Mapping):
        value = [word for words in value.values() for word in ([words] if isinstance(words, str) else words)]
    if isinstance(value, list):
        yield from (word for word in value if isinstance(word, str))


@pytest.mark.parametrize(("file", "words"), FILES)
def test_every_list_of_a_file_is_typed_and_asked_for(file: str, words: object) -> None:
    told = read_yaml(LOADERS / file)
    typed = {field.name for field in fields(words)}  # type: ignore[arg-type]
    assert set(told) == typed, f"loaders/{file} and the dataclass that reads it differ: {set(told) ^ typed}"
    unused = [name for name in told if f".{name}" not in CODE]
    assert not unused, f"nothing asks for {unused}: take them out of loaders/{file}"


@pytest.mark.parametrize(("file", "words"), FILES)
def test_no_list_names_a_word_twice(file: str, words: object) -> None:
    told: dict[str, object] = read_yaml(LOADERS / file)
    for name, value in told.items():
        if name in (
            "seats",
            "areas",
            "area_abbreviations",
            "areas_by_adjective",
            "markers",
            "countries_of_markers",
            "groups",
        ):
            continue
        listed = list(entries(value))
        twice = sorted({word for word in listed if listed.count(word) > 1})
        assert not twice, f"loaders/{file}, {name}: {twice} stand there twice"


@pytest.mark.parametrize(("file", "words"), FILES)
def test_no_beginning_of_a_word_is_covered_by_a_shorter_one(file: str, words: object) -> None:
    told: dict[str, object] = read_yaml(LOADERS / file)
    for field in fields(words):  # type: ignore[arg-type]
        if field.type != tuple[str, ...] or field.name in WHOLE_WORDS:
            continue
        stems = list(entries(told[field.name]))
        idle = [one for one in stems for other in stems if one != other and one.startswith(other)]
        assert not idle, f"loaders/{file}, {field.name}: {idle} are never reached"


@pytest.mark.parametrize("word", sorted(place_words().markers))
def test_every_marker_marks(word: str) -> None:
    text = f"{word}. Лебяжье" if len(word) <= 3 else f"{word} Лебяжье"
    marker = marker_at(read_cell(CellName.PARTICIPANTS, text), 0)
    assert marker is not None
    assert marker.kind == place_words().markers[word]


@pytest.mark.parametrize("noun", sorted(place_words().areas))
def test_every_noun_of_an_area_is_recognised(noun: str) -> None:
    found = area_noun(noun)
    assert found is not None
    assert found.name == noun


@pytest.mark.parametrize("name", ["organisation_heads", "national_heads"])
def test_no_list_repeats_the_heads_of_bodies(name: str) -> None:
    heads = tuple(beginnings_of_bodies())
    repeated = [stem for stem in read_yaml(LOADERS / "places/places.yml")[name] if stem.startswith(heads)]
    assert not repeated, (
        f"ontology/lexicon has them: take {repeated} out of {name} in loaders/places/places.yml"
    )
