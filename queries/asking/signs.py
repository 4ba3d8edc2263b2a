"""What a text's pieces say of what is asked: their names, what is denied of them, what is asked first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from queries.asking.ranking import NOT, Feature, is_denial
from queries.asking.words import CONCEPT, question_words

_DENIAL = f"{CONCEPT}:none"
_BREAK = re.compile(r"[,;:.?!()–—]")


@dataclass(frozen=True, slots=True)
class Sign:
    """The names by which a piece may be known, likeliest first; `breaks` where a clause begins with it."""

    names: tuple[str, ...]
    breaks: bool = False

    @property
    def denies(self) -> bool:
        """Whether it says that something is not so, and nothing else."""
        return all(name == _DENIAL for name in self.names)


def breaks_between(text: str, end: int, start: int) -> bool:
    """Whether a clause ends between the two places of the text."""
    return _BREAK.search(text, end, start) is not None


def told_names(signs: Sequence[Sign]) -> tuple[tuple[str, ...], ...]:
    """What each sign says: its names, of what is denied told apart; nothing where it denies another."""
    denied = {at for i, sign in enumerate(signs) if sign.denies for at in _denied_by(signs, i)}
    return tuple(
        () if sign.denies and denied else tuple(map(_not, sign.names)) if i in denied else sign.names
        for i, sign in enumerate(signs)
    )


def is_denied(names: Sequence[str]) -> bool:
    """Whether the names are those of something denied."""
    return any(map(is_denial, names))


def features_of(signs: Sequence[Sign]) -> tuple[Feature, ...]:
    """The features of a text: what its signs say, and what is asked for first."""
    return (*(Feature(names) for names in told_names(signs) if names), *_asked_first(signs))


def _not(name: str) -> str:
    return NOT + name


def _denied_by(signs: Sequence[Sign], at: int) -> Iterator[int]:
    """The place of what the denial is of: the next word of its clause, else the last one before it."""
    after = at + 1
    while after < len(signs) and signs[after].denies and not signs[after].breaks:
        after += 1
    if after < len(signs) and not signs[after].breaks:
        yield after
        return
    before = at - 1
    while before >= 0 and signs[before].denies:
        before -= 1
    if before >= 0:
        yield before


def _asked_first(signs: Sequence[Sign]) -> Iterator[Feature]:
    things = question_words().things
    for sign in signs:
        found = [name for name in sign.names if name.removeprefix(f"{CONCEPT}:") in things]
        if found:
            yield Feature(tuple(f"asks:{name}" for name in found))
            return
