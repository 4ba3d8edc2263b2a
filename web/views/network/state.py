"""What a reader has done to the picture of the network, as the address tells it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from starlette.datastructures import QueryParams

from ontology.errors import ParameterError
from web.index.marks import ROOT, SIDES
from web.views.network.tree import Tree

LEVELS = ("country", "region", "place", "organisation")
COLOURINGS = ("side", "community", "bridge")
STATE = ("node", "color", "focus", "hide", "via", "open", "close", "pin", "at")
"""The parameters that tell it beside the level; the page's script writes them."""
MOST_AT_FIRST, MOST_MARKS = 50, 400
"""So many marks the first view has at most, and any."""
SMALLEST_ZOOM, LARGEST_ZOOM = 0.5, 40.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Zoom:
    """How much larger than whole, and which point of the layout is in the middle."""

    factor: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PictureState:
    """The level, what is opened and closed beside it, in focus, hidden, on a path, chosen, moved; the zoom.

    Where no level is asked for, it is places where all of them find room in the first view, else countries.
    """

    level: str | None = None
    colouring: str = "side"
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    chosen: str | None = None
    pins: Mapping[str, Point] = field(default_factory=dict)
    zoom: Zoom | None = None

    @classmethod
    def of(cls, params: QueryParams) -> "PictureState":
        """What the address says; a colouring, a place or a zoom that is none is the usual one."""
        level = params.get("level") or None
        if level is not None and level not in LEVELS:
            raise ParameterError("no-level", level=level, levels=", ".join(LEVELS))
        asked = params.get("color", "side")
        opened, closed, focus, hidden, path = (
            tuple(params.getlist(name)) for name in ("open", "close", "focus", "hide", "via")
        )
        return cls(
            level,
            asked if asked in COLOURINGS else "side",
            opened,
            closed,
            focus,
            hidden,
            path,
            params.get("node") or None,
            dict(_pins(params.getlist("pin"))),
            _zoom(params.get("at", "")),
        )

    @property
    def picture(self) -> str:
        """Which marks there are: places, or bodies."""
        return "organisation" if self.level == "organisation" else "place"

    @property
    def is_partial(self) -> bool:
        """Whether only a part is shown."""
        return bool(self.focus or self.path)

    def known(self, ids: Iterable[str], tree: Tree) -> tuple[str, ...]:
        """Those of the marks that the picture has; a place's own page names the group that it is."""
        return tuple(one for one in ids if one in tree.marks)

    def steps(self) -> set[frozenset[str]]:
        """The pairs of marks that a path goes along."""
        return {frozenset(step) for step in pairwise(self.path)}


def _pins(values: Iterable[str]) -> Iterator[tuple[str, Point]]:
    for value in values:
        id, *numbers = value.rsplit(",", 2)
        point = _numbers(numbers)
        if len(point) == len(("x", "y")):
            yield id, (point[0], point[1])


def _zoom(value: str) -> Zoom | None:
    numbers = _numbers(value.split(","))
    if len(numbers) != len(Zoom.__slots__):
        return None
    return Zoom(min(max(numbers[0], SMALLEST_ZOOM), LARGEST_ZOOM), *numbers[1:])


def _numbers(texts: Iterable[str]) -> list[float]:
    """The texts as numbers within any picture; nothing where one of them is none."""
    found = []
    for text in texts:
        try:
            found.append(float(text))
        except ValueError:
            return []
    return found if all(-100 < one < 100 for one in found) else []


def level_of(state: PictureState, tree: Tree, met: Mapping[str, int]) -> str:
    """The level that is shown; `met` tells how much is met with in every mark and group."""
    leaves = sum(1 for one in met if not tree.is_group(one))
    return state.level or ("place" if leaves <= MOST_AT_FIRST else "country")


def opened_groups(state: PictureState, tree: Tree, met: Mapping[str, int]) -> tuple[set[str], int]:
    """The groups that are open, and how many of those asked for stay closed, the picture being full.

    `met` tells how much is met with in every mark and group; what nothing is met in takes no room.
    """
    state = replace(state, level=level_of(state, tree, met))
    asked = [one for one in dict.fromkeys(_asked(state, tree)) if one in met and one not in state.closed]
    by_level = [*_by_level(state, tree, met, set(asked))]
    sizes = {one: sum(1 for child in inner if child in met) for one, inner in tree.children.items()}
    opened, count = _fitting(asked, sizes, sizes.get(ROOT, 0), MOST_MARKS)
    # bodies are opened by kind as far as the first view has room, which leaves nothing out that was asked for
    most = MOST_AT_FIRST if state.level == "organisation" else MOST_MARKS
    more, _ = _fitting(by_level, sizes, count, most)
    wanted = len(asked) + (0 if state.level == "organisation" else len(by_level))
    found = opened | more
    return found, max(0, wanted - len(found))


def _fitting(groups: Iterable[str], sizes: Mapping[str, int], count: int, most: int) -> tuple[set[str], int]:
    """Those of the groups that a picture of so many marks has room for, and how many it has then."""
    opened: set[str] = set()
    for group in groups:
        more = sizes[group] - 1
        if group not in opened and count + more <= most:
            opened.add(group)
            count += more
    return opened, count


def _asked(state: PictureState, tree: Tree) -> Iterator[str]:
    """The groups that the reader opened, or that hold what was chosen, focused or is on a path."""
    yield SIDES
    for one in state.known(state.opened, tree):
        yield from reversed([*tree.outers(one)])
        if tree.is_group(one):
            yield one
    picked = (*state.focus, *state.path, *((state.chosen,) if state.chosen else ()))
    for one in state.known(picked, tree):
        yield from reversed([*tree.outers(one)])


def _by_level(
    state: PictureState, tree: Tree, met: Mapping[str, int], opened: Collection[str]
) -> Iterator[str]:
    """The groups that the level opens beside those opened, from outside inwards, the busiest first."""
    opens = OPENED[state.level or "country"]
    depth = {one: sum(1 for _ in tree.outers(one)) for one in tree.children if one in met}
    seen = set(opened)
    for one in sorted(depth, key=lambda one: (depth[one], -met[one])):
        is_wanted = opens(tree.marks[one].kind) and seen.issuperset(tree.outers(one))
        if is_wanted and one not in state.closed and one not in seen:
            seen.add(one)
            yield one


OPENED: Mapping[str, Callable[[str], bool]] = {
    "country": lambda kind: False,
    "region": lambda kind: kind == "country",
    "place": lambda kind: True,
    "organisation": lambda kind: kind == "country",
}
"""Which kinds of groups each level opens."""


def shown_as(tree: Tree, opened: set[str], *, direct: bool = False) -> dict[str, str]:
    """What each single mark is shown as: itself, or the outermost closed group that it lies in.

    Where only what names a place itself is asked for, a closed place is none of what else lies in it.
    """
    found = {}
    for id in tree.marks:
        if tree.is_group(id):
            continue
        closed = [one for one in tree.outers(id) if one not in opened]
        if direct and any(tree.marks[one].path not in (None, tree.marks[id].path) for one in closed):
            continue
        found[id] = closed[-1] if closed else id
    return found
