"""What a page shows of a value: days in words, groups of countries in its language."""

import re
from pathlib import Path

import pytest
import yaml
from fastapi.testclient import TestClient

import loaders
from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from ontology.terms import POB
from web.site import Explorer, local_explorer
from web.views.facts import english_groups, value_of

LOADERS = Path(loaders.__file__).parent


@pytest.fixture(scope="module")
def explorer(data: Path) -> Explorer:
    """What the served snapshot holds."""
    return local_explorer(DataFolder(data), DEFAULT_BASE)


@pytest.mark.parametrize(
    ("content", "kind"), [("2024-07-20", "day"), ("2024-07", "text"), ("около 300 человек", "text")]
)
def test_what_is_told_otherwise_is_a_day_where_it_is_one(explorer: Explorer, content: str, kind: str) -> None:
    assert value_of(explorer, str(POB.value), content).kind == kind


def test_a_group_of_countries_has_a_name_in_both_languages(explorer: Explorer) -> None:
    group = value_of(explorer, str(POB.countryGroup), "ближнее зарубежье")
    assert (group.kind, group.content["en"]) == ("group", "near abroad")
    assert value_of(explorer, str(POB.countryGroup), "страны за морем").kind == "text"


@pytest.mark.parametrize(("lang", "words"), [("ru", "ближнее зарубежье"), ("en", "near abroad")])
def test_an_event_of_one_day_that_names_a_group_of_countries_has_its_page(
    client: TestClient, lang: str, words: str
) -> None:
    events = client.get("/events").text
    (address,) = set(re.findall(r'href="(/id/event/[^"?#]+)[^>]*>Ярмарка ремёсел<', events))
    page = client.get(f"{address}?lang={lang}")
    assert page.status_code == 200
    assert words in page.text.partition("<main")[2]


def test_every_group_that_is_read_has_an_english_name() -> None:
    read = yaml.safe_load((LOADERS / "origins" / "origins.yml").read_text(encoding="utf-8"))["groups"]
    assert set(read) - set(english_groups()) == set()


def test_no_page_of_a_thing_writes_a_day_as_machines_do(client: TestClient) -> None:
    paths = re.findall(r'href="(/id/[^"#]+)"', client.get("/events").text + client.get("/agreements").text)
    assert len(paths) > 10
    for path in dict.fromkeys(paths):
        shown = re.sub(r"<[^>]*>|https?://\S+", " ", client.get(path).text.partition("<main")[2])
        assert re.findall(r"\d{4}-\d\d-\d\d", shown) == [], path
