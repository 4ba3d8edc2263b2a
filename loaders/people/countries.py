"""Whose country a person acts for: COUNTRIES stand in order, the first that knows one tells it.

Where something happens says nothing of whoever speaks there; what the post names does, then the side that the
person is told with.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from loaders.cell import Cell
from loaders.cell.text import is_syllable, lemmas, syllables
from loaders.mentions import PlaceMention
from loaders.people.guests import is_of_guests, of_host, only_happens
from loaders.people.heads import read_head, readings_as_people
from loaders.people.names import Name, is_patronymic
from loaders.people.nominative import nominative
from loaders.people.setting import BRACKET, Setting, Told
from loaders.people.wording import Post
from loaders.people.words import beginnings, people_words
from ontology.everyday import countries_of_people
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import adjective_stem, nominatives
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.lexicon.organisations import heads
from ontology.lexicon.posts import posts
from ontology.morphology import lemma, parses

_CAPITALISED = re.compile(r"[\s«]([А-ЯЁA-Z][\w-]*)")
_TOLD_AFTER = re.compile(r"\s*(?:[–—-]\s*[а-яё]+|из)\s+")
_LEAST_TOWN = 10_000
_MOST_SYLLABLES = 2  # «Чэньси»: of a Chinese given name
_GIVEN_AND_SURNAME = 2  # «Слободан Маркович» has no patronymic


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
    placed = [one.country for one in _placed_in_post(setting) if not _may_only_learn(setting, one)]
    post = setting.post
    if post is not None and post.share is not None:
        told = placed[post.share.index] if len(placed) == post.share.of else None
        return told or country_of_town(post.text.split()[-1], setting.said.places)
    return placed[0] if placed else None


def _placed_in_post(setting: Setting) -> list[Told]:
    """What the post surely tells, without where a home body is kept abroad: «… Русского дома в Дамаске»."""
    posted = setting.posted
    kept = [body for body in posted if not body.is_place and not body.is_sure]
    return [
        one
        for one in posted
        if one.is_sure and not any(body.start <= one.start and one.end <= body.end for body in kept)
    ]


def _of_origin_before(setting: Setting) -> str | None:
    """«политолог из Минска О.О. Орлов»: what stands between the post and the first name after it."""
    post = setting.post
    if post is None or post.end > setting.name.start:
        return None
    first = setting.said.name_start_after(post.end)
    return next((one.country for one in setting.said.within(post.end, first)), None)


def _of_town_in_post(setting: Setting) -> str | None:
    """«мэр Чачака»: a town that nothing marks as one."""
    post = setting.post
    if post is None or post.head not in posts().town_posts:
        return None
    *before, last = post.text.split()
    is_seat = bool(before) and before[-1] in people_words().held_in  # «представитель … дома в Дамаске»
    return None if is_seat else country_of_town(last, setting.said.places)


def country_of_town(word: str, places: Sequence[PlaceMention]) -> str | None:
    """The country of a town by its name in any case: one of the row's, else the greatest of the name."""
    if not word[:1].isupper() or not heads().heads.keys().isdisjoint(lemmas(word)):
        return None  # «депутат окружного Совета»
    names = nominatives(key(word))
    told = next((m.place.country for m in places if key(m.place.name) in names), None)
    if told is not None:
        return told
    greatest = max((place for name in names for place in load().named(name)), key=_population, default=None)
    return greatest.country if greatest is not None and greatest.population >= _LEAST_TOWN else None


def _population(place: Place) -> int:
    return place.population


def _of_word_in_post(setting: Setting) -> str | None:
    """«секретарь Союзного государства», «председатель райисполкома»."""
    if setting.post is None:
        return None
    low = setting.post.text.lower()
    told = {**people_words().unions, **people_words().country_of_words}
    return next((code for words, code in told.items() if words in low), None)


def _of_body_in_post(setting: Setting) -> str | None:
    """The country of a body without a place; a home body has no head whose name is foreign."""
    told = next(iter(setting.posted), None)
    return told.country if told is not None and told.is_sure and not _may_only_learn(setting, told) else None


def _of_unplaced_body(setting: Setting) -> str | None:
    """The same of a body that is taken to be at home; no such has a head whose name is foreign."""
    country = next((one.country for one in setting.posted), None)
    is_guess = country == load_home().country and not _is_borne_at_home(setting.name)
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


def _of_people(setting: Setting) -> str | None:
    """«белорус О.О. Орлов», «смоленский живописец О.О. Орлов»: what somebody is called by."""
    cell, last = setting.cell, setting.cell.index_at(_end_of_description(setting))
    for at in range(last - 1, max(-1, last - _MOST_DESCRIPTIONS), -1):
        told = _countries_told_at(setting, at)
        if told and not (told == {load_home().country} and _learns_abroad(setting)):
            return told.pop() if len(told) == 1 else None
        if not (_is_adjective(cell, at) or at == last - 1):
            break
    return None


