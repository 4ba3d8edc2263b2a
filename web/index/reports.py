"""What reports and their rows are called: by who reports and the period, not by the name of a file."""

from collections import Counter
from collections.abc import Iterable

from ontology.speech import SPEECHES
from web.index.rows import Row

Names = dict[str, str]


def report_names(reports: Iterable[Row]) -> dict[str, Names]:
    """Each report's name by language; two reports of one kind and period are told apart by their files."""
    rows = list(reports)
    told = Counter((row["scope"], row["period"]) for row in rows)
    return {row["report"]: _names(row, is_alone=told[row["scope"], row["period"]] == 1) for row in rows}


def entry_names(report: Names, number: int | str) -> Names:
    """A row's name by language: its report's name and its number."""
    return {
        speech.lang: speech.say("entry.name", report=report.get(speech.lang, ""), number=str(number))
        for speech in SPEECHES
    }


def _names(row: Row, *, is_alone: bool) -> Names:
    file = "" if is_alone else f" ({row.get('source') or row['report'].rpartition('/')[2]})"
    return {
        speech.lang: speech.say(f"report.name.{row['scope']}", period=speech.period(row["period"])) + file
        for speech in SPEECHES
    }
