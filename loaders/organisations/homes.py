"""Whose and where an organisation is: its country and place, by the ordered rules of home_rules.py.

The first rule that tells the country decides, and is what is counted; so does the first that tells the place.
"""

from loaders.organisations.home_rules import AROUND, RULES, Rule
from loaders.organisations.lexicon import lexicon
from loaders.organisations.phrases import Phrase
from loaders.organisations.surroundings import Home, HomeSign, Surroundings, unquoted
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.forms import adjective_stem
from ontology.model import PlaceRef


def locate(phrase: Phrase, around: Surroundings) -> Home | None:
    """The home that the phrase or what stands about it tells; None where only the entry as a whole can."""
    if _is_international(phrase) and not around.within(phrase):
        return Home(None, None, "international")
    home = _ToldHome()
    for rule in RULES:
        found = rule(phrase, around)
        if found is not None:
            home.tell(rule, found)
            if home.is_whole:
                break
    if home.country is None:
        return None
    place, namer = _place_name(home.place, phrase, around)
    return Home(home.country, place, home.decided, namer or home.placed)


class _ToldHome:
    """What the rules so far tell of a home, and whether it is whole, so that no other can add to it."""

    def __init__(self) -> None:
        self.decided = ""
        self.placed: str | None = None
        self.country: str | None = None
        self.place: PlaceRef | None = None
        self._is_wide = False

    @property
    def is_whole(self) -> bool:
        """Whether the country is told, and a place; what is told about a name may be a wide region."""
        return self.country is not None and self.place is not None and not self._is_wide

    def tell(self, rule: Rule, found: HomeSign) -> None:
        """The country of the first rule that tells one, the first place that fits it."""
        if self.country is None and found.country is not None:
            self.decided, self.country = rule.__name__, found.country
        if (self.place is None or (self._is_wide and found.place != self.place)) and _fits(
            found, self.country
        ):
            self.place, self.placed = found.place, rule.__name__
            self._is_wide = rule in AROUND and found.place is not None and found.place.kind == "region"


def _is_international(phrase: Phrase) -> bool:
    known = phrase.known
    if known is not None and not known.takes_country:
        return known.country is None
    if phrase.kind == "education":
        return False
    return lexicon().signs.international.search(unquoted(phrase)) is not None


def _fits(found: HomeSign, country: str | None) -> bool:
    """Whether the place may be the body's: told together with the country, or lying in it."""
    if found.place is None or found.place.kind == "country":
        return False
    return country in {None, lexicon().signs.union_code, found.country} or found.place.country == country


def _place_name(
    place: PlaceRef | None, phrase: Phrase, around: Surroundings
) -> tuple[str | None, str | None]:
    """The place by the name that tells best where the body is, and the rule that found that name."""
    if place is None:
        return None, None
    for rule in (municipality_of_row, city_of_district, seat_of_house):
        name = rule(place, phrase, around)
        if name is not None:
            return name, rule.__name__
    return place.name, None


def municipality_of_row(place: PlaceRef, phrase: Phrase, around: Surroundings) -> str | None:
    """In a municipality's own rows, that municipality for a body called by its adjective."""
    mine = around.municipality
    if mine is None or place.country != around.home.place.country or _is_stated(place, phrase, around):
        return None
    municipality = around.home.municipality(mine)
    if municipality is None or not _is_called_by(municipality.adjective.lower(), phrase):
        return None
    return municipality.short if municipality.kind == "city" else mine


def _is_called_by(adjective: str, phrase: Phrase) -> bool:
    """Whether a word of the name is a form of the adjective."""
    stem = adjective_stem(adjective)
    return stem is not None and any(
        phrase.words.plain(i).startswith(stem) for i in range(phrase.start, phrase.end)
    )


def city_of_district(place: PlaceRef, phrase: Phrase, around: Surroundings) -> str | None:
    """«Администрация Московского района г. Минска» is in Minsk."""
    if place.kind != "district" or place.within is None:
        return None
    city = load_gazetteer().get(place.within)
    return city.name if city is not None and city.kind in _TOWNS else None


def seat_of_house(place: PlaceRef, phrase: Phrase, around: Surroundings) -> str | None:
    """«Витебская областная библиотека» where the row tells of Витебск: a house stands in a town."""
    if place.kind != "region" or phrase.kind not in _HOUSES or _is_stated(place, phrase, around):
        return None
    seat = around.named_by(adjective_stem(place.name.split()[0].lower()) or "")
    return None if seat is None else seat.name


_TOWNS = frozenset({"city", "town", "village"})
_HOUSES = frozenset({"culture", "education", "health_social", "company"})


def _is_stated(place: PlaceRef, phrase: Phrase, around: Surroundings) -> bool:
    return any(p.place == place and p.form == "noun" for p in around.within(phrase))
