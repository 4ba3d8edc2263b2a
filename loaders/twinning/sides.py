"""A word of twinning in its clause, and the sides that its statement joins."""

from dataclasses import dataclass

from loaders.mentions import PlaceMention
from loaders.twinning.clauses import Clause
from loaders.twinning.words import twinning_words

Places = tuple[PlaceMention, ...]


@dataclass(frozen=True, slots=True)
class TwinWord:
    """A word of twinning: item `at` of its clause; `kind` is twins, kin or tie."""

    clause: Clause
    at: int
    kind: str
    plural: bool
    previous: Clause | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Those whom a statement joins: each of `one` with each of `other`; with no other, among themselves."""

    one: Places
    other: Places = ()


def is_aside(clause: Clause, i: int) -> bool:
    """Whether the place only locates: «на форуме (г. Тверь)»."""
    return clause.text(i - 1) == "(" or is_held_there(clause, i)


def is_held_there(clause: Clause, i: int) -> bool:
    """Whether something only happens in the place: «подписан в г. Орше»."""
    while clause.text(i - 1) in twinning_words().place_nouns:
        i -= 1
    return clause.text(i - 1) in twinning_words().held_in
