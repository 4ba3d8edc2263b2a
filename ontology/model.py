"""The typed model that every layer shares: document → report → entry → facts.

Nothing here reads a text or reckons; a value is made once, by the step that knows it, and never changed.
Dates are `datetime.date`, inclusive at both ends. Offsets are characters of a cell's verbatim text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")
Day = date  # in a class that has a `date` of its own


# ── a document, as Word holds it ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table: its text (paragraphs joined by newlines) and the grid columns it covers."""

    text: str
    column: int
    span: int = 1
    continues_above: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table; `index` counts from 1 within its table."""

    index: int
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One top-level table; `index` counts from 1 within its document."""

    index: int
    rows: tuple[TableRow, ...]
    columns: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph outside tables."""

    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file's paragraphs and tables in reading order; knows nothing of the domain."""

    name: str
    sha256: str
    blocks: tuple[Paragraph | Table, ...]
    findings: "tuple[Finding, ...]" = ()


# ── a report and its entries ────────────────────────────────────────────────────────────────────


class CellName(StrEnum):
    """Where in an entry something was read."""

    SECTION = "section"
    SUBSECTION = "subsection"
    TITLE = "title"
    PLACE = "place"
    DATES = "dates"
    CONTENT = "content"
    PARTICIPANTS = "participants"


FIVE_CELLS = (CellName.TITLE, CellName.PLACE, CellName.DATES, CellName.CONTENT, CellName.PARTICIPANTS)


class Scope(StrEnum):
    """Whose events a report tells of."""

    MUNICIPAL = "municipal"
    REGIONAL = "regional"


@dataclass(frozen=True, slots=True)
class Period:
    """The time a report covers.

    `code` is "2025-Q2", "2025-H1", "2025-9M" (January to September), "2025", or months "2025-04..2025-05".
    """

    code: str
    start: date
    end: date


class Severity(StrEnum):
    """How much a finding matters: an error loses a row, a warning loses a fact, info loses nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of one cell: characters `start` to `end` (exclusive) of its verbatim text."""

    cell: CellName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What could not be understood, or is doubtful; `finding.CODE` of the catalogue tells it."""

    code: str
    severity: Severity
    values: Mapping[str, str] = field(default_factory=dict)
    table: int | None = None
    row: int | None = None
    number: int | None = None
    span: Span | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered row of a report with its cells verbatim (newlines kept, never trimmed of words).

    `period` is the report's, for what a row leaves to be understood, such as the year.
    """

    report: str
    number: int
    section: str | None
    subsection: str | None
    municipality: str | None
    cells: Mapping[CellName, str]
    table: int
    row: int
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the report about itself: «Во II квартале 2025 года состоялось 9 встреч …»."""

    text: str
    table: int | None
    row: int | None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A document understood as a report; `name` is the file name without its extension."""

    name: str
    file: str
    sha256: str
    title: str
    scope: Scope
    period: Period
    entries: tuple[Entry, ...]
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()


# ── facts ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is held: the rule that decided and the words it decided on.

    `part` names the property of the value that the words tell; None where they tell all of it.
    """

    rule: str
    span: Span | None = None
    part: str | None = None


ROLE = "role"
"""The part of evidence that tells what a value is to the event: that somebody comes from the place."""


@dataclass(frozen=True, slots=True)
class PartConfidence:
    """How sure a part of a value is, where the value as a whole is right, and what speaks against it."""

    part: str
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value read from an entry, with all its evidence.

    `confidence` is the share of such facts that a careful reader would confirm, between 0 and 1; `parts` tell
    it of what may be wrong by itself, `doubts` name what speaks against the fact, the weightiest first.
    `signs` are all that was asked of it and held, whether it speaks against the fact or for it.
    docs/extraction.md tells how each figure was got.
    """

    value: T
    evidence: tuple[Evidence, ...]
    confidence: float = 1.0
    parts: tuple[PartConfidence, ...] = ()
    doubts: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    @property
    def naming(self) -> tuple[Evidence, ...]:
        """The evidence of the value as a whole, else of its parts; what tells only its role is neither."""
        whole = tuple(one for one in self.evidence if one.part is None)
        return whole or tuple(one for one in self.evidence if one.part != ROLE)

    def rule(self, part: str | None = None) -> str:
        """The rule that decided the value, or that part of it."""
        first = self.evidence[0].rule if self.evidence else ""
        if part is None:
            return first
        return next((one.rule for one in self.evidence if one.part == part), first)

    def part(self, name: str | None) -> PartConfidence | None:
        """How sure that part of the value is, where it is told apart."""
        return next((one for one in self.parts if one.part == name), None)

    def sure_of(self, part: str | None) -> float:
        """The confidence in that part of the value; in the value where it has none of its own."""
        own = self.part(part)
        return own.confidence if own is not None else self.confidence


