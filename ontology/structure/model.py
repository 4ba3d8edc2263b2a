"""What the graph says of the things of each class, read from the files beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ontology.terms import PREFIXES
from ontology.vocabulary import label
from ontology.yaml_files import read_typed, read_yaml

HERE = Path(__file__).parent
PARTS = ("things", "counts", "evidence", "catalogue", "vocabulary")
"""The parts of the structure, a file each; the first is what readers ask about."""
LITERALS = frozenset({"lang", "text", "any"})
TIMES: Mapping[str, tuple[int, int | None]] = {"1": (1, 1), "?": (0, 1), "+": (1, None), "*": (0, None)}
"""How often a property is said at least and at most, by its mark."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a class: what it leads to, and how often it is said at least and at most.

    `leads_to` has IRIs of classes and datatypes, or one of «lang», «text», «iri», «any».
    """

    iri: str
    leads_to: tuple[str, ...]
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Shape:
    """What is said of the things of some classes, or of those that have one of some properties, in order."""

    name: str
    labels: Mapping[str, str]
    classes: tuple[str, ...]
    subjects_of: tuple[str, ...]
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class _TermNames:
    """The names of terms of other vocabularies: Russian, English."""

    names: dict[str, tuple[str, str]]


_KEYS = {"kind_of", "properties", "subjects_of", "classes", "label"}


@cache
def structure(part: str) -> tuple[Shape, ...]:
    """The shapes of a part in the order of its file; raises KeyError for a key or a range that is none."""
    files = {name: read_yaml(HERE / f"{name}.yml") for name in PARTS}
    written = {key: entry or {} for file in files.values() for key, entry in file.items()}
    return tuple(_shape(key, written) for key in files[part])


@cache
def foreign_names() -> Mapping[str, Mapping[str, str]]:
    """What readers call terms of other vocabularies, by IRI and language."""
    named = read_typed(HERE / "names.yml", _TermNames).names
    return {expanded(curie): dict(zip(("ru", "en"), words, strict=True)) for curie, words in named.items()}


def name_of(iri: str) -> Mapping[str, str]:
    """What readers call a class or property, by language; raises KeyError where nothing says."""
    own = {lang: label(iri, lang) for lang in ("ru", "en")}
    return {lang: word for lang, word in own.items() if word} or foreign_names()[iri]


def expanded(curie: str) -> str:
    """The IRI of a prefixed name."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def _shape(key: str, written: Mapping[str, dict[str, Any]]) -> Shape:
    entry = written[key]
    if unknown := entry.keys() - _KEYS:
        raise KeyError(f"{key}: {sorted(unknown)}")
    subjects_of = tuple(map(expanded, _many(entry.get("subjects_of", ()))))
    of_class = (key,) if ":" in key and not subjects_of else ()
    labels = (
        dict(zip(("ru", "en"), entry["label"], strict=True)) if "label" in entry else name_of(expanded(key))
    )
    return Shape(
        key.rpartition(":")[2] if key.startswith("pob:") else key.replace(":", "-"),
        labels,
        tuple(map(expanded, entry.get("classes", of_class))),
        subjects_of,
        tuple(_properties(key, written)),
    )


def _properties(key: str, written: Mapping[str, dict[str, Any]]) -> Iterator[Property]:
    entry = written[key]
    if "kind_of" in entry:
        yield from _properties(entry["kind_of"], written)
    for curie, told in entry.get("properties", {}).items():
        *ranges, times = told.replace("|", " ").split()
        least, most = TIMES[times]
        yield Property(expanded(curie), tuple(map(_range, ranges)), least, most)


def _range(written: str) -> str:
    return written if written in LITERALS | {"iri"} else expanded(written)


def _many(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
