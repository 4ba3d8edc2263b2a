"""Why the graph says what it says of an entity: every piece of evidence, down to the characters."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ontology.errors import ParameterError
from queries.catalog import sparql
from queries.engine import Engine
from queries.run import labels_of
from queries.serialise import Term


@dataclass(frozen=True, slots=True)
class Proof:
    """One assertion about an entity and one place in a report that it was read from.

    `cell`, `start`, `end` and `quote` are None where the rule decided on the row as a whole.
    """

    predicate: str
    object: str
    report: str
    table: int
    row: int
    cell: str | None
    start: int | None
    end: int | None
    quote: str | None
    rule: str
    confidence: float


def explain_entity(engine: Engine, iri: str, lang: str = "ru") -> tuple[Proof, ...]:
    """Every proof for what is asserted of an entity; raises ParameterError where nothing is."""
    try:
        entity = NamedNode(iri)
    except ValueError as error:
        raise ParameterError(
            f"“{iri}” is no IRI.", remedy="Copy it from a page or a query's answer."
        ) from error
    if not engine.ask(sparql("explain/exists.rq"), {"entity": [entity]}):
        raise ParameterError(
            f"The graph says nothing of {iri}.", remedy="Copy the IRI from a page or an answer."
        )
    found = engine.select(sparql("explain/evidence.rq"), {"entity": [entity]})
    labels = labels_of(engine, found.rows, lang)

    def shown(term: Term | None) -> str:
        if isinstance(term, NamedNode):
            return labels.get(term.value, term.value)
        return term.value if isinstance(term, Literal) else ""

    return tuple(
        Proof(
            predicate=shown(row["predicate"]),
            object=shown(row["object"]),
            report=_tail(row["report"]),
            table=_number(row["table"]) or 0,
            row=_number(row["row"]) or 0,
            cell=shown(row["cell"]) or None,
            start=_number(row["start"]),
            end=_number(row["end"]),
            quote=shown(row["quote"]) or None,
            rule=shown(row["rule"]),
            confidence=float(shown(row["confidence"])),
        )
        for row in found
    )


def _number(term: Term | None) -> int | None:
    return int(term.value) if isinstance(term, Literal) else None


def _tail(term: Term | None) -> str:
    return term.value.rsplit("/", 1)[-1] if isinstance(term, NamedNode) else ""
