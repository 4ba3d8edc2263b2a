"""From resolved entities to triples: the one package that says how the graph is written.

`docs/graph-model.md` shows the result by example.
"""

from collections.abc import Iterator

from graph.entities import Resolved
from graph.write.rdf import Assertion, Names
from graph.write.triples.agreements import agreement_triples, meant_twinning_triples, twinning_triples
from graph.write.triples.bodies import organisation_triples, person_triples
from graph.write.triples.events import event_triples
from graph.write.triples.reports import entry_triples, report_triples


def report_assertions(resolved: Resolved, names: Names) -> Iterator[Assertion]:
    """All that entries state, with the entries that state it; what has none is told of its report."""
    for event in resolved.events:
        yield from event_triples(event, names)
    for organisation in resolved.organisations:
        yield from organisation_triples(organisation, names)
    for person in resolved.persons:
        yield from person_triples(person, names)
    for agreement in resolved.agreements:
        yield from agreement_triples(agreement, names)
    for twinning in resolved.twinnings:
        yield from twinning_triples(twinning, names)
    for pair in resolved.twinnings_meant:
        yield from meant_twinning_triples(pair, names)


__all__ = ["entry_triples", "report_assertions", "report_triples"]
