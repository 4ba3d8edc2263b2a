"""What stands about an organisation's name: the places of its cell, and what they tell."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.cell.kept import kept
from loaders.mentions import PlaceMention
from loaders.organisations.evidence import is_common, is_place_stem
from loaders.organisations.known_names import name_at
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Part, Phrase, Sort
from loaders.organisations.readings import is_adjective
from ontology.gazetteer import Place
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.forms import adjective_stem, settlements_of
from ontology.gazetteer.spelling import key
from ontology.home import HomeRegion
from ontology.home import load as load_home
from ontology.lexicon.organisations import KnownBody
from ontology.model import PlaceRef

_KNOWN_ABROAD = 100_000
_AREAS = frozenset({"country", "region", "district"})


@dataclass(frozen=True, slots=True)
class HomeSign:
    """What one rule read: a country, a place, or both."""

    country: str | None = None
    place: PlaceRef | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """An organisation's country and place as far as told, with the rule that told the country.

    `place_rule` is the one that told the place, where it is another.
    """

    country: str | None
    place: str | None
    rule: str
    place_rule: str | None = None

    @property
    def confidence(self) -> float:
        """The share of such homes that is expected to be right."""
        return lexicon().homes.confidence("home", self.rule)


class Surroundings:
    """The places around the names of one cell, and what is known of the entry as a whole.

    `countries` are the foreign ones that the entry names.
    """

    def __init__(
        self,
        words: NamedCell,
        places: Iterable[PlaceMention],
        municipality: str | None,
        venues: tuple[PlaceRef, ...],
        countries: frozenset[str] = frozenset(),
    ) -> None:
        self.words = words
        self.places = sorted(
            (p for p in places if p.span.cell is words.name), key=lambda p: (p.span.start, -p.span.end)
        )
        self._starts = [p.span.start for p in self.places]
        self.municipality = municipality
        self.venues = venues
        self.countries = countries
        self._asked: tuple[Phrase, list[PlaceMention]] | None = None

    @property
    def far_countries(self) -> frozenset[str]:
        """The foreign countries that the entry names, the neighbours aside."""
        return self.countries - self.home.neighbours

    @kept
    def near_countries(self) -> frozenset[str]:
        """The home country, and those of the places of the event and of the cell."""
        return frozenset((self.home.place.country, *(v.country for v in self.venues), *self._told))

    @kept
    def _told(self) -> Counter[str]:
        """How often places of the cell tell of each country."""
        return Counter(p.place.country for p in self.places)

    def countries_beside(self, mentions: Sequence[PlaceMention]) -> set[str]:
        """The countries that other places of the cell tell of."""
        own = Counter(p.place.country for p in mentions)
        return {country for country, times in self._told.items() if times > own[country]}

    def between(self, start: int, end: int) -> list[PlaceMention]:
        """The place mentions from word `start` to word `end` (exclusive)."""
        if start >= end or start < 0:
            return []
        first, last = self.words.tokens[start].start, self.words.tokens[end - 1].end
        return [p for p in self.near(first, last) if p.span.end <= last]

    def within(self, phrase: Phrase) -> list[PlaceMention]:
        """The place mentions in the parts of the name and in what locates it; many rules ask of one name."""
        if not self.places:
            return []
        if self._asked is None or self._asked[0] is not phrase:
            self._asked = phrase, self._within(phrase)
        return self._asked[1]

    def _within(self, phrase: Phrase) -> list[PlaceMention]:
        owner = () if phrase.owner is None else (phrase.owner,)
        tokens = phrase.words.tokens
        spans = [
            (tokens[p.start].start, tokens[p.end - 1].end) for p in (*phrase.parts, *owner, *phrase.tail)
        ]
        near = self.near(min(start for start, _ in spans), max(end for _, end in spans))
        told = [p for p in near if any(start <= p.span.start < end for start, end in spans)]
        return [p for p in told if not self._is_subject(p)]

    def _is_subject(self, mention: PlaceMention) -> bool:
        """«ветеранов Афганистана», «дружбы с Китаем»: what the body is about, not whose it is."""
        if mention.place.kind != "country":
            return False
        before = self.words.text[max(0, mention.span.start - 25) : mention.span.start]
        return lexicon().signs.subjects.search(before) is not None

    def is_nickname(self, mention: PlaceMention) -> bool:
        """Whether the words are an adjective alone in quotes: «центр «Пушкинский»» tells no place."""
        words = self.words.words_in(mention.span)
        is_alone = (
            self.words.opens_quote(words.start - 1) and self.words.quotes[words.start - 1] == words.stop + 1
        )
        return (
            is_alone and len(words) == 1 and mention.form != "noun" and is_adjective(self.words, words.start)
        )

    def near(self, start: int, end: int) -> list[PlaceMention]:
        """The place mentions that begin from character `start` to character `end`."""
        return self.places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def places_about(self, start: int, most: int) -> list[PlaceMention]:
        """So many place mentions at most on either side of the character."""
        at = bisect_left(self._starts, start)
        return self.places[max(0, at - most) : at + most]

    def named_by(self, stem: str) -> PlaceRef | None:
        """The settlement of the row that the adjective is made from, be it in the gazetteer or not."""
        names = settlements_of(stem)
        row = (*(p.place for p in self.places if p.form == "noun"), *self.venues)
        return next((p for p in row if p.kind not in _AREAS and key(p.name) in names), None)

    @property
    def home(self) -> HomeRegion:
        """The region whose reports are read."""
        return load_home()


def of_country(code: str | None) -> HomeSign | None:
    return None if code is None else HomeSign(code)


def told_by(mentions: list[PlaceMention]) -> HomeSign | None:
    if not mentions:
        return None
    nouns = [p for p in mentions if p.form == "noun"] or mentions
    state = next((p.place.country for p in reversed(nouns) if p.place.kind == "country"), None)
    return HomeSign(state or nouns[0].place.country, settlement(nouns) or settlement(mentions))


def settlement(mentions: list[PlaceMention]) -> PlaceRef | None:
    return next((p.place for p in mentions if p.place.kind != "country"), None)


def is_inside(mention: PlaceMention, part: Part, words: NamedCell) -> bool:
    return words.tokens[part.start].start <= mention.span.start < words.tokens[part.end - 1].end


def unquoted(phrase: Phrase) -> str:
    """The words of a name and of the bodies it belongs to, quotes aside."""
    return " ".join(
        phrase.words.slice(p.start, p.end) if p.body is None else unquoted(p.body)
        for p in phrase.parts
        if p.sort is not Sort.QUOTES
    )


def quotes_of(phrase: Phrase) -> list[Part]:
    """The quotes in a name and in those of the bodies it belongs to."""
    inner = [part for p in phrase.parts if p.body is not None for part in quotes_of(p.body)]
    return [p for p in phrase.parts if p.sort is Sort.QUOTES] + inner


def quoted_bodies(phrase: Phrase) -> list[KnownBody | None]:
    """The bodies known by one word, or by a name of several, that a quotation holds."""
    words = phrase.words
    quotes = [part for part in phrase.parts if part.sort is Sort.QUOTES]
    alone = [lexicon().bodies.get(words.word(p.start + 1)) for p in quotes if p.end - p.start == 3]
    named = ((name_at(words, p.start + 1), p.end - 1) for p in quotes)
    return [*alone, *(found[0].body for found, end in named if found is not None and found[1] == end)]


def adjective_place(phrase: Phrase, sorts: tuple[Sort, ...], around: Surroundings) -> HomeSign | None:
    """The place whose adjective a name begins with: «Мачулищанская ДШИ», «Лепельский военный санаторий»."""
    indices = (i for part in phrase.parts if part.sort in sorts for i in range(part.start, part.end))
    told = (_place_of_adjective(phrase.words, i, around) for i in indices if _may_tell_place(phrase, i))
    return next((found for found in told if found is not None), None)


def _may_tell_place(phrase: Phrase, at: int) -> bool:
    """Whether an adjective may be a place's: no feast of a church, no nickname alone in quotes."""
    words = phrase.words
    if not is_adjective(words, at) or is_common(words.plain(at)) or _follows_initials(words, at):
        return False
    if phrase.kind == "religious" and is_among(lexicon().words.dedications, words.word(at)):
        return False
    is_alone = words.opens_quote(at - 1) and words.word(at + 1) == "»"
    return not is_alone and (words.is_capitalised(at) or _is_of_known_place(words.plain(at)))


