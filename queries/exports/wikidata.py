"""Twin towns for Wikidata: a query for its service, whose answer is statements for QuickStatements.

Wikidata knows towns by their GeoNames number; ours have one, or their centre has. The query leaves out what
Wikidata says already, and names both places so that a person sees what is stated of what.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode

from queries.exports.model import ExportSource
from queries.exports.things import Thing, thing, things
from queries.texts import sparql

PLACES = ("pob:Settlement", "pob:District", "pob:Region", "pob:Municipality")
QUERY = "exports/twins-on-wikidata.rq"
ROWS = "# rows\n"


def write_wikidata(source: ExportSource, output: BinaryIO) -> None:
    """The query with a row for each twinning, both ways."""
    rows = "".join(f"    ({' '.join(map(str, row))})\n" for row in _rows(source))
    output.write(sparql(QUERY).replace(ROWS, rows).encode())


def _rows(source: ExportSource) -> Iterator[tuple[Literal, ...]]:
    places = {one.iri: one for kind in PLACES for one in things(source, kind)}
    for twinning in things(source, "pob:Twinning"):
        ends = [*filter(None, map(places.get, twinning.values("pob:between")))]
        known = [_number(source, one) for one in ends]
        if len(ends) == 2 and all(known):
            names = [one.name(source.lang) for one in ends]
            for way in (1, -1):
                yield _row((*known[::way], *names[::way], twinning.iri))


def _row(told: Iterable[str | None]) -> tuple[Literal, ...]:
    return tuple(Literal(one) for one in told if one is not None)


def _number(source: ExportSource, place: Thing) -> str | None:
    """The GeoNames number of the place, else of its centre."""
    own = place.value("pob:geonamesId")
    centres = (NamedNode(iri) for iri in place.values("pob:centre"))
    return own or next((thing(source, one).value("pob:geonamesId") for one in centres), None)
