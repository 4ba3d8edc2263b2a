"""The documentation says what is so."""

import ast
import builtins
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from nbclient import NotebookClient
from pyoxigraph import RdfFormat, parse

from ontology.terms import PREFIXES
from queries.catalog import GROUPS, VIEWS, questions
from queries.engine import Query
from queries.formats import FORMATS
from queries.parameters import TYPES
from tests.queries.handbook import HANDBOOK, handbook
from tests.queries.small import ID, small_engine, write_snapshot

DOCS = HANDBOOK.parent


def test_the_handbook_is_up_to_date() -> None:
    assert HANDBOOK.read_text(encoding="utf-8") == handbook(), "run: python -m tests.queries.handbook"


@pytest.mark.parametrize("word", [*TYPES, *FORMATS])
def test_every_parameter_type_and_format_is_documented(word: str) -> None:
    assert f"`{word}`" in (DOCS / "queries.md").read_text(encoding="utf-8")


def test_the_number_of_questions_is_right() -> None:
    told = re.search(r"(\d+) questions are stored", (DOCS / "queries.md").read_text(encoding="utf-8"))
    assert told is not None and int(told[1]) == len(questions()), "say the number in docs/queries.md"


def test_questions_use_the_groups_and_views_there_are() -> None:
    for kind, used, known in (
        ("group", {one.group for one in questions().values()}, set(GROUPS)),
        ("view", {one.view for one in questions().values()}, set(VIEWS)),
        ("type", {one.type for each in questions().values() for one in each.parameters}, set(TYPES)),
    ):
        assert used <= known, f"no {kind} {sorted(used - known)} is known: mend the header of the .rq file"
    assert {one.group for one in questions().values()} == set(GROUPS), "a group without a question"


def test_every_name_is_a_slug() -> None:
    odd = [name for name in questions() if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)]
    assert not odd, f"name {odd} in small letters and hyphens"


@pytest.mark.parametrize("page", ["queries.md", "remote-engines.md"])
def test_every_name_in_sample_code_is_imported_or_made_there(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    known = set(dir(builtins))
    for sample in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        nodes = list(ast.walk(ast.parse(sample)))
        known |= {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
        names = [node for node in nodes if isinstance(node, ast.Name)]
        known |= {name.id for name in names if isinstance(name.ctx, ast.Store)}
        assert {name.id for name in names} <= known


def samples(*languages: str) -> list[Any]:
    """Every block of code of these languages in the documentation, named by its file."""
    pattern = re.compile(rf"```(?:{'|'.join(languages)})\n(.*?)```", re.DOTALL)
    files = (*DOCS.glob("*.md"), DOCS.parent / "README.md")
    return [
        pytest.param(block, id=f"{file.name}-{at}")
        for file in files
        for at, block in enumerate(pattern.findall(file.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize("block", samples("turtle", "ttl"))
def test_every_turtle_sample_is_turtle(block: str) -> None:
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    assert list(parse(f"@base <{ID}> .\n{head}{block}", format=RdfFormat.TURTLE))


@pytest.mark.parametrize("block", samples("sparql"))
def test_every_query_in_a_sample_runs(block: str) -> None:
    query = "\n".join(line for line in block.splitlines() if not line.startswith("#+"))
    small_engine().answer(Query(query))


@pytest.mark.parametrize("block", samples("yaml"))
def test_every_yaml_sample_is_yaml(block: str) -> None:
    assert yaml.safe_load(block)


@pytest.mark.parametrize("block", samples("json"))
def test_every_json_sample_is_json(block: str) -> None:
    assert json.loads(block)


@pytest.mark.parametrize("block", samples("jsonl"))
def test_every_line_of_a_sample_of_lines_is_json(block: str) -> None:
    assert all(json.loads(line) for line in block.splitlines())


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_snapshot(tmp_path, "small")
    monkeypatch.setenv("POBRATIM_DATA", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(DOCS.parent))
    notebook: Any = nbformat.read(DOCS / "notebook.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(DOCS)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert any("Мстиславль" in output.get("data", {}).get("text/plain", "") for output in outputs)
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 5
