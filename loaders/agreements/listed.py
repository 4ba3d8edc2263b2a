"""Parties that a list names: between «между» and its end, after a colon, right after the document's name."""

import itertools
import re

from loaders.agreements.candidates import Party, PartyScene
from loaders.agreements.clauses import clause_after, points_after
from loaders.agreements.document import DocumentMention
from loaders.agreements.joints import joints
from loaders.agreements.sharing import is_told_in_order
from loaders.agreements.spoken import spoken
from loaders.agreements.words import before, plain, vocabulary
from loaders.cell import Cell
from loaders.cell.text import is_people
from ontology.morphology import lemma, parses

_WORDS_OF_HEAD = 3
_LEADS_ON = re.compile(r"\s[–—-]\s+(?:[\w-]+\s+)?$")


def between(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«между A и B», after the document's name or before it in its clause."""
    region = _between(scene, cell, document)
    if region is None:
        return []
    found = _not_located(cell.text, scene.within(cell.name, *region))
    if is_told_in_order(cell.text, found):
        return found
    return found if len(found) > 1 and spoken(cell.text, *region, found) == found else []


def between_words(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«между A и B», A or B no known body or place."""
    region = _between(scene, cell, document)
    if region is None:
        return []
    known = _not_located(cell.text, scene.within(cell.name, *region))
    parties = [p for p in spoken(cell.text, *region, known) if not scene.is_person(cell.name, p)]
    return parties if len(parties) > 1 else known


def are_only_called(cell: Cell, document: DocumentMention) -> bool:
    """«между профильными вузами»: whether several institutions are said to be parties, and none is named."""
    led = joints().between_called.match(plain(cell.text), document.title_end)
    if led is None:
        return False
    noun = next((word for word in led["words"].split() if parses(word)[0].tag.POS == "NOUN"), None)
    if noun is None or not {"plur", "ablt"} <= parses(noun)[0].tag.grammemes or is_people(noun):
        return False
    return lemma(noun) not in vocabulary().place_nouns | vocabulary().side_nouns


def _not_located(text: str, found: list[Party]) -> list[Party]:
    """Those that do not only tell where another one is: «Чачаком, городом в Сербии»."""
    return [one for one in found if one.is_body or joints().where.search(before(text, one.start, 12)) is None]


def _between(scene: PartyScene, cell: Cell, document: DocumentMention) -> tuple[int, int] | None:
    """The characters of the list that «между» begins."""
    text = plain(cell.text)
    after, stop = document.point or (document.start, document.far)
    ahead = [(document.since, document.start), (document.clause[0], document.start)]
    for start, end in [(after, stop), *(ahead if not _of_own_name(scene, cell, document) else ())]:
        word = scene.between(cell.name, start, end)
        if word is not None and not (end == stop and _is_of_next(text, word[0], end)):
            last = _end_of_pairs(scene, cell, document, end)
            return word[1], end_of_list(scene, cell, word[1], last)
    return None


def _of_own_name(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """Those whom the document's own name tells, whatever stands before it."""
    return named_after(scene, cell, document) or places_of_name(scene, cell, document)


def _is_of_next(text: str, between: int, end: int) -> bool:
    """«…, между C и D – договор»: whether the list stands before the document that it is of."""
    parted = joints().parted_before.search(text, max(0, between - 10), between)
    return parted is not None and _LEADS_ON.search(text, between, end) is not None


def _end_of_pairs(scene: PartyScene, cell: Cell, document: DocumentMention, end: int) -> int:
    """Where the pairs of several documents end: «договоры между A и B; C и D»."""
    while document.plural and cell.text[end : end + 1] == ";":
        clause = clause_after(cell, end)
        following = scene.within(cell.name, *clause)
        if not following or cell.text[clause[0] : following[0].start].strip():
            break
        end = clause[1]
    return end


def listed_after(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«заключены договоры: A с B, C с D»: parties that a colon after the clause begins."""
    points = points_after(cell, document.clause[1]) if document.stop == document.clause[1] else []
    found = [party for point in points for party in scene.within(cell.name, *point)]
    found = [party for party in found if not _speaks_for(cell.text, party)]
    if len(found) < 2:
        return []
    leads = joints().begins_list.match(plain(cell.text), document.clause[1], found[0].start + 1)
    signed = joints().signed_before_list.search(plain(cell.text), document.start, document.clause[1])
    return found if signed or (leads and leads.end() >= found[0].start) else []


def _speaks_for(text: str, party: Party) -> bool:
    """«от Смоленской области – глава …»: for whom the next one signs."""
    ahead, after = before(text, party.start, 12), text[party.end : party.end + 3]
    return joints().speaks_for.search(ahead) is not None and re.match(r"\s*[–—-]", after) is not None


def named_after(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«соглашение о сотрудничестве A и B»: bodies in the genitive right after the document's name."""
    end = end_of_list(scene, cell, document.title_end, document.stop)
    found = scene.within(cell.name, document.title_end, end)
    ahead = cell.text[document.title_end : found[0].start] if found else ""
    beside = found and joints().before_named.fullmatch(ahead) is not None
    in_bracket = beside and "(" in ahead
    joined = [p for p in found if p.is_body or (in_bracket and cell.in_brackets(p.start))] if beside else []
    return joined if len(joined) > 1 else []


def places_of_name(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«план сотрудничества России и Беларуси»: places in the genitive within the document's name."""
    if document.type == "arrangement":
        return []
    named = scene.within(cell.name, document.start, document.title_end)
    for one, other in itertools.pairwise(named):
        if one.is_body or other.is_body or not joints().and_place.fullmatch(cell.text, one.end, other.start):
            continue
        if vocabulary().of_whom.search(plain(cell.text[document.start : one.start])) is not None:
            return [one, other]
        institutions = _of_institutions(cell, document, other.end, named)
        if institutions:
            return institutions
    return []


def _of_institutions(cell: Cell, document: DocumentMention, end: int, named: list[Party]) -> list[Party]:
    """«меморандум библиотек A и B»: the institutions that stand right after the noun, in the plural."""
    first = cell.index_at(document.start) + 1
    tags = (parses(cell.word(at))[0].tag for at in range(first, min(first + _WORDS_OF_HEAD, len(cell))))
    noun = next((tag for tag in tags if tag.POS != "ADJF"), None)
    if noun is None or not {"NOUN", "plur", "gent"} <= noun.grammemes:
        return []
    found = spoken(cell.text, cell.starts[first], end, named)
    return found if len(found) == 2 and not set(found) & set(named) else []


def point_of_list(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«договорились, что A купит: у B …; у C …»: who is named before the list, and in the point."""
    if document.point is None or document.type != "arrangement":
        return []
    ahead = [p for p in scene.within(cell.name, document.start, document.clause[1]) if p.is_body]
    return [*ahead, *(p for p in scene.within(cell.name, *document.point) if p.is_body)]


def end_of_list(scene: PartyScene, cell: Cell, start: int, end: int) -> int:
    """Where a list of parties ends at the latest; words of a party's own name end nothing."""
    names = scene.candidates[cell.name]
    for match in vocabulary().parties_end.finditer(plain(cell.text), start, end):
        if not any(party.start <= match.start() < party.end for party in names):
            return match.start()
    return end
