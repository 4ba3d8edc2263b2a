"""Where a drawn network's nodes stand: the same every time, and for old nodes the same as last time.

A force layout after ForceAtlas2: nodes repel each other in proportion to their degrees, edges pull, a weak
gravity holds separate pieces together. Nothing is random: a new node starts where its name's hash, or the
neighbours it already has, put it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ITERATIONS = 400
REPULSION = 0.012
GRAVITY = 0.09
MOVE_ALL_ABOVE = 0.5  # share of new nodes beyond which old positions are a start, no longer fixed

WIDTH, HEIGHT = 3.2, 2.0  # of the whole picture, as wide screens are
LETTER, LINE = 0.0185, 0.052  # size of a letter and a line of a label in such a picture
SEPARATIONS = 120
MOST_LABELLED = 400  # nodes beyond which labels are not all drawn and need no room


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes that pull each other, the stronger the greater the weight."""

    one: str
    other: str
    weight: float = 1.0


def lay_out(
    nodes: Mapping[str, str], edges: Iterable[Edge], *, previous: Mapping[str, Point] | None = None
) -> dict[str, Point]:
    """Each node's position; `nodes` are identifiers with the labels to leave room for.

    Nodes with a previous position keep it. Where more than half of the nodes are new, the old ones start from
    their previous position and move too, and the picture is stretched to WIDTH by HEIGHT.
    """
    if not nodes:
        return {}
    order = sorted(nodes)
    ends, weights = _springs(order, edges)
    old = {node: previous[node] for node in order if node in previous} if previous else {}
    moving = np.array([node not in old for node in order])
    if moving.mean() > MOVE_ALL_ABOVE:
        moving[:] = True
    settled = _settle(_starting_points(order, ends, old), ends, weights, moving)
    if moving.all():
        settled = _stretch(settled)
    if len(order) <= MOST_LABELLED:
        letters = np.array([len(nodes[node]) for node in order])
        settled = _separate(settled, 0.04 + LETTER * letters, moving)
    return {node: (float(x), float(y)) for node, (x, y) in zip(order, settled, strict=True)}


def _springs(order: Sequence[str], edges: Iterable[Edge]) -> tuple[Ints, Floats]:
    """The edges between these nodes, each as the places of its ends, and their weights."""
    index = {node: i for i, node in enumerate(order)}
    known = [edge for edge in edges if edge.one in index and edge.other in index]
    ends = np.array([(index[edge.one], index[edge.other]) for edge in known], dtype=np.int64).reshape(-1, 2)
    return ends, np.array([edge.weight for edge in known], dtype=np.float64)


def _starting_points(order: Sequence[str], ends: Ints, old: Mapping[str, Point]) -> Floats:
    points = np.array([old.get(node) or _hashed_point(node) for node in order], dtype=np.float64)
    is_old = np.array([node in old for node in order])
    if is_old.any():
        for i in np.flatnonzero(~is_old):
            beside = np.concatenate([ends[ends[:, 0] == i, 1], ends[ends[:, 1] == i, 0]])
            placed = beside[is_old[beside]]
            if placed.size:
                points[i] = points[placed].mean(axis=0) + 0.1 * points[i]
    return points


def _hashed_point(node: str) -> Point:
    digest = hashlib.sha256(node.encode()).digest()
    angle = 2 * np.pi * int.from_bytes(digest[:4], "big") / 2**32
    radius = np.sqrt(int.from_bytes(digest[4:8], "big") / 2**32)
    return float(radius * np.cos(angle)), float(radius * np.sin(angle))


def _settle(points: Floats, ends: Ints, weights: Floats, moving: NDArray[np.bool_]) -> Floats:
    """The points after so many steps of shrinking length; those not moving stay exactly where they were."""
    points = points.copy()
    count = len(points)
    mass = (1.0 + np.bincount(ends.ravel(), minlength=count)).astype(np.float64)
    pull = np.sqrt(weights) / max(float(np.sqrt(weights).max(initial=1.0)), 1.0)
    steps = ITERATIONS if count <= 1000 else ITERATIONS // 4
    for step in range(steps):
        force = _repulsion(points, mass, moving)
        _attract(force, points, ends, pull)
        force -= GRAVITY * points * mass[:, None]
        length = np.linalg.norm(force, axis=1, keepdims=True)
        longest = 0.12 * (1 - step / steps) ** 1.5 + 0.0005
        move = force / mass[:, None]
        size = np.linalg.norm(move, axis=1, keepdims=True)
        limited = np.where(length > 0, move * np.minimum(1.0, longest / np.maximum(size, 1e-12)), 0.0)
        points[moving] += limited[moving]
    return points


def _repulsion(points: Floats, mass: Floats, moving: NDArray[np.bool_]) -> Floats:
    """The push on each moving node from all others, computed in blocks so that memory stays small."""
    force = np.zeros_like(points)
    indexes = np.flatnonzero(moving)
    for block in np.array_split(indexes, max(1, len(indexes) // 512)):
        across = points[block, None, 0] - points[None, :, 0]
        along = points[block, None, 1] - points[None, :, 1]
        strength = across * across
        strength += along * along
        strength += 1e-6
        np.divide(REPULSION * 10 / len(points) * mass[None, :], strength, out=strength)
        force[block, 0] = mass[block] * np.einsum("ij,ij->i", strength, across)
        force[block, 1] = mass[block] * np.einsum("ij,ij->i", strength, along)
    return force


def _attract(force: Floats, points: Floats, ends: Ints, pull: Floats) -> None:
    along = (points[ends[:, 1]] - points[ends[:, 0]]) * pull[:, None]
    np.add.at(force, ends[:, 0], along)
    np.add.at(force, ends[:, 1], -along)


def _stretch(points: Floats) -> Floats:
    """The points moved so that their middle nine tenths fill the picture, outliers drawn in to its rim."""
    low, high = np.quantile(points, (0.05, 0.95), axis=0)
    centre, half = (low + high) / 2, np.maximum((high - low) / 2, 1e-6)
    scaled = (points - centre) / half * 0.8
    # Beyond the rim distances shrink, so that a far outlier does not make everything else small.
    limited = np.sign(scaled) * np.where(
        np.abs(scaled) > 0.8, 0.8 + 0.35 * np.tanh(np.abs(scaled) - 0.8), np.abs(scaled)
    )
    stretched: Floats = limited * np.array([WIDTH / 2, HEIGHT / 2])
    return stretched


def _separate(points: Floats, widths: Floats, moving: NDArray[np.bool_]) -> Floats:
    """The points pushed apart, each as little as can be, until the labels to their right overlap little."""
    points = points.copy()
    middle = np.stack([widths / 2, np.zeros_like(widths)], axis=1)
    for _ in range(SEPARATIONS):
        boxes = points + middle
        apart = boxes[:, None, :] - boxes[None, :, :]
        over_x = (widths[:, None] + widths[None, :]) / 2 - np.abs(apart[..., 0])
        over_y = LINE - np.abs(apart[..., 1])
        overlapping = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(overlapping, False)
        if not overlapping.any():
            break
        # Ties are broken by order, so that two labels in one place know which goes up.
        order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
        up = np.where(apart[..., 1] != 0, np.sign(apart[..., 1]), order)
        side = np.where(apart[..., 0] != 0, np.sign(apart[..., 0]), order)
        vertical = overlapping & (over_y <= over_x)
        points[moving, 1] += (0.3 * np.where(vertical, up * over_y, 0.0)).sum(axis=1)[moving]
        points[moving, 0] += (0.3 * np.where(overlapping & ~vertical, side * over_x, 0.0)).sum(axis=1)[moving]
    return points
