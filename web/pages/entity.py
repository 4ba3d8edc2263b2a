"""The page of each thing: what the graph says of it, with proof, and what surrounds it."""

from typing import Any

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from graph.value_words import told_line
from web.http.pages import cached
from web.http.parameters import is_iri
from web.index import lists
from web.index.filters import DIRECT
from web.pages.kinds import ABOUT
from web.site import Explorer, explorer_of
from web.views.decided import decisions_about
from web.views.evidence import SHOWN_PROOFS
from web.views.facts import facts_of
from web.views.schema_org import structured
from web.views.view import View, render

Values = dict[str, Any]
PROOFS = "proofs"
"""The parameter that says how many proofs of each fact are shown."""
MOST_PROOFS = 1000


def render_entity(request: Request, iri: str) -> Response:
    """The entity's page; a redirect from a retired IRI or from twins; 404 for what is not in the graph."""
    return cached(request, lambda asked: _page(asked, iri), (DIRECT, PROOFS))


def _page(request: Request, iri: str) -> Response:
    explorer, view = explorer_of(request), View(request)
    path = iri.removeprefix(explorer.base)
    thing = lists.by_path(explorer.db, [path]).get(path)
    if thing is None:
        return _elsewhere(explorer, view, iri)
    own = ABOUT[thing["kind"]](explorer, view, thing) if thing["kind"] in ABOUT else {}
    shown_proofs = _shown_proofs(view)
    container = explorer.db.execute("SELECT * FROM thing WHERE id = ?", (thing["within"],)).fetchone()
    return render(
        request,
        f"entity/{thing['kind']}.html",
        thing=thing,
        iri=iri,
        structured=structured(thing, iri, container),
        container=container,
        facts=facts_of(explorer, thing, shown_proofs),
        more_proofs=min(shown_proofs * 10, MOST_PROOFS) if shown_proofs < MOST_PROOFS else None,
        other_names=_other_names(explorer, thing),
        merges=_merges(explorer, iri),
        built=explorer.built,
        decisions=decisions_about(explorer, view, thing),
        told=lambda field, line: told_line(field, line, view.speech),
        **own,
    )


def _shown_proofs(view: View) -> int:
    """As many as the address asks for; what is no such number asks for nothing."""
    asked = view.request.query_params.get(PROOFS, "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= len(str(MOST_PROOFS))
    return min(max(int(asked), SHOWN_PROOFS), MOST_PROOFS) if is_number else SHOWN_PROOFS


def _elsewhere(explorer: Explorer, view: View, iri: str) -> Response:
    if not is_iri(iri):
        raise HTTPException(404)
    for row in explorer.ask("survivor", thing=iri):
        return RedirectResponse(view.id_url(row["survivor"].removeprefix(explorer.base)), status_code=308)
    for row in explorer.ask("page-of-twins", thing=iri):
        return RedirectResponse(view.id_url(row["page"].removeprefix(explorer.base)), status_code=303)
    raise HTTPException(404)


def _other_names(explorer: Explorer, thing: lists.Record) -> list[lists.Record]:
    sql = "SELECT DISTINCT name, since, until FROM other_name WHERE thing = ? AND name <> ? ORDER BY name"
    return explorer.db.execute(sql, (thing["id"], thing["ru"])).fetchall()


def _merges(explorer: Explorer, iri: str) -> list[Values]:
    """Why spellings and rows were taken for this thing, each with all its reasons."""
    merges: dict[str, Values] = {}
    for row in explorer.ask("merges", thing=iri):
        merge = merges.setdefault(
            row["merge"],
            {
                "value": row["value"],
                "score": float(row["score"]),
                "entry": row["entry"].removeprefix(explorer.base),
                "reasons": [],
            },
        )
        if "reason" in row:
            merge["reasons"].append(row["reason"])
    return sorted(merges.values(), key=lambda merge: (merge["entry"], merge["value"]))
