"""Free places between boxes that stay."""

import random
from itertools import combinations

from graph.network.box import Box
from graph.network.layout import WIDE, lay_out
from graph.network.spots import SHRINKING, SHRINKINGS, FreeSpots

ROOM = Box(0.0, 0.0, 2.0, 1.0)


def test_a_place_is_the_largest_then_uppermost_then_leftmost_that_covers_nothing() -> None:
    drawn = random.Random(7)
    for _ in range(20):
        usual = Box(0, 0, drawn.uniform(0.1, 0.7), drawn.uniform(0.1, 0.4))
        taken = _scattered(drawn, 8)
        free = FreeSpots(ROOM, taken, usual)
        for _ in range(6):
            spot = _first_of_all(ROOM, taken, usual)
            assert free.take() == spot
            if spot is None:
                break
            taken.append(spot)


def test_a_full_room_has_no_place_and_an_empty_one_has_its_corner() -> None:
    assert FreeSpots(ROOM, [ROOM], Box(0, 0, 0.1, 0.1)).take() is None
    assert FreeSpots(ROOM, [], Box(0, 0, 0.1, 0.1)).take() == Box(0.0, 0.0, 0.1, 0.1)
    assert FreeSpots(ROOM, [], Box(0, 0, 20.0, 0.1)).take() is None


def test_places_are_taken_until_there_is_no_more_room_and_share_none() -> None:
    free = FreeSpots(ROOM, [], Box(0, 0, 0.5, 0.5))
    spots = list(iter(free.take, None))
    assert len(spots) >= 8
    assert all(ROOM.holds(one) for one in spots)
    assert not any(one.overlaps(other) for one, other in combinations(spots, 2))


def test_thousands_of_marks_stay_and_thousands_more_find_places_at_once() -> None:
    """A search of every spot against every box would go on for hours here."""
    old, new = [f"old-{i}" for i in range(2000)], [f"new-{i}" for i in range(1500)]
    before = lay_out({"": ["home", "abroad"], "home": ["one"], "abroad": old}, "", "home", WIDE)
    after = lay_out(
        {"": ["home", "abroad"], "home": ["one"], "abroad": [*old, *new]}, "", "home", WIDE, before
    )
    assert {name: after[name] for name in before} == before
    assert all(before["abroad"].holds(after[name]) for name in new)
    assert not _any_overlap([after[name] for name in (*old, *new)])


def _any_overlap(boxes: list[Box]) -> bool:
    """Whether two share room; only those that begin beside one another are compared."""
    ranked = sorted(boxes, key=lambda one: one.y)
    for at, one in enumerate(ranked):
        for other in ranked[at + 1 :]:
            if other.y >= one.bottom:
                break
            if one.overlaps(other):
                return True
    return False


def _scattered(drawn: random.Random, number: int) -> list[Box]:
    boxes: list[Box] = []
    for _ in range(number):
        one = Box(
            drawn.uniform(0, 1.6), drawn.uniform(0, 0.8), drawn.uniform(0.05, 0.4), drawn.uniform(0.05, 0.2)
        )
        if not any(one.overlaps(other) for other in boxes):
            boxes.append(one)
    return boxes


def _first_of_all(room: Box, taken: list[Box], usual: Box) -> Box | None:
    xs = sorted({room.x, *(one.right for one in taken)})
    ys = sorted({room.y, *(one.bottom for one in taken)})
    spots = (
        Box(x, y, usual.width * SHRINKING**step, usual.height * SHRINKING**step)
        for step in range(SHRINKINGS)
        for y in ys
        for x in xs
    )
    return next(
        (one for one in spots if room.holds(one) and not any(one.overlaps(box) for box in taken)), None
    )
