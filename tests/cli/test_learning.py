"""The lexicon and what is learnt from decisions, as a user meets them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.reports import build_report, event


def one_report(folder: Path) -> Path:
    return build_report(
        folder / "2024-Q3.docx",
        "Город Смоленск",
        event(1, title="Показ батлейки", content="Гости из г. Орши показали батлейку"),
        event(2, title="Конкурс батлейки", content="Жюри из г. Орши"),
        event(3, title="Турнир по шахматам", content="Команда из г. Орши"),
    )


@pytest.mark.slow
def test_a_decision_becomes_an_entry_that_later_builds_check(run: Run, tmp_path: Path) -> None:
    report, data = one_report(tmp_path), tmp_path / "data"
    assert run("build", report).code == 0
    rows = [json.loads(line) for line in run("extract", report).out.splitlines()]
    judged = {
        "on": "2024-10-01", "by": "И. Зоркая", "kind": "fact", "verdict": "correct",
        "subjects": ["2024-Q3", "sectors"], "words": ["Турнир по шахматам", "sport"], "correction": "youth",
    }  # fmt: skip
    assert rows[2]["sectors"][0] == "sport"
    (data / "judgements.jsonl").write_text(json.dumps(judged, ensure_ascii=False) + "\n", "utf-8")

    listed = run("learn", "--list")
    assert 'sector: "youth"' in listed.out
    assert "№ 3" in listed.out
    assert "sport" in listed.out

    assert run("learn", "--accept", "2").code == 2  # there is no second
    assert run("learn", "--accept", "1", "--by", "И. Зоркая").code == 0
    lexicon = data / "lexicon.yml"
    assert "youth" in lexicon.read_text("utf-8")
    assert "youth" in json.loads(run("extract", report).out.splitlines()[2])["sectors"]

    built = run("build", report)
    assert built.code == 0
    assert "lexicon-checks" not in built.err
    lexicon.write_text("sectors:\n  - {word: неслыханное, sector: trade}\n", "utf-8")
    told = run("build", report).err
    assert "неслыханное" in told
    assert "lexicon-checks.jsonl" in told
    assert "№ 3" in told


def test_a_lexicon_that_cannot_be_used_stops_reading_with_its_line(run: Run, tmp_path: Path) -> None:
    report = one_report(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "lexicon.yml").write_text("sectors:\n  - {word: батлейка, sector: куклы}\n", "utf-8")
    for command in ("check", "extract", "build"):
        refused = run(command, report)
        assert refused.code == 2
        assert "lexicon.yml" in refused.err
        assert "батлейка" in refused.err


@pytest.mark.parametrize("country", ["ZZ", "by", "Беларусь"])
def test_a_place_of_no_known_country_stops_reading(run: Run, tmp_path: Path, country: str) -> None:
    report = one_report(tmp_path)
    (tmp_path / "data").mkdir()
    lexicon = f"places:\n  - {{name: Лебяжий Хутор, kind: village, country: {country}}}\n"
    (tmp_path / "data" / "lexicon.yml").write_text(lexicon, "utf-8")
    refused = run("build", report)
    assert refused.code == 2
    assert all(one in refused.err for one in ("lexicon.yml", "Лебяжий Хутор", country))
