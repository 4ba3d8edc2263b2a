"""What can go wrong, as a small family.

    PobratimError            anything a user can be told in one sentence
    ├── InputError           a report, a judgement file or a parameter that cannot be used
    │   ├── DocumentError    the file is no readable document (broken, encrypted, too large …)
    │   └── ReportError      a readable document that is no report (no such columns, no rows …)
    ├── ParameterError       a query parameter or setting with a wrong value
    ├── StoreError           the data folder, a snapshot or a remote endpoint does not serve
    └── ValidationError      a build whose graph breaks a rule; the live snapshot stays

Every message names the place (file, table, row, cell) and says what to do about it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the input, as a reader would look for it; tables and rows count from 1."""

    file: str
    table: int | None = None
    row: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.table is not None:
            parts.append(f"table {self.table}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.cell is not None:
            parts.append(f"cell “{self.cell}”")
        return ", ".join(parts)


class PobratimError(Exception):
    """Something a user can be told in one sentence: where, what, and what to do."""

    exit_code = 1

    def __init__(self, message: str, *, where: Where | None = None, remedy: str = "") -> None:
        self.message = message
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where is not None else ""
        advice = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{advice}"


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
