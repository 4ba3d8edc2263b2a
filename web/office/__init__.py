"""The pages that write: reports, the draft of the next graph, snapshots, corrections, review, the journal."""

from web.office import draft, journal, reports, snapshots

ROUTERS = (reports.router, draft.router, snapshots.router, journal.router)
