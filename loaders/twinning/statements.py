"""Who is called a twin of whom: a word of twinning and the places that its clause joins to it.

Three kinds of words: one or several called twins («город-побратим»), those akin to somebody («породнен с
Шкловом»), and the tie itself («побратимские связи»). RULES stand in order; the first that names a side
answers.
"""

from collections.abc import Callable
from dataclasses import dataclass

from loaders.twinning.called import (
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
    tied_with,
    who_mean_to,
    with_somebody_unnamed,
)


@dataclass(frozen=True, slots=True)
class TwinRule:
    """A way to name twins: the rule that it is counted with, and what tells the sides."""

    name: str
    sides: Callable[[TwinWord], Sides | None]

    @property
    def way(self) -> str:
        """What the way is called in the evidence of who the sides are."""
        return self.sides.__name__


def sides_of(word: TwinWord) -> tuple[TwinRule, Sides] | None:
    """The rule that names sides of the word's statement, and those sides."""
    for rule in RULES[word.kind]:
        sides = rule.sides(word)
        if sides is not None:
            return rule, sides
    return None


_CALLED = (
    TwinRule("twin_word", in_relative_clause),
    TwinRule("twins_named_before", counted_before),
    TwinRule("twin_word", twins_had),
    TwinRule("twin_word", owner_after),
    TwinRule("twin_word", subject_and_owner),
    TwinRule("twin_word", owner_and_list),
    TwinRule("twin_word", owned_unnamed),
    TwinRule("twin_word", had_by),
    TwinRule("twin_word", twin_gained),
    TwinRule("twin_word", of_one_before),
    TwinRule("twin_word", of_the_town),
    TwinRule("twin_word", subject_alone),
    TwinRule("twin_word", celebrating_twins),
    TwinRule("twin_word", twins_named),
    TwinRule("twin_word", apposed),
    TwinRule("twin_word", apposed_by_comma),
    TwinRule("twin_word", with_before),
    TwinRule("twins_named_before", named_before),
)
RULES = {
    "twins": _CALLED,
    "kin": _CALLED,
    "tie": (
        TwinRule("twin_word", in_relative_clause),
        TwinRule("twin_word", made_twins),
        TwinRule("twin_word", between),
        TwinRule("twin_word", of_one_with_others),
        TwinRule("twin_word", of_several),
        TwinRule("twin_word", of_the_two),
        TwinRule("twin_word", who_mean_to),
        TwinRule("twin_word", tied_with),
        TwinRule("twin_word", bound_by_tie),
        TwinRule("twin_word", of_those_who_have),
        TwinRule("twin_word", with_somebody_unnamed),
        TwinRule("twin_word", around_tie),
    ),
}

WAYS = tuple(dict.fromkeys(rule.way for rules in RULES.values() for rule in rules))
"""Every way to name twins, by which evidence goes."""
