"""What is wrong with a built graph, told as a person would look for it: the thing, its rows, what to do."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import DCTERMS, RDF, RDFS

from graph.iris import ABOUT_GRAPH, EXAMPLES_GRAPH, VOCABULARY_GRAPH
from graph.write.contents import Contents
from ontology.errors import ValidationError
from ontology.model import Severity
from ontology.speech import LANGUAGES, Speech
from ontology.terms import POB

UNCHECKED_GRAPHS = (ABOUT_GRAPH, EXAMPLES_GRAPH, VOCABULARY_GRAPH)
FARTHEST = 3
"""Steps from a thing to the rows that tell of it: a partnership rests on events, which rows describe."""

PLACE = re.compile(r"/(?:place|municipality)/[^/]+")
SHOWN_ROWS = 3
SHOWN_NOTICES = 5


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands: its report's file, table, row and № п/п."""

    file: str
    table: int | None = None
    row: int | None = None
    number: int | None = None

    def told(self, speech: Speech) -> str:
        """The place in words."""
        return speech.place(self.file, table=self.table, row=self.row, number=self.number)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing found wrong with a built graph.

    `message` and `remedy` are by language; `focus` is the IRI of the thing or the name of a file; `label` is
    what the thing is called and `rows` the first that tell of it.
    """

    severity: Severity
    message: Mapping[str, str]
    remedy: Mapping[str, str]
    focus: str
    label: str | None = None
    rows: tuple[RowPlace, ...] = ()

    def about(self, speech: Speech) -> str:
        """What it is about: «label» and where its rows are; the focus itself where that is all there is."""
        name = f"«{self.label}»" if self.label is not None else self.focus
        places = "; ".join(row.told(speech) for row in self.rows)
        return f"{name} ({places})" if places else name

    def told(self, speech: Speech) -> str:
        """The whole notice in words."""
        parts = (f"{self.about(speech)}:", self.message[speech.lang], self.remedy.get(speech.lang, ""))
        return " ".join(part for part in parts if part)


def notice(severity: Severity, key: str, focus: str, **values: object) -> Notice:
    """The notice that the catalogue's messages `notice.KEY` and `notice.KEY.remedy` make."""
    speeches = [Speech(lang) for lang in LANGUAGES]
    return Notice(
        severity,
        {one.lang: one.say(f"notice.{key}", **values) for one in speeches},
        {one.lang: one.say_if_known(f"notice.{key}.remedy", **values) for one in speeches},
        focus,
    )


def notice_from_json(record: Mapping[str, Any]) -> Notice:
    """The notice that a manifest holds."""
    rows = tuple(RowPlace(**row) for row in record["rows"])
    return Notice(**{**record, "severity": Severity(record["severity"]), "rows": rows})


class BrokenRulesError(ValidationError):
    """A graph that breaks rules, with each of them as a notice."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self.notices = tuple(notices)
        super().__init__("broken-rules")

    def message(self, speech: Speech) -> str:
        """How many rules are broken, the first of them in words, and what holds now."""
        shown = "\n".join(f"  {one.told(speech)}" for one in self.notices[:SHOWN_NOTICES])
        left = len(self.notices) - SHOWN_NOTICES
        more = "\n  " + speech.count("notice.more", left) if left > 0 else ""
        head = speech.count("notice.broken", len(self.notices))
        return f"{head}\n{shown}{more}\n{speech.say('notice.stays')}"


# ── names and rows of what is noticed ───────────────────────────────────────────────────────────


@dataclass(slots=True)
class Directory:
    """What things are called and which rows tell of them, for the few things that notices are about."""

    contents: Contents
    labels: dict[str, str] = field(default_factory=dict)
    rows: dict[str, tuple[RowPlace, ...]] = field(default_factory=dict)

    def look_up(self, focuses: Collection[str]) -> None:
        """Finds labels and rows of these IRIs; one pass over the graph for each step to the rows."""
        if not focuses:
            return
        self.labels = dict(self._labels(focuses))
        places = self._places()
        nearest = _nearest(focuses, places, list(self._links()))
        self.rows = {
            focus: tuple(places[entry] for entry in sorted(entries, key=lambda one: _order(places[one])))[
                :SHOWN_ROWS
            ]
            for focus, entries in nearest.items()
        }

    def named(self, one: Notice) -> Notice:
        """The notice with the label and rows of its focus."""
        rows = self.rows.get(one.focus, ())
        return Notice(
            one.severity, one.message, one.remedy, one.focus, self.labels.get(one.focus, one.label), rows
        )

    def _triples(self) -> Iterator[Triple]:
        for path, triples in self.contents.graphs.items():
            if path not in UNCHECKED_GRAPHS:
                yield from triples

    def _labels(self, focuses: Collection[str]) -> Iterator[tuple[str, str]]:
        for one in self._triples():
            subject, predicate, value = _parts(one)
            if predicate == str(RDFS.label) and subject in focuses and _is_russian(one.object):
                yield subject, value

    def _links(self) -> Iterator[tuple[str, str]]:
        kind = str(RDF.type)
        for one in self._triples():
            if isinstance(one.object, NamedNode) and one.predicate.value != kind:
                subject, _, value = _parts(one)
                yield subject, value

    def _places(self) -> dict[str, RowPlace]:
        told: dict[str, dict[str, str]] = defaultdict(dict)
        wanted = {str(one) for one in (DCTERMS.source, POB.inReport, POB.table, POB.row, POB.number)}
        for one in self._triples():
            if one.predicate.value in wanted:
                subject, predicate, value = _parts(one)
                told[subject][predicate] = value
        return {
            entry: _place(says, told.get(says[str(POB.inReport)], {}))
            for entry, says in told.items()
            if str(POB.inReport) in says
        }


def _parts(one: Triple) -> tuple[str, str, str]:
    assert isinstance(one.subject, NamedNode)
    assert isinstance(one.object, NamedNode | Literal)
    return one.subject.value, one.predicate.value, one.object.value


def _is_russian(term: object) -> bool:
    return isinstance(term, Literal) and term.language in (None, "ru")


def _place(entry: Mapping[str, str], report: Mapping[str, str]) -> RowPlace:
    numbers = (entry.get(str(one)) for one in (POB.table, POB.row, POB.number))
    file = report.get(str(DCTERMS.source)) or entry[str(POB.inReport)].rpartition("/")[2]
    return RowPlace(file, *(int(number) if number is not None else None for number in numbers))


def _order(place: RowPlace) -> tuple[str, int, int]:
    return place.file, place.table or 0, place.row or 0


def _nearest(
    focuses: Collection[str], entries: Collection[str], links: Iterable[tuple[str, str]]
) -> dict[str, set[str]]:
    """For each thing the entries fewest steps away, at most FARTHEST, and not by way of a place."""
    found: dict[str, set[str]] = {}
    reached = {focus: {focus} for focus in focuses}
    for step in range(FARTHEST + 1):
        near = _beyond(reached, links) if step else reached
        for entry in near.keys() & entries:
            for focus in near.pop(entry):
                found.setdefault(focus, set()).add(entry)
        reached = {node: left for node, focuses in near.items() if (left := focuses - found.keys())}
    return found


def _beyond(reached: Mapping[str, set[str]], links: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """What is linked to what was reached, places aside, with the things that it was reached from."""
    beyond: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        for near, far in ((one, other), (other, one)):
            if near in reached and not PLACE.search(far):
                beyond[far] |= reached[near]
    return beyond
