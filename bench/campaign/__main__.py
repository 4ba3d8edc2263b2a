"""Runs the campaign and tells its figures.

    python -m bench.campaign [--seed N] [--share PART] [--only ATTACK …]

Everything happens in folders of its own. Ends with 1 where something was lost: a crash, a 5xx other than 503,
a page or an ASK slower than it may be, a process or folder left over, a damage unnoticed, a script that ran.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from bench.campaign import answering, cells, damaging, documents, injecting, killing, load, oversize
from bench.campaign.run import Run

ATTACKS: dict[str, Callable[[Run], None]] = {
    "documents": documents.attack,
    "cells": cells.attack,
    "oversize": oversize.attack,
    "server": answering.attack,
    "injection": injecting.attack,
    "damage": damaging.attack,
    "load": load.attack,
    "kills": killing.attack,
}


def main() -> int:
    """0 where nothing was lost, else 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--share", type=float, default=1.0, help="of the usual number of rounds")
    parser.add_argument("--only", nargs="+", choices=ATTACKS, default=list(ATTACKS))
    told = parser.parse_args()
    print(f"seed {told.seed}, share {told.share}")
    with tempfile.TemporaryDirectory(prefix="pobratim-campaign-") as folder:
        run = Run(Path(folder), told.seed, told.share)
        for name in told.only:
            since = monotonic()
            ATTACKS[name](run)
            run.note(f"{name}, seconds", f"{monotonic() - since:.0f}")
    for one in run.wrong:
        print(f"WRONG: {one}")
    return 1 if run.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
