"""Whether somebody comes from a place: an ordered list of rules, the first that answers decides."""

import re
from typing import NamedTuple

from loaders.cell.text import is_people
from loaders.origins.answers import BY_ITSELF, NO, ComingAnswer, told_by
from loaders.origins.contests import played_for, prize
from loaders.origins.governing import governed
from loaders.origins.words import nicknamed, origin_words
from loaders.places.context import Context, words_back
from loaders.places.words import is_adjective, is_verb, place_words
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.model import CellName

_TAIL = re.compile(r"[»”\"],?\s*\(?\s*$")

_LAST_WORD = re.compile(r"\b(\w+)[\s(]+$")

_LONGEST_RELATION = 9  # words from a relation to its side


class Coming(NamedTuple):
    """That somebody comes from a place: the rule that says so, and the word that it rests on."""

    rule: str
    word: str


def comes_from(context: Context, index: int) -> Coming | None:
    """What tells that somebody comes from the place: the first rule that answers decides."""
    for rule in RULES:
        answer = rule(context, index)
        if answer is not None:
            return Coming(rule.__name__, answer.word) if answer.comes else None
    return None


def visited(context: Context, index: int) -> ComingAnswer | None:
    """«делегация посетила музей (г. Орша)»: no, they went there."""
    if context.cell.name is CellName.PARTICIPANTS or not context.told_before(index, origin_words().visiting):
        return None
    back = words_back(context.before(index), 4)
    if any(word.startswith(origin_words().delegations) for word in back):
        return None
    whose = words_back(context.before(context.first_of_list[index]), 2)
    return None if any(map(_is_one_of_people, whose)) or _comes_from_there(whose) else NO


def _is_one_of_people(word: str) -> bool:
    """«художники Гродно»: people of today, no body that is visited and nobody of the past."""
    return is_people(word) and not word.startswith(origin_words().told_of)


def _comes_from_there(back: list[str]) -> bool:
    """«искусствовед из Минска»: whether somebody has come from there."""
    return len(back) > 1 and back[0] in origin_words().out_of and _is_one_of_people(back[1])


def of_event(context: Context, index: int) -> ComingAnswer | None:
    """«Гаванскую международную ярмарку»: the adjective of an event tells where it is held."""
    if context.mentions[index].form != "adjective":
        return None
    for word in re.findall(r"[\w-]+", context.after(index)[:80])[:4]:
        if not is_adjective(key(word)):
            return NO if key(word).startswith(origin_words().events) else None
    return None


def on_road(context: Context, index: int) -> ComingAnswer | None:
    """«Упрдор Москва – Бобруйск», «дороги Смоленск – Орша»: the towns that a road joins."""
    words = origin_words()
    if not context.told_in_cell(words.roads):
        return None
    first = context.first_of_pairs[index]
    head = context.before(index if first is None else first)
    back = [word for word in words_back(head.rstrip("« "), 3) if not words.road_number.fullmatch(word)]
    return NO if back and back[0].startswith(words.roads) else None


def in_name_of_body(context: Context, index: int) -> ComingAnswer | None:
    """«Могилевская детская школа искусств», ОГКУ «Архив новейшей истории Смоленской области»."""
    mention, opened = context.mentions[index], context.quotation(index)
    if opened is None:
        return BY_ITSELF if mention.form == "adjective" else None
    before = context.words_before(opened)
    if is_nickname(context, index):
        return NO
    if mention.form == "adjective":
        return None if _names_event(before) else BY_ITSELF
    return told_by(_head_of_body(before))


def is_nickname(context: Context, index: int) -> bool:
    """«ансамбль «Волга»»: the place's name alone in quotes after what has nicknames."""
    opened = context.quotation(index)
    if opened is None:
        return False
    before = context.words_before(opened)
    alone = not context.cell.text[opened + 1 : context.mentions[index].span.start].strip()
    closes = context.after(index).lstrip()[:1] in {"»", "”", '"'}
    named = words_back(before, 1)
    return alone and closes and bool(named) and named[0].startswith(nicknamed())


def tail_of_body(context: Context, index: int) -> ComingAnswer | None:
    """«УК «Полоцкий музей-заповедник», г. Полоцк»: where the body that is named stands."""
    head = context.before(context.first_of_list[index])
    if "«" not in head or _TAIL.search(head) is None:
        return None
    closed = head.rstrip(" (,\n")
    openings = [match.start() for match in re.finditer("«", closed)]
    heads = (head[:at] for at in openings[-2:])
    whole = (origin_words().listed_bodies.sub("", one) for one in heads)
    return told_by(next((word for one in whole if (word := _head_of_body(one))), None))


def _names_event(before_quote: str) -> bool:
    """Whether a quotation is an event's title: «фестиваль народной песни «Рославльская ярмарка»»."""
    if origin_words().form_before.search(before_quote):
        return False
    for word in words_back(before_quote, 8):
        if word.startswith(place_words().organisation_heads) and not is_adjective(word):
            return False
        if word.startswith(origin_words().events):
            return True
    return False


def _head_of_body(before_quote: str) -> str | None:
    """The legal form («ОГКУ») or kind of body («музей») that stands before a quotation, no event."""
    form = origin_words().form_before.search(before_quote)
    if form is not None:
        return key(form[0].split()[-1])
    for word in words_back(before_quote, 6):
        if word.startswith(origin_words().events):
            return None
        if word.startswith(place_words().organisation_heads) and not is_adjective(word):
            return word
    return None


