"""Where the marks of a drawn network stand."""

from itertools import combinations

import pytest

from graph.network.box import Box
from graph.network.layout import TALL, WIDE, lay_out
from graph.network.spots import SHRINKINGS

CHILDREN = {
    "": ["home", "by", "cn", "de"],
    "home": ["smolensk", "vyazma"],
    "by": ["vitebsk", "mogilev", "minsk"],
    "vitebsk": ["orsha", "polotsk", "liozno", "braslav", "postavy"],
    "cn": ["harbin", "sian"],
}


@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_what_lies_in_a_group_lies_in_its_box_and_boxes_of_a_group_share_no_room(frame: Box) -> None:
    boxes = lay_out(CHILDREN, "", "home", frame)
    assert boxes.keys() == {name for names in CHILDREN.values() for name in names}
    for outer, names in CHILDREN.items():
        room = boxes.get(outer, frame)
        for name in names:
            one = boxes[name]
            assert one.x >= room.x - 1e-9 and one.y >= room.y - 1e-9, name
            assert one.right <= room.right + 1e-9 and one.bottom <= room.bottom + 1e-9, name
        assert not any(boxes[one].overlaps(boxes[other]) for one, other in combinations(names, 2)), outer


def test_places_are_the_same_every_time() -> None:
    backwards = dict(reversed(CHILDREN.items()))
    assert lay_out(CHILDREN, "", "home", WIDE) == lay_out(backwards, "", "home", WIDE)


def test_next_to_nothing_has_a_place() -> None:
    assert lay_out({}, "", "home", WIDE).keys() <= {"home"}
    assert "only" in lay_out({"": ["home"], "home": ["only"]}, "", "home", WIDE)


def test_what_was_there_stays_where_it_was_when_more_comes() -> None:
    before = lay_out(CHILDREN, "", "home", WIDE)
    more = CHILDREN | {"vitebsk": [*CHILDREN["vitebsk"], "dubrovno"], "cn": [*CHILDREN["cn"], "tsyufu"]}
    after = lay_out(more, "", "home", WIDE, before)
    assert {name: after[name] for name in before if name not in ("harbin", "sian")} == {
        name: box for name, box in before.items() if name not in ("harbin", "sian")
    }
    assert not any(after["dubrovno"].overlaps(after[name]) for name in CHILDREN["vitebsk"])


def test_much_that_is_new_finds_room_in_the_end() -> None:
    before = lay_out(CHILDREN, "", "home", WIDE)
    many = [f"new{i}" for i in range(4 * SHRINKINGS)]
    after = lay_out(CHILDREN | {"vitebsk": [*CHILDREN["vitebsk"], *many]}, "", "home", WIDE, before)
    assert all(name in after for name in many)
    assert after["by"] == before["by"]


def test_single_marks_have_room_for_their_names_though_a_group_stands_among_them() -> None:
    names = [f"one-{i}" for i in range(12)]
    children = {"": ["home"], "home": [*names, "rest"], "rest": ["first", "second"]}
    boxes = lay_out(children, "", "home", TALL)
    longer = [name for name in names if boxes[name].width > 2 * boxes[name].height]
    assert len(longer) > len(names) / 2
