"""Asking the stored questions from Python.

from queries.engine.addresses import open_engine
from queries.run import ask

with open_engine("data") as engine:
    answer = ask(engine, "signed-agreements", since="2025-01-01", country="BY")
    answer.to_pandas()
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.namespace import XSD

from ontology.errors import ParameterError
from ontology.speech import Speech
from queries.catalog import BilingualText, Column, Question, questions
from queries.choices import Choices, best_label
from queries.engine import Engine, QueryLimits, Rows
from queries.engine.serialise import Term, as_n_triples
from queries.engine.text import Value, bind, data_blocks, limit_clause
from queries.parameters import Bound, resolve
from queries.texts import sparql

if TYPE_CHECKING:
    import pandas
    import polars

LABELS_AT_ONCE = 1_000
Native = str | int | float | bool | date | Decimal | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that answer a query; `labels` names every IRI among them in the language asked for.

    `question` is None, and `sparql` the text as given, for a query that is not a stored one.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    sparql: str
    truncated: bool = False
    question: Question | None = None
    parameters: Mapping[str, Bound] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    countries: frozenset[str] = frozenset()
    """The countries in columns whose places are named themselves."""
    lang: str = "ru"

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def different(self) -> int | None:
        """How many things the first column tells of, where some of them are told in several rows."""
        first = [row[0] for row in self.rows]
        things = {term for term in first if isinstance(term, NamedNode)}
        is_repeated = len(things) < len(first) and None not in first
        return len(things) if things and is_repeated else None

    def shown(self, term: Term | None, at: int | None = None) -> Native:
        """A term of column `at` as people read it: a label for an IRI, a number or date for a literal."""
        if not isinstance(term, NamedNode):
            return native(term)
        label = self.labels.get(term.value, term.value)
        if at is not None and self.columns[at].names_itself and term.value in self.countries:
            return Speech(self.lang).say("place.unlocated", country=label)
        return label

    def records(self) -> list[dict[str, Native]]:
        """The rows as dictionaries: each column, and the IRI behind a labelled one under `<column>_iri`."""
        header = flat_header(self)
        return [dict(zip(header, row, strict=True)) for row in flat_rows(self)]

    def to_pandas(self) -> "pandas.DataFrame":
        """The records as a pandas frame."""
        import pandas

        return pandas.DataFrame(self.records(), columns=flat_header(self))

    def to_polars(self) -> "polars.DataFrame":
        """The records as a polars frame."""
        import polars

        return polars.DataFrame(self.records(), schema=flat_header(self), infer_schema_length=None)


def ask(
    engine: Engine, name: str, *, lang: str = "ru", limits: QueryLimits | None = None, **parameters: object
) -> Answer:
    """The answer to a stored question; raises ParameterError for an unknown question or a wrong value."""
    question = find_question(name)
    values = resolve(question, parameters, Choices(engine))
    bound = {**_open(question), **values, **_language(question.sparql, lang)}
    text = bind(question.sparql, bound)
    rows = engine.select(text, limits=limits)
    return Answer(
        columns=question.columns,
        rows=rows.rows,
        sparql=text,
        truncated=rows.truncated or is_cut(text, rows),
        question=question,
        parameters=values,
        labels=labels_of(engine, rows.rows, lang),
        countries=_countries_in(engine, question, rows.rows),
        lang=lang,
    )


def _countries_in(
    engine: Engine, question: Question, rows: Iterable[Sequence[Term | None]]
) -> frozenset[str]:
    """The countries in the columns whose places are named themselves."""
    columns = [at for at, column in enumerate(question.columns) if column.names_itself]
    terms = dict.fromkeys(row[at] for row in rows for at in columns)
    places = [term for term in terms if isinstance(term, NamedNode)]
    if not places:
        return frozenset()
    found = engine.select(sparql("choices/countries_among.rq"), {"value": places})
    return frozenset(one.value for (one,) in found.rows if isinstance(one, NamedNode))


def ask_text(engine: Engine, text: str, *, lang: str = "ru", limits: QueryLimits | None = None) -> Answer:
    """The answer to any SELECT query, its variables as columns."""
    rows = engine.select(text, limits=limits)
    columns = tuple(Column(name, BilingualText(name, name)) for name in rows.variables)
    return Answer(columns, rows.rows, text, rows.truncated, labels=labels_of(engine, rows.rows, lang))


def is_cut(query: str, rows: Rows) -> bool:
    """Whether the rows are as many as the LIMIT of the query allows, so that there may be more.

    A LIMIT in a subquery counts what stands in the first column.
    """
    clause = limit_clause(query)
    if clause is None:
        return False
    counted = len(rows) if clause.depth == 0 else len({row[0] for row in rows.rows})
    return counted >= clause.rows


def _open(question: Question) -> dict[str, Bound]:
    """The parameters that are open by default: some engines misread a filter on what is `UNDEF`."""
    return {one.name: None for one in question.parameters if one.default is one.everything is None}


def _language(query: str, lang: str) -> dict[str, Value]:
    """The language of the answer for a query that asks for it: `VALUES ?lang { UNDEF }`."""
    return {"lang": Literal(lang)} if any(block.name == "lang" for block in data_blocks(query)) else {}


def find_question(name: str) -> Question:
    """The stored question of that name."""
    library = questions()
    if name not in library:
        raise ParameterError("no-question", name=name, known=", ".join(library))
    return library[name]


def labels_of(engine: Engine, rows: Iterable[Sequence[Term | None]], lang: str) -> dict[str, str]:
    """A label for each IRI in the rows that has one, in that language if there is one in it."""
    iris = list(dict.fromkeys(term for row in rows for term in row if isinstance(term, NamedNode)))
    names: dict[str, list[tuple[str, str]]] = {}
    for iri, label in _labels(engine, iris):
        names.setdefault(iri.value, []).append((label.value, label.language or ""))
    return {iri: best_label(sorted(told), lang) or iri for iri, told in names.items()}


def _labels(engine: Engine, iris: Sequence[NamedNode]) -> Iterator[tuple[NamedNode, Literal]]:
    for start in range(0, len(iris), LABELS_AT_ONCE):
        batch = iris[start : start + LABELS_AT_ONCE]
        for record in engine.select(sparql("choices/label.rq"), {"value": batch}):
            iri, label = record["value"], record["label"]
            if isinstance(iri, NamedNode) and isinstance(label, Literal):
                yield iri, label


def native(term: Term | None) -> Native:
    """A literal as the Python value it stands for, anything else as text."""
    if term is None:
        return None
    if isinstance(term, BlankNode | Triple):
        return as_n_triples(term)
    if isinstance(term, NamedNode) or term.language is not None:
        return term.value
    read = _READERS.get(term.datatype.value, str)
    try:
        return read(term.value)
    except (ValueError, ArithmeticError):
        return term.value


_READERS: Mapping[str, Callable[[str], Native]] = {
    str(XSD.integer): int,
    str(XSD.decimal): Decimal,
    str(XSD.double): float,
    str(XSD.float): float,
    str(XSD.boolean): lambda text: text in ("true", "1"),
    str(XSD.date): date.fromisoformat,
}


def iri_columns(answer: Answer) -> frozenset[int]:
    """The positions of the columns in which some row has an IRI with a label."""
    return frozenset(
        at
        for row in answer.rows
        for at, term in enumerate(row)
        if isinstance(term, NamedNode) and term.value in answer.labels
    )


def flat_header(answer: Answer) -> list[str]:
    """The column names, each labelled column followed by one for its IRIs."""
    labelled = iri_columns(answer)
    return [
        name
        for at, column in enumerate(answer.columns)
        for name in ((column.name, f"{column.name}_iri") if at in labelled else (column.name,))
    ]


def flat_rows(answer: Answer) -> list[tuple[Native, ...]]:
    """The rows as values, under the names of `flat_header`."""
    labelled = iri_columns(answer)
    return [
        tuple(
            value
            for at, term in enumerate(row)
            for value in ((answer.shown(term, at), native(term)) if at in labelled else (answer.shown(term),))
        )
        for row in answer.rows
    ]


__all__ = ["Answer", "Rows", "ask", "ask_text", "find_question", "labels_of"]
