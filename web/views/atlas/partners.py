"""The map of partnerships as their lists have them."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from web.index import lists
from web.views.atlas.still import SMALL, Arc, MarkedPlace, StillMap, still_map
from web.views.view import View


def map_of_partners(
    db: sqlite3.Connection, view: View, rows: Sequence[lists.Record], shown: str | None = None
) -> StillMap | None:
    """The two sides of partnerships where they lie; None where no two are known to."""
    ends = {row[f"{side}_path"] for row in rows for side in ("home", "partner")}
    things = lists.by_path(db, sorted(ends))
    places = [*_places(view, rows, things)]
    arcs = [
        Arc(
            row["home_path"], row["partner_path"], row["strength"],
            row["events"], row["agreements"], row["path"],
        )
        for row in rows
    ]  # fmt: skip
    return still_map(places, arcs, SMALL, shown) if len(places) > 1 else None


def _places(
    view: View, rows: Sequence[lists.Record], things: dict[str, lists.Record]
) -> Iterator[MarkedPlace]:
    events, agreements = Counter[str](), Counter[str]()
    homes = {row["home_path"] for row in rows}
    for row in rows:
        for path in (row["home_path"], row["partner_path"]):
            events[path] += row["events"]
            agreements[path] += row["agreements"]
    for path, thing in things.items():
        if thing["lat"] is not None and thing["lon"] is not None:
            yield MarkedPlace(
                path, view.short_name(thing), thing["lat"], thing["lon"], path in homes,
                thing["kind"] == "country", events[path], agreements[path],
            )  # fmt: skip
