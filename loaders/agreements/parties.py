"""Between whom: the parties of a document or arrangement, spelt as the mentions of bodies and places are."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from loaders.agreements.candidates import HOME, Party, Scene
from loaders.agreements.clauses import clause_about, points_after
from loaders.agreements.documents import Document
from loaders.agreements.joined import ALSO, IN_BRACKETS, PERSON, home_and_foreign, together
from loaders.agreements.sharing import groups
from loaders.agreements.sides import participants, side, sides_of_event, signers
from loaders.agreements.spoken import spoken
from loaders.agreements.words import plain, vocabulary
from loaders.cell.text import CellText, lemma
from ontology.model import Span

_BETWEEN = re.compile(r"\bмежду\b")
_WITH = re.compile(r"\bс(?:о)?\s+(?!цел|учет|момент|\d)(?:[\w-]+\s+){0,3}$")
_LISTED = re.compile(r"[:\s•–—-]*(?:между )?(?:г\. ?|город\w* )?")
_SIGNED_BY = re.compile(r"(?:подписа|заключи)\w+\s*$")
_AFTER_SUBJECT = re.compile(rf"{IN_BRACKETS}{PERSON}\s+")


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties and the rule that found them."""

    names: tuple[str, ...]
    rule: str
    spans: tuple[Span, ...] = ()


# ── the rules, first answer wins ────────────────────────────────────────────────────────────────


