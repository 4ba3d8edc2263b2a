"""Finding places by identifier, by name in any form, and by adjective."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from ontology.gazetteer.forms import nominatives, settlements_of
from ontology.gazetteer.model import Place
from ontology.gazetteer.settlements import Settlements
from ontology.gazetteer.spelling import key

Phrase = tuple[str, ...]
"""A name of two words or more, as it is compared."""

_REMEMBERED_WORDS = 50_000
_BREADTH = {"country": 4, "region": 3, "district": 2}


class Gazetteer:
    """Countries, regions, districts and settlements, found by identifier or by name.

    Of the countries that are `fully_listed` every district is here; `own` are the office's, which stand for
    their names alone.
    """

    def __init__(
        self,
        places: Iterable[Place],
        settlements: Settlements,
        fully_listed: frozenset[str] = frozenset(),
        own: tuple[Place, ...] = (),
        areas_abroad: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.fully_listed = fully_listed
        self._places = {place.id: place for place in (*places, *own)}
        self._own = _by_name(own)
        self._settlements = settlements
        self._areas_abroad = areas_abroad
        self._known_to_geonames = {p.geonames_id for p in self._places.values() if p.geonames_id is not None}
        self._names: dict[str, list[str]] = {}
        self._adjectives: dict[str, list[str]] = {}
        self._countries = {p.country: p for p in self._places.values() if p.kind == "country"}
        for place in self._places.values():
            self._enter(place)
        self._phrases = _phrases(self._names)
        self._joined = _joined(self._names)
        self._names_from = lru_cache(maxsize=_REMEMBERED_WORDS)(self._find_names_from)
        self._named = lru_cache(maxsize=_REMEMBERED_WORDS)(self._find_named)

    def _enter(self, place: Place) -> None:
        for name in place.names:
            self._names.setdefault(key(name), []).append(place.id)
        for adjective in place.adjectives:
            self._adjectives.setdefault(key(adjective)[:-2], []).append(place.id)

    def get(self, place_id: str) -> Place | None:
        """The place with this identifier."""
        return self._places.get(place_id) or self._settlements.get(place_id)

    def areas(self) -> tuple[Place, ...]:
        """Every country, region and district."""
        return tuple(place for place in self._places.values() if place.kind in _BREADTH)

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code, or with any of its Russian names."""
        return self._countries.get(code) or (None if code.isascii() else self.find(code, kind="country"))

    def find(self, name: str, *, country: str | None = None, kind: str | None = None) -> Place | None:
        """The best place of this nominative name: the broadest, then the most populous."""
        fitting = [
            place
            for place in self.named(key(name))
            if (country is None or place.country == country) and (kind is None or place.kind == kind)
        ]
        return max(fitting, key=lambda p: (_BREADTH.get(p.kind, 0), p.population), default=None)

    def named(self, name: str) -> tuple[Place, ...]:
        """All places of this name, which is spelt as `key` spells; the office's own, where it has one."""
        return self._named(name)

    def _find_named(self, name: str) -> tuple[Place, ...]:
        if name in self._own:
            return self._own[name]
        stated = [self._places[place_id] for place_id in self._names.get(name, ())]
        others = self._settlements.named(name)
        return (*stated, *(place for place in others if place.geonames_id not in self._known_to_geonames))

    def matches(self, words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
        """Every name that the words from `at` on are a form of, with its length in words; longest first."""
        alone, longer = self._names_from(words[at])
        if longer and at + 1 < len(words):
            found = (name for second in nominatives(words[at + 1]) for name in longer.get(second, ()))
            fitting = (name for name in found if _stands_at(name, words, at))
            for name in sorted(fitting, key=lambda name: (len(name), name), reverse=True):
                yield len(name), " ".join(name)
        for one in alone:
            yield 1, one

    def country_of_area(self, name: str) -> str | None:
        """The only country with a region that the words may name, «штата Гуджарат»; it need not be listed."""
        first, space, last = name.rpartition(" ")
        spelt = (first + space + one for one in sorted(nominatives(last)))
        return next((self._areas_abroad[one] for one in spelt if one in self._areas_abroad), None)

    def is_joined(self, word: str) -> bool:
        """Whether the word with a hyphen is a form of a name, or of a word in an area's name."""
        if next(self.matches((word,), 0), None) is not None:
            return True
        return not self._joined.isdisjoint(nominatives(word))

    def begins_name(self, word: str, kinds: Iterable[str]) -> bool:
        """Whether the word may be a form of the first word of a name that places of those kinds bear."""
        alone, longer = self._names_from(word)
        names = (*alone, *(" ".join(name) for names in longer.values() for name in names))
        return any(place.kind in kinds for name in names for place in self.named(name))

    def _find_names_from(self, word: str) -> tuple[tuple[str, ...], dict[str, list[Phrase]]]:
        """The names that this word may be a form of, and by their second word those that it may begin."""
        firsts = sorted(nominatives(word), reverse=True)
        alone = tuple(one for one in firsts if one in self._names or self._settlements.bears(one))
        longer: dict[str, list[Phrase]] = {}
        for first in firsts:
            for name in self._phrases_from(first):
                longer.setdefault(name[1], []).append(name)
        return alone, longer

    def _phrases_from(self, first: str) -> Iterator[Phrase]:
        yield from self._phrases.get(first, ())
        yield from (tuple(name.split(" ")) for name in self._settlements.longer_names(first))

    def by_adjective(self, stem: str) -> tuple[Place, ...]:
        """Countries, regions, districts and centres whose adjective has this stem («витебск»)."""
        return tuple(place for place_id in self._adjectives.get(stem, ()) if (place := self.get(place_id)))

    def settlements_by_adjective(self, stem: str) -> tuple[Place, ...]:
        """Settlements from whose name an adjective with this stem could be formed."""
        return tuple(
            place
            for name in sorted(settlements_of(stem))
            for place in self.named(name)
            if place.kind in ("city", "town", "village")
        )


def _stands_at(name: Phrase, words: Sequence[str], at: int) -> bool:
    """Whether the words after the second, too, are forms of the name's."""
    if at + len(name) > len(words):
        return False
    return all(name[i] in nominatives(words[at + i]) for i in range(2, len(name)))


def _by_name(places: Iterable[Place]) -> dict[str, tuple[Place, ...]]:
    named: dict[str, tuple[Place, ...]] = {}
    for place in places:
        for name in place.names:
            named[key(name)] = (*named.get(key(name), ()), place)
    return named


def _joined(names: Iterable[str]) -> frozenset[str]:
    """The words with hyphens in the names."""
    return frozenset(word for name in names for word in name.split(" ") if "-" in word)


def _phrases(names: Iterable[str]) -> dict[str, list[Phrase]]:
    phrases: dict[str, list[Phrase]] = {}
    for name in names:
        if " " in name:
            words = tuple(name.split(" "))
            phrases.setdefault(words[0], []).append(words)
    return phrases
