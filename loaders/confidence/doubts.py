"""What may speak against a fact, beside the rule that decided it.

Each doubt is a question with its own name; how much it tells is counted on annotated rows, so a question that
tells nothing does no harm. A step states doubts of its own where only it knows how close another answer was.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from loaders.cell import EntryText, Stretches, plain
from loaders.confidence.classifier import Classifiers, features
from ontology.fields import FACT_FIELDS
from ontology.gazetteer import load as load_gazetteer
from ontology.home import load as load_home
from ontology.model import CellName, EntryFacts, Fact, Span

_LONG_NAME = 9  # words
_STEM = 5  # letters that a place and its adjective have in common
_FEW = 4  # of the codes that a classifier ranks
_GIVEN_AND_SURNAME = 2


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
        """What the classifier of each field would think of, likeliest first."""
        return {field: one.ranked(self.features) for field, one in self.classifiers.items()}

    @cached_property
    def places(self) -> Mapping[CellName, Stretches]:
        """The words of each cell that a place was read from."""
        return _by_cell(fact for facts in (self.facts.origins, self.facts.venues) for fact in facts)

    @cached_property
    def bodies(self) -> Mapping[CellName, Stretches]:
        """The words of each cell that a body was read from."""
        return _by_cell(self.facts.orgs)

    @cached_property
    def placed_bodies(self) -> Mapping[CellName, Stretches]:
        """The same of the bodies of which it is told where or whose they are."""
        home = load_home().country
        return _by_cell(one for one in self.facts.orgs if one.value.place or one.value.country != home)

    @cached_property
    def party_countries(self) -> Mapping[str, str | None]:
        """The country of each body and place that the row names, by its name."""
        bodies = {one.value.name: one.value.country for one in self.facts.orgs}
        places = {one.value.name: one.value.country for one in (*self.facts.origins, *self.facts.venues)}
        return {**bodies, **places}

    @cached_property
    def body_names(self) -> frozenset[str]:
        """The names of the bodies that the row names."""
        return frozenset(fact.value.name for fact in self.facts.orgs)

    @cached_property
    def has_unread_names(self) -> bool:
        """Whether the content has a word with a capital that no fact was read from."""
        read = _by_cell(fact for field in FACT_FIELDS for fact in field.of(self.facts))
        cell = self.text[CellName.CONTENT]
        known = read.get(CellName.CONTENT)
        return any(
            cell.is_capitalised(index)
            and not cell.begins_item(index)
            and (known is None or not known.overlap(token))
            for index, token in enumerate(cell.tokens)
        )


def _by_cell(facts: Iterable[Fact[Any]]) -> Mapping[CellName, Stretches]:
    found: dict[CellName, list[Span]] = {}
    for fact in facts:
        for span in _spans(fact):
            found.setdefault(span.cell, []).append(span)
    return {cell: Stretches(spans) for cell, spans in found.items()}


def _spans(fact: Fact[Any]) -> Iterator[Span]:
    return (one.span for one in fact.evidence if one.span is not None)


def _meets(fact: Fact[Any], read: Mapping[CellName, Stretches]) -> bool:
    """Whether words of the fact are among those."""
    return any(span.cell in read and read[span.cell].overlap(span) for span in _spans(fact))


Holds = Callable[[Row, int, Fact[Any]], bool]


# ── of any field ────────────────────────────────────────────────────────────────────────────────


def told_in_passing(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Only the content tells it, not the title, the place or the participants."""
    cells = {one.span.cell for one in fact.evidence if one.span is not None}
    return cells == {CellName.CONTENT}


# ── sectors and kinds of event ──────────────────────────────────────────────────────────────────