def joiner_and_joined(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«город A присоединился к ассоциации B», «присоединение A к B»."""
    if document.type != "accession":
        return []
    before = scene.within(cell.name, document.clause[0], document.title_end)[-1:]
    return [*before, *scene.within(cell.name, document.title_end, document.clause[1])[:1]]


def point_of_list(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«договорились, что A купит: у B …; у C …»: who is named before the list, and in the point."""
    if document.point is None or document.type != "arrangement":
        return []
    ahead = [p for p in scene.within(cell.name, document.start, document.clause[1]) if p.is_body]
    return [*ahead, *(p for p in scene.within(cell.name, *document.point) if p.is_body)]


def between(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«между A и B», after the document's name or before it in its clause."""
    region = _between(scene, cell, document)
    found = scene.within(cell.name, *region) if region is not None else []
    return (
        found if len(found) > 1 and region is not None and spoken(cell.text, *region, found) == found else []
    )


def between_words(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«между A и B», A or B no known body or place."""
    region = _between(scene, cell, document)
    if region is None:
        return []
    known = scene.within(cell.name, *region)
    parties = spoken(cell.text, *region, known)
    return parties if len(parties) > 1 else known


def _between(scene: Scene, cell: CellText, document: Document) -> tuple[int, int] | None:
    """The characters of the list that «между» begins."""
    text = plain(cell.text)
    after, stop = document.point or (document.start, document.far)
    for start, end in ((after, stop), (document.clause[0], document.start)):
        match = _BETWEEN.search(text, start, end)
        if match is not None:
            last = _end_of_pairs(scene, cell, document, end)
            return match.end(), _stop(scene, cell, match.end(), last)
    return None


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
    found = [party for party in found if not _speaks_for(cell.text, party)]
    if len(found) < 2:
        return []
    leads = _LISTED.match(plain(cell.text), document.clause[1], found[0].start + 1)
    signed = _SIGNED_BY.search(plain(cell.text), document.start, document.clause[1])
    return found if signed or (leads and leads.end() >= found[0].start) else []


def _speaks_for(text: str, party: Party) -> bool:
    """«от Смоленской области – глава …»: for whom the next one signs."""
    before, after = text[: party.start], text[party.end : party.end + 3]
    return re.search(r"\bот\s+$", before) is not None and re.match(r"\s*[–—-]", after) is not None


def named_after(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«соглашение о сотрудничестве A и B»: bodies in the genitive right after the document's name."""
    end = _stop(scene, cell, document.title_end, document.stop)
    found = scene.within(cell.name, document.title_end, end)
    beside = found and not cell.text[document.title_end : found[0].start].strip()
    joined = [p for p in found if p.is_body] if beside else []
    return joined if len(joined) > 1 else []


def places_of_name(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«план сотрудничества России и Беларуси»: places in the genitive within the document's name."""
    if document.type == "arrangement":
        return []
    named = scene.within(cell.name, document.start, document.title_end)
    for one, other in itertools.pairwise(named):
        text = cell.text[document.start : one.start]
        if one.is_body or other.is_body or vocabulary().of_whom.search(plain(text)) is None:
            continue
        if re.fullmatch(r"\s+и\s+(?:[\w-]+\s+)?", cell.text[one.end : other.start]):
            return [one, other]
    return []


def with_counterpart(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«A подписал соглашение с B», «с B заключен договор»: B with the side that the clause or entry tells."""
    if document.type == "arrangement":
        return []
    text, counterparts = plain(cell.text), list[Party]()
    told = document.point or (document.clause[0], document.stop)
    for party in scene.within(cell.name, *told):
        joined = counterparts and ALSO.match(text[counterparts[-1].end : party.start])
        if joined or _is_counterpart(text[told[0] : party.start], party):
            counterparts.append(party)
    if not counterparts:
        return []
    own = [p for p in counterparts if document.told[0] <= p.start < document.told[1]]
    before = scene.within(cell.name, document.clause[0], document.start)
    subjects = [p for p in before if p not in counterparts]
    subjects = [p for p in subjects if p.start >= document.since] or subjects
    bodies = [p for p in subjects if p.is_body] or subjects
    if not bodies:
        foreign = counterparts[0].country != HOME
        bodies = (
            side(scene, cell.name, document.clause[0], foreign=not foreign)
            or [
                p
                for p in participants(scene, foreign=foreign)
                if p.is_body and p.name != counterparts[0].name
            ]
        )[:1]
    return [*bodies, *(own or counterparts)]


def _is_counterpart(before: str, party: Party) -> bool:
    """Whether «с» governs the party; «с учреждениями Беларуси» names nobody."""
    found = _WITH.search(before)
    if found is None:
        return False
    governing = found.group().split()[1:]
    return party.kind != "country" or all(lemma(word) in vocabulary().side_nouns for word in governing)


def subjects(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«A, B и мэр C подписали соглашение»: all who stand together right before the verb."""
    named = scene.within(cell.name, document.clause[0], document.clause[1])
    for run in reversed(together(cell.text, named)):
        after = _AFTER_SUBJECT.match(cell.text, run[-1].end)
        if len(run) > 1 and after and vocabulary().signing.match(plain(cell.text), after.end()):
            return run
    return []


def subjects_after(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«соглашение подписали A, B и мэр C»: all who stand together right after the verb."""
    named = scene.within(cell.name, document.title_end, document.clause[1])
    for run in together(cell.text, named):
        verb = vocabulary().signed_by.search(plain(cell.text), document.start, run[0].start)
        if verb is not None:
            found = spoken(
                cell.text, run[0].start, _stop(scene, cell, run[0].start, document.clause[1]), named
            )
            return found if len(found) > 1 else []
    return []


def bodies_of_clause(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """Bodies of both sides in the clause itself."""
    bodies = [p for p in scene.within(cell.name, *(document.point or document.clause)) if p.is_body]
    return bodies if len({p.country == HOME for p in bodies}) == 2 else []


def pair_of_clause(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«A и B подписали соглашение»: a home and a foreign party joined before the document."""
    return home_and_foreign(cell, scene.within(cell.name, document.clause[0], document.start))


RULES: tuple[Callable[[Scene, CellText, Document], list[Party]], ...] = (
    joiner_and_joined,
    point_of_list,
    between,
    between_words,
    listed_after,
    named_after,
    places_of_name,
    with_counterpart,
    subjects,
    subjects_after,
    bodies_of_clause,
    pair_of_clause,
    signers,
    sides_of_event,
)

CONFIDENCE = {
    "joiner_and_joined": 0.85,
    "point_of_list": 0.8,
    "between": 0.95,
    "between_words": 0.6,
    "listed_after": 0.85,
    "named_after": 0.9,
    "places_of_name": 0.85,
    "with_counterpart": 0.85,
    "subjects": 0.93,
    "subjects_after": 0.9,
    "bodies_of_clause": 0.8,
    "pair_of_clause": 0.6,
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
            return tuple(_parties(scene, cell, each, rule.__name__) for each in groups(cell, document, found))
    return (Parties((), "nobody_named"),)


def _parties(scene: Scene, cell: CellText, found: list[Party], rule: str) -> Parties:
    names = tuple(dict.fromkeys(party.name for party in found))
    spans = tuple(cell.span(p.start, p.end) for p in found if p in scene.candidates[cell.name])
    return Parties(names, rule, spans)


def _stop(scene: Scene, cell: CellText, start: int, end: int) -> int:
    """Where a list of parties ends at the latest; words of a party's own name end nothing."""
    names = scene.candidates[cell.name]
    for match in vocabulary().parties_end.finditer(plain(cell.text), start, end):
        if not any(party.start <= match.start() < party.end for party in names):
            return match.start()
    return end
