"""The word lists of resolution, read from YAML once and held by stems."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.resolve.words import folded, stem, stems, words
from ontology.yaml_files import read_yaml

Stems = tuple[str, ...]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Phrases:
    """Wordings by stems, each with what it stands for."""

    meanings: Mapping[Stems, str]
    starts: Mapping[str, tuple[Stems, ...]]

    def at(self, words: list[str], index: int) -> tuple[int, str] | None:
        """The length and meaning of the longest wording that begins at that stem, if any does."""
        for phrase in self.starts.get(words[index], ()):
            if tuple(words[index : index + len(phrase)]) == phrase:
                return len(phrase), self.meanings[phrase]
        return None


def phrases(wordings: Iterable[tuple[str, str]], normal: Callable[[str], Stems] = stems) -> Phrases:
    """Phrases from pairs of a wording and its meaning; by stems, or as `normal` makes words."""
    meanings = {normal(wording): meaning for wording, meaning in wordings if wording}
    starts: dict[str, list[Stems]] = {}
    for phrase in sorted(meanings, key=len, reverse=True):
        starts.setdefault(phrase[0], []).append(phrase)
    return Phrases(meanings, {first: tuple(many) for first, many in starts.items()})


@dataclass(frozen=True, slots=True)
class OrganisationWords:
    """What organisations.yml holds."""

    form_class: Mapping[str, str]
    full_forms: Phrases
    institution_nouns: frozenset[str]
    institution_before: frozenset[str]
    institution_after: frozenset[str]
    institution_code: str
    form_additions: frozenset[str]
    form_adjectives: frozenset[str]
    abbreviations: Mapping[str, tuple[str, ...]]
    synonyms: Phrases
    filler: frozenset[str]
    town_marks: frozenset[str]
    town_beginnings: frozenset[str]
    region_nouns: frozenset[str]
    namesake_marks: frozenset[str]
    syllables: Mapping[str, str]
    states: Phrases
    parents: Phrases
    area_kinds: Phrases
    honours: Mapping[str, str]
    arts: Mapping[str, str]
    parts: Phrases
    generic: frozenset[str]


@lru_cache(maxsize=1)
def organisation_words() -> OrganisationWords:
    """The word lists about organisations' names."""
    data = read("organisations")
    institution = data["institution"]
    return OrganisationWords(
        form_class={form["code"]: form["class"] for form in data["forms"]},
        full_forms=phrases((full, form["class"]) for form in data["forms"] for full in form["full"]),
        institution_nouns=_single(institution["nouns"]),
        institution_before=_single(institution["before"]),
        institution_after=_single(institution["after"]),
        institution_code=institution["code"],
        form_additions=frozenset(institution["additions"]),
        form_adjectives=_single(data["form_adjectives"]),
        abbreviations={short: tuple(words(full)) for short, full in data["abbreviations"].items()},
        synonyms=phrases((one, same) for one, same in data["synonyms"].items()),
        filler=_single(data["filler"]),
        town_marks=frozenset(data["town_marks"]),
        town_beginnings=_single(data["town_beginnings"]),
        region_nouns=frozenset(data["region_nouns"]),
        namesake_marks=frozenset(data["namesake_marks"]),
        syllables={head: stem(full) for head, full in data["syllables"].items()},
        states=phrases((name, code) for code, names in data["states"].items() for name in names),
        parents=phrases((name, name) for name in data["parents"]),
        area_kinds=phrases((name, name) for name in data["area_kinds"]),
        honours=_group_of_word(data["honours"]),
        arts=_group_of_word(data["arts"]),
        parts=phrases((name, name) for name in data["parts"]),
        generic=_single(data["generic"]),
    )


@dataclass(frozen=True, slots=True)
class EventWords:
    """What events.yml holds; `small` are words of one or two letters; `frames` are by form, not by stem.

    `alike` has for a stem the one that it counts as.
    """

    participation: Phrases
    occasions: Phrases
    occasion_words: frozenset[str]
    frames: Phrases
    sessions: Phrases
    everywhere: frozenset[str]
    classes: Mapping[str, str]
    alike: Mapping[str, str]
    generic: frozenset[str]
    small: frozenset[str]


@lru_cache(maxsize=1)
def event_words() -> EventWords:
    """The word lists about events' titles."""
    data = read("events")
    wordings = ("participation", "occasions", "frames", "sessions")
    listed = {key: [(text, text) for text in data[key]] for key in wordings}
    return EventWords(
        participation=phrases(listed["participation"]),
        occasions=phrases(listed["occasions"]),
        occasion_words=_single(data["occasions"]),
        frames=phrases(listed["frames"], folded),
        sessions=phrases(listed["sessions"]),
        everywhere=_single(data["everywhere"]),
        classes=_group_of_word(data["classes"]),
        alike={word: stems(first)[-1] for first, *others in data["alike"] for word in _single(others)},
        generic=_single(data["generic"]),
        small=frozenset(word for word in data["generic"] if len(word) <= 2),
    )


@lru_cache(maxsize=1)
def not_telling() -> frozenset[str]:
    """The stems of an agreement's title that do not tell what it is about."""
    return _single(read("agreements")["not_telling"])


def read(kind: str) -> dict[str, Any]:
    """The words about entities of one kind, from the YAML file in their folder."""
    loaded: dict[str, Any] = read_yaml(HERE / kind / f"{kind}.yml")
    return loaded


def _single(wordings: Iterable[str]) -> frozenset[str]:
    return frozenset(word for wording in wordings for word in stems(wording))


def _group_of_word(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: group for group, wordings in groups.items() for word in _single(wordings)}
