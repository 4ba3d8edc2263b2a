"""Which rows tell of one occasion: a table of what joins them, and one of what leaves a doubt."""

from collections.abc import Callable

from rapidfuzz.distance import Levenshtein

from graph.entities import Id
from graph.resolve.clusters import Match
from graph.resolve.events.occasion import NEAR, Occasion, gap_between, share_bodies, share_venue
from graph.resolve.features import Doubt, MatchFeature, compared
from graph.resolve.geography import Geography
from ontology.names.titles.lexicon import event_words
from ontology.names.titles.title import EventTitle

ALIKE = 0.85
"""Share of letters in common from which two names are one name spelt differently."""

FEW_WORDS = 2
"""Words in common up to which the occasion, too, has to be one: «литературный вечер, посвященный …»."""

LEAST_OVERLAP = 0.6
"""Share of the shorter kind's words that a name spelt differently needs in common."""

SHORTEST_ALIKE = 6
"""Letters from which two names may be one spelt differently."""

Compares = Callable[[Occasion, Occasion, Geography], bool]
Asks = Callable[[Match, Occasion, Occasion, Geography], bool]


def incompatible(one: Occasion, other: Occasion, geography: Geography) -> bool:
    """Whether two rows cannot tell of one occasion, whatever their titles."""
    gap = gap_between(one, other)
    if gap is not None and gap > NEAR:
        return True
    numbers = (one.title.ordinal, other.title.ordinal)
    return None not in numbers and numbers[0] != numbers[1] and gap != 0


# ── what makes two rows one event ───────────────────────────────────────────────────────────────


def _keep_one_holiday(a: Occasion, b: Occasion, geography: Geography) -> bool:
    """Titles that tell nothing but the feast: a town keeps it once a day."""
    if not a.title.holiday or not b.title.holiday or gap_between(a, b) != 0:
        return False
    shared = a.venues & b.venues
    return bool(shared) and _kept(a, shared, geography) == _kept(b, shared, geography)


def _kept(occasion: Occasion, venues: frozenset[Id], geography: Geography) -> set[str]:
    """What is kept, without the names of where it is: «День города Рудни»."""
    words = occasion.title.holiday
    return {w for w in words if not any(geography.is_named_after(w, venue) for venue in venues)}


