"""A review that judges one thing after another without end, to be killed: reviewing.py FILE NAME."""

import sys
from datetime import date
from itertools import count
from pathlib import Path

from graph.judgements import Judgement, Kind, Verdict, save_judgements


def main(file: Path, name: str) -> None:
    """Adds judgements of made-up pairs to the file until the process ends."""
    for number in count():
        words = (f"Отдел № {number}", f"Отдел № {number} {name}")
        subjects = (f"organisation/a-{name}-{number}", f"organisation/b-{name}-{number}")
        one = Judgement(Kind.ORGANISATION, Verdict.SAME, subjects, words, "campaign", date(2025, 1, 1))
        save_judgements(file, [one])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
