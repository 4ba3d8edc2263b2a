"""The words that titles of events are made of, as titles.yml beside this module declares them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ontology.names.phrases import Wordings, as_they_are, group_of_word, single
from ontology.names.words import base, bases, folded
from ontology.yaml_files import read_typed

_FILE = Path(__file__).parent / "titles.yml"


Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleEndings:
    """Endings of adjectives, and of ordinal numbers in figures."""

    adjective: Words
    ordinal: frozenset[str]


@dataclass(frozen=True, slots=True)
class _TitlesFile:
    """What titles.yml holds."""

    participation: Words
    occasions: Words
    celebrations: Words
    gatherings: Words
    feast_marks: Words
    jubilees: Mapping[str, str]
    feasts: Words
    day: str
    endings: TitleEndings
    sounds: Mapping[str, str | None]
    frames: Words
    sessions: Words
    everywhere: Words
    classes: Mapping[str, Words]
    alike: tuple[Words, ...]
    generic: Words


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words by which titles are taken apart; `small` are those of one or two letters.

    `frames` are by form, not by base; `leading` words only lead to an occasion; `alike` has for a base the
    one that it counts as.
    """

    participation: Wordings
    occasions: Wordings
    occasion_words: frozenset[str]
    frames: Wordings
    sessions: Wordings
    everywhere: frozenset[str]
    classes: Mapping[str, str]
    alike: Mapping[str, str]
    celebrations: frozenset[str]
    gatherings: frozenset[str]
    feast_marks: frozenset[str]
    jubilees: Mapping[str, str]
    feasts: frozenset[str]
    day: str
    endings: TitleEndings
    sounds: Mapping[int, str | None]
    leading: frozenset[str]
    generic: frozenset[str]
    small: frozenset[str]


@lru_cache(maxsize=1)
def event_words() -> EventWords:
    """The word lists about events' titles."""
    file = read_typed(_FILE, _TitlesFile)
    return EventWords(
        participation=as_they_are(file.participation),
        occasions=as_they_are(file.occasions),
        occasion_words=single(file.occasions),
        frames=as_they_are(file.frames, folded),
        sessions=as_they_are(file.sessions),
        everywhere=single(file.everywhere),
        classes=group_of_word(file.classes),
        alike={word: bases(first)[-1] for first, *others in file.alike for word in single(others)},
        celebrations=single(file.celebrations),
        gatherings=single(file.gatherings),
        feast_marks=single(file.feast_marks),
        jubilees={base(word): base(same) for word, same in file.jubilees.items()},
        feasts=single(file.feasts),
        day=base(file.day),
        endings=file.endings,
        sounds=str.maketrans(dict(file.sounds)),
        leading=single(file.occasions) - single(file.feast_marks),
        generic=single(file.generic),
        small=frozenset(word for word in file.generic if len(word) <= 2),
    )
