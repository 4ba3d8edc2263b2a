"""What reading rows leaves to be doubted, each with its place."""

from dataclasses import dataclass, field

from ontology.model import Finding, Severity, Table, TableRow

_SEVERITIES = {
    "unknown_column": Severity.WARNING,
    "remarks_column": Severity.INFO,
    "missing_column": Severity.WARNING,
    "guessed_column": Severity.WARNING,
    "no_header": Severity.WARNING,
    "table_ignored": Severity.WARNING,
    "planned_rows": Severity.WARNING,
    "numbered_otherwise": Severity.INFO,
    "empty_row": Severity.WARNING,
    "no_number": Severity.WARNING,
    "continued_row": Severity.INFO,
    "merged_cells": Severity.WARNING,
    "several_events": Severity.WARNING,
    "municipality_above": Severity.WARNING,
    "no_title": Severity.WARNING,
    "unread_text": Severity.WARNING,
    "too_few_cells": Severity.WARNING,
    "too_many_cells": Severity.WARNING,
}
"""What a row may leave to be doubted."""


@dataclass(slots=True)
class Notes:
    """The findings so far."""

    findings: list[Finding] = field(default_factory=list)

    def add(
        self, code: str, table: Table, row: TableRow, number: int | None = None, **values: object
    ) -> None:
        """A finding about a row."""
        told = {"number": str(number), **{name: str(value) for name, value in values.items()}}
        self.findings.append(Finding(code, _SEVERITIES[code], told, table.index, row.index, number))

    def has(self, code: str) -> bool:
        """Whether something has already been said."""
        return any(finding.code == code for finding in self.findings)
