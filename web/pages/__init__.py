"""The explorer's pages, a module each; a module's `router` answers for their addresses."""

from web.pages import network, start

ROUTERS = (start.router, network.router)
