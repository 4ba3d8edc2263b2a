"""What a snapshot holds before it is written: the same whether it fits into memory or waits on the disk."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Store

from graph.build.writing import Writer
from graph.write.contents import MOST_HELD, Contents
from tests.graph.turtle import NAMES, triples_of

FIRST = triples_of('<event/1> a pob:Event ; rdfs:label "Встреча «Мост»"@ru, "A\\nB" ; pob:eventCount 7 .')
SECOND = triples_of('<event/2> a pob:Event . <event/1> a pob:Event ; rdfs:label "Встреча «Мост»"@ru .')


def filled(folder: Path, most: int) -> Contents:
    """Two graphs that have triples in common, one of them told twice."""
    contents = Contents(NAMES, folder, most)
    for path, triples in (("graph/a", FIRST), ("graph/b", SECOND), ("graph/a", FIRST), ("graph/a", SECOND)):
        contents.add(path, triples)
    return contents


@pytest.mark.parametrize("most", [0, 1, 3, 5])
def test_what_waits_on_the_disk_is_the_same(tmp_path: Path, most: int) -> None:
    held, waiting = filled(tmp_path, MOST_HELD), filled(tmp_path, most)

    assert set(waiting.paths()) == set(held.paths()) == {"graph/a", "graph/b"}
    assert waiting.counts() == held.counts() == {"graph/a": len({*FIRST, *SECOND}), "graph/b": len(SECOND)}
    assert waiting.digests() == held.digests()
    for path in held.paths():
        assert set(waiting.triples(path)) == set(held.triples(path))
        assert set(waiting.quads(path)) == set(held.quads(path))


@pytest.mark.parametrize("most", [0, MOST_HELD])
def test_the_default_graph_is_the_merge(tmp_path: Path, most: int) -> None:
    writer, contents = Writer(Store(), None), filled(tmp_path, most)
    writer.contents(contents)
    contents.close()
    writer.settle()

    merged = writer.store.quads_for_pattern(None, None, None, DefaultGraph())
    assert {quad.triple for quad in merged} == {*FIRST, *SECOND}
    assert len(list(writer.store.quads_for_pattern(None, None, None, NAMES("graph/b")))) == len(SECOND)
    assert contents.counts()["graph/b"] == len(SECOND)
    assert list(tmp_path.iterdir()) == []


def test_of_things_only_what_changed_is_held(tmp_path: Path) -> None:
    before, now = Contents(NAMES, tmp_path), Contents(NAMES, tmp_path)
    now.know({"graph/a": {"event/1": 1, "event/2": 2, "event/3": 3}})
    for contents in (before, now):
        contents.tell("graph/a", "event/1", 1, FIRST)
        contents.tell("graph/a", "event/2", 7, SECOND)

    assert set(before.triples("graph/a")) == {*FIRST, *SECOND}
    assert set(now.triples("graph/a")) == set(SECOND)
    assert now.digests() == before.digests()
    assert set(now.differing("graph/a")) == {"event/2", "event/3"}
