"""Who works on a draft is seen by others, whatever locks the system has."""

import os
from pathlib import Path
from time import time

import pytest

from graph.office.drafts import DraftDesk, DraftState, Progress
from ontology import locks


@pytest.mark.parametrize("has_locks", [True, False])
def test_a_draft_at_work_is_seen_so_and_one_that_ended_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_locks: bool
) -> None:
    if not has_locks:
        monkeypatch.setattr(locks, "fcntl", None)
        monkeypatch.setattr(locks, "msvcrt", None)
    desk = DraftDesk(tmp_path)
    desk.keep(desk.begin("Анна"))
    desk.tell(DraftState())
    assert desk.state().progress is Progress.INTERRUPTED, "nobody has begun"
    with desk.working() as is_alone:
        assert is_alone
        assert desk.state().progress is Progress.WORKING
        with desk.working() as is_other_alone:
            assert not is_other_alone
    assert desk.state().progress is Progress.INTERRUPTED
    with desk.working() as is_alone:
        assert is_alone, "it may be taken up again"


def test_without_locks_who_was_killed_is_seen_to_have_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "fcntl", None)
    monkeypatch.setattr(locks, "msvcrt", None)
    monkeypatch.setattr(locks, "BEAT_SECONDS", 1e6)
    file = tmp_path / "held"
    locks.make_free(file)
    with locks.holding(file):
        assert locks.is_held(file)
        silent = time() - locks.SILENT_SECONDS - 1
        os.utime(file, (silent, silent))  # as a kill leaves it
        assert not locks.is_held(file)
