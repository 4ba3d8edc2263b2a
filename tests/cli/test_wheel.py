"""The wheel, installed as users install it and started from a folder that holds anything."""

import os
import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import typer

from ontology.version import program_version
from tests.reports import build_report, event

pytestmark = pytest.mark.slow

JSON = {"accept": "application/sparql-results+json"}
ROOT = Path(__file__).parents[2]
SHADOWS = ("cli", "graph", "loaders", "ontology", "queries", "web")
FILES = ("json", "web", "socket", "resource", "rdflib", "fastapi")


@dataclass(frozen=True)
class Installed:
    """A command installed from the wheel, and the folder that it is started in."""

    command: Path
    folder: Path

    def run(self, *arguments: str) -> str:
        """What the command says on success."""
        done = subprocess.run(
            [self.command, *arguments],
            cwd=self.folder,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=200,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The address of its server."""
        command = [str(self.command), "serve", "--port", "0"]
        process = subprocess.Popen(command, cwd=self.folder, env=environment(), stderr=subprocess.PIPE)
        with process:
            assert process.stderr is not None
            try:
                for line in process.stderr:
                    if (found := re.search(rb"http://\S+:\d+", line)) is not None:
                        yield found[0].decode()
                        break
            finally:
                process.terminate()
                process.wait(timeout=30)


def environment() -> dict[str, str]:
    """What a user's shell has: nothing that points to the checkout."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("POBRATIM_", "PYTHON"))}
    return {**kept, "POBRATIM_LANG": "ru"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, whose dependencies are those of this one."""
    home = tmp_path_factory.mktemp("установка") / "Program Files"
    wheels, environment_folder, folder = home / "wheels", home / "среда", home / "рабочая папка (2)"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    venv.create(environment_folder, with_pip=False)
    python = environment_folder / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    subprocess.run([*install, "--no-index", str(wheel)], check=True, capture_output=True)
    (site,) = environment_folder.glob("lib/python*/site-packages")
    # A path in a .pth file does not have its own .pth files read, so the checkout stays out of sight.
    (site / "dependencies.pth").write_text(str(Path(typer.__file__).parents[1]), encoding="utf-8")
    folder.mkdir()
    for name in SHADOWS:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise RuntimeError('from the working folder')")
    for name in FILES:
        (folder / f"{name}.py").write_text("raise RuntimeError('from the working folder')")
    return Installed(environment_folder / "bin" / "pobratim", folder)


def test_tells_its_version(installed: Installed) -> None:
    assert installed.run("--version").split() == ["pobratim", program_version()]


def test_main_commands_work_from_any_folder(installed: Installed) -> None:
    report = build_report(
        installed.folder / "Отчёт за II квартал.docx", "Город Смоленск", *(event(n) for n in range(1, 31))
    )
    assert "2024-Q3" in installed.run("check", report.name)
    assert installed.run("extract", report.name).count("\n") == 30
    installed.run("build", report.name)
    assert "2024" in installed.run("query", "reports", "--format", "csv")
    assert installed.run("snapshots").strip()
    installed.run("verify")
    installed.run("export", "--out", "граф и всё.nq")
    installed.run("network", "--out", "сеть.html")
    assert (installed.folder / "граф и всё.nq").stat().st_size > 10_000
    with (
        installed.serving() as address,
        httpx.Client(base_url=address, timeout=30, trust_env=False) as client,
    ):
        page = client.get("/events")
        assert page.status_code == 200
        assert program_version() in page.text
        for built in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text):
            assert client.get(built).status_code == 200
        assert (
            client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers=JSON).json()["boolean"]
            is True
        )
        assert client.get("/questions/reports").status_code == 200
        assert program_version() in client.get("/.well-known/void").text
        assert client.get("/api/openapi.json").json()["info"]["version"] == program_version()
    assert not list(installed.folder.glob("__pycache__"))
