"""Which row tells of a part of a larger event that another tells of."""

from datetime import timedelta

from graph.resolve.clusters import Match
from graph.resolve.events.occasion import Occasion, share_venue
from graph.resolve.geography import Geography


def part_of(part: Occasion, whole: Occasion, geography: Geography) -> Match | None:
    """How sure it is that a row tells of a part of the event that another tells of."""
    frame = part.title.frame
    if frame is None or part.dates is None or whole.dates is None:
        return None
    named = bool(whole.title.names) and whole.title.names <= frame.names
    told = not whole.title.names and bool(whole.title.specific) and whole.title.specific <= frame.specific
    told = told and len(whole.title.specific) * 2 >= len(frame.specific)
    if not (named or told) or (whole.title.frame is not None and whole.title.frame.core == frame.core):
        return None
    within = whole.dates.start - timedelta(days=1) <= part.dates.start <= whole.dates.end + timedelta(days=1)
    if not within:
        return None
    reason = "its frame has that name" if named else "its frame is called so"
    match = Match(0.95, (reason, "within its days"))
    shared = share_venue(part, whole, geography)
    return match if shared else match.less(0.02 if shared is None else 0.2, "not said to be in one place")
