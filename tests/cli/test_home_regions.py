"""The home region is a file: the same rows from the other side of a border tell the mirrored facts."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.reports import build_report, event

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


def extracted(run: Run, folder: Path, heading: str) -> list[dict[str, Any]]:
    """The rows as `pobratim extract` prints them, reported under the heading."""
    report = build_report(folder / "2024-Q3.docx", heading, *ROWS)
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


@pytest.mark.slow
def test_a_graph_of_another_country_s_region_answers_questions(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POBRATIM_REGION", str(REGIONS / "vitebsk.yml"))
    report = build_report(tmp_path / "2024-Q3.docx", "Оршанский район", *ROWS)

    assert run("build", report).code == 0
    partners = run("query", "partners", "--format", "csv").out.splitlines()

    assert any("Руднянский район" in row and "Россия" in row for row in partners)
    assert not any("Беларусь" in row for row in partners)


def test_a_second_region_of_the_same_country_has_its_own_municipalities(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POBRATIM_REGION", str(REGIONS / "bryansk.yml"))
    row = event(
        1,
        title="Встреча",
        place="г. Клинцы",
        content="Встреча",
        participants="Делегации г. Клинцы, г. Сураж и Хотимского района",
    )
    report = build_report(tmp_path / "2024-Q3.docx", "Клинцовский район", row)

    [read] = [json.loads(line) for line in run("extract", report).out.splitlines()]

    assert (read["municipality"], read["countries"]) == ("Клинцовский район", ["BY"])
    assert places([read]) == [[("Клинцы", "RU"), ("Сураж", "RU"), ("Хотимский район", "BY")]]


def test_a_region_that_is_not_chosen_changes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = extracted(run, tmp_path, "Руднянский муниципальный округ")
    monkeypatch.setenv("POBRATIM_REGION", str(REGIONS / "vitebsk.yml"))
    extracted(run, tmp_path, "Оршанский район")
    monkeypatch.delenv("POBRATIM_REGION")

    assert extracted(run, tmp_path, "Руднянский муниципальный округ") == before