def _countries_told_at(setting: Setting, at: int) -> set[str]:
    """What one word tells: «белорус», «смоленский», «белорусский»."""
    token = setting.cell.tokens[at]
    named = {one.country for one in setting.said.within(token.start, token.end) if one.is_place}
    return {*countries_of_people(token.plain), *named, *_countries_of_adjective(setting.cell, at)}


def _end_of_description(setting: Setting) -> int:
    """Where the words end that somebody is called by: with the post before."""
    post = setting.post
    return post.end if post is not None and post.start < setting.name.start else setting.start


_MOST_DESCRIPTIONS = 5


def _countries_of_adjective(cell: Cell, at: int) -> frozenset[str]:
    """«белорусский», «гродненского»: the countries of whatever a country's or a town's adjective may name."""
    stem = adjective_stem(cell.plain(at)) if _is_adjective(cell, at) and not cell.is_capitalised(at) else None
    places = load().by_adjective(stem) if stem is not None else ()
    states = {place.country for place in places if place.kind == "country"}
    return frozenset(states or {place.country for place in places})


def _of_side(setting: Setting) -> str | None:
    """«Делегация Сербии: директор школы О.О. Орлов», «от нашей области – мастер О.О. Орлов»."""
    point = setting.point
    words = setting.cell.text[point.start : point.end]
    side = beginnings(people_words().sides).search(words)
    if side is None:
        return None
    told = setting.said.before(point.start, point.end)
    if told:
        return None if is_of_guests(setting, told[-1]) else told[-1].country
    ours = beginnings(people_words().own_side).search(words)
    return load_home().country if ours is not None else None


def _of_those_represented(setting: Setting) -> str | None:
    """«Минских врачей представляла О.О. Орлова»: whose people the verb before the name is said of."""
    cell = setting.cell
    at = cell.index_at(setting.start) - 1
    if cell.lemma(at) not in people_words().representing:
        return None
    clause = cell.clause_at(cell.tokens[at].start)
    for i in range(at - 1, max(-1, at - _MOST_DESCRIPTIONS), -1):
        if cell.tokens[i].start < clause.start or not cell.is_word(i):
            return None
        stem = adjective_stem(cell.plain(i)) if _is_adjective(cell, i) else None
        countries = {place.country for place in load().by_adjective(stem)} if stem is not None else set()
        if countries:
            return countries.pop() if len(countries) == 1 else None
    return None


def _of_clause(setting: Setting) -> str | None:
    """The nearest place or body before, past no other person; none where something only happens.

    Nor one that guests are from, for whom the person does something.
    """
    if setting.post is not None and _names_body(setting.post):
        return None
    since = max(setting.point.start, setting.said.name_end_before(setting.start))
    told = setting.said.before(since, setting.point.end)
    return next((one.country for one in reversed(told) if not _is_of_another(setting, one)), None)


def _is_of_another(setting: Setting, told: Told) -> bool:
    return only_happens(setting.cell, told) or is_of_guests(setting, told)


def _is_adjective(cell: Cell, i: int) -> bool:
    return cell.is_word(i) and parses(cell.word(i))[0].tag.POS == "ADJF"


def _is_somebody(cell: Cell, i: int) -> bool:
    """Whether a noun for somebody stands there in the nominative, or after one adjective."""
    at = i + 1 if _is_adjective(cell, i) else i
    named = cell.is_word(at) and not cell.is_capitalised(at)
    return named and any(reading.tag.case == "nomn" for reading in readings_as_people(cell.word(at)))


def _of_apposition(setting: Setting) -> str | None:
    """«Дарья Савич, работница ОАО «…»», «…, возглавляющая …»: what is told of whoever is named before."""
    cell, after = setting.cell, setting.cell.index_at(setting.name.end)
    if setting.post is not None or cell.word(after) != ",":
        return None
    if not (_is_somebody(cell, after + 1) or cell.lemma(after + 1) in people_words().belonging):
        return None
    clause = cell.clause_at(cell.tokens[after + 1].start)
    told = setting.said.within(cell.tokens[after + 1].start, clause.end)
    return told[0].country if told else None


def _of_those_told_after(setting: Setting) -> str | None:
    """«ректор А.В. Ким – представитель Витебского университета», «О.О. Орлов из Орши»."""
    return _told_from(setting, setting.name.end)


def _told_from(setting: Setting, end: int) -> str | None:
    """The country of the place that stands after «из» or a dash there."""
    after = _TOLD_AFTER.match(setting.cell.text, end)
    told = setting.said.within(end, after.end() + 1) if after is not None else []
    return next((one.country for one in told), None)


