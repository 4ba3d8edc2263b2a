"""The steps that every kind takes, with rules that are plain to see."""

from collections.abc import Hashable, Iterator
from datetime import date

from graph.judgements import Kind
from graph.resolve.clusters import Match
from graph.resolve.identify import Issued, Member, Resolution, Rules, first_reported, identify


def block_keys(number: int) -> Iterator[tuple[Hashable, bool]]:
    yield "all", True


def compare(one: int, other: int) -> Match | None:
    """Neighbours are one; those a little further apart may be."""
    score = {1: 0.95, 2: 0.7}.get(abs(one - other))
    return None if score is None else Match(score, (f"{abs(one - other)} apart",))


def resolved(*numbers: int) -> Resolution:
    """Who is who among numbers, none of which may be one with another five away."""
    members = {
        f"number/{one}": Member(
            one, frozenset({str(one)}), str(one), f"entry/{one}", (date(2024, 4, one), "")
        )
        for one in numbers
    }
    rules = Rules(Kind.ORGANISATION, block_keys, compare, lambda one, other: abs(one - other) >= 5)
    return identify(members, rules, (), first_reported(members, Issued()))


def test_a_group_is_called_by_what_was_reported_first() -> None:
    found = resolved(3, 1, 2, 9)
    assert found.groups == (("number/1", "number/2", "number/3"), ("number/9",))
    assert found.redirects == {"number/2": "number/1", "number/3": "number/1"}


def test_each_member_of_a_chain_is_told_of_once() -> None:
    assert [(one.entity, one.value) for one in resolved(1, 2, 3).merges] == [
        ("number/1", "2"),
        ("number/1", "3"),
    ]


def test_what_may_be_one_is_a_candidate() -> None:
    (candidate,) = resolved(1, 3).candidates
    assert (candidate.kind, candidate.left, candidate.right) == ("organisation", "number/1", "number/3")
