"""The words of sectors, kinds of event, numbers of people and modes: typed, and every one of use."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from loaders.attendance.words import attendance_words
from loaders.cell.phrases import phrase
from loaders.event_types.words import event_type_words
from loaders.mode.words import mode_signs
from loaders.sectors.vocabulary import vocabulary
from ontology.plain import with_e

LOADERS = Path(__file__).parents[2] / "loaders"
FILES = [
    ("attendance", attendance_words()),
    ("event_types", event_type_words()),
    ("mode", mode_signs()),
    ("sectors", vocabulary()),
]


def asked_for(value: object) -> Iterator[str]:
    """The names of a dataclass's entries, and of those within them."""
    for field in fields(value):  # type: ignore[arg-type]
        yield field.name
        inner = getattr(value, field.name)
        if is_dataclass(inner):
            yield from asked_for(inner)


@pytest.mark.parametrize(("room", "words"), FILES)
def test_every_entry_is_asked_for(room: str, words: object) -> None:
    rooms = (LOADERS / room, LOADERS / "confidence" / "doubts")
    code = "\n".join(path.read_text("utf-8") for one in rooms for path in one.glob("*.py"))
    unused = [name for name in asked_for(words) if not re.search(rf"\.{name}\b", code)]
    assert not unused, f"nothing asks for {unused}: take them out of loaders/{room}"


@pytest.mark.parametrize("code", sorted(vocabulary().words))
def test_a_word_of_a_sector_is_heard(code: str) -> None:
    """None is said twice, none is covered by a shorter beginning of the same sector."""
    words = vocabulary().words[code]
    twice = [word for word, times in Counter(map(phrase_of, words)).items() if times > 1]
    assert not twice, f"loaders/sectors/sectors.yml, {code}: {twice} stand there twice"
    stems = sorted({with_e(word[:-1]) for word in words if word.endswith("*")})
    covered = [
        word
        for word in words
        for stem in stems
        if " " not in word and with_e(word).startswith(stem) and with_e(word.rstrip("*")) != stem
    ]
    assert not covered, f"loaders/sectors/sectors.yml, {code}: {covered} are heard already"


@pytest.mark.parametrize("strength", ["strong", "weak", "faint"])
def test_no_kind_of_event_is_named_twice_by_a_word(strength: str) -> None:
    for code, words in getattr(event_type_words(), strength).items():
        twice = [word for word, times in Counter(map(phrase_of, words)).items() if times > 1]
        assert not twice, f"loaders/event_types/event_types.yml, {strength}, {code}: {twice} stand twice"


def phrase_of(word: str) -> tuple[str, ...]:
    """The word as it is compared; a beginning of words as it stands."""
    return (word,) if word.endswith("*") else phrase(word)
