"""The pictures of the house are those of the code."""

from tools.draw_rooms import PAGE, drawn, without_detours


def test_the_pictures_are_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert drawn(page) == page, "run: python -m tools.draw_rooms"


def test_an_arrow_that_a_longer_way_replaces_is_left_out() -> None:
    arrows = {("cli", "web"), ("web", "graph"), ("cli", "graph"), ("loaders", "graph")}
    assert without_detours(arrows) == arrows - {("cli", "graph")}
