"""What is uncertain, as questions to a person: merges that are not sure enough, and facts likewise."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from math import ceil
from typing import Any

from graph.entities import Id, MergeCandidate, Resolved, Source
from graph.judgements import Judgement, Kind, Verdict
from graph.resolve.judged import JUDGED, row_title
from graph.review.alternatives import Alternatives
from graph.value_words import told_difference
from graph.values import value_shown, value_text
from graph.write.evidence import cell_text
from graph.write.wording import reason_told, rule_told
from ontology.certainty import risk_of
from ontology.fields import FACT_FIELDS
from ontology.model import EntryFacts, PartConfidence
from ontology.model import Fact as ModelFact
from ontology.speech import Speech

ASKED_SHARE = 0.15
"""Of all facts, so many are asked about: the riskiest."""
LEAST_RISK = 0.05
"""A fact less likely than this to be wrong is not asked about, however few there are."""


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """One thing to judge.

    Of a pair: `first` and `second` are the labels, `context` where each is named. Of a fact: `first` is the
    row's title, `second` the value with codes, `value` itself, `context` the words it was read from.
    `reasons` are phrases of the resolution, or names of rules; `doubts` name what speaks against a fact,
    `part` what in it is likeliest wrong, `alternatives` what else it may be, as text with codes. `score` is
    how likely a merge, or all of a fact, is right.
    """

    kind: Kind
    subjects: tuple[str, str]
    first: str
    second: str
    context: str
    reasons: tuple[str, ...]
    score: float
    value: Any = None
    doubts: tuple[str, ...] = ()
    part: str | None = None
    alternatives: tuple[str, ...] = ()

    def judged(
        self, verdict: Verdict, by: str, on: date, note: str = "", correction: str | None = None
    ) -> Judgement:
        """The judgement that answers this question."""
        return Judgement(
            self.kind, verdict, self.subjects, (self.first, self.second), by, on, note, correction
        )


# ── questions ───────────────────────────────────────────────────────────────────────────────────


def open_questions(
    resolved: Resolved, share: float = ASKED_SHARE, most: int | None = None
) -> tuple[ReviewQuestion, ...]:
    """What nobody has judged yet: candidate merges, likeliest first, then the riskiest facts, by risk.

    `share` of all facts are asked about, those aside that are hardly wrong, and no more than `most`.
    """
    pairs = sorted(_pair_questions(resolved), key=lambda one: (-one.score, one.subjects))
    return (*pairs, *_fact_questions(resolved, share, most))


def _pair_questions(resolved: Resolved) -> Iterator[ReviewQuestion]:
    labels = {one.id: one.label.value for one in resolved.organisations}
    labels |= {one.id: one.label.value for one in resolved.persons}
    labels |= {one.id: one.label.value for one in resolved.events}
    labels |= {one.id: one.label.value for one in resolved.agreements}
    paired = {side for one in resolved.candidates for side in (one.left, one.right)}
    named_in = _entries_by_entity(resolved, paired)
    for candidate in resolved.candidates:
        yield _pair_question(candidate, labels, named_in)


def _pair_question(
    candidate: MergeCandidate, labels: dict[Id, str], named_in: dict[Id, list[str]]
) -> ReviewQuestion:
    sides = enumerate((candidate.left, candidate.right), start=1)
    told = (f"{number}) {', '.join(named_in.get(side, [])[:5])}" for number, side in sides)
    return ReviewQuestion(
        Kind(candidate.kind),
        (candidate.left, candidate.right),
        labels[candidate.left],
        labels[candidate.right],
        "\n".join(told),
        candidate.reasons,
        candidate.score,
    )


def _entries_by_entity(resolved: Resolved, wanted: Collection[Id]) -> dict[Id, list[str]]:
    """Where each of these entities is named: report and number of the row."""
    names = {one.id: one.report.name for one in resolved.reports}
    report_of = {one.id: names[one.report] for one in resolved.entries}
    named_in: dict[Id, Iterable[Id]] = {
        **{body.id: _entries_of(body.stated_in) for body in resolved.organisations},
        **{person.id: _entries_of(person.stated_in) for person in resolved.persons},
        **{event.id: event.entries for event in resolved.events},
        **{agreement.id: _entries_of(agreement.type.sources) for agreement in resolved.agreements},
    }
    told = ((key, many) for key, many in named_in.items() if key in wanted)
    return {
        key: list(dict.fromkeys(f"{report_of[one]} № {resolved.facts[one].entry.number}" for one in many))
        for key, many in told
    }


def _entries_of(sources: Iterable[Source]) -> list[Id]:
    return [source.entry for source in sources]


def _fact_questions(resolved: Resolved, share: float, most: int | None) -> list[ReviewQuestion]:
    """The riskiest facts, those aside that a person has judged."""
    names = {one.id: one.report.name for one in resolved.reports}
    facts = (
        (names[entry.report], resolved.facts[entry.id], field, fact)
        for entry in resolved.entries
        for field, fact in _facts(resolved.facts[entry.id])
    )
    number = sum(1 for row in resolved.facts.values() for _ in _facts(row))
    asked_of = min(ceil(number * share), most or number)
    riskiest = nlargest(asked_of, facts, key=lambda one: risk_of(one[-1]))
    asked = [one for one in riskiest if _is_open(one[-1])]
    known = Alternatives(list(resolved.facts.values()) if asked else [])
    return [_fact_question(*one, known) for one in asked]


def _is_open(fact: ModelFact[Any]) -> bool:
    return risk_of(fact) >= LEAST_RISK and not _is_judged(fact)


def _is_judged(fact: ModelFact[Any]) -> bool:
    return any(one.rule == JUDGED for one in fact.evidence)


def _facts(facts: EntryFacts) -> Iterator[tuple[str, ModelFact[Any]]]:
    for field in FACT_FIELDS:
        yield from ((field.name, fact) for fact in field.of(facts))


def _fact_question(
    report: str, facts: EntryFacts, field: str, fact: ModelFact[Any], known: Alternatives
) -> ReviewQuestion:
    weakest = weakest_part(fact)
    part = weakest.part if weakest is not None else None
    spans = [one.span for one in fact.evidence if one.span is not None]
    words = [" ".join(cell_text(facts.entry, span.cell)[span.start : span.end].split()) for span in spans]
    return ReviewQuestion(
        Kind.FACT,
        (report, field),
        row_title(facts),
        value_text(fact.value),
        " … ".join(dict.fromkeys(words)),
        tuple(dict.fromkeys(one.rule for one in fact.evidence)),
        1 - risk_of(fact),
        fact.value,
        tuple(dict.fromkeys((*(weakest.doubts if weakest is not None else ()), *fact.doubts))),
        part,
        known.of(field, fact, part, facts),
    )


def weakest_part(fact: ModelFact[Any]) -> PartConfidence | None:
    """The part of the value that is less sure than the value itself, if one is."""
    part = min(fact.parts, key=lambda one: one.confidence, default=None)
    return part if part is not None and part.confidence < fact.confidence else None


# ── in words ────────────────────────────────────────────────────────────────────────────────────


def question_text(question: ReviewQuestion, language: str) -> str:
    """What is asked."""
    speech = Speech(language)
    if question.kind is Kind.FACT:
        return speech.say("review.fact", field=speech.say(f"review.field.{question.subjects[1]}"))
    return speech.say("review.pair")


def second_text(question: ReviewQuestion, language: str) -> str:
    """The second label, or the value in words."""
    if question.kind is not Kind.FACT:
        return question.second
    return value_shown(question.subjects[1], question.value, language)


def reasons_text(question: ReviewQuestion, language: str) -> str:
    """Why it is asked."""
    speech = Speech(language)
    if question.kind is not Kind.FACT:
        return "; ".join(reason_told(reason, speech) for reason in question.reasons)
    told = [rule_told(rule, speech) for rule in question.reasons]
    told += [speech.say("review.weakest", part=speech.say(f"part.{question.part}"))] if question.part else []
    return "; ".join([*told, *(speech.say(f"doubt.{doubt}") for doubt in question.doubts)])


def alternatives_told(question: ReviewQuestion, language: str) -> tuple[str, ...]:
    """In what each value that the fact may have instead differs, in words."""
    field, speech = question.subjects[1], Speech(language)
    return tuple(told_difference(field, question.second, one, speech) for one in question.alternatives)
