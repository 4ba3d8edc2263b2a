"""The words of agreements: every rule reads the phrase it is for, and is told in both languages."""

import re

import pytest

from loaders.agreements.words import CodedPattern, StatusRule, terms, vocabulary
from ontology.speech import catalogue
from tests.loaders.test_agreements import reading

RULES = (*vocabulary().statuses, *vocabulary().lives)
PHRASES = (*terms().patterns, *terms().ago)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code is not None], ids=lambda rule: rule.name
)
def test_a_rule_reads_its_phrase(rule: StatusRule) -> None:
    found = reading(f"{rule.example}. Встреча прошла тепло").facts
    assert rule.name in {evidence.rule for fact in found for evidence in fact.evidence}


@pytest.mark.parametrize("rule", [one for one in RULES if one.code is None], ids=lambda one: one.name)
def test_a_rule_without_a_status_reads_none(rule: StatusRule) -> None:
    assert reading(rule.example).facts == ()


@pytest.mark.parametrize("told", vocabulary().relations, ids=lambda told: told.code)
def test_a_relation_reads_its_phrase(told: CodedPattern) -> None:
    first = reading(f"Подписано {told.example} о дружбе от 03.05.2021").facts
    assert f"about_{told.code}" in {evidence.rule for fact in first for evidence in fact.evidence}


@pytest.mark.parametrize("told", PHRASES, ids=lambda told: told.example)
def test_a_pattern_finds_its_phrase(told: CodedPattern) -> None:
    assert told.pattern.search(told.example) or told.pattern.search(re.sub(r"\w+$", "", told.example))


def test_every_rule_is_told_in_words() -> None:
    named = {rule.name for rule in RULES} | {f"about_{told.code}" for told in vocabulary().relations}
    named |= {f"term_{told.code}" for told in terms().patterns}
    wordless = sorted(name for name in named if f"rule.{name}" not in catalogue())
    assert not wordless, f"give {wordless} words in ontology/speech/catalogue/rules.yml"
