"""Who is in the picture: what filters leave, what is open, what a focus, a path or hiding leaves of that."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ontology.speech import Speech
from web.views.network.state import PictureState, level_of, opened_groups, shown_as
from web.views.network.ties import Bond, Shown, Ties, between
from web.views.network.tree import Tree


@dataclass(frozen=True, slots=True)
class TiesToDraw:
    """What is to be drawn: ties of the picture, and those of an earlier period where two are compared."""

    tree: Tree
    ties: Ties
    state: PictureState
    speech: Speech
    size: tuple[float, float]
    met: "Met"
    before: Ties | None = None
    direct: bool = False
    """Whether a folded place is only what names it itself."""
    frames_whole: bool = True
    """Whether the whole layout is in view, not only where something is met."""


@dataclass(frozen=True, slots=True)
class Met:
    """What anything is met with, whatever is open: single marks in the order of the tree, with how much.

    `weights` tells it of groups, too, and `inside` how many single marks are met in each group.
    """

    leaves: Mapping[str, int]
    weights: Mapping[str, int]
    inside: Mapping[str, int]

    @classmethod
    def of(cls, tree: Tree, periods: Iterable[Ties]) -> "Met":
        """What the ties of all periods meet with."""
        found: Counter[str] = Counter()
        for ties in periods:
            found.update(ties.weights)
        leaves = {one: found[one] for one in tree.marks if one in found}
        weights, inside = dict(leaves), dict.fromkeys(tree.children, 0)
        for leaf, weight in leaves.items():
            for outer in tree.outers(leaf):
                weights[outer] = weights.get(outer, 0) + weight
                inside[outer] += 1
        return cls(leaves, weights, inside)


class Scene:
    """The marks and bonds of one picture; `then` are those of an earlier period, None without one."""

    def __init__(self, asked: TiesToDraw) -> None:
        self.asked, self.tree, self.state = asked, asked.tree, asked.state
        self.leaves, self.met, self.inside = asked.met.leaves, asked.met.weights, asked.met.inside
        self.opened, self.left_closed = opened_groups(self.state, self.tree, self.met)
        self._names = self._visible()
        self.now = self._left(asked.ties)
        self.then = self._left(asked.before) if asked.before is not None else None

    @property
    def level(self) -> str:
        """The level that is shown."""
        return level_of(self.state, self.tree, self.met)

    @cached_property
    def shown(self) -> frozenset[str]:
        """Every mark that is drawn, of either period, and what a path or focus names."""
        picked = (*self.state.path, *self.state.focus)
        known = {one for one in picked if one in self.leaves}
        return frozenset(known | self.now.tallies.keys() | (self.then.tallies.keys() if self.then else set()))

    @cached_property
    def hulls(self) -> list[str]:
        """The groups that are open to the eye: they and all around them, with something shown in them."""
        filled = {outer for one in self.shown for outer in self.tree.outers(one)}
        return [
            one
            for one in self.tree.marks
            if one in filled and one in self.opened and self.opened.issuperset(self.tree.outers(one))
        ]

    def _visible(self) -> dict[str, str]:
        """What each leaf that is met is shown as; nothing of what is hidden."""
        hidden = set(self.state.hidden)
        return {
            leaf: name
            for leaf, name in shown_as(self.tree, self.opened, direct=self.asked.direct).items()
            if leaf in self.leaves and hidden.isdisjoint({name, leaf, *self.tree.outers(leaf)})
        }

    def _left(self, ties: Ties) -> Shown:
        """What a focus or a path leaves of the ties."""
        shown = between(ties, self._names)
        if not self.state.is_partial:
            return shown
        picked = set(self.state.path) or self._groups(self.state.focus)
        bonds = [*(self._on_path(shown.bonds) if self.state.path else _near(shown.bonds, picked))]
        kept = picked | {end for one in bonds for end in (one.source, one.target)}
        return Shown(tuple(bonds), {name: one for name, one in shown.tallies.items() if name in kept})

    def _on_path(self, bonds: Iterable[Bond]) -> Iterator[Bond]:
        steps = self.state.steps()
        return (one for one in bonds if frozenset((one.source, one.target)) in steps)

    def _groups(self, ids: Iterable[str]) -> set[str]:
        """The marks by which these are shown: an opened group stands for all that lies in it."""
        return {one for id in self.state.known(ids, self.tree) for one in self._within(id)}

    def _within(self, id: str) -> Iterator[str]:
        if id not in self.opened:
            yield id
            return
        for child in self.tree.children.get(id, ()):
            yield from self._within(child)


def _near(bonds: Iterable[Bond], picked: set[str]) -> Iterator[Bond]:
    """The bonds among what was picked and its neighbours."""
    listed = [*bonds]
    near = {end for one in listed if picked & {one.source, one.target} for end in (one.source, one.target)}
    return (one for one in listed if near.issuperset((one.source, one.target)))


def community_of(scene: Scene, id: str) -> int | None:
    """A mark's community; of a group, that of the most of it."""
    marks = scene.tree.marks
    if not scene.tree.is_group(id):
        return marks[id].community
    inner = Counter(marks[leaf].community for leaf in scene.leaves if id in scene.tree.outers(leaf))
    del inner[None]
    return inner.most_common(1)[0][0] if inner else marks[id].community
