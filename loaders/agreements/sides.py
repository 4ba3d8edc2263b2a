"""The parties where a document's own words name none: who signs elsewhere, the sides of the event."""

import re
from functools import lru_cache

from loaders.agreements.candidates import Party, PartyScene, home_country
from loaders.agreements.clauses import clause_about
from loaders.agreements.document import DocumentMention
from loaders.agreements.joined import home_and_foreign
from loaders.agreements.joints import joints
from loaders.agreements.words import plain, vocabulary
from loaders.cell import Cell
from ontology.model import CellName
from ontology.morphology import lemma, parses

_POST = 80  # characters before a place that may tell whose post it is of
_FARTHEST = 6  # words from a post to its place: «министр культуры и туризма Ивановской области»
_POINT_MARK = re.compile(r"(?:;?\s*\n\s*[-–—•]|;)\s*$")


def signers(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«Стороны: A и B», «документ подписали мэр A и мэр B»: told elsewhere."""
    if document.status.value != "signed" or document.type == "arrangement":
        return []
    for told in dict.fromkeys((cell, scene.text[CellName.CONTENT])):
        for end in _told_of_signers(told.text):
            named = scene.within(told.name, *clause_about(told, end))
            pair = home_and_foreign(told, named) or [party for party in named if party.is_body]
            if len(pair) > 1:
                return pair
    return []


@lru_cache(maxsize=32)  # every document of a cell asks
def _told_of_signers(text: str) -> tuple[int, ...]:
    """Where the words end that tell of those who signed."""
    return tuple(match.end() for match in vocabulary().signers.finditer(plain(text)))


def two_named_before(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«Делегация A посетила B. Районы связывает договор»: the only two that the sentences before name."""
    if document.status.rule != "bound_by":
        return []
    named = {party.name: party for party in scene.within(cell.name, 0, document.clause[0])}
    return list(named.values()) if len(named) == 2 else []


def two_called(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«Мэр A встретил гостей из B: решено подписать договор между городами»: the only two places before."""
    if joints().between_these.match(plain(cell.text), document.title_end) is None:
        return []
    ahead = scene.within(cell.name, 0, document.start)
    places = {p.name: p for p in ahead if not p.is_body and p.kind != "country"}
    return list(places.values()) if len(places) == 2 else []


def two_before_colon(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«Дружить решили A и B: договор подписали мэры»: the only two whom the words before a colon name."""
    ahead = cell.text[: document.clause[0]].rstrip()
    if not ahead.endswith(":"):
        return []
    named = {p.name: p for p in scene.within(cell.name, *clause_about(cell, len(ahead) - 1))}
    return list(named.values()) if len(named) == 2 else []


def sides_of_event(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """The home side and the foreign side that stand nearest before, else those who take part.

    A guess of one side alone is none: nothing tells that it was a party. Nor is there one for a document of
    old, or for a point of a list whose points name their parties.
    """
    if _is_settled_elsewhere(scene, cell, document):
        return []
    end = document.clause[1] if document.type == "arrangement" else document.stop
    two = _two_participants(scene)
    home, foreign = (side(scene, cell.name, end, foreign=other) for other in (False, True))
    if not home or not foreign:
        return two  # whose country nothing tells
    if document.plural and _is_one_of_several(scene, foreign):
        return _told_in_clause(scene, cell, document, home[:1])
    if two and not _are_told(scene, cell, home, foreign):
        return two
    return [*home[:1], *foreign]


def _is_settled_elsewhere(scene: PartyScene, cell: Cell, document: DocumentMention) -> bool:
    """Whether the document is of old, or the point of a list before it names the parties."""
    return document.status.value == "in_force" or _beside_point_with_parties(scene, cell, document)


def _told_in_clause(
    scene: PartyScene, cell: Cell, document: DocumentMention, parties: list[Party]
) -> list[Party]:
    told = scene.within(cell.name, *document.clause)
    return [one for one in parties if one in told]


def _are_told(scene: PartyScene, cell: Cell, home: list[Party], foreign: list[Party]) -> bool:
    """Whether the cell names both sides, or the foreign one is a body."""
    are_of_cell = {home[0], foreign[0]} <= set(scene.candidates[cell.name])
    return are_of_cell or any(party.is_body for party in foreign)


def _is_one_of_several(scene: PartyScene, foreign: list[Party]) -> bool:
    """«глава Вязьмы и представители делегаций подписали планы»: whether several bodies abroad take part."""
    taking_part = scene.candidates[CellName.PARTICIPANTS]
    bodies = {one.name for one in taking_part if one.is_body and one.country == foreign[0].country}
    return foreign[0] in taking_part and len(bodies) > 2


def _beside_point_with_parties(scene: PartyScene, cell: Cell, document: DocumentMention) -> bool:
    """«– A и B подписали договор; – достигнута договоренность»: whether the point before names two."""
    mark = _POINT_MARK.search(cell.text, 0, document.clause[0])
    if mark is None:
        return False
    before = scene.within(cell.name, *clause_about(cell, mark.start()))
    return len([party for party in before if party.is_body]) > 1


def _two_participants(scene: PartyScene) -> list[Party]:
    """Two bodies that alone take part."""
    bodies = [party for party in scene.candidates[CellName.PARTICIPANTS] if party.is_body]
    places = [
        p for p in scene.candidates[CellName.PARTICIPANTS] if not p.is_body and p.country != home_country()
    ]
    return bodies if len({party.name for party in bodies}) == 2 and not places else []


def side(scene: PartyScene, cell: CellName, end: int, *, foreign: bool) -> list[Party]:
    """The side's bodies in the nearest sentence before, else its delegation, else who takes part."""
    here = [p for p in scene.within(cell, 0, end) if (p.country != home_country()) == foreign]
    bodies, last = [p for p in here if p.is_body], _last_delegation(scene.text[cell].text, here)
    if not bodies:
        return last or participants(scene, foreign=foreign)
    if not foreign and last and bodies[-1].start < last[0].start:
        return last
    return _same_clause(scene.text[cell], bodies, bodies[-1])


def _last_delegation(text: str, parties: list[Party]) -> list[Party]:
    return [p for p in parties if not p.is_body and _stands_for_side(text, p.start)][-1:]


def _same_clause(cell: Cell, bodies: list[Party], one: Party) -> list[Party]:
    start, end = clause_about(cell, one.start)
    return [party for party in bodies if start <= party.start <= end]


def _stands_for_side(text: str, position: int) -> bool:
    """«делегация …», «министр культуры и туризма …» before a place."""
    words = re.findall(r"[\w-]+|[^\w\s]", text[max(0, position - _POST) : position])
    for back, word in enumerate(reversed(words[-_FARTHEST:])):
        if lemma(word) in vocabulary().side_nouns:
            return True
        if back > 1 and (not word[0].isalpha() or parses(word)[0].tag.POS in ("VERB", "PRTS", "PREP")):
            return False
    return False


def participants(scene: PartyScene, *, foreign: bool) -> list[Party]:
    """The side's first body or else place among the participants, else in the title; else who reports."""
    for cell in (CellName.PARTICIPANTS, CellName.TITLE):
        found = [p for p in scene.candidates[cell] if (p.country != home_country()) == foreign]
        if found and not found[0].is_body and _stands_for_side(scene.text[cell].text, found[0].start):
            return found[:1]
        if found:
            return sorted(found, key=lambda party: not party.is_body)[:1]
    reporter = scene.text.entry.municipality
    return [] if foreign or reporter is None else [Party(reporter, -1, -1, home_country(), "district")]
