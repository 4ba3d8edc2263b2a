"""The text of a SPARQL query as tokens: what binding and refusing need to know, and no more.

A parameter of a stored query is a one-variable data block, `VALUES ?country { UNDEF }`: the file is plain
SPARQL that any client runs as it stands, with the defaults it shows. Binding puts RDF terms into that block.
Terms are written by the engine's own serialiser, so no value can end its literal or IRI and become syntax.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from queries.engine.errors import QueryRefusedError

Value = NamedNode | Literal
Bindings = Mapping[str, Value | Sequence[Value] | None]

LIMIT = "limit"
"""The parameter that stands for the number after LIMIT."""

ENTITY_PREFIX = "id"
"""The prefix whose IRI is also the base of relative IRIs, where a query has none of its own."""

_STRINGS = r"""
      '{3}(?:[^'\\]|\\.|'(?!''))*(?:'{3}|\\?\Z)
    | "{3}(?:[^"\\]|\\.|"(?!""))*(?:"{3}|\\?\Z)
    | '(?:[^'\\\n\r]|\\.)*(?:'|\\?\Z|(?=[\n\r]))
    | "(?:[^"\\\n\r]|\\.)*(?:"|\\?\Z|(?=[\n\r]))
"""
"""A string without an end goes on to that of its line, or of the query: no character is looked at twice.

What follows a repeat always fits, so that none is ever taken back; possessive repeats of groups would say so,
but match too little before Python 3.11.5.
"""
_LOCAL = r"(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*"
_WORDS = r"""
      (?P<word> @?[^\W\d_][\w-]*+ )
    | (?P<number> [+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? )
    | (?P<space> \s+ )
    | (?P<mark> . )
"""
_TOKEN = re.compile(
    rf"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri> <[^<>"{{}}|^`\\\x00-\x20]*> )
    | (?P<string> {_STRINGS} )
    | (?P<variable> [?$]\w+ )
    | (?P<name> (?:[^\W\d_][\w.-]*+)?:{_LOCAL} | _:[\w.-]+ )
    | (?P<run> [^\W\d_][\w.-]*+ )
    | {_WORDS}
    """,
    re.VERBOSE | re.DOTALL,
)
"""A run is what might have been the prefix of a name: it holds words, numbers and dots, no names."""
_PART = re.compile(_WORDS, re.VERBOSE | re.DOTALL)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPED_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_FORM_FIRST = re.compile(rf"\s*({'|'.join(sorted(_FORMS))})\b(?![.:-])", re.IGNORECASE)
"""How most queries begin: with what they are, and no prologue."""
_SUSPICIOUS = (*sorted(_UPDATES), "SERVICE")
_CHANGING = ("NOW", "RAND", "UUID", "BNODE")
_CHANGING_CALLS = frozenset({*_CHANGING, "STRUUID"})


class QueryToken(NamedTuple):
    """A piece of a query: its kind, its characters and where they begin."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(query: str) -> Iterator[QueryToken]:
    """The tokens that mean something, in order; comments and white space are left out.

    Takes time in proportion to the query's length, whatever stands in it.
    """
    at = run_ends = 0
    while at < len(query):
        found = (_PART if at < run_ends else _TOKEN).match(query, at)
        kind = found.lastgroup if found is not None else None
        if found is None or kind is None:
            raise AssertionError("every character is a token")
        if kind == "run":
            run_ends = found.end()
            continue
        if kind not in ("comment", "space"):
            yield QueryToken(kind, found[0], at)
        at = found.end()


@dataclass(frozen=True, slots=True)
class DataBlock:
    """A one-variable `VALUES ?name { … }`: the whole of it, and the inside of its braces."""

    name: str
    start: int
    inside: slice
    end: int


@lru_cache(maxsize=256)
def data_blocks(query: str) -> tuple[DataBlock, ...]:
    """Every one-variable data block of the query, in order."""
    found = []
    stream = tuple(tokens(query))
    for at, (keyword, variable, opening) in enumerate(zip(stream, stream[1:], stream[2:], strict=False)):
        if keyword.text.upper() == "VALUES" and variable.kind == "variable" and opening.text == "{":
            closing = next((token for token in stream[at + 3 :] if token.text == "}"), None)
            if closing is not None:
                inside = slice(opening.end, closing.start)
                found.append(DataBlock(variable.text[1:], keyword.start, inside, closing.end))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class LimitClause:
    """The `LIMIT n` of a query, in a subquery or at its end, and how deep in braces it stands."""

    rows: int
    depth: int
    start: int
    end: int


def limit_clauses(query: str) -> list[LimitClause]:
    """Every LIMIT of the query, in order."""
    found, depth = [], 0
    for keyword, number in pairwise(tokens(query)):
        depth += {"{": 1, "}": -1}.get(keyword.text, 0)
        if keyword.text.upper() == "LIMIT" and number.text.isdigit():
            found.append(LimitClause(int(number.text), depth, keyword.start, number.end))
    return found


def limit_clause(query: str) -> LimitClause | None:
    """The last LIMIT of the query."""
    return next(reversed(limit_clauses(query)), None)


def bind(query: str, bindings: Bindings) -> str:
    """The query with each named data block holding the given terms, and LIMIT the number bound to “limit”.

    So has every LIMIT before the last that has the same number: a part of the query that needs no more rows.
    A name bound to None loses its block, which is the same as `{ UNDEF }` and cheaper. A name without a block
    raises KeyError: a binding that silently did nothing would answer another question.
    """
    if not bindings:
        return query
    blocks = [block for block in data_blocks(query) if block.name in bindings]
    edits = [_filled(query, block, bindings[block.name]) for block in blocks]
    clauses = _last_limits(query) if LIMIT in bindings else []
    edits += [(one.start, one.end, _limited(bindings[LIMIT])) for one in clauses]
    _check_named(bindings, {*(block.name for block in blocks), *([LIMIT] if clauses else ())})
    for start, end, text in sorted(edits, reverse=True):
        query = query[:start] + text + query[end:]
    return query


def _check_named(bindings: Bindings, names: set[str]) -> None:
    """Raises KeyError where a binding has no block."""
    missing = bindings.keys() - names
    if missing:
        raise KeyError(f"the query has no block VALUES ?{min(missing)} {{ … }}")


def _last_limits(query: str) -> list[LimitClause]:
    """The last LIMIT of the query, and those before it that have the same number."""
    clauses = limit_clauses(query)
    return [one for one in clauses if one.rows == clauses[-1].rows]


def _filled(query: str, block: DataBlock, value: Value | Sequence[Value] | None) -> tuple[int, int, str]:
    """From where to where the query changes, and what stands there then."""
    if value is None:
        return block.start, block.end, ""
    terms = value if isinstance(value, Sequence) else (value,)
    opening, closing = query[block.start : block.inside.start], query[block.inside.stop : block.end]
    return block.start, block.end, f"{opening} {_written(terms)} {closing}"


def _limited(value: Value | Sequence[Value] | None) -> str:
    if value is None:
        return ""
    if not isinstance(value, Literal) or not value.value.isdigit():
        raise TypeError(f"LIMIT is bound to a whole number, not {value!r}")
    return f"LIMIT {value.value}"


def _written(terms: Sequence[Value]) -> str:
    for term in terms:
        if not isinstance(term, NamedNode | Literal):
            raise TypeError(f"a parameter is bound to an IRI or a literal, not {term!r}")
    return " ".join(str(term) for term in terms)


def form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; SELECT for what is none of them, and fails later."""
    begins = _FORM_FIRST.match(query)
    if begins is not None:
        return begins[1].upper()
    if not _holds_any(query, _FORMS):
        return "SELECT"
    words = (token.text.upper() for token in tokens(query) if token.kind == "word")
    return next((word for word in words if word in _FORMS), "SELECT")


def is_lasting(query: str) -> bool:
    """Whether the same graph always gives the same answer: none of the functions called changes by itself."""
    text = _unescaped(query)
    if not _holds_any(text, _CHANGING):
        return True
    calls = pairwise(tokens(text))
    return not any(word.text.upper() in _CHANGING_CALLS and opening.text == "(" for word, opening in calls)


def declared_prefixes(stream: Sequence[QueryToken]) -> set[str]:
    """The prefixes that the query declares."""
    return {
        name.text[:-1]
        for word, name in pairwise(stream)
        if word.text.upper() == "PREFIX" and name.kind == "name"
    }


def prefixes_in(query: str, prefixes: Mapping[str, str]) -> dict[str, str]:
    """Those of the prefixes whose names may stand in the query; all where it writes letters as escapes."""
    if "\\u" in query or "\\U" in query:
        return dict(prefixes)
    return {name: iri for name, iri in prefixes.items() if f"{name}:" in query}


def declare_prefixes(query: str, prefixes: Mapping[str, str], gap: str = " ", base: str | None = None) -> str:
    """The query with its base, and a declaration for each of the prefixes that it uses without declaring.

    The gap is what parts declarations; a space leaves the lines of the query their numbers.
    """
    stream = tuple(tokens(query))
    used = {token.text.partition(":")[0] for token in stream if token.kind == "name"}
    missing = used & prefixes.keys() - declared_prefixes(stream)
    lines = [f"PREFIX {name}: <{prefixes[name]}>" for name in sorted(missing)]
    if base is not None and any(token.kind == "iri" and not _ABSOLUTE.match(token.text) for token in stream):
        lines.insert(0, f"BASE <{base}>")
    return gap.join([*lines, query])


def refuse_side_effects(query: str, services: frozenset[str] = frozenset()) -> None:
    """Raises QueryRefusedError for an update, or for a SERVICE that is not among the allowed IRIs.

    Code points may be written as escapes anywhere in a query, so the unescaped text is held to the same rule.
    This is the readable message; `queries.engine.workers` holds the ban itself, whatever the words.
    """
    for text in {query, _unescaped(query)}:
        if _holds_any(text, _SUSPICIOUS):
            stream = tuple(tokens(text))
            _refuse_update(stream)
            _refuse_service(stream, services)


def _holds_any(query: str, words: Collection[str]) -> bool:
    """Whether one of the words stands anywhere in the query, in whatever case and be it within another."""
    upper = query.upper()
    for word in words:  # noqa: SIM110 (every query passes here; a generator takes twice as long)
        if word in upper:
            return True
    return False


def _unescaped(query: str) -> str:
    if "\\" not in query:
        return query
    return _ESCAPED_CODE_POINT.sub(lambda found: chr(int(found[1] or found[2], 16) % 0x110000), query)


def _refuse_update(stream: Sequence[QueryToken]) -> None:
    for token in stream:
        word = token.text.upper() if token.kind == "word" else ""
        if word in _FORMS:
            return
        if word in _UPDATES:
            raise QueryRefusedError("query-changes", word=word)


def _refuse_service(stream: Sequence[QueryToken], services: frozenset[str]) -> None:
    for at, token in enumerate(stream):
        if token.kind != "word" or token.text.upper() != "SERVICE":
            continue
        after = stream[at + 1 : at + 3]
        target = next((token for token in after if token.text.upper() != "SILENT"), None)
        if target is None or target.kind != "iri" or target.text[1:-1] not in services:
            raise QueryRefusedError("query-service")