def joined_by_dash(context: Context, index: int) -> ComingAnswer | None:
    """«Витебск – Смоленск»: towns that a bridge, a conference or a project joins, but no route."""
    in_name = context.cell.name is CellName.TITLE or context.quotation(index) is not None
    return BY_ITSELF if in_name and context.joined(index) and not _tells_journey(context) else None


def paired(context: Context, index: int) -> ComingAnswer | None:
    """«Встретились соседи: Лиозно – Рудня, Дубровно – Красный»: pairs of towns, but no routes."""
    first = context.first_of_pairs[index]
    if first is None or _tells_journey(context):
        return None
    head = context.before(first)
    if head.rstrip().endswith(":"):
        return BY_ITSELF
    told = (*words_back(head, 2), key(context.named(first).split()[0]))  # «… городов Сенно – Рудня»
    return told_by(next((word for word in told if word.startswith(origin_words().pairs)), None))


def _tells_journey(context: Context) -> bool:
    """Whether the cell tells of a journey: then a dash joins the stations of a route."""
    return context.told_in_cell(origin_words().journeys)


def in_title_of_event(context: Context, index: int) -> ComingAnswer | None:
    """«Оршанские традиции», «Славься, Смоленск!»: the title of an event names nobody's home."""
    opened = context.quotation(index)
    if opened is None:
        return None
    alone = not context.cell.text[opened + 1 : context.mentions[index].span.start].strip()
    named = words_back(context.words_before(opened), 1)
    municipality = alone and bool(named) and named[0].startswith(place_words().municipal_frames)
    return None if municipality else NO


def called_upon(context: Context, index: int) -> ComingAnswer | None:
    """«Рабочая поездка в г. Гродно»: a visit's title names whom it is paid to, if abroad."""
    is_abroad = context.mentions[index].place.country != load_home().country
    if context.cell.name is not CellName.TITLE or not is_abroad:
        return None
    call = context.word_before(index, origin_words().calls)
    return (
        ComingAnswer(True, call) if call and origin_words().locative.search(context.before(index)) else None
    )


def place_of_action(context: Context, index: int) -> ComingAnswer | None:
    """«в г. Минске»: where something happens, unless those who live or work there are meant."""
    head = context.before(context.first_of_list[index])
    locative = origin_words().locative.search(head)
    if locative is None:
        return None
    who = _LAST_WORD.search(head, 0, locative.start() + 1)
    if who is not None and key(who[1]).startswith(origin_words().residents):
        return ComingAnswer(True, key(who[1]))
    branch = context.word_in_sentence(index, origin_words().local_branches)
    return ComingAnswer(bool(branch), branch)


def sent_somebody(context: Context, index: int) -> ComingAnswer | None:
    """«Город Смоленск представили 35 спортсменов», «присоединилась Тверская область»."""
    words = origin_words()
    following = words.sender_then_verb.match(context.after(context.last_of_list[index]))
    if following is not None and following["verb"].startswith(words.represented):
        return ComingAnswer(True, key(following["verb"]))
    before = words_back(context.before(context.first_of_list[index]), 1)
    is_told = bool(before) and before[0].startswith((*words.joined, *words.representing))
    return ComingAnswer(True, before[0]) if is_told else None


def home_of_winner(context: Context, index: int) -> ComingAnswer | None:
    """«победил Иван Петров (г. Витебск)»: the bracket after a person's name."""
    before = context.before(index)
    is_told = before.endswith("(") and origin_words().person_then_bracket.search(before) is not None
    return told_by(next(iter(words_back(before.rstrip("("), 1)), "")) if is_told else None


def partner(context: Context, index: int) -> ComingAnswer | None:
    """«сотрудничество с Витебской областью», «связи Бобруйска и Ярцева»: the sides of a relation."""
    back = words_back(context.before(context.first_of_list[index]), _LONGEST_RELATION)
    if any(word.startswith(place_words().twin_words) for word in back) and any(map(is_verb, back)):
        return None  # «побратимскими отношениями столица связана в Монголии с Эрдэнэтом»
    if back and back[0] in origin_words().together:
        back = back[1:]
    elif not (back and back[0].startswith(origin_words().relations)):
        return None
    return told_by(next((word for word in back if word.startswith(origin_words().relations)), None))


def acted(context: Context, index: int) -> ComingAnswer | None:
    """«Бурлинский район прислал акына», «участие приняли Орша и Горки»: a place that does something."""
    words = origin_words()
    following = words.sender_then_verb.match(context.after(context.last_of_list[index]))
    if following is not None and following["verb"].startswith(words.deeds):
        return ComingAnswer(True, key(following["verb"]))
    before = words_back(context.before(context.first_of_list[index]), 2)
    took = len(before) > 1 and before[0].startswith(words.part) and before[1].startswith(words.took)
    is_told = took or (bool(before) and before[0].startswith(words.deeds) and is_verb(before[0]))
    return ComingAnswer(True, before[0]) if is_told else None


def participant(context: Context, index: int) -> ComingAnswer | None:
    """In the cell of participants a place is somebody's home if nothing speaks against it."""
    return BY_ITSELF if context.cell.name is CellName.PARTICIPANTS else None


RULES = (
    visited,
    of_event,
    on_road,
    in_name_of_body,
    tail_of_body,
    joined_by_dash,
    paired,
    in_title_of_event,
    called_upon,
    prize,
    played_for,
    place_of_action,
    sent_somebody,
    home_of_winner,
    partner,
    governed,
    acted,
    participant,
)
