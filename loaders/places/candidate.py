"""What a rule for places answers: words that may name a place."""

from typing import NamedTuple

from ontology.gazetteer import Place

SETTLEMENT_KINDS = ("city", "town", "village")


class Candidate(NamedTuple):
    """Words `first` to `last` (exclusive) that may name one of `options`.

    `name` is the nominative as the row has it; `kind` is given where the row's own words tell it («г.»); an
    option-less candidate is a place by its form alone; `country` is what its noun or its namesake speaks for.
    """

    first: int
    last: int
    name: str
    options: tuple[Place, ...]
    rule: str
    form: str = "noun"
    kind: str | None = None
    country: str | None = None


def is_near(place: Place) -> bool:
    """Whether it is a village of the borderland, whose district is known."""
    return len(place.within) > 2
