"""Whose country a person acts for: COUNTRIES stand in order, the first that knows one tells it.

Where something happens says nothing of whoever speaks there; what the post names does, then the side that the
person is told with.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.cell import Cell, Extent, Stretches
from loaders.cell.text import lemmas
from loaders.mentions import OrganisationMention, PlaceMention
from loaders.people.heads import read_head
from loaders.people.names import Name, is_patronymic
from loaders.people.nominative import nominative
from loaders.people.wording import Post
from loaders.people.words import beginnings, people_words
from ontology.gazetteer import load
from ontology.gazetteer.forms import adjective_stem, nominatives
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.lexicon.organisations import heads
from ontology.lexicon.posts import posts
from ontology.model import CellName, OrganisationRef

BRACKET = re.compile(r"\s*\([^()]*\)")
_CAPITALISED = re.compile(r"[\s«]([А-ЯЁA-Z][\w-]*)")
_TOLD_AFTER = re.compile(r"\s*(?:[–—-]\s*[а-яё]+|из)\s+")
_NEAR = 400
_LEAST_TOWN = 10_000
_GROUPS = frozenset({"ensemble", "sport", "education"})

Mentions = Sequence[PlaceMention]
Bodies = Sequence[OrganisationMention]


class Told(NamedTuple):
    """A place or body that a cell names, and its country; of a body `is_sure` may be false."""

    start: int
    end: int
    country: str
    is_place: bool
    is_sure: bool


def _is_sure(body: OrganisationRef) -> bool:
    """Whether the body's country is told: a body of no told place is taken to be at home."""
    return body.place is not None or body.country != load_home().country


def _of_places(places: Mentions) -> Iterator[Told]:
    for m in places:
        yield Told(m.span.start, m.span.end, m.place.country, True, True)


def _countries_of_groups(bodies: Bodies) -> frozenset[str | None]:
    return frozenset(m.organisation.country for m in bodies if m.organisation.kind in _GROUPS)


def _of_bodies(bodies: Bodies) -> Iterator[Told]:
    for m in bodies:
        if m.organisation.country is not None:
            is_sure = _is_sure(m.organisation)
            yield Told(m.span.start, m.span.end, m.organisation.country, False, is_sure)


def _brackets_after(cell: Cell, names: Sequence[Name]) -> Iterator[Extent]:
    brackets = (BRACKET.match(cell.text, name.end) for name in names)
    return (Extent(*bracket.span()) for bracket in brackets if bracket is not None)


class Said:
    """The places and bodies of a cell in order, all places of its entry and the countries of its groups."""

    def __init__(self, cell: Cell, places: Mentions, everywhere: Bodies, names: Sequence[Name]) -> None:
        self.places = places
        bodies = [m for m in everywhere if m.span.cell is cell.name]
        here = [m for m in places if m.span.cell is cell.name]
        self.of_groups = _countries_of_groups(everywhere)
        self._told = sorted((*_of_places(here), *_of_bodies(bodies)), key=lambda one: (one.start, one.end))
        self._starts = [one.start for one in self._told]
        self._longest = max((one.end - one.start for one in self._told), default=0)
        self._name_ends = [name.end for name in names]
        self._body_ends = sorted(m.span.end for m in bodies)
        self._of_others = Stretches(_brackets_after(cell, names))

    def within(self, start: int, end: int) -> list[Told]:
        """What is told between two characters, in part at least."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [one for one in self._told[first:last] if one.end > start]

    def before(self, start: int, end: int) -> list[Told]:
        """The same without what a bracket tells of somebody: «Анна Ковальска (Польша), …»."""
        return [one for one in self.within(start, end) if not self._of_others.overlap(one)]

    def name_end_before(self, character: int) -> int:
        """Where the last person's name before the character ends."""
        i = bisect_right(self._name_ends, character)
        return self._name_ends[i - 1] if i else 0

    def body_end_before(self, character: int) -> int:
        """Where the last body before the character ends."""
        i = bisect_right(self._body_ends, character)
        return self._body_ends[i - 1] if i else 0