def _have_same_names(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return bool(a.title.names) and a.title.names == b.title.names


def _share_a_name(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return not a.title.names.isdisjoint(b.title.names)


def _have_names_alike(a: Occasion, b: Occasion, geography: Geography) -> bool:
    """«Полесские напевы», «Палескія напевы»."""
    if len(a.title.names) != 1 or len(b.title.names) != 1:
        return False
    (left,), (right,) = a.title.names, b.title.names
    if min(len(left), len(right)) < SHORTEST_ALIKE:
        return False
    return Levenshtein.normalized_similarity(left, right) >= ALIKE


def _have_same_words(a: Occasion, b: Occasion, geography: Geography) -> bool:
    """Titles without names: the words that not every event shares."""
    return _have_nested_words(a, b, geography) and a.title.specific == b.title.specific


def _have_nested_words(a: Occasion, b: Occasion, geography: Geography) -> bool:
    """Titles without names: all words of one among the other's, and half of those."""
    left, right = a.title.specific, b.title.specific
    if a.title.names or b.title.names or not left or not right:
        return False
    shared = left & right
    if len(shared) < min(len(left), len(right)) or len(shared) * 2 < max(len(left), len(right)):
        return False
    return share_venue(a, b, geography) is True or share_bodies(a, b)


def _have_same_occasion(a: Occasion, b: Occasion, geography: Geography) -> bool:
    """Titles that tell only what is celebrated: in one settlement on one day, still only likely."""
    if a.title.names or b.title.names or a.title.specific or b.title.specific:
        return False
    same = a.title.occasion and a.title.occasion == b.title.occasion and a.dates == b.dates
    return bool(same) and not a.venues.isdisjoint(b.venues)


def _and_bodies(holds: Compares) -> Compares:
    return lambda a, b, geography: share_bodies(a, b) and holds(a, b, geography)


NAMED = ("same name", "one of the names is the same", "names alike")
WORDED = ("same words", "words of one among the other's")

FEATURES: tuple[MatchFeature[Occasion, [Geography]], ...] = (
    MatchFeature(("same holiday, place and day",), 0.94, _keep_one_holiday),
    MatchFeature(("same name",), 0.97, _have_same_names),
    MatchFeature(("one of the names is the same",), 0.97, _share_a_name),
    MatchFeature(("names alike",), 0.95, _have_names_alike),
    MatchFeature(("same words",), 0.95, _have_same_words),
    MatchFeature(("words of one among the other's",), 0.93, _have_nested_words),
    MatchFeature(
        ("same occasion, place and day", "same participants"), 0.95, _and_bodies(_have_same_occasion)
    ),
    MatchFeature(("same occasion, place and day",), 0.8, _have_same_occasion),
)


# ── what leaves a doubt ─────────────────────────────────────────────────────────────────────────


def _by(reasons: tuple[str, ...], holds: Compares) -> Asks:
    """Whether one of these features joined the two, and it holds of them."""
    return lambda match, a, b, geography: match.reasons[0] in reasons and holds(a, b, geography)


def _any(holds: Compares) -> Asks:
    return lambda match, a, b, geography: holds(a, b, geography)


def _days_apart(days: int) -> Compares:
    return lambda a, b, geography: gap_between(a, b) == days


def _is_undated(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return gap_between(a, b) is None


def _is_undated_and_unnumbered(a: Occasion, b: Occasion, geography: Geography) -> bool:
    is_one_number = a.title.ordinal == b.title.ordinal is not None
    return _is_undated(a, b, geography) and not is_one_number


def _is_unplaced(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return share_venue(a, b, geography) is None


def _is_unplaced_on_other_days(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return _is_unplaced(a, b, geography) and gap_between(a, b) != 0


def _is_elsewhere(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return share_venue(a, b, geography) is False


def _is_unplaced_that_day(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return _is_unplaced(a, b, geography) and gap_between(a, b) == 0


def _is_everywhere(a: Occasion, b: Occasion, geography: Geography) -> bool:
    """«Акция», «диктант»: held in many places on one day."""
    many = a.title.is_everywhere and b.title.is_everywhere and gap_between(a, b) == 0
    return many and _is_elsewhere(a, b, geography)


def _is_elsewhere_alone(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return _is_elsewhere(a, b, geography) and not _is_everywhere(a, b, geography)


def _is_of_other_kind(a: Occasion, b: Occasion, geography: Geography) -> bool:
    left, right = set(a.title.kind), set(b.title.kind)
    return len(left & right) < LEAST_OVERLAP * (min(len(left), len(right)) or 1)


def _is_held_by_many(a: Occasion, b: Occasion, geography: Geography) -> bool:
    """«Мероприятие, посвященное …»: any house of the town may have had its own."""
    many = all(event_words().gatherings.intersection(one.title.kind) for one in (a, b))
    return many and not share_bodies(a, b)


def _shares_few_words(a: Occasion, b: Occasion, geography: Geography) -> bool:
    """One word in common, unless it is all that both tell, and of one occasion."""
    if len(a.title.specific & b.title.specific) != 1:
        return False
    left, right = (one.title.occasion - event_words().leading for one in (a, b))
    return a.title.specific != b.title.specific or not left or left != right


def _is_another_occasion(a: Occasion, b: Occasion, geography: Geography) -> bool:
    few = len(a.title.specific & b.title.specific) <= FEW_WORDS
    return few and not _is_one_occasion(a.title.occasion, b.title.occasion)


def _is_one_occasion(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the two can be held for one thing: most words of one are the other's, or one says none."""
    left, right = (one - event_words().occasion_words for one in (a, b))
    return not left or not right or len(left & right) * 2 > min(len(left), len(right))


def _is_not_said_to_be_together(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return share_venue(a, b, geography) is not True


def _have_other_numbers(a: Occasion, b: Occasion, geography: Geography) -> bool:
    numbers = (a.title.ordinal, b.title.ordinal)
    return None not in numbers and numbers[0] != numbers[1]


def _are_classes_apart(a: Occasion, b: Occasion, geography: Geography) -> bool:
    """Whether a concert and an exhibition, a match and a lecture bear one name."""
    left, right = a.title.classes, b.title.classes
    return bool(left) and bool(right) and left.isdisjoint(right)


def _are_frames_apart(a: Occasion, b: Occasion, geography: Geography) -> bool:
    """Whether both are parts of larger events that share neither name nor telling word."""
    left, right = a.title.frame, b.title.frame
    return left is not None and right is not None and not _may_be_one(left, right)


def _may_be_one(a: EventTitle, b: EventTitle) -> bool:
    return bool(a.names & b.names) or bool(a.specific & b.specific) or a.core == b.core


def _is_part_of_larger(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return a.title.names.isdisjoint(b.title.names) and (a.title.frame is None) != (b.title.frame is None)


def _are_participants_new(match: Match, a: Occasion, b: Occasion, geography: Geography) -> bool:
    """Whether participants are shared, and not told as a reason yet."""
    return share_bodies(a, b) and "same participants" not in match.reasons


def _is_told_by_one_reporter(a: Occasion, b: Occasion, geography: Geography) -> bool:
    return a.home == b.home and a.report == b.report and a.title.names.isdisjoint(b.title.names)


DOUBTS: tuple[Doubt[Occasion, [Geography]], ...] = (
    Doubt("no date", _by(NAMED, _is_undated), most=0.93),
    Doubt("no date", _by(NAMED, _is_undated_and_unnumbered), most=0.8),
    *(Doubt(f"{days} days apart", _by(NAMED, _days_apart(days)), less=0.03) for days in range(1, NEAR + 1)),
    Doubt("no place", _by(NAMED, _is_unplaced_on_other_days), most=0.85),
    Doubt("no place", _by(NAMED, _is_unplaced_that_day), less=0.03),
    Doubt("held in many places", _by(NAMED, _is_everywhere), less=0.04),
    Doubt("another place", _by(NAMED, _is_elsewhere_alone), most=0.8),
    Doubt("another name is not", _by(NAMED[1:2], _share_a_name), most=0.85),
    Doubt("another kind of event", _by(NAMED[2:], _is_of_other_kind), most=0.85),
    Doubt("few words", _by(("same holiday, place and day",), _is_held_by_many), most=0.85),
    Doubt("few words", _by(WORDED, _shares_few_words), most=0.8),
    Doubt("another occasion", _by(WORDED, _is_another_occasion), most=0.85),
    Doubt("not said to be in one place", _by(WORDED, _is_not_said_to_be_together), most=0.7),
    Doubt("same participants", _are_participants_new),
    Doubt("another number", _any(_have_other_numbers), less=0.04),
    Doubt("another kind of event", _any(_are_classes_apart), most=0.85),
    Doubt("parts of different events", _any(_are_frames_apart), most=0.8),
    Doubt("one is part of a larger event", _any(_is_part_of_larger), most=0.85),
    Doubt("told twice by one reporter", _any(_is_told_by_one_reporter), most=0.85),
)


def compare(one: Occasion, other: Occasion, geography: Geography) -> Match | None:
    """How sure it is that two rows tell of one occasion; None where nothing speaks for it."""
    if incompatible(one, other, geography):
        return None
    return compared(FEATURES, DOUBTS, one, other, geography)
