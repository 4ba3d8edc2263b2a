"""How terms of the graph and reasons of merges are told to people."""

import re

from ontology.speech import Speech, catalogue

_NUMBER = re.compile(r"\d+")


def reason_told(reason: str, speech: Speech) -> str:
    """A reason of a merge in a language: the catalogue has it under its words, `n` for a number."""
    numbers = _NUMBER.findall(reason)
    key = f"reason.{_NUMBER.sub('n', reason).replace(',', '').replace(' ', '_')}"
    if key not in catalogue():
        return reason
    return speech.count(key, int(numbers[0])) if numbers else speech.say(key)


def rule_told(rule: str, speech: Speech) -> str:
    """What a rule goes by; its name where the catalogue lacks it."""
    return speech.say_if_known(f"rule.{rule}") or rule


def term_told(iri: str, speech: Speech) -> str:
    """A term of another vocabulary by the end of its name; the IRI where the catalogue lacks it."""
    return speech.say_if_known(f"term.{iri.rpartition('#')[2].rpartition('/')[2]}") or iri
