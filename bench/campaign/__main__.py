"""Runs the campaign and tells its figures.

    python -m bench.campaign [--seed N] [--share PART] [--minutes N] [--only ATTACK …]

Each attack has its part of the hour, and begins no more rounds when that is over; a share has that part of
the hour. Everything happens in folders of its own. Ends with 1 where something was lost: a crash, a 5xx other
than 503, a page or an ASK slower than it may be, a process or folder left over, a damage unnoticed, a script
that ran.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from bench.campaign import answering, cells, damaging, deciding, documents, injecting, killing, load, oversize
from bench.campaign.run import Run

HOUR = 60.0


@dataclass(frozen=True, slots=True)
class Attack:
    """What is done to the product, and how many minutes of the hour it may take."""

    run: Callable[[Run], None]
    minutes: float


ATTACKS = {
    "documents": Attack(documents.attack, 9),
    "cells": Attack(cells.attack, 4),
    "oversize": Attack(oversize.attack, 4),
    "server": Attack(answering.attack, 5),
    "injection": Attack(injecting.attack, 14),
    "damage": Attack(damaging.attack, 2),
    "load": Attack(load.attack, 6),
    "builds": Attack(killing.builds, 10),
    "reviews": Attack(killing.reviews, 3),
    "decisions": Attack(deciding.attack, 8),
    "publishing": Attack(killing.publishing, 3),
}


def main() -> int:
    """0 where nothing was lost, else 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--share", type=float, default=1.0, help="of the usual number of rounds")
    parser.add_argument("--minutes", type=float, help="for all attacks together; else the share of an hour")
    parser.add_argument("--only", nargs="+", choices=ATTACKS, default=list(ATTACKS))
    options = parser.parse_args()
    minutes = options.minutes or HOUR * options.share
    print(f"seed {options.seed}, share {options.share}, {minutes:g} minutes", flush=True)
    with tempfile.TemporaryDirectory(prefix="pobratim-campaign-") as folder:
        run = Run(Path(folder), options.seed, options.share)
        for name in options.only:
            attacked(run, name, minutes)
    for one in run.wrong:
        print(f"WRONG: {one}")
    return 1 if run.wrong else 0


def attacked(run: Run, name: str, minutes: float) -> None:
    """One attack in its part of so many minutes; one that cannot be carried out is wrong too."""
    attack, since = ATTACKS[name], monotonic()
    run.until = since + attack.minutes / HOUR * minutes * 60
    try:
        attack.run(run)
    except Exception as error:
        run.fail(f"{name} broke off: {error!r}")
    run.note(f"{name}, seconds", f"{monotonic() - since:.0f}")


if __name__ == "__main__":
    sys.exit(main())