def _follows_initials(words: NamedCell, at: int) -> bool:
    """«имени О.П. Бережанского»: a surname."""
    return words.word(at - 1) == "." and len(words.word(at - 2)) == 1 and words.is_capitalised(at - 2)


def _is_of_known_place(adjective: str) -> bool:
    """«смоленская фирма»: in small letters only of an area or a centre."""
    stem = adjective_stem(adjective)
    return stem is not None and any(p.kind != "country" for p in load_gazetteer().by_adjective(stem))


def _place_of_adjective(words: NamedCell, at: int, around: Surroundings) -> HomeSign | None:
    stem = adjective_stem(words.plain(at))
    if stem is None or not is_place_stem(stem):
        return None
    candidates = load_gazetteer().by_adjective(stem)
    if not candidates and (named := around.named_by(stem)) is not None:
        return HomeSign(named.country, named)
    near = around.near_countries
    candidates = candidates or _unlisted(stem, near | around.home.neighbours)
    if not candidates:
        return None
    kind = _kind_beside(words, at)
    best = max(
        candidates,
        key=lambda p: (p.kind == kind, p.country in near, p.kind in {"city", "town"}, p.population),
    )
    return HomeSign(best.country, PlaceRef(best.name, best.kind, best.country, best.id))


def _kind_beside(words: NamedCell, at: int) -> str | None:
    """What the words after a place's adjective say it is of: «областной» a region."""
    following = (words.plain(i) for i in range(at + 1, min(at + 5, len(words))))
    kinds = (
        k for word in following for prefix, k in lexicon().signs.areas.items() if word.startswith(prefix)
    )
    return next(kinds, None)


def _unlisted(stem: str, countries: frozenset[str] | set[str]) -> tuple[Place, ...]:
    """Settlements of which the gazetteer lists no adjective: in those countries any, elsewhere cities."""
    settlements = load_gazetteer().settlements_by_adjective(stem)
    return tuple(p for p in settlements if p.country in countries or p.population >= _KNOWN_ABROAD)
