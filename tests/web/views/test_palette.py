"""One palette for style sheets, scripts, drawings and what is saved."""

import re

from ontology.vocabulary import scheme
from web.views.palette import PALETTE, palette, strength_level

WEB = PALETTE.parent
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


def test_strengths_are_those_of_the_ontology_the_strongest_first() -> None:
    codes = [one.code for one in scheme("strength")]
    assert palette()["strengths"] == codes
    assert [strength_level(code) for code in codes] == [4, 3, 2, 1]


def test_both_themes_have_every_colour() -> None:
    odd = palette()["light"].keys() ^ palette()["dark"].keys()
    assert not odd, f"give {sorted(odd)} to both themes in web/palette.json"
    assert set(palette()["strengths"]) <= palette()["light"].keys()


def test_no_style_sheet_and_no_script_has_a_colour_of_its_own() -> None:
    sources = [path for path in (WEB / "assets").rglob("*") if path.suffix in (".css", ".ts")]
    assert len(sources) > 40
    assert [
        f"{path.name}: {found}" for path in sources for found in COLOUR.findall(path.read_text("utf-8"))
    ] == []
