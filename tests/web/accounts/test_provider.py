"""Signing in by a provider of OpenID Connect: who gets in, in which role, whose word is believed."""

from collections.abc import Iterator
from pathlib import Path
from time import time
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from joserfc.jwk import RSAKey

from graph.office.journal import Deed, read_notes
from graph.office.users import Role, Users
from ontology.errors import InputError
from tests.web.accounts.provider import CLIENT, SECRET, SmallProvider, small_provider
from tests.web.office.clients import csrf_in, office_client
from web.accounts.provider import read_provider

pytestmark = pytest.mark.slow

GROUPS = "publishers: [начальники]\neditors: [отдел]\n"


@pytest.fixture(scope="module")
def running() -> Iterator[SmallProvider]:
    """One provider for all tests."""
    with small_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: SmallProvider) -> SmallProvider:
    """The provider, which knows an editor and gets nothing wrong."""
    running.claims = {"preferred_username": "anna@office", "groups": ["отдел", "все"]}
    running.wrong, running.signs_with = {}, None
    return running


@pytest.fixture
def data(tmp_path: Path, provider: SmallProvider) -> Path:
    """A data folder that names the provider."""
    told = f"issuer: {provider.issuer}\nclient_id: {CLIENT}\nclient_secret: {SECRET}\ntitle: Вход отдела\n"
    (tmp_path / "oidc.yml").write_text(told + GROUPS, encoding="utf-8")
    return tmp_path


def sent(client: TestClient, next: str = "/journal") -> str:
    """Where the provider sends a browser back that went to it."""
    gone = client.get(f"/sign-in/provider?next={next}")
    assert gone.status_code == 303, gone.text
    answer = httpx.get(gone.headers["location"], trust_env=False)
    assert answer.status_code == 302
    return answer.headers["location"]


def back(client: TestClient) -> Response:
    """What a browser is answered that went to the provider and came back."""
    return client.get(sent(client).removeprefix(str(client.base_url)))


def test_a_group_gives_a_role_and_the_page_asked_for_is_shown(data: Path) -> None:
    client = office_client(data)
    assert "Войти через Вход отдела" in client.get("/sign-in").text
    answer = back(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/journal")
    page = client.get("/journal").text
    assert "anna@office" in page
    assert "редактор" in page
    assert [note.by for note in read_notes(data) if note.deed is Deed.SIGNED_IN] == ["anna@office"]


def test_a_user_that_was_added_has_the_role_given_here(data: Path, provider: SmallProvider) -> None:
    Users(data).add("anna@office", Role.PUBLISHER, None, "root")
    client = office_client(data)
    provider.claims["groups"] = []
    assert back(client).status_code == 303
    assert "издатель" in client.get("/journal").text
    assert Users(data).signed_in("anna@office", "") is None


def test_who_has_no_role_is_told_so_and_not_signed_in(data: Path, provider: SmallProvider) -> None:
    provider.claims["groups"] = "все"
    client = office_client(data)
    answer = back(client)
    assert answer.status_code == 403
    assert "роли здесь у вас нет" in answer.text
    assert client.get("/journal").status_code == 303
    assert [note.deed for note in read_notes(data)] == [Deed.REFUSED]


def test_nobody_gets_the_name_of_who_has_a_password(data: Path) -> None:
    Users(data).add("anna@office", Role.EDITOR, "long enough", "root")
    assert "уже занято" in back(office_client(data)).text


OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one"}, private=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"}, {"aud": "another"}, {"iss": "https://evil.example"}, {"exp": int(time()) - 600},
        {"azp": "another"}, {"preferred_username": ""}, {"preferred_username": None}, {"nonce": None},
    ],
)  # fmt: skip
def test_a_token_that_is_not_for_us_is_not_believed(
    data: Path, provider: SmallProvider, wrong: dict[str, Any]
) -> None:
    provider.wrong = wrong
    client = office_client(data)
    answer = back(client)
    assert answer.status_code == 502
    assert 'role="alert"' in answer.text
    assert client.get("/journal").status_code == 303


def test_a_token_signed_by_another_is_not_believed(data: Path, provider: SmallProvider) -> None:
    provider.signs_with = OTHER_KEY
    assert "нельзя верить" in back(office_client(data)).text


def test_a_provider_that_changed_its_key_is_believed(data: Path, provider: SmallProvider) -> None:
    client = office_client(data)
    assert back(client).status_code == 303
    provider.key = OTHER_KEY
    assert back(client).status_code == 303


@pytest.mark.parametrize("query", ["state=another&code=x", "code=x", "error=access_denied", ""])
def test_who_comes_back_with_something_else_is_not_signed_in(data: Path, query: str) -> None:
    client = office_client(data)
    sent(client)
    assert client.get(f"/sign-in/provider/back?{query}").status_code == 403
    assert client.get("/journal").status_code == 303


def test_a_code_of_another_browser_signs_nobody_in(data: Path) -> None:
    address = sent(office_client(data))
    victim = office_client(data)
    sent(victim)
    assert victim.get(address.removeprefix(str(victim.base_url))).status_code == 403


def test_what_was_typed_waits_beside_the_way_to_the_provider(data: Path) -> None:
    client = office_client(data)
    kept = client.post("/reports/remove", data={"csrf": "0" * 64, "name": ["«два».docx"]})
    assert kept.status_code == 403
    assert 'target="_blank"' in kept.text
    back(client)
    again = client.post("/reports/remove", data={"name": ["«два».docx"]})
    assert 'value="«два».docx"' in again.text
    assert csrf_in(again)


def test_a_silent_provider_is_told_of(data: Path) -> None:
    (data / "oidc.yml").write_text(f"issuer: http://127.0.0.1:9\nclient_id: {CLIENT}\n")
    answer = office_client(data).get("/sign-in/provider")
    assert answer.status_code == 502
    assert "не отвечает" in answer.text


def test_a_session_ends_when_the_file_says_otherwise(data: Path) -> None:
    client = office_client(data)
    back(client)
    assert client.get("/journal").status_code == 200
    told = (data / "oidc.yml").read_text(encoding="utf-8")
    (data / "oidc.yml").write_text(told.replace("отдел]", "другие, отдел]"), encoding="utf-8")
    assert client.get("/journal").status_code == 303


def test_without_a_provider_the_way_to_it_says_so(tmp_path: Path) -> None:
    answer = office_client(tmp_path).get("/sign-in/provider")
    assert answer.status_code == 502
    assert "не назван" in answer.text


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("issuer: https://x\n", "oidc-lacks"),
        ("issuer: http://login.example\nclient_id: x\n", "oidc-address"),
        ("issuer: https://x\nclient_id: x\nrole: all\n", "dataset-file-unknown"),
        ("issuer: https://x\nclient_id: [1]\n", "dataset-file-no-text"),
        ("issuer: https://x\nclient_id: x\neditors: {a: 1}\n", "dataset-file-no-text"),
        ("- a\n", "dataset-file-unknown"),
        ("issuer: [a\n", "dataset-file-unread"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_is_wrong(tmp_path: Path, told: str, key: str) -> None:
    (tmp_path / "oidc.yml").write_text(told, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_provider(tmp_path)
    assert caught.value.key == key
    assert office_client(tmp_path).get("/sign-in").status_code == 200
    assert "oidc.yml" in office_client(tmp_path).get("/sign-in/provider").text
