"""SPARQL results as bytes, in chunks: JSON, XML, CSV and TSV of solutions, and every RDF format of triples.

The engine can write these itself, but only whole; writing row by row is what lets a row limit be exact.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import islice
from json import dumps
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

Term = NamedNode | BlankNode | Literal | Triple
Row = Sequence[Term | None]

ROWS_PER_CHUNK = 500
_STRING = Literal("").datatype
_json = partial(dumps, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Medium:
    """A way of writing results down: short name, media type, file extension."""

    name: str
    media_type: str
    extension: str


JSON = Medium("json", "application/sparql-results+json", "srj")
XML = Medium("xml", "application/sparql-results+xml", "srx")
CSV = Medium("csv", "text/csv; charset=utf-8", "csv")
TSV = Medium("tsv", "text/tab-separated-values; charset=utf-8", "tsv")
SOLUTION_MEDIA = (JSON, XML, CSV, TSV)
BOOLEAN_MEDIA = (JSON, XML)

TURTLE = Medium("ttl", "text/turtle", "ttl")
NT = Medium("nt", "application/n-triples", "nt")
RDF_XML = Medium("rdfxml", "application/rdf+xml", "rdf")
JSON_LD = Medium("jsonld", "application/ld+json", "jsonld")
_RDF = {
    TURTLE: RdfFormat.TURTLE,
    NT: RdfFormat.N_TRIPLES,
    RDF_XML: RdfFormat.RDF_XML,
    JSON_LD: RdfFormat.JSON_LD,
    Medium("trig", "application/trig", "trig"): RdfFormat.TRIG,
    Medium("nq", "application/n-quads", "nq"): RdfFormat.N_QUADS,
}
TRIPLE_MEDIA = tuple(_RDF)
MEDIA = {medium.name: medium for medium in (*SOLUTION_MEDIA, *TRIPLE_MEDIA)}


class ResultWriter(Protocol):
    """Writes solutions of given variables as the chunks of one document."""

    def __call__(self, variables: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]: ...


def write_solutions(medium: Medium, variables: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """The solutions as a document of the medium, in chunks of at most ROWS_PER_CHUNK rows."""
    return _WRITERS[medium](variables, rows)


def write_boolean(medium: Medium, value: bool) -> bytes:
    """The answer of an ASK as a document of the medium, which is JSON or XML."""
    word = "true" if value else "false"
    if medium == JSON:
        return f'{{"head":{{}},"boolean":{word}}}'.encode()
    return f"{_XML_START}<head/><boolean>{word}</boolean></sparql>".encode()


def write_triples(medium: Medium, triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """The triples as a document of the medium; raises UnwritableError for one that it has no form for."""
    output = BytesIO()
    written = _without_triple_terms(triples) if medium == JSON_LD else triples
    pyoxigraph.serialize(written, output, format=_RDF[medium], prefixes=dict(prefixes))
    return output.getvalue()


class UnwritableError(ValueError):
    """A term that the format of an answer has no form for."""


def _without_triple_terms(triples: Iterable[Triple]) -> Iterator[Triple]:
    for one in triples:
        if isinstance(one.object, Triple):
            raise UnwritableError("JSON-LD has no form for triple terms")
        yield one


def _chunks(lines: Iterable[str], separator: str = "") -> Iterator[bytes]:
    """Lines joined and encoded ROWS_PER_CHUNK at a time; the separator also stands between chunks."""
    remaining = iter(lines)
    lead = ""
    while batch := list(islice(remaining, ROWS_PER_CHUNK)):
        yield (lead + separator.join(batch)).encode()
        lead = separator


def _remembered(write: Callable[[Term], str]) -> Callable[[Term], str]:
    """The same function; terms that come back in later rows are written once."""
    memory: dict[Term, str] = {}

    def remembered(term: Term) -> str:
        known = memory.get(term)
        if known is None:
            known = write(term)
            if len(memory) < 50_000:
                memory[term] = known
        return known

    return remembered


def _parts(triple: Triple) -> Iterator[tuple[str, Term]]:
    yield "subject", triple.subject
    yield "predicate", triple.predicate
    yield "object", triple.object


def as_n_triples(term: Term) -> str:
    """The term as N-Triples has it, a triple term in its double brackets."""
    if isinstance(term, Triple):
        return f"<<( {' '.join(as_n_triples(part) for _, part in _parts(term))} )>>"
    return str(term)


def _json_term(term: Term) -> str:
    match term:
        case NamedNode():
            return f'{{"type":"uri","value":{_json(term.value)}}}'
        case BlankNode():
            return f'{{"type":"bnode","value":{_json(term.value)}}}'
        case Literal(language=str(language), direction=direction):
            told = f',"its:dir":{_json(str(direction))}' if direction is not None else ""
            return f'{{"type":"literal","value":{_json(term.value)},"xml:lang":{_json(language)}{told}}}'
        case Literal() if term.datatype == _STRING:
            return f'{{"type":"literal","value":{_json(term.value)}}}'
        case Literal():
            return f'{{"type":"literal","value":{_json(term.value)},"datatype":{_json(term.datatype.value)}}}'
        case Triple():
            parts = ",".join(f'"{name}":{_json_term(part)}' for name, part in _parts(term))
            return f'{{"type":"triple","value":{{{parts}}}}}'
        case _:
            raise ValueError(f"Unexpected term {term!r}")


def _solutions_json(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    write = _remembered(_json_term)
    keys = [f"{_json(name)}:" for name in variables]
    yield f'{{"head":{{"vars":{_json(list(variables))}}},"results":{{"bindings":['.encode()
    lines = (
        "{"
        + ",".join([key + write(term) for key, term in zip(keys, row, strict=True) if term is not None])
        + "}"
        for row in rows
    )
    yield from _chunks(lines, ",\n")
    yield b"]}}"


_XML_START = (
    '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"'
    ' xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0">'
)


def _xml_term(term: Term) -> str:
    match term:
        case NamedNode():
            return f"<uri>{escape(term.value)}</uri>"
        case BlankNode():
            return f"<bnode>{escape(term.value)}</bnode>"
        case Literal(language=str(language), direction=direction):
            told = f" its:dir={quoteattr(str(direction))}" if direction is not None else ""
            return f"<literal xml:lang={quoteattr(language)}{told}>{escape(term.value)}</literal>"
        case Literal() if term.datatype == _STRING:
            return f"<literal>{escape(term.value)}</literal>"
        case Literal():
            return f"<literal datatype={quoteattr(term.datatype.value)}>{escape(term.value)}</literal>"
        case Triple():
            parts = "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in _parts(term))
            return f"<triple>{parts}</triple>"
        case _:
            raise ValueError(f"Unexpected term {term!r}")


def _solutions_xml(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    write = _remembered(_xml_term)
    names = [quoteattr(name) for name in variables]
    head = "".join(f"<variable name={name}/>" for name in names)
    yield f"{_XML_START}<head>{head}</head><results>".encode()
    lines = (
        "<result>"
        + "".join(
            f"<binding name={name}>{write(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        + "</result>\n"
        for row in rows
    )
    yield from _chunks(lines)
    yield b"</results></sparql>"


def _csv_term(term: Term) -> str:
    text = as_n_triples(term) if isinstance(term, BlankNode | Triple) else term.value
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text


def _solutions_csv(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    write = _remembered(_csv_term)
    yield (",".join(variables) + "\r\n").encode()
    yield from _chunks(
        ",".join(["" if term is None else write(term) for term in row]) + "\r\n" for row in rows
    )


def _tsv_term(term: Term) -> str:
    return as_n_triples(term).replace("\t", "\\t")


def _solutions_tsv(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    write = _remembered(_tsv_term)
    yield ("\t".join(f"?{name}" for name in variables) + "\n").encode()
    yield from _chunks(
        "\t".join(["" if term is None else write(term) for term in row]) + "\n" for row in rows
    )


_WRITERS: dict[Medium, ResultWriter] = {
    JSON: _solutions_json,
    XML: _solutions_xml,
    CSV: _solutions_csv,
    TSV: _solutions_tsv,
}
