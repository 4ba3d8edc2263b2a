"""Short links to queries, kept in the data folder under a name made from their text: each is kept once."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import InputError, StoreError

KEY_LENGTH = 12
QUERY_BYTES = 64 * 1024
SHARES_AT_MOST = 20_000
BYTES_AT_MOST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Shares:
    """The folder of shared queries."""

    folder: Path

    @classmethod
    def of(cls, data: Path) -> "Shares":
        """The shares of a data folder."""
        return cls(data / "shares")

    def keep(self, query: str) -> str:
        """The key under which the query can be found from now on; raises InputError if it is too long."""
        try:
            body = query.encode()
        except UnicodeEncodeError as error:
            raise InputError("share-no-text") from error
        if len(body) > QUERY_BYTES:
            raise InputError("share-too-long", most=QUERY_BYTES)
        key = hashlib.sha256(body).hexdigest()[:KEY_LENGTH]
        path = self._path(key)
        if not path.exists():
            self._write(path, body)
        return key

    def find(self, key: str) -> str | None:
        """The query kept under the key."""
        if re.fullmatch(rf"[0-9a-f]{{{KEY_LENGTH}}}", key) is None or not self._path(key).is_file():
            return None
        return self._path(key).read_text(encoding="utf-8")

    def _write(self, path: Path, body: bytes) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            sizes = [file.stat().st_size for file in self.folder.iterdir()]
            if len(sizes) >= SHARES_AT_MOST or sum(sizes) + len(body) > BYTES_AT_MOST:
                raise StoreError("shares-full")
            new = path.with_suffix(".new")
            new.write_bytes(body)
            new.replace(path)
        except OSError as error:
            raise StoreError("share-unkept", reason=error) from error

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.rq"
