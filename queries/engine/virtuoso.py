"""Virtuoso's own loader, where its SQL port and a folder that it reads can be reached: `ld_dir`, by `isql`.

It reads with all its threads, and writes no log of what it reads: that lasts once a checkpoint was made. Its
groups of graphs let one name stand for the graph that was loaded last.
"""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from ontology.errors import StoreError

CLIENTS = ("isql-vt", "isql-v", "isql")
"""What Virtuoso's SQL client is called: in Debian, where another program has its name, by its makers."""
SECONDS = 6 * 3600
_SETTINGS = "SET ERRORS=STDOUT; SET MACRO_SUBSTITUTION=OFF; SET VERBOSE=OFF; SET BANNER=OFF; SET PROMPT=OFF;"
_FAILURE = "*** Error"
_MEMBER = "member: "


@dataclass(frozen=True, slots=True)
class VirtuosoLoader:
    """A Virtuoso at `host:port` of SQL; both sides reach `folder`, which it may read (DirsAllowed)."""

    sql: str
    folder: Path
    user: str
    password: str

    def load(self, graph: str, ntriples: Iterable[bytes]) -> None:
        """Adds the triples to the graph; raises StoreError where Virtuoso says that it did not."""
        with self._file() as written:
            for piece in ntriples:
                written.write(piece)
            written.flush()
            path = Path(written.name)
            path.chmod(0o644)  # the server reads it, as another user
            listed = f"ll_file = {_quoted(str(path))}"
            self._do(
                f"ld_dir({_quoted(str(path.parent))}, {_quoted(path.name)}, {_quoted(graph)});",
                "rdf_loader_run();",
                f"SELECT CONCAT('{_FAILURE} ', COALESCE(ll_error, 'not loaded')) FROM DB.DBA.load_list"  # noqa: S608 (isql binds nothing; what comes from outside is quoted)
                f" WHERE {listed} AND (ll_error IS NOT NULL OR ll_state <> 2);",
                f"SELECT CASE COUNT(*) WHEN 0 THEN '{_FAILURE} the file is not found' ELSE '' END"  # noqa: S608
                f" FROM DB.DBA.load_list WHERE {listed};",
                f"DELETE FROM DB.DBA.load_list WHERE {listed};",  # noqa: S608
            )

    def stand_for(self, graph: str, member: str) -> list[str]:
        """Makes the name that of a group whose one member holds the triples; the members that it had before.

        Queries that name the group read its members; both names change places between two of them.
        """
        group = _quoted(graph)
        others = [one for one in self.members(graph) if one != member]
        self._do(
            f"DB.DBA.RDF_GRAPH_GROUP_CREATE({group}, 1);",
            f"DB.DBA.RDF_GRAPH_GROUP_INS({group}, {_quoted(member)});",
            *(f"DB.DBA.RDF_GRAPH_GROUP_DEL({group}, {_quoted(one)});" for one in others),
        )
        return others

    def members(self, graph: str) -> list[str]:
        """The graphs that the name stands for; none where it is that of a graph."""
        told = self._do(
            f"SELECT CONCAT('{_MEMBER}', id_to_iri(RGGM_MEMBER_IID)) FROM DB.DBA.RDF_GRAPH_GROUP_MEMBER"  # noqa: S608
            f" WHERE RGGM_GROUP_IID = iri_to_id({_quoted(graph)});"
        )
        found = (line.strip() for line in told.splitlines())
        return [line.removeprefix(_MEMBER) for line in found if line.startswith(_MEMBER)]

    def settle(self) -> None:
        """Makes what was loaded last."""
        self._do("checkpoint;")

    @contextmanager
    def _file(self) -> Iterator[IO[bytes]]:
        try:
            with NamedTemporaryFile(prefix="pobratim-", suffix=".nt", dir=self.folder) as file:
                yield file
        except OSError as error:
            raise StoreError("publish-folder", folder=self.folder, reason=error) from error

    def _do(self, *statements: str) -> str:
        """What the client says of the statements; raises StoreError where one failed."""
        client = next(filter(None, map(shutil.which, CLIENTS)), None)
        if client is None:
            raise StoreError("publish-no-isql", known=", ".join(CLIENTS))
        told = "\n".join((_SETTINGS, *statements, ""))
        try:
            done = subprocess.run(
                [client, self.sql, self.user, self.password],
                input=told, capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise StoreError("publish-silent", address=self.sql, reason=error) from error
        said = done.stdout + done.stderr
        if done.returncode != 0 or _FAILURE in said:
            raise StoreError("publish-loader", address=self.sql, said=_first_failure(said))
        return said


def _first_failure(said: str) -> str:
    lines = said.splitlines()
    at = next((at for at, line in enumerate(lines) if _FAILURE in line), 0)
    return " ".join(" ".join(lines[at : at + 3]).split())[:300]


def _quoted(text: str) -> str:
    """The text as a string of SQL."""
    return "'" + text.replace("'", "''") + "'"
