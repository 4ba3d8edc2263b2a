"""A document or arrangement as one place of a cell tells of it."""

from dataclasses import dataclass

from loaders.agreements.said import Said
from loaders.agreements.times import Time
from ontology.model import NamedDocument, Term


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document or arrangement as one place of a cell tells of it; characters of that cell.

    `title_end` is where its name ends; `clause` is the clause it stands in, `since` and `stop` are where
    in it the document before is named and the next one begins, `reach` where its parties may still be named.
    `plural` is None where the form can be either («соглашения»), `sides` how many are party to each
    («трехсторонние»). `point` is the point of a list that tells of this one alone: «договорились: – …; – …».
    """

    start: int
    title_end: int
    clause: tuple[int, int]
    since: int
    stop: int
    type: str
    status: Said[str]
    title: str
    time: Said[Time] | None = None
    number: Said[str] | None = None
    life: Said[str] | None = None
    life_time: Said[Time] | None = None
    term: Said[Term] | None = None
    signers: Said[tuple[str, ...]] | None = None
    about: Said[NamedDocument] | None = None
    further: tuple[tuple[int, int], ...] = ()
    plural: bool | None = False
    sides: int | None = None
    point: tuple[int, int] | None = None
    reach: int | None = None
    bare: bool = False

    @property
    def told(self) -> tuple[int, int]:
        """Where its own words are: from its noun to where another's begin, or its point of a list."""
        return self.point if self.point is not None else (self.start, self.stop)

    @property
    def far(self) -> int:
        """Where its parties may be named at the latest: those of what it is about are its own."""
        return self.reach if self.reach is not None else self.stop
