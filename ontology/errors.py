"""What can go wrong, as a small family.

    PobratimError            anything a user can be told in one sentence
    ├── InputError           a report, a judgement file or a parameter that cannot be used
    │   ├── DocumentError    the file is no readable document (broken, encrypted, too large …)
    │   └── ReportError      a readable document that is no report (no such columns, no rows …)
    ├── ParameterError       a query parameter or setting with a wrong value
    ├── StoreError           the data folder, a snapshot or a remote endpoint does not serve
    └── ValidationError      a build whose graph breaks a rule; the live snapshot stays

Every message is one of the catalogue, so that it can be told in the user's language; it names the place
(file, table, row, cell) and says what to do about it.
"""

from dataclasses import dataclass

from ontology.speech import ENGLISH, Speech


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the input, as a reader would look for it; tables and rows count from 1."""

    file: str
    table: int | None = None
    row: int | None = None
    cell: str | None = None

    def told(self, speech: Speech) -> str:
        """The place in words, from the file to the cell."""
        return speech.place(self.file, table=self.table, row=self.row, cell=self.cell)


class PobratimError(Exception):
    """Something a user can be told in one sentence: where, what, and what to do.

    `key` is that of a message `error.…` of the catalogue, `values` what fills it; what to do is the message
    `error.….remedy`, where there is one.
    """

    exit_code = 1

    def __init__(self, key: str, /, *, where: Where | None = None, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.where = where
        self.values = values

    def message(self, speech: Speech) -> str:
        """What is wrong, in words."""
        return speech.say(f"error.{self.key}", **self.values)

    def remedy(self, speech: Speech) -> str:
        """What to do about it, in words; empty where nothing can be done."""
        return speech.say_if_known(f"error.{self.key}.remedy", **self.values)

    def told(self, speech: Speech) -> str:
        """The place, what is wrong and what to do, in words."""
        place = f"{self.where.told(speech)}:" if self.where is not None else ""
        return " ".join(part for part in (place, self.message(speech), self.remedy(speech)) if part)

    def __str__(self) -> str:
        return self.told(ENGLISH)


class InputError(PobratimError):
    """An input that cannot be used."""

    exit_code = 2


class DocumentError(InputError):
    """A file that is no readable document."""


class ReportError(InputError):
    """A readable document that is no report of international events."""


class ParameterError(InputError):
    """A parameter or setting with a value outside what is allowed."""


class StoreError(PobratimError):
    """A data folder, snapshot or endpoint that does not serve."""

    exit_code = 3


class ValidationError(PobratimError):
    """A build whose graph breaks a rule; nothing was switched."""

    exit_code = 4
