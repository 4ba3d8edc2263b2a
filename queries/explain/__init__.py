"""Why the graph says what it says of an entity: every piece of evidence, down to the characters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import XSD

from graph.write.wording import term_told
from ontology.errors import ParameterError
from ontology.speech import Speech
from ontology.terms import POB
from queries.engine import Engine, Record
from queries.engine.serialise import Term
from queries.run import labels_of
from queries.texts import sparql

POB_NAME = NamedNode(str(POB.name))
Said = tuple[str, str]
"""A property and its value, in words."""


@dataclass(frozen=True, slots=True)
class RowOfReport:
    """Where an entry stands: report, table, row and № п/п; and who reported it."""

    report: str
    table: int
    row: int
    number: int
    reporter: str


@dataclass(frozen=True, slots=True)
class Proof:
    """One place in a report that something was read from, the rule that did, its confidence and its doubts.

    `cell`, `start`, `end` and `quote` are None where the rule decided on the row as a whole.
    """

    place: RowOfReport
    cell: str | None
    start: int | None
    end: int | None
    quote: str | None
    rule: str
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """Assertions that were read from the same words by the same rules."""

    said: tuple[Said, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A spelling, or a row's title, that was taken for the entity: how surely and why."""

    value: str
    place: RowOfReport
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplainedGround:
    """What the entity rests on or is told of in (an event, an agreement, a stage), and its rows."""

    iri: str | None
    label: str | None
    places: tuple[RowOfReport, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All that proves what is said of an entity.

    `known` are properties that no report states in words: derived, or given by a file of the project.
    `otherwise` are other values than the entity's own, with the row that states each. `grounds` are what a
    derived entity rests on, else where the entity is told of.
    """

    iri: str
    kind: str
    label: str
    readings: tuple[ExplainedFact, ...]
    known: tuple[Said, ...]
    merges: tuple[Merged, ...]
    otherwise: tuple[tuple[Said, RowOfReport], ...]
    grounds: tuple[ExplainedGround, ...]
    is_derived: bool = False


def explain_entity(engine: Engine, iri: str, lang: str = "ru") -> Account:
    """The account of an entity, or of the one that a retired IRI leads to.

    Raises ParameterError where the graph says nothing of it.
    """
    entity = _survivor(engine, _named(iri))
    if not engine.ask(sparql("explain/exists.rq"), {"entity": [entity]}):
        raise ParameterError("nothing-said", iri=iri)
    return _Witness(engine, entity, Speech(lang)).account()


def _named(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise ParameterError("no-iri", iri=iri, reason=error) from error


def _survivor(engine: Engine, entity: NamedNode) -> NamedNode:
    for row in engine.select(sparql("pages/survivor.rq"), {"thing": [entity]}):
        if isinstance(survivor := row["survivor"], NamedNode):
            return survivor
    return entity


class _Witness:
    """Asks about one entity and names what the answers hold."""

    def __init__(self, engine: Engine, entity: NamedNode, speech: Speech) -> None:
        self.engine, self.entity, self.speech = engine, entity, speech
        self.evidence = self._ask("pages/evidence.rq", "thing") or self._read_from()
        self.merged = self._ask("pages/merges.rq", "thing")
        self.contradicted = self._ask("pages/contradictions.rq", "thing")
        self.told_in = self._ask("explain/rows.rq")
        self.statements = self._ask("explain/statements.rq")
        every = [*self.evidence, *self.merged, *self.contradicted, *self.told_in, *self.statements]
        terms = [tuple(row.values()) for row in every]
        self.labels = labels_of(engine, [*terms, (entity,)], speech.lang)
        self.places = self._places({one for row in every if isinstance(one := row.get("entry"), NamedNode)})

    def account(self) -> Account:
        """Everything in the order in which it is told."""
        return Account(
            iri=self.entity.value,
            kind=self._kind(),
            label=self._shown(self.entity),
            readings=tuple(self._readings()),
            known=tuple(self._known()),
            merges=tuple(self._merges()),
            otherwise=tuple(self._otherwise()),
            grounds=tuple(self._grounds()),
            is_derived=any(_text(row["predicate"]) == str(POB.basedOn) for row in self.statements),
        )

    def _ask(self, query: str, name: str = "entity") -> list[Record]:
        return list(self.engine.select(sparql(query), {name: [self.entity]}))

    def _read_from(self) -> list[Record]:
        """What was read from an entry, where the entity is one."""
        return [{**row, "entry": self.entity} for row in self._ask("pages/entry-evidence.rq", "entry")]

    def _places(self, entries: Iterable[NamedNode]) -> dict[str, RowOfReport]:
        wanted = sorted(entries, key=lambda one: one.value)
        rows = self.engine.select(sparql("explain/places.rq"), {"entry": wanted}) if wanted else ()
        told = list(rows)
        self.labels |= labels_of(self.engine, [(row["reporter"],) for row in told], self.speech.lang)
        return {_text(row["entry"]): self._place(row) for row in told}

    def _place(self, row: Record) -> RowOfReport:
        table, line, number = (int(_text(row[one])) for one in ("table", "row", "number"))
        report = _text(row["report"]).rpartition("/")[2]
        return RowOfReport(report, table, line, number, self._shown(row["reporter"]))

    def _kind(self) -> str:
        classes = [row["object"] for row in self.statements if _text(row["predicate"]).endswith("#type")]
        own = [one for one in classes if _text(one).startswith(str(POB._NS)) and _text(one) != str(POB.Place)]
        return self._shown(own[0]).lower() if own else ""

    def _readings(self) -> Iterator[ExplainedFact]:
        words = {_text(row["target"]): row for row in self._ask("explain/words.rq")}
        doubts: dict[str, list[str]] = defaultdict(list)
        decisions = list(
            dict.fromkeys(one for row in self.evidence if isinstance(one := row["decision"], NamedNode))
        )
        for row in self.engine.select(sparql("pages/doubts.rq"), {"decision": decisions}):
            doubts[_text(row["decision"])].append(_text(row["doubt"]))
        proofs: dict[Said, dict[Proof, None]] = defaultdict(dict)
        for row in self.evidence:
            proofs[self._said(row)][self._proof(row, words.get(_text(row["target"]), {}), doubts)] = None
        alike: dict[tuple[Proof, ...], list[Said]] = defaultdict(list)
        for said in sorted(proofs):
            alike[tuple(sorted(proofs[said], key=_order))].append(said)
        for shared, many in alike.items():
            yield ExplainedFact(tuple(many), shared)

    def _proof(self, row: Record, words: Record, doubts: Mapping[str, Sequence[str]]) -> Proof:
        start, end = words.get("start"), words.get("end")
        return Proof(
            self.places[_text(row["entry"])],
            _text(row["cell"]) or None,
            int(_text(start)) if start is not None else None,
            int(_text(end)) if end is not None else None,
            _text(words.get("quote")) or None,
            _text(row["rule"]),
            float(_text(row["confidence"])),
            tuple(doubts.get(_text(row["decision"]), ())),
        )

    def _known(self) -> Iterator[Said]:
        read = {self._said(row) for row in self.evidence}
        for row in self.statements:
            own = isinstance(row["object"], NamedNode) and row["object"].value.startswith(self.entity.value)
            if not own and not _text(row["predicate"]).endswith("#type") and self._said(row) not in read:
                yield self._said(row)
        for row in self._ask("explain/names.rq"):
            since, until = (_text(row[end]) or "…" for end in ("since", "until"))
            yield self._shown(POB_NAME), f"{_text(row['name'])} ({since} – {until})"

    def _merges(self) -> Iterator[Merged]:
        reasons: dict[str, list[str]] = defaultdict(list)
        first: dict[str, Record] = {}
        for row in self.merged:
            first.setdefault(_text(row["merge"]), row)
            reasons[_text(row["merge"])].append(_text(row["reason"]))
        for merge, row in first.items():
            place = self.places[_text(row["entry"])]
            yield Merged(_text(row["value"]), place, float(_text(row["score"])), tuple(reasons[merge]))

    def _otherwise(self) -> Iterator[tuple[Said, RowOfReport]]:
        for row in self.contradicted:
            yield (self._shown(row["about"]), _text(row["value"])), self.places[_text(row["entry"])]

    def _grounds(self) -> Iterator[ExplainedGround]:
        found: dict[Term | None, set[RowOfReport]] = defaultdict(set)
        for row in self.told_in:
            found[row["ground"]].add(self.places[_text(row["entry"])])
        for ground in sorted(found, key=_text):
            iri = _text(ground) or None
            label = self.labels.get(iri) if iri is not None else None
            yield ExplainedGround(iri, label, tuple(sorted(found[ground], key=_by_place)))

    def _said(self, row: Mapping[str, Term | None]) -> Said:
        about = f"{self._shown(row['subject'])} – " if "subject" in row else ""
        return about + self._shown(row["predicate"]), self._shown(row["object"])

    def _shown(self, term: Term | None) -> str:
        if isinstance(term, NamedNode):
            return self.labels.get(term.value) or term_told(term.value, self.speech)
        if isinstance(term, Literal) and term.datatype.value == str(XSD.boolean):
            return self.speech.say(f"explain.{term.value}")
        return _text(term)


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _by_place(place: RowOfReport) -> tuple[str, int, int]:
    return place.report, place.table, place.row


def _order(proof: Proof) -> tuple[str, int, int, str, int, str]:
    return *_by_place(proof.place), proof.cell or "", proof.start or 0, proof.rule
