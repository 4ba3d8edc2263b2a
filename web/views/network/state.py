"""What a reader has done to the picture of the network, as the address tells it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from starlette.datastructures import QueryParams

from ontology.errors import ParameterError
from web.index.marks import REST, SIDES
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
    asked = [one for one in _asked(state, tree) if one in met]
    closed = set(state.closed)
    wanted = {one: None for one in (*asked, *_by_level(state, tree, met)) if one not in closed}
    opened: set[str] = set()
    count = sum(1 for one in tree.children.get("", ()) if one in met)
    left = 0
    most = MOST_AT_FIRST if state.level == "organisation" else MOST_MARKS
    for group in wanted:
        more = sum(1 for one in tree.children[group] if one in met) - 1
        if count + more > (MOST_MARKS if group in asked else most):
            left += group in asked or state.level != "organisation"
            continue
        opened.add(group)
        count += more
    return opened, left


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


def _by_level(state: PictureState, tree: Tree, met: Mapping[str, int]) -> Iterator[str]:
    """The groups that the level opens, from outside inwards, the busiest first."""
    groups = sorted((one for one in tree.children if one in met), key=lambda one: -met[one])
    depth = {one: sum(1 for _ in tree.outers(one)) for one in groups}
    reach = {"country": -1, "region": 0}.get(state.level or "", len(tree.marks))
    if state.level == "organisation":
        groups = [one for one in groups if tree.marks[one].kind == "country"]
    if state.level == "region":
        groups = [one for one in groups if tree.marks[one].kind != REST]
    yield from sorted((one for one in groups if depth[one] <= reach), key=lambda one: depth[one])


def shown_as(tree: Tree, opened: set[str]) -> dict[str, str]:
    """What each single mark is shown as: itself, or the outermost closed group that it lies in."""
    found = {}
    for id in tree.marks:
        if tree.is_group(id):
            continue
        closed = [one for one in tree.outers(id) if one not in opened]
        found[id] = closed[-1] if closed else id
    return found
