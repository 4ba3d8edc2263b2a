"""A malformed query explained: where it goes wrong, and what stands there that cannot."""

import re
from collections.abc import Collection

from queries.engine.errors import QuerySyntaxError
from queries.engine.text import QueryToken, tokens

_POSITION = re.compile(r"^error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)$", re.DOTALL)
_SENTENCE = re.compile(r"[A-Z][a-zA-Z]+(?: [a-zA-Z]+){2,}")


def explain(query: str, said: str, prefixes: Collection[str]) -> QuerySyntaxError:
    """The engine's complaint about the query with line, column and the reason in plain words."""
    unknown = _undeclared(query, prefixes)
    if unknown is not None:
        line, column = _place(query, unknown.start)
        prefix = unknown.text.partition(":")[0]
        return QuerySyntaxError("syntax-prefix", line=line, column=column, prefix=prefix)
    found = _POSITION.match(said)
    if found is None:
        return QuerySyntaxError("syntax", line=1, column=1, reason=said)
    line, column = int(found[1]), int(found[2])
    sentence = _SENTENCE.search(found[3])
    if sentence is not None:
        return QuerySyntaxError("syntax", line=line, column=column, reason=sentence[0])
    return _unexpected(query, line, column)


def _undeclared(query: str, prefixes: Collection[str]) -> QueryToken | None:
    """The first name whose prefix nobody has declared before it."""
    known, after_prefix = {*prefixes, "_"}, False
    for token in tokens(query) if ":" in query else ():
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if after_prefix:
                known.add(prefix)
            elif prefix not in known:
                return token
        after_prefix = token.text.upper() == "PREFIX"
    return None


def _place(query: str, at: int) -> tuple[int, int]:
    return query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)


def _unexpected(query: str, line: int, column: int) -> QuerySyntaxError:
    lines = query.splitlines()
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    if rest:
        return QuerySyntaxError("syntax-here", line=line, column=column, text=rest[:30])
    ends = "syntax-line-end" if line < len(lines) else "syntax-query-end"
    return QuerySyntaxError(ends, line=line, column=column)
