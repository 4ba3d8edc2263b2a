"""The version of another server's data: who asks for it, who waits, and what stays when it falls silent."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest

from ontology.errors import StoreError
from queries.engine.version import RETRY_SECONDS, SNAPSHOT_SECONDS, Version


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def silent() -> StoreError:
    return StoreError("server-silent", address="http://localhost/sparql", reason="no answer")


def version_of(clock: Clock, *answers: str | StoreError) -> Version:
    """A version whose server gives these answers, one each time it is asked."""
    left: Iterator[str | StoreError] = iter(answers)

    def ask() -> str:
        answer = next(left)
        if isinstance(answer, StoreError):
            raise answer
        return answer

    return Version(ask, clock)


def test_a_version_holds_for_a_while_and_is_then_asked_anew() -> None:
    clock = Clock()
    version = version_of(clock, "one", "two")
    assert (version.known, version.get(), version.get()) == (None, "one", "one")
    clock.now += SNAPSHOT_SECONDS + 1
    assert (version.known, version.get()) == (None, "two")


def test_a_server_that_falls_silent_leaves_the_version_it_told() -> None:
    clock = Clock()
    version = version_of(clock, "one", silent(), "two")
    version.get()
    clock.now += SNAPSHOT_SECONDS + 1
    assert version.get() == "one"
    clock.now += SNAPSHOT_SECONDS + 1
    assert version.get() == "two"


def test_a_server_that_was_silent_from_the_first_is_left_alone_for_a_while() -> None:
    clock = Clock()
    version = version_of(clock, silent(), "one")
    for _ in range(2):
        with pytest.raises(StoreError):
            version.get()
    clock.now += RETRY_SECONDS + 1
    assert version.get() == "one"


def test_while_one_asks_the_others_go_on_with_the_version_before() -> None:
    clock, asked, may_answer = Clock(), Event(), Event()

    def slow() -> str:
        if clock.now == 0:
            return "one"
        asked.set()
        assert may_answer.wait(10)
        return "two"

    version = Version(slow, clock)
    version.get()
    clock.now += SNAPSHOT_SECONDS + 1
    asking = Thread(target=version.get)
    asking.start()
    assert asked.wait(10)
    assert (version.known, version.get()) == ("one", "one")
    may_answer.set()
    asking.join()
    assert version.get() == "two"
