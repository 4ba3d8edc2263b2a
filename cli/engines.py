"""Which engine answers a command."""

from pathlib import Path

from graph.iris import DEFAULT_BASE
from queries.engine import Engine
from queries.engine.addresses import open_engine


def engine_for(
    data: Path, endpoint: str | None, base: str = DEFAULT_BASE, graph: str | None = None
) -> Engine:
    """The engine that answers for the data folder, or for the endpoint where one is named."""
    return open_engine(endpoint if endpoint is not None else data, base=base, default_graph=graph)
