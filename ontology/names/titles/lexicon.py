"""The words that titles of events are made of, as titles.yml beside this module declares them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ontology.names.phrases import Phrases, group_of_word, phrases, single
from ontology.names.words import base, bases, folded
from ontology.yaml_files import read_yaml

_FILE = Path(__file__).parent / "titles.yml"


@dataclass(frozen=True, slots=True)
class EventWords:
    """What titles.yml holds; `small` are words of one or two letters; `frames` are by form, not by base.

    `leading` words only lead to an occasion; `alike` has for a base the one that it counts as.
    """

    participation: Phrases
    occasions: Phrases
    occasion_words: frozenset[str]
    frames: Phrases
    sessions: Phrases
    everywhere: frozenset[str]
    classes: Mapping[str, str]
    alike: Mapping[str, str]
    celebrations: frozenset[str]
    gatherings: frozenset[str]
    feast_marks: frozenset[str]
    jubilees: Mapping[str, str]
    feasts: frozenset[str]
    leading: frozenset[str]
    generic: frozenset[str]
    small: frozenset[str]


@lru_cache(maxsize=1)
def event_words() -> EventWords:
    """The word lists about events' titles."""
    data: dict[str, Any] = read_yaml(_FILE)
    wordings = ("participation", "occasions", "frames", "sessions")
    listed = {key: [(text, text) for text in data[key]] for key in wordings}
    return EventWords(
        participation=phrases(listed["participation"]),
        occasions=phrases(listed["occasions"]),
        occasion_words=single(data["occasions"]),
        frames=phrases(listed["frames"], folded),
        sessions=phrases(listed["sessions"]),
        everywhere=single(data["everywhere"]),
        classes=group_of_word(data["classes"]),
        alike={word: bases(first)[-1] for first, *others in data["alike"] for word in single(others)},
        celebrations=single(data["celebrations"]),
        gatherings=single(data["gatherings"]),
        feast_marks=single(data["feast_marks"]),
        jubilees={base(word): base(same) for word, same in data["jubilees"].items()},
        feasts=single(data["feasts"]),
        leading=single(data["occasions"]) - single(data["feast_marks"]),
        generic=single(data["generic"]),
        small=frozenset(word for word in data["generic"] if len(word) <= 2),
    )