class Precision(StrEnum):
    """How exactly a date is told."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class DateRange:
    """First and last day, both included."""

    start: date
    end: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place as an entry names it, in the nominative.

    `kind` is city, town, village, district, region, country or other; `country` an ISO 3166-1 alpha-2
    code, or the source's own name where there is none; `gazetteer_id` the place it was recognised as, or
    `within` what an unknown one lies in: the city of a district, the region that the entry names.
    """

    name: str
    kind: str
    country: str
    gazetteer_id: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRef:
    """An organisation as an entry names it, in the nominative; `place` is a place's nominative name.

    `short` is what the entry says to call it further on: «… (далее – Центр)».
    """

    name: str
    country: str | None
    place: str | None
    kind: str
    short: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person acting in an entry; name and post in the nominative."""

    name: str
    post: str | None
    country: str | None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """The number of participants that an entry states."""

    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Term:
    """How long an agreement is said to hold.

    `text` is the words; `until` the last day and `months` the length that they tell; `automatic` whether it
    prolongs itself.
    """

    text: str
    until: date | None = None
    months: int | None = None
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that another one concerns, as far as it is told.

    `relation` is what the other does to it: amends, prolongs, ends, suspends, resumes, replaces, carries_out,
    supplements, rewords, within.
    """

    title: str | None
    date: date | None
    number: str | None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementRef:
    """A document or arrangement as an entry tells of it; codes as in docs/extraction.md.

    `date` is a day said of the document, or the day of the one-day event at which it was signed;
    `date_from` and `date_to` are the bounds that the entry gives where no day is said. `life` is what
    became of it after signing: ended, expired, prolonged, suspended, resumed; `life_date` is the day said of
    that. `signers` are names of people of whom the entry says that they signed.
    """

    type: str
    status: str
    title: str
    date: Day | None
    number: str | None
    parties: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    life: str | None = None
    term: Term | None = None
    about: NamedDocument | None = None
    date_from: Day | None = None
    date_to: Day | None = None
    signers: tuple[str, ...] = ()
    life_date: Day | None = None


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """All that was read from one entry."""

    entry: Entry
    dates: Fact[DateRange] | None = None
    mode: Fact[str] | None = None
    event_type: Fact[str] | None = None
    venues: tuple[Fact[PlaceRef], ...] = ()
    venue_orgs: tuple[Fact[str], ...] = ()
    origins: tuple[Fact[PlaceRef], ...] = ()
    countries: tuple[Fact[str], ...] = ()
    country_groups: tuple[Fact[str], ...] = ()
    orgs: tuple[Fact[OrganisationRef], ...] = ()
    persons: tuple[Fact[PersonRef], ...] = ()
    participants: Fact[Attendance] | None = None
    agreements: tuple[Fact[AgreementRef], ...] = ()
    twinning: tuple[Fact[tuple[PlaceRef, PlaceRef]], ...] = ()
    twinning_intended: tuple[Fact[tuple[PlaceRef, PlaceRef]], ...] = ()
    sectors: tuple[Fact[str], ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report and the facts of each of its entries, in row order."""

    report: Report
    entries: tuple[EntryFacts, ...] = field(default=())
