"""Who stands for the home side and the foreign side of an event, where a document's own words do not tell."""

import re

from loaders.agreement_grammar.candidates import Party, Scene
from loaders.agreement_grammar.words import clause_about, vocabulary
from loaders.language import lemma
from ontology.model import CellName

HOME = "RU"


def side(scene: Scene, cell: CellName, end: int, *, foreign: bool) -> list[Party]:
    """The side's bodies in the nearest sentence before, else its delegation, else who takes part."""
    here = [p for p in scene.within(cell, 0, end) if (p.country != HOME) == foreign]
    text = scene.text[cell].text
    delegations = [p for p in here if not p.is_body and _stands_for_side(text, p.start)]
    bodies = [p for p in here if p.is_body]
    nearest = _same_clause(text, bodies, bodies[-1]) if bodies else []
    if not foreign and delegations and (not bodies or bodies[-1].start < delegations[-1].start):
        return delegations[-1:]
    if nearest:
        return nearest
    if delegations:
        return delegations[-1:]
    return participants(scene, foreign=foreign)


def _same_clause(text: str, bodies: list[Party], one: Party) -> list[Party]:
    start, end = clause_about(text, one.start)
    return [party for party in bodies if start <= party.start <= end]


def _stands_for_side(text: str, position: int) -> bool:
    """«делегация …», «представители …» before a place."""
    words = re.findall(r"[\w-]+", text[max(0, position - 40) : position])
    return any(lemma(word) in vocabulary().side_nouns for word in words[-2:])


def participants(scene: Scene, *, foreign: bool) -> list[Party]:
    """The side's first body or else place among the participants, else in the title; else who reports."""
    for cell in (CellName.PARTICIPANTS, CellName.TITLE):
        found = [p for p in scene.candidates[cell] if (p.country != HOME) == foreign]
        if found:
            return sorted(found, key=lambda party: not party.is_body)[:1]
    reporter = scene.text.entry.municipality
    return [] if foreign or reporter is None else [Party(reporter, -1, -1, HOME, "district")]
