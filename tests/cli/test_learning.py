"""The lexicon and what is learnt from decisions, as a user meets them."""

import json
from pathlib import Path

import pytest

from cli.lexicon import use_lexicon
from ontology.errors import InputError, Where
from ontology.speech import SPEECHES
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


OF_PLACES = [
    ("places:\n  - {name: Лебяжий Хутор, kind: village, country: ZZ}\n", 2, ("Лебяжий Хутор", "ZZ")),
    ("places:\n  - {name: Лебяжий Хутор, kind: village, country: by}\n", 2, ("Лебяжий Хутор", "by")),
    ("\nplaces:\n  - {name: Хутор, kind: village, country: Беларусь}\n", 3, ("Хутор", "Беларусь")),
    (
        "places:\n  - {name: Хутор, kind: village, country: BY, region: Закатная область}\n",
        2,
        ("Хутор", "Закатная область"),
    ),
    ("places:\n  - {name: Хутор, kind: village, country: BY, region: Тверская область}\n", 2, ("Тверская",)),
    ("bodies:\n  - {name: Клуб Заря, kind: culture, country: QQ}\n", 2, ("Клуб Заря", "QQ")),
    ("bodies:\n  - {name: Союз Заря, kind: ngo, country: RU-QQ}\n", 2, ("Союз Заря", "RU-QQ")),
    ("bodies:\n  - {name: Клуб Заря, kind: culture, place: Нигдеево}\n", 2, ("Клуб Заря", "Нигдеево")),
    ("bodies:\n  - {name: Клуб, kind: culture, country: RU, place: Гомель}\n", 2, ("Клуб", "Гомель")),
    ("twins:\n  - [Смоленск, Витебск]\n  - [Смоленск, Нигдеево]\n", 3, ("Нигдеево",)),
]


@pytest.mark.parametrize(("lexicon", "line", "told"), OF_PLACES)
def test_places_that_nobody_knows_are_told_with_their_line(
    tmp_path: Path, lexicon: str, line: int, told: tuple[str, ...]
) -> None:
    (tmp_path / "lexicon.yml").write_text(lexicon, "utf-8")
    with pytest.raises(InputError) as caught:
        use_lexicon(tmp_path)
    assert caught.value.where == Where("lexicon.yml", row=line)
    for speech in SPEECHES:
        assert all(one in caught.value.message(speech) for one in told)
        assert caught.value.remedy(speech)


def test_a_place_that_nobody_knows_stops_reading(run: Run, tmp_path: Path) -> None:
    report = one_report(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "lexicon.yml").write_text("twins:\n  - [Смоленск, Нигдеево]\n", "utf-8")
    refused = run("build", report)
    assert refused.code == 2
    assert "Нигдеево" in refused.err


@pytest.mark.parametrize(
    "lexicon",
    [
        "bodies:\n  - {name: Союз Заря, kind: ngo, country: RU-BY, place: Гомель}\n",
        """\
bodies:
  - {name: Союз Заря, kind: ngo, place: Нигдеево}
places:
  - {name: Нигдеево, kind: village, country: BY, region: Закатная область}
  - {name: Закатная область, kind: region, country: BY}
""",
        "twins:\n  - [Руднянский район, Оршанский район]\n  - [Рославльский муниципальный округ, Чаусы]\n",
    ],
)
def test_places_that_are_known_or_added_are_read_by(run: Run, tmp_path: Path, lexicon: str) -> None:
    report = one_report(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "lexicon.yml").write_text(lexicon, "utf-8")
    assert run("extract", report).code == 0


def test_a_folder_in_place_of_the_lexicon_is_told(run: Run, tmp_path: Path) -> None:
    report = one_report(tmp_path)
    (tmp_path / "data" / "lexicon.yml").mkdir(parents=True)
    assert run("extract", report).code == 2


@pytest.mark.slow
def test_an_entry_that_the_lexicon_has_otherwise_is_not_offered(run: Run, tmp_path: Path) -> None:
    report, data = one_report(tmp_path), tmp_path / "data"
    assert run("build", report).code == 0
    judged = {
        "on": "2024-10-01", "by": "И. Зоркая", "kind": "fact", "verdict": "correct",
        "subjects": ["2024-Q3", "sectors"], "words": ["Турнир по шахматам", "sport"], "correction": "youth",
    }  # fmt: skip
    (data / "judgements.jsonl").write_text(json.dumps(judged, ensure_ascii=False) + "\n", "utf-8")
    offered = run("learn", "--list").out
    word = offered.partition('word: "')[2].partition('"')[0]
    (data / "lexicon.yml").write_text(f"sectors:\n  - {{word: {word}, sector: sport}}\n", "utf-8")
    assert run("build", report).code == 0
    listed = run("learn", "--list")
    assert listed.code == 0
    assert word
    assert word not in listed.out
