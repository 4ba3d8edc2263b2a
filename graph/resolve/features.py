"""What speaks for two things being one, and what leaves a doubt: the rows that decide and are shown.

A row asks of the two, and of what else its kind of thing is compared by (`P`): the geography, or nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Concatenate, Generic, ParamSpec, TypeVar

from graph.resolve.clusters import Match

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class MatchFeature(Generic[T, P]):
    """Why two are one: how sure that makes it, and what must be true of the two."""

    reasons: tuple[str, ...]
    score: float
    holds: Callable[Concatenate[T, T, P], bool]


@dataclass(frozen=True, slots=True)
class Doubt(Generic[T, P]):
    """What makes it less sure: by how much, or which score is then the most; it may ask the match so far."""

    reason: str
    holds: Callable[Concatenate[Match, T, T, P], bool]
    less: float = 0.0
    most: float = 1.0

    def weigh(self, match: Match) -> Match:
        """The match with this doubt counted in."""
        if self.less:
            return match.less(self.less, self.reason)
        if self.most < 1.0:
            return match.at_most(self.most, self.reason)
        return Match(match.score, (*match.reasons, self.reason))


def compared(
    features: Iterable[MatchFeature[T, P]],
    doubts: Iterable[Doubt[T, P]],
    one: T,
    other: T,
    *by: P.args,
    **named: P.kwargs,
) -> Match | None:
    """The first feature that holds, less every doubt that does; None where nothing speaks for it."""
    feature = next((row for row in features if row.holds(one, other, *by, **named)), None)
    if feature is None:
        return None
    match = Match(feature.score, feature.reasons)
    for doubt in doubts:
        if doubt.holds(match, one, other, *by, **named):
            match = doubt.weigh(match)
    return match


def as_table(features: Iterable[MatchFeature[T, P]], doubts: Iterable[Doubt[T, P]]) -> str:
    """The rows as docs/identity.md shows them."""
    return "\n".join(("| reason | score |", "|---|--:|", *_rows(features, doubts)))


def _rows(features: Iterable[MatchFeature[T, P]], doubts: Iterable[Doubt[T, P]]) -> Iterator[str]:
    for feature in features:
        yield f"| {'; '.join(feature.reasons)} | {feature.score:.2f} |"
    for doubt in doubts:
        yield f"| {doubt.reason} | {_weight(doubt)} |"


def _weight(doubt: Doubt[T, P]) -> str:
    if doubt.less:
        return f"−{doubt.less:.2f}"
    return f"≤ {doubt.most:.2f}" if doubt.most < 1.0 else "±0"
