"""Phrases as officials of many regions word them, a class a file, beside what must be read in each.

A phrase is the content of a row; cells that matter to it stand beside it, the rest is as in `ROW`. `expect`
names fields of the contract: of a list every item told must be found, of a list in `exact` no other; of an
object only the keys told are compared; a list in place of a single value means any of these. `never` is what
may not be found.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from loaders.contract import to_contract
from loaders.extract import extract_entry
from ontology.model import FIVE_CELLS, CellName, Entry
from ontology.yaml_files import read_yaml

FOLDER = Path(__file__).parent / "phrases"
ROW = {"title": "Встреча", "place": "г. Смоленск", "dates": "2 июля 2025 года", "participants": "Делегации"}
CITY, REGION = "Город Смоленск", "Общие направления сотрудничества"
Phrase = dict[str, Any]


def phrases() -> list[Any]:
    """Each phrase of the folder with its class."""
    told = [(path.stem, phrase) for path in sorted(FOLDER.glob("*.yml")) for phrase in read_yaml(path)]
    return [pytest.param(phrase, id=f"{name}: {phrase['content'][:60]}") for name, phrase in told]


@pytest.mark.parametrize("phrase", phrases())
def test_phrase(phrase: Phrase) -> None:
    row = read(tuple((name, phrase.get(name, ROW.get(name, ""))) for name in _CELLS), phrase.get("regional"))
    for field, expected in phrase["expect"].items():
        found = row[field]
        if not isinstance(found, list):
            assert _fits(expected, found), (field, found)
        else:
            assert _all_found(expected, found), (field, found)
            assert field not in phrase.get("exact", ()) or len(found) == len(expected), (field, found)
            assert expected or not found, (field, found)
    for field, unwanted in phrase.get("never", {}).items():
        assert not any(_fits(one, other) for one in unwanted for other in row[field]), (field, row[field])


_CELLS = tuple(cell.value for cell in FIVE_CELLS)


@lru_cache(maxsize=8)
def read(cells: tuple[tuple[str, str], ...], regional: bool | None) -> Phrase:
    """The contract's row of an entry with these cells, which the city reports or else the region."""
    section, municipality = (REGION, None) if regional else (CITY, "город Смоленск")
    verbatim = {CellName(name): text for name, text in cells}
    return to_contract(extract_entry(Entry("report", 1, section, None, municipality, verbatim, 1, 1)))


def _all_found(expected: list[Any], found: list[Any]) -> bool:
    """Whether each of the expected is another one of those found."""
    left = list(found)
    for one in expected:
        fitting = next((other for other in left if _fits(one, other)), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return True


def _fits(expected: Any, found: Any) -> bool:
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(_has(found, key, one) for key, one in expected.items())
    if isinstance(found, list):
        return isinstance(expected, list) and _all_found(expected, found) and len(expected) == len(found)
    if isinstance(found, dict):
        return _fits(expected, found["name"])
    return found in expected if isinstance(expected, list) else expected == found


def _has(found: dict[str, Any], key: str, expected: Any) -> bool:
    """Whether an object has what a key tells; `with` and `without` are of its parties."""
    if key == "with":
        return _all_found(expected, found["parties"])
    if key == "without":
        return not set(expected) & set(found["parties"])
    return _fits(expected, found[key])
