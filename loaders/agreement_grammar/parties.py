"""Between whom: the parties of a document or arrangement, spelt as the mentions of bodies and places are."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from loaders.agreement_grammar.candidates import Party, Scene
from loaders.agreement_grammar.documents import Document
from loaders.agreement_grammar.words import clause_about, plain, points_after, vocabulary
from loaders.language import CellText, lemma
from ontology.model import CellName, Span

HOME = "RU"

_WITH = re.compile(r"\bс(?:о)?\s+(?!цел|учет|момент|\d)(?:[\w-]+\s+){0,3}$")
_LISTED = re.compile(r"[:\s•–—-]*(?:между )?(?:г\. ?|город\w* )?")
_SUPPLEMENTS = re.compile(r"\b(?:к|в|по реализации|по выполнению|об изменении|о пролонгации|о продлении)\s+$")
_ALSO = re.compile(r"\s*(?:\([^()]*\))?\s*(?:,|и|, а также|а также)\s+(?:с(?:о)?\s+)?$")


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties and the rule that found them."""

    names: tuple[str, ...]
    rule: str
    spans: tuple[Span, ...] = ()


# ── the rules, first answer wins ────────────────────────────────────────────────────────────────


def joiner_and_joined(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«город A присоединился к ассоциации B»."""
    if document.type != "accession":
        return []
    before = scene.within(cell.name, document.clause[0], document.start)[-1:]
    return [*before, *scene.within(cell.name, document.start, document.clause[1])[-1:]]


def point_of_list(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«договорились, что A купит: у B …; у C …»: who is named before the list, and in the point."""
    if document.point is None:
        return []
    ahead = [p for p in scene.within(cell.name, document.start, document.clause[1]) if p.is_body]
    return [*ahead, *(p for p in scene.within(cell.name, *document.point) if p.is_body)]


def between(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«между A и B», after the document's name or before it in its clause."""
    text = plain(cell.text)
    supplements = _SUPPLEMENTS.search(text, document.start, document.stop) is not None
    after = document.clause[1] if supplements else document.stop
    for start, end in ((document.start, after), (document.clause[0], document.start)):
        match = re.compile(r"\bмежду\b").search(text, start, end)
        if match is not None:
            end = _end_of_pairs(scene, cell, document, end)
            return scene.within(cell.name, match.end(), _stop(scene, cell, match.end(), end))
    return []


def _end_of_pairs(scene: Scene, cell: CellText, document: Document, end: int) -> int:
    """Where the pairs of several documents end: «договоры между A и B; C и D»."""
    while document.plural and cell.text[end : end + 1] == ";":
        clause = clause_about(cell.text, end + 1)
        following = scene.within(cell.name, *clause)
        if not following or cell.text[clause[0] : following[0].start].strip():
            break
        end = clause[1]
    return end


def listed_after(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«заключены договоры: A с B, C с D»: parties that a colon after the clause begins."""
    points = points_after(cell.text, document.clause[1]) if document.stop == document.clause[1] else []
    found = [party for point in points for party in scene.within(cell.name, *point)]
    leads = found and _LISTED.match(plain(cell.text), document.clause[1], found[0].start + 1)
    return found if leads and leads.end() >= found[0].start and len(found) > 1 else []


def named_after(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«соглашение о сотрудничестве A и B»: bodies in the genitive right after the document's name."""
    end = _stop(scene, cell, document.title_end, document.stop)
    found = scene.within(cell.name, document.title_end, end)
    beside = found and not cell.text[document.title_end : found[0].start].strip()
    joined = [p for p in found if p.is_body] if beside else []
    return joined if len(joined) > 1 else []


def with_counterpart(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«A подписал соглашение с B», «с B заключен договор»: B with the side that the clause or entry tells."""
    text = plain(cell.text)
    counterparts: list[Party] = []
    for party in scene.within(cell.name, *document.clause):
        joined = counterparts and _ALSO.match(text[counterparts[-1].end : party.start])
        if joined or _WITH.search(text[document.clause[0] : party.start]):
            counterparts.append(party)
    if not counterparts or document.type == "arrangement":
        return []
    subjects = [
        p for p in scene.within(cell.name, document.clause[0], document.start) if p not in counterparts
    ]
    bodies = [p for p in subjects if p.is_body] or subjects
    if not bodies:
        foreign = counterparts[0].country != HOME
        bodies = (
            _side(scene, cell.name, document.clause[0], foreign=not foreign)
            or [p for p in _participants(scene, foreign=foreign) if p.name != counterparts[0].name]
        )[:1]
    return [*bodies, *counterparts]


def bodies_of_clause(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """Bodies of both sides in the clause itself."""
    bodies = [p for p in scene.within(cell.name, *document.clause) if p.is_body]
    return bodies if len({p.country == HOME for p in bodies}) == 2 else []


def pair_of_clause(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«A и B подписали соглашение»: a home and a foreign party joined before the document."""
    return _home_and_foreign(cell, scene.within(cell.name, document.clause[0], document.start))


def _home_and_foreign(cell: CellText, parties: list[Party]) -> list[Party]:
    """The first two of them that «и» joins across the border."""
    for one, other in itertools.pairwise(parties):
        joined = re.search(r"\sи\s+(?:[\w-]+\s+)?$", cell.text[one.end : other.start])
        if joined is not None and (one.country == HOME) != (other.country == HOME):
            return [one, other]
    return []


def signers(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«Стороны: A и B», «документ подписали мэр A и мэр B»: told elsewhere."""
    if document.status != "signed" or document.type == "arrangement":
        return []
    for told in dict.fromkeys((cell, scene.text[CellName.CONTENT])):
        for match in vocabulary().signers.finditer(plain(told.text)):
            named = scene.within(told.name, *clause_about(told.text, match.end()))
            pair = _home_and_foreign(told, named) or [party for party in named if party.is_body]
            if len(pair) > 1:
                return pair
    return []


def sides_of_event(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """The home side and the foreign side that stand nearest before, else those who take part.

    A guess of one side alone is none: nothing tells that it was a party.
    """
    end = document.clause[1] if document.type == "arrangement" else document.stop
    home, foreign = (_side(scene, cell.name, end, foreign=side) for side in (False, True))
    two = [party for party in scene.candidates[CellName.PARTICIPANTS] if party.is_body]
    if not (home and foreign) and len({party.name for party in two}) == 2:
        return two  # whose country nothing tells
    return [*home[:1], *foreign] if home and foreign else []


RULES: tuple[Callable[[Scene, CellText, Document], list[Party]], ...] = (
    joiner_and_joined,
    point_of_list,
    between,
    listed_after,
    named_after,
    with_counterpart,
    bodies_of_clause,
    pair_of_clause,
    signers,
    sides_of_event,
)

CONFIDENCE = {
    "joiner_and_joined": 0.85,
    "point_of_list": 0.8,
    "between": 0.95,
    "listed_after": 0.85,
    "named_after": 0.93,
    "with_counterpart": 0.85,
    "bodies_of_clause": 0.8,
    "pair_of_clause": 0.8,
    "signers": 0.75,
    "sides_of_event": 0.65,
    "nobody_named": 0.4,
}


def read_parties(scene: Scene, cell: CellText, document: Document) -> tuple[Parties, ...]:
    """The parties by the first rule that finds any, in the order of the words.

    More than one answer where a plural tells of several documents: «соглашения между A и B, C и D».
    """
    for rule in RULES:
        found = rule(scene, cell, document)
        if found:
            groups = _groups(cell, document, found) if document.plural is not False else []
            return tuple(_parties(scene, cell, group, rule.__name__) for group in groups or [found])
    return (Parties((), "nobody_named"),)


def _parties(scene: Scene, cell: CellText, found: list[Party], rule: str) -> Parties:
    names = tuple(dict.fromkeys(party.name for party in found))
    spans = tuple(cell.span(p.start, p.end) for p in found if p in scene.candidates[cell.name])
    return Parties(names, rule, spans)


def _groups(cell: CellText, document: Document, found: list[Party]) -> list[list[Party]]:
    """The parties of each of several documents: two by two, or one subject with every counterpart."""
    counterparts = found[1:]
    each = len(counterparts) > 1 and all(
        _ALSO.match(cell.text[one.end : other.start]) for one, other in itertools.pairwise(counterparts)
    )
    if document.plural and each and _WITH.search(plain(cell.text)[: counterparts[0].start]):
        return [[found[0], other] for other in counterparts]
    return _pairs(cell.text, found)


def _pairs(text: str, parties: list[Party]) -> list[list[Party]]:
    """The parties two by two where «и» or «с» joins each pair and a mark parts the pairs; else nothing."""
    between = [text[a.end : b.start] for a, b in itertools.pairwise(parties)]
    joined = all(re.search(r"\b(?:и|с)\s", words) is not None for words in between[::2])
    parted = all(re.search(r"[,;]|\bтакже\b", words) is not None for words in between[1::2])
    if len(parties) < 4 or len(parties) % 2 or not (joined and parted):
        return []
    return [parties[i : i + 2] for i in range(0, len(parties), 2)]


# ── sides ───────────────────────────────────────────────────────────────────────────────────────


def _stop(scene: Scene, cell: CellText, start: int, end: int) -> int:
    """Where a list of parties ends at the latest; words of a party's own name end nothing."""
    names = scene.candidates[cell.name]
    for match in vocabulary().parties_end.finditer(plain(cell.text), start, end):
        if not any(party.start <= match.start() < party.end for party in names):
            return match.start()
    return end


def _side(scene: Scene, cell: CellName, end: int, *, foreign: bool) -> list[Party]:
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
    return _participants(scene, foreign=foreign)


def _same_clause(text: str, bodies: list[Party], one: Party) -> list[Party]:
    start, end = clause_about(text, one.start)
    return [party for party in bodies if start <= party.start <= end]


def _stands_for_side(text: str, position: int) -> bool:
    """«делегация …», «представители …» before a place."""
    words = re.findall(r"[\w-]+", text[max(0, position - 40) : position])
    return any(lemma(word) in vocabulary().side_nouns for word in words[-2:])


def _participants(scene: Scene, *, foreign: bool) -> list[Party]:
    """The side's first body or else place among the participants, else in the title; else who reports."""
    for cell in (CellName.PARTICIPANTS, CellName.TITLE):
        found = [p for p in scene.candidates[cell] if (p.country != HOME) == foreign]
        if found:
            return sorted(found, key=lambda party: not party.is_body)[:1]
    reporter = scene.text.entry.municipality
    return [] if foreign or reporter is None else [Party(reporter, -1, -1, HOME, False)]
