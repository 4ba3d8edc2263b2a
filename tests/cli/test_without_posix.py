"""A machine of an office has what it has: no POSIX-only module is needed to add, build, review and serve."""

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

import httpx
import pytest

from graph.judgements import Verdict, load_judgements
from tests.reports import build_report, event
from tests.web.server import address_of

ROOT = Path(__file__).parents[2]
WITHOUT = """
import fcntl, getpass, platform, subprocess, sys, types
held = fcntl  # what Windows has in its place: a lock of a byte of an open file, refused where another has it
msvcrt = types.ModuleType("msvcrt")
msvcrt.LK_NBLCK = 2
msvcrt.locking = lambda file, mode, count: held.flock(file, held.LOCK_EX | held.LOCK_NB)
sys.modules["msvcrt"] = msvcrt
for name in ("fcntl", "resource", "uvloop"):
    sys.modules[name] = None
platform.machine = lambda: "unknown to the kernel's filters"
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which every process of ours lacks these modules."""
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "sitecustomize.py").write_text(WITHOUT)
    path = os.pathsep.join((str(tmp_path / "without"), str(ROOT)))
    return {**os.environ, "PYTHONPATH": path, "POBRATIM_DATA": str(tmp_path / "Данные отдела")}


def _csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found is not None, page[:2000]
    return found[1]


def _add_and_decide_in_the_browser(address: str, told: str, folder: Path, data: Path) -> None:
    """The next report goes from a form to the served graph; a fact is put right, as a browser sends it."""
    another = folder / "Отчёт за IV квартал.docx"
    build_report(another, "Город Смоленск", event(1, title="Вечер соседей"), event(2, title="Турнир"))
    with httpx.Client(base_url=address, follow_redirects=True, timeout=120) as browser:
        link = re.search(r"/sign-in\?token=\S+", told)
        assert link is not None
        page = browser.get(link[0]).raise_for_status()
        files = {"files": (another.name, another.read_bytes())}
        page = browser.post("/reports/add", data={"csrf": _csrf(browser.get("/reports").text)}, files=files)
        assert page.status_code == 200, page.text[:2000]
        deadline = monotonic() + 300
        while (state := browser.get("/draft/state").json())["progress"] == "working":
            assert monotonic() < deadline, state
            sleep(0.2)
        assert state["progress"] == "ready", state
        page = browser.post("/draft/publish", data={"csrf": _csrf(browser.get("/draft").text)})
        assert page.status_code == 200, page.text[:2000]
        assert another.name in browser.get("/reports").text
        assert "Вечер соседей" in browser.get("/search", params={"q": "Вечер соседей"}).text
        report = re.search(r'/id/(report/[^"?]+)"', browser.get("/browse/report").text)
        assert report is not None
        about = f"{report[1]}/entry/1"
        form = browser.get("/correct", params={"about": about}).raise_for_status().text
        judged = form.split('<li class="judged')[1]
        sent = {
            name: unescape(value) for name, value in re.findall(r'name="([a-z]+)" value="([^"]*)"', judged)
        }
        browser.post(
            "/correct/fact", data={**sent, "csrf": _csrf(form), "verdict": "reject"}
        ).raise_for_status()
        assert [one.verdict for one in load_judgements(data / "judgements.jsonl")] == [Verdict.REJECT]


@pytest.mark.slow
def test_an_office_adds_builds_reviews_and_serves(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "Отчёты за год"
    folder.mkdir()
    build_report(folder / "Отчёт за III квартал.docx", "Город Смоленск", event(1))

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "cli.main", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    run("add", str(folder))
    assert "1 report" in run("build")
    assert (tmp_path / "Данные отдела" / "current").exists()
    run("review", "--export", str(tmp_path / "вопросы.xlsx"))
    command = [sys.executable, "-m", "cli.main", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            address = address_of(server)
            assert server.stderr is not None
            told = server.stderr.readline() + server.stderr.readline()
            assert "bounded in time and rows alone" in told
            assert "sign-in?token=" in told
            for page in ("/", "/agreements", "/sparql?query=ASK%7B%7D"):
                assert urlopen(f"{address}{page}", timeout=60).status == 200
            _add_and_decide_in_the_browser(address, told, folder, tmp_path / "Данные отдела")
        finally:
            server.terminate()
            server.communicate(timeout=30)
