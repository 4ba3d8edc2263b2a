"""An index in the making that may be given up: its maker looks again and again whether it is still wanted."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from web.index.rows import Ask, Row, Terms

T = TypeVar("T")

IsUnwanted = Callable[[], bool]
"""Whether nobody wants the index any more."""


class GivenUpError(Exception):
    """Nobody wants what is being made."""


_OPERATIONS = 10_000
"""So many operations of the database machine pass between two looks."""


def wanted() -> bool:
    """Nobody gives it up."""
    return False


class Database(sqlite3.Connection):
    """A database whose statements raise GivenUpError once it is given up."""

    is_unwanted: IsUnwanted = staticmethod(wanted)

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        """Does a statement."""
        return self._done(lambda: super(Database, self).execute(*statement))

    def executemany(self, statement: str, values: Iterable[Any]) -> sqlite3.Cursor:
        """Does a statement with each of the values."""
        watched = while_wanted(values, self.is_unwanted)
        return self._done(lambda: super(Database, self).executemany(statement, watched))

    def executescript(self, script: str) -> sqlite3.Cursor:
        """Does several statements."""
        return self._done(lambda: super(Database, self).executescript(script))

    def _done(self, do: Callable[[], sqlite3.Cursor]) -> sqlite3.Cursor:
        _check(self.is_unwanted)
        try:
            return do()
        except sqlite3.OperationalError:
            _check(self.is_unwanted)
            raise


def open_database(file: Path, is_unwanted: IsUnwanted) -> Database:
    """The database in that file, which is worked at as long as it is wanted."""
    database = sqlite3.connect(file, factory=Database)
    database.is_unwanted = is_unwanted
    database.set_progress_handler(is_unwanted, _OPERATIONS)
    return database


def asked_while_wanted(ask: Ask, is_unwanted: IsUnwanted) -> Ask:
    """The same answers, which end with GivenUpError once they are given up."""

    def watched(query: str, **terms: Terms) -> Iterator[Row]:
        return while_wanted(ask(query, **terms), is_unwanted)

    return watched


def while_wanted(values: Iterable[T], is_unwanted: IsUnwanted) -> Iterator[T]:
    """The values; raises GivenUpError once they are given up."""
    for one in values:
        _check(is_unwanted)
        yield one


def _check(is_unwanted: IsUnwanted) -> None:
    if is_unwanted():
        raise GivenUpError
