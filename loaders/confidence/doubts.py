"""What may speak against a fact, beside the rule that decided it.

Each doubt is a question with its own name; how much it tells is counted on annotated rows, so a question that
tells nothing does no harm. A step states doubts of its own where only it knows how close another answer was.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from loaders.cell import EntryText, plain
from loaders.confidence.classifier import Classifiers, features
from ontology.gazetteer import load as load_gazetteer
from ontology.home import load as load_home
from ontology.model import CellName, EntryFacts, Fact

_LONG_NAME = 9  # words
_STEM = 5  # letters that a place and its adjective have in common


@dataclass(frozen=True)
class Row:
    """An entry's text, and all that was read from it."""

    text: EntryText
    facts: EntryFacts
    classifiers: Classifiers

    @cached_property
    def features(self) -> frozenset[str]:
        """The words that the classifiers know the row by."""
        return features(self.text)

    @cached_property
    def other_readings(self) -> dict[str, tuple[str, ...]]:
        """What the classifier of each field would think of."""
        return {field: one.reading(self.features) for field, one in self.classifiers.items()}


Holds = Callable[[Row, int, Fact[Any]], bool]


# ── of any field ────────────────────────────────────────────────────────────────────────────────


def told_in_passing(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Only the content tells it, not the title, the place or the participants."""
    cells = {one.span.cell for one in fact.evidence if one.span is not None}
    return cells == {CellName.CONTENT}


# ── sectors and kinds of event ──────────────────────────────────────────────────────────────────


def other_main_sector(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words are mostly of another sector."""
    return index == 0 and fact.value not in row.other_readings["sectors"]


def other_kind(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words mostly tell of another kind of event."""
    return fact.value not in row.other_readings["event_type"]


def not_in_title(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The title does not speak for it."""
    return all(one.span is None or one.span.cell is not CellName.TITLE for one in fact.evidence)


def further_sector(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It comes second or third."""
    return index > 0


# ── places ──────────────────────────────────────────────────────────────────────────────────────


def unlisted_place(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The gazetteer has no such place."""
    return fact.value.gazetteer_id is None


def namesakes(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Several places have that name."""
    return fact.value.gazetteer_id is not None and len(load_gazetteer().named(fact.value.name)) > 1


def by_its_form(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Only the form of a name told that it is a place."""
    return fact.rule().endswith("_by_form")


def told_once(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Only one place in the row tells it."""
    return len(fact.evidence) == 1


def at_home(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It is in the home country, where most of what a row names is."""
    return bool(fact.value.country == load_home().country)


def far_away(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It is neither at home nor in a neighbouring country."""
    country = fact.value if isinstance(fact.value, str) else fact.value.country
    return country is not None and country not in load_home().near_countries


# ── bodies and people ───────────────────────────────────────────────────────────────────────────


def long_name(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The name is so long that it may be more than one, or go on into the sentence."""
    return len(fact.value.name.split()) >= _LONG_NAME


def place_in_name(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Its own name tells where it is, as «Смоленский областной центр» does."""
    place = fact.value.place
    return place is not None and plain(place)[:_STEM] in plain(fact.value.name)


def placed_in_area(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It is no authority, and a district or region is all that tells where it is."""
    ref = fact.value
    return ref.place is not None and ref.kind != "authority" and _is_area(ref.place, ref.country)


@lru_cache(maxsize=10_000)
def _is_area(name: str, country: str | None) -> bool:
    place = load_gazetteer().find(name, country=country)
    return place is not None and place.kind in ("district", "region")


def no_kind(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Nothing tells what kind of body it is."""
    return bool(fact.value.kind == "other")


def no_place(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Nothing tells where the body is."""
    return fact.value.place is None


def several_countries(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The row is about more than one foreign country."""
    return len(row.facts.countries) > 1


def no_post(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Nothing tells what the person is."""
    return fact.value.post is None


def one_name(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The person is called by a single word."""
    return len(fact.value.name.split()) == 1


# ── agreements and twins ────────────────────────────────────────────────────────────────────────


def party_untold(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Fewer than two parties are told."""
    return len(fact.value.parties) < 2


def many_parties(row: Row, index: int, fact: Fact[Any]) -> bool:
    """More than two parties are told."""
    return len(fact.value.parties) > 2


def several_documents(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The row tells of more than one document."""
    return len(row.facts.agreements) > 1


def several_pairs(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The row tells of more than one pair of twins."""
    return len(row.facts.twinning) + len(row.facts.twinning_intended) > 1


DOUBTS: tuple[tuple[Holds, frozenset[str]], ...] = (
    (told_in_passing, frozenset({"origins", "countries", "orgs", "persons"})),
    (other_main_sector, frozenset({"sectors"})),
    (further_sector, frozenset({"sectors"})),
    (not_in_title, frozenset({"sectors", "event_type"})),
    (other_kind, frozenset({"event_type"})),
    (unlisted_place, frozenset({"origins", "venues"})),
    (namesakes, frozenset({"origins", "venues"})),
    (by_its_form, frozenset({"countries"})),
    (told_once, frozenset({"origins", "countries"})),
    (at_home, frozenset({"origins"})),
    (far_away, frozenset({"origins", "countries", "venues", "orgs", "persons"})),
    (long_name, frozenset({"orgs"})),
    (no_place, frozenset({"orgs"})),
    (place_in_name, frozenset({"orgs"})),
    (placed_in_area, frozenset({"orgs"})),
    (no_kind, frozenset({"orgs"})),
    (several_countries, frozenset({"orgs", "persons", "origins"})),
    (no_post, frozenset({"persons"})),
    (one_name, frozenset({"persons"})),
    (party_untold, frozenset({"agreements"})),
    (many_parties, frozenset({"agreements"})),
    (several_documents, frozenset({"agreements"})),
    (several_pairs, frozenset({"twinning", "twinning_intended"})),
)
"""Each doubt with the fields whose facts it may be about."""


_NAMES = frozenset(holds.__name__ for holds, _ in DOUBTS)


def doubts_about(row: Row, field: str, index: int, fact: Fact[Any]) -> Iterator[str]:
    """The names of all doubts about the fact: the step's own, and those of the list that hold."""
    yield from (doubt for doubt in fact.doubts if doubt not in _NAMES)
    for holds, fields in DOUBTS:
        if field in fields and holds(row, index, fact):
            yield holds.__name__
