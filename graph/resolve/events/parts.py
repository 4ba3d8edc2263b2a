"""Which row tells of a part of a larger event that another tells of: what joins them, what leaves a doubt."""

from datetime import timedelta

from graph.resolve.clusters import Match
from graph.resolve.events.occasion import Occasion, share_venue
from graph.resolve.features import Doubt, MatchFeature, compared
from graph.resolve.geography import Geography
from ontology.names.titles.title import EventTitle


def _is_within_days(part: Occasion, whole: Occasion) -> bool:
    """Whether it began in the days of the whole, or the day before or after."""
    if part.dates is None or whole.dates is None:
        return False
    day = timedelta(days=1)
    return whole.dates.start - day <= part.dates.start <= whole.dates.end + day


def _share_frame(whole: EventTitle, frame: EventTitle) -> bool:
    """Whether the other is a part of the same itself."""
    return whole.frame is not None and whole.frame.core == frame.core


def _bears_name(part: Occasion, whole: Occasion, geography: Geography) -> bool:
    frame, named = part.title.frame, whole.title.names
    return frame is not None and bool(named) and named <= frame.names


def _is_called_so(part: Occasion, whole: Occasion, geography: Geography) -> bool:
    """Whether the frame has the words of a whole without a name, and at most as many others."""
    frame, title = part.title.frame, whole.title
    if frame is None or title.names or not title.specific or not title.specific <= frame.specific:
        return False
    return len(title.specific) * 2 >= len(frame.specific)


def _is_elsewhere(match: Match, part: Occasion, whole: Occasion, geography: Geography) -> bool:
    return share_venue(part, whole, geography) is False


def _is_unplaced(match: Match, part: Occasion, whole: Occasion, geography: Geography) -> bool:
    return share_venue(part, whole, geography) is None


FEATURES: tuple[MatchFeature[Occasion, [Geography]], ...] = (
    MatchFeature(("its frame has that name", "within its days"), 0.95, _bears_name),
    MatchFeature(("its frame is called so", "within its days"), 0.95, _is_called_so),
)

DOUBTS: tuple[Doubt[Occasion, [Geography]], ...] = (
    Doubt("not said to be in one place", _is_unplaced, less=0.02),
    Doubt("another place", _is_elsewhere, less=0.2),
)


def part_of(part: Occasion, whole: Occasion, geography: Geography) -> Match | None:
    """How sure it is that a row tells of a part of the event that another tells of."""
    frame = part.title.frame
    if frame is None or not _is_within_days(part, whole) or _share_frame(whole.title, frame):
        return None
    return compared(FEATURES, DOUBTS, part, whole, geography)
