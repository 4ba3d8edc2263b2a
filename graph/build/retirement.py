"""Identifiers that an earlier snapshot gave out: kept where they can be, led on where they cannot.

An entity's identifier goes when reading improves: a place is now known, a name is now in the nominative.
Whoever bears the same label now, alone of its kind, is then taken for the survivor.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions

from graph.entities import Id, Resolved, Sourced
from graph.resolve.identify import Issued
from graph.snapshots.store import Store, Term

ISSUED = Path(__file__).with_name("retirement-issued.rq")
ROWS = Path(__file__).with_name("retirement-rows.rq")
RETIRED = Path(__file__).with_name("retirement-retired.rq")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a snapshot gave out: labels by identifier, what its retired identifiers led to, rows of events."""

    labels: Mapping[Id, str] = field(default_factory=dict)
    redirects: Mapping[Id, Id] = field(default_factory=dict)
    rows_of: Callable[[Id], frozenset[Id]] = Issued().rows_of

    @property
    def issued(self) -> Issued:
        """The identifiers of its entities, and of their other spellings."""
        return Issued(frozenset(self.labels), self.redirects, self.rows_of)


def read_earlier(store: Store, base: str) -> Earlier:
    """What the snapshot with that store and entity base gave out."""

    def rows_of(event: Id) -> frozenset[Id]:
        rows = _rows(store, ROWS, {"event": NamedNode(base + event)})
        return frozenset(row.removeprefix(base) for row, _ in rows)

    return Earlier(
        labels={entity.removeprefix(base): label for entity, label in _rows(store, ISSUED)},
        redirects={one.removeprefix(base): to.removeprefix(base) for one, to in _rows(store, RETIRED)},
        rows_of=rows_of,
    )


def _rows(store: Store, query: Path, given: Mapping[str, Term] | None = None) -> Iterator[tuple[str, ...]]:
    answer = store.query(query.read_text(encoding="utf-8"), substitutions=given)
    assert isinstance(answer, QuerySolutions)
    yield from (tuple(value.value for value in row) for row in answer)


def carry_redirects(resolved: Resolved, earlier: Earlier) -> Resolved:
    """The resolved model with redirects for whatever was given out earlier and is there no more."""
    bearers = _bearers(resolved)
    living = {one for keys in bearers.values() for one in keys}
    redirects = dict(resolved.redirects)
    for retired, label in earlier.labels.items():
        alone = bearers.get((_kind(retired), label), set())
        if len(alone) == 1 and retired not in living:
            redirects.setdefault(retired, next(iter(alone)))
    for retired, survivor in earlier.redirects.items():
        now = redirects.get(survivor, survivor)
        if now in living and retired not in living:
            redirects.setdefault(retired, now)
    return replace(resolved, redirects=tuple(sorted(redirects.items())))


def _bearers(resolved: Resolved) -> dict[tuple[str, str], set[Id]]:
    """The entities that bear a label, by kind and label."""
    found: dict[tuple[str, str], set[Id]] = defaultdict(set)
    for one, labels in _labels(resolved):
        for label in labels:
            found[_kind(one), label.value].add(one)
    return found


def _labels(resolved: Resolved) -> Iterator[tuple[Id, tuple[Sourced[str], ...]]]:
    yield from ((one.id, (one.label, *one.alt_labels)) for one in resolved.organisations)
    yield from ((one.id, (one.label, *one.alt_labels)) for one in resolved.persons)
    yield from ((one.id, (one.label, *one.alt_labels)) for one in resolved.events)
    yield from ((one.id, (one.label, *one.alt_labels)) for one in resolved.agreements)


def _kind(identifier: Id) -> str:
    return identifier.partition("/")[0]
