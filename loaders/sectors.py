"""Which fields of cooperation: one to three, the main one first.

Every reading of the entry gives votes; a sector's weight is their sum. sectors.yml holds words and weights.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.language import CellText, EntryText, Token, lemma, read_cell
from loaders.rules import OrganisationMention, Reading, finding_about
from ontology.model import CellName, Evidence, Fact, Finding, Severity, Span
from ontology.yaml_files import read_yaml

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """What one rule says for a sector, and the words it heard."""

    code: str
    weight: float
    rule: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that speaks for a sector."""

    code: str
    lemma: str
    span: Span


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """sectors.yml, with words as beginnings, dictionary forms and phrases of them."""

    stems: tuple[tuple[str, str], ...]
    any_stem: tuple[str, ...]
    phrases: dict[Phrase, tuple[str, ...]]
    weights: dict[str, Any]
    softer: dict[str, float]
    event_types: dict[str, dict[str, float]]
    gives_way: dict[str, str]
    organisation_kinds: dict[str, str]
    between_bodies: frozenset[str]
    official: tuple[str, ...]
    named_fields: tuple[re.Pattern[str], ...]
    general_headings: tuple[str, ...]
    general_sector: str


@lru_cache(maxsize=1)
def _vocabulary() -> Vocabulary:
    data: dict[str, Any] = read_yaml(Path(__file__).with_suffix(".yml"))
    entries = [(code, entry) for code, words in data["words"].items() for entry in words]
    phrases: dict[Phrase, list[str]] = defaultdict(list)
    for code, entry in entries:
        if not entry.endswith("*"):
            phrases[_phrase(entry)].append(code)
    for entry in data["silent"]:
        phrases.setdefault(_phrase(entry), [])
    stems = tuple((entry[:-1].replace("ё", "е"), code) for code, entry in entries if entry.endswith("*"))
    return Vocabulary(
        stems=stems,
        any_stem=tuple(stem for stem, _ in stems),
        phrases={phrase: tuple(codes) for phrase, codes in phrases.items()},
        weights=data["weights"],
        softer=data["softer"],
        event_types=data["event_types"],
        gives_way=data["gives_way"],
        organisation_kinds=data["organisation_kinds"],
        between_bodies=frozenset(data["between_bodies"]),
        official=tuple(data["official"]),
        named_fields=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["named_fields"]),
        general_headings=tuple(data["general_headings"]),
        general_sector=data["general_sector"],
    )


def _phrase(words: str) -> Phrase:
    return tuple(lemma(word) for word in words.split())


# ── words ───────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=50_000)
def _codes_of_word(word: str) -> tuple[str, ...]:
    """Sectors that a single word speaks for, by its beginning or, in a compound, that of a part."""
    vocabulary = _vocabulary()
    low = word.lower().replace("ё", "е")
    parts = {low, *low.split("-")}
    fitting = [part for part in parts if part.startswith(vocabulary.any_stem)]
    by_stem = [code for stem, code in vocabulary.stems if any(part.startswith(stem) for part in fitting)]
    return tuple(dict.fromkeys([*vocabulary.phrases.get((lemma(word),), ()), *by_stem]))


def _words(cell: CellText) -> Iterator[Word]:
    """The cell's words and phrases that speak for sectors, a phrase before its words."""
    tokens = [token for token in cell.tokens if token.is_word]
    lemmas = [token.lemma for token in tokens]
    spoken: set[int] = set()
    for length in (3, 2):
        for i in range(len(tokens) - length + 1):
            codes = _vocabulary().phrases.get(tuple(lemmas[i : i + length]))
            if codes is not None:
                spoken.update(range(i, i + length))
                yield from (_word(cell, code, tokens[i : i + length]) for code in codes)
    for i, token in enumerate(tokens):
        if i not in spoken:
            for code in _codes_of_word(token.text):
                yield _word(cell, code, [token])


def sectors_named(text: str) -> tuple[str, ...]:
    """Up to three sectors that a document's title names, in order."""
    words = sorted(_words(read_cell(CellName.TITLE, text)), key=lambda word: word.span.start)
    return tuple(dict.fromkeys(word.code for word in words))[:3]


def _word(cell: CellText, code: str, tokens: list[Token]) -> Word:
    return Word(code, " ".join(token.lemma for token in tokens), cell.span(tokens[0].start, tokens[-1].end))


# ── votes ───────────────────────────────────────────────────────────────────────────────────────


def _votes_of(words: Iterator[Word], weight: float, rule: str, *, soften: bool = True) -> Iterator[Vote]:
    """One vote a sector, heavier with every further different word."""
    by_code: dict[str, dict[str, Span]] = defaultdict(dict)
    for word in words:
        by_code[word.code].setdefault(word.lemma, word.span)
    vocabulary = _vocabulary()
    for code, spans in by_code.items():
        share = sum(vocabulary.weights["successive"][: len(spans)])
        softness = vocabulary.softer.get(code, 1.0) if soften else 1.0
        yield Vote(code, weight * share * softness, rule, tuple(spans.values()))


def _named_fields(cell: CellText) -> Iterator[Word]:
    """Words of «в сфере …», «культурное сотрудничество»."""
    patterns = _vocabulary().named_fields
    fields = [match.span(1) for pattern in patterns for match in pattern.finditer(cell.text)]
    for word in _words(cell):
        if any(start <= word.span.start < end for start, end in fields):
            yield word


