"""Decisions about pairs, and the groups that follow from them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TypeVar

from graph.entities import Id

CERTAIN = 0.9
"""From this score on two are one; below they are a candidate for a person to judge."""

DOUBTFUL = 0.6
"""Below this score two are simply two."""

LARGEST_BLOCK = 40
"""Members of one block that are compared with each other; a larger block tells nothing apart."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match:
    """How sure it is that two are one, and why."""

    score: float
    reasons: tuple[str, ...]

    def less(self, penalty: float, reason: str) -> "Match":
        """The match with a doubt counted in."""
        return Match(round(self.score - penalty, 4), (*self.reasons, reason))

    def at_most(self, score: float, reason: str) -> "Match":
        """The match with a doubt that keeps it under a score."""
        return self if self.score <= score else Match(score, (*self.reasons, reason))


@dataclass(frozen=True, slots=True)
class Pair:
    """A match between two identifiers, in alphabetical order."""

    left: Id
    right: Id
    match: Match


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people have judged: identifiers that are one and that are not."""

    same: frozenset[tuple[Id, Id]] = frozenset()
    different: frozenset[tuple[Id, Id]] = frozenset()


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups, the pairs that made them, and the pairs left for a person to judge."""

    groups: tuple[tuple[Id, ...], ...]
    merges: tuple[Pair, ...]
    candidates: tuple[Pair, ...]


@dataclass(slots=True)
class _Block:
    """Members that share a key: those at its centre are compared with all, those at its rim with these."""

    centre: list[int] = field(default_factory=list)
    rim: list[int] = field(default_factory=list)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs of indexes; a part of the block that is too large tells nothing apart and is passed over."""
        if len(self.centre) > LARGEST_BLOCK:
            return
        yield from combinations(self.centre, 2)
        if len(self.rim) <= LARGEST_BLOCK:
            yield from product(self.centre, self.rim)


def blocked_pairs(
    members: Iterable[T], keys_of: Callable[[T], Iterable[tuple[Hashable, bool]]]
) -> Iterator[tuple[T, T]]:
    """Each pair of members worth comparing, once: they share a key, and one is at its centre.

    `keys_of` gives each key with whether the member is at its centre rather than at its rim.
    """
    blocks: dict[Hashable, _Block] = defaultdict(_Block)
    listed: Sequence[T] = list(members)
    for index, member in enumerate(listed):
        for key, is_central in dict(keys_of(member)).items():
            (blocks[key].centre if is_central else blocks[key].rim).append(index)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for one, other in block.pairs():
            pair = (one, other) if one < other else (other, one)
            if pair not in seen:
                seen.add(pair)
                yield listed[pair[0]], listed[pair[1]]


class _Groups:
    """Union–find over identifiers that never joins what must stay apart."""

    def __init__(self, ids: Iterable[Id], clash: Callable[[Id, Id], bool]) -> None:
        self._members: dict[Id, list[Id]] = {one: [one] for one in ids}
        self._root: dict[Id, Id] = {one: one for one in self._members}
        self._clash = clash

    def join(self, one: Id, other: Id, *, forced: bool = False) -> bool:
        """Whether the two are now in one group."""
        left, right = self._root[one], self._root[other]
        if left == right:
            return True
        if not forced and self._clashes(left, right):
            return False
        keep, gone = sorted((left, right), key=lambda root: (-len(self._members[root]), root))
        for member in self._members.pop(gone):
            self._root[member] = keep
            self._members[keep].append(member)
        return True

    def are_one(self, one: Id, other: Id) -> bool:
        """Whether the two are in one group."""
        return self._root[one] == self._root[other]

    def _clashes(self, left: Id, right: Id) -> bool:
        return any(self._clash(a, b) for a in self._members[left] for b in self._members[right])

    def all(self) -> tuple[tuple[Id, ...], ...]:
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))


def group(
    ids: Iterable[Id], pairs: Iterable[Pair], rulings: Rulings, incompatible: Callable[[Id, Id], bool]
) -> Grouping:
    """The groups that certain pairs and people's rulings make.

    A member that matches two others which cannot be one themselves is ambiguous: none of its
    matches counts, and all become candidates.
    """

    def apart(one: Id, other: Id) -> bool:
        return _ordered(one, other) in rulings.different or incompatible(one, other)

    unjudged = _unjudged(pairs, rulings)
    certain = [pair for pair in unjudged if pair.match.score >= CERTAIN]
    ambiguous = _ambiguous(certain, apart)
    groups = _Groups(ids, apart)
    for one, other in sorted(rulings.same):
        groups.join(one, other, forced=True)
    joining = (pair for pair in certain if ambiguous.isdisjoint((pair.left, pair.right)))
    merges = tuple(pair for pair in joining if groups.join(pair.left, pair.right))
    left_open = tuple(pair for pair in unjudged if not groups.are_one(pair.left, pair.right))
    return Grouping(groups.all(), merges, left_open)


def _unjudged(pairs: Iterable[Pair], rulings: Rulings) -> list[Pair]:
    """The pairs that nobody has judged, the surest first."""
    judged = rulings.same | rulings.different
    left = (pair for pair in pairs if (pair.left, pair.right) not in judged)
    return sorted(left, key=lambda pair: (-pair.match.score, pair.left, pair.right))


def _ambiguous(certain: Iterable[Pair], apart: Callable[[Id, Id], bool]) -> set[Id]:
    """Members that certainly match two others which must stay apart."""
    neighbours: dict[Id, list[Id]] = defaultdict(list)
    for pair in certain:
        neighbours[pair.left].append(pair.right)
        neighbours[pair.right].append(pair.left)
    return {
        member for member, near in neighbours.items() if any(apart(a, b) for a, b in combinations(near, 2))
    }


def _ordered(one: Id, other: Id) -> tuple[Id, Id]:
    return (one, other) if one <= other else (other, one)


def pair_of(one: Id, other: Id, match: Match) -> Pair:
    """The pair in alphabetical order."""
    return Pair(*_ordered(one, other), match)


def both_differ(one: object, other: object) -> bool:
    """Whether something is said of both, and not the same."""
    return bool(one) and bool(other) and one != other
