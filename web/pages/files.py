"""The lists of events and agreements for a spreadsheet: real days, sides apart, each row with its proof."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

from collections.abc import Iterator, Sequence
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from graph.sheets import Cell
from web.http.origins import origin_of
from web.http.unknown import by_own_names, refuse_unknown
from web.index import lists
from web.index.columns import HOME_COUNTRY
from web.index.filters import FILTER_NAMES
from web.index.selection import Selection
from web.pages.filtering import chips, known_filters
from web.pages.registers import agreements_in, is_largest_first, order_of
from web.site import Explorer, explorer_of
from web.views.sheets import sheet
from web.views.view import View

router = APIRouter(tags=["registers"])

FILES = ("csv", "xlsx")
TAKEN = (*FILTER_NAMES, "page", "order")
"""What the pages take that the files are of: their addresses differ by the ending alone."""
LONGEST_WORDS = 600
EVENT_COLUMNS = (
    "table.event", "fact.startDate", "fact.endDate", "fact.eventType", "table.sector", "table.home",
    "table.countries", "files.partners", "fact.participantsMin", "fact.participantsMax", "table.rows",
    "files.row", "files.words", "files.link", "table.iri",
)  # fmt: skip
AGREEMENT_COLUMNS = (
    "table.agreement", "fact.agreementType", "table.status", "fact.documentNumber", "table.signed",
    "fact.signedNotBefore", "fact.signedNotAfter", "fact.validUntil", "table.evidence", "files.ours",
    "files.theirs", "table.countries", "table.sector", "files.signers", "files.row",
    "files.words", "files.link",
    "table.iri",
)  # fmt: skip

_ORIGINS = """
    SELECT l.event, json_group_array(DISTINCT json_array(t.path, t.ru, t.en, t.short, t.short_en))
    FROM event_link l JOIN thing t ON t.id = l.thing WHERE l.role = 'origin' GROUP BY l.event
