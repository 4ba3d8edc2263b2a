"""The engine that answers an application's SPARQL, shared by its routes."""

from fastapi import Request

from queries.engine import Engine
from queries.engines import open_engine
from web.settings import Settings


def engine_of(request: Request) -> Engine:
    """The engine of the application, opened when first needed."""
    state = request.app.state
    if not hasattr(state, "engine"):
        settings: Settings = state.settings
        state.engine = open_engine(
            settings.endpoint or settings.data, base=settings.base, workers=settings.limits.query_workers
        )
    engine: Engine = state.engine
    return engine
