"""Users by command."""

import io

import pytest

from tests.cli.conftest import Run


def test_users_are_added_listed_changed_and_removed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("long enough\n"))
    assert "publisher" in run("users", "add", "Анна", "--role", "publisher").err
    assert "Анна" in run("users", "list").out
    assert "reader" in run("users", "role", "Анна", "reader").err
    monkeypatch.setattr("sys.stdin", io.StringIO("other enough\n"))
    assert run("users", "password", "Анна").code == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    refused = run("users", "password", "Анна")
    assert refused.code == 2
    assert "at least 8" in refused.err
    assert run("users", "remove", "Анна").code == 0
    assert "no users" in run("users", "list").err
