"""Where the picture's marks stand on the screen, in whole or zoomed."""

from graph.network.box import Box
from web.views.network.model import Frame, Point
from web.views.network.scene import Scene, TiesToDraw

MARGIN = 22
NARROW = 600
"""So wide a picture is at least where it lies beside a panel."""
BESIDE = 0.08
"""How far from its box's left side a single mark stands, in units of the layout."""
LEAST = 0.05
"""The smallest part of the layout that is framed."""


def is_tall(width: float, height: float) -> bool:
    """Whether marks stand as for a screen held upright, which a panel beneath them makes no other screen."""
    return height > width or width < NARROW


def frame_of(scene: Scene) -> Frame:
    """How the layout is put on the screen."""
    width, height = scene.asked.size
    view, zoom = _view(scene.asked, scene), scene.state.zoom
    scale = ((width - 2 * MARGIN) / view.width, (height - 2 * MARGIN) / view.height)
    if zoom is None:
        return Frame(width, height, scale, (MARGIN - view.x * scale[0], MARGIN - view.y * scale[1]), 1.0)
    scale = (scale[0] * zoom.factor, scale[1] * zoom.factor)
    offset = (width / 2 - zoom.x * scale[0], height / 2 - zoom.y * scale[1])
    return Frame(width, height, scale, offset, zoom.factor)


def spot_of(scene: Scene, id: str) -> Point:
    """Where in the layout a mark stands: where it was pinned, else in its box."""
    if id in scene.state.pins:
        return scene.state.pins[id]
    box = scene.tree.marks[id].box
    beside = box.width / 2 if scene.tree.is_group(id) else min(box.width / 2, BESIDE)
    return box.x + beside, box.y + box.height / 2


def _view(asked: TiesToDraw, scene: Scene) -> Box:
    """The part of the layout in view: all of it, or the boxes of what filters or a focus leave."""
    boxes = [asked.tree.marks[one].box for one in asked.tree.children.get("", ())]
    if asked.state.is_partial:
        boxes = [_room(scene, one) for one in scene.shown] or boxes
    elif not asked.frames_whole:
        boxes = [_room(scene, one) for one in scene.leaves] or boxes
    return _around(boxes or [Box(0.0, 0.0, 1.0, 1.0)])


def _around(boxes: list[Box]) -> Box:
    left, top = min(one.x for one in boxes), min(one.y for one in boxes)
    right, bottom = max(one.right for one in boxes), max(one.bottom for one in boxes)
    return Box(left, top, max(right - left, LEAST), max(bottom - top, LEAST))


def _room(scene: Scene, id: str) -> Box:
    """The box that stays the same whatever is opened: a home side's own, a partner's country's."""
    marks = scene.tree.marks
    if marks[id].is_home:
        return marks[id].box
    countries = [one for one in (id, *scene.tree.outers(id)) if marks[one].kind == "country"]
    return marks[countries[-1] if countries else id].box
