"""How sure a fact is as a whole, of the confidence that it and its parts have."""

from math import prod
from typing import Any

from ontology.model import Fact, PartConfidence

SURE = 0.95
"""A fact, or a part of one, that is as sure as this needs no telling what speaks against it."""


def uncertain_parts(fact: Fact[Any]) -> tuple[PartConfidence, ...]:
    """The parts of the value that are less sure than the value, and not quite sure."""
    return tuple(one for one in fact.parts if one.confidence < min(fact.confidence, SURE))


def risk_of(fact: Fact[Any]) -> float:
    """How likely it is that something in the fact is wrong: the value, or a part of it."""
    return 1 - fact.confidence * prod(one.confidence for one in fact.parts)
