"""What changed from snapshot to snapshot, for programs that keep a copy.

/changes?since=…          what the served snapshot says otherwise than an older one, as JSON or changesets
/changes.atom             a feed with an entry for each snapshot
/stream, /stream/…        a Linked Data Event Stream: every thing in each version that it had
"""

import json
import re
import threading
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from graph.changes.differences import ChangeSet, changes
from graph.changes.telling import change_triples, changes_as_data
from graph.snapshots.snapshot import DataFolder, Snapshot
from graph.snapshots.store import open_store
from ontology.errors import ParameterError
from queries.engine.serialise import JSON, TURTLE
from web.endpoint import feed, stream
from web.endpoint.documents import document, medium_of_extension, rdf_medium
from web.endpoint.problems import problem
from web.http.negotiation import preferred
from web.http.origins import origin_of
from web.http.tags import is_held
from web.views.view import language

router = APIRouter(tags=["linked data"])

_COMPARED = 8
"""As many pairs of snapshots are kept compared; a pair never changes."""
_comparing = threading.Lock()


@router.get("/changes", response_model=None)
def changes_since(request: Request, since: str | None = None, until: str | None = None) -> Response:
    """Without `since`: since the snapshot before. Raises a 400 for one that is not kept."""
    kept = kept_snapshots(request)
    try:
        new = _found(kept, until) if until else kept[-1]
        old = _found(kept, since) if since else _before(kept, new)
    except ParameterError as error:
        return problem(request, error)
    offered = (("application/json", JSON), ("text/turtle", TURTLE))
    if preferred(request.headers.get("accept", "*/*"), offered) is JSON:
        return _as_json(request, old, new)
    base = f"{origin_of(request)}/changes?since={old.id}&until={new.id}#"
    return document(request, change_triples(compared(old, new), base), rdf_medium(request))


def _as_json(request: Request, old: Snapshot, new: Snapshot) -> Response:
    """The changes in JSON; neither snapshot ever changes, so the tag is known before they are compared."""
    head = {"etag": f'"{old.id}-{new.id}-json"', "vary": "accept", "cache-control": "no-cache"}
    if is_held(request.headers.get("if-none-match", ""), head["etag"]):
        return Response(status_code=304, headers=head)
    told = {"since": _told(old), "until": _told(new), **changes_as_data(compared(old, new))}
    return Response(json.dumps(told, ensure_ascii=False), media_type="application/json", headers=head)


@router.get("/changes.atom", response_model=None)
def atom(request: Request) -> Response:
    kept = kept_snapshots(request)
    pairs = [(old, new, compared(old, new)) for old, new in pairwise(kept)]
    body = feed.atom(origin_of(request), kept[-1], pairs[::-1], language(request))
    return Response(body, media_type="application/atom+xml", headers={"etag": f'"{kept[-1].id}-feed"'})


@router.get("/stream", response_model=None)
def event_stream(request: Request) -> Response:
    triples = stream.overview(origin_of(request), kept_snapshots(request))
    return document(request, triples, rdf_medium(request))


@router.get("/stream/{snapshot}/{number}.{extension}", response_model=None)
def stream_page(request: Request, snapshot: str, number: int, extension: str) -> Response:
    kept = kept_snapshots(request)
    at = next((at for at, one in enumerate(kept) if one.id == snapshot), None)
    if at is None:
        raise HTTPException(404)
    found = compared(kept[at - 1], kept[at]) if at else None
    triples = stream.page(origin_of(request), kept, at, found, number)
    if triples is None:
        raise HTTPException(404)
    lasting = {"cache-control": "public, max-age=604800, immutable"}
    return document(request, triples, medium_of_extension(extension), lasting)


def kept_snapshots(request: Request) -> Sequence[Snapshot]:
    """The snapshots that are kept, the oldest first, up to the one that is served."""
    settings = request.app.state.settings
    if settings.endpoint is not None:
        raise HTTPException(404)
    folder = DataFolder(settings.data)
    served, newest_first = folder.current(), folder.snapshots()
    older = [one for one in newest_first if (one.order, one.published) < (served.order, served.published)]
    return [*older[::-1], served]


def compared(old: Snapshot, new: Snapshot) -> ChangeSet:
    """What the newer says otherwise; a pair is compared once, since neither ever changes."""
    with _comparing:
        return _compared(old.store_path, new.store_path)


@lru_cache(maxsize=_COMPARED)
def _compared(old: Path, new: Path) -> ChangeSet:
    return changes(open_store(old), open_store(new))


def _found(kept: Sequence[Snapshot], asked: str) -> Snapshot:
    """The snapshot of that identifier, else the last that was published by that day or moment."""
    by_id = next((one for one in kept if one.id == asked), None)
    if by_id is not None:
        return by_id
    published = [one for one in kept if one.published[: len(asked)] <= asked] if asked[:4].isdigit() else []
    if not published or not re.fullmatch(r"\d{4}-\d\d(-\d\d([T ][\d:.]+)?)?(Z|\+00:00)?", asked):
        known = ", ".join(f"{one.id} ({one.published[:10]})" for one in kept)
        raise ParameterError("no-snapshot-since", since=asked, known=known)
    return published[-1]


def _before(kept: Sequence[Snapshot], new: Snapshot) -> Snapshot:
    """The snapshot before; the same where there is none."""
    return kept[max(0, kept.index(new) - 1)]


def _told(snapshot: Snapshot) -> dict[str, str]:
    return {"id": snapshot.id, "published": snapshot.published}
