"""Who is called a twin of whom: a word of twinning and the places that its clause joins to it.

Three kinds of words: one or several called twins («город-побратим»), those akin to somebody («породнен с
Шкловом»), and the tie itself («побратимские связи»). RULES stand in order; the first that names a side
answers.
"""

from collections.abc import Callable, Mapping

from loaders.twinning.called import (
    akin_and_list,
    apposed,
    apposed_by_comma,
    celebrating_twins,
    had_by,
    of_one_before,
    of_the_town,
    owned_unnamed,
    owner_after,
    owner_and_list,
    subject_alone,
    subject_and_owner,
    twin_gained,
    twins_had,
    twins_named,
    with_before,
)
from loaders.twinning.orders import (
    bound_by_tie,
    in_relative_clause,
    made_twins,
    of_several,
    of_the_two,
    of_those_who_have,
)
from loaders.twinning.recalled import counted_before, named_before
from loaders.twinning.sides import Sides, TwinWord
from loaders.twinning.tied import (
    around_tie,
    between,
    of_one_with_others,
    signed_with,
    tied_with,
    who_mean_to,
    with_somebody_unnamed,
)

Rule = Callable[[TwinWord], Sides | None]
"""A way to name twins, by whose name evidence goes: what tells the sides of a word's statement."""


def sides_of(word: TwinWord) -> tuple[str, Sides] | None:
    """The rule that names sides of the word's statement, and those sides."""
    for rule in RULES[word.kind]:
        sides = rule(word)
        if sides is not None:
            return rule.__name__, sides
    return None


_CALLED: tuple[Rule, ...] = (
    in_relative_clause,
    counted_before,
    akin_and_list,
    twins_had,
    owner_after,
    subject_and_owner,
    owner_and_list,
    owned_unnamed,
    had_by,
    twin_gained,
    of_one_before,
    of_the_town,
    subject_alone,
    celebrating_twins,
    twins_named,
    apposed,
    apposed_by_comma,
    with_before,
    named_before,
    signed_with,
)
RULES: Mapping[str, tuple[Rule, ...]] = {
    "twins": _CALLED,
    "kin": _CALLED,
    "tie": (
        in_relative_clause,
        made_twins,
        counted_before,
        between,
        of_one_with_others,
        of_several,
        of_the_two,
        who_mean_to,
        tied_with,
        bound_by_tie,
        of_those_who_have,
        with_somebody_unnamed,
        around_tie,
    ),
}

NAMES = tuple(dict.fromkeys(rule.__name__ for rules in RULES.values() for rule in rules))
"""Every rule by which twins are named."""
