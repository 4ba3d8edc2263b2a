"""The steps that fill the index with what was reported: reports, rows, events, agreements, partnerships."""

from collections.abc import Iterator, Mapping

from web.index.filling import IndexedThing, IndexFilling, Values, code_of, code_or_none, gathered
from web.index.reports import entry_names, report_names

EVENT_ROLES = {
    "homeSide": "home", "country": "country", "origin": "origin", "location": "location", "venue": "venue",
    "participant": "participant", "superEvent": "part_of",
}  # fmt: skip
AGREEMENT_ROLES = {
    "homeSide": "home", "partnerCountry": "country", "party": "party", "signedAt": "signed_at",
    "mentionedIn": "mentioned_in",
}  # fmt: skip
CELLS = ("titleText", "placeText", "contentText", "participantsText")


def add_reports(filling: IndexFilling) -> None:
    """Reports with period and source."""
    reports = list(filling.ask("reports"))
    filling.names.update(report_names(reports))
    filling.add(IndexedThing(row["report"], "report", detail=row["scope"]) for row in reports)
    filling.fill(
        "report",
        (
            (
                filling.number(row["report"]), row.get("title"), row["period"], row["scope"], row["start"],
                row["end"], row.get("source"), row.get("sha256"),
            )
            for row in reports
        ),
    )  # fmt: skip
    titles = ((filling.number(row["report"]), row.get("title")) for row in reports)
    filling.fill("passage", (one for one in titles if one[1] is not None))


def add_events(filling: IndexFilling) -> None:
    """Events with dates and attributes, and what they link to."""
    events = gathered(filling.ask("events"), "event")
    filling.add(
        IndexedThing(iri, "event", detail=code_or_none(row.get("eventType"))) for iri, row in events.items()
    )
    filling.fill(
        "event",
        (
            (
                filling.number(iri), row.get("startDate"), row.get("endDate"), row.get("datePrecision"),
                code_or_none(row.get("mode")), code_or_none(row.get("eventType")),
                code_or_none(row.get("mainSector")),
                row.get("participantsMin"), row.get("participantsMax"), 0,
            )
            for iri, row in events.items()
        ),
    )  # fmt: skip
    _add_links(filling, "event", EVENT_ROLES)


def add_agreements(filling: IndexFilling) -> None:
    """Agreements with their links."""
    agreements = list(filling.ask("agreements"))
    filling.add(
        IndexedThing(row["agreement"], "agreement", detail=code_or_none(row.get("type")))
        for row in agreements
    )
    filling.fill(
        "agreement",
        (
            (
                filling.number(row["agreement"]), code_or_none(row.get("type")),
                code_or_none(row.get("status")),
                row.get("signed"), row.get("earliest"), row.get("latest"), row.get("until"),
                row.get("number"), row.get("evidence"),
            )
            for row in agreements
        ),
    )  # fmt: skip
    _add_links(filling, "agreement", AGREEMENT_ROLES)


def _add_links(filling: IndexFilling, kind: str, roles: Mapping[str, str]) -> None:
    """What events or agreements link to: sectors by code, everything else by number."""
    links: list[Values] = []
    sectors: list[Values] = []
    for row in filling.ask(f"{kind}-links"):
        one, name = filling.number(row[kind]), code_of(row["property"])
        if name == "sector":
            sectors.append((one, code_of(row["thing"])))
        elif (other := filling.number(row["thing"])) is not None:
            links.append((one, roles[name], other))
    # In the order of their keys, so that each is written behind the one before.
    filling.fill(f"{kind}_link", sorted(links))
    filling.fill(f"{kind}_sector", sorted(sectors))


def add_entries(filling: IndexFilling) -> None:
    """Reported rows with their words."""
    entries = gathered(filling.ask("entries"), "entry")
    for iri, row in entries.items():
        filling.names[iri] = entry_names(filling.names.get(row["inReport"], {}), row["number"])
    filling.add(IndexedThing(iri, "entry") for iri in entries)
    filling.fill(
        "entry",
        (
            (
                filling.number(iri), filling.number(row["inReport"]), row["number"], row.get("section"),
                filling.number(row.get("reportedBy")), filling.number(row["describes"]),
                row.get("findingCount", 0),
            )
            for iri, row in entries.items()
        ),
    )  # fmt: skip
    filling.fill(
        "passage",
        (
            (filling.number(iri), " · ".join(row[cell] for cell in CELLS if row.get(cell)))
            for iri, row in entries.items()
        ),
    )


def add_stages(filling: IndexFilling) -> None:
    """The stages of agreements, each with the row that tells of it."""
    filling.fill(
        "stage",
        (
            (
                filling.number(row["agreement"]), code_of(row["status"]), row.get("date"),
                filling.number(row.get("entry")), filling.number(row.get("event")),
            )
            for row in filling.ask("stages")
        ),
    )  # fmt: skip


def add_partnerships(filling: IndexFilling) -> None:
    """Partnerships with their counts, what they rest on, their sectors and organisations."""
    partnerships = list(filling.ask("partnerships"))
    filling.add(IndexedThing(row["partnership"], "partnership") for row in partnerships)
    number = filling.number
    filling.fill(
        "partnership",
        (
            (
                number(row["partnership"]), number(row["home"]), number(row["partner"]),
                number(row["country"]), code_of(row["strength"]), row.get("twinned") == "true",
                row["events"], row["agreements"], row.get("signed", 0), row.get("first"), row.get("last"),
            )
            for row in partnerships
        ),
    )  # fmt: skip
    filling.fill("basis", _bases(filling))
    filling.fill(
        "partnership_sector",
        (
            (number(row["partnership"]), code_of(row["sector"]), row["events"], row["agreements"])
            for row in filling.ask("partnership-sectors")
        ),
    )
    filling.fill(
        "partnership_organisation",
        (
            (
                number(row["partnership"]), number(row["organisation"]), code_of(row["strength"]),
                row["events"], row["agreements"], row.get("first"), row.get("last"),
            )
            for row in filling.ask("partnership-organisations")
        ),
    )  # fmt: skip


def _bases(filling: IndexFilling) -> Iterator[Values]:
    for row in filling.ask("partnership-basis"):
        pair = (filling.number(row["partnership"]), filling.number(row["basis"]))
        if None not in pair:
            yield pair


def add_agreement_partners(filling: IndexFilling) -> None:
    """Agreements belong also to the partners whose partnerships rest on them, though not named as parties."""
    filling.db.execute(
        "INSERT OR IGNORE INTO agreement_link SELECT a.id, 'partner', p.partner FROM basis b"
        " JOIN agreement a ON a.id = b.thing JOIN partnership p ON p.id = b.partnership"
    )
