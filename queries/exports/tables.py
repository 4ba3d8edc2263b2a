"""The things of the graph as CSV tables, a class each, described for CSVW and Frictionless."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rdflib.namespace import GEO

from graph.sheets import defused
from ontology.speech import SPEECHES, Speech
from ontology.structure import structure
from ontology.structure.model import Property, Shape, name_of
from ontology.terms import PREFIXES
from queries.exports.model import ExportSource
from queries.exports.things import Thing, things

SEPARATOR = "|"
"""Between the values of a column that holds several."""
_XSD = PREFIXES["xsd"]
_PLAIN = {"date": "date", "integer": "integer", "decimal": "decimal", "boolean": "boolean"}
_TEXTS = frozenset({"lang", "text", "any", str(GEO.wktLiteral)})
_FRICTIONLESS = {"decimal": "number"}
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive, so that the same graph gives the same bytes."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: the property that fills it, in one language where it has a text in each."""

    name: str
    said: Property
    lang: str | None = None

    @property
    def is_list(self) -> bool:
        """Whether a cell may hold several values."""
        return self.said.most is None and self.lang is None

    @property
    def datatype(self) -> str:
        """What its values are, as CSVW calls it."""
        (only, *more) = self.said.leads_to
        name = only.removeprefix(_XSD)
        if not more and name in _PLAIN:
            return _PLAIN[name]
        return "string" if only in _TEXTS or name == "string" else "anyURI"


def columns_of(shape: Shape) -> tuple[TableColumn, ...]:
    """The columns of a class beside `id`, in the order of its shape."""
    return tuple(column for one in shape.properties for column in _columns(one))


def _columns(one: Property) -> Iterator[TableColumn]:
    name = one.iri.replace("#", "/").rpartition("/")[2]
    if one.leads_to == ("lang",) and one.least and one.most is None:
        yield from (TableColumn(f"{name}_{lang}", one, lang) for lang in ("ru", "en"))
    else:
        yield TableColumn(name, one)


def write_tables(source: ExportSource, output: BinaryIO) -> None:
    """A ZIP archive: a CSV file for each class that has things, and the descriptions of all."""
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        written = []
        for shape in structure("things"):
            rows = [_row(one, shape) for one in things(source, shape.classes[0])]
            if rows:
                _put(archive, f"{shape.name}.csv", _csv(shape, rows))
                written.append(shape)
        _put(archive, "csv-metadata.json", _json(csvw(written)))
        _put(archive, "datapackage.json", _json(datapackage(written, source.snapshot.id)))


def _put(archive: ZipFile, name: str, content: str) -> None:
    told = ZipInfo(name, FIRST_DAY)
    told.compress_type = ZIP_DEFLATED
    archive.writestr(told, content.encode())


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _csv(shape: Shape, rows: Sequence[Sequence[str]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["id", *(column.name for column in columns_of(shape))])
    writer.writerows(rows)
    return text.getvalue()


def _row(one: Thing, shape: Shape) -> list[str]:
    return [one.iri, *(_cell(one, column) for column in columns_of(shape))]


def _cell(one: Thing, column: TableColumn) -> str:
    said = one.said.get(column.said.iri, ())
    if column.lang is not None:
        said = [term for term in said if getattr(term, "language", None) == column.lang]
    values = sorted(term.value for term in said)  # type: ignore[union-attr]
    if column.datatype == "string":
        values = [defused(value) for value in values]
    return (
        SEPARATOR.join(value.replace(SEPARATOR, " ") for value in values)
        if column.is_list
        else "".join(values[:1])
    )


# ── descriptions ──


def csvw(shapes: Sequence[Shape]) -> dict[str, object]:
    """The tables as CSV on the Web describes them."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": {speech.lang: speech.say("dataset.title") for speech in SPEECHES},
        "tables": [_csvw_table(shape) for shape in shapes],
    }


def _csvw_table(shape: Shape) -> dict[str, object]:
    identity = {"name": "id", "titles": "id", "datatype": "anyURI", "required": True}
    return {
        "url": f"{shape.name}.csv",
        "rdfs:label": _both(shape.labels),
        "tableSchema": {
            "aboutUrl": "{+id}",
            "primaryKey": "id",
            "columns": [identity, *map(_csvw_column, columns_of(shape))],
        },
    }


def _csvw_column(column: TableColumn) -> dict[str, object]:
    told: dict[str, object] = {
        "name": column.name,
        "titles": column.name,
        "rdfs:label": _both(name_of(column.said.iri)),
        "propertyUrl": column.said.iri,
        "datatype": column.datatype,
    }
    if column.is_list:
        told["separator"] = SEPARATOR
    elif column.datatype == "anyURI":
        told["valueUrl"] = f"{{+{column.name}}}"
    if column.lang is not None:
        told["lang"] = column.lang
    return told


def _both(words: object) -> list[dict[str, str]]:
    return [{"@value": word, "@language": lang} for lang, word in dict(words).items()]  # type: ignore[call-overload]


def datapackage(shapes: Sequence[Shape], version: str) -> dict[str, object]:
    """The tables as a Frictionless Data Package."""
    return {
        "name": "pobratim",
        "title": Speech("en").say("dataset.title"),
        "version": version,
        "resources": [_resource(shape) for shape in shapes],
    }


def _resource(shape: Shape) -> dict[str, object]:
    identity = {"name": "id", "type": "string", "constraints": {"required": True, "unique": True}}
    return {
        "name": shape.name.lower(),
        "path": f"{shape.name}.csv",
        "profile": "tabular-data-resource",
        "title": shape.labels["en"],
        "encoding": "utf-8",
        "schema": {"primaryKey": ["id"], "fields": [identity, *map(_field, columns_of(shape))]},
    }


def _field(column: TableColumn) -> dict[str, object]:
    kind = "string" if column.is_list or column.datatype == "anyURI" else column.datatype
    return {
        "name": column.name,
        "type": _FRICTIONLESS.get(kind, kind),
        "title": name_of(column.said.iri)["en"],
        "rdfType": column.said.iri,
    }
