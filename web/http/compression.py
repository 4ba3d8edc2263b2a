"""Answers go out compressed to who takes them so, from a size on that makes it worth the time."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

SMALLEST, LEVEL = 1_000, 5


def compressing(app: ASGIApp) -> GZipMiddleware:
    """The application with its answers compressed."""
    return GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL)