def _own_votes(text: EntryText, organisations: tuple[OrganisationMention, ...]) -> Iterator[Vote]:
    """What the row's own words say; that authorities are named in the content says nothing of governance."""
    weights, content = _vocabulary().weights, text[CellName.CONTENT]
    yield from _votes_of(_words(text[CellName.TITLE]), weights["title"], "title_words")
    yield from _votes_of(_topical_words(content, organisations), weights["content"], "content_words")
    yield from _votes_of(_named_fields(content), weights["named_field"], "named_field", soften=False)
    yield from _votes_of(_words(text[CellName.PARTICIPANTS]), weights["participants"], "participants_words")


def _topical_words(cell: CellText, organisations: tuple[OrganisationMention, ...]) -> Iterator[Word]:
    """The cell's words without those of the general sector in the names of bodies."""
    names = [mention.span for mention in organisations if mention.span.cell is cell.name]
    for word in _words(cell):
        in_name = any(name.start <= word.span.start < name.end for name in names)
        if not (in_name and word.code == _vocabulary().general_sector):
            yield word


def _heading(text: EntryText) -> list[Word]:
    """Sectors of the section's heading; none where sections are municipalities."""
    if text.entry.municipality is not None:
        return []
    cell, vocabulary = text[CellName.SECTION], _vocabulary()
    low = cell.text.lower()
    if any(low.startswith(heading) for heading in vocabulary.general_headings):
        return [Word(vocabulary.general_sector, low, cell.span(0, len(cell.text)))]
    return sorted(_words(cell), key=lambda word: word.span.start)


def _heading_votes(heading: list[Word], own: dict[str, float]) -> Iterator[Vote]:
    """The heading's first sector, and its others where the row speaks for them too."""
    weights = _vocabulary().weights
    spans = {word.code: word.span for word in reversed(heading)}
    for i, code in enumerate(dict.fromkeys(word.code for word in heading)):
        if i == 0:
            yield Vote(code, weights["section"], "section_heading", (spans[code],))
        elif own.get(code, 0) >= weights["further_needs"]:
            yield Vote(code, weights["section_further"], "section_heading", (spans[code],))


def _event_votes(event_type: Reading[str], heading: list[Word], titled: set[str]) -> Iterator[Vote]:
    """What the kind of event says where neither heading nor title does; sport is sport under any heading."""
    fact, vocabulary = event_type.only, _vocabulary()
    if fact is None or (heading and fact.value != "sport"):
        return
    if vocabulary.gives_way.get(fact.value) in titled:
        return
    for code, weight in vocabulary.event_types.get(fact.value, {}).items():
        spans = tuple(e.span for e in fact.evidence if e.span is not None)
        yield Vote(code, weight, "event_kind", spans)


def _is_between_bodies(
    text: EntryText, event_type: Reading[str], organisations: tuple[OrganisationMention, ...]
) -> bool:
    """Whether schools, museums or companies meet or sign among themselves, no authority being there."""
    fact, vocabulary = event_type.only, _vocabulary()
    if fact is None or fact.value not in vocabulary.between_bodies or not organisations:
        return False
    authority = any(mention.organisation.kind == "authority" for mention in organisations)
    return not authority and not any(
        token.text.lower().startswith(vocabulary.official) for token in text[CellName.TITLE].tokens
    )


def _organisation_votes(organisations: tuple[OrganisationMention, ...]) -> Iterator[Vote]:
    """What the kinds of the organisations say."""
    vocabulary = _vocabulary()
    for mention in organisations:
        code = vocabulary.organisation_kinds.get(mention.organisation.kind)
        if code is not None:
            yield Vote(code, vocabulary.weights["organisation"], "organisation_kind", (mention.span,))


# ── the choice ──────────────────────────────────────────────────────────────────────────────────

CONFIDENCE = {
    "section_heading": 0.95,
    "title_words": 0.9,
    "named_field": 0.9,
    "event_kind": 0.85,
    "content_words": 0.75,
    "participants_words": 0.6,
    "organisation_kind": 0.6,
}


def read_sectors(
    text: EntryText,
    event_type: Reading[str],
    organisations: tuple[OrganisationMention, ...],
) -> Reading[str]:
    """Codes of ontology/sectors.ttl, main one first; a finding where nothing speaks for any."""
    heading, votes = _heading(text), list(_own_votes(text, organisations))
    titled = {vote.code for vote in votes if vote.rule == "title_words"}
    votes += _heading_votes(heading, _tally(votes))
    if _is_between_bodies(text, event_type, organisations):
        votes += _organisation_votes(organisations)
    else:
        votes += _event_votes(event_type, heading, titled)
    votes = votes or list(_organisation_votes(organisations))
    if not votes:
        return Reading((), (_unknown(text),))
    tally = _tally(votes)
    ranked = sorted(tally, key=lambda code: -tally[code])
    main = next((code for code in ranked if any(word.code == code for word in heading)), ranked[0])
    ranked.remove(main)
    further = [code for code in ranked[:2] if tally[code] >= _vocabulary().weights["enough"]]
    return Reading(tuple(_fact(code, votes) for code in [main, *further]))


def _tally(votes: list[Vote]) -> dict[str, float]:
    tally: dict[str, float] = defaultdict(float)
    for vote in votes:
        tally[vote.code] += vote.weight
    return tally


def _fact(code: str, votes: list[Vote]) -> Fact[str]:
    """The sector with every vote for it, the heaviest first."""
    mine = sorted((vote for vote in votes if vote.code == code), key=lambda vote: -vote.weight)
    evidence = tuple(Evidence(vote.rule, span) for vote in mine for span in vote.spans)
    return Fact(code, evidence, max(CONFIDENCE[vote.rule] for vote in mine))


def _unknown(text: EntryText) -> Finding:
    return finding_about(text.entry, "unknown_sector", Severity.WARNING, rule="no_sector_words")
