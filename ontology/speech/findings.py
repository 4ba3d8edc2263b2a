"""Findings in words, from the catalogue."""

from ontology.model import Finding
from ontology.speech import Speech


def finding_message(finding: Finding, speech: Speech) -> str:
    """What is found, in words."""
    return speech.say(f"finding.{finding.code}", **finding.values)


def finding_remedy(finding: Finding, speech: Speech) -> str:
    """What to do about it, in words; empty where nothing is to be done."""
    return speech.say_if_known(f"finding.{finding.code}.remedy", **finding.values)
