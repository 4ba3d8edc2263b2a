"""Users: what is kept of passwords, and what is refused."""

import stat
from pathlib import Path

import pytest

from graph.office.users import Role, Users
from ontology.errors import ParameterError, StoreError

PASSWORD = "восемь и больше"


def test_a_password_is_kept_as_an_argon2id_hash_that_only_its_owner_reads(tmp_path: Path) -> None:
    users = Users(tmp_path)
    users.add("Анна", Role.EDITOR, PASSWORD, "root")
    file = tmp_path / "users.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "$argon2id$" in file.read_text()
    assert PASSWORD not in file.read_text()
    assert users.signed_in("Анна", PASSWORD) is not None
    assert users.signed_in("Анна", PASSWORD + " ") is None
    assert users.signed_in("Никто", PASSWORD) is None


def test_the_secret_is_made_once_and_is_private(tmp_path: Path) -> None:
    users = Users(tmp_path / "new")
    first = users.secret()
    assert len(first) == 32
    assert users.secret() == first
    assert stat.S_IMODE((tmp_path / "new" / "secret").stat().st_mode) == 0o600


def test_another_password_or_role_is_another_fingerprint(tmp_path: Path) -> None:
    users = Users(tmp_path)
    first = users.add("Анна", Role.EDITOR, PASSWORD, "root")
    other = users.change("Анна", "root", password=PASSWORD + "!")
    higher = users.change("Анна", "root", role=Role.PUBLISHER)
    assert len({first.fingerprint, other.fingerprint, higher.fingerprint}) == 3
    users.remove("Анна", "root")
    assert users.all() == {}


@pytest.mark.parametrize("name", ["", " Анна", "Анна\n", "а" * 81])
def test_unfit_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ParameterError):
        Users(tmp_path).add(name, Role.EDITOR, PASSWORD, "root")


def test_short_passwords_known_and_unknown_names_are_refused(tmp_path: Path) -> None:
    users = Users(tmp_path)
    with pytest.raises(ParameterError, match="at least 8"):
        users.add("Анна", Role.EDITOR, "seven77", "root")
    users.add("Анна", Role.EDITOR, PASSWORD, "root")
    with pytest.raises(ParameterError, match="already"):
        users.add("Анна", Role.EDITOR, PASSWORD, "root")
    with pytest.raises(ParameterError, match="no user"):
        users.remove("Пётр", "root")


def test_a_damaged_file_is_told_of_and_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text('{"users": [{"name": "Анна"}]}')
    with pytest.raises(StoreError, match="no list of users"):
        Users(tmp_path).all()
