"""One run of the campaign: its seed, its share of the whole, its folders, and what came of it."""

import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from pathlib import Path
from time import monotonic


@dataclass
class Run:
    """What attacks need, and what they found.

    `share` is the part of the usual number of rounds that is done; the same seed and share attack alike, as
    far as their time lets them.
    """

    folder: Path
    seed: int
    share: float = 1.0
    figures: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    until: float = inf
    """When the attack under way begins no more rounds."""

    def rounds(self, usual: int) -> int:
        """How many of so many rounds are done in this run."""
        return max(1, round(usual * self.share))

    def each(self, what: str, usual: int) -> Iterator[int]:
        """The numbers of those rounds, while the attack has time; tells where it had too little."""
        rounds = self.rounds(usual)
        for number in range(rounds):
            if number and monotonic() > self.until:
                self.note(f"{what} that there was no time for", rounds - number)
                return
            yield number

    def random(self, attack: str) -> random.Random:
        """The numbers of one attack, whichever others run."""
        return random.Random(f"{self.seed} {attack}")

    @cached_property
    def data(self) -> Path:
        """A data folder that serves the sample's graph."""
        data = self.folder / "data"
        subprocess.run(command("build", "--sample", "--data", str(data)), check=True, capture_output=True)
        return data

    def note(self, what: str, figure: object) -> None:
        """A figure to be told."""
        self.figures[what] = str(figure)
        print(f"{what}: {figure}", flush=True)

    def fail(self, what: str) -> None:
        """Something that should not be."""
        self.wrong.append(what)
        print(f"WRONG: {what}", flush=True)

    def took(self, what: str, seconds: Sequence[float], most: float) -> None:
        """Notes the 95th of a hundred and the slowest; more than `most` for the former is wrong."""
        ordered = sorted(seconds)
        p95 = ordered[max(0, int(len(ordered) * 0.95) - 1)]
        self.note(what, f"p95 {p95 * 1000:.0f} ms, slowest {ordered[-1] * 1000:.0f} ms of {len(ordered)}")
        if p95 > most:
            self.fail(f"{what}: {p95:.2f} s")


def command(*arguments: str) -> list[str]:
    """The command line of this checkout's `pobratim`."""
    return [sys.executable, "-m", "cli.main", *arguments]
