"""The stored questions: one `.rq` file each, a header of `#+` lines in YAML, then plain SPARQL.

    #+ title: {ru: Партнёры муниципалитета, en: Partners of a municipality}
    #+ question: {ru: С кем …?, en: With whom …?}
    #+ group: partners
    #+ view: table
    #+ parameters:
    #+   municipality: {type: municipality, ru: Муниципалитет, en: Municipality}
    #+ columns:
    #+   partner: {ru: Партнёр, en: Partner}

A parameter is a data block of the query, `VALUES ?municipality { UNDEF }`; what stands in it is the default.
With `all: true` it is what stands for all of them together where tallies are looked up, and the parameter is
open by default. A parameter `limit` is the number after LIMIT. The header's form is that of grlc, so its
tools read these files too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from ontology.yaml_files import made_of, parse_yaml
from queries.engine.text import LIMIT, Value, data_blocks, limit_clause, tokens

LIBRARY = Path(__file__).parent / "library"
GROUPS = ("partners", "agreements", "sectors", "activity", "people", "quality")
EXCEPT = "except"
"""The data block of places that are left out; it holds what is no place where none is."""
VIEWS = ("table", "bars", "line", "network", "map", "matrix", "timeline")


@dataclass(frozen=True, slots=True)
class BilingualText:
    """The same words in both languages."""

    ru: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.ru


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be narrowed by; `default` of None leaves it open.

    Left open it is bound to `everything`, or not at all where that is None. `counts` is what a number, day
    or text is of: rows, people, times, partners, quarters, months, first-day, post …, with “-most” behind it
    where it is the most that there may be; "" of what a name tells.
    `takes_several`: several values may be written, or all but some; of places that are no countries those
    left out are bound to the data block `leaves_out`, where the query has one.
    """

    name: str
    type: str
    title: BilingualText
    default: Value | None
    everything: Value | None = None
    counts: str = ""
    takes_several: bool = False
    leaves_out: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and what stands in it.

    `names_itself` is true of partners of partnerships: a country there is what names no place in it.
    `opens` is the question that tells of a value what it counts, the row's first thing as its parameter `of`.
    """

    name: str
    title: BilingualText
    names_itself: bool = False
    opens: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A stored question: its words, its parameters and columns, the SPARQL that answers it."""

    name: str
    group: str
    view: str
    title: BilingualText
    question: BilingualText
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str
    asked: Mapping[str, tuple[str, ...]]

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name."""
        return next((one for one in self.parameters if one.name == name), None)


def read_question(path: Path) -> Question:
    """The question in a file; raises ValueError naming the file where header and query do not fit."""
    header, sparql = _split(path.read_text(encoding="utf-8"))
    try:
        meta = made_of(path, header.encode(), partial(parse_yaml, header.encode()))
        defaults = _defaults(sparql)
        question = Question(
            name=path.stem,
            group=meta["group"],
            view=meta["view"],
            title=BilingualText(**meta["title"]),
            question=BilingualText(**meta["question"]),
            parameters=tuple(
                _parameter(name, told, defaults) for name, told in (meta.get("parameters") or {}).items()
            ),
            columns=tuple(
                Column(
                    name,
                    _title(told),
                    bool(told.get("names_itself")),
                    told.get("opens", ""),
                    told.get("of", ""),
                )
                for name, told in meta["columns"].items()
            ),
            sparql=sparql,
            asked={lang: tuple(texts) for lang, texts in (meta.get("asked") or {}).items()},
        )
    except (KeyError, TypeError, yaml.YAMLError) as error:
        told = (
            f"lacks {error}, or what belongs in it" if isinstance(error, KeyError) else f"is wrong: {error}"
        )
        raise ValueError(f"{path}: its header {told}; docs/queries.md tells of headers") from error
    for given, known in ((question.group, GROUPS), (question.view, VIEWS)):
        if given not in known:
            raise ValueError(f"{path}: “{given}” is none of {', '.join(known)}")
    return question


@cache
def questions(folder: Path = LIBRARY) -> Mapping[str, Question]:
    """Every question of the folder by name, in the order of the groups, then of the names."""
    found = [read_question(path) for path in folder.glob("*.rq")]
    found.sort(key=lambda question: (GROUPS.index(question.group), question.name))
    return MappingProxyType({question.name: question for question in found})


def _split(text: str) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    header = [line.removeprefix("#+ ").removeprefix("#+") for line in lines if line.startswith("#+")]
    return "".join(header), "".join(line for line in lines if not line.startswith("#+")).lstrip("\n")


def _parameter(name: str, told: Mapping[str, Any], defaults: Mapping[str, Value | None]) -> Parameter:
    default = defaults[name]
    counts = told.get("counts") or _COUNTS.get(name, "")
    if told.get("all", False):
        return Parameter(name, told["type"], _title(told), None, default, counts)
    several = told["type"] in _SEVERAL and not told.get("one", False)
    out = EXCEPT if several and told["type"] == "partner" and EXCEPT in defaults else ""
    return Parameter(
        name, told["type"], _title(told), default, counts=counts, takes_several=several, leaves_out=out
    )


_SEVERAL = ("municipality", "country", "partner", "sector", "event_type", "status", "agreement_type",
            "organisation_kind", "mode", "strength")  # fmt: skip
"""Types of which several values may be asked for, unless a parameter says `one: true` or looks tallies up."""

_COUNTS = {
    "since": "first-day", "until": "last-day", "from": "first-year", "to": "last-year", "period": "period",
    "previous": "previous", "limit": "rows", "quarters": "quarters", "months": "months",
    "below": "confidence-most", "office": "post",
}  # fmt: skip
"""What parameters of these names count, or tell in words."""


def _title(told: Mapping[str, Any]) -> BilingualText:
    return BilingualText(told["ru"], told["en"])


def _defaults(query: str) -> dict[str, Value | None]:
    """What stands in each one-variable data block of the query, and after LIMIT."""
    prologue = query[: next(token.start for token in tokens(query) if token.text.upper() in _AFTER_PROLOGUE)]
    clause = limit_clause(query)
    limit: dict[str, Value | None] = {} if clause is None else {LIMIT: Literal(clause.rows)}
    return limit | {
        block.name: _first_term(f"{prologue} SELECT ?{block.name} {{ {query[block.start : block.end]} }}")
        for block in reversed(data_blocks(query))
    }


_AFTER_PROLOGUE = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def _first_term(query: str) -> Value | None:
    solutions = Store().query(query)
    assert isinstance(solutions, QuerySolutions)
    term = next(iter(solutions))[0]
    return term if isinstance(term, NamedNode | Literal) else None