def _of_those_joined(setting: Setting) -> str | None:
    """«А.В. Ким и О.О. Орлов из Орши»: what is told after the last of those joined."""
    end = setting.said.joined_end(setting.name)
    return _told_from(setting, end) if end != setting.name.end else None


def _of_superior(setting: Setting) -> str | None:
    """«ректор А.В. Ким и проректор О.О. Орлов»: of whoever is told right before, who is over this one."""
    return None if setting.post is None or _names_body(setting.post) else setting.superior


def _of_companion(setting: Setting) -> str | None:
    """«минчане О.О. Орлов и А.А. Лугов»: of whoever is named with this one, if that is abroad."""
    return None if setting.companion == load_home().country else setting.companion


def _of_learner(setting: Setting) -> str | None:
    """«студент СмолГУ Ахмед Али из Ирака»: whence they came to learn there."""
    return _told_from(setting, setting.name.end) if _learns_abroad(setting) else None


def _learns_abroad(setting: Setting) -> bool:
    """Whether the post is of those who come to learn from anywhere, and the name is none of home."""
    post = setting.post
    learns = post is not None and lemma(post.head) in _learners()
    return learns and not _is_borne_at_home(setting.name)


def _may_only_learn(setting: Setting, told: Told) -> bool:
    """«студент СмолГУ Ахмед Али»: whether the body at home only tells where somebody learns."""
    return told.country == load_home().country and _learns_abroad(setting)


@lru_cache(maxsize=1)
def _learners() -> frozenset[str]:
    return frozenset(lemma(word) for word in posts().learners)


def _of_diplomat(setting: Setting) -> str | None:
    """«советник посла О.О. Орлов»: of the state that is told before, or the only one abroad."""
    post, home = setting.post, load_home().country
    if post is None or not any(lemma(word) in posts().diplomats for word in post.text.lower().split()):
        return None
    before = [one.country for one in setting.said.before(0, setting.start) if one.country != home]
    abroad = {m.place.country for m in setting.said.places} - {home}
    return before[-1] if before else abroad.pop() if len(abroad) == 1 else None


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
    if setting.name.rule != "foreign_name" or _has_given_name_of_home(setting.name):
        return None
    abroad = {m.place.country for m in setting.said.places} - {load_home().country}
    return abroad.pop() if len(abroad) == 1 else None


def _of_given_name(setting: Setting) -> str | None:
    """A given name that is not borne at home, in a row with one country that is no neighbour."""
    home = load_home()
    abroad = {m.place.country for m in setting.said.places} - {home.country}
    is_told = len(abroad) == 1 and abroad.isdisjoint(home.neighbours)
    return abroad.pop() if is_told and not _is_borne_at_home(setting.name) else None


def _of_syllables(setting: Setting) -> str | None:
    """«Сун Чэньси» in a row with China and Belarus: of the one country there whose names are syllables."""
    if _is_borne_at_home(setting.name) or not _is_of_syllables(setting.name.words):
        return None
    countries = {m.place.country for m in setting.said.places}.intersection(people_words().named_by_syllables)
    return countries.pop() if len(countries) == 1 else None


def _is_of_syllables(words: Sequence[str]) -> bool:
    """Whether a family's name of one syllable stands before one of two at most, or several of one."""
    family, *given = words
    if not given or not is_syllable(family):
        return False
    is_strange = len(given) == 1 and not parses(given[0])[0].is_known
    return all(map(is_syllable, given)) or (is_strange and syllables(given[0]) <= _MOST_SYLLABLES)


def _of_home(setting: Setting) -> str | None:
    """Whoever bears a name of home, and of whom nothing else is told: the home side writes the report."""
    return load_home().country if _is_borne_at_home(setting.name) else None


def _is_borne_at_home(name: Name) -> bool:
    """Whether it has initials, a patronymic or a given name that is borne at home."""
    has_patronymic = len(name.words) > _GIVEN_AND_SURNAME and any(map(is_patronymic, name.words))
    if name.rule.startswith("initials") or name.rule == "surname_first" or has_patronymic:
        return True
    return _has_given_name_of_home(name)


def _has_given_name_of_home(name: Name) -> bool:
    return not people_words().slavic_names.isdisjoint(nominative(name, None).split())


COUNTRIES: tuple[Callable[[Setting], str | None], ...] = (
    _of_see,
    _of_learner,
    _of_word_in_post,
    _of_place_in_post,
    _of_bracket,
    _of_origin_before,
    _of_apposition,
    _of_town_in_post,
    _of_side,
    _of_body_in_post,
    _of_home_post,
    _of_diplomat,
    _of_people,
    _of_those_represented,
    _of_those_told_after,
    _of_those_joined,
    _of_clause,
    _of_superior,
    _of_companion,
    _of_groups_led,
    _of_only_country_abroad,
    of_host,
    _of_syllables,
    _of_given_name,
    _of_unplaced_body,
    _of_home,
)
