"""Serving the explorer and the endpoint."""

import gc
import os
import socket
import webbrowser
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from types import FrameType, ModuleType
from typing import Annotated

import typer
import uvicorn
from fastapi import FastAPI

from cli.console import tell, words
from cli.options import DEFAULT_DATA, Base, DataFolder, DefaultGraph, Endpoint, Language
from cli.processes import Processes, processes_for
from graph.iris import DEFAULT_BASE
from graph.office.users import Users
from graph.snapshots.snapshot import DataFolder as Folder
from ontology.errors import ParameterError
from queries.engine.sandbox import can_forbid_network
from web.accounts.openid import check_extra
from web.accounts.provider import read_provider
from web.app import create_app
from web.embedding import is_origin
from web.http.connection import Patience, connections_with
from web.http.counts import SharedCounts
from web.http.origins import host_name
from web.settings import Limits, Settings
from web.warming import load

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

DEFAULT = Limits()

Requests = Annotated[
    int,
    typer.Option(
        "--requests-per-minute",
        envvar="POBRATIM_REQUESTS_PER_MINUTE",
        help=words("option.requests"),
        min=0,
        metavar="N",
    ),
]
Seconds = Annotated[
    float,
    typer.Option(
        "--query-seconds",
        envvar="POBRATIM_QUERY_SECONDS",
        help=words("option.query-seconds"),
        min=0.1,
        metavar="S",
    ),
]
Rows = Annotated[
    int,
    typer.Option(
        "--query-rows", envvar="POBRATIM_QUERY_ROWS", help=words("option.query-rows"), min=1, metavar="N"
    ),
]
Workers = Annotated[
    int,
    typer.Option(
        "--query-workers",
        envvar="POBRATIM_QUERY_WORKERS",
        help=words("option.query-workers"),
        min=1,
        max=64,
        metavar="N",
    ),
]
ServerProcesses = Annotated[
    int,
    typer.Option(
        "--workers",
        envvar="POBRATIM_WORKERS",
        help=words("option.workers"),
        min=0,
        max=64,
        metavar="N",
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Option("--name", envvar="POBRATIM_NAMES", help=words("option.name"), metavar="NAME"),
]
Cors = Annotated[
    bool | None, typer.Option("--cors/--no-cors", envvar="POBRATIM_CORS", help=words("option.cors"))
]
Embed = Annotated[
    list[str] | None,
    typer.Option("--embed", envvar="POBRATIM_EMBED", help=words("option.embed"), metavar="ORIGIN"),
]
Proxies = Annotated[
    list[str] | None,
    typer.Option("--proxy", envvar="POBRATIM_PROXIES", help=words("option.proxy"), metavar="ADDRESS"),
]
OpenBrowser = Annotated[bool, typer.Option("--open", help=words("option.open"))]
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
OPEN_FILES = 4096


def register(app: typer.Typer) -> None:
    """Adds this command to the application."""
    app.command(help=words("command.serve"))(serve)


def serve(
    host: Annotated[str, typer.Option(help=words("option.host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=words("option.port"), min=0, max=65535)] = 8000,
    lang: Language = "ru",
    requests: Requests = DEFAULT.requests_per_minute or 0,
    seconds: Seconds = DEFAULT.query_seconds,
    rows: Rows = DEFAULT.query_rows,
    query_workers: Workers = DEFAULT.query_workers,
    processes: ServerProcesses = 0,
    names: Names = None,
    cors: Cors = None,
    embed: Embed = None,
    proxies: Proxies = None,
    open_browser: OpenBrowser = False,
    data: DataFolder = DEFAULT_DATA,
    endpoint: Endpoint = None,
    default_graph: DefaultGraph = None,
    base: Base = DEFAULT_BASE,
) -> None:
    """Open the explorer and the SPARQL endpoint on this machine."""
    _check_served(data, endpoint)
    processes = processes_for(processes)
    limits = Limits(
        requests_per_minute=requests or None,
        query_seconds=seconds,
        query_rows=rows,
        query_workers=query_workers,
    ).shared_by(processes)
    is_private = host in LOOPBACK
    has_users = _has_users(data)
    open_to_scripts = not is_private if cors is None else cors
    token = _own_token(is_private, has_users, endpoint)
    settings = Settings(
        data, base, endpoint, default_graph, lang, _hosts(host, names or ()), open_to_scripts,
        _origins(embed or ()), token, limits=limits,
    )  # fmt: skip
    app = create_app(settings, when_warm=Settling())
    config = _config(app, settings, frozenset(proxies or ()))
    os.umask(0o077)
    with _listening(host, port) as listener, suppress(KeyboardInterrupt):
        address = _address(host, listener)
        link = _sign_in_link(address, token)
        _tell_where(address, is_private)
        _tell_who_writes(is_private, has_users, bool(proxies), link)
        if open_browser:
            webbrowser.open(link or address)
        _run(config, app.state.counts, app.state.site.end, listener, processes)


def _hosts(host: str, names: Iterable[str]) -> frozenset[str]:
    """The names under which this server is asked."""
    return frozenset(map(host_name, (host, *names)))


def _own_token(is_private: bool, has_users: bool, endpoint: str | None) -> str | None:
    """What signs in whoever started the server, on this machine alone and where nobody else signs in."""
    return token_urlsafe(24) if is_private and not has_users and endpoint is None else None


def _sign_in_link(address: str, token: str | None) -> str | None:
    return f"{address}sign-in?token={token}" if token is not None else None


def _has_users(data: Path) -> bool:
    """Whether people sign in, by names kept here or elsewhere; raises where a library for that lacks."""
    provider = read_provider(data)
    if provider is not None:
        check_extra()
    return bool(Users(data).all()) or provider is not None


def _address(host: str, listener: socket.socket) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"


class _Server(uvicorn.Server):
    """A server that does `end` as soon as it is told to end, before those it still answers are answered."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(config)
        self._end = end

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """What a signal to end does."""
        self._end()
        super().handle_exit(sig, frame)


class Settling:
    """What is there when it is called stays: nobody looks for rubbish in it while a reader waits.

    From the second time on, when another snapshot is served, what the one before left is swept away first;
    at the first time that would give each process a copy of what they share.
    """

    _is_first = True

    def __call__(self) -> None:
        if not self._is_first:
            gc.unfreeze()
        self._is_first = False
        gc.collect()
        gc.freeze()


def _run(
    config: uvicorn.Config,
    counts: SharedCounts,
    end: Callable[[], None],
    listener: socket.socket,
    processes: int,
) -> None:
    """Serves on the listener, in so many processes, until told to end."""

    def run(number: int) -> None:
        counts.become(number)
        gc.freeze()  # what is there now stays to the end: nobody need look for rubbish in it
        _Server(config, end).run(sockets=[listener])

    if processes == 1:
        run(0)
    else:
        load()
        Processes(processes, run).serve()


def _origins(told: Iterable[str]) -> frozenset[str]:
    """The sites that may show pictures; raises ParameterError for what is no site's origin."""
    for one in told:
        if not is_origin(one):
            raise ParameterError("no-origin", value=one[:200])
    return frozenset(one.lower() for one in told)


def _check_served(data: Path, endpoint: str | None) -> None:
    """Raises StoreError where the snapshot that would be served is damaged."""
    if endpoint is None and Folder(data).current_id() is not None:
        Folder(data).current()


def _tell_where(address: str, is_private: bool) -> None:
    """Tells where the server answers, and what is weaker about it than it might be."""
    if not is_private:
        tell("said.open-host", "yellow")
    tell("said.serving", address=address)
    if resource is None or not can_forbid_network():
        tell("said.weaker-limits", "yellow")


def _tell_who_writes(is_private: bool, has_users: bool, has_proxy: bool, link: str | None) -> None:
    """Tells how one comes to write, and what is not safe about it."""
    if link is not None:
        tell("said.token-link", address=link)
    elif not has_users:
        tell("said.reads-only")
    elif not is_private and not has_proxy:
        tell("said.no-tls", "yellow")


def _config(app: FastAPI, settings: Settings, proxies: frozenset[str]) -> uvicorn.Config:
    """How uvicorn serves: guarded connections, and no word of a proxy believed that was not named."""
    _allow_files(OPEN_FILES)
    patience = Patience(proxies=proxies, cors=settings.cors)
    return uvicorn.Config(
        app,
        http=connections_with(patience, app.state.counts, app.state.lane),
        ws="none",
        log_level="warning",
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=sorted(proxies),
        limit_concurrency=OPEN_FILES // 4,
        timeout_graceful_shutdown=10,
    )


def _allow_files(wanted: int) -> None:
    """Lets this process have so many files and connections open, as far as the system does."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound before anything is promised; raises ParameterError where it cannot be."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise ParameterError("cannot-listen", host=host, port=port, reason=error) from error
