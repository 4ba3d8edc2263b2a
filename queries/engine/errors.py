"""What can go wrong with a query, as a branch of the family in `ontology.errors`.

InputError
└── QueryError           a query that cannot be run as it stands
    ├── QuerySyntaxError     it does not parse; carries line and column
    └── QueryRefusedError         it parses, but asks for what this service does not do (update, SERVICE …)
StoreError
├── LimitExceededError        the query hit a limit: time, memory …
├── EngineBusyError           every worker stayed occupied for as long as the query might have run
└── QueryAbandonedError       whoever asked went away before the answer was there
"""

from typing import Any

from ontology.errors import InputError, StoreError


class QueryError(InputError):
    """A query that cannot be run as it stands."""


class QuerySyntaxError(QueryError):
    """A query that does not parse; line and column count from 1."""

    def __init__(self, key: str, /, *, line: int, column: int, **values: Any) -> None:
        self.line = line
        self.column = column
        super().__init__(key, line=str(line), column=str(column), **values)


class QueryRefusedError(QueryError):
    """A query that asks for something this service does not do."""


class LimitExceededError(StoreError):
    """A query stopped at a limit; `limit` names it and `allowed` says how much it gave."""

    def __init__(self, limit: str, allowed: str) -> None:
        self.limit = limit
        self.allowed = allowed
        super().__init__("limit", limit=limit, allowed=allowed)


class EngineBusyError(StoreError):
    """No worker became free in time."""


class QueryAbandonedError(StoreError):
    """Nobody waits for the answer any more."""

    def __init__(self) -> None:
        super().__init__("query-abandoned")
