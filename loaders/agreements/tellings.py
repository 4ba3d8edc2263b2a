"""One agreement told in several places of an entry: which tellings are of one."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from loaders.agreements.document import DocumentMention
from loaders.agreements.fates import UNCLEAR
from loaders.agreements.parties import OF_ELSEWHERE, Parties
from loaders.agreements.words import plain
from loaders.cell import Cell

SIGNERS = {"subjects", "subjects_after", "pair_of_clause"}
ARRANGEMENT = "arrangement"


class _Naming(NamedTuple):
    """What two documents are that one clause names, with one status."""

    cell: int
    type: str
    point: tuple[int, int] | None
    clause: tuple[int, int]
    status: str


@dataclass(frozen=True, slots=True)
class ToldDocument:
    """A document with its parties, as one place of the entry tells of it."""

    cell: Cell
    document: DocumentMention
    parties: Parties

    @property
    def is_guess(self) -> bool:
        """Whether its own words name no parties."""
        return self.parties.rule in OF_ELSEWHERE or not self.parties.names

    @property
    def is_unclear(self) -> bool:
        """Whether nothing tells what became of it."""
        return self.document.status.value == UNCLEAR

    @property
    def is_lonely(self) -> bool:
        """Whether only one is named as party to what takes two; joining takes one."""
        return len(self.parties.names) == 1 and self.document.type != "accession"


def grouped(told: list[ToldDocument]) -> list[list[ToldDocument]]:
    """What is told of the same agreement together, the fullest telling first."""
    groups: list[list[int]] = []
    named_in: dict[_Naming, list[int]] = defaultdict(list)

    def fullness(i: int) -> tuple[int, int]:
        return told[i].parties.rank, len(told[i].parties.names)

    for i in sorted(range(len(told)), key=fullness, reverse=True):
        naming = _naming(told[i])
        apart = {naming} if naming.type != ARRANGEMENT else set()  # a clause names several, none twice
        others = sorted(at for other, ats in named_in.items() if other not in apart for at in ats)
        same = next((at for at in others if _same(told[groups[at][0]], told[i])), None)
        if same is None:
            named_in[naming].append(len(groups))
            groups.append([i])
        else:
            groups[same].append(i)
    return [[told[i] for i in group] for group in sorted(groups, key=lambda group: group[0])]


def _same(one: ToldDocument, other: ToldDocument) -> bool:
    """The same type and no other status, and parties of one among the other's, or unnamed."""
    a, b = one.document, other.document
    if a.type != b.type or _have_other_numbers(a, b) or not _of_one_stage(one, other):
        return False
    if one.cell is not other.cell:
        return _share_parties(one, other)
    if a.point != b.point:
        return False
    if a.clause == b.clause and a.status.value == b.status.value:
        return a.type == ARRANGEMENT and (one.is_guess or other.is_guess)  # a clause names several
    return _share_parties(one, other)


def _naming(one: ToldDocument) -> _Naming:
    document = one.document
    return _Naming(id(one.cell), document.type, document.point, document.clause, document.status.value)


def _have_other_numbers(a: DocumentMention, b: DocumentMention) -> bool:
    return a.number is not None and b.number is not None and a.number.value != b.number.value


def _share_parties(one: ToldDocument, other: ToldDocument) -> bool:
    """Whether the parties of one are among the other's, two of them are, or they are only guessed.

    Of another cell one is enough: a title shortens names, and tells of towns whose heads sign.
    """
    shared = set(one.parties.names) & set(other.parties.names)
    named_by_head = SIGNERS & {one.parties.rule, other.parties.rule}
    is_bare = one.document.bare or other.document.bare
    if one.cell is not other.cell and (shared or named_by_head or is_bare):
        return True
    guessed = one.parties.rule in OF_ELSEWHERE or other.is_guess
    return guessed or len(shared) > 1 or len(shared) == min(len(one.parties.names), len(other.parties.names))


def _of_one_stage(one: ToldDocument, other: ToldDocument) -> bool:
    """The same status, or one that the other telling only goes on about."""
    a, b = one.document, other.document
    if a.status.value == b.status.value or {a.status.value, b.status.value} == {"signed", "planned"}:
        return a.life is None or b.life is None or a.life.value == b.life.value
    if one.cell is other.cell or "signed" not in (a.status.value, b.status.value):
        return False
    return a.bare or b.bare or plain(a.title) == plain(b.title)
