"""Who may write: sessions, roles, tokens of forms, tries, the one-time link."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.build.run import ReportInput, build_snapshot
from graph.office.journal import Deed, read_notes
from graph.office.users import Users
from graph.snapshots.snapshot import DataFolder
from tests.web.office.clients import csrf_in, office_client, post, sign_in, signed_in, with_people
from tests.web.reports import summer
from web.accounts.sessions import SESSION_SECONDS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built graph and a user of each role."""
    folder = tmp_path_factory.mktemp("accounts")
    build_snapshot([ReportInput.of(summer())], DataFolder(folder))
    return with_people(folder)


def cookie_of(client: TestClient) -> str:
    return next(one.name for one in client.cookies.jar if one.name not in ("pobratim-form",))


def test_reading_needs_no_account_and_sets_no_cookie(data: Path) -> None:
    answer = office_client(data).get("/reports")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


def test_a_session_is_a_private_cookie_that_signing_out_takes_away(data: Path) -> None:
    client = office_client(data)
    answer = sign_in(client, "Анна", next="/journal")
    assert answer.headers["location"] == "/journal"
    told = next(one for one in answer.headers.get_list("set-cookie") if "pobratim-form" not in one).lower()
    assert "httponly" in told
    assert "samesite=lax" in told
    assert "Анна" in client.get("/journal").text
    post(client, "/sign-out")
    assert client.get("/journal").status_code == 303


def test_over_tls_the_cookie_is_secure(data: Path) -> None:
    client = office_client(data)
    client.base_url = client.base_url.copy_with(scheme="https")
    assert all("secure" in one.lower() for one in sign_in(client, "Анна").headers.get_list("set-cookie"))


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
def test_signing_in_leads_to_no_other_site(data: Path, target: str) -> None:
    assert sign_in(office_client(data), "Анна", next=target).headers["location"] == "/"


def test_what_signed_in_people_see_is_kept_nowhere_and_shown_to_nobody_else(data: Path) -> None:
    client = signed_in(data, "Анна")
    mine = client.get("/agreements")
    assert "Анна" in mine.text
    assert "no-store" in mine.headers["cache-control"]
    assert "Анна" not in office_client(data).get("/agreements").text
    client.get("/agreements")
    anonymous = TestClient(client.app, headers={"accept": "text/html"})
    assert "Анна" not in anonymous.get("/agreements").text
    assert "Анна" not in anonymous.get("/agreements").text


def test_a_changed_or_removed_user_is_signed_out(data: Path, tmp_path: Path) -> None:
    with_people(tmp_path)
    client = signed_in(tmp_path, "Пётр")
    assert client.get("/journal").status_code == 200
    Users(tmp_path).change("Пётр", "root", password="совсем другой")
    assert client.get("/journal").status_code == 303
    other = signed_in(tmp_path, "Анна")
    Users(tmp_path).remove("Анна", "root")
    assert other.get("/journal").status_code == 303


def test_a_forged_or_old_cookie_is_nobody(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(data, "Анна")
    name = cookie_of(client)
    value = client.cookies[name]
    forged = "a" if value[-9] != "a" else "b"  # not the last letter, of which two bits mean nothing
    client.cookies.clear()  # else the jar sends the true one beside it
    client.cookies.set(name, value[:-9] + forged + value[-8:])
    assert client.get("/journal").status_code == 303
    client.cookies.clear()
    client.cookies.set(name, value)
    assert client.get("/journal").status_code == 200
    import time

    later = time.time() + SESSION_SECONDS + 60
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    assert client.get("/journal").status_code == 303


def test_a_form_without_its_token_or_from_another_site_writes_nothing(data: Path) -> None:
    client = signed_in(data, "Анна")
    before = len(read_notes(data))
    token = csrf_in(client.get("/reports"))
    again = client.post("/draft/build", data={"csrf": "0" * 64, "sample": "1"})
    assert 'name="sample" value="1"' in again.text
    foreign = {"origin": "https://evil.example"}
    assert client.post("/draft/build", data={"csrf": token}, headers=foreign).status_code == 403
    cross = {"sec-fetch-site": "cross-site"}
    assert client.post("/draft/build", data={"csrf": token}, headers=cross).status_code == 403
    assert len(read_notes(data)) == before
    assert not (data / "draft").exists()


def test_roles_bound_what_one_may_write(data: Path) -> None:
    reader, editor = signed_in(data, "Вера"), signed_in(data, "Пётр")
    assert post(reader, "/draft/build", page="/snapshots").status_code == 403
    assert reader.get("/journal").status_code == 403
    assert post(editor, "/snapshots/serve", page="/snapshots", snapshot="small").status_code == 403
    assert not (data / "draft").exists()


def test_what_was_typed_outlives_the_session(data: Path) -> None:
    client = signed_in(data, "Пётр")
    token = csrf_in(client.get("/reports"))
    client.cookies.clear()
    kept = client.post("/reports/remove", data={"csrf": token, "name": ["один.docx", "«два».docx"]})
    assert kept.status_code == 403
    assert 'name="kept.name" value="«два».docx"' in kept.text
    fields = {
        "csrf": csrf_in(kept), "name": "Пётр", "password": "восемь и больше", "again": "/reports/remove",
        "kept.name": ["один.docx", "«два».docx"],
    }  # fmt: skip
    again = client.post("/sign-in", data=fields)
    assert again.status_code == 200
    assert 'action="/reports/remove"' in again.text
    assert again.text.count('name="name"') == 2
    sent = client.post("/reports/remove", data={"csrf": csrf_in(again), "name": []})
    assert sent.status_code == 400


def test_guessing_is_slowed_down_and_written_down(data: Path) -> None:
    client = office_client(data)
    answers = [sign_in(client, "Анна", "неверный пароль").status_code for _ in range(6)]
    assert answers == [403] * 5 + [429]
    assert sign_in(client, "Анна").status_code == 429
    assert any(note.deed is Deed.REFUSED and note.by == "Анна" for note in read_notes(data))


def test_the_link_of_the_server_works_once(tmp_path: Path) -> None:
    client = office_client(tmp_path, token="the-token")
    assert client.get("/sign-in?token=another").status_code == 403
    opened = client.get("/sign-in?token=the-token")
    assert opened.status_code == 303
    assert client.get("/journal").status_code == 200
    stranger = TestClient(client.app, headers={"accept": "text/html"}, follow_redirects=False)
    assert stranger.get("/sign-in?token=the-token").status_code == 403
    assert stranger.get("/journal").status_code == 303


def test_without_users_nobody_can_sign_in(tmp_path: Path) -> None:
    page = office_client(tmp_path).get("/sign-in")
    assert "pobratim users add" in page.text
    assert 'type="password"' not in page.text
