"""Where the nodes of a drawn network stand."""

from graph.network.layout import Edge, lay_out

NODES = {"a": "Смоленск", "b": "Полоцк", "c": "Орша", "d": "Вязьма"}
EDGES = [Edge("a", "b", 3.0), Edge("a", "c"), Edge("d", "c")]


def test_positions_are_the_same_every_time_and_in_any_order() -> None:
    backwards = dict(reversed(NODES.items()))
    assert lay_out(NODES, EDGES) == lay_out(NODES, EDGES) == lay_out(backwards, EDGES)


def test_positions_of_next_to_nothing() -> None:
    assert lay_out({}, []) == {}
    assert list(lay_out({"only": "Полоцк"}, [])) == ["only"]


def test_old_nodes_stay_where_they_were() -> None:
    before = lay_out(NODES, EDGES)
    after = lay_out({**NODES, "e": "Рудня"}, [*EDGES, Edge("e", "b")], previous=before)
    assert {node: after[node] for node in NODES} == before
