"""An explorer that this very process serves, for a browser to look at."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from web.app import create_app
from web.settings import Settings


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of the explorer while it runs, on a free port of the loopback address."""
    config = uvicorn.Config(create_app(settings), log_level="warning")
    with socket.create_server(("127.0.0.1", 0)) as listener, running(config, listener):
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def running(config: uvicorn.Config, listener: socket.socket) -> Iterator[None]:
    """A server listens there, in a thread, while the context lasts."""
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield
    server.should_exit = True
    thread.join()
