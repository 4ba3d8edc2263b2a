"""What decisions teach the office's lexicon: found, accepted and refused, for the command and for the pages.

    python -m cli.lessons DATA

reads a `LearningRequest` in JSON from its input and writes the `LearningReply`; the server reads no reports.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cli.lexicon import use_lexicon
from graph.judgements import FILE_NAME, Judgement, load_judgements
from graph.learning.checks import checks_of, save_checks
from graph.learning.offers import LearningReply, LearningRequest, Offer, OfferAction
from graph.learning.proposals import Change, Proposal, changes, proposals
from graph.review.kept import kept_facts
from graph.snapshots.snapshot import DataFolder
from loaders.cell import read_entry
from loaders.extract import extract_entry
from loaders.own_words.checking import check_places
from loaders.own_words.usage import entries_of, is_named_in
from ontology.codec import from_json, to_json
from ontology.errors import InputError, PobratimError
from ontology.model import EntryFacts, ReportFacts
from ontology.own_words import CHECKS_NAME, REFUSED_NAME, in_force, own_words
from ontology.own_words import FILE_NAME as LEXICON
from ontology.own_words.reading import parse_own_words
from ontology.own_words.writing import add_entry, entry_line, section_of, with_entry
from ontology.speech import SPEECHES


@dataclass(frozen=True, slots=True)
class Lesson:
    """A proposed entry with all that it would change."""

    proposal: Proposal
    line: str
    changes: tuple[Change, ...]


def lessons(data: Path, judgements: Sequence[Judgement]) -> list[Lesson]:
    """The entries that the decisions lead to and nobody refused, those that change least first.

    An entry that changes nothing of the served reports is none, nor is one that the lexicon could not hold,
    as of a body that it has otherwise or a place that nobody knows. The lexicon of the folder is in force.
    """
    use_lexicon(data)
    reports = kept_facts(DataFolder(data).current().path)
    have = [entry for _, entry in entries_of(own_words())]
    refused = _refused(data / REFUSED_NAME)
    text = (data / LEXICON).read_text("utf-8") if (data / LEXICON).is_file() else ""
    found = [
        Lesson(one, line, _changes(text, one, reports))
        for one in proposals(judgements, reports, have)
        if (line := entry_line(one.entry)[4:]) not in refused
    ]
    return sorted((one for one in found if one.changes), key=lambda one: (len(one.changes), one.line))


def answer(data: Path, lesson: Lesson, told: OfferAction, person: str) -> None:
    """An accepted entry stands in the lexicon and is checked from then on; a refused one is not offered."""
    if told is OfferAction.ACCEPT:
        add_entry(data / LEXICON, lesson.proposal.entry)
        save_checks(data / CHECKS_NAME, checks_of(lesson.line, lesson.changes, person, date.today()))
    elif told is OfferAction.REFUSE:
        with (data / REFUSED_NAME).open("a", encoding="utf-8") as file:
            file.write(f"{lesson.line}\n")


def _refused(file: Path) -> frozenset[str]:
    return frozenset(file.read_text("utf-8").splitlines()) if file.is_file() else frozenset()


def _changes(lexicon: str, proposal: Proposal, reports: Sequence[ReportFacts]) -> tuple[Change, ...]:
    """What rows with words of the entry say by the lexicon as it is, and would say with the entry in it."""
    named = list(_naming(proposal, reports))
    try:
        words = parse_own_words(with_entry(lexicon, proposal.entry), LEXICON)
        with in_force(words):
            check_places(words)
            after = [extract_entry(facts.entry) for facts in named]
    except InputError:
        return ()
    return changes([extract_entry(facts.entry) for facts in named], after)


def _naming(proposal: Proposal, reports: Sequence[ReportFacts]) -> Iterator[EntryFacts]:
    for report in reports:
        for facts in report.entries:
            if is_named_in(proposal.entry, read_entry(facts.entry)):
                yield facts


# ── for the pages ───────────────────────────────────────────────────────────────────────────────


def reply_to(data: Path, asked: LearningRequest) -> LearningReply:
    """What is offered; where the request answers an offer, what is offered besides once it is answered."""
    decided = load_judgements(data / FILE_NAME)
    mine = [one for one in decided if asked.about is None or one.about == asked.about]
    found = lessons(data, mine)
    answered = next((one for one in found if one.line == asked.line), None)
    if answered is not None and asked.answer is not OfferAction.SKIP:
        answer(data, answered, asked.answer, asked.by)
        found = lessons(data, mine)
    return LearningReply(tuple(_offer(one) for one in found))


def _offer(lesson: Lesson) -> Offer:
    entry = lesson.proposal.entry
    return Offer(lesson.line, section_of(entry), to_json(entry), lesson.proposal.decisions, lesson.changes)


def main(data: str) -> int:
    """Answers the request that comes in; a problem is told in each language."""
    try:
        reply = reply_to(Path(data), from_json(LearningRequest, json.load(sys.stdin)))
    except PobratimError as error:
        reply = LearningReply(problem={speech.lang: error.told(speech) for speech in SPEECHES})
    json.dump(to_json(reply), sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
