"""Maps that the server draws: where things lie, which are named, whole without a script."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from web.views.atlas import land
from web.views.atlas.areas import surroundings
from web.views.atlas.labels import LabelledMark, labels_of
from web.views.atlas.projection import UNIT, VIEWS
from web.views.atlas.still import SMALL, Arc, MarkedPlace, still_map
from web.views.letters import text_width


def place(path: str, lat: float, lon: float, *, is_home: bool = False, events: int = 1) -> MarkedPlace:
    return MarkedPlace(path, path.title(), lat, lon, is_home, False, events, 0)


HOME = place("home", 54.78, 32.04, is_home=True)
NEAR, FAR = place("near", 55.19, 30.2), place("far", 39.9, 116.4)


def arc(other: MarkedPlace) -> Arc:
    return Arc("home", other.path, "contact", 1, 0, None)


def test_the_corners_of_a_view_are_the_corners_of_its_picture() -> None:
    region = VIEWS["region"]
    assert region.unit(22.8, 56.5) == pytest.approx((0, 0))
    assert region.unit(35.9, 51.2) == pytest.approx((UNIT, region.height))
    fit = region.fitted(616, 416)
    assert fit.at(region.unit(22.8, 56.5))[0] >= 8 - 1e-9
    assert fit.at(region.unit(35.9, 51.2))[1] <= 408 + 1e-9


def test_north_is_up_and_east_is_right_in_both_views() -> None:
    for view in VIEWS.values():
        (west, south), (east, north) = view.unit(25, 52), view.unit(33, 56)
        assert west < east
        assert north < south


def test_the_region_is_shown_where_arcs_stay_within_it_and_else_the_world() -> None:
    assert still_map([HOME, NEAR], [arc(NEAR)], SMALL).view == "region"
    wide = still_map([HOME, NEAR, FAR], [arc(FAR)], SMALL)
    assert wide.view == "world"
    assert {one.place.path for one in wide.places} == {"home", "near", "far"}
    beyond = still_map([HOME, NEAR, FAR], [arc(NEAR), arc(FAR)], SMALL, "region")
    assert {one.place.path for one in beyond.places} == {"home", "near"}
    assert len(beyond.arcs) == 1


def test_every_place_lies_within_the_picture() -> None:
    many = [place(f"p{i}", 51.5 + i % 5, 23.5 + i % 12) for i in range(60)]
    drawn = still_map([HOME, *many], [], SMALL, "region")
    assert len(drawn.places) == 61
    assert all(0 <= one.x <= SMALL.width and 0 <= one.y <= SMALL.height for one in drawn.places)


def test_no_name_lies_over_another_and_home_sides_are_named_first() -> None:
    marks = [
        LabelledMark(f"Посёлок {i}", (200 + 9 * (i % 7), 150 + 6 * (i // 7)), 3, i == 28, i)
        for i in range(42)
    ]
    labels = labels_of(marks, 12, 460, 330)
    assert 28 in labels, "its left side is free of other marks"
    boxes = []
    for i, label in labels.items():
        length = text_width(marks[i].name, 12, bold=marks[i].is_home)
        left = {"start": label.x, "end": label.x - length, "middle": label.x - length / 2}[label.anchor]
        boxes.append((left, label.y - 8, left + length, label.y + 2))
    assert len(boxes) > 4
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_surroundings_share_no_ground() -> None:
    view = VIEWS["region"]
    fit = view.fitted(460, 330)
    drawn = dict(surroundings([("А", 54.0, 30.0), ("Б", 54.0, 30.2), ("В", 0.0, 0.0)], view, fit))
    assert set(drawn) == {"А", "Б"}, "what lies beyond the view is not drawn"
    border = (fit.at(view.unit(30.0, 54.0))[0] + fit.at(view.unit(30.2, 54.0))[0]) / 2
    across = {
        name: [float(point.split(",")[0]) for point in path.strip("MZ").split("L")]
        for name, path in drawn.items()
    }
    assert max(across["А"]) <= border + 0.1
    assert min(across["Б"]) >= border - 0.1


def test_boundaries_put_there_by_hand_may_be_of_any_shape(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    square = [[24, 52], [30, 52], [30, 55], [24, 55], [24, 52]]
    feature = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [square]}}
    (tmp_path / "region.json").write_text(json.dumps({"land": {"features": [feature, feature]}}))
    monkeypatch.setattr(land, "BOUNDARIES", tmp_path)
    layers = land.land_of("region")
    assert list(layers) == ["land"]
    assert layers["land"].count("M") == layers["land"].count("Z") == 2
    assert land.land_of("world") == {}, "without a file there is no land"


def test_a_coast_across_the_edge_of_the_world_is_drawn_on_both_sides_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    island = [[179, -17], [-179, -17], [-179, -16], [179, -16], [179, -17]]
    (tmp_path / "world.json").write_text(json.dumps({"land": {"type": "Polygon", "coordinates": [island]}}))
    monkeypatch.setattr(land, "BOUNDARIES", tmp_path)
    drawn = land.land_of("world")["land"].removeprefix("M").removesuffix("Z").split("ZM")
    assert len(drawn) == 2
    for coast in drawn:
        across = [float(point.split(",")[0]) for point in coast.split("L")]
        assert max(across) - min(across) < UNIT / 100, "no line leads around the earth"


def test_a_side_s_page_has_its_map_without_a_script(client: TestClient) -> None:
    page = client.get("/id/municipality/smolensk/smolensk").text
    assert page.count('class="map-arc') >= 2
    assert "Полоцк</text>" in page
    assert "map.js" not in page
    drawn = client.get("/map/land/region.svg")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert all(f'id="{layer}"' in drawn.text for layer in land.LAYERS)
    assert client.get("/map/land/moon.svg").status_code == 404


def test_the_map_itself_is_drawn_before_its_script(client: TestClient) -> None:
    page = client.get("/map").text
    assert page.count('class="map-arc') == len(client.get("/api/map").json()["arcs"])
    assert 'class="map-areas"' in page
    assert 'class="map-areas"' not in client.get("/map?view=world").text


def test_the_answer_of_partners_is_a_map_of_arcs_that_of_venues_one_of_marks(client: TestClient) -> None:
    def first_map(address: str) -> str:
        return client.get(address).text.partition('class="map-still"')[2].partition("</svg>")[0]

    partners = first_map("/questions/partners-of-municipality?municipality=Смоленск&sector=")
    assert "map-arc strength-" in partners
    assert "Полоцк</text>" in partners
    venues = first_map("/questions/venues")
    assert "map-place" in venues
    assert "map-arc" not in venues
