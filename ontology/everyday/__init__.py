"""Everyday names of bodies, places and people: «облисполком», «СмолГУ», «белорусы», “Hrodna”."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.gazetteer import load as load_gazetteer
from ontology.morphology import lemma, lemmas, parses
from ontology.names.organisations.lexicon import full_names, organisation_words
from ontology.plain import plain
from ontology.remembered import remembered
from ontology.yaml_files import read_typed

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_SECOND = 3
_TELLING = 3
"""So many letters has a word of a name that tells something and lends its letter to initials."""
_ADJECTIVE = "ADJF"
_BODY = "Orgn"
"""How the dictionary marks words for bodies: «сельхозакадемия» is both known and put together."""
_INITIALS = range(3, 7)
_SYLLABLES = range(3, 7)


@dataclass(frozen=True, slots=True)
class Everyday:
    """The everyday words, as `everyday.yml` lists them."""

    shortened: Mapping[str, tuple[str, ...]]
    otherwise: Mapping[str, tuple[str, ...]]
    beginnings: Mapping[str, str]
    compounds: tuple[str, ...]
    people: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    of_places: Mapping[str, str]
    surnames: tuple[str, ...]
    town: str


@cache
def everyday() -> Everyday:
    """The everyday words."""
    return read_typed(Path(__file__).with_name("everyday.yml"), Everyday)


@remembered
def in_full(word: str) -> tuple[str, ...]:
    """The dictionary forms that a word in plain form is short for; nothing of one that is not short."""
    full = _told_of(word, shortened())
    if full is not None:
        return full
    likeliest = parses(word)[0]
    return () if likeliest.is_known and _BODY not in likeliest.tag.grammemes else _put_together(word)


@cache
def shortened() -> Mapping[str, tuple[str, ...]]:
    """Every word that is short for several, and their dictionary forms: everyday ones and the lexicon's."""
    lexicon = {plain(short): _telling(full) for short, full in full_names().items()}
    return {**lexicon, **everyday().shortened}


def _telling(phrase: str) -> tuple[str, ...]:
    return tuple(lemma(word) for word in _WORD.findall(plain(phrase)) if len(word) >= _TELLING)


@remembered
def said_otherwise(word: str) -> tuple[tuple[str, ...], ...]:
    """What may stand in a body's name where people say the word, each as dictionary forms.

    «мэрия» of an «администрация» or an «исполнительный комитет», «библиотека» of a «библиотечная система».
    """
    phrases = _told_of(word, everyday().otherwise)
    return tuple(tuple(phrase.split()) for phrase in phrases or ())


def _told_of(word: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """What is listed of the word, or of the first of its dictionary forms that is listed."""
    return next((known[form] for form in (word, *lemmas(word)) if form in known), None)


def _put_together(word: str) -> tuple[str, ...]:
    """«облсовет» → «областной», «совет»; «минкультуры» → «министерство», «культура»."""
    for beginning, first in everyday().beginnings.items():
        second = word.removeprefix(beginning)
        if second != word and len(second) >= _SHORTEST_SECOND and parses(second)[0].is_known:
            return (first, lemma(second))
    return ()


@remembered
def countries_of_people(word: str) -> tuple[str, ...]:
    """The codes of the countries whose people the word names: «белорусами» → BY."""
    known = _codes()
    return tuple(dict.fromkeys(code for form in lemmas(word) for code in known.get(form, ())))


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, names in everyday().people.items():
        for name in names:
            found[plain(name)] = (*found.get(plain(name), ()), code)
    return found


@remembered
def words_of_country(word: str) -> tuple[str, ...]:
    """The dictionary forms of all words that name the country which the word names, and no other country."""
    found = (load_gazetteer().find(form, kind="country") for form in (word, *lemmas(word)))
    country = next(filter(None, found), None)
    if country is None:
        return ()
    own = (one for one in _words_of_names(country.id) if _countries_by_words()[one] == 1)
    return tuple(dict.fromkeys((*own, *map(plain, country.adjectives))))


def _words_of_names(place_id: str) -> Iterator[str]:
    return (lemma(word) for name in names_of_place(place_id) for word in _WORD.findall(plain(name)))


@cache
def _countries_by_words() -> Counter[str]:
    """How many countries have each word in their names."""
    countries = (place for place in load_gazetteer().areas() if place.kind == "country")
    return Counter(word for one in countries for word in frozenset(_words_of_names(one.id)))


def names_of_place(place_id: str) -> tuple[str, ...]:
    """What a place of the gazetteer is called: its usual, former and everyday names, in Latin letters too."""
    place = load_gazetteer().get(place_id)
    told = (*place.names, place.english) if place is not None else ()
    return tuple(dict.fromkeys((*told, *everyday().places.get(place_id, ()))))


def with_kinds_said_otherwise(name: str) -> Iterator[str]:
    """The name with another word for what the place is: «Оршанский р-н», “Mogilev Region”."""
    low = name.casefold()
    for kind, others in everyday().kinds.items():
        if low.endswith(f" {kind}"):
            yield from (f"{low.removesuffix(kind)}{other}" for other in others)


def abbreviations(name: str) -> Iterator[str]:
    """How a body's name is shortened, in plain form: «смолгу» and «сгу»; with quotes what is in them.

    So too without its namesake, with two letters of a compound («сгсха»), and from its noun on: «иро».
    """
    inside = name.partition("«")[2].rpartition("»")[0]
    whole = tuple(_WORD.findall(plain(inside or name)))
    for words in dict.fromkeys((whole, _without_namesake(whole))):
        telling = [word for word in words if len(word) >= _TELLING]
        yield from _initials(telling)
        for at in range(1, _adjectives(telling) + 1):
            yield from _initials_from(telling[at:])


def _without_namesake(words: tuple[str, ...]) -> tuple[str, ...]:
    marks = organisation_words().namesake_marks
    return words[: next((at for at, word in enumerate(words) if word in marks), len(words))]


def _initials_from(named: Sequence[str]) -> Iterable[str]:
    """The first letters of the words, and those with two of a compound, where so many shorten a name."""
    of_one, of_two = ("".join(map(letters, named)) for letters in (_first, _letters))
    return dict.fromkeys(short for short in (of_one, of_two) if len(short) in _INITIALS)


def _initials(named: Sequence[str]) -> Iterator[str]:
    if len(named) not in _INITIALS:
        return
    letters = "".join(word[0] for word in named)
    yield letters
    yield from (named[0][:length] + letters[1:] for length in _SYLLABLES if length < len(named[0]))
    in_two = "".join(map(_letters, named))
    if in_two != letters:
        yield in_two


def _first(word: str) -> str:
    return word[0]


def _adjectives(named: Sequence[str]) -> int:
    """How many words the name begins with that may be adjectives: «Могилевский» is a surname too."""
    told = (at for at, word in enumerate(named) if all(one.tag.POS != _ADJECTIVE for one in parses(word)))
    return next(told, len(named))


def surname_of(adjective_stem: str) -> str | None:
    """The surname that an adjective of that stem is made from, if it may be: «Кулешов» of «кулешовский»."""
    ending = next((one for one in everyday().surnames if adjective_stem.endswith(one)), None)
    return None if ending is None else adjective_stem.removesuffix(ending)


def _letters(word: str) -> str:
    """The first letter, or both of a compound: «сх» of «сельскохозяйственный»."""
    first = next((one for one in everyday().compounds if word.startswith(one)), None)
    return word[0] if first is None else word[0] + word[len(first) : len(first) + 1]
