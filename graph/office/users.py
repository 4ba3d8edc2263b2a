"""Who may write: users with roles, their passwords as argon2id hashes, and what signs their sessions.

DATA/users.json    names, roles, hashes; its owner reads it and nobody else
DATA/secret        made when it is first asked for
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING

from graph.office.files import make_folder, read_json, replace_file
from graph.office.journal import Deed, now, write_note
from ontology.errors import ParameterError, StoreError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FILE_NAME = "users.json"
SECRET = "secret"  # noqa: S105 (the name of a file)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 1_000
LONGEST_NAME = 80


class Role(StrEnum):
    """What somebody may do; each may what the one before may."""

    READER = "reader"
    EDITOR = "editor"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, as a session tells; `csrf` is what the forms of that session carry."""

    name: str
    role: Role
    csrf: str

    @property
    def may_edit(self) -> bool:
        """Whether they may decide facts and prepare drafts."""
        return self.role is not Role.READER

    @property
    def may_publish(self) -> bool:
        """Whether they may publish, roll back and discard what others prepared."""
        return self.role is Role.PUBLISHER


@dataclass(frozen=True, slots=True)
class User:
    """An account; without a password of somebody who signs in elsewhere, by a provider."""

    name: str
    role: Role
    password: str
    by: str
    at: str

    @property
    def fingerprint(self) -> str:
        """What sessions of this user are bound to: they end when the password or the role is another."""
        return sha256(f"{self.name}\n{self.role}\n{self.password}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Users:
    """The users of a data folder."""

    data: Path

    def all(self) -> dict[str, User]:
        """Every user by name, in the order of names."""
        path = self.data / FILE_NAME
        try:
            stat = path.stat()
        except OSError:
            return {}
        return dict(_users(path, stat.st_mtime_ns, stat.st_size))

    def add(self, name: str, role: Role, password: str | None, by: str) -> User:
        """The new user, with None for the password one who signs in by a provider.

        Raises ParameterError for a name in use or unfit, and for too short a password.
        """
        users = self.all()
        if name in users:
            raise ParameterError("user-known", name=name)
        if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise ParameterError("user-name", name=name)
        user = User(name, role, "" if password is None else _hashed(password), by, now())
        self._write({**users, name: user})
        write_note(self.data, by, Deed.USER_ADDED, f"{name} ({role})")
        return user

    def change(self, name: str, by: str, *, role: Role | None = None, password: str | None = None) -> User:
        """The user with another role or password, whose sessions end."""
        users = self.all()
        user = self._known(name, users)
        user = replace(user, role=role or user.role)
        if password is not None:
            user = replace(user, password=_hashed(password))
        self._write({**users, name: user})
        write_note(self.data, by, Deed.USER_CHANGED, f"{name} ({user.role})")
        return user

    def remove(self, name: str, by: str) -> None:
        """The user is no more, and their sessions end."""
        users = self.all()
        self._known(name, users)
        self._write({other: user for other, user in users.items() if other != name})
        write_note(self.data, by, Deed.USER_REMOVED, name)

    def signed_in(self, name: str, password: str) -> User | None:
        """The user of that name and password; an unknown name takes as long as a wrong password."""
        from argon2.exceptions import Argon2Error, InvalidHashError

        user = self.all().get(name)
        known = user.password if user is not None and user.password else _nobody()
        try:
            _hasher().verify(known, password[:LONGEST_PASSWORD])
        except (Argon2Error, InvalidHashError):
            return None
        return user

    def secret(self) -> bytes:
        """What sessions are signed with; made where there is none."""
        path = self.data / SECRET
        try:
            make_folder(self.data)
            if not path.exists():
                replace_file(path, token_bytes(32))
            return path.read_bytes()
        except OSError as error:
            raise StoreError("folder-unwritable", folder=self.data, reason=error) from error

    def _known(self, name: str, users: Mapping[str, User]) -> User:
        if name not in users:
            raise ParameterError("user-unknown", name=name, known=", ".join(users) or "–")
        return users[name]

    def _write(self, users: Mapping[str, User]) -> None:
        listed = [asdict(users[name]) for name in sorted(users)]
        data = json.dumps({"users": listed}, ensure_ascii=False, indent=1) + "\n"
        replace_file(self.data / FILE_NAME, data.encode())


@lru_cache(maxsize=16)
def _users(path: Path, changed: int, size: int) -> Mapping[str, User]:
    """The users in a file as it was when it was last changed."""
    record = read_json(path)
    if record is None:
        raise StoreError("users-unreadable", folder=path)
    try:
        found = [User(**{**one, "role": Role(one["role"])}) for one in record["users"]]
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError("users-unreadable", folder=path) from error
    return {one.name: one for one in found}


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ParameterError("password-short", least=SHORTEST_PASSWORD, most=LONGEST_PASSWORD)
    return _hasher().hash(password)


@lru_cache(maxsize=1)
def _hasher() -> "PasswordHasher":
    # Imported here because a command that knows no passwords need not load a library for them.
    from argon2 import PasswordHasher

    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobody() -> str:
    """The hash that the passwords of unknown names are compared with."""
    return _hasher().hash(os.urandom(16).hex())
