"""The nouns of areas («район», «область», «аймак») and the adjectives that agree with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pymorphy3.analyzer import Parse

from loaders.places.words import AreaNoun, place_words
from ontology.gazetteer import load
from ontology.gazetteer.forms import adjective_stem
from ontology.morphology import lemma, parses
from ontology.plain import with_e
from ontology.remembered import remembered

_CASES = {"loc2": "loct", "loc1": "loct", "gen2": "gent", "gen1": "gent", "acc2": "accs"}
_GENDERS = frozenset({"masc", "femn", "neut"})


@dataclass(frozen=True, slots=True)
class _Form:
    """One reading of a word form; an adjective in the plural has no gender."""

    case: str | None
    number: str | None
    gender: str | None


@remembered
def area_noun(word: str) -> AreaNoun | None:
    """What kind of area the noun tells, in any form or abbreviated; None of any other word."""
    vocabulary = place_words()
    return vocabulary.areas.get(vocabulary.area_abbreviations.get(word) or lemma(word))


@cache
def is_plural(noun: str) -> bool:
    """Whether the noun of an area may stand for several: «районов», but not «района»."""
    if noun in place_words().area_abbreviations:
        return noun.endswith(place_words().plural_abbreviations)
    likeliest = parses(noun)[0].tag
    return bool(likeliest.number == "plur")


@cache
def agrees(adjective: str, noun: str) -> bool:
    """Whether the adjective can belong to the noun: «Минским» to «районом», but not «Минском».

    Of several areas each has its own adjective, in the singular: «Горецкого и Хотимского районов».
    """
    adjectives, nouns = _forms(_adjectives(adjective)), _forms(_nouns(noun))
    if noun in place_words().area_abbreviations:
        return bool(adjectives)
    return any(_fit(one, other) for one in adjectives for other in nouns)


def _adjectives(word: str) -> list[Parse]:
    """The word's readings as an adjective; of some the dictionary has only the surname («Горецкий»)."""
    return [r for r in parses(word) if r.tag.POS == "ADJF" or "Surn" in r.tag.grammemes]


def _nouns(word: str) -> list[Parse]:
    return [reading for reading in parses(word) if reading.tag.POS == "NOUN"]


def _forms(readings: list[Parse]) -> tuple[_Form, ...]:
    tags = (reading.tag for reading in readings)
    return tuple(_Form(_CASES.get(tag.case, tag.case), tag.number, tag.gender) for tag in tags)


def _fit(adjective: _Form, noun: _Form) -> bool:
    if adjective.case != noun.case or (noun.number == "sing" and adjective.number == "plur"):
        return False
    return adjective.number == "plur" or adjective.gender == noun.gender


def nominative(adjective: str, noun: AreaNoun) -> str:
    """The adjective as it stands before the noun's nominative: «Заводского» → «Заводской»."""
    for reading in _likeliest_adjectives(adjective):
        form = reading.inflect({"nomn", "sing", _gender(noun.name)})
        if form is not None:
            return _capitalised_as(adjective, with_e(form.word))
    stem = adjective_stem(adjective.lower())
    return adjective if stem is None else adjective[: len(stem)] + place_words().usual_adjective


def _likeliest_adjectives(adjective: str) -> Iterator[Parse]:
    """Its readings: places have «Псковский», other words «Заводской», unknown ones «Хобдинский»."""
    readings, stress = _adjectives(adjective), place_words().stressed_adjective
    known = [reading for reading in readings if reading.is_known]
    if not load().by_adjective(adjective_stem(adjective.lower()) or ""):
        yield from (reading for reading in known if reading.normal_form.endswith(stress))
    yield from known
    yield from (reading for reading in readings if not reading.normal_form.endswith(stress))
    yield from readings


@cache
def _gender(noun: str) -> str:
    """The gender of an area's noun; those that no dictionary has are masculine: «повят»."""
    return next((gender for gender in _GENDERS if gender in parses(noun)[0].tag.grammemes), "masc")


def _capitalised_as(pattern: str, word: str) -> str:
    """Each part of a hyphenated word capitalised as it is in the text."""
    parts = zip(pattern.split("-"), word.split("-"), strict=True)
    return "-".join(part[:1].upper() + part[1:] if model[:1].isupper() else part for model, part in parts)
