"""Every block of code in the documentation is of a kind that something checks, and is right by it."""

import configparser
import doctest
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from cli.main import application
from graph.judgements import load_judgements
from graph.write.about.settings import read_dataset_settings
from tests.queries.small import write_snapshot

ROOT = Path(__file__).parents[2]
FILES = (*sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("README*.md")), ROOT / "CONTRIBUTING.md")
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
ELSEWHERE = {"", "json", "jsonl", "mermaid", "sparql", "turtle", "yaml"}
"""Kinds that other tests check, or that are drawings and printed answers."""
HERE = {"haproxy", "ini", "nginx", "python", "r", "sh"}
PROGRAM = re.compile(r"^(?:\w+='?\S+'? )*(?:\.venv/bin/)?pobratim (.*)$")
ENDS = {"|", ">", ";", "&&", ">>"}


def blocks(kind: str) -> list[Any]:
    """Every block of the kind, named by its file."""
    found = [
        (file, text)
        for file in FILES
        for told, text in BLOCK.findall(file.read_text("utf-8"))
        if told == kind
    ]
    return [pytest.param(text, id=f"{file.name}-{at}") for at, (file, text) in enumerate(found)]


def test_every_kind_of_block_is_checked() -> None:
    kinds = {kind for file in FILES for kind, _ in BLOCK.findall(file.read_text(encoding="utf-8"))}
    assert kinds == ELSEWHERE | HERE


def commands() -> Iterator[Any]:
    """Each call of our command: in a block, on an indented line, or in code within a table or sentence."""
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        lines = [line.strip() for _, block in BLOCK.findall(text) for line in block.splitlines()]
        lines += [line.strip() for line in text.splitlines() if line.startswith("    ")]
        lines += re.findall(r"`(pobratim [^`]+)`", text)
        for line in dict.fromkeys(lines):
            if found := PROGRAM.match(line):
                yield pytest.param(found[1], id=f"{file.name}: {found[1][:60]}")


@pytest.mark.parametrize("line", list(commands()))
def test_a_command_is_one_that_there_is(line: str) -> None:
    words = shlex.split(re.sub(r"\s#.*$", "", line).replace("…", ""), posix=True)
    end = next((at for at, word in enumerate(words) if word in ENDS), len(words))
    name, *arguments = words[:end]
    if name.startswith("-"):
        return
    group: Any = typer.main.get_command(application(name))
    command = group.commands[name]
    if hasattr(command, "commands") and arguments:
        command, arguments = command.commands[arguments[0]], arguments[1:]
    options = {one for parameter in command.params for one in (*parameter.opts, *parameter.secondary_opts)}
    told = {word.partition("=")[0] for word in arguments if word.startswith("--")}
    if not command.context_settings.get("ignore_unknown_options", False):
        assert told <= options | {"--help"}, f"pobratim {name} does not know {told - options}"


@pytest.mark.parametrize("block", blocks("sh"))
def test_shell_is_shell(block: str) -> None:
    assert subprocess.run(["bash", "-n"], input=block, text=True, check=False).returncode == 0


@pytest.mark.parametrize("block", blocks("ini"))
def test_settings_of_a_service_are_settings(block: str) -> None:
    parser = configparser.RawConfigParser(strict=False)
    parser.read_string(block)
    assert parser.sections()


@pytest.mark.parametrize("block", blocks("nginx"))
def test_settings_of_a_proxy_are_balanced_statements(block: str) -> None:
    plain = re.sub(r"\s*#.*", "", block)
    assert plain.count("{") == plain.count("}")
    assert all(line.strip().endswith((";", "{", "}")) for line in plain.splitlines() if line.strip())


@pytest.mark.parametrize("block", blocks("haproxy"))
def test_settings_of_a_balancer_are_sections_of_settings(block: str) -> None:
    heads = [line.split()[0] for line in block.splitlines() if line and not line.startswith((" ", "#"))]
    assert set(heads) <= {"global", "defaults", "frontend", "backend", "listen"}
    assert block.startswith(heads[0])


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
@pytest.mark.parametrize("block", blocks("r"))
def test_r_is_r(block: str) -> None:
    asked = ["Rscript", "--vanilla", "-e", 'invisible(parse(text = readLines(file("stdin"))))']
    assert subprocess.run(asked, input=block, text=True, check=False).returncode == 0


@pytest.mark.parametrize("block", blocks("python"))
def test_python_runs(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if block.startswith(">>>"):
        sample = doctest.DocTestParser().get_doctest(block, {}, "sample", None, None)
        assert doctest.DocTestRunner().run(sample).failed == 0
    elif "dask_" in block or "localhost" in re.sub(r"#.*", "", block):
        compile(block, "sample", "exec")  # what it needs runs elsewhere; tests/engines publishes so
    else:
        write_snapshot(tmp_path / "data", "small")
        monkeypatch.chdir(tmp_path)
        exec(compile(block, "sample", "exec"), {})


def test_files_of_an_office_are_read_as_they_are_shown(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    shown = next(block for kind, block in BLOCK.findall(text) if kind == "yaml" and "publisher:" in block)
    (tmp_path / "dataset.yml").write_text(shown, encoding="utf-8")
    assert read_dataset_settings(tmp_path).address == "https://graph.example"
    identity = (ROOT / "docs" / "identity.md").read_text(encoding="utf-8")
    (lines,) = [block for kind, block in BLOCK.findall(identity) if kind == "jsonl"]
    (tmp_path / "judgements.jsonl").write_text(lines, encoding="utf-8")
    assert len(load_judgements(tmp_path / "judgements.jsonl")) == 2
