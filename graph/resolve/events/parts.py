"""Which row tells of a part of a larger event that another tells of."""

from datetime import timedelta

from graph.resolve.clusters import Match
from graph.resolve.events.occasion import Occasion, share_venue
from graph.resolve.geography import Geography
from ontology.names.titles.title import EventTitle


def part_of(part: Occasion, whole: Occasion, geography: Geography) -> Match | None:
    """How sure it is that a row tells of a part of the event that another tells of."""
    frame = part.title.frame
    if frame is None or not _is_within_days(part, whole) or _share_frame(whole.title, frame):
        return None
    is_named = bool(whole.title.names) and whole.title.names <= frame.names
    if not is_named and not _is_called(frame, whole.title):
        return None
    reason = "its frame has that name" if is_named else "its frame is called so"
    match = Match(0.95, (reason, "within its days"))
    shared = share_venue(part, whole, geography)
    return match if shared else match.less(0.02 if shared is None else 0.2, "not said to be in one place")


def _is_within_days(part: Occasion, whole: Occasion) -> bool:
    """Whether it began in the days of the whole, or the day before or after."""
    if part.dates is None or whole.dates is None:
        return False
    day = timedelta(days=1)
    return whole.dates.start - day <= part.dates.start <= whole.dates.end + day


def _share_frame(whole: EventTitle, frame: EventTitle) -> bool:
    """Whether the other is a part of the same itself."""
    return whole.frame is not None and whole.frame.core == frame.core


def _is_called(frame: EventTitle, whole: EventTitle) -> bool:
    """Whether the frame has the words of a whole without a name, and at most as many others."""
    if whole.names or not whole.specific or not whole.specific <= frame.specific:
        return False
    return len(whole.specific) * 2 >= len(frame.specific)
