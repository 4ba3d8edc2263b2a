"""What clients have now is one count over all processes of a server."""

from copy import copy

from web.http.counts import SharedCounts

ONE, OTHER = ("open", "192.0.2.1"), ("open", "192.0.2.2")


def processes_of(counts: SharedCounts, number: int) -> list[SharedCounts]:
    """The counts as so many forked processes have them."""
    found = [copy(counts) for _ in range(number)]
    for at, one in enumerate(found):
        one.become(at)
    return found


def test_each_process_knows_what_all_have_counted() -> None:
    first, second, third = processes_of(SharedCounts(), 3)
    for one in (first, first, second):
        one.add(ONE)
    assert [one.of(ONE) for one in (first, second, third)] == [3, 3, 3]
    first.remove(ONE)
    assert third.of(ONE) == 2
    assert third.of(OTHER) == 0


def test_what_a_killed_process_counted_is_forgotten() -> None:
    counts = SharedCounts()
    first, killed = processes_of(counts, 2)
    first.add(ONE)
    killed.add(ONE)
    heir = copy(counts)
    heir.become(1)
    assert first.of(ONE) == 1


def test_no_count_is_less_than_nothing() -> None:
    counts = SharedCounts()
    counts.remove(ONE)
    counts.add(ONE)
    assert counts.of(ONE) == 1
