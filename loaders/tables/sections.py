"""Under which headings each event stands, once the whole report has been read.

What a heading is depends on whose report it is: «г. Смоленск» above the fields of a regional report is where
it was written, in a municipal one it is a section. So rows are read first and placed here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.tables.headings import Heading, HeadingKind, read_heading
from loaders.tables.municipalities import NamedMunicipality, named_municipality
from ontology.model import Entry, Scope

Item = Heading | Entry


@dataclass(slots=True)
class _InForce:
    """The headings that hold for the next event."""

    section: Heading | None = None
    subsection: Heading | None = None
    follows_heading: bool = False

    def begin(self, section: Heading) -> None:
        """A new section, in which no sub-heading holds."""
        self.section, self.subsection = section, None

    def is_below(self, heading: Heading) -> bool:
        """Whether a heading of no known kind goes below the section, since another stands just above it."""
        if self.section is None or self.section.kind is heading.kind:
            return False
        return self.follows_heading or (self.subsection is not None and self.subsection.kind is heading.kind)


def scope_of(items: Sequence[Item]) -> Scope:
    """Whose events a report tells of whose title does not say: its first heading above an event decides."""
    if any(isinstance(item, Entry) and item.section is not None for item in items):
        return Scope.MUNICIPAL
    for above, item in pairwise(items):
        if isinstance(above, Heading) and isinstance(item, Entry):
            return Scope.MUNICIPAL if above.kind is HeadingKind.MUNICIPALITY else Scope.REGIONAL
    return Scope.REGIONAL


def names_home(items: Iterable[Item]) -> bool:
    """Whether a heading, or a row's column, names a municipality of the home region."""
    for item in items:
        told = item.section if isinstance(item, Entry) else item.text
        named = named_municipality(told) if told is not None else None
        if named is not None and named.id is not None:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose events a report tells of.

    In a report of the home region only its own municipalities are any: `at_home`. `only` is the municipality
    whose own report it is.
    """

    scope: Scope
    at_home: bool
    only: NamedMunicipality | None = None


def placed(items: Iterable[Item], whose: Whose) -> Iterator[Entry]:
    """The entries with section, sub-section and municipality."""
    enter = _enter_municipal if whose.scope is Scope.MUNICIPAL else _enter_regional
    now = _InForce()
    for item in items:
        if isinstance(item, Heading):
            enter(now, item)
        else:
            yield _with_headings(item, now, whose)
        now.follows_heading = isinstance(item, Heading)


def _with_headings(entry: Entry, now: _InForce, whose: Whose) -> Entry:
    """The headings in force; a row that names its municipality in a column is below that one."""
    section = now.section
    if entry.section is not None and whose.scope is Scope.MUNICIPAL:
        section = read_heading(entry.section)
    return replace(
        entry,
        section=section.text if section is not None else None,
        subsection=now.subsection.text if now.subsection is not None else None,
        municipality=_municipality(section, whose),
    )


def _municipality(section: Heading | None, whose: Whose) -> str | None:
    if whose.scope is not Scope.MUNICIPAL:
        return None
    named = section.named if section is not None else None
    if named is None or (whose.at_home and named.id is None):
        named = whose.only if section is None or not section.is_territory else None
    return named.name if named is not None else None


def _enter_municipal(now: _InForce, heading: Heading) -> None:
    """A municipality, or what speaks like one, begins a section, and so does what nothing explains.

    A body or a field is below the municipality above it, unless it names another one.
    """
    if now.section is None or not _is_below_municipality(now, heading):
        now.begin(heading)
    else:
        now.subsection = heading


def _is_below_municipality(now: _InForce, heading: Heading) -> bool:
    if heading.kind is HeadingKind.MUNICIPALITY or _is_elsewhere(now, heading):
        return False
    if heading.kind is HeadingKind.SUBJECT:
        return True
    if heading.named is None and heading.is_territory:
        return False
    return heading.kind is HeadingKind.ORGANISATION or now.is_below(heading)


def _is_elsewhere(now: _InForce, heading: Heading) -> bool:
    if heading.named is None or heading.named.id is None:
        return False
    above = now.section.named if now.section is not None else None
    return above is None or above.id != heading.named.id


def _enter_regional(now: _InForce, heading: Heading) -> None:
    """A field is a section; a body or a municipality is one only where there are no fields."""
    kind = heading.kind
    if kind is HeadingKind.SUBJECT or now.section is None:
        now.begin(heading)
    elif kind is HeadingKind.UNKNOWN:
        if now.is_below(heading):
            now.subsection = heading
        else:
            now.begin(heading)
    elif now.section.kind in (HeadingKind.SUBJECT, HeadingKind.UNKNOWN):
        now.subsection = heading
    else:
        now.begin(heading)
