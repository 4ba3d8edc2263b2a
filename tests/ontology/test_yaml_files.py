"""Files of words come in at one door: what is wrong in one is told with the file and the entry."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

import pytest

from ontology.yaml_files import read_typed

Words = NewType("Words", frozenset[str])


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the file."""

    rule: str
    for_: str
    before: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class File:
    """The file's entries."""

    nouns: Words
    kinds: Mapping[str, int]
    rules: tuple[Rule, ...]
    with_: str


OWN = {Words: lambda text: Words(frozenset(text.split()))}
RIGHT = """
nouns: лес поле
kinds: {один: 1}
rules:
  - {rule: first, for: в лесу, before: 'в $'}
  - {rule: second, for: у поля}
with: с
"""


def read(folder: Path, text: str) -> File:
    path = folder / "words.yml"
    path.write_text(text, "utf-8")
    return read_typed(path, File, OWN)


def test_a_file_is_its_dataclass(tmp_path: Path) -> None:
    file = read(tmp_path, RIGHT)

    assert file.nouns == frozenset(("лес", "поле"))
    assert (file.kinds["один"], file.with_) == (1, "с")
    assert [(rule.for_, rule.before is not None) for rule in file.rules] == [
        ("в лесу", True),
        ("у поля", False),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("with: с", "with: с\nelse: к", "words.yml: no field"),
        ("with: с", "", "words.yml: ['with'] are missing"),
        ("'в $'", "'(в $'", "words.yml: rules, 1, before: "),
        ("rule: second, ", "", "words.yml: rules, 2: "),
        ("nouns: лес поле", "nouns: [лес, поле]", "words.yml: nouns: "),
        ("kinds: {один: 1}", "kinds: один", "words.yml: kinds: "),
    ],
)
def test_what_is_wrong_is_told_with_file_and_entry(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    with pytest.raises((KeyError, ValueError), match=re.escape(told)):
        read(tmp_path, RIGHT.replace(right, wrong))