@dataclass(frozen=True, slots=True)
class Setting:
    """A name with its post in its cell, and what the cell tells of places and bodies."""

    cell: Cell
    name: Name
    post: Post | None
    said: Said

    @property
    def posted(self) -> list[Told]:
        """What the post tells."""
        return self.said.within(self.post.start, self.post.end) if self.post is not None else []

    @property
    def start(self) -> int:
        """Where the name or the post before it starts."""
        post = self.post
        return post.start if post is not None and post.start < self.name.start else self.name.start

    @property
    def point(self) -> Extent:
        """The words before, as far as the sentence or the point of a list goes back."""
        begun = self.cell.point_at(self.start).start
        return Extent(max(begun, self.start - _NEAR), self.start)


def country_of(setting: Setting) -> str | None:
    """The country of the person; None where the row does not tell it."""
    return next((country for tells in COUNTRIES if (country := tells(setting)) is not None), None)


# ── what the post says ──────────────────────────────────────────────────────────────────────────


def _of_see(setting: Setting) -> str | None:
    """«митрополит Минский и Заславский»: the first town that the title's adjectives are of."""
    if setting.post is None or setting.post.head not in posts().clergy:
        return None
    stems = (adjective_stem(word) for word in setting.post.text.lower().split())
    places = (place for stem in stems if stem is not None for place in load().by_adjective(stem))
    return next((place.country for place in places), None)


def _of_place_in_post(setting: Setting) -> str | None:
    """«глава города Смоленска», «директор Полоцкого музея»."""
    placed = [one.country for one in setting.posted if one.is_sure]
    post = setting.post
    if post is not None and post.share is not None:
        told = placed[post.share.index] if len(placed) == post.share.of else None
        return told or country_of_town(post.text.split()[-1], setting.said.places)
    return placed[0] if placed else None


def _of_town_in_post(setting: Setting) -> str | None:
    """«мэр Чачака»: a town that nothing marks as one."""
    post = setting.post
    if post is None or post.head not in posts().town_posts:
        return None
    return country_of_town(post.text.split()[-1], setting.said.places)


def country_of_town(word: str, places: Mentions) -> str | None:
    """The country of a town by its name in any case: one of the row's, else the greatest of the name."""
    if not word[:1].isupper() or any(lemma in heads().heads for lemma in lemmas(word)):
        return None  # «депутат окружного Совета»
    names = nominatives(key(word))
    told = next((m.place.country for m in places if key(m.place.name) in names), None)
    if told is not None:
        return told
    named = (place for name in names for place in load().named(name))
    greatest = max(named, key=lambda town: town.population, default=None)
    is_town = greatest is not None and greatest.population >= _LEAST_TOWN
    return greatest.country if greatest is not None and is_town else None


def _of_word_in_post(setting: Setting) -> str | None:
    """«секретарь Союзного государства», «председатель райисполкома»."""
    if setting.post is None:
        return None
    low = setting.post.text.lower()
    told = {**people_words().unions, **people_words().country_of_words}
    return next((code for words, code in told.items() if words in low), None)


def _of_body_in_post(setting: Setting) -> str | None:
    """The country of a body without a place; a home body has no head whose name is foreign."""
    country = next((one.country for one in setting.posted), None)
    is_guess = country == load_home().country and setting.name.rule == "foreign_name"
    return None if is_guess else country


def _of_home_post(setting: Setting) -> str | None:
    """«глава муниципального округа», «министр культуры региона»: the home side writes the report."""
    if setting.post is None:
        return None
    low, words = setting.post.text.lower(), people_words()
    at_home = low.startswith(words.home_posts) or low in words.home_alone
    at_level = low.split()[-1] in words.home_levels and not _names_body(setting.post)
    return load_home().country if at_home or at_level else None


def _names_body(post: Post) -> bool:
    """Whether the post has a proper name in it, so that no other's country holds of it.

    «заместитель Главы округа» has none: it is another's post that is written so.
    """
    return any(read_head(word) is None for word in _CAPITALISED.findall(post.text))


# ── what is said beside ─────────────────────────────────────────────────────────────────────────


def _of_bracket(setting: Setting) -> str | None:
    """«О.О. Орлов (Казахстан)»."""
    bracket = BRACKET.match(setting.cell.text, setting.name.end)
    told = setting.said.within(setting.name.end, bracket.end()) if bracket is not None else []
    return next((one.country for one in told), None)


