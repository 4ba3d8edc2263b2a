"""The provider of OpenID Connect by which people may sign in, as `oidc.yml` of the data folder names it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from graph.office.users import Role
from ontology.errors import InputError

FILE_NAME = "oidc.yml"
LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """What `oidc.yml` says: who the provider is, what we are to it, whose groups have which role.

    `name` and `groups` are claims of its token: what somebody is called here, and the groups they are in.
    """

    issuer: str
    client_id: str
    client_secret: str = ""
    title: str = ""
    scope: str = "openid profile email"
    name: str = "preferred_username"
    groups: str = "groups"
    readers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What sessions are bound to: they end when the file says otherwise."""
        return sha256(repr(self).encode()).hexdigest()[:16]

    def role(self, groups: frozenset[str]) -> Role | None:
        """The highest role that one of the groups has; None where none has any."""
        by_role = {
            Role.PUBLISHER: self.publishers, Role.EDITOR: self.editors, Role.READER: self.readers,
        }  # fmt: skip
        return next((role for role, named in by_role.items() if groups & set(named)), None)


def read_provider(data: Path) -> ProviderSettings | None:
    """What the data folder says of a provider, None where it names none; InputError tells what is wrong."""
    path = data / FILE_NAME
    try:
        stat = path.stat()
    except OSError:
        return None
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=16)
def _read(path: Path, changed: int, size: int) -> ProviderSettings:
    """What the file says as it was when it was last changed."""
    try:
        told: Any = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError("dataset-file-unread", file=FILE_NAME, reason=reason) from error
    known = {one.name for one in fields(ProviderSettings)}
    if not isinstance(told, dict) or not told.keys() <= known:
        wrong = ", ".join(map(str, told.keys() - known)) if isinstance(told, dict) else type(told).__name__
        listed = ", ".join(sorted(known))
        raise InputError("dataset-file-unknown", file=FILE_NAME, entry=wrong, known=listed)
    return ProviderSettings(**{name: _checked(name, value) for name, value in _with_needed(told).items()})


def _with_needed(told: Mapping[str, Any]) -> Mapping[str, Any]:
    for name in ("issuer", "client_id"):
        if not told.get(name):
            raise InputError("oidc-lacks", file=FILE_NAME, entry=name)
    return told


def _checked(name: str, value: Any) -> Any:
    if name in ("readers", "editors", "publishers"):
        listed = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in listed):
            raise InputError("dataset-file-no-text", file=FILE_NAME, entry=name)
        return tuple(listed)
    if not isinstance(value, str) or len(value) > 500:
        raise InputError("dataset-file-no-text", file=FILE_NAME, entry=name)
    if name == "issuer" and not is_safe(value):
        raise InputError("oidc-address", file=FILE_NAME, value=value)
    return value


def is_safe(address: str) -> bool:
    """Whether nobody between us and the address reads along."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or parts.hostname in LOOPBACK)
