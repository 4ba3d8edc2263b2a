"""Which mentions are of one agreement."""

from collections.abc import Hashable, Iterator
from itertools import combinations

from graph.resolve.agreements.mentions import Mentioned
from graph.resolve.clusters import CERTAIN, Match, both_differ
from graph.resolve.events.occasion import NEAR
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


def _days_apart(one: Mentioned, other: Mentioned) -> int:
    if one.signed is None or other.signed is None:
        return 0
    return abs((one.signed[0] - other.signed[0]).days)


def _planned_after(plan: Mentioned, other: Mentioned) -> bool:
    """Whether one is planned when the other is signed already: that is the next one."""
    if plan.ref.status != "planned" or other.ref.status not in _MADE:
        return False
    return plan.until is not None and other.signed is not None and plan.until > other.signed[1]


def compare(one: Mentioned, other: Mentioned) -> Match | None:
    """How sure it is that two mentions are of one agreement; None where nothing speaks for it."""
    if one.row.id == other.row.id or incompatible(one, other):
        return None
    return next((match for way in WAYS if (match := way(one, other)) is not None), None)


def _by_number(one: Mentioned, other: Mentioned) -> Match | None:
    told = (one.ref.number, one.ref.date)
    same = None not in told and told == (other.ref.number, other.ref.date)
    return Match(0.99, ("same number and date",)) if same else None


def _by_parties(one: Mentioned, other: Mentioned) -> Match | None:
    a, b = one.ref, other.ref
    if not _has_parties(one, other) or set(one.parties) != set(other.parties):
        return None
    if a.date is not None and a.date == b.date:
        match = Match(0.97, ("same parties", "same date"))
        return match.at_most(0.75, "another subject") if _differ(a, b) else match
    match = _by_subject(Match(0.95, ("same parties",)), a, b)
    signed_twice = a.status == b.status == "signed" and _days_apart(one, other) > 0
    return match.at_most(0.8, f"{_days_apart(one, other)} days apart") if signed_twice else match


def _by_sides(one: Mentioned, other: Mentioned) -> Match | None:
    """The town that means to sign is its administration that signs."""
    if one.sides != other.sides or len(one.sides) < 2 or one.ref.status == other.ref.status:
        return None
    match = _by_subject(Match(CERTAIN, ("same sides",)), one.ref, other.ref)
    is_one_named = _has_parties(one, other) or _subject(one.ref) == _subject(other.ref)
    return match if is_one_named else match.at_most(0.75, "another subject")


def _by_two_parties(one: Mentioned, other: Mentioned) -> Match | None:
    if not _has_parties(one, other) or len(set(one.parties) & set(other.parties)) < 2:
        return None
    match = _by_subject(Match(0.8, ("two parties are the same",)), one.ref, other.ref)
    return match.at_most(0.8, "others are not")


def _has_parties(*mentioned: Mentioned) -> bool:
    return all(len(one.parties) > 1 for one in mentioned)


WAYS = (_by_number, _by_parties, _by_sides, _by_two_parties)
"""What two mentions of one agreement may have in common; the first that they have decides."""


def _by_subject(match: Match, a: AgreementRef, b: AgreementRef) -> Match:
    left, right = _subject(a), _subject(b)
    if left <= right or right <= left:
        return Match(match.score, (*match.reasons, "same subject"))
    return match.at_most(0.75, "another subject")


def _differ(a: AgreementRef, b: AgreementRef) -> bool:
    """Whether both titles tell a subject and have no word of it in common: two documents of one day."""
    left, right = _subject(a), _subject(b)
    return bool(left and right) and left.isdisjoint(right)


def _subject(ref: AgreementRef) -> set[str]:
    """The words of its title that tell what it is about."""
    return set(bases(ref.title)) - not_telling()


def block_keys(one: Mentioned) -> Iterator[tuple[Hashable, bool]]:
    """Keys that two mentions of one agreement share."""
    if one.ref.number is not None:
        yield ("number", one.ref.number, one.ref.date), True
    for left, right in combinations(sorted(one.sides | set(one.parties)), 2):
        yield ("parties", one.ref.type, left, right), True
