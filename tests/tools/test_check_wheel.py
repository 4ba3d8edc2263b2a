"""A wheel that lacks what set-up makes, or carries what only developers use, is refused."""

import zipfile
from pathlib import Path

import pytest

from tools.check_wheel import MADE_AT_SETUP, expected, main

ROOT = Path(__file__).parents[2]


def wheel(path: Path, names: set[str]) -> str:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return str(path)


def test_a_whole_wheel_passes(tmp_path: Path) -> None:
    assert main(wheel(tmp_path / "whole.whl", expected(ROOT))) == 0


@pytest.mark.parametrize("name", sorted(MADE_AT_SETUP))
def test_what_was_never_made_is_missed(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(wheel(tmp_path / "less.whl", expected(ROOT) - {name})) == 1
    assert f"{name}; run: make setup" in capsys.readouterr().err


def test_source_maps_stay_at_home(tmp_path: Path) -> None:
    assert main(wheel(tmp_path / "more.whl", expected(ROOT) | {"web/static/dist/app.js.map"})) == 1


def test_made_files_need_not_lie_on_the_disk_to_be_expected(tmp_path: Path) -> None:
    assert expected(tmp_path) == MADE_AT_SETUP
