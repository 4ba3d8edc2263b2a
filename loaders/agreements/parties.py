"""Between whom: the parties of a document or arrangement, spelt as the mentions of bodies and places are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.agreements.candidates import Party, PartyScene
from loaders.agreements.counterparts import counterpart_of_listed, with_counterpart
from loaders.agreements.document import DocumentMention
from loaders.agreements.listed import (
    are_only_called,
    between,
    between_words,
    listed_after,
    named_after,
    places_of_name,
    point_of_list,
)
from loaders.agreements.sharing import groups
from loaders.agreements.sides import sides_of_event, signers, two_before_colon, two_called, two_named_before
from loaders.agreements.subjects import (
    bodies_of_clause,
    having_signed,
    joiner_and_joined,
    pair_of_clause,
    spoken_for,
    subjects,
    subjects_after,
    those_who_by_it,
)
from loaders.agreements.words import plain, vocabulary
from loaders.cell import Cell
from ontology.model import Span


@dataclass(frozen=True, slots=True)
class PartyGround:
    """A rule that finds parties, and its rank among tellings of one agreement: the highest is believed."""

    finds: Callable[[PartyScene, Cell, DocumentMention], list[Party]]
    rank: int

    @property
    def rule(self) -> str:
        """Its name in the evidence."""
        return self.finds.__name__


# The first that finds any decides.
GROUNDS = (
    PartyGround(joiner_and_joined, 5),
    PartyGround(point_of_list, 4),
    PartyGround(between, 8),
    PartyGround(between_words, 1),
    PartyGround(having_signed, 7),
    PartyGround(those_who_by_it, 5),
    PartyGround(counterpart_of_listed, 5),
    PartyGround(listed_after, 5),
    PartyGround(spoken_for, 6),
    PartyGround(named_after, 6),
    PartyGround(places_of_name, 5),
    PartyGround(with_counterpart, 5),
    PartyGround(subjects, 7),
    PartyGround(subjects_after, 6),
    PartyGround(bodies_of_clause, 4),
    PartyGround(pair_of_clause, 1),
    PartyGround(signers, 3),
    PartyGround(two_named_before, 2),
    PartyGround(two_called, 2),
    PartyGround(two_before_colon, 2),
    PartyGround(sides_of_event, 2),
)
OF_ELSEWHERE = tuple(
    ground.__name__ for ground in (signers, two_named_before, two_called, two_before_colon, sides_of_event)
)
"""Rules that guess: the document's own words name nobody."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties, the rule that found them and its rank."""

    names: tuple[str, ...]
    rule: str
    rank: int
    spans: tuple[Span, ...] = ()


NOBODY = Parties((), "nobody_named", 0)


def read_parties(scene: PartyScene, cell: Cell, document: DocumentMention) -> tuple[Parties, ...]:
    """The parties by the first ground that finds any, in the order of the words.

    More than one answer where a plural tells of several documents: «соглашения между A и B, C и D».
    """
    only_bodies = are_only_called(cell, document)
    for ground in GROUNDS:
        found = ground.finds(scene, cell, document)
        if found and not (only_bodies and not all(party.is_body for party in found)):
            return tuple(_parties(scene, cell, each, ground) for each in groups(cell, document, found))
    return (NOBODY,)


Read = tuple[DocumentMention, tuple[Parties, ...]]


def with_shared(cell: Cell, read: Sequence[Read]) -> list[Read]:
    """The documents, those that name nobody with the parties of the one that «и» joins to them.

    «соглашение и дорожная карта между A и B», «соглашение между A и B и дорожная карта».
    """
    shared: list[Read] = []
    for one in reversed(read):
        after = shared[-1] if shared else None
        shared.append(one if after is None else _with_those_of(cell, one, after, one[0].title_end))
    found: list[Read] = []
    for one in reversed(shared):
        before = found[-1] if found else None
        found.append(one if before is None else _with_those_of(cell, one, before, _last_end(before)))
    return found


def _with_those_of(cell: Cell, one: Read, other: Read, end: int) -> Read:
    """The document, where nobody is named of it with the parties of a neighbour that it shares."""
    document, parties = one
    shares = any(map(_is_guess, parties)) and _shares(cell, document, end, other)
    return (document, other[1]) if shares else one


def _is_guess(parties: Parties) -> bool:
    return not parties.names or parties.rule in OF_ELSEWHERE


def _last_end(read: Read) -> int:
    """Where the document's last party is named, or else its name ends."""
    document, parties = read
    return max((span.end for one in parties for span in one.spans), default=document.title_end)


def _shares(cell: Cell, document: DocumentMention, end: int, other: Read) -> bool:
    """Whether another document, whose parties are named, has those of this one.

    Only «и» stands between the two of one signing, or this one is about the other.
    """
    one, parties = other
    if len(parties) > 1 or _is_guess(parties[0]) or one.clause != document.clause or one.point is not None:
        return False
    if document.about is not None and document.about.value.title == one.title:
        return True
    first, last = (end, one.start) if one.start > document.start else (end, document.start)
    joined = vocabulary().joins_documents.fullmatch(plain(cell.text), first, last)
    return joined is not None and one.status.value == document.status.value


def _parties(scene: PartyScene, cell: Cell, found: list[Party], ground: PartyGround) -> Parties:
    names = tuple(dict.fromkeys(party.name for party in found))
    spans = tuple(cell.span(p.start, p.end) for p in found if scene.has(cell.name, p))
    return Parties(names, ground.rule, ground.rank, spans)
