"""That the evidence of each property of an agreement is its own words: over all rows and phrases of ours."""

import re
from collections.abc import Iterator

import pytest

from loaders.cell import read_cell
from loaders.extract import extract_entry
from ontology.model import AgreementRef, EntryFacts, Evidence, Fact
from ontology.yaml_files import read_yaml
from tests.loaders.entries import entry_text
from tests.loaders.test_phrases import FOLDER as PHRASES
from tests.loaders.test_phrases import ROW
from tools.annotated import CELLS
from tools.annotated import FOLDER as ANNOTATED

pytestmark = pytest.mark.slow

Stated = tuple[AgreementRef, str, str, str]
"""An agreement, a property of it, the rule and the words of its evidence."""


def rows() -> Iterator[EntryFacts]:
    """The phrases, and the annotated rows that tell of documents, as they are read."""
    phrases = (one for path in sorted(PHRASES.glob("*.yml")) for one in read_yaml(path))
    reports = (read_yaml(path)["rows"] for path in sorted(ANNOTATED.glob("*.yml")))
    annotated = (row for report in reports for row in report if row["expect"].get("agreements"))
    for row in (*phrases, *annotated):
        yield extract_entry(entry_text(**{name: row.get(name, ROW.get(name, "")) for name in CELLS}).entry)


@pytest.fixture(scope="module")
def read() -> list[EntryFacts]:
    return list(rows())


@pytest.fixture(scope="module")
def stated(read: list[EntryFacts]) -> list[Stated]:
    return [
        (fact.value, one.part, one.rule, words_of(facts, one))
        for facts in read
        for fact in facts.agreements
        for one in fact.evidence
        if one.part is not None and one.span is not None
    ]


def words_of(facts: EntryFacts, one: Evidence) -> str:
    assert one.span is not None
    return read_cell(one.span.cell, facts.entry.cells[one.span.cell]).text[one.span.start : one.span.end]


def of_part(stated: list[Stated], part: str, least: int) -> list[Stated]:
    found = [one for one in stated if one[1] == part]
    assert len(found) >= least, f"only {len(found)} agreements have evidence of their {part}"
    return found


def test_evidence_of_a_date_holds_a_date(read: list[EntryFacts]) -> None:
    """The day itself, or what it is reckoned from: «в первый день» stands beside the days of the event."""
    proven = 0
    for facts in read:
        for fact in facts.agreements:
            words = [words_of(facts, one) for one in fact.evidence if one.part == "date" and one.span]
            proven += bool(words)
            assert not words or any(re.search(r"\d", one) for one in words), (fact.value, words)
            day = fact.value.date.day if fact.value.date is not None and len(words) == 1 else None
            assert day is None or re.search(rf"(?<!\d)0?{day}(?!\d)", words[0]), (fact.value, words)
    assert proven >= 60


def test_evidence_of_a_life_is_the_words_that_tell_it(stated: list[Stated]) -> None:
    for agreement, _, rule, words in of_part(stated, "life", 10):
        assert len(words.split()) <= 6, (rule, words)
        assert not any(party in words for party in agreement.parties), (rule, words)


def test_evidence_of_a_term_is_its_text(stated: list[Stated]) -> None:
    for agreement, _, rule, words in of_part(stated, "term", 15):
        assert agreement.term is not None
        assert agreement.term.text in words or words in agreement.term.text, (rule, words)


def test_evidence_of_signers_names_them(stated: list[Stated]) -> None:
    for agreement, _, rule, words in of_part(stated, "signers", 5):
        surnames = {name.split()[-1][:4] for name in agreement.signers}
        assert any(surname in words for surname in surnames), (rule, words)


def test_evidence_of_a_number_holds_it(stated: list[Stated]) -> None:
    for agreement, _, rule, words in of_part(stated, "number", 1):
        assert agreement.number is not None
        assert agreement.number in words, (rule, words)


def test_each_property_has_evidence_of_its_own(read: list[EntryFacts]) -> None:
    for facts in read:
        for fact in facts.agreements:
            parts = {one.part for one in fact.evidence}
            assert not {*told_parts(fact)} - parts, (fact.value, parts)


def told_parts(fact: Fact[AgreementRef]) -> Iterator[str]:
    value = fact.value
    yield "status"
    yield from (
        part for part in ("date", "life", "term", "number", "signers", "about") if getattr(value, part)
    )
    if value.parties:
        yield "parties"
