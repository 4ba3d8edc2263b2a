"""Every entry of every file of words is asked for: what nothing reads is taken out of its file."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ontology.yaml_files import read_yaml

ROOT = Path(__file__).parents[2]
LAYERS = ("loaders", "graph", "ontology", "queries", "web")
ELSEWHERE = ("ontology/speech/catalogue/", "loaders/sample/", "ontology/regions/")
"""Messages, the sample report and regions have tests of their own; what they are keyed by is no field."""
CONTENT = {
    "loaders/confidence/confidence.yml": "counts, written by tools.calibrate",
    "loaders/agreements/joints.yml": "the reader refuses an entry that no field has",
    "loaders/people/written.yml": "the reader refuses an entry that no field has",
    "ontology/gazetteer/city_names.yml": "by country",
    "ontology/gazetteer/countries.yml": "by country",
    "ontology/gazetteer/districts.yml": "by region",
    "ontology/gazetteer/groups.yml": "by group",
    "ontology/gazetteer/places.yml": "a list",
    "ontology/gazetteer/regions.yml": "by country",
    "ontology/structure/catalogue.yml": "by class, compared with the ontology",
    "ontology/structure/counts.yml": "by property, compared with the ontology",
    "ontology/structure/evidence.yml": "by class, compared with the ontology",
    "ontology/structure/things.yml": "by class, compared with the ontology",
    "ontology/structure/vocabulary.yml": "by class, compared with the ontology",
    "queries/exports/followthemoney.yml": "by class of the other model",
    "web/api/operations.yml": "by address",
    "web/search/words.yml": "a list",
    "web/views/facts.yml": "by class",
    "web/views/groups.yml": "by group",
}
"""Files whose keys are knowledge, not names that code asks for, and what they are kept by."""


def files() -> list[str]:
    found = (path.relative_to(ROOT).as_posix() for layer in LAYERS for path in (ROOT / layer).rglob("*.yml"))
    return sorted(one for one in found if not one.startswith(ELSEWHERE))


@cache
def modules() -> dict[str, str]:
    paths = (path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}


def readers(file: str) -> str:
    """The code beside the file, right above it, and of all that imports from its folder."""
    folder = file.rpartition("/")[0]
    beside, package = (folder, folder.rpartition("/")[0]), folder.replace("/", ".")
    return "\n".join(
        code for path, code in modules().items() if path.rpartition("/")[0] in beside or package in code
    )


def unused(file: str) -> Iterator[str]:
    """The keys that the code asks for neither as a field nor by name; that a field is filled asks nothing."""
    code = readers(file)
    for key in read_yaml(ROOT / file):
        filled = re.compile(rf"\b{key}=.*[\"']{key}[\"']")
        if not re.search(rf"\.{key}_?\b|[\"']{key}[\"']", filled.sub("", code)):
            yield key


@pytest.mark.parametrize("file", [file for file in files() if file not in CONTENT])
def test_every_entry_is_asked_for(file: str) -> None:
    gone = list(unused(file))
    assert not gone, f"nothing asks for {gone}: take them out of {file}"


def test_no_file_is_exempt_that_is_not_there() -> None:
    assert CONTENT.keys() <= set(files())


def test_an_entry_that_nothing_reads_is_found() -> None:
    code = readers("loaders/dates/dates.yml")
    assert ".whole_year" in code
    assert ".whole_century" not in code
