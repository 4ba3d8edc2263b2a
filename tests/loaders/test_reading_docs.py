"""docs/reading.md tells every finding and limit that reading can meet."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.documents import limits

_ROOT = Path(__file__).parents[2]
_MODULES = (
    "attendance",
    "dates",
    "mode",
    "report",
    "documents/office",
    "documents/text_dump",
    "documents/word",
    "tables/rows",
)
_TABLES = ("_MESSAGES", "_NOTES", "_PROBLEMS")


def finding_codes(module: str) -> Iterator[str]:
    """The codes of a module's findings, from its calls and its tables of messages."""
    for node in ast.walk(ast.parse((_ROOT / "loaders" / f"{module}.py").read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="Finding"), args=[ast.Constant(value=str(code)), *_]):
                yield code
            case ast.Call(func=ast.Name(id="_about"), args=[_, ast.Constant(value=str(code)), *_]):
                yield code
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(keys=keys)) if name in _TABLES:
                yield from (key.value for key in keys if isinstance(key, ast.Constant))  # type: ignore[misc]


@pytest.fixture(scope="module")
def page() -> str:
    """The page's text."""
    return (_ROOT / "docs" / "reading.md").read_text("utf-8")


@pytest.mark.parametrize("module", _MODULES)
def test_every_finding_is_documented(module: str, page: str) -> None:
    codes = set(finding_codes(module))
    assert codes
    assert {code for code in codes if f"`{code}`" not in page} == set()


def test_no_finding_is_documented_that_does_not_exist(page: str) -> None:
    known = {code for module in _MODULES for code in finding_codes(module)}
    table = page.split("## Findings")[1].split("## What is refused")[0]
    documented = {
        word for line in table.splitlines() if line.startswith("| `") for word in line.split("`")[1:-1:2]
    }
    assert documented - known == set()


def test_the_limits_are_those_of_the_code(page: str) -> None:
    told = page.split("## What is refused")[1]
    mebibytes = (limits.MAX_FILE_BYTES, limits.MAX_UNPACKED_BYTES, limits.MAX_XML_BYTES)
    assert all(f"{size // limits.MEBIBYTE} MiB" in told for size in mebibytes)
    assert f"{limits.MAX_MEMBERS:,} members" in told
    assert f"{limits.OFFICE_SECONDS} seconds" in told
