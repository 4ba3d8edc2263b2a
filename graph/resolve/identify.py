"""Which members of one kind are one and the same: the steps that every kind takes with rules of its own.

pairs worth comparing → scores → people's judgements → groups → who each group is
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic, TypeVar

from graph.entities import Id, Merge, MergeCandidate
from graph.judgements import Judgement, Kind
from graph.resolve.clusters import DOUBTFUL, Match, Pair, blocked_pairs, group, pair_of
from graph.resolve.judged import fit
from graph.resolve.rows import Rank

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rules(Generic[T]):
    """What a kind of thing is told apart by.

    `block_keys` give keys that two of one share, with whether one is at the key's centre (`blocked_pairs`);
    `compare` says how sure it is that two are one, `incompatible` whether they cannot be.
    """

    kind: Kind
    block_keys: Callable[[T], Iterable[tuple[Hashable, bool]]]
    compare: Callable[[T, T], Match | None]
    incompatible: Callable[[T, T], bool]


@dataclass(frozen=True, slots=True)
class Member(Generic[T]):
    """What may be one with others: `thing` is compared, `spellings` are what a judgement may call it.

    `told` is how a merge tells of it and the entry that says so, `rank` when it was first reported.
    """

    thing: T
    spellings: frozenset[str]
    told: str
    entry: Id
    rank: Rank


Members = Mapping[Id, Member[T]]


@dataclass(frozen=True, slots=True)
class Naming:
    """Which identifier a group has, as `choose` says; `aliases` are others by which members are judged."""

    choose: Callable[[tuple[Id, ...]], Id]
    aliases: Mapping[Id, Id] = field(default_factory=dict)


def _no_rows(event: Id) -> frozenset[Id]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Issued:
    """Identifiers that an earlier snapshot gave out; `led_to` says where others led that it knew.

    `rows_of` looks up which rows told of an event of it.
    """

    identifiers: frozenset[Id] = frozenset()
    led_to: Mapping[Id, Id] = field(default_factory=dict)
    rows_of: Callable[[Id], frozenset[Id]] = _no_rows


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who: the groups, for each member the identifier of its group, and how that came about."""

    groups: tuple[tuple[Id, ...], ...]
    identity: Mapping[Id, Id]
    merges: tuple[Merge, ...]
    candidates: tuple[MergeCandidate, ...]
    unmatched: tuple[Judgement, ...]

    @classmethod
    def together(cls, kinds: Iterable["Resolution"]) -> "Resolution":
        """Several kinds of thing as one, in their order."""
        several = tuple(kinds)
        return cls(
            tuple(chain.from_iterable(one.groups for one in several)),
            {key: own for one in several for key, own in one.identity.items()},
            tuple(chain.from_iterable(one.merges for one in several)),
            tuple(chain.from_iterable(one.candidates for one in several)),
            tuple(chain.from_iterable(one.unmatched for one in several)),
        )

    @property
    def redirects(self) -> dict[Id, Id]:
        """For each member that has not the identifier of its group, who does."""
        return {key: own for key, own in self.identity.items() if key != own}


def identify(
    members: Members[T],
    rules: Rules[T],
    judgements: Iterable[Judgement],
    naming: Naming,
    told: Iterable[Pair] = (),
) -> Resolution:
    """Which members are one, by the rules, by what rows themselves say (`told`) and by what people judged."""
    pairs = {(pair.left, pair.right): pair for pair in _compared(members, rules)}
    pairs.update({(pair.left, pair.right): pair for pair in told})
    spelt = {key: one.spellings for key, one in members.items()}
    judged = fit(judgements, rules.kind, spelt, naming.aliases)
    grouping = group(
        members,
        pairs.values(),
        judged.rulings,
        lambda one, other: rules.incompatible(members[one].thing, members[other].thing),
    )
    identity: dict[Id, Id] = {}
    for one in grouping.groups:
        identity |= dict.fromkeys(one, naming.choose(one))
    return Resolution(
        groups=grouping.groups,
        identity=identity,
        merges=tuple(_merges(grouping.merges, identity, members)),
        candidates=_candidates(rules.kind, grouping.candidates, identity),
        unmatched=judged.unmatched,
    )


def first_reported(members: Members[T], issued: Issued) -> Naming:
    """A group has the identifier of a member: one issued before, else the one reported first."""

    def choose(group: tuple[Id, ...]) -> Id:
        return min(group, key=lambda key: (key not in issued.identifiers, members[key].rank, key))

    return Naming(choose)


def _compared(members: Members[T], rules: Rules[T]) -> Iterator[Pair]:
    def keys_of(keyed: tuple[Id, Member[T]]) -> Iterable[tuple[Hashable, bool]]:
        return rules.block_keys(keyed[1].thing)

    for (one, a), (other, b) in blocked_pairs(members.items(), keys_of):
        match = rules.compare(a.thing, b.thing)
        if match is not None and match.score >= DOUBTFUL:
            yield pair_of(one, other, match)


def _merges(pairs: Iterable[Pair], identity: Mapping[Id, Id], members: Members[T]) -> Iterator[Merge]:
    """What each pair joined to the entity; in a chain of pairs, the link that was not told of yet."""
    told = set(identity.values())
    for pair in pairs:
        own = identity[pair.left]
        joined = pair.left if pair.left not in told or pair.right == own else pair.right
        told.add(joined)
        other = members[joined]
        yield Merge(own, other.told, other.entry, pair.match.score, pair.match.reasons)


def _candidates(kind: Kind, pairs: Iterable[Pair], identity: Mapping[Id, Id]) -> tuple[MergeCandidate, ...]:
    """The best-scored candidate for each pair of entities that are still two."""
    best: dict[tuple[Id, Id], MergeCandidate] = {}
    for pair in pairs:
        left, right = sorted((identity[pair.left], identity[pair.right]))
        found = MergeCandidate(kind.value, left, right, pair.match.score, pair.match.reasons)
        if left != right and ((left, right) not in best or best[left, right].score < found.score):
            best[left, right] = found
    return tuple(best[pair] for pair in sorted(best))
