"""The CSV of an answer as CSV on the Web describes it."""

from datetime import date
from decimal import Decimal

from queries.run import Answer, Native, flat_header, flat_rows

CSVW = "http://www.w3.org/ns/csvw"


def answer_csvw(answer: Answer, url: str) -> dict[str, object]:
    """The description of the table at that address: columns in both languages, with their types."""
    titles = {column.name: column.title for column in answer.columns}
    rows = flat_rows(answer)
    columns = []
    for at, name in enumerate(flat_header(answer)):
        told: dict[str, object] = {
            "name": name,
            "titles": name,
            "datatype": _datatype([row[at] for row in rows]),
        }
        if name in titles:
            told["rdfs:label"] = [{"@value": titles[name][lang], "@language": lang} for lang in ("ru", "en")]
        elif name.removesuffix("_iri") in titles:
            told |= {"datatype": "anyURI", "valueUrl": f"{{+{name}}}"}
        columns.append(told)
    described: dict[str, object] = {"@context": CSVW, "url": url, "tableSchema": {"columns": columns}}
    if answer.question is not None:
        words = answer.question.question
        described["rdfs:label"] = [{"@value": words[lang], "@language": lang} for lang in ("ru", "en")]
    return described


def _datatype(values: list[Native]) -> str:
    """What all values of a column are, else text."""
    kinds = {type(value) for value in values if value is not None}
    (only,) = kinds if len(kinds) == 1 else (str,)
    return {bool: "boolean", int: "integer", Decimal: "decimal", float: "double", date: "date"}.get(
        only, "string"
    )
