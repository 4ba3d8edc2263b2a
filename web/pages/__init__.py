"""The explorer's pages, a module each; a module's `router` answers for their addresses."""

from web.pages import (
    browse,
    compare,
    files,
    finding,
    flow,
    help,
    mapping,
    matrix,
    network,
    news,
    panel,
    registers,
    start,
    time,
)

ROUTERS = (
    start.router,
    news.router,
    network.router,
    panel.router,
    mapping.router,
    registers.router,
    files.router,
    time.router,
    matrix.router,
    flow.router,
    compare.router,
    finding.router,
    browse.router,
    help.router,
)
