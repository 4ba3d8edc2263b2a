"""The explorer as one ASGI application."""

import getpass
from asyncio import Event, create_task, gather
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from ontology.version import program_version
from web import office
from web.accounts import outside, signing
from web.accounts.guard import Identified
from web.accounts.sessions import Sessions, SessionToken
from web.accounts.signing import Tries
from web.api import page as api
from web.brief import page as brief
from web.damage import watch_for_damage
from web.endpoint import changes, dumps, health, linked_data, reconcile, sparql
from web.endpoint.admission import Admission
from web.endpoint.lane import AnswerCache, Endpoint, Lane
from web.http import problems
from web.http.allowances import Allowances
from web.http.compression import compressing
from web.http.counts import SharedCounts
from web.http.origins import KnownHosts, OpenToScripts
from web.http.pages import KeptPages, PageCache
from web.http.security import HeadAsGet, RateLimit, RequestLimits, SecurityHeaders, request_allowances
from web.http.static_files import BuiltFiles
from web.http.tags import TagsOfForms
from web.pages import ROUTERS, crawling, questions
from web.settings import Settings
from web.site import Site
from web.views.view import STATIC
from web.warming import keep_warm

SHARES_AN_HOUR = 60
"""How many short links one address may have made."""


def create_app(settings: Settings, *, when_warm: Callable[[], None] | None = None) -> FastAPI:
    """The explorer of the data folder in `settings`; nothing is opened before the first request.

    `when_warm` is called whenever what a snapshot needs has been made for the readers of this process.

    Processes that are forked with it have in common what clients may still do, and what they have now.
    """
    app = FastAPI(
        title="Pobratim",
        version=program_version(),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.when_warm = when_warm
    app.state.site = Site(settings)
    app.state.share_allowances = Allowances(SHARES_AN_HOUR / 3600, SHARES_AN_HOUR)
    token = SessionToken(getpass.getuser(), settings.token) if settings.token is not None else None
    app.state.sessions = Sessions(settings.data, token)
    app.state.tries = Tries()
    app.state.cache = PageCache(settings.limits.cached_bytes)
    app.state.answers = AnswerCache(settings.limits.answers_bytes)
    allowances = request_allowances(settings.limits)
    app.state.counts = SharedCounts()
    limits = settings.limits
    admission = Admission(limits.query_workers, limits.query_queue, app.state.counts)
    app.state.lane = Lane(app.state.site, settings, allowances, admission, app.state.answers)

    for error, handler in problems.HANDLERS.items():
        app.add_exception_handler(error, handler)

    app.add_middleware(KeptPages)
    app.add_middleware(compressing)
    app.add_middleware(RequestLimits, limits=settings.limits)
    app.add_middleware(Identified)
    app.add_middleware(RateLimit, allowances=allowances)
    app.add_middleware(SecurityHeaders, embed=settings.embed)
    if settings.cors:
        app.add_middleware(OpenToScripts)
    app.add_middleware(HeadAsGet)
    app.add_middleware(TagsOfForms)
    app.add_middleware(KnownHosts, hosts=settings.hosts)
    app.add_middleware(Endpoint, lane=app.state.lane)

    for router in (
        sparql.router,
        *ROUTERS,
        questions.router,
        linked_data.router,
        dumps.router,
        changes.router,
        reconcile.router,
        crawling.router,
        health.router,
        api.router,
        signing.router,
        outside.router,
        *office.ROUTERS,
        brief.router,
    ):  # the busiest first
        app.include_router(router)
    app.mount("/static", BuiltFiles(directory=STATIC), name="static")
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The start page is made before it is asked for; query workers end with the application."""
    ended = Event()
    warming = create_task(keep_warm(app, ended))
    watching = create_task(watch_for_damage(app))
    yield
    watching.cancel()
    ended.set()
    await gather(warming, return_exceptions=True)  # what went wrong there goes wrong for the first reader too
    app.state.site.close()
