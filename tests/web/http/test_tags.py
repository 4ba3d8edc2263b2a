"""A client that has an answer is not sent it again, and no two forms of it have one tag."""

import pytest
from fastapi.testclient import TestClient

from web.http.tags import is_held

ADDRESSES = ("/events", "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%20100")
PLAIN, COMPRESSED = {"accept-encoding": "identity"}, {"accept-encoding": "gzip"}


@pytest.mark.parametrize(
    ("held", "known"),
    [
        ('"a"', True),
        ('W/"a"', True),
        ('"b", W/"a"', True),
        ("*", True),
        ('"b"', False),
        ("", False),
        ("a", False),
    ],
)
def test_held(held: str, known: bool) -> None:
    assert is_held(held, '"a"') is known


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_form_has_its_own_tag(client: TestClient, address: str) -> None:
    accept = {"accept": "text/html" if address == "/events" else "text/csv"}
    for _ in range(2):  # made, then kept
        plain = client.get(address, headers={**PLAIN, **accept})
        compressed = client.get(address, headers={**COMPRESSED, **accept})
        assert compressed.headers["content-encoding"] == "gzip"
        tags = plain.headers["etag"], compressed.headers["etag"]
        assert tags[0] != tags[1]
        for tag, form in zip(tags, (PLAIN, COMPRESSED), strict=True):
            for held in (tag, f"W/{tag}", f'"x", {tag}', "*"):
                again = client.get(address, headers={**form, **accept, "if-none-match": held})
                assert (again.status_code, again.content) == (304, b"")
            assert (
                client.get(address, headers={**form, **accept, "if-none-match": tag}).headers["etag"] == tag
            )
