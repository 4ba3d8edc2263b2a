"""What the explorer can be told, as one explicit value; nothing is read from the environment here."""

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.iris import DEFAULT_BASE
from ontology.errors import ParameterError
from ontology.speech import LANGUAGES

FEWEST_WORKERS = 2
"""With one worker alone, one query would hold up every other one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one request or one client may ask for.

    `requests_per_minute` of None switches the rate limit off, for measuring and for use behind a proxy
    that limits already. `query_workers` answer what anybody asks, `page_workers` what pages ask;
    `query_queue` is how many queries may wait for a worker, in all processes together, `answer_bytes` how
    long the answer to one may be. `cached_bytes` of pages are kept and `answers_bytes` of answers.
    `network_nodes` and `network_links` are the most that the network page draws at once.
    """

    body_bytes: int = 256 * 1024
    upload_bytes: int = 256 * 1024 * 1024
    url_bytes: int = 64 * 1024 - 1
    requests_per_minute: int | None = 600
    page_rows: int = 50
    export_rows: int = 100_000
    network_nodes: int = 3_000
    network_links: int = 10_000
    query_seconds: float = 30.0
    query_rows: int = 100_000
    query_workers: int = 2
    page_workers: int = 2
    query_queue: int = 64
    answer_bytes: int = 256 * 1024 * 1024
    cached_bytes: int = 128 * 1024 * 1024
    answers_bytes: int = 64 * 1024 * 1024

    def shared_by(self, processes: int) -> "Limits":
        """What one of so many processes may use, so that all together stay within these.

        Each has FEWEST_WORKERS for queries and for pages where that many are allowed at all.
        """

        def part(most: int, least: int = 1) -> int:
            return min(most, max(least, most // processes))

        return replace(
            self,
            query_workers=part(self.query_workers, FEWEST_WORKERS),
            page_workers=part(self.page_workers, FEWEST_WORKERS),
            cached_bytes=part(self.cached_bytes),
            answers_bytes=part(self.answers_bytes),
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the data is, what its entities are called, and how the explorer answers.

    `endpoint` is the URL of a SPARQL 1.1 server to read from instead of the embedded store, and
    `default_graph` the graph of that server that queries ask. `hosts` are the names that the server may be
    asked by beside localhost and addresses in figures, None for any; `cors` lets scripts of other sites read
    what is for programs, and the sites of `embed` may show pictures in a frame. Whoever brings the `token` is
    publisher, once; None where nobody is.
    `worker` is the command that prepares a draft, given the data folder and the base; `learner` the one that
    tells what decisions teach, given the data folder.
    """

    data: Path
    base: str = DEFAULT_BASE
    endpoint: str | None = None
    default_graph: str | None = None
    lang: str = "ru"
    hosts: frozenset[str] | None = None
    cors: bool = True
    embed: frozenset[str] = frozenset()
    token: str | None = None
    worker: tuple[str, ...] = (sys.executable, "-P", "-m", "cli.drafting")
    learner: tuple[str, ...] = (sys.executable, "-P", "-m", "cli.lessons")
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise ParameterError("language-not-offered", lang=self.lang)
        if not self.base.startswith(("http://", "https://")) or not self.base.endswith("/"):
            raise ParameterError("base-unfit", base=self.base)