def other_main_sector(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words are mostly of another sector."""
    return index == 0 and bool(fact.value != row.other_readings["sectors"][0])


def unlikely_sector(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words are hardly ever of that sector."""
    return fact.value not in row.other_readings["sectors"][:_FEW]


def other_kind(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words mostly tell of another kind of event."""
    return bool(fact.value != row.other_readings["event_type"][0])


def unlikely_kind(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Rows with such words hardly ever tell of that kind of event."""
    return fact.value not in row.other_readings["event_type"][:_FEW]


def not_in_title(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The title does not speak for it."""
    return all(one.span is None or one.span.cell is not CellName.TITLE for one in fact.evidence)


def further_sector(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It comes second or third."""
    return index > 0


def third_sector(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It comes third."""
    return index > 1


def sectors_beside(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It comes first, and others after it."""
    return index == 0 and len(row.facts.sectors) > 1


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


def country_told_once(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It is abroad, and nothing else in the row tells of that country."""
    country = fact.value.country
    if country == load_home().country:
        return False
    facts = row.facts
    told = [one.value.country for one in (*facts.venues, *facts.origins)]
    told += [one.value.country for one in facts.orgs if one.value.country is not None]
    return told.count(country) < 2 and all(
        len(one.evidence) < 2 for one in facts.countries if one.value == country
    )


def in_body_name(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It is told in the name of a body."""
    return _meets(fact, row.bodies)


def home_town(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It is a town at home, in a row that no municipality reports."""
    is_town = fact.value.kind in ("city", "town") and fact.value.country == load_home().country
    return is_town and row.facts.entry.municipality is None


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


def by_adjective(row: Row, index: int, fact: Fact[Any]) -> bool:
    """It is no authority, and an adjective in its name, be it a town's or a region's, tells where it is."""
    ref = fact.value
    return ref.kind != "authority" and place_in_name(row, index, fact) and ref.place not in ref.name


def unquoted(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Its name has no quotes, so that only its words tell where it ends."""
    return "«" not in fact.value.name


def country_untold(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The person is taken to be of the home country, and no place or body in their post tells so."""
    if fact.value.country != load_home().country:
        return False
    return not _meets(fact, row.places) and not _meets(fact, row.placed_bodies)


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


def no_patronymic(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The person has a given name and a surname, as people of any country have."""
    return len(fact.value.name.split()) == _GIVEN_AND_SURNAME and "." not in fact.value.name


# ── agreements and twins ────────────────────────────────────────────────────────────────────────


def party_untold(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Fewer than two parties are told."""
    return len(fact.value.parties) < 2


def many_parties(row: Row, index: int, fact: Fact[Any]) -> bool:
    """More than two parties are told."""
    return len(fact.value.parties) > 2


def unnamed_party(row: Row, index: int, fact: Fact[Any]) -> bool:
    """A party is called by a common noun."""
    return any(name[:1].islower() for name in fact.value.parties)


def stray_party(row: Row, index: int, fact: Fact[Any]) -> bool:
    """A party is none of the bodies and places that were read from the row."""
    mine = row.facts.entry.municipality
    return any(name not in row.party_countries and name != mine for name in fact.value.parties)


def mixed_parties(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Some parties are bodies, others places."""
    return len({name in row.body_names for name in fact.value.parties}) > 1


def places_only(row: Row, index: int, fact: Fact[Any]) -> bool:
    """All its parties are places."""
    parties = fact.value.parties
    return bool(parties) and not any(name in row.body_names for name in parties)


def one_country(row: Row, index: int, fact: Fact[Any]) -> bool:
    """All its parties are of one country."""
    parties = fact.value.parties
    return len(parties) > 1 and len({row.party_countries.get(name) for name in parties}) == 1


def bare_title(row: Row, index: int, fact: Fact[Any]) -> bool:
    """Nothing but its type is told of what it is about."""
    return " " not in fact.value.title


def unread_names(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The content has names that nothing was read from."""
    return row.has_unread_names


def several_documents(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The row tells of more than one document."""
    return len(row.facts.agreements) > 1


def several_pairs(row: Row, index: int, fact: Fact[Any]) -> bool:
    """The row tells of more than one pair of twins."""
    return len(row.facts.twinning) + len(row.facts.twinning_intended) > 1


DOUBTS: tuple[tuple[Holds, frozenset[str]], ...] = (
    (told_in_passing, frozenset({"origins", "countries", "orgs", "persons", "sectors"})),
    (other_main_sector, frozenset({"sectors"})),
    (unlikely_sector, frozenset({"sectors"})),
    (further_sector, frozenset({"sectors"})),
    (third_sector, frozenset({"sectors"})),
    (sectors_beside, frozenset({"sectors"})),
    (not_in_title, frozenset({"sectors", "event_type"})),
    (other_kind, frozenset({"event_type"})),
    (unlikely_kind, frozenset({"event_type"})),
    (unlisted_place, frozenset({"origins", "venues"})),
    (namesakes, frozenset({"origins", "venues"})),
    (by_its_form, frozenset({"countries"})),
    (told_once, frozenset({"origins", "countries", "sectors"})),
    (country_told_once, frozenset({"venues", "origins"})),
    (in_body_name, frozenset({"origins"})),
    (home_town, frozenset({"origins"})),
    (at_home, frozenset({"origins"})),
    (far_away, frozenset({"origins", "countries", "venues", "orgs", "persons"})),
    (long_name, frozenset({"orgs"})),
    (no_place, frozenset({"orgs"})),
    (place_in_name, frozenset({"orgs"})),
    (by_adjective, frozenset({"orgs"})),
    (unquoted, frozenset({"orgs"})),
    (placed_in_area, frozenset({"orgs"})),
    (country_untold, frozenset({"persons"})),
    (no_kind, frozenset({"orgs"})),
    (several_countries, frozenset({"orgs", "persons", "origins"})),
    (no_post, frozenset({"persons"})),
    (one_name, frozenset({"persons"})),
    (no_patronymic, frozenset({"persons"})),
    (party_untold, frozenset({"agreements"})),
    (many_parties, frozenset({"agreements"})),
    (unnamed_party, frozenset({"agreements"})),
    (stray_party, frozenset({"agreements"})),
    (mixed_parties, frozenset({"agreements"})),
    (places_only, frozenset({"agreements"})),
    (one_country, frozenset({"agreements"})),
    (bare_title, frozenset({"agreements"})),
    (unread_names, frozenset({"agreements"})),
    (several_documents, frozenset({"agreements"})),
    (several_pairs, frozenset({"twinning", "twinning_intended"})),
)
"""Each doubt with the fields whose facts it may be about."""


_DOUBTS_OF = {
    field: {holds.__name__: holds for holds, fields in DOUBTS if field in fields}
    for field in sorted({field for _, fields in DOUBTS for field in fields})
}


def doubts_about(row: Row, field: str, index: int, fact: Fact[Any]) -> Iterator[str]:
    """The names of all doubts about the fact: the step's own, and those of the list that hold."""
    held = dict.fromkeys((*fact.signs, *fact.doubts))
    asked = _DOUBTS_OF.get(field, {})
    yield from (doubt for doubt in held if doubt not in asked)
    yield from (name for name, holds in asked.items() if holds(row, index, fact))
