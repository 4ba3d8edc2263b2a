"""What is wrong with a built graph, told as a person would look for it: the thing, its rows, what to do."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib.namespace import DCTERMS, RDF, RDFS

from graph.iris import ABOUT_GRAPH, EXAMPLES_GRAPH, VOCABULARY_GRAPH
from ontology.errors import ValidationError
from ontology.model import Severity
from ontology.speech import LANGUAGES, Speech
from ontology.terms import POB

UNCHECKED_GRAPHS = (ABOUT_GRAPH, EXAMPLES_GRAPH, VOCABULARY_GRAPH)
FARTHEST = 3
"""Steps from a thing to the rows that tell of it: a partnership rests on events, which rows describe."""

PLACE = re.compile(r"/(?:place|municipality)/[^/]+")
AT_ONCE = 1_000
"""So many things are looked around at once: all that is near to each is held."""
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


class Directory:
    """What things are called and which rows tell of them, for the few things that notices are about."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.labels: dict[str, str] = {}
        self.rows: dict[str, tuple[RowPlace, ...]] = {}

    def look_up(self, focuses: Collection[str]) -> None:
        """Finds labels and rows of these IRIs."""
        for focus in focuses:
            label = self._label(NamedNode(focus))
            if label is not None:
                self.labels[focus] = label
        wanted = sorted(focuses)
        for start in range(0, len(wanted), AT_ONCE):
            for focus, entries in self._nearest(wanted[start : start + AT_ONCE]).items():
                places = sorted(map(self._place, entries), key=_order)
                self.rows[focus] = tuple(places[:SHOWN_ROWS])

    def named(self, one: Notice) -> Notice:
        """The notice with the label and rows of its focus."""
        rows = self.rows.get(one.focus, ())
        return Notice(
            one.severity, one.message, one.remedy, one.focus, self.labels.get(one.focus, one.label), rows
        )

    def _quads(
        self, subject: NamedNode | None, predicate: str | None, end: NamedNode | None
    ) -> Iterator[Quad]:
        property_ = NamedNode(predicate) if predicate is not None else None
        return self._store.quads_for_pattern(subject, property_, end, DefaultGraph())

    def _label(self, thing: NamedNode) -> str | None:
        labels = (quad.object for quad in self._quads(thing, str(RDFS.label), None))
        return next((one.value for one in labels if isinstance(one, Literal) and _is_russian(one)), None)

    def _is_entry(self, thing: NamedNode) -> bool:
        return next(self._quads(thing, str(POB.inReport), None), None) is not None

    def _place(self, entry: NamedNode) -> RowPlace:
        says = self._values(entry)
        return _place(says, self._values(NamedNode(says[str(POB.inReport)])))

    def _values(self, thing: NamedNode) -> dict[str, str]:
        told = ((quad.predicate.value, quad.object) for quad in self._quads(thing, None, None))
        return {key: value.value for key, value in told if isinstance(value, NamedNode | Literal)}

    def _nearest(self, focuses: Collection[str]) -> dict[str, set[NamedNode]]:
        """For each thing the entries fewest steps away, at most FARTHEST, and not by way of a place."""
        found: dict[str, set[NamedNode]] = {}
        reached = {NamedNode(focus): {focus} for focus in focuses}
        for step in range(FARTHEST + 1):
            near = self._beyond(reached) if step else reached
            for entry in [one for one in near if self._is_entry(one)]:
                for focus in near.pop(entry):
                    found.setdefault(focus, set()).add(entry)
            reached = {node: left for node, told in near.items() if (left := told - found.keys())}
        return found

    def _beyond(self, reached: Mapping[NamedNode, set[str]]) -> dict[NamedNode, set[str]]:
        """What is linked to what was reached, places aside, with the things that it was reached from."""
        beyond: dict[NamedNode, set[str]] = defaultdict(set)
        for near, focuses in reached.items():
            ends = (quad.object for quad in self._quads(near, None, None) if quad.predicate.value != _KIND)
            starts = (quad.subject for quad in self._quads(None, None, near) if quad.predicate.value != _KIND)
            for far in (*ends, *starts):
                if isinstance(far, NamedNode) and not PLACE.search(far.value):
                    beyond[far] |= focuses
        return beyond


_KIND = str(RDF.type)


def _is_russian(text: Literal) -> bool:
    return text.language in (None, "ru")


def _place(entry: Mapping[str, str], report: Mapping[str, str]) -> RowPlace:
    numbers = (entry.get(str(one)) for one in (POB.table, POB.row, POB.number))
    file = report.get(str(DCTERMS.source)) or entry[str(POB.inReport)].rpartition("/")[2]
    return RowPlace(file, *(int(number) if number is not None else None for number in numbers))


def _order(place: RowPlace) -> tuple[str, int, int]:
    return place.file, place.table or 0, place.row or 0
