"""Names complete in any form of the word; what can be named is read once per snapshot."""

import gc
from collections.abc import Callable
from weakref import ref

import pytest
from pyoxigraph import Store

from queries.choices import Choices
from queries.engine import Answering, Query
from queries.engine.addresses import StoreEngine, prefixes_with
from queries.run import ask
from tests.queries.small import ID, small_engine, small_quads

ENGINE = small_engine()


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        ("partner", "мстислав", ["mstislavl"]),
        ("partner", "МСТИСЛАВЛЯ", ["mstislavl"]),
        ("partner", "валево", ["valjevo"]),
        ("partner", "Valj", ["valjevo"]),
        ("municipality", "вязем", ["vyazemsky"]),
        ("municipality", "вяземского района", ["vyazemsky"]),
        ("municipality", "округ монаст", ["monastyrshchinsky"]),
        ("municipality", "vyazemsky", ["vyazemsky"]),
        ("country", "белоруссия", []),
        ("country", "республика", ["BY"]),
        ("country", "by", ["BY"]),
        ("sector", "культуры", ["culture"]),
        ("organisation", "искусств", ["mstislavl-school"]),
        ("period", "2025", ["2025-Q1", "2025-Q2"]),
        ("country", "", ["BY", "RS", "RU"]),
    ],
)
def test_completion(kind: str, typed: str, found: list[str]) -> None:
    assert [choice.code for choice in Choices(ENGINE).complete(kind, typed)] == found


class Switching(StoreEngine):
    """An engine whose snapshot is a switch, and which does something in the middle of an answer."""

    live = "one"
    meanwhile: Callable[[], object] | None = None

    @property
    def snapshot(self) -> str:
        return self.live

    def answer(self, query: Query) -> Answering:
        told, task = super().answer(query), self.meanwhile
        if task is not None:
            self.meanwhile = None
            task()
        return told


def switching() -> Switching:
    store = Store()
    store.extend(small_quads())
    return Switching(store, prefixes=prefixes_with(ID))


def test_choices_are_read_once_per_snapshot() -> None:
    engine = switching()
    first = Choices(engine).of("country")
    assert Choices(engine).of("country") is first
    engine.live = "two"
    assert Choices(engine).of("country") is not first


def test_choices_read_while_the_snapshot_switches_are_not_kept_for_the_next() -> None:
    engine = switching()

    def switch() -> None:
        engine.live = "two"
        Choices(engine).of("country")

    engine.meanwhile = switch
    stale = Choices(engine).of("partner")
    assert Choices(engine).of("partner") is not stale


def test_an_engine_that_was_asked_can_go() -> None:
    engine = switching()
    ask(engine, "partners", country="BY")
    left = ref(engine)
    del engine
    gc.collect()
    assert left() is None
