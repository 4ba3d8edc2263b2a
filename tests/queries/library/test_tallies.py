"""Questions that look counts up answer what counting gives: `counted/` has them as scans of everything."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pyoxigraph import Literal, NamedNode, Store

from bench import synthetic
from graph.build.run import ReportInput, build_snapshot
from graph.snapshots.snapshot import DataFolder
from queries.catalog import Question, questions
from queries.engine.addresses import StoreEngine, prefixes_with
from queries.engine.text import Value, bind, data_blocks
from tests.queries.small import ID, small_quads
from tests.web.reports import autumn, summer

COUNTED = sorted(Path(__file__).with_name("counted").glob("*.rq"))
SECTOR = "https://w3id.org/pobratim/ontology/sector/"
VALUES: Mapping[str, tuple[Value, ...]] = {
    "municipality": (
        NamedNode(f"{ID}municipality/smolensk/vyazemsky"),
        NamedNode(f"{ID}municipality/smolensk/monastyrshchinsky"),
    ),
    "country": (NamedNode(f"{ID}place/by"), NamedNode(f"{ID}place/rs"), NamedNode(f"{ID}place/fr")),
    "partner": (NamedNode(f"{ID}place/by/vitebsk"), NamedNode(f"{ID}place/by/shklov")),
    "sector": (NamedNode(f"{SECTOR}culture"), NamedNode(f"{SECTOR}trade")),
    "event_type": (NamedNode("https://w3id.org/pobratim/ontology/event-type/festival"),),
    "period": (Literal("2025-Q2"),),
    "previous": (Literal("2025-Q1"),),
    "kind": (NamedNode("https://w3id.org/pobratim/ontology/organisation-kind/education"),),
    "from": (Literal(2021), Literal(2025)),
    "to": (Literal(2022), Literal(2024)),
}


@cache
def engine(graph: str) -> StoreEngine:
    store = Store()
    if graph == "small":
        store.extend(small_quads())
    elif graph == "built":
        with TemporaryDirectory() as folder:
            data = DataFolder(Path(folder))
            build_snapshot([ReportInput.of(one) for one in (summer(), autumn())], data)
            store.bulk_extend(Store.read_only(str(data.current().path / "store")))
    else:
        with TemporaryDirectory() as folder:
            data = synthetic.build(Path(folder), 150, seed=2)
            store.bulk_extend(Store.read_only(str(data.current().store_path)))
    return StoreEngine(store, prefixes=prefixes_with(ID))


def settings(names: set[str]) -> list[dict[str, Value | None]]:
    """All open, each parameter alone with each of its values, and all at once."""
    nothing: dict[str, Value | None] = dict.fromkeys(sorted(names))
    alone = [{**nothing, name: value} for name in sorted(names) for value in VALUES[name]]
    return [nothing, *alone, {name: VALUES[name][0] for name in nothing}]


def opened(question: Question, given: dict[str, Value | None]) -> dict[str, Value | None]:
    """What is bound where a parameter is left open: what stands for all of them together, or nothing."""
    everything = {one.name: one.everything for one in question.parameters}
    bound = {name: everything[name] if value is None else value for name, value in given.items()}
    return {**bound, "limit": None} if "limit" in everything else bound


@pytest.mark.slow
@pytest.mark.parametrize("graph", ["small", "synthetic", "built"])
@pytest.mark.parametrize("file", COUNTED, ids=lambda file: file.stem)
def test_a_tally_is_what_counting_gives(file: Path, graph: str) -> None:
    question, counting = questions()[file.stem], file.read_text(encoding="utf-8")
    for given in settings({block.name for block in data_blocks(counting)}):
        looked_up = engine(graph).select(bind(question.sparql, opened(question, given))).rows
        counted = engine(graph).select(bind(counting, given)).rows

        assert sorted(map(str, looked_up)) == sorted(map(str, counted)), given


@pytest.mark.slow
@pytest.mark.parametrize("file", COUNTED, ids=lambda file: file.stem)
def test_the_comparison_is_not_of_nothing(file: Path) -> None:
    assert len(engine("synthetic").select(file.read_text(encoding="utf-8"))) >= 1
