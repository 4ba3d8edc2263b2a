"""An answer as a document: a table to read, or a file for another program."""

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from types import MappingProxyType
from unicodedata import east_asian_width

import pyarrow
import pyarrow.parquet
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.namespace import RDF, RDFS

from graph.sheets import defused, workbook
from ontology.errors import ParameterError
from ontology.terms import PREFIXES, RS
from queries.engine.serialise import TURTLE, write_triples
from queries.run import Answer, Native, flat_header, flat_rows

_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing an answer to a file."""

    name: str
    media_type: str
    extension: str
    write: Callable[[Answer, str], bytes]


def write_answer(answer: Answer, format_name: str, lang: str = "ru") -> bytes:
    """The answer in that format, with column titles in that language where the format has titles."""
    if format_name not in FORMATS:
        raise ParameterError("answer-format", format=format_name, known=", ".join(FORMATS))
    return FORMATS[format_name].write(answer, lang)


def _titles(answer: Answer, lang: str) -> list[str]:
    """Titles in the language for labelled columns; the IRI columns keep their own names."""
    told = {column.name: column.title[lang] for column in answer.columns}
    return [told.get(name, name) for name in flat_header(answer)]


def _table(answer: Answer, lang: str) -> bytes:
    titles = [column.title[lang] for column in answer.columns]
    cells = [[_text(answer.shown(term, at)) for at, term in enumerate(row)] for row in answer.rows]
    widths = [min(_WIDEST, max(map(_width, column))) for column in zip(titles, *cells, strict=True)]
    lines = [_line(row, widths) for row in (titles, ["─" * width for width in widths], *cells)]
    return ("\n".join(lines) + "\n").encode()


def _line(cells: list[str], widths: list[int]) -> str:
    cut = [
        text if _width(text) <= width else text[: width - 1] + "…"
        for text, width in zip(cells, widths, strict=True)
    ]
    return "  ".join(
        text + " " * (width - _width(text)) for text, width in zip(cut, widths, strict=True)
    ).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(mark) in "WF" else 1 for mark in text)


def _text(value: Native) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())


def _separated(answer: Answer, delimiter: str) -> bytes:
    output = StringIO()
    writer = csv.writer(output, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(flat_header(answer))
    for row in flat_rows(answer):
        writer.writerow([_text_kept(defused(value)) for value in row])
    return output.getvalue().encode()


def _text_kept(value: Native) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _csv(answer: Answer, lang: str) -> bytes:
    return _separated(answer, ",")


def _tsv(answer: Answer, lang: str) -> bytes:
    return _separated(answer, "\t")


def _json(answer: Answer, lang: str) -> bytes:
    content = {
        "question": answer.question.name if answer.question is not None else None,
        "columns": [{"name": column.name, "title": column.title[lang]} for column in answer.columns],
        "truncated": answer.truncated,
        "rows": [
            {name: _json_value(value) for name, value in record.items() if value is not None}
            for record in answer.records()
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _json_value(value: Native) -> str | int | float | bool | None:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case _:
            return value


def _xlsx(answer: Answer, lang: str) -> bytes:
    return workbook(_sheet_name(answer, lang), _titles(answer, lang), flat_rows(answer))


def _sheet_name(answer: Answer, lang: str) -> str:
    title = answer.question.title[lang] if answer.question is not None else "SPARQL"
    return "".join("-" if mark in "[]:*?/\\" else mark for mark in title)[:31]


def _parquet(answer: Answer, lang: str) -> bytes:
    rows = flat_rows(answer)
    columns = {name: [row[at] for row in rows] for at, name in enumerate(flat_header(answer))}
    arrays = {name: _array(values) for name, values in columns.items()}
    output = BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(arrays), output, compression="zstd")
    return output.getvalue()


def _array(values: list[Native]) -> pyarrow.Array:
    """The values in their own type, or as text where a column mixes types."""
    try:
        return pyarrow.array(values)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
        return pyarrow.array([None if value is None else str(value) for value in values])


def _turtle(answer: Answer, lang: str) -> bytes:
    """The rows in the W3C's result-set vocabulary, and the labels of their IRIs."""
    triples = _result_set(answer)
    label = NamedNode(RDFS.label)
    triples += [Triple(NamedNode(iri), label, Literal(name)) for iri, name in answer.labels.items()]
    return write_triples(TURTLE, triples, {**PREFIXES, "rs": str(RS._NS)})


def _result_set(answer: Answer) -> list[Triple]:
    everything = BlankNode("answer")
    triples = [Triple(everything, NamedNode(RDF.type), NamedNode(RS.ResultSet))]
    names = [column.name for column in answer.columns]
    triples += [Triple(everything, NamedNode(RS.resultVariable), Literal(name)) for name in names]
    for number, row in enumerate(answer.rows, 1):
        solution = BlankNode(f"row{number}")
        triples.append(Triple(everything, NamedNode(RS.solution), solution))
        triples.append(Triple(solution, NamedNode(RS.index), Literal(number)))
        for name, term in zip(names, row, strict=True):
            if term is not None:
                binding = BlankNode(f"row{number}{name}")
                triples.append(Triple(solution, NamedNode(RS.binding), binding))
                triples.append(Triple(binding, NamedNode(RS.variable), Literal(name)))
                triples.append(Triple(binding, NamedNode(RS.value), term))
    return triples


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        one.name: one
        for one in (
            Format("table", "text/plain; charset=utf-8", "txt", _table),
            Format("csv", "text/csv; charset=utf-8", "csv", _csv),
            Format("tsv", "text/tab-separated-values; charset=utf-8", "tsv", _tsv),
            Format("json", "application/json", "json", _json),
            Format(
                "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", _xlsx
            ),
            Format("parquet", "application/vnd.apache.parquet", "parquet", _parquet),
            Format("ttl", "text/turtle", "ttl", _turtle),
        )
    }
)
