"""How the server is, for whoever watches it.

/health    200 while the process answers at all, with how full its caches are
/ready     200 while a snapshot is served and the workers answer, else 503 with what is wrong
"""

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from ontology.errors import PobratimError
from queries.engine import Engine, QueryLimits
from web.endpoint.problems import problem
from web.site import engine_of

router = APIRouter(tags=["health"])

PATHS = ("/health", "/ready")
PATIENCE = QueryLimits(seconds=5.0)
_FRESH = {"cache-control": "no-store"}
_one_at_a_time = CapacityLimiter(1)


@router.get("/health", response_model=None)
async def health(request: Request) -> JSONResponse:
    state = request.app.state
    kept = {"pages": state.cache.fill, "answers": state.answers.fill}
    return JSONResponse({"status": "alive", "kept": kept}, headers=_FRESH)


@router.get("/ready", response_model=None)
async def ready(request: Request) -> Response:
    try:
        snapshot = await run_sync(_answering_snapshot, engine_of(request), limiter=_one_at_a_time)
    except PobratimError as error:
        return problem(request, error)
    return JSONResponse({"status": "ready", "snapshot": snapshot}, headers=_FRESH)


def _answering_snapshot(engine: Engine) -> str:
    engine.ask("ASK {}", limits=PATIENCE)
    return engine.snapshot
