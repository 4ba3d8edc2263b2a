"""Whose country a person acts for: COUNTRIES stand in order, the first that knows one tells it.

Where something happens says nothing of whoever speaks there; what the post names does, then the side that the
person is told with.
"""

from collections.abc import Callable

from loaders.cell import Cell
from loaders.people.countries_of_names import of_given_name, of_home, of_only_country_abroad, of_syllables
from loaders.people.countries_of_posts import (
    learns_abroad,
    names_body,
    of_body_in_post,
    of_diplomat,
    of_groups_led,
    of_home_post,
    of_learner,
    of_origin_before,
    of_place_in_post,
    of_see,
    of_town_in_post,
    of_unplaced_body,
    of_word_in_post,
    told_from,
)
from loaders.people.guests import is_of_guests, of_host, only_happens
from loaders.people.heads import readings_as_people
from loaders.people.setting import BRACKET, Setting, Told
from loaders.people.words import beginnings, people_words
from ontology.everyday import countries_of_people
from ontology.gazetteer import load
from ontology.gazetteer.forms import adjective_stem
from ontology.home import load as load_home
from ontology.morphology import parses

MARK = "country_"
"""What the rules of countries begin with in evidence, where those that name people stand beside them."""


def country_of(setting: Setting) -> tuple[str | None, str | None]:
    """The country of the person and the rule that told it; None where the row does not tell it."""
    for tells in COUNTRIES:
        country = tells(setting)
        if country is not None:
            return country, MARK + called(tells)
    return None, None


def called(rule: Callable[[Setting], str | None]) -> str:
    """What a rule of COUNTRIES is called: «of_see» tells that somebody is of a see."""
    return rule.__name__.lstrip("_").removeprefix("of_")


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
        if told and not (told == {load_home().country} and learns_abroad(setting)):
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
    if setting.post is not None and names_body(setting.post):
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
    return told_from(setting, setting.name.end)


def _of_those_joined(setting: Setting) -> str | None:
    """«А.В. Ким и О.О. Орлов из Орши»: what is told after the last of those joined."""
    end = setting.said.joined_end(setting.name)
    return told_from(setting, end) if end != setting.name.end else None


def _of_superior(setting: Setting) -> str | None:
    """«ректор А.В. Ким и проректор О.О. Орлов»: of whoever is told right before, who is over this one."""
    return None if setting.post is None or names_body(setting.post) else setting.superior


def _of_companion(setting: Setting) -> str | None:
    """«минчане О.О. Орлов и А.А. Лугов»: of whoever is named with this one, if that is abroad."""
    return None if setting.companion == load_home().country else setting.companion


COUNTRIES: tuple[Callable[[Setting], str | None], ...] = (
    of_see,
    of_learner,
    of_word_in_post,
    of_place_in_post,
    _of_bracket,
    of_origin_before,
    _of_apposition,
    of_town_in_post,
    _of_side,
    of_body_in_post,
    of_home_post,
    of_diplomat,
    _of_people,
    _of_those_represented,
    _of_those_told_after,
    _of_those_joined,
    _of_clause,
    _of_superior,
    _of_companion,
    of_groups_led,
    of_only_country_abroad,
    of_host,
    of_syllables,
    of_given_name,
    of_unplaced_body,
    of_home,
)
