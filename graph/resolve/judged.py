"""People's judgements brought to bear: on facts before resolution, on pairs during it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from graph.entities import Id
from graph.judgements import Judgement, Kind, Verdict
from graph.resolve.clusters import Rulings
from graph.values import FIELDS, read_value, value_text
from ontology.fields import FACT_FIELDS, FactField
from ontology.model import CellName, EntryFacts, Evidence, Fact, ReportFacts, Span

_FIELDS = {field.name: field for field in FACT_FIELDS}
JUDGED = "judgement"
"""The rule that decided where a person did."""


# ── facts ───────────────────────────────────────────────────────────────────────────────────────


def judge_facts(
    reports: Sequence[ReportFacts], judgements: Iterable[Judgement]
) -> tuple[tuple[ReportFacts, ...], tuple[Judgement, ...]]:
    """The reports with facts accepted, rejected or corrected, and the judgements that found nothing."""
    by_row: dict[tuple[str, str], list[Judgement]] = {}
    for one in judgements:
        if one.kind is Kind.FACT:
            by_row.setdefault((one.subjects[0], one.words[0]), []).append(one)
    if not by_row:
        return tuple(reports), ()
    matched: set[Judgement] = set()

    def judged(report: ReportFacts, facts: EntryFacts) -> EntryFacts:
        for one in by_row.get((report.report.name, row_title(facts)), ()):
            after = _judged(facts, one)
            matched.update({one} if after is not facts else ())
            facts = after
        return facts

    after = tuple(replace(one, entries=tuple(judged(one, facts) for facts in one.entries)) for one in reports)
    return after, tuple(one for many in by_row.values() for one in many if one not in matched)


def row_title(facts: EntryFacts) -> str:
    """The words of the row's title on one line, which anchor judgements of its facts."""
    return " ".join(facts.entry.cells.get(CellName.TITLE, "").split())


def _judged(facts: EntryFacts, judgement: Judgement) -> EntryFacts:
    field_name, told = judgement.subjects[1], judgement.words[1]
    if field_name not in FIELDS:
        return facts
    field = _FIELDS[field_name]
    if judgement.verdict is Verdict.ADD:
        return _with_added(facts, field, judgement)
    held = {value_text(fact.value) for fact in field.of(facts)}
    if told not in held:
        # the row may be read so by now: by a word of the lexicon that this decision taught
        return replace(facts) if judgement.correction in held else facts
    after = [
        new
        for fact in field.of(facts)
        for new in ([fact] if value_text(fact.value) != told else _after(fact, field_name, judgement))
    ]
    changed: dict[str, Any] = {field_name: field.held(after)}
    return _renamed(replace(facts, **changed), judgement)


def _renamed(facts: EntryFacts, judgement: Judgement) -> EntryFacts:
    """The row whose agreements call a body that a person gave another name by that name too."""
    field, told = judgement.subjects[1], judgement.words[1]
    if field != "orgs" or judgement.verdict is not Verdict.CORRECT or judgement.correction is None:
        return facts
    old, new = (read_value(field, text).name for text in (told, judgement.correction))
    agreements = tuple(
        replace(
            fact,
            value=replace(
                fact.value, parties=tuple(new if one == old else one for one in fact.value.parties)
            ),
        )
        for fact in facts.agreements
    )
    return replace(facts, agreements=agreements)


def _with_added(facts: EntryFacts, field: FactField, judgement: Judgement) -> EntryFacts:
    """The row with the fact that was missed, and with the words that tell it, where they are found."""
    value = read_value(field.name, judgement.correction or "")
    held = field.of(facts)
    if value_text(value) in {value_text(fact.value) for fact in held}:
        return replace(facts)
    added = Fact(value, (Evidence(JUDGED, _span_of(facts, judgement.words[1])),), 1.0)
    changed: dict[str, Any] = {field.name: field.held((*held, added) if field.many else (added,))}
    return replace(facts, **changed)


def _span_of(facts: EntryFacts, words: str) -> Span | None:
    """Where the row says these words, however its lines break; None where it does not."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    for cell, text in facts.entry.cells.items():
        found = re.search(pattern, text) if pattern else None
        if found is not None:
            return Span(cell, found.start(), found.end())
    return None


def _after(fact: Fact[Any], field_name: str, judgement: Judgement) -> list[Fact[Any]]:
    """What becomes of the fact: nothing when rejected, else a fact that a person vouches for."""
    if judgement.verdict is Verdict.REJECT:
        return []
    evidence = (*fact.evidence, Evidence(JUDGED))
    if judgement.verdict is Verdict.ACCEPT or judgement.correction is None:
        return [Fact(fact.value, evidence, 1.0)]
    spans = tuple(Evidence(JUDGED, one.span) for one in fact.evidence) or (Evidence(JUDGED),)
    return [Fact(read_value(field_name, judgement.correction), spans, 1.0)]


# ── pairs ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Judged:
    """Judgements of one kind fitted to the identifiers at hand, and those that fitted none."""

    rulings: Rulings
    unmatched: tuple[Judgement, ...]


def fit(
    judgements: Iterable[Judgement],
    kind: Kind,
    spelt: Mapping[Id, Iterable[str]],
    aliases: Mapping[Id, Id] = MappingProxyType({}),
) -> Judged:
    """The judgements of a kind as rulings on identifiers.

    `spelt` has the identifiers with the words they stand for, `aliases` others that lead to them.
    An identifier that is not among them is looked for by its words, as long as only one bears them.
    """
    bearing: dict[str, set[Id]] = defaultdict(set)
    for key, spellings in spelt.items():
        for spelling in spellings:
            bearing[spelling].add(key)
    same: set[tuple[Id, Id]] = set()
    different: set[tuple[Id, Id]] = set()
    unmatched: list[Judgement] = []

    def meant(subject: Id, words: str) -> Id | None:
        known = subject in spelt or subject in aliases
        return aliases.get(subject, subject) if known else _only(bearing[words])

    for one in judgements:
        if one.kind is kind:
            found = {meant(*side) for side in zip(one.subjects, one.words, strict=True)}
            match sorted(key for key in found if key is not None):
                case [left, right]:
                    (same if one.verdict is Verdict.SAME else different).add((left, right))
                case _:
                    unmatched.append(one)
    return Judged(Rulings(frozenset(same), frozenset(different)), tuple(unmatched))


def _only(keys: set[Id]) -> Id | None:
    return next(iter(keys)) if len(keys) == 1 else None
