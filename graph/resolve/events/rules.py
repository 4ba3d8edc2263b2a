"""Which rows tell of one occasion, and which of a part of a larger one: rules, the first answer decides."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz.distance import Levenshtein

from graph.entities import Id
from graph.resolve.clusters import Match
from graph.resolve.events.titles import EventTitle, parse_title
from graph.resolve.geography import Geography
from graph.resolve.vocabulary import event_words
from ontology.model import DateRange

NEAR = 3
"""Days by which two reports of one event may differ: the eve, the way there, a slip."""

ALIKE = 0.85
"""Share of letters in common from which two names are one name spelt differently."""

FEW_WORDS = 2
"""Words in common up to which the occasion, too, has to be one: «литературный вечер, посвященный …»."""

LONGEST_BLOCKED = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one row tells of an event, as far as its identity depends on it.

    `venues` are places; `bodies` the organisations and people taking part, after they were resolved.
    """

    key: Id
    title: EventTitle
    dates: DateRange | None
    venues: frozenset[Id]
    home: Id
    report: Id
    bodies: frozenset[Id] = frozenset()


def make_occasion(
    key: Id, title: str, dates: DateRange | None, venues: frozenset[Id], home: Id, report: Id,
    bodies: frozenset[Id] = frozenset(),
) -> Occasion:  # fmt: skip
    """The occasion that a row with that title tells of."""
    return Occasion(key, parse_title(title), dates, venues, home, report, bodies)


# ── when and where ──────────────────────────────────────────────────────────────────────────────


def days_between(one: DateRange, other: DateRange) -> int:
    """Days from the end of the earlier range to the beginning of the later; 0 where they overlap."""
    return max(0, (other.start - one.end).days, (one.start - other.end).days)


def _gap(one: Occasion, other: Occasion) -> int | None:
    if one.dates is None or other.dates is None:
        return None
    return days_between(one.dates, other.dates)


def _share_venue(one: Occasion, other: Occasion, geography: Geography) -> bool | None:
    """Whether both are said to be in one place; None where one of them says no place."""
    if not one.venues or not other.venues:
        return None
    return any(geography.agree(a, b) for a in one.venues for b in other.venues)


def incompatible(one: Occasion, other: Occasion, geography: Geography) -> bool:
    """Whether two rows cannot tell of one occasion, whatever their titles."""
    gap = _gap(one, other)
    if gap is not None and gap > NEAR:
        return True
    numbers = (one.title.ordinal, other.title.ordinal)
    return None not in numbers and numbers[0] != numbers[1] and gap != 0


# ── what makes two rows one event ───────────────────────────────────────────────────────────────


def _same_name(a: Occasion, b: Occasion, geography: Geography) -> Match | None:
    if not a.title.names or a.title.names != b.title.names:
        return None
    return _placed(Match(0.97, ("same name",)), a, b, geography)


def _shared_name(a: Occasion, b: Occasion, geography: Geography) -> Match | None:
    if a.title.names.isdisjoint(b.title.names):
        return None
    return _placed(Match(0.97, ("one of the names is the same",)), a, b, geography).at_most(
        0.85, "another name is not"
    )


def _alike_name(a: Occasion, b: Occasion, geography: Geography) -> Match | None:
    if len(a.title.names) != 1 or len(b.title.names) != 1:
        return None
    (left,), (right,) = a.title.names, b.title.names
    if Levenshtein.normalized_similarity(left, right) < ALIKE or min(len(left), len(right)) < 6:
        return None
    match = _placed(Match(0.95, ("names alike",)), a, b, geography)
    return match if _overlap(a.title, b.title) >= 0.6 else match.at_most(0.85, "another kind of event")


def _overlap(a: EventTitle, b: EventTitle) -> float:
    """The share of the shorter kind's words that the longer has too."""
    left, right = set(a.kind), set(b.kind)
    return len(left & right) / (min(len(left), len(right)) or 1)


