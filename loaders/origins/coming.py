"""Whether somebody comes from a place: an ordered list of rules, the first that answers decides."""

import re

from loaders.cell.text import is_people
from loaders.origins.words import origin_words
from loaders.places.context import Context, words_back
from loaders.places.words import is_adjective, is_verb, place_words
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.model import CellName

_TAIL = re.compile(r"[»”\"],?\s*\(?\s*$")

_LAST_WORD = re.compile(r"\b(\w+)[\s(]+$")

_LONGEST_RELATION = 9  # words from a relation to its side


def comes_from(context: Context, index: int) -> bool:
    """The first rule that answers decides."""
    return next((answer for rule in RULES if (answer := rule(context, index)) is not None), False)


def visited(context: Context, index: int) -> bool | None:
    """«делегация посетила музей (г. Орша)»: no, they went there."""
    if context.cell.name is CellName.PARTICIPANTS or not context.told_before(index, origin_words().visiting):
        return None
    back = words_back(context.before(index), 4)
    return None if any(word.startswith(origin_words().delegations) for word in back) else False


def of_event(context: Context, index: int) -> bool | None:
    """«Гаванскую международную ярмарку»: the adjective of an event tells where it is held."""
    if context.mentions[index].form != "adjective":
        return None
    for word in re.findall(r"[\w-]+", context.after(index)[:80])[:4]:
        if not is_adjective(key(word)):
            return False if key(word).startswith(origin_words().events) else None
    return None


def on_road(context: Context, index: int) -> bool | None:
    """«Упрдор Москва – Бобруйск», «дороги Смоленск – Орша»: the towns that a road joins."""
    words = origin_words()
    if not context.told_in_cell(words.roads):
        return None
    first = context.first_of_pairs[index]
    head = context.before(index if first is None else first)
    back = [word for word in words_back(head.rstrip("« "), 3) if not words.road_number.fullmatch(word)]
    return False if back and back[0].startswith(words.roads) else None


def in_name_of_body(context: Context, index: int) -> bool | None:
    """«Могилевская детская школа искусств», ОГКУ «Архив новейшей истории Смоленской области»."""
    mention, opened = context.mentions[index], context.quotation(index)
    if opened is None:
        return True if mention.form == "adjective" else None
    before = context.words_before(opened)
    if _is_nickname(context, index, opened, before):
        return False
    if mention.form == "adjective":
        return None if _names_event(before) else True
    return True if _names_body(before) else None


def _is_nickname(context: Context, index: int, opened: int, before: str) -> bool:
    """«ансамбль «Волга»»: the place's name alone in quotes after what has nicknames."""
    alone = not context.cell.text[opened + 1 : context.mentions[index].span.start].strip()
    closes = context.after(index).lstrip()[:1] in {"»", "”", '"'}
    named = words_back(before, 1)
    return alone and closes and bool(named) and named[0].startswith(origin_words().nicknamed)


def tail_of_body(context: Context, index: int) -> bool | None:
    """«УК «Полоцкий музей-заповедник», г. Полоцк»: where the body that is named stands."""
    head = context.before(context.first_of_list[index])
    if "«" not in head or _TAIL.search(head) is None:
        return None
    closed = head.rstrip(" (,\n")
    openings = [match.start() for match in re.finditer("«", closed)]
    return True if any(_names_body(head[:opened]) for opened in openings[-2:]) else None


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


def _names_body(before_quote: str) -> bool:
    """Whether a legal form («ОГКУ») or a kind of body («музей») stands before a quotation, no event."""
    if origin_words().form_before.search(before_quote):
        return True
    for word in words_back(before_quote, 6):
        if word.startswith(origin_words().events):
            return False
        if word.startswith(place_words().organisation_heads) and not is_adjective(word):
            return True
    return False


def joined_by_dash(context: Context, index: int) -> bool | None:
    """«Витебск – Смоленск»: towns that a bridge, a conference or a project joins, but no route."""
    in_name = context.cell.name is CellName.TITLE or context.quotation(index) is not None
    return True if in_name and context.joined(index) and not _tells_journey(context) else None


def paired(context: Context, index: int) -> bool | None:
    """«Встретились соседи: Лиозно – Рудня, Дубровно – Красный»: pairs of towns, but no routes."""
    first = context.first_of_pairs[index]
    if first is None or _tells_journey(context):
        return None
    head = context.before(first)
    if head.rstrip().endswith(":"):
        return True
    told = (*words_back(head, 2), key(context.named(first).split()[0]))  # «… городов Сенно – Рудня»
    return next((True for word in told if word.startswith(origin_words().pairs)), None)


