"""A server killed while people decide: what it said was written is there when it is up again."""

import re
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from signal import SIGKILL
from threading import Timer

import httpx

from bench.campaign.run import Run, command
from graph.judgements import Judgement, Verdict, load_judgements
from graph.office.users import Role, Users
from graph.review.kept import load_questions
from graph.snapshots.snapshot import DataFolder
from tests.web.server import address_of

NAME, PASSWORD = "Анна", "пароль кампании"
SEEN = re.compile(r'name="seen" value="([^"]+)"')
CSRF = re.compile(r'name="csrf" value="([0-9a-f]+)"')
PATIENCE = 180
"""Seconds: a machine that carries much else answers late, and nothing is lost by that."""
VERDICTS = {"accept": Verdict.ACCEPT, "reject": Verdict.REJECT}
PAIRED = {"accept": Verdict.SAME, "reject": Verdict.DIFFERENT}


@dataclass
class Clerk:
    """Somebody signed in who answers questions, and what the server said was written, by question."""

    rng: Random
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    said: dict[str, str] = field(default_factory=dict)
    unheard: dict[str, set[str]] = field(default_factory=dict)
    """What was asked of a question when a server was killed, and may be written."""
    answers: int = 0

    def sign_in(self, client: httpx.Client) -> str:
        """The token of the session's forms; the session, once made, outlives the server."""
        if client.get("/journal").status_code != 200:
            token = _token(client, "/sign-in")
            client.post("/sign-in", data={"csrf": token, "name": NAME, "password": PASSWORD})
            self.cookies = client.cookies
        return _token(client, "/journal")

    def decide_until_gone(self, client: httpx.Client, token: str, keys: list[str]) -> None:
        """Answers one question after another, until nobody answers."""
        with suppress(httpx.TransportError):
            while True:
                key, verdict = self.rng.choice(keys), self.rng.choice(list(VERDICTS))
                self.unheard.setdefault(key, set()).add(verdict)
                fields = {"csrf": token, "key": key, "verdict": verdict}
                answer = client.post("/review/decide", data=fields)
                if (held := SEEN.search(answer.text)) is not None:  # decided before, and meant otherwise now
                    answer = client.post("/review/decide", data={**fields, "seen": held[1]})
                if answer.status_code == 303:
                    self.said[key] = verdict
                    self.unheard.pop(key)
                    self.answers += 1


def attack(run: Run) -> None:
    """A hundred servers killed under decisions; after each, every decision that was confirmed holds."""
    rng, data = run.random("decisions"), run.data
    if not Users(data).all():
        Users(data).add(NAME, Role.PUBLISHER, PASSWORD, "campaign")
    questions = {one.key: one for one in load_questions(DataFolder(data).current().path)}
    clerk, rounds, lost = Clerk(rng), 0, 0
    for number in run.each("servers to be killed under decisions", 100):
        _one_life(data, clerk, list(questions), rng.uniform(0.2, 1.5))
        rounds += 1
        held = {one.about: one for one in load_judgements(data / "judgements.jsonl")}
        gone = [key for key in clerk.said if not _holds(clerk, key, held.get(questions[key].about))]
        lost += len(gone)
        if gone:
            run.fail(f"kill {number}: {len(gone)} decisions lost")
    run.note(f"{rounds} servers killed under decisions", f"{clerk.answers} confirmed, {lost} lost")


def _one_life(data: Path, clerk: Clerk, keys: list[str], after: float) -> None:
    """A server that is asked to write until it is killed, so long after it began to answer."""
    serve = command("serve", "--data", str(data), "--port", "0", "--requests-per-minute", "0")
    with subprocess.Popen(serve, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = address_of(process)
            killing = Timer(after, process.send_signal, (SIGKILL,))
            with httpx.Client(
                base_url=address, cookies=clerk.cookies, timeout=PATIENCE, trust_env=False
            ) as client:
                token = clerk.sign_in(client)
                killing.start()
                clerk.decide_until_gone(client, token, keys)
            killing.join()
        finally:
            process.kill()
            process.wait()


def _holds(clerk: Clerk, key: str, judgement: Judgement | None) -> bool:
    """Whether what was said of a question is in the file, or what was asked when the server was killed."""
    if judgement is None:
        return False
    may_be = {clerk.said[key], *clerk.unheard.get(key, ())}
    return judgement.verdict in {verdicts[told] for told in may_be for verdicts in (VERDICTS, PAIRED)}


def _token(client: httpx.Client, path: str) -> str:
    """The token of the forms of a page; TransportError where the server is gone."""
    found = CSRF.search(client.get(path, headers={"accept": "text/html"}).text)
    if found is None:
        raise RuntimeError(f"{path} has no form")
    return found[1]