def _same_kind(a: Occasion, b: Occasion, geography: Geography) -> Match | None:
    """Titles without names: the words that not every event shares, or all of one among the other's."""
    left, right = a.title.specific, b.title.specific
    if a.title.names or b.title.names or not left or not right:
        return None
    shared = left & right
    if len(shared) < min(len(left), len(right)) or len(shared) * 2 < max(len(left), len(right)):
        return None
    match = (
        Match(0.95, ("same words",)) if left == right else Match(0.93, ("words of one among the other's",))
    )
    reasons = [one.title.occasion - event_words().leading for one in (a, b)]
    same_occasion = bool(reasons[0]) and reasons[0] == reasons[1]
    if len(shared) == 1 and not (left == right and same_occasion):
        match = match.at_most(0.8, "few words")
    if len(shared) <= FEW_WORDS and not _is_one_occasion(a.title.occasion, b.title.occasion):
        match = match.at_most(0.85, "another occasion")
    if _share_venue(a, b, geography) is not True:
        return match.at_most(0.7, "not said to be in one place") if _share_bodies(a, b) else None
    return match


def _is_one_occasion(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the two can be held for one thing: most words of one are the other's, or one says none."""
    left, right = (one - event_words().occasion_words for one in (a, b))
    return not left or not right or len(left & right) * 2 > min(len(left), len(right))


def _same_holiday(a: Occasion, b: Occasion, geography: Geography) -> Match | None:
    """Titles that tell nothing but the feast: a town keeps it once a day."""
    if not a.title.holiday or not b.title.holiday or _gap(a, b) != 0:
        return None
    shared = a.venues & b.venues
    if not shared or _kept(a, shared, geography) != _kept(b, shared, geography):
        return None
    match = Match(0.94, ("same holiday, place and day",))
    told_of_many = all(event_words().gatherings.intersection(one.title.kind) for one in (a, b))
    return match.at_most(0.85, "few words") if told_of_many and not _share_bodies(a, b) else match


def _kept(occasion: Occasion, venues: frozenset[Id], geography: Geography) -> set[str]:
    """What is kept, without the names of where it is: «День города Рудни»."""
    words = occasion.title.holiday
    return {w for w in words if not any(geography.is_named_after(w, venue) for venue in venues)}


def _same_occasion(a: Occasion, b: Occasion, geography: Geography) -> Match | None:
    """Titles that tell only what is celebrated: in one settlement on one day, still only likely."""
    if a.title.names or b.title.names or a.title.specific or b.title.specific:
        return None
    same = a.title.occasion and a.title.occasion == b.title.occasion and a.dates == b.dates
    if not same or a.venues.isdisjoint(b.venues):
        return None
    return Match(0.95 if _share_bodies(a, b) else 0.8, ("same occasion, place and day",))


def _share_bodies(a: Occasion, b: Occasion) -> bool:
    return len(a.bodies & b.bodies) >= 2


def _placed(match: Match, a: Occasion, b: Occasion, geography: Geography) -> Match:
    """The match weighed by where and when."""
    gap, shared = _gap(a, b), _share_venue(a, b, geography)
    if gap is None:
        match = match.at_most(0.93 if a.title.ordinal == b.title.ordinal is not None else 0.8, "no date")
    elif gap > 0:
        match = match.less(0.03, f"{gap} days apart")
    if shared is None:
        match = match.less(0.03, "no place") if gap == 0 else match.at_most(0.85, "no place")
    elif shared is False and a.title.is_everywhere and b.title.is_everywhere and gap == 0:
        match = match.less(0.04, "held in many places")
    elif shared is False:
        match = match.at_most(0.8, "another place")
    return match


Rule = Callable[[Occasion, Occasion, Geography], Match | None]

RULES: tuple[Rule, ...] = (
    _same_holiday,
    _same_name,
    _shared_name,
    _alike_name,
    _same_kind,
    _same_occasion,
)


def compare(one: Occasion, other: Occasion, geography: Geography) -> Match | None:
    """How sure it is that two rows tell of one occasion; None where nothing speaks for it."""
    if incompatible(one, other, geography):
        return None
    for rule in RULES:
        match = rule(one, other, geography)
        if match is not None:
            return _doubted(match, one, other)
    return None


def _doubted(match: Match, one: Occasion, other: Occasion) -> Match:
    if _share_bodies(one, other):
        match = Match(match.score, (*match.reasons, "same participants"))
    if one.title.ordinal != other.title.ordinal and None not in (one.title.ordinal, other.title.ordinal):
        match = match.less(0.04, "another number")
    if _are_classes_apart(one.title, other.title):
        match = match.at_most(0.85, "another kind of event")
    if _are_frames_apart(one.title.frame, other.title.frame):
        match = match.at_most(0.8, "parts of different events")
    frames = (one.title.frame, other.title.frame)
    if one.title.names.isdisjoint(other.title.names) and (frames[0] is None) != (frames[1] is None):
        match = match.at_most(0.85, "one is part of a larger event")
    same_reporter = one.home == other.home and one.report == other.report
    if same_reporter and one.title.names.isdisjoint(other.title.names):
        match = match.at_most(0.85, "told twice by one reporter")
    return match


def _are_classes_apart(a: EventTitle, b: EventTitle) -> bool:
    """Whether a concert and an exhibition, a match and a lecture bear one name."""
    return bool(a.classes) and bool(b.classes) and a.classes.isdisjoint(b.classes)


def _are_frames_apart(a: EventTitle | None, b: EventTitle | None) -> bool:
    """Whether both are parts of larger events that share neither name nor telling word."""
    if a is None or b is None:
        return False
    return a.names.isdisjoint(b.names) and a.specific.isdisjoint(b.specific) and a.core != b.core


# ── what makes one a part of another ────────────────────────────────────────────────────────────


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
    shared = _share_venue(part, whole, geography)
    return match if shared else match.less(0.02 if shared is None else 0.2, "not said to be in one place")


# ── which are worth comparing ───────────────────────────────────────────────────────────────────


def block_keys(occasion: Occasion) -> Iterator[tuple[Hashable, bool]]:
    """Keys that two rows of one event share at least one of."""
    return ((key, True) for key in _block_keys(occasion))


def _block_keys(occasion: Occasion) -> Iterator[Hashable]:
    title = occasion.title
    yield from _title_keys(title, occasion)
    if len(title.names) == 1:
        for week in _weeks(occasion.dates):
            for venue in occasion.venues:
                yield "kind", frozenset(title.kind), venue, week
    if title.holiday and occasion.dates is not None:
        for venue in occasion.venues:
            yield "holiday", venue, occasion.dates.start
    if not title.names and not title.specific:
        yield "occasion", title.occasion, occasion.dates and occasion.dates.start


def whole_keys(occasion: Occasion) -> Iterator[Hashable]:
    """Keys under which a larger event is looked for by its parts."""
    yield from _title_keys(occasion.title, occasion)


def part_keys(occasion: Occasion) -> Iterator[Hashable]:
    """Keys of the larger event that a row names."""
    if occasion.title.frame is not None:
        yield from _title_keys(occasion.title.frame, occasion)


def _title_keys(title: EventTitle, occasion: Occasion) -> Iterator[Hashable]:
    for name in title.names:
        for month in _months(occasion.dates):
            yield "name", name, month
    if not title.names:
        for week in _weeks(occasion.dates):
            for word in title.specific:
                for venue in occasion.venues:
                    yield "word", word, venue, week


def _months(dates: DateRange | None) -> Iterator[tuple[int, int] | None]:
    """The months that the range touches with NEAR days at both ends; None where there is no date."""
    if dates is None:
        yield None
        return
    day, last = _padded(dates)
    while day <= last:
        yield day.year, day.month
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _weeks(dates: DateRange | None) -> Iterator[int]:
    if dates is not None:
        first, last = _padded(dates)
        yield from range(first.toordinal() // 7, last.toordinal() // 7 + 1)


def _padded(dates: DateRange) -> tuple[date, date]:
    near = timedelta(days=NEAR)
    return dates.start - near, min(dates.end, dates.start + LONGEST_BLOCKED) + near
