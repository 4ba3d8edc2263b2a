"""What people decided of a thing or of the rows that tell of it, beside what was read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.iris import report_id
from graph.judgements import FILE_NAME, Judgement, Kind, load_judgements
from graph.review.kept import judgements_kept
from web.index import lists
from web.site import Explorer
from web.views.view import View

BODIES = {"organisation": ("orgs", "venue_orgs"), "person": ("persons",)}
"""Kinds of things, and the fields of facts whose values name one."""
ROWS = {
    "entry": "SELECT path FROM thing WHERE id = ?",
    "event": "SELECT t.path FROM entry e JOIN thing t ON t.id = e.id WHERE event = ? ORDER BY path LIMIT 40",
    "agreement": "SELECT DISTINCT t.path FROM stage JOIN thing t ON t.id = entry WHERE agreement = ? LIMIT 9",
}  # fmt: skip
"""Kinds of things, and the rows whose facts they are made of."""
FIELD_OF = {"agreement": "agreements"}


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A decision, and whether the graph shown was built with it."""

    judgement: Judgement
    is_applied: bool


def decisions_about(explorer: Explorer, view: View, thing: lists.Record) -> list[ShownDecision]:
    """What the graph shown was built with, and for who may decide also what the next update will be."""
    settings = view.request.app.state.settings
    if settings.endpoint is not None:
        return []
    applied = judgements_kept(explorer.index.parent)
    may_see = view.person is not None and view.person.may_edit
    pending = _pending(settings.data, applied) if may_see else ()
    if not applied and not pending:
        return []
    rows = dict(_rows(explorer, thing))
    told = ((one, is_applied) for some, is_applied in ((applied, True), (pending, False)) for one in some)
    return [ShownDecision(*one) for one in told if _is_about(one[0], thing, rows)]


def _pending(data: Path, applied: Iterable[Judgement]) -> tuple[Judgement, ...]:
    known = frozenset(applied)
    return tuple(one for one in load_judgements(data / FILE_NAME) if one not in known)


def _rows(explorer: Explorer, thing: lists.Record) -> Iterator[tuple[tuple[str, str], str]]:
    """The rows that the thing is made of, by report and title, as decisions name them."""
    if thing["kind"] in ROWS:
        for (path,) in explorer.db.execute(ROWS[thing["kind"]], (thing["id"],)):
            cells = next(explorer.ask("entry", entry=explorer.iri(path)), {})
            yield (path.rpartition("/entry/")[0], " ".join(cells.get("title", "").split())), path


def _is_about(judgement: Judgement, thing: lists.Record, rows: Mapping[tuple[str, str], str]) -> bool:
    kind, (first, second) = thing["kind"], judgement.subjects
    if judgement.kind is not Kind.FACT:
        return thing["path"] in (first, second)
    if kind in BODIES:
        names = (judgement.words[1], judgement.correction or "")
        return second in BODIES[kind] and thing["ru"] in (one.partition(" | ")[0] for one in names)
    is_its_field = second == FIELD_OF.get(kind, second)
    return is_its_field and (report_id(first), judgement.words[0]) in rows
