"""What can go wrong with a query, as a branch of the family in `ontology.errors`.

InputError
└── QueryError           a query that cannot be run as it stands
    ├── QuerySyntaxError     it does not parse; carries line and column
    └── QueryRefusedError         it parses, but asks for what this service does not do (update, SERVICE …)
StoreError
├── LimitExceededError        the query hit a limit: time, memory …
└── EngineBusyError           every worker stayed occupied for as long as the query might have run
"""

import re

from ontology.errors import InputError, StoreError


class QueryError(InputError):
    """A query that cannot be run as it stands."""


class QuerySyntaxError(QueryError):
    """A query that does not parse; line and column count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        self.line = line
        self.column = column
        super().__init__(f"line {line}, column {column}: {message}")


class QueryRefusedError(QueryError):
    """A query that asks for something this service does not do."""


class LimitExceededError(StoreError):
    """A query stopped at a limit; `limit` names it and `allowed` says how much it gave."""

    def __init__(self, limit: str, allowed: str) -> None:
        self.limit = limit
        self.allowed = allowed
        super().__init__(
            f"The query was stopped: it exceeded the {limit} limit of {allowed}.",
            remedy="Ask for less: add a LIMIT, name a municipality or a period, or drop an OPTIONAL.",
        )


class EngineBusyError(StoreError):
    """No worker became free in time."""


_POSITION = re.compile(r"^error at (\d+):(\d+): (.*)$", re.DOTALL)
_EXPECTED = re.compile(r"^expected (?:one of )?(.*)$", re.DOTALL)
_CHARACTER_CLASS = re.compile(r"\[[^\[\]]*\](?: \|\s*\[[^\[\]]*\])*|'[^']*' \.\.= '[^']*'")


def syntax_error(message: str) -> QuerySyntaxError:
    """The engine's words about a malformed query, its line and column taken out and its jargon left out."""
    found = _POSITION.match(message)
    if found is None:
        return QuerySyntaxError(message, 1, 1)
    return QuerySyntaxError(_readable(found[3]), int(found[1]), int(found[2]))


def _readable(said: str) -> str:
    if "Prefix not found" in said:
        return "the prefix is not declared"
    expected = _EXPECTED.match(said)
    if expected is None:
        return said
    choices = [choice.strip() for choice in _CHARACTER_CLASS.sub("", expected[1]).split(", ")]
    told = [choice for choice in choices if choice.strip(" |\n")]
    sentence = next((choice for choice in told if " " in choice), None)
    if sentence is not None:
        return sentence
    return f"expected {' or '.join(told[:12])}" if told else "this cannot stand here"
