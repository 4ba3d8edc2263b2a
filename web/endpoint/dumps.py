"""The whole snapshot as a compressed file: made once when first asked for, then sent from disk."""

import gzip
import os
import threading
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException

from graph.snapshots.export import export
from graph.snapshots.snapshot import DataFolder, Snapshot

router = APIRouter(tags=["linked data"])

EXTENSIONS = ("nq", "trig", "ttl")
FOLDER = "dumps"
LEVEL = 6
RETRY_SECONDS = "10"
_making = threading.Lock()


@router.get("/dump.{extension}.gz", response_model=None)
def dump(request: Request, extension: str) -> Response:
    """The served snapshot with its default graph; `ttl` has that graph alone.

    503 with Retry-After while somebody else waits for one to be made.
    """
    settings = request.app.state.settings
    if extension not in EXTENSIONS or settings.endpoint is not None:
        raise HTTPException(404)
    folder = DataFolder(settings.data)
    snapshot = folder.current()
    path = folder.cache / FOLDER / f"{snapshot.id}.{extension}.gz"
    if not path.exists() and not _made(snapshot, path, extension, settings.base):
        return Response(status_code=503, headers={"retry-after": RETRY_SECONDS})
    return FileResponse(
        path, media_type="application/gzip", filename=f"pobratim-{path.name}",
        headers={"etag": f'"{path.name}"', "content-encoding": "identity"},
    )  # fmt: skip


def _made(snapshot: Snapshot, path: Path, extension: str, base: str) -> bool:
    """Whether the file is there now; one is made at a time, and none is there in part."""
    if not _making.acquire(blocking=False):
        return False
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _forget_others(path.parent, snapshot.id)
        partial = path.with_suffix(f".{os.getpid()}.part")
        with (
            partial.open("wb") as file,
            gzip.GzipFile(fileobj=file, mode="wb", compresslevel=LEVEL, mtime=0) as packed,
        ):
            export(snapshot.open(), extension, packed, base=base)  # type: ignore[arg-type]  # a binary file
        partial.replace(path)
        return True
    finally:
        _making.release()


def _forget_others(folder: Path, snapshot: str) -> None:
    """Removes the dumps of snapshots that are served no more."""
    for old in folder.iterdir():
        if not old.name.startswith(f"{snapshot}."):
            old.unlink(missing_ok=True)
