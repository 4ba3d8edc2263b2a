"""What events call themselves, from event_types.yml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.cell.phrases import Phrases, phrases
from ontology.morphology import lemma
from ontology.yaml_files import read_typed

Groups = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EventTypeWords:
    """The entries of event_types.yml as they are written; the file tells what each is for."""

    strong: Groups
    weak: Groups
    silent: tuple[str, ...]
    arts: tuple[str, ...]
    prefixes: tuple[str, ...]
    remembrance: tuple[str, ...]
    occasion: tuple[str, ...]
    documents: tuple[str, ...]
    faint: Groups
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The same as they are compared: every phrase as a tuple of dictionary forms."""

    strong: Phrases
    weak: Phrases
    silent: Phrases
    arts: frozenset[str]
    ranks: Mapping[str, int]
    remembrance: frozenset[str]
    occasion: frozenset[str]
    documents: Phrases
    faint: Phrases
    prefixes: tuple[str, ...]
    frame: re.Pattern[str]


def event_type_words() -> EventTypeWords:
    """What event_types.yml holds."""
    return read_typed(Path(__file__).with_name("event_types.yml"), EventTypeWords)


@cache
def kinds() -> Kinds:
    """The words, read once."""
    words = event_type_words()
    return Kinds(
        strong=phrases(words.strong),
        weak=phrases(words.weak),
        silent=phrases({"silent": words.silent}),
        arts=frozenset(map(lemma, words.arts)),
        ranks={code: rank for rank, code in enumerate(words.strong)},
        remembrance=frozenset(map(lemma, words.remembrance)),
        occasion=frozenset(map(lemma, words.occasion)),
        documents=phrases({"signing": words.documents}),
        faint=phrases(words.faint),
        prefixes=words.prefixes,
        frame=re.compile("|".join(rf"\b{frame}" for frame in words.frames), re.IGNORECASE),
    )
