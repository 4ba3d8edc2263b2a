"""From files to a published graph: sent, checked, looked at, published or discarded, as a browser does it."""

import json
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from errno import EACCES, ENOSPC
from html import unescape
from io import BytesIO
from os import strerror
from pathlib import Path
from sqlite3 import OperationalError
from time import monotonic, sleep
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from cli.drafting import DraftingWorker
from cli.drafting import main as prepare
from graph.iris import DEFAULT_BASE
from graph.office.drafts import DraftDesk, FileState, Progress
from graph.office.journal import Deed, read_notes
from graph.office.shelf import Incoming, Shelf
from graph.snapshots.snapshot import DataFolder
from ontology.disk import is_full
from ontology.errors import StoreError
from tests.reports import build_report, event
from tests.web.office.clients import csrf_in, office_client, post, sign_in, signed_in, with_people
from web.app import create_app
from web.settings import Limits, Settings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports that the tests send."""
    folder = tmp_path_factory.mktemp("reports")
    first = event(1, content="Подписано соглашение между МБОУ «Гимназия № 9» и ГУО «Гимназия № 2 г. Орши»")
    return {
        "first": build_report(folder / "Отчёт III кв.docx", "Город Смоленск", first),
        "second": build_report(
            folder / "second.docx", "Город Смоленск", event(1, title="Турнир по шахматам")
        ),
    }


def send(client: TestClient, *files: Path) -> Response:
    """What is answered to files that are sent."""
    sent = [("files", (one.name, one.read_bytes())) for one in files]
    return client.post("/reports/add", data={"csrf": csrf_in(client.get("/reports"))}, files=sent)


def wait(data: Path, holds: Callable[[Progress], bool] = lambda one: one is not Progress.WORKING) -> Progress:
    """How the draft came out."""
    since = monotonic()
    while not holds(DraftDesk(data).state().progress) and monotonic() - since < 60:
        sleep(0.1)
    return DraftDesk(data).state().progress


def test_a_report_goes_from_file_to_published_graph(tmp_path: Path, reports: dict[str, Path]) -> None:
    data = with_people(tmp_path / "данные офиса")
    client = signed_in(data, "Анна")
    assert client.get("/").status_code == 503
    assert "Перетащите" in client.get("/").text
    letter = tmp_path / "письмо.docx"
    letter.write_bytes(b"no Word at all")
    assert send(client, reports["first"], letter).headers["location"] == "/draft"
    assert wait(data) is Progress.READY
    told = client.get("/draft").text
    assert "События: <b>1</b>" in told
    assert "Новый отчёт" in told
    assert "письмо.docx" in told
    assert "Не читается" in told
    assert Shelf(data).reports() == []
    assert DataFolder(data).current_id() is None
    assert post(client, "/draft/publish", page="/draft").status_code == 303
    assert [one.name for one in Shelf(data).reports()] == ["Отчёт III кв.docx"]
    assert Shelf(data).files()[0].read_bytes() == reports["first"].read_bytes()
    kept = client.get("/reports/file", params={"name": "Отчёт III кв.docx"})
    assert kept.content == reports["first"].read_bytes()
    assert office_client(data).get("/reports/file?name=x").status_code == 303
    assert client.get("/reports/file?name=../users.json").status_code == 404
    assert client.get("/").status_code == 200
    assert not (data / "draft").exists()
    # A second one is compared with the first; who only edits may prepare and not publish.
    editor = signed_in(data, "Пётр")
    send(editor, reports["second"], reports["first"])
    assert "Пётр" in client.get("/reports").text
    assert wait(data) is Progress.READY
    shown = editor.get("/draft").text
    assert "Уже на полке" in shown
    assert "Турнир по шахматам" in shown
    assert post(editor, "/draft/publish", page="/draft").status_code == 403
    taken = send(client, reports["first"])
    assert taken.status_code == 503 or taken.status_code == 409
    assert "Пётр" in taken.text
    assert post(client, "/draft/publish", page="/draft").status_code == 303
    assert len(Shelf(data).reports()) == 2
    deeds = [note.deed for note in read_notes(data)]
    assert deeds.count(Deed.PUBLISHED) == 2
    # Back and forth between snapshots.
    newer, older = DataFolder(data).snapshots()
    assert "Турнир" in client.get(f"/snapshots/changes?old={older.id}&new={newer.id}").text
    assert post(client, "/snapshots/serve", page="/snapshots", snapshot=older.id).status_code == 303
    assert DataFolder(data).current_id() == older.id
    assert post(client, "/snapshots/serve", page="/snapshots", snapshot=newer.id).status_code == 303
    assert DataFolder(data).current_id() == newer.id
    # Taking one off is a draft as well, and discarding it leaves everything as it was.
    assert post(client, "/reports/remove", name="second.docx").status_code == 303
    assert wait(data) is Progress.READY
    assert post(client, "/draft/discard", page="/draft").status_code == 303
    assert len(Shelf(data).reports()) == 2
    assert DataFolder(data).current_id() == newer.id


def test_a_killed_preparation_loses_nothing_and_goes_on(tmp_path: Path, reports: dict[str, Path]) -> None:
    data = with_people(tmp_path / "data")
    client = signed_in(data, "Анна")
    send(client, reports["first"])
    wait(data, lambda one: DraftDesk(data).state().pid != 0)
    os.kill(DraftDesk(data).state().pid, signal.SIGKILL)
    assert wait(data) is Progress.INTERRUPTED
    other_server = signed_in(data, "Анна")
    assert "прервалась" in other_server.get("/draft").text
    assert post(other_server, "/draft/again", page="/draft").status_code == 303
    assert wait(data) is Progress.READY
    assert post(other_server, "/draft/publish", page="/draft").status_code == 303
    assert len(Shelf(data).reports()) == 1


def test_what_holds_no_new_report_fails_with_words(tmp_path: Path) -> None:
    data = with_people(tmp_path / "data")
    client = signed_in(data, "Анна")
    broken = tmp_path / "архив.zip"
    broken.write_bytes(b"PK\x03\x04")
    send(client, broken)
    assert wait(data) is Progress.FAILED
    told = client.get("/draft").text
    assert "ни одного нового отчёта" in told
    assert "Распакуйте" in told
    assert json.loads(client.get("/draft/state").text)["progress"] == "failed"
    assert post(client, "/draft/discard", page="/draft").status_code == 303
    assert client.get("/draft/state").json()["progress"] == "none"


def test_a_draft_of_a_graph_that_is_no_longer_served_is_not_published(
    tmp_path: Path, reports: dict[str, Path]
) -> None:
    from graph.build.run import ReportInput, build_snapshot
    from tests.web.reports import summer

    data = with_people(tmp_path / "data")
    client = signed_in(data, "Анна")
    send(client, reports["first"])
    assert wait(data) is Progress.READY
    build_snapshot([ReportInput.of(summer())], DataFolder(data))
    stale = client.get("/draft").text
    assert "заново" in stale
    assert "Опубликовать<" not in stale
    token = csrf_in(client.get("/draft"))
    assert "другой граф" in client.post("/draft/publish", data={"csrf": token}).text
    assert Shelf(data).reports() == []


@pytest.mark.parametrize(
    "at", ["starlette.formparsers.MultiPartParser.parse", "web.office.reports.copyfileobj"]
)
def test_a_full_disk_while_sending_is_told_of_and_leaves_no_draft(
    tmp_path: Path, reports: dict[str, Path], monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    data = with_people(tmp_path / "data")
    client = signed_in(data, "Анна")
    token = csrf_in(client.get("/reports"))

    def full(*_: object, **__: object) -> None:
        raise OSError(ENOSPC, strerror(ENOSPC))

    monkeypatch.setattr(at, full)
    sent = [("files", ("first.docx", reports["first"].read_bytes()))]
    answer = client.post("/reports/add", data={"csrf": token}, files=sent)
    assert answer.status_code == 503
    assert "Освободите место" in answer.text
    monkeypatch.undo()
    assert not (data / "draft").exists()
    assert Shelf(data).reports() == []


def test_engines_tell_of_a_full_disk_in_their_own_words() -> None:
    assert is_full(OperationalError("database or disk is full"))
    assert is_full(OSError("IO error: No space left on device"))
    assert not is_full(OSError(EACCES, strerror(EACCES)))


def test_a_full_disk_while_building_is_told_of_and_leaves_everything(
    tmp_path: Path, reports: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    desk = DraftDesk(data)
    draft = desk.begin("Анна")
    (desk.files / "first.docx").write_bytes(reports["first"].read_bytes())
    desk.keep(draft)

    def full(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("cli.drafting._limit", lambda: None)
    monkeypatch.setattr("cli.drafting.prepare_snapshot", full)
    assert prepare(str(data)) == 1
    state = desk.state()
    assert state.progress is Progress.FAILED
    assert "Освободите место" in state.problem["ru"]
    assert "Free space" in state.problem["en"]
    assert DataFolder(data).current_id() is None
    assert desk.draft() is not None
    monkeypatch.undo()
    monkeypatch.setattr("cli.drafting._limit", lambda: None)
    assert prepare(str(data)) == 0, "what was sent is still there, and is prepared once there is room"


def test_too_large_a_body_is_taken_from_nobody_who_may_not_add(tmp_path: Path) -> None:
    client = office_client(with_people(tmp_path))
    answer = client.post("/reports/add", content=b"x" * (300 * 1024))
    assert answer.status_code == 403
    assert "выберите файлы снова" in answer.text


def test_too_much_at_once_is_told_of_with_what_to_do(tmp_path: Path) -> None:
    data = with_people(tmp_path)
    limits = Limits(requests_per_minute=None, upload_bytes=1_000)
    app = create_app(Settings(data=data, limits=limits))
    client = TestClient(app, headers={"accept": "text/html"}, follow_redirects=False)
    sign_in(client, "Анна")
    large = tmp_path / "large.docx"
    large.write_bytes(b"x" * 2_000)
    answer = send(client, large)
    assert answer.status_code == 413
    assert "по частям" in answer.text
    assert not (data / "draft").exists()


def test_each_file_sent_is_told_what_it_is_taken_for(tmp_path: Path, reports: dict[str, Path]) -> None:
    """A newer version, a likely one, the same again, a file that unpacks endlessly, and what is no report."""
    data, desk = tmp_path / "data", DraftDesk(tmp_path / "data")
    for name in ("first", "second"):
        Shelf(data).add(Incoming(reports[name], "2024-Q3", "municipal", 1), "Анна")
    draft = desk.begin("Пётр")
    sent = {
        "second.docx": reports["first"].read_bytes()[:-1] + b"\0",
        "Отчёт III кв.docx": build_report(
            tmp_path / "newer.docx", "Город Смоленск", event(1, title="Ярмарка мёда")
        ).read_bytes(),
        "ещё раз.docx": reports["second"].read_bytes(),
        "другое имя.docx": (tmp_path / "newer.docx").read_bytes() + b"\0",
        "письмо.docx": b"no Word at all",
        "бомба.docx": bomb(),
    }
    for name, body in sent.items():
        (desk.files / name).write_bytes(body)
    worker = DraftingWorker(desk, desk.keep(draft), DEFAULT_BASE)
    worker.read(tmp_path)
    states = {one.name: one for one in desk.state().files}
    assert states["Отчёт III кв.docx"].state is FileState.NEWER
    assert states["ещё раз.docx"].state is FileState.SAME
    assert states["ещё раз.docx"].other == "second.docx"
    assert "Отчёт III кв.docx" in states["другое имя.docx"].likely
    for name in ("письмо.docx", "бомба.docx"):
        assert states[name].state is FileState.BAD
        assert states[name].problem["ru"]


def bomb() -> bytes:
    """A Word file whose text unpacks to far more than any report has."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as text:
        for _ in range(300):
            text.write(b" " * 2**20)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StoreError("folder-busy", folder="data"), "пишет другая сборка"),
        (MemoryError(), "Не хватило памяти"),
        (RuntimeError("x"), "Неожиданная ошибка (RuntimeError)"),
    ],
)
def test_a_build_that_fails_is_told_of_and_can_be_tried_again(
    tmp_path: Path, reports: dict[str, Path], monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    data = with_people(tmp_path / "data")
    desk = DraftDesk(data)
    draft = desk.begin("Анна")
    (desk.files / "first.docx").write_bytes(reports["first"].read_bytes())
    desk.keep(draft)

    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("cli.drafting._limit", lambda: None)
    monkeypatch.setattr("cli.drafting.build_snapshot", failing)
    with suppress(RuntimeError):
        assert prepare(str(data)) == 1
    page = signed_in(data, "Анна").get("/draft").text
    assert told in unescape(page)
    assert "Прежний граф остался" in page
    assert "Подготовить заново" in page
    assert (desk.files / "first.docx").exists()