def _tells_journey(context: Context) -> bool:
    """Whether the cell tells of a journey: then a dash joins the stations of a route."""
    return context.told_in_cell(origin_words().journeys)


def in_title_of_event(context: Context, index: int) -> bool | None:
    """«Оршанские традиции», «Славься, Смоленск!»: the title of an event names nobody's home."""
    opened = context.quotation(index)
    if opened is None:
        return None
    alone = not context.cell.text[opened + 1 : context.mentions[index].span.start].strip()
    named = words_back(context.words_before(opened), 1)
    municipality = alone and bool(named) and named[0].startswith(place_words().municipal_frames)
    return None if municipality else False


def called_upon(context: Context, index: int) -> bool | None:
    """«Рабочая поездка в г. Гродно»: a visit's title names whom it is paid to, if abroad."""
    is_abroad = context.mentions[index].place.country != load_home().country
    if context.cell.name is not CellName.TITLE or not is_abroad:
        return None
    calls = context.told_before(index, origin_words().calls)
    return True if calls and origin_words().locative.search(context.before(index)) else None


def place_of_action(context: Context, index: int) -> bool | None:
    """«в г. Минске»: where something happens, unless those who live or work there are meant."""
    head = context.before(context.first_of_list[index])
    locative = origin_words().locative.search(head)
    if locative is None:
        return None
    who = _LAST_WORD.search(head, 0, locative.start() + 1)
    if who is not None and key(who[1]).startswith(origin_words().residents):
        return True
    return context.told_in_sentence(index, origin_words().local_branches)


def sent_somebody(context: Context, index: int) -> bool | None:
    """«Город Смоленск представили 35 спортсменов», «присоединилась Тверская область»."""
    words = origin_words()
    following = words.sender_then_verb.match(context.after(context.last_of_list[index]))
    if following is not None and following["verb"].startswith(words.represented):
        return True
    before = words_back(context.before(context.first_of_list[index]), 1)
    is_told = bool(before) and before[0].startswith((*words.joined, *words.representing))
    return True if is_told else None


def home_of_winner(context: Context, index: int) -> bool | None:
    """«победил Иван Петров (г. Витебск)»: the bracket after a person's name."""
    before = context.before(index)
    is_told = before.endswith("(") and origin_words().person_then_bracket.search(before) is not None
    return True if is_told else None


def partner(context: Context, index: int) -> bool | None:
    """«сотрудничество с Витебской областью», «связи Бобруйска и Ярцева»: the sides of a relation."""
    back = words_back(context.before(context.first_of_list[index]), _LONGEST_RELATION)
    if any(word.startswith(place_words().twin_words) for word in back) and any(map(is_verb, back)):
        return None  # «побратимскими отношениями столица связана в Монголии с Эрдэнэтом»
    if back and back[0].startswith(origin_words().relations):
        return True
    is_with = bool(back) and back[0] in origin_words().together
    return True if is_with and any(w.startswith(origin_words().relations) for w in back[1:]) else None


def governed(context: Context, index: int) -> bool | None:
    """«делегация г. Орши», «педагоги из Витебска», but «освобождение Минска»: the nearest word decides."""
    head = context.before(context.first_of_list[index])
    if any(word in origin_words().whence for word in words_back(head, 2)):
        return True
    if context.cell.name is CellName.PARTICIPANTS:
        remembered = any(word.startswith(origin_words().remembered) for word in words_back(head, 1))
        return False if remembered else None
    led = origin_words().led_by_colon.search(head)
    return _told_by_governor(words_back(_past_brackets(head if led is None else head[: led.start()]), 8))


def _told_by_governor(words: list[str]) -> bool | None:
    for word in words:
        if word.startswith(origin_words().told_of):
            return False
        if is_verb(word):
            return None
        if _is_one_who_comes(word):
            return True
    return None


def _past_brackets(head: str) -> str:
    """«команды из Бреста (Беларусь), », «ученые университета культуры (»: the words that go on are before."""
    return origin_words().brackets_passed.sub("", head)


def _is_one_who_comes(word: str) -> bool:
    if word.startswith(origin_words().participles):
        return True
    return (word.startswith(origin_words().participants) and not is_adjective(word)) or is_people(word)


def participant(context: Context, index: int) -> bool | None:
    """In the cell of participants a place is somebody's home if nothing speaks against it."""
    return context.cell.name is CellName.PARTICIPANTS or None


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
    place_of_action,
    sent_somebody,
    home_of_winner,
    partner,
    governed,
    participant,
)
