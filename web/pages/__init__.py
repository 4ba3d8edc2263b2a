"""The explorer's pages, a module each; a module's `router` answers for their addresses."""

from web.pages import browse, finding, network, registers, start

ROUTERS = (start.router, network.router, registers.router, finding.router, browse.router)
