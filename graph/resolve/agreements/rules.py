"""Which mentions are of one agreement: tables of what joins them and what leaves a doubt."""

from collections.abc import Callable, Hashable, Iterator
from itertools import combinations

from graph.resolve.agreements.mentions import Mentioned
from graph.resolve.clusters import Match, both_differ
from graph.resolve.events.occasion import NEAR
from graph.resolve.features import Doubt, MatchFeature, compared
from graph.resolve.vocabulary import not_telling
from ontology.model import AgreementRef
from ontology.names.words import bases

_MADE = frozenset({"signed", "in_force"})


def incompatible(one: Mentioned, other: Mentioned) -> bool:
    """Whether two mentions cannot be of one agreement, whatever their titles."""
    a, b = one.ref, other.ref
    both_signed = a.status == b.status == "signed" and one.event != other.event
    return (
        a.type != b.type
        or both_differ(a.number, b.number)
        or both_differ(a.date, b.date)
        or (both_signed and _days_apart(one, other) > NEAR)
        or _planned_after(one, other)
        or _planned_after(other, one)
    )


def _planned_after(plan: Mentioned, other: Mentioned) -> bool:
    """Whether one is planned when the other is signed already: that is the next one."""
    if plan.ref.status != "planned" or other.ref.status not in _MADE:
        return False
    return plan.until is not None and other.signed is not None and plan.until > other.signed[1]


def _days_apart(one: Mentioned, other: Mentioned) -> int:
    if one.signed is None or other.signed is None:
        return 0
    return abs((one.signed[0] - other.signed[0]).days)


# ── what makes two mentions one agreement ───────────────────────────────────────────────────────


def _have_one_number(one: Mentioned, other: Mentioned) -> bool:
    told = (one.ref.number, one.ref.date)
    return None not in told and told == (other.ref.number, other.ref.date)


def _have_same_parties(one: Mentioned, other: Mentioned) -> bool:
    return _have_parties(one, other) and set(one.parties) == set(other.parties)


def _have_same_parties_and_date(one: Mentioned, other: Mentioned) -> bool:
    return one.ref.date is not None and one.ref.date == other.ref.date and _have_same_parties(one, other)


def _have_same_sides(one: Mentioned, other: Mentioned) -> bool:
    """The town that means to sign is its administration that signs."""
    return one.sides == other.sides and len(one.sides) > 1 and one.ref.status != other.ref.status


def _share_two_parties(one: Mentioned, other: Mentioned) -> bool:
    return _have_parties(one, other) and len(set(one.parties) & set(other.parties)) > 1


def _have_parties(*mentioned: Mentioned) -> bool:
    return all(len(one.parties) > 1 for one in mentioned)


NUMBER, DATE = "same number and date", "same date"
PARTIES, SIDES, TWO_PARTIES = "same parties", "same sides", "two parties are the same"

FEATURES: tuple[MatchFeature[Mentioned, []], ...] = (
    MatchFeature((NUMBER,), 0.99, _have_one_number),
    MatchFeature((PARTIES, DATE), 0.97, _have_same_parties_and_date),
    MatchFeature((PARTIES,), 0.95, _have_same_parties),
    MatchFeature((SIDES,), 0.9, _have_same_sides),
    MatchFeature((TWO_PARTIES, "others are not"), 0.8, _share_two_parties),
)


# ── what leaves a doubt ─────────────────────────────────────────────────────────────────────────

_Asks = Callable[[Match, Mentioned, Mentioned], bool]


def _unless_dated(holds: _Asks) -> _Asks:
    """Whether it holds of two that no number or date has joined."""
    return lambda match, one, other: {NUMBER, DATE}.isdisjoint(match.reasons) and holds(match, one, other)


def _have_one_subject(match: Match, one: Mentioned, other: Mentioned) -> bool:
    """Whether one title tells no other subject than the other; two without parties tell the very same."""
    left, right = _subject(one.ref), _subject(other.ref)
    if SIDES in match.reasons and not _have_parties(one, other):
        return left == right
    return left <= right or right <= left


def _have_other_subjects(match: Match, one: Mentioned, other: Mentioned) -> bool:
    return not _have_one_subject(match, one, other)


def _differ_on_one_day(match: Match, one: Mentioned, other: Mentioned) -> bool:
    """Whether both titles tell a subject and have no word of it in common: two documents of one day."""
    left, right = _subject(one.ref), _subject(other.ref)
    return DATE in match.reasons and bool(left and right) and left.isdisjoint(right)


def _signed_days_apart(days: int | None) -> _Asks:
    """Whether both are told as signed, by the same parties, so many days apart, or more than are near."""

    def holds(match: Match, one: Mentioned, other: Mentioned) -> bool:
        both_signed = one.ref.status == other.ref.status == "signed"
        apart = _days_apart(one, other)
        asked = apart > NEAR if days is None else apart == days
        return both_signed and asked and PARTIES in match.reasons

    return _unless_dated(holds)


DOUBTS: tuple[Doubt[Mentioned, []], ...] = (
    Doubt("same subject", _unless_dated(_have_one_subject)),
    Doubt("another subject", _unless_dated(_have_other_subjects), most=0.75),
    Doubt("another subject", _differ_on_one_day, most=0.75),
    *(Doubt(f"{days} days apart", _signed_days_apart(days), most=0.8) for days in range(1, NEAR + 1)),
    Doubt("other days of one event", _signed_days_apart(None), most=0.8),
)


def compare(one: Mentioned, other: Mentioned) -> Match | None:
    """How sure it is that two mentions are of one agreement; None where nothing speaks for it."""
    if one.row.id == other.row.id or incompatible(one, other):
        return None
    return compared(FEATURES, DOUBTS, one, other)


def _subject(ref: AgreementRef) -> set[str]:
    """The words of its title that tell what it is about."""
    return set(bases(ref.title)) - not_telling()


def block_keys(one: Mentioned) -> Iterator[tuple[Hashable, bool]]:
    """Keys that two mentions of one agreement share."""
    if one.ref.number is not None:
        yield ("number", one.ref.number, one.ref.date), True
    for left, right in combinations(sorted(one.sides | set(one.parties)), 2):
        yield ("parties", one.ref.type, left, right), True