"""


@router.get("/events.{extension}", response_model=None)
def events_file(request: Request, extension: str) -> Response:
    """The events under the same filters as CSV or XLSX."""
    return _file(request, extension, "events")


@router.get("/agreements.{extension}", response_model=None)
def agreements_file(request: Request, extension: str) -> Response:
    """The agreements under the same filters as CSV or XLSX."""
    return _file(request, extension, "agreements")


def _file(request: Request, extension: str, table: str) -> Response:
    if extension not in FILES:
        raise HTTPException(404)
    elsewhere = by_own_names(request, TAKEN)
    if elsewhere is not None:
        return elsewhere
    refuse_unknown(request, TAKEN)
    explorer, view = explorer_of(request), View(request)
    filters = known_filters(explorer, view, request.query_params)
    most = request.app.state.settings.limits.export_rows
    rows: Iterator[list[Cell]]
    keys: tuple[str, ...]
    if table == "events":
        selection = Selection(explorer.db, explorer.columns.events, filters)
        events = lists.event_rows(
            explorer.db, selection.ids(limit=most, largest_first=is_largest_first(request))
        )
        rows, keys = _event_rows(explorer, view, events), EVENT_COLUMNS
    else:
        selection = Selection(explorer.db, explorer.columns.agreements, filters)
        found = agreements_in(explorer, selection, order_of(request), limit=most)
        rows, keys = _agreement_rows(explorer, view, found), AGREEMENT_COLUMNS
    if view.lang != "ru":
        keys = (keys[0], "files.title", *keys[1:])
    title = view.speech.say("nav.events" if table == "events" else "agreements.title")
    told = [chip.label for chip in chips(explorer, view, filters)]
    header = [view.speech.say(key) for key in keys]
    return sheet(view, extension, title, told, header, rows, frozenset((keys.index("files.link"),)))


def _event_rows(explorer: Explorer, view: View, rows: Sequence[lists.Record]) -> Iterator[list[Cell]]:
    proofs = _proofs(explorer, view, "SELECT event, min(id) FROM entry GROUP BY event")
    origins = dict(explorer.db.execute(_ORIGINS).fetchall())
    for row in rows:
        yield [
            *_called(view, row), _day(row["start"]), _day(row["end"]), _concept(view, row, "type"),
            _concept(view, row, "sector"), _names(view, row["homes"]), _names(view, row["countries"]),
            _names(view, origins.get(row["id"])), row["min"], row["max"], row["entries"],
            *proofs.get(row["id"], ("", "")), _link(view, row), explorer.iri(row["path"]),
        ]  # fmt: skip


def _agreement_rows(explorer: Explorer, view: View, rows: Sequence[lists.Record]) -> Iterator[list[Cell]]:
    told = "SELECT agreement, min(entry) FROM stage WHERE entry IS NOT NULL GROUP BY agreement"
    proofs = _proofs(explorer, view, told)
    ours = _our_things(explorer)
    signers = _signers(explorer, view)
    sectors = {one["code"]: view.name(one) for one in lists.concepts(explorer.db, "sector")}
    for row in rows:
        parties = lists.unpack(row["parties"])
        own = [view.name(one) for one in parties if one["path"] in ours] or [_names(view, row["homes"])]
        others = [view.name(one) for one in parties if one["path"] not in ours]
        codes = explorer.db.execute("SELECT sector FROM agreement_sector WHERE agreement = ?", (row["id"],))
        yield [
            *_called(view, row), _concept(view, row, "type"), _concept(view, row, "status"), row["number"],
            _day(row["signed_on"]), _day(row["signed_from"]), _day(row["signed_to"]),
            _day(row["valid_until"]), _day(row["evidence"]), "; ".join(own), "; ".join(others),
            _names(view, row["countries"]), "; ".join(sectors[code] for (code,) in codes if code in sectors),
            signers.get(row["path"], ""), *proofs.get(row["id"], ("", "")), _link(view, row),
            explorer.iri(row["path"]),
        ]  # fmt: skip


def _proofs(explorer: Explorer, view: View, rows: str) -> dict[int, tuple[str, str]]:
    """The row that tells of each thing, and its words; `rows` selects pairs of a thing and a row."""
    sql = (
        f"WITH told(thing, row) AS ({rows}) SELECT told.thing, t.path, t.ru, t.en, p.text FROM told"
        " JOIN thing t ON t.id = told.row LEFT JOIN passage p ON p.thing = told.row"
    )
    return {row["thing"]: (view.name(row), _short(row["text"] or "")) for row in explorer.db.execute(sql)}


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= LONGEST_WORDS else f"{told[:LONGEST_WORDS].rpartition(' ')[0]}…"


def _called(view: View, row: lists.Record) -> list[Cell]:
    """The name; beside an English one, which is told from what was read, the title that the report gives."""
    return [view.name(row)] if view.lang == "ru" else [view.name(row), row["ru"]]


def _our_things(explorer: Explorer) -> frozenset[str]:
    """The paths of what is of the home country: its places, municipalities, bodies."""
    sql = (
        "SELECT path FROM thing WHERE kind = 'municipality' OR country IN"
        f" (SELECT country FROM thing WHERE kind = 'country' AND id IN ({HOME_COUNTRY}))"
    )
    return frozenset(path for (path,) in explorer.db.execute(sql))


def _signers(explorer: Explorer, view: View) -> dict[str, str]:
    """Who signed each agreement, by its path."""
    pairs = [
        (row["agreement"].removeprefix(explorer.base), row["signer"].removeprefix(explorer.base))
        for row in explorer.ask("signers")
    ]
    known = {
        row["path"]: view.name(row)
        for row in explorer.db.execute("SELECT * FROM thing WHERE kind = 'person'")
    }
    found: dict[str, list[str]] = {}
    for agreement, signer in pairs:
        if signer in known:
            found.setdefault(agreement, []).append(known[signer])
    return {agreement: "; ".join(names) for agreement, names in found.items()}


def _link(view: View, row: lists.Record) -> str:
    """The address of the thing's page on this server."""
    return origin_of(view.request) + view.id_url(row["path"])


def _day(iso: str | None) -> date | str | None:
    """The day as spreadsheets know days; what is only a month or a year stays as it is written."""
    return date.fromisoformat(iso) if iso is not None and len(iso) == len("2025-01-01") else iso


def _concept(view: View, row: lists.Record, name: str) -> str:
    return view.name({"ru": row[f"{name}_ru"] or "", "en": row[f"{name}_en"]})


def _names(view: View, packed: str | None) -> str:
    return "; ".join(view.name(one) for one in lists.unpack(packed))
