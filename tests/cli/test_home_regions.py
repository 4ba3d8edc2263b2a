"""The home region is a file: the same rows from the other side of a border tell the mirrored facts."""

import json
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from ontology.regions import chosen_region
from queries.catalog import questions
from queries.engine.addresses import open_engine
from queries.formats import write_answer
from queries.run import ask
from tests.cli.conftest import Run
from tests.reports import Row, build_report, event

REGIONS = Path(__file__).parents[1] / "regions"
ROWS = (
    event(
        1,
        place="г. Орша",
        content="Подписано соглашение между Оршанским районом и Руднянским муниципальным округом",
        participants="Делегации Оршанского района и Руднянского муниципального округа",
    ),
    event(
        2,
        place="г. Витебск",
        content="Встреча глав",
        participants="Представители г. Смоленска, Витебского райисполкома, Полоцкой библиотеки",
    ),
    event(
        3,
        place="г. Рудня",
        content="Концерт",
        participants="Артисты из Лиозно и из Брянской области, белорусские и российские коллективы",
    ),
)


def extracted(run: Run, folder: Path, heading: str, *rows: Row) -> list[dict[str, Any]]:
    """The rows, or those of every test, as `pobratim extract` prints them, reported under the heading."""
    report = build_report(folder / "2024-Q3.docx", heading, *(rows or ROWS))
    return [json.loads(line) for line in run("extract", report).out.splitlines()]


def places(rows: list[dict[str, Any]]) -> list[list[tuple[str, str]]]:
    """Name and country of the origins of each row."""
    return [[(one["name"], one["country"]) for one in row["origins"]] for row in rows]


@pytest.mark.slow
def test_the_same_rows_from_the_other_side_name_the_other_country(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = extracted(run, tmp_path, "Руднянский муниципальный округ")
    monkeypatch.setenv("POBRATIM_REGION", str(REGIONS / "vitebsk.yml"))
    theirs = extracted(run, tmp_path, "Оршанский район")

    assert [row["municipality"] for row in ours] == ["Руднянский муниципальный округ"] * 3
    assert [row["municipality"] for row in theirs] == ["Оршанский район"] * 3
    assert [row["countries"] for row in ours] == [["BY"]] * 3
    assert [row["countries"] for row in theirs] == [["RU"]] * 3
    assert places(ours) == places(theirs)
    assert [row["venues"] for row in ours] == [row["venues"] for row in theirs]
    assert [row["orgs"] for row in ours] == [row["orgs"] for row in theirs]
    [agreement], [mirrored] = ours[0]["agreements"], theirs[0]["agreements"]
    assert agreement["parties"] == mirrored["parties"]


NEIGHBOURS = (
    event(
        1,
        title="Встреча",
        place="г. Клинцы",
        content="Подписано соглашение между Клинцовским районом и Хотимским районом",
        participants="Делегации г. Клинцы, г. Сураж и Хотимского района",
    ),
    event(2, title="Визит", place="г. Сураж", participants="Делегация г. Смоленска, гости из г. Орши"),
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("region", "heading", "rows", "home", "partner", "foreign"),
    [
        ("vitebsk", "Оршанский район", ROWS, "Оршанский район", "Руднянский район", ("Россия", "Беларусь")),
        (
            "bryansk",
            "Клинцовский район",
            NEIGHBOURS,
            "Клинцовский район",
            "Хотимский район",
            ("Беларусь", "Россия"),
        ),
    ],
)
def test_a_graph_of_another_region_answers_the_stored_questions(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    region: str,
    heading: str,
    rows: tuple[Row, ...],
    home: str,
    partner: str,
    foreign: tuple[str, str],
) -> None:
    monkeypatch.setenv("POBRATIM_REGION", str(REGIONS / f"{region}.yml"))
    assert run("build", build_report(tmp_path / "2024-Q3.docx", heading, *rows)).code == 0

    with open_engine(tmp_path / "data") as engine:
        answers = {name: ask(engine, name) for name in questions()}
    told = {name: write_answer(one, "csv", "ru").decode() for name, one in answers.items()}

    abroad, at_home = foreign
    partners = told["partners"].splitlines()
    assert any(partner in row and abroad in row for row in partners)
    assert not any(at_home in row for row in partners)
    assert [row for row in told["partner-countries"].splitlines() if abroad in row]
    assert home in told["activity-by-municipality"]


def test_a_second_region_of_the_same_country_has_its_own_municipalities(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POBRATIM_REGION", str(REGIONS / "bryansk.yml"))
    read, visit = extracted(run, tmp_path, "Клинцовский район", *NEIGHBOURS)

    assert (read["municipality"], read["countries"]) == ("Клинцовский район", ["BY"])
    municipalities = [("Клинцовский район", "RU"), ("Хотимский район", "BY")]
    assert places([read]) == [[*municipalities, ("Клинцы", "RU"), ("Сураж", "RU")]]
    [agreement] = read["agreements"]
    assert agreement["parties"] == ["Клинцовский район", "Хотимский район"]
    assert visit["countries"] == ["BY"]
    assert places([visit]) == [[("Смоленск", "RU"), ("Орша", "BY")]]


@pytest.mark.parametrize(
    ("region", "heading"), [("vitebsk", "Оршанский район"), ("bryansk", "Клинцовский район")]
)
def test_a_region_that_is_not_chosen_changes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, region: str, heading: str
) -> None:
    before = extracted(run, tmp_path, "Руднянский муниципальный округ")
    monkeypatch.setenv("POBRATIM_REGION", str(REGIONS / f"{region}.yml"))
    extracted(run, tmp_path, heading)
    monkeypatch.delenv("POBRATIM_REGION")

    assert extracted(run, tmp_path, "Руднянский муниципальный округ") == before


def test_a_file_beside_the_chosen_one_is_not_read(tmp_path: Path) -> None:
    alone, crowded = tmp_path / "alone", tmp_path / "crowded"
    for folder in (alone, crowded):
        folder.mkdir()
        copy(REGIONS / "bryansk.yml", folder)
    copy(REGIONS / "vitebsk.yml", crowded)
    (crowded / "broken.yml").write_text("region: [", "utf-8")

    one, other = (chosen_region(str(folder / "bryansk.yml")) for folder in (alone, crowded))
    assert (one.region, one.districts, one.cities) == (other.region, other.districts, other.cities)
