"""The pages that write: reports, the draft of the next graph, snapshots, corrections, review, the journal."""

from web.office import corrections, draft, journal, lessons, reports, review, snapshots

ROUTERS = (
    reports.router, draft.router, snapshots.router, corrections.router, review.router, lessons.router,
    journal.router,
)  # fmt: skip
