"""Browsers of an office: a data folder with users, and clients that signed in."""

import re
from pathlib import Path

from fastapi.testclient import TestClient
from httpx2 import Response

from graph.office.users import Role, Users
from web.app import create_app
from web.settings import Limits, Settings

PASSWORD = "восемь и больше"
PEOPLE = {"Анна": Role.PUBLISHER, "Пётр": Role.EDITOR, "Вера": Role.READER}


def office_client(data: Path, *, token: str | None = None) -> TestClient:
    """A browser that nobody signed in with, and that follows no redirect."""
    app = create_app(Settings(data=data, token=token, limits=Limits(requests_per_minute=None)))
    return TestClient(app, headers={"accept": "text/html"}, follow_redirects=False)


def with_people(data: Path) -> Path:
    """The data folder with a user of each role."""
    for name, role in PEOPLE.items():
        Users(data).add(name, role, PASSWORD, "test")
    return data


def csrf_in(response: Response) -> str:
    """The token of the forms on a page."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', response.text)
    assert found is not None, response.text
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, **more: str) -> Response:
    """The answer to the form to sign in."""
    token = csrf_in(client.get("/sign-in"))
    return client.post("/sign-in", data={"csrf": token, "name": name, "password": password, **more})


def signed_in(data: Path, name: str) -> TestClient:
    """A browser that this user signed in with."""
    client = office_client(data)
    assert sign_in(client, name).status_code == 303
    return client


def post(client: TestClient, path: str, page: str = "/reports", **fields: str) -> Response:
    """What a form of that page, filled so, is answered."""
    return client.post(path, data={"csrf": csrf_in(client.get(page)), **fields})
