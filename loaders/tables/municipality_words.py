"""The words of a heading as far as they may name a municipality: their forms and what each is for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loaders.cell.regular import in_cyrillic, regular
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.forms import adjective_stem, nominatives
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.morphology import lemma
from ontology.yaml_files import read_typed

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_FEW_WORDS = 4
_LONGEST_ROMAN = 4
_STEM = 4
_GREAT = 300_000
_ROMAN = re.compile(r"[IVXІ]+")


@dataclass(frozen=True, slots=True)
class MunicipalityVocabulary:
    """The words by which headings name municipalities, as `municipalities.yml` tells them."""

    district_nouns: tuple[str, ...]
    district_adjectives: tuple[str, ...]
    short_noun: str
    city_adjective: str
    districts: Mapping[str, str]
    towns: tuple[str, ...]
    before_towns: tuple[str, ...]
    territories: tuple[str, ...]
    territory_openings: tuple[tuple[str, ...], ...]
    frame: tuple[str, ...]
    regions: tuple[str, ...]
    before_regions: tuple[str, ...]
    joining: str
    adjective: str
    full_adjective: str
    abbreviations: Mapping[str, str]
    lemmas: Mapping[str, str]


@lru_cache(maxsize=1)
def vocabulary() -> MunicipalityVocabulary:
    """The words, read once."""
    return read_typed(Path(__file__).parent / "municipalities.yml", MunicipalityVocabulary)


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """A heading's words and their dictionary forms."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)

    def is_name(self, at: int) -> bool:
        """Whether the word there is written as names are."""
        return at < len(self) and self.words[at][:1].isupper() and len(self.words[at]) > 1

    def is_adjective(self, at: int) -> bool:
        """Whether the word there is an adjective of a place."""
        return (
            0 <= at < len(self)
            and re.fullmatch(vocabulary().adjective, self.words[at], re.IGNORECASE) is not None
            and self.lemmas[at] not in vocabulary().district_adjectives
        )

    def frames(self, at: int) -> bool:
        """Whether the word there says no more than that a municipality, its bodies or its events follow."""
        word, text = self.lemmas[at], self.words[at]
        if text.isdecimal() or _ROMAN.fullmatch(text) or word in vocabulary().frame:
            return True
        return word in vocabulary().regions or self._names_region(at)

    def _names_region(self, at: int) -> bool:
        before = at > 0 and self.lemmas[at - 1] in vocabulary().before_regions
        return before or (at + 1 < len(self) and self.lemmas[at + 1] in vocabulary().regions)

    def before_noun(self, at: int) -> int:
        """Where the name of a district stands whose noun is there, past its adjectives of kind."""
        at -= 1
        while at >= 0 and self.lemmas[at] in vocabulary().district_adjectives:
            at -= 1
        return at

    def joins(self, at: int) -> bool:
        """Whether «и» stands beside the word."""
        return vocabulary().joining in self.lemmas[max(0, at - 1) : at + 2]


def heading_words(text: str) -> HeadingWords:
    """The words of a heading, abbreviations written out."""
    for written, whole in _abbreviations():
        text = written.sub(whole, text)
    words = tuple(
        word if _ROMAN.fullmatch(word) and len(word) <= _LONGEST_ROMAN else in_cyrillic(word)
        for word in _TOKEN.findall(text)
    )
    return HeadingWords(words, tuple(_lemma(word) for word in words))


def may_name(text: str) -> bool:
    """Whether a look at every word is worth it: the text is short or has a noun of municipalities."""
    return text.count(" ") < _FEW_WORDS or _signs().search(text) is not None


def is_territory(line: str) -> bool:
    """Whether the heading speaks as if it named a municipality: «Вяземское городское поселение», «МО …»."""
    text = regular(line)
    if not may_name(text):
        return False
    words = heading_words(text)
    for at, word in enumerate(words.lemmas):
        if word in vocabulary().territories and (
            words.is_adjective(words.before_noun(at)) or words.is_name(at + 1)
        ):
            return True
    return any(words.lemmas[: len(opening)] == opening for opening in vocabulary().territory_openings)


def names_home_region(line: str) -> bool:
    """Whether the words name the home region: «Смоленской области»."""
    words = heading_words(regular(line))
    stem = adjective_stem(key(load_home().adjective))
    return any(
        adjective_stem(key(word)) == stem and following in vocabulary().regions
        for word, following in zip(words.words, words.lemmas[1:], strict=False)
    )


def lies_elsewhere(words: HeadingWords) -> bool:
    """Whether the heading names a region, or a great city, that is not at home: «… Алтайского края»."""
    return any(
        _is_other_region(words, at) if lemma in vocabulary().regions else _is_city_abroad(words, at)
        for at, lemma in enumerate(words.lemmas)
    )


def _is_other_region(words: HeadingWords, noun: int) -> bool:
    """Whether what stands before the noun of a region, or behind it, is the name of another one."""
    adjective = words.words[noun - 1] if noun > 0 and words.is_adjective(noun - 1) else ""
    if adjective:
        stem = adjective_stem(key(adjective))
        return stem is not None and stem not in _own_stems()
    return words.lemmas[noun] in vocabulary().before_regions and words.is_name(noun + 1)


@lru_cache(maxsize=1)
def _own_stems() -> frozenset[str | None]:
    """The stems of the adjectives of the home region and its country."""
    home = load_home()
    country = load_gazetteer().country(home.country)
    names = (home.adjective, *(country.adjectives if country is not None else ()))
    return frozenset(adjective_stem(key(name)) for name in names)


def _is_city_abroad(words: HeadingWords, at: int) -> bool:
    """Whether the word is the name of a great city that lies in no municipality of the home region."""
    if not words.is_name(at) or words.frames(at):
        return False
    cities = (place for name in nominatives(key(words.words[at])) for place in load_gazetteer().named(name))
    return any(place.population >= _GREAT and place.kind == "city" for place in cities) and not any(
        load_home().seated_in(name) or load_home().municipality(f"{vocabulary().towns[0]} {name}")
        for name in nominatives(key(words.words[at]))
    )


def _lemma(word: str) -> str:
    lower = word.lower()
    return vocabulary().lemmas.get(lower) or lemma(lower)


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    """The beginnings of the words without which no municipality and no territory is named."""
    words = vocabulary()
    openings = {opening[-1] for opening in words.territory_openings}
    nouns = {noun[:_STEM] for noun in (*words.territories, *words.towns, *openings)}
    written = "|".join(_as_written(short) for short in words.abbreviations)
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(nouns))})|{written}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _abbreviations() -> Sequence[tuple[re.Pattern[str], str]]:
    return tuple(
        (re.compile(_as_written(short), re.IGNORECASE), f" {whole} ")
        for short, whole in sorted(vocabulary().abbreviations.items(), key=lambda item: -len(item[0]))
    )


def _as_written(short: str) -> str:
    """A pattern for an abbreviation, whose spaces may be missing; one without a dot is a whole word."""
    pattern = r"(?<!\w)" + re.escape(short).replace(r"\ ", r"\s?")
    return pattern if short.endswith(".") else pattern + r"(?!\w)"
