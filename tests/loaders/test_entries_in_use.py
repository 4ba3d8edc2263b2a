"""Every entry of the typed word lists is asked for: what nothing reads is taken out of its file."""

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from loaders.agreements.words import terms, vocabulary
from loaders.attendance.words import attendance_words
from loaders.people.words import people_words
from loaders.twinning.words import twinning_words
from ontology.home import home_words

ROOT = Path(__file__).parents[2]
CODE = "\n".join(
    path.read_text("utf-8")
    for room in ("loaders", "ontology", "graph")
    for path in sorted((ROOT / room).rglob("*.py"))
)
LISTS = (vocabulary, terms, attendance_words, people_words, twinning_words, home_words)


@pytest.mark.parametrize("words", LISTS, ids=lambda words: f"{words.__module__}.{words.__name__}")
def test_every_entry_is_asked_for(words: Callable[[], object]) -> None:
    named = (field.name for field in fields(words()))  # type: ignore[arg-type]
    unused = [name for name in named if not re.search(rf"\.{name}\b", CODE)]
    assert not unused, f"nothing asks for {unused}: take them out of the file that {words.__module__} reads"
