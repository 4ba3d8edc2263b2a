"""What no query needs, and what would take the engine down: it reads brackets and operators by recursion."""

import re

from queries.engine.errors import QueryError
from queries.engine.text import QueryToken, tokens

NESTING = 500
OPERATORS = 10_000

_STEPS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_SIGNS = frozenset("|&+-*/!^")
_WORDS = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "GRAPH"})
_OPERATORS = _SIGNS | _WORDS
_ANY_OPERATOR = re.compile("|".join([*map(re.escape, _SIGNS), *_WORDS]), re.IGNORECASE)


def _is_signed(token: QueryToken) -> bool:
    """Whether it is a number with its sign, which is also how a sum without spaces is read."""
    return token.kind == "number" and token.text[0] in "+-"


def _may_be_tangled(query: str) -> bool:
    """Whether it has so many brackets or operators at all, those in strings and comments counted too."""
    has_operators = len(query) > OPERATORS and len(_ANY_OPERATOR.findall(query)) > OPERATORS
    return has_operators or sum(map(query.count, "([{")) > NESTING


def refuse_tangles(query: str) -> None:
    """Raises QueryError for a query with deeper brackets or more operators than the engine takes."""
    if not _may_be_tangled(query):
        return
    depth = operators = 0
    for token in tokens(query):
        depth += _STEPS.get(token.text, 0)
        operators += token.text.upper() in _OPERATORS or _is_signed(token)
        if depth > NESTING or operators > OPERATORS:
            raise QueryError("query-tangled", nesting=NESTING, operators=OPERATORS)
