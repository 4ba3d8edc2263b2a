"""What a person's post tells of the country they act for: the places and bodies in it, the post itself."""

import re
from collections.abc import Sequence
from functools import lru_cache

from loaders.cell.text import lemmas
from loaders.mentions import PlaceMention
from loaders.people.countries_of_names import is_borne_at_home, is_of_syllables
from loaders.people.heads import read_head
from loaders.people.setting import Setting, Told
from loaders.people.wording import Post
from loaders.people.words import people_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import adjective_stem, nominatives
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.lexicon.organisations import heads
from ontology.lexicon.posts import posts
from ontology.morphology import lemma

_CAPITALISED = re.compile(r"[\s«]([А-ЯЁA-Z][\w-]*)")
_TOLD_AFTER = re.compile(r"\s*(?:[–—-]\s*[а-яё]+|из)\s+")
_LEAST_TOWN = 10_000


def of_see(setting: Setting) -> str | None:
    """«митрополит Минский и Заславский»: the first town that the title's adjectives are of."""
    if setting.post is None or setting.post.head not in posts().clergy:
        return None
    stems = (adjective_stem(word) for word in setting.post.text.lower().split())
    places = (place for stem in stems if stem is not None for place in load().by_adjective(stem))
    return next((place.country for place in places), None)


def of_place_in_post(setting: Setting) -> str | None:
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


def of_origin_before(setting: Setting) -> str | None:
    """«политолог из Минска О.О. Орлов»: what stands between the post and the first name after it."""
    post = setting.post
    if post is None or post.end > setting.name.start:
        return None
    first = setting.said.name_start_after(post.end)
    return next((one.country for one in setting.said.within(post.end, first)), None)


def of_town_in_post(setting: Setting) -> str | None:
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


def of_word_in_post(setting: Setting) -> str | None:
    """«секретарь Союзного государства», «председатель райисполкома»."""
    if setting.post is None:
        return None
    low = setting.post.text.lower()
    told = {**people_words().unions, **people_words().country_of_words}
    return next((code for words, code in told.items() if words in low), None)


def of_body_in_post(setting: Setting) -> str | None:
    """The country of a body without a place; a home body has no head whose name is foreign."""
    told = next(iter(setting.posted), None)
    return told.country if told is not None and told.is_sure and not _may_only_learn(setting, told) else None


def of_unplaced_body(setting: Setting) -> str | None:
    """The same of a body that is taken to be at home; no such has a head whose name is foreign."""
    country = next((one.country for one in setting.posted), None)
    is_guess = country == load_home().country and not is_borne_at_home(setting.name)
    return None if is_guess else country


def of_home_post(setting: Setting) -> str | None:
    """«глава муниципального округа», «министр культуры региона»: the home side writes the report."""
    if setting.post is None or is_of_syllables(setting.name):  # «мэр города Чжан Лэй»
        return None
    low, words = setting.post.text.lower(), people_words()
    at_home = low.startswith(words.home_posts) or low in words.home_alone
    at_level = low.split()[-1] in words.home_levels and not names_body(setting.post)
    return load_home().country if at_home or at_level else None


def names_body(post: Post) -> bool:
    """Whether the post has a proper name in it, so that no other's country holds of it.

    «заместитель Главы округа» has none: it is another's post that is written so.
    """
    return any(read_head(word) is None for word in _CAPITALISED.findall(post.text))


def of_learner(setting: Setting) -> str | None:
    """«студент СмолГУ Ахмед Али из Ирака»: whence they came to learn there."""
    return told_from(setting, setting.name.end) if learns_abroad(setting) else None


def learns_abroad(setting: Setting) -> bool:
    """Whether the post is of those who come to learn from anywhere, and the name is none of home."""
    post = setting.post
    learns = post is not None and lemma(post.head) in _learners()
    return learns and not is_borne_at_home(setting.name)


@lru_cache(maxsize=1)
def _learners() -> frozenset[str]:
    return frozenset(lemma(word) for word in posts().learners)


def _may_only_learn(setting: Setting, told: Told) -> bool:
    """«студент СмолГУ Ахмед Али»: whether the body at home only tells where somebody learns."""
    return told.country == load_home().country and learns_abroad(setting)


def of_diplomat(setting: Setting) -> str | None:
    """«советник посла О.О. Орлов»: of the state that is told before, or the only one abroad."""
    post, home = setting.post, load_home().country
    if post is None or not any(lemma(word) in posts().diplomats for word in post.text.lower().split()):
        return None
    before = [one.country for one in setting.said.before(0, setting.start) if one.country != home]
    abroad = {m.place.country for m in setting.said.places} - {home}
    return before[-1] if before else abroad.pop() if len(abroad) == 1 else None


def of_groups_led(setting: Setting) -> str | None:
    """«Дирижер – О.О. Орлов», «Тренер О.О. Орлов»: of the one country that the row's groups are of."""
    post, countries = setting.post, setting.said.of_groups
    if post is None or post.text.lower().split()[-1] not in posts().mentors or len(countries) != 1:
        return None
    country = next(iter(countries))
    is_guess = country == load_home().country and setting.name.rule == "foreign_name"
    return None if is_guess else country


def told_from(setting: Setting, end: int) -> str | None:
    """The country of the place that stands after «из» or a dash there."""
    after = _TOLD_AFTER.match(setting.cell.text, end)
    told = setting.said.within(end, after.end() + 1) if after is not None else []
    return next((one.country for one in told), None)
