"""From decisions to proposed entries of the office's lexicon.

A decision that corrects one row says something of the words that the row was misread by; as an entry of the
lexicon it is said of every row. Nothing is added by itself: each proposal tells what it would change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.judgements import Judgement, Kind, Verdict
from graph.resolve.judged import row_title
from graph.values import read_value, value_text
from graph.write.evidence import cell_text
from ontology.errors import PobratimError
from ontology.fields import FACT_FIELDS
from ontology.model import EntryFacts, Fact, OrganisationRef, PlaceRef, ReportFacts
from ontology.own_words.model import OwnBody, OwnPlace, OwnTwins, SectorWord

FIELDS = {field.name: field for field in FACT_FIELDS}
_PLACE_KINDS = frozenset({"city", "town", "village", "district", "region"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry, and the decisions that it follows from."""

    entry: Any
    decisions: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What an entry changes in one field of one row: the values as text, before and after."""

    report: str
    number: int
    title: str
    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def proposals(
    judgements: Iterable[Judgement], reports: Sequence[ReportFacts], known: Iterable[Any] = ()
) -> tuple[Proposal, ...]:
    """The entries that decisions lead to, each once, those that the lexicon has aside."""
    rows = {(report.report.name, row_title(facts)): facts for report in reports for facts in report.entries}
    found: dict[Any, list[Judgement]] = {}
    for judgement in judgements:
        for entry in _entries(judgement, rows):
            found.setdefault(entry, []).append(judgement)
    have = set(known)
    return tuple(Proposal(entry, tuple(by)) for entry, by in found.items() if entry not in have)


def may_teach(judgement: Judgement) -> bool:
    """Whether a decision of its kind leads to entries at all, which no report need be read to see."""
    if judgement.kind is not Kind.FACT:
        return judgement.kind is Kind.ORGANISATION and judgement.verdict is Verdict.SAME
    return judgement.verdict in _TEACHING.get(judgement.subjects[1], ())


Rows = Mapping[tuple[str, str], EntryFacts]


def _entries(judgement: Judgement, rows: Rows) -> Iterator[Any]:
    """What one decision leads to; nothing where its value or its row cannot be found any more."""
    if judgement.kind is Kind.ORGANISATION and judgement.verdict is Verdict.SAME:
        yield from _of_one_body(judgement, rows)
        return
    if judgement.kind is not Kind.FACT:
        return
    facts = rows.get((judgement.subjects[0], judgement.words[0]))
    learn = _LEARNT.get(judgement.subjects[1])
    if facts is None or learn is None or not may_teach(judgement):
        return
    fact = _fact(facts, judgement)
    try:
        yield from learn(judgement, facts, fact)
    except PobratimError:  # a correction that another version wrote
        return


def _fact(facts: EntryFacts, judgement: Judgement) -> Fact[Any] | None:
    held = FIELDS[judgement.subjects[1]].of(facts)
    return next((fact for fact in held if value_text(fact.value) == judgement.words[1]), None)


def _corrected(judgement: Judgement) -> Any:
    if judgement.verdict is not Verdict.CORRECT or judgement.correction is None:
        return None
    return read_value(judgement.subjects[1], judgement.correction)


# ── what each kind of decision leads to ─────────────────────────────────────────────────────────


def _of_one_body(judgement: Judgement, rows: Rows) -> Iterator[OwnBody]:
    """Two names of one body: the fuller is its name, the other a short one."""
    full, short = sorted(judgement.words, key=lambda name: -len(name))
    refs = [fact.value for facts in rows.values() for fact in facts.orgs]
    ref = next((one for one in refs if one.name == full), None)
    if ref is not None and short != full:
        yield OwnBody(full, ref.kind, ref.country, ref.place, (short,))


def _body(judgement: Judgement, facts: EntryFacts, fact: Fact[Any] | None) -> Iterator[OwnBody]:
    """An organisation put right: its name, kind, country and place, and what it was read as."""
    right = _corrected(judgement)
    if isinstance(right, OrganisationRef) and fact is not None:
        short = (fact.value.name,) if fact.value.name != right.name else ()
        yield OwnBody(right.name, right.kind, right.country, right.place, short)


def _place(judgement: Judgement, facts: EntryFacts, fact: Fact[Any] | None) -> Iterator[OwnPlace]:
    """A place put right: its level and country, under the name that it was read by."""
    right = _corrected(judgement)
    if isinstance(right, PlaceRef) and fact is not None and right.kind in _PLACE_KINDS:
        also = (fact.value.name,) if fact.value.name != right.name else ()
        yield OwnPlace(right.name, right.kind, right.country, also=also)


def _sector(judgement: Judgement, facts: EntryFacts, fact: Fact[Any] | None) -> Iterator[SectorWord]:
    """The word that spoke loudest for a sector, for the right one or for none."""
    if fact is None:
        return
    spans = (one.span for one in fact.evidence if one.span is not None)
    word = next((cell_text(facts.entry, one.cell)[one.start : one.end].lower() for one in spans), "")
    if word and len(word.split()) <= _LONGEST_PHRASE:
        yield SectorWord(word, _corrected(judgement) or "silent")


_LONGEST_PHRASE = 3


def _twins(judgement: Judgement, facts: EntryFacts, fact: Fact[Any] | None) -> Iterator[OwnTwins]:
    """A pair of twins that a person has confirmed or put right."""
    pair = _corrected(judgement)
    if judgement.verdict is Verdict.ACCEPT and fact is not None:
        pair = fact.value
    if pair is not None:
        yield OwnTwins(pair[0].name, pair[1].name)


_LEARNT: Mapping[str, Callable[[Judgement, EntryFacts, Fact[Any] | None], Iterator[Any]]] = {
    "orgs": _body,
    "venues": _place,
    "origins": _place,
    "sectors": _sector,
    "twinning": _twins,
}
_TEACHING: Mapping[str, tuple[Verdict, ...]] = {
    **dict.fromkeys(_LEARNT, (Verdict.CORRECT,)),
    "sectors": (Verdict.CORRECT, Verdict.REJECT),
    "twinning": (Verdict.CORRECT, Verdict.ACCEPT),
}
"""The verdicts on facts of a field that lead to an entry."""


# ── what an entry changes ───────────────────────────────────────────────────────────────────────


def changes(before: Iterable[EntryFacts], after: Iterable[EntryFacts]) -> tuple[Change, ...]:
    """What is read otherwise, row by row and field by field; the rows are the same in both."""
    return tuple(
        Change(one.entry.report, one.entry.number, row_title(one), field.name, old, new)
        for one, other in zip(before, after, strict=True)
        for field in FACT_FIELDS
        if (old := told(field.of(one))) != (new := told(field.of(other)))
    )


def told(facts: Iterable[Fact[Any]]) -> tuple[str, ...]:
    """The values of a field's facts as text."""
    return tuple(value_text(fact.value) for fact in facts)
