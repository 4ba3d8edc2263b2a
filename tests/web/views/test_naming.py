"""Where names stand in a drawing."""

from web.views.letters import text_width
from web.views.network.model import Frame, Node
from web.views.network.naming import NodeNames
from web.views.network.ties import TieTally

HULL = (100.0, 20.0, 260.0, 120.0)


def node(name: str, x: float, outers: tuple[str, ...] = ("place/by",)) -> Node:
    """A mark of a group at the height of its middle."""
    return Node(
        id=name, path=None, kind="place", name=name, short=name, words=name, country="BY", is_home=False,
        folded=0, outers=outers, colour="bar", radius=4.0, at=(x, 70.0), spot=(0.0, 0.0), tally=TieTally(),
        community=None, is_chosen=False, is_pinned=False, label=None,
    )  # fmt: skip


def left_and_right(name: str, at: Node) -> tuple[float, float]:
    """From where to where the name of the only mark reaches."""
    label = NodeNames(Frame(600.0, 200.0, (1.0, 1.0), (0.0, 0.0), 1.0)).labels(
        {name: at}, {"place/by": HULL}
    )[name]
    assert label is not None
    return label.x, label.x + text_width(label.words, 13)


def test_a_name_stays_within_the_box_of_its_group() -> None:
    for x in (104.0, 180.0, 256.0):
        left, right = left_and_right("Лиозно", node("Лиозно", x))
        assert HULL[0] <= left
        assert right <= HULL[2]


def test_a_name_that_is_too_long_for_the_box_is_shortened_in_it() -> None:
    name = "Костюковичский район Могилёвской области"
    left, right = left_and_right(name, node(name, 110.0))
    assert HULL[0] <= left
    assert right <= HULL[2]


def test_a_name_of_no_group_stays_out_of_the_boxes_of_others() -> None:
    left, right = left_and_right("Мадагаскар", node("Мадагаскар", 95.0, ()))
    assert right <= HULL[0] or left >= HULL[2]
