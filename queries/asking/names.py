"""The places, bodies and people of the graph as a question names them: in any case, by any of their names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.iris import slug
from ontology.everyday import countries_of_people, names_of_place, with_kinds_said_otherwise
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.model import Place
from ontology.regions import chosen_region
from queries.asking.phrases import QuestionPhrases
from queries.asking.tokens import QuestionToken, tokens_of
from queries.asking.words import Meaning
from queries.choices import CONCEPT_TYPES, Choice, Choices
from queries.choices.several import groups

PLACES = ("municipality", "country", "partner")


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the graph that the words name: the code by which a type of parameter takes it."""

    type: str
    code: str


class AskedNames:
    """Every name of the graph's places and people, and the vocabularies' names of concepts."""

    def __init__(self, choices: Choices) -> None:
        self.places = QuestionPhrases(_entries(choices, PLACES))
        self.people = QuestionPhrases(_surnames(choices))
        self.concepts = QuestionPhrases(_concepts(choices))

    def words(self) -> Iterator[str]:
        """The words that names of places and people begin with."""
        yield from self.places.words()
        yield from self.people.words()

    def places_at(self, tokens: Sequence[QuestionToken], at: int) -> tuple[int, tuple[Named, ...]]:
        """The places named from this word on, else those that an adjective or the people's name tells of."""
        length, found = self.places.longest(tokens, at)
        return (length, found) if found else (1, self._told_of(tokens[at]))

    def _told_of(self, token: QuestionToken) -> tuple[Named, ...]:
        """The first place of the graph that the adjective is made from, or whose people the word names."""
        named = (self._of_name(name) for place in _places_told_of(token) for name in place.names)
        return next((found for found in named if found), ())

    def _of_name(self, name: str) -> tuple[Named, ...]:
        words = tokens_of(name)
        length, found = self.places.longest(words, 0) if words else (0, ())
        return found if length == len(words) else ()


def _places_told_of(token: QuestionToken) -> Iterator[Place]:
    gazetteer, stem = load_gazetteer(), adjective_stem(token.plain)
    if stem is not None:
        yield from gazetteer.by_adjective(stem)
        yield from gazetteer.settlements_by_adjective(stem)
    told = dict.fromkeys((token.plain, *token.lemmas))
    for code in dict.fromkeys(code for form in told for code in countries_of_people(form)):
        country = gazetteer.country(code)
        if country is not None:
            yield country


def _entries(choices: Choices, types: Iterable[str]) -> Iterator[tuple[str, Named]]:
    for type_ in types:
        for one in choices.of(type_):
            for name in _names_of(one):
                yield name, Named(type_, one.code)
    yield from _centres(choices)
    yield from _groups(choices)


def _groups(choices: Choices) -> Iterator[tuple[str, Named]]:
    """The groups of countries, as a country's value and as a partner's."""
    for code, group in groups(choices):
        for name in (group.ru, group.en, *group.names):
            yield from ((name, Named(type_, code)) for type_ in ("country", "partner"))


def _names_of(one: Choice) -> Iterator[str]:
    """The names that the graph gives, everyday ones, and the Russian ones in Latin letters."""
    _, _, place_id = one.term.value.rpartition("/place/")
    told = dict.fromkeys((*(name for name, _ in one.names), *names_of_place(place_id)))
    for name in told:
        yield name
        yield from with_kinds_said_otherwise(name)
        if not name.isascii():
            yield slug(name).replace("-", " ")


def _centres(choices: Choices) -> Iterator[tuple[str, Named]]:
    """Districts by the town of their government: «Вязьма» of Вяземский, unless that is a city of its own."""
    region, known = chosen_region(), {one.code for one in choices.of("municipality")}
    cities = {city.name for city in region.cities}
    for district in region.districts:
        if district.slug in known and district.centre not in cities:
            yield district.centre, Named("municipality", district.slug)
            yield slug(district.centre), Named("municipality", district.slug)


def gazetteer_place_at(tokens: Sequence[QuestionToken], at: int) -> tuple[int, str]:
    """The longest name of a place of the world that begins at this word, and its words; 0 and "" for none."""
    words = [token.plain for token in tokens]
    found = next(iter(load_gazetteer().matches(words, at)), (0, ""))
    return found if found[0] else next(_english_countries_at(words, at), (0, ""))


def _english_countries_at(words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """The countries whose English names begin at this word, those of more words first."""
    for length in (2, 1):
        named = words[at : at + length]
        if " ".join(named) in _english_countries():
            yield len(named), " ".join(named)


@cache
def _english_countries() -> frozenset[str]:
    return frozenset(one.english.casefold() for one in load_gazetteer().areas() if one.kind == "country")


def _surnames(choices: Choices) -> Iterator[tuple[str, Named]]:
    """People by their surname, with or without what stands before it."""
    for one in choices.of("person"):
        for name, _ in one.names:
            surname = [token for token in tokens_of(name) if len(token.plain) > 2]
            if surname:
                yield surname[-1].plain, Named("person", one.code)


def _concepts(choices: Choices) -> Iterator[tuple[str, Meaning]]:
    for type_ in CONCEPT_TYPES:
        for one in choices.of(type_):
            for name, _ in one.names:
                yield name, Meaning(type_, one.code)
