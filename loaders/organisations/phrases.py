"""An organisation's name as a phrase: its parts, and what each of them is in it."""

from enum import StrEnum
from typing import NamedTuple

from loaders.organisations.named_cells import NamedCell
from loaders.organisations.readings import Form
from ontology.lexicon.organisations import Head, KnownBody, LegalForm


class Sort(StrEnum):
    """What a part of a name is."""

    FORM = "legal form"
    MODIFIER = "modifier"
    HEAD = "head"
    ABBREVIATION = "abbreviation"
    ACRONYM = "unknown capitals"
    KNOWN = "known body"
    CAPITALS = "capitalised words"
    NUMBER = "number"
    NAMESAKE = "namesake"
    QUOTES = "quotes"
    PLACE = "place"
    RELATION = "relation"
    GENITIVE = "genitive"
    BODY = "greater body"
    MEMBER = "one of a list"
    SHARED = "shared by a list"
    SUBJECT = "one of several subjects"


class Part(NamedTuple):
    """NamedCell `start` to `end` (exclusive) of a name, and what they are in it."""

    sort: Sort
    start: int
    end: int
    head: Head | None = None
    body: "Phrase | None" = None


class Phrase(NamedTuple):
    """A name as its parts; `tail` are places that only locate it and stand after it.

    A `plural` one names a body for each number, quotation or member that it lists; `owner` is a place
    further on that it shares with the words between («Администрации и Совета депутатов … района»). A
    university whose short name tells that it is one `is_school`.
    """

    words: NamedCell
    parts: tuple[Part, ...]
    kind: str
    form: LegalForm | None = None
    known: KnownBody | None = None
    forms: frozenset[Form] = frozenset()
    tail: tuple[Part, ...] = ()
    plural: bool = False
    owner: Part | None = None
    is_school: bool = False
    depth: int = 0

    @property
    def start(self) -> int:
        """The index of the first word."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """The index after the last word of the name."""
        return self.parts[-1].end

    @property
    def full_end(self) -> int:
        """The index after the last word, places that locate it included."""
        return self.tail[-1].end if self.tail else self.end

    @property
    def last(self) -> Part:
        """The last part."""
        return self.parts[-1]

    @property
    def head(self) -> Head | None:
        """The head noun, the first of several."""
        for part in self.parts:
            if part.sort is Sort.HEAD:
                return part.head
        return None

    def has(self, *sorts: Sort) -> bool:
        """Whether a part of any of the sorts is there."""
        for part in self.parts:  # noqa: SIM110 (asked for hundreds of times a row)
            if part.sort in sorts:
                return True
        return False

    @property
    def cases(self) -> frozenset[str]:
        """The cases that its head may stand in."""
        return frozenset(case for case, _, _ in self.forms)

    @property
    def may_be_subject(self) -> bool:
        """Whether its head may stand in the nominative."""
        return "nomn" in self.cases

    @property
    def is_headed(self) -> bool:
        """Whether its last part is a bare head noun."""
        return self.last.sort is Sort.HEAD

    @property
    def listed(self) -> tuple[Part, ...]:
        """The parts of which each makes a name of its own, where there are several."""
        for sort in (Sort.MEMBER, Sort.SUBJECT, Sort.NUMBER, Sort.QUOTES):
            parts = tuple(part for part in self.parts if part.sort is sort)
            if len(parts) > 1:
                return parts
        return ()

    def only(self, member: Part) -> "Phrase":
        """The phrase as if it listed this member alone, with its own place or else that of the next one."""
        listed = self.listed
        starts = {part.start for part in listed}
        inner = [
            p for p in self.parts if p.sort is Sort.PLACE and listed[0].end <= p.start < listed[-1].start
        ]
        own = next((place for place in inner if place.start >= member.end), None)
        parts = tuple(p for p in self.parts if p is member or (p.start not in starts and p not in inner))
        return self._replace(parts=parts, tail=self.tail if own is None else (own,))

    def plus(self, *parts: Part) -> "Phrase":
        """The phrase with more parts."""
        return self._replace(parts=(*self.parts, *parts))


def part_to(sort: Sort, phrase: Phrase, end: int | None) -> tuple[Part, ...]:
    """The words from the phrase's end to `end` as its next part; nothing where there is no end."""
    return () if end is None else (Part(sort, phrase.end, end),)
