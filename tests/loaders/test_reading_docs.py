"""docs/reading.md and the catalogue tell every finding and limit that reading can meet."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.documents import limits
from ontology.speech import catalogue

_ROOT = Path(__file__).parents[2]


def finding_codes() -> set[str]:
    """The codes of findings in the catalogue: «finding.CODE», without what to do about them."""
    keys = [key.split(".") for key in catalogue()]
    return {key[1] for key in keys if len(key) == 2 and key[0] == "finding"}


def texts_of_loaders() -> Iterator[str]:
    """Every string that stands in the code."""
    for path in (_ROOT / "loaders").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def given_codes() -> Iterator[str]:
    """The codes that findings are made with where the code names them in the call."""
    for path in (_ROOT / "loaders").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Finding"), args=[ast.Constant(value=str(code)), *_]):
                    yield code
                case ast.Call(func=ast.Name(id="finding_about"), args=[_, ast.Constant(value=str(code)), *_]):
                    yield code
                case ast.Call(func=ast.Attribute(attr="_note"), args=[ast.Constant(value=str(code)), *_]):
                    yield code


@pytest.fixture(scope="module")
def page() -> str:
    """The page's text."""
    return (_ROOT / "docs" / "reading.md").read_text("utf-8")


def test_every_finding_has_words_in_the_catalogue() -> None:
    untold = set(given_codes()) - finding_codes()
    assert not untold, f"tell of {sorted(untold)} in ontology/speech/catalogue/findings.yml"


def test_the_catalogue_has_no_finding_that_is_never_made() -> None:
    gone = finding_codes() - set(texts_of_loaders())
    assert not gone, f"no code finds {sorted(gone)} any more: take them out of findings.yml"


def test_the_page_documents_exactly_the_findings_that_exist(page: str) -> None:
    table = page.split("## Findings")[1].split("## What is refused")[0]
    documented = {
        word for line in table.splitlines() if line.startswith("| `") for word in line.split("`")[1:-1:2]
    }
    differing = sorted(documented ^ finding_codes())
    assert not differing, f"mend {differing} in docs/reading.md, «Findings»"


def test_the_limits_are_those_of_the_code(page: str) -> None:
    told = page.split("## What is refused")[1]
    mebibytes = (limits.MAX_FILE_BYTES, limits.MAX_UNPACKED_BYTES, limits.MAX_XML_BYTES)
    assert all(f"{size // limits.MEBIBYTE} MiB" in told for size in mebibytes)
    assert f"{limits.MAX_MEMBERS:,} members" in told
    assert f"{limits.OFFICE_SECONDS} seconds" in told
