"""Why a body is said to be of its country and in its place: the rule that told it, and the words it read."""

from collections.abc import Callable, Iterator

from loaders.mentions import PlaceMention
from loaders.organisations.neighbours import OF_ENTRY
from loaders.organisations.phrases import Phrase
from loaders.organisations.surroundings import Home, Surroundings
from ontology.model import Evidence, PlaceRef, Span

_MOST_LOOKED_AT = 8
"""So many places on either side of a name may be what tells its home."""
MARK = "home_"
"""What the rules of homes begin with in evidence, where those that name bodies stand beside them."""


def why_there(home: Home, phrase: Phrase, around: Surroundings) -> tuple[Evidence, ...]:
    """The evidence of the country and of the place, as far as they are told."""
    return tuple(_why(home, phrase, around))


def _why(home: Home, phrase: Phrase, around: Surroundings) -> Iterator[Evidence]:
    if home.country is not None:
        told = home.country.split("-")
        words = _words(home.rule, phrase, around, lambda place: place.country in told)
        yield Evidence(MARK + home.rule, words, "country")
    if home.place is not None:
        rule = home.place_rule or home.rule
        words = _words(rule, phrase, around, lambda place: place.name == home.place)
        yield Evidence(MARK + rule, words, "place")


def _words(rule: str, phrase: Phrase, around: Surroundings, tells: Callable[[PlaceRef], bool]) -> Span | None:
    """The nearest place of the cell that tells it, else the name; None where the row as a whole does."""
    if rule in OF_ENTRY:
        return None
    own = phrase.words.span(phrase.words.tokens[phrase.start].start, phrase.words.tokens[phrase.end - 1].end)
    near = around.places_about(own.start, _MOST_LOOKED_AT)
    nearest = min((one for one in near if tells(one.place)), key=lambda one: _apart(one, own), default=None)
    return own if nearest is None else nearest.span


def _apart(mention: PlaceMention, own: Span) -> int:
    """The characters between a place and the name; none where the name holds it."""
    return max(mention.span.start - own.end, own.start - mention.span.end, 0)
