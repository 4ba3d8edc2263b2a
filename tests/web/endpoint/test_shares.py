"""Short links cost a client's own allowance, and hold only text."""

from pathlib import Path

import pytest

from tests.web.clients import small_client

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    "body",
    [b'{"query": "\\ud800"}', b'{"query": "a\\udfff"}', b"[" * 100_000, b'{"query": 5}', b"{}", b"\xff"],
)
def test_what_is_no_text_gets_no_link(tmp_path: Path, body: bytes) -> None:
    answer = small_client(tmp_path).post("/s", content=body, headers=JSON)
    assert answer.status_code == 400


def test_an_astral_character_is_text(tmp_path: Path) -> None:
    answer = small_client(tmp_path).post("/s", content=b'{"query": "ASK {} #\\ud83d\\ude00"}', headers=JSON)
    assert answer.status_code == 201


def test_one_client_has_only_so_many_made(tmp_path: Path) -> None:
    client = small_client(tmp_path)
    answers = [client.post("/s", json={"query": f"ASK {{}} #{number}"}).status_code for number in range(70)]
    assert answers[:60] == [201] * 60
    assert answers[65:] == [429] * 5


def test_all_links_have_a_bound_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.shares.BYTES_AT_MOST", 1_000)
    client = small_client(tmp_path)
    answers = [client.post("/s", json={"query": "#" * 400 + str(n)}).status_code for n in range(4)]
    assert answers == [201, 201, 503, 503]
