"""Words and phrases that speak for a sector, and what sectors.yml says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.cell import Cell, Stretches, Token
from loaders.cell.phrases import Phrase, longest_at, phrases
from ontology.model import Span
from ontology.morphology import lemma, parses
from ontology.plain import plain, with_e
from ontology.yaml_files import read_yaml

_SILENT = "silent"
_NO_NAMES = Stretches(())


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that speaks for a sector, and how much of its voice its surroundings leave it."""

    code: str
    lemma: str
    span: Span
    force: float = 1.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """sectors.yml, with words as beginnings, dictionary forms and phrases of them."""

    stems: tuple[tuple[str, str], ...]
    any_stem: tuple[str, ...]
    phrases: dict[Phrase, tuple[str, ...]]
    weights: dict[str, Any]
    enough: dict[str, float]
    softer: dict[str, float]
    literal: frozenset[str]
    event_types: dict[str, dict[str, float]]
    under_headings: dict[str, dict[str, float]]
    only_under: dict[str, tuple[str, ...]]
    heading_yields: dict[str, str]
    gives_way: dict[str, tuple[str, ...]]
    organisation_kinds: dict[str, str]
    between_bodies: frozenset[str]
    official: tuple[str, ...]
    visiting: tuple[str, ...]
    official_when: dict[str, frozenset[str]]
    delegation: re.Pattern[str]
    theme_first: dict[str, frozenset[str]]
    from_afar: re.Pattern[str]
    told_by_content: dict[str, re.Pattern[str]]
    dedication: re.Pattern[str]
    named_fields: tuple[re.Pattern[str], ...]
    institutions: frozenset[str]
    spoken_of_institutions: frozenset[str]
    general_headings: tuple[str, ...]
    general_sector: str


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """sectors.yml, read once."""
    data: dict[str, Any] = read_yaml(Path(__file__).with_name("sectors.yml"))
    words: dict[str, list[str]] = {**data["words"], _SILENT: data["silent"]}
    stems = tuple(
        (with_e(entry[:-1]), code)
        for code, entries in words.items()
        for entry in entries
        if entry.endswith("*")
    )
    return Vocabulary(
        stems=stems,
        any_stem=tuple(stem for stem, _ in stems),
        phrases=phrases({code: [e for e in entries if e[-1] != "*"] for code, entries in words.items()}),
        weights=data["weights"],
        enough=data["enough"],
        softer=data["softer"],
        literal=frozenset(data["literal"]),
        event_types=data["event_types"],
        under_headings=data["under_headings"],
        only_under={kind: tuple(codes) for kind, codes in data["only_under"].items()},
        heading_yields=data["heading_yields"],
        gives_way={kind: tuple(codes) for kind, codes in data["gives_way"].items()},
        organisation_kinds=data["organisation_kinds"],
        between_bodies=frozenset(data["between_bodies"]),
        official=tuple(data["official"]),
        visiting=tuple(data["visiting"]),
        official_when={reason: frozenset(kinds) for reason, kinds in data["official_when"].items()},
        delegation=re.compile(data["delegation"]),
        theme_first={code: frozenset(kinds) for code, kinds in data["theme_first"].items()},
        from_afar=re.compile(data["from_afar"]),
        told_by_content={
            kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in data["told_by_content"].items()
        },
        dedication=re.compile(data["dedication"], re.IGNORECASE),
        named_fields=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["named_fields"]),
        institutions=frozenset(data["institutions"]),
        spoken_of_institutions=frozenset(data["spoken_of_institutions"]),
        general_headings=tuple(data["general_headings"]),
        general_sector=data["general_sector"],
    )


def words_of(cell: Cell, names: Stretches = _NO_NAMES) -> Iterator[Word]:
    """The cell's words and phrases that speak for sectors, in order; a phrase speaks for its words.

    Words of the names of places say nothing, nor does what an institution teaches: «аграрный институт».
    """
    tokens = [token for token in cell.tokens if token.is_word and not names.overlap(token)]
    lemmas = [token.lemma for token in tokens]
    known = vocabulary().phrases
    position = 0
    while position < len(tokens):
        length = longest_at(lemmas, position, known)
        spoken = tokens[position : position + max(length, 1)]
        codes = (
            known[tuple(lemmas[position : position + length])]
            if length > 1
            else _codes_of_word(spoken[0].text)
        )
        position += len(spoken)
        if length <= 1 and position < len(tokens) and lemmas[position] in vocabulary().institutions:
            codes = _of_institution(spoken[0].text, codes)
        yield from (_word(cell, code, spoken) for code in codes if code != _SILENT)


def _of_institution(word: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """What a word before «институт» says: an adjective tells only what is taught there."""
    adjective = parses(word)[0].tag.POS == "ADJF"
    return tuple(code for code in codes if code in vocabulary().spoken_of_institutions or not adjective)


@lru_cache(maxsize=50_000)
def _codes_of_word(word: str) -> tuple[str, ...]:
    """Sectors that a single word speaks for, by its beginning or, in a compound, that of a part."""
    low = plain(word)
    parts = (low, *low.split("-")) if "-" in low else (low,)
    codes = list(vocabulary().phrases.get((lemma(word),), ()))
    if any(part.startswith(vocabulary().any_stem) for part in parts):
        codes += [code for stem, code in vocabulary().stems if any(part.startswith(stem) for part in parts)]
    return () if _SILENT in codes else tuple(dict.fromkeys(codes))


def _word(cell: Cell, code: str, tokens: list[Token]) -> Word:
    return Word(code, " ".join(token.lemma for token in tokens), cell.span(tokens[0].start, tokens[-1].end))
