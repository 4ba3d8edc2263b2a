"""What a rule for origins answers."""

from typing import NamedTuple


class ComingAnswer(NamedTuple):
    """Whether somebody comes from the place; `word` told it, "" where the place's own words did."""

    comes: bool
    word: str = ""


NO, BY_ITSELF = ComingAnswer(False), ComingAnswer(True)


def told_by(word: str | None) -> ComingAnswer | None:
    """That somebody comes from there, by that word; no answer where there is none."""
    return ComingAnswer(True, word) if word is not None else None