def _of_side(setting: Setting) -> str | None:
    """«Делегация Сербии: директор школы О.О. Орлов», «от нашей области – мастер О.О. Орлов»."""
    point = setting.point
    words = setting.cell.text[point.start : point.end]
    side = beginnings(people_words().sides).search(words)
    if side is None:
        return None
    told = setting.said.before(point.start, point.end)
    if told:
        return told[-1].country
    ours = beginnings(people_words().own_side).search(words)
    return load_home().country if ours is not None else None


def _of_clause(setting: Setting) -> str | None:
    """The nearest place or body before, past no other person, unless something only happens there."""
    if setting.post is not None and _names_body(setting.post):
        return None
    since = max(setting.point.start, setting.said.name_end_before(setting.start))
    told = setting.said.before(since, setting.point.end)
    return next((one.country for one in reversed(told) if not _only_happens(setting.cell, one)), None)


def _of_those_told_after(setting: Setting) -> str | None:
    """«ректор А.В. Ким – представитель Витебского университета», «О.О. Орлов из Орши»."""
    after = _TOLD_AFTER.match(setting.cell.text, setting.name.end)
    told = setting.said.within(setting.name.end, after.end() + 1) if after is not None else []
    return next((one.country for one in told), None)


def _of_groups_led(setting: Setting) -> str | None:
    """«Дирижер – О.О. Орлов», «Тренер О.О. Орлов»: of the one country that the row's groups are of."""
    post, countries = setting.post, setting.said.of_groups
    if post is None or post.text.lower().split()[-1] not in posts().mentors or len(countries) != 1:
        return None
    country = next(iter(countries))
    is_guess = country == load_home().country and setting.name.rule == "foreign_name"
    return None if is_guess else country


def _of_only_country_abroad(setting: Setting) -> str | None:
    """A foreign name in a row that names one foreign country."""
    if setting.name.rule != "foreign_name":
        return None
    abroad = {m.place.country for m in setting.said.places} - {load_home().country}
    return abroad.pop() if len(abroad) == 1 else None


def _of_host(setting: Setting) -> str | None:
    """«Заведующая О.О. Орлова показала гостям фонды» in a row abroad: the host's own country."""
    venues = {m.place.country for m in setting.said.places if m.span.cell is CellName.PLACE}
    clause = setting.cell.clause_at(setting.name.end)
    words = setting.cell.text[clause.start : clause.end]
    hosts = beginnings(people_words().hosting).search(words) and beginnings(people_words().guests).search(
        words
    )
    return venues.pop() if len(venues) == 1 and hosts else None


def _of_given_name(setting: Setting) -> str | None:
    """A given name that is not borne at home, in a row with one country that is no neighbour."""
    home = load_home()
    far = {m.place.country for m in setting.said.places} - {home.country} - home.neighbours
    return far.pop() if len(far) == 1 and not _is_borne_at_home(setting.name) else None


def _of_home(setting: Setting) -> str | None:
    """Whoever bears a name of home, and of whom nothing else is told: the home side writes the report."""
    return load_home().country if _is_borne_at_home(setting.name) else None


def _is_borne_at_home(name: Name) -> bool:
    """Whether it has initials, a patronymic or a given name that is borne at home."""
    if name.rule != "full_name" or any(map(is_patronymic, name.words)):
        return name.rule != "foreign_name"
    return not set(nominative(name, None).split()).isdisjoint(people_words().slavic_names)


def _only_happens(cell: Cell, told: Told) -> bool:
    """Whether a place is one where something only happens: «побывали в Сербии», «в г. Орше»."""
    before = cell.index_at(told.start) - 1
    return told.is_place and any(cell.plain(i) in people_words().held_in for i in (before, before - 1))


COUNTRIES: tuple[Callable[[Setting], str | None], ...] = (
    _of_see,
    _of_word_in_post,
    _of_place_in_post,
    _of_bracket,
    _of_town_in_post,
    _of_side,
    _of_body_in_post,
    _of_home_post,
    _of_clause,
    _of_those_told_after,
    _of_groups_led,
    _of_only_country_abroad,
    _of_host,
    _of_given_name,
    _of_home,
)
