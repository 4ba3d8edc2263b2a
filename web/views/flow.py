"""How events run from home sides by sectors to countries: nodes of three columns, streams between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from web.index.columns import ColumnTable, Mask, ValueColumn
from web.index.distinct import distinct
from web.index.selection import Selection

COLUMNS = ("home", "sector", "country")
MOST = 14
"""So many home sides and countries stand on their own before the rest is one."""
LINE, LOWEST, HIGHEST = 17, 360, 1_400
SCALE, WIDEST = 2.2, 420
"""How many pixels an event is wide, and all of a column at most beside its gaps."""
REST = ""
"""The value that stands for the rest of a column."""


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A value of a column and how many events have it, each once; REST for all that are not shown."""

    column: str
    value: str
    events: int
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Stream:
    """So many events have both values."""

    source: FlowNode
    target: FlowNode
    events: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The nodes by column, the fullest first, and the streams between neighbouring columns."""

    nodes: tuple[FlowNode, ...]
    streams: tuple[Stream, ...]

    @property
    def height(self) -> int:
        """So high a picture gives every name of the fullest column a line of its own."""
        columns = [[node for node in self.nodes if node.column == name] for name in COLUMNS]
        lines = max(LINE * len(nodes) for nodes in columns)
        heaviest = max(sum(node.events for node in nodes) for nodes in columns)
        return min(HIGHEST, max(LOWEST, lines + min(round(SCALE * heaviest), WIDEST)) + LINE)


def flow_of(selection: Selection, *, whole: bool = False) -> Flow:
    """The flow of the events of a selection; `whole` folds nothing."""
    table, mask = selection.table, selection.mask
    most = {"home": MOST, "country": MOST} if not whole else {}
    columns = {name: _column(selection.dimension(name), mask, most.get(name)) for name in COLUMNS}
    nodes = {name: _nodes(name, column, table) for name, column in columns.items()}
    streams = [
        stream
        for one, other in pairwise(COLUMNS)
        for stream in _streams(columns[one], columns[other], nodes[one], nodes[other])
    ]
    return Flow(tuple(node for name in COLUMNS for node in nodes[name].values()), tuple(streams))


@dataclass(frozen=True, slots=True)
class _Column:
    """A dimension within the selection, whose values beyond the fullest are REST."""

    values: ValueColumn
    folded: int


def _column(dimension: ValueColumn, mask: Mask, most: int | None) -> _Column:
    kept = dimension.within(mask)
    counts = np.bincount(kept.codes, minlength=len(kept.values))
    order = sorted(
        (i for i in range(len(kept.values)) if counts[i]), key=lambda i: (-counts[i], kept.values[i])
    )
    own = order if most is None or len(order) <= most + 1 else order[:most]
    number = {code: i for i, code in enumerate(own)}
    folded = len(order) - len(own)
    codes = np.array([number.get(code, len(own)) for code in range(len(kept.values))], dtype=np.int64)
    names = (*(kept.values[code] for code in own), *([REST] if folded else []))
    rows, renamed = _distinct(kept.rows, codes[kept.codes], len(names))
    return _Column(ValueColumn(rows, renamed, names), folded)


def _distinct(rows: np.ndarray, codes: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The pairs, each once, in the order of rows."""
    if count == 0:
        return rows[:0], codes[:0]
    flat = distinct(rows * count + codes)
    return flat // count, flat % count


def _nodes(name: str, column: _Column, table: ColumnTable) -> Mapping[str, FlowNode]:
    counts = column.values.counts(table.everything())
    return {
        value: FlowNode(name, value, counts[value], column.folded if value == REST else 0)
        for value in column.values.values
        if value in counts
    }


def _streams(
    one: _Column, other: _Column, sources: Mapping[str, FlowNode], targets: Mapping[str, FlowNode]
) -> Sequence[Stream]:
    counts = one.values.crossed(other.values).counts()
    return [Stream(sources[a], targets[b], count) for (a, b), count in sorted(counts.items())]
