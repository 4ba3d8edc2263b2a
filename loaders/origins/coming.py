"""Whether somebody comes from a place: an ordered list of rules, the first that answers decides."""

import re
from collections.abc import Sequence
from itertools import pairwise

from loaders.cell.clauses import before, sentence_before, words_back
from loaders.cell.text import CellText, is_people
from loaders.mentions import PlaceMention
from loaders.origins.words import origin_words
from loaders.places.words import is_adjective, is_verb, place_words
from ontology.gazetteer.spelling import key
from ontology.model import CellName

_LOCATIVE = re.compile(r"(\w+)?[\s(]+([Вв]о?|[Нн]а)\s+$")
_JOURNEY = re.compile(r"пробег|маршрут|поход|круиз|эстафет|перел[её]т", re.IGNORECASE)
_CALL = re.compile(r"\b(визит|командировк|(рабоч|делов|служебн)\w+ поездк)", re.IGNORECASE)
_PERSON_THEN_BRACKET = re.compile(
    r"[а-яё] [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ \($|[А-ЯЁ]\. ?[А-ЯЁ]\. ?[А-ЯЁ][а-яё]+ \($"
)
_LOCAL_BRANCH = re.compile(r"\bместн\w+ отделени", re.IGNORECASE)
_FORM_BEFORE = re.compile(r"\b[А-ЯЁ]{2,}(\s+[А-ЯЁ]{2,})?\s*$")
_ROAD = re.compile(
    r"(?:\b[Уу]прдор|\b(?:авто)?дорог\w*|\b(?:авто)?трасс\w*|\bпоезд\w*|\bмаршрут\w*)\s+"
    r"«?(?:[МРА]-?\d+\s+«?)?(?:[А-ЯЁ][\w-]+\s*[–—-]\s*)*$"
)
_DASH = re.compile(r"\s*[–—-]\s*")
_BETWEEN_PAIRS = re.compile(r"\s*(,|и|[–—-])\s*")
_NICKNAMED = re.compile(
    r"\b(?:отряд|ансамбл|студи|хор|клуб|групп|коллектив|кружок|кружк|дуэт|трио|дружин)[а-яё]*\s+«\s*$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(\([^()]*\)\s*)?(,|и|, а также|а также)\s*")
_FROM = re.compile(r"\b([Ии]з|[Оо]т|[Мм]ежду)\s+(\w+\s+)?$")


def comes_from(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool:
    """The first rule that answers decides."""
    return next((answer for rule in _RULES if (answer := rule(cell, mentions, index)) is not None), False)


def _visited(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«делегация посетила музей (г. Орша)»: no, they went there."""
    mention = mentions[index]
    if cell.name is CellName.PARTICIPANTS:
        return None
    sentence = sentence_before(cell, mention)
    if not any(re.search(rf"\b{stem}", sentence) for stem in origin_words().visiting):
        return None
    delegation = any(word.startswith("делегац") for word in words_back(before(cell.text, mention), 4))
    return None if delegation else False


def _of_event(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Гаванскую международную ярмарку»: the adjective of an event tells where it is held."""
    mention = mentions[index]
    if mention.form != "adjective":
        return None
    for word in re.findall(r"[\w-]+", cell.text[mention.span.end : mention.span.end + 80])[:4]:
        if not is_adjective(key(word)):
            return False if key(word).startswith(origin_words().events) else None
    return None


def _on_road(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Упрдор Москва – Бобруйск», «дороги Смоленск – Орша»: the towns that a road joins."""
    head = before(cell.text, mentions[index])
    return False if _ROAD.search(head) else None


def _in_name_of_body(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Могилевская детская школа искусств», ОГКУ «Архив новейшей истории Смоленской области»."""
    mention = mentions[index]
    head = cell.text[: mention.span.start]
    opened = head.rfind("«")
    if opened <= head.rfind("»"):
        return True if mention.form == "adjective" else None
    if _NICKNAMED.search(head) and re.match(r"\s*[»”\"]", cell.text[mention.span.end :]):
        return False
    if mention.form == "adjective":
        return None if _names_event(head[:opened]) else True
    return True if _names_body(head[:opened]) else None


def _tail_of_body(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«УК «Полоцкий музей-заповедник», г. Полоцк»: where the body that is named stands."""
    first = mentions[_first_of_list(cell, mentions, index)]
    head = before(cell.text[: first.span.start], first)
    if not re.search(r"[»”\"],?\s*\(?\s*$", head):
        return None
    closed = head.rstrip(" (,\n\u00a0")
    openings = [match.start() for match in re.finditer("«", closed)]
    return True if any(_names_body(head[:opened]) for opened in openings[-2:]) else None


def _names_event(before_quote: str) -> bool:
    """Whether a quotation is an event's title: «фестиваль народной песни «Рославльская ярмарка»»."""
    if _FORM_BEFORE.search(before_quote):
        return False
    for word in words_back(before_quote, 8):
        if word.startswith(place_words().organisation_heads) and not is_adjective(word):
            return False
        if word.startswith(origin_words().events):
            return True
    return False


def _names_body(before_quote: str) -> bool:
    """Whether a legal form («ОГКУ») or a kind of body («музей») stands before a quotation, no event."""
    if _FORM_BEFORE.search(before_quote):
        return True
    for word in words_back(before_quote, 6):
        if word.startswith(origin_words().events):
            return False
        if word.startswith(place_words().organisation_heads) and not is_adjective(word):
            return True
    return False


def _joined_by_dash(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Витебск – Смоленск»: towns that a bridge, a conference or a project joins, but no route."""
    span = mentions[index].span
    quoted = cell.text.rfind("«", 0, span.start) > cell.text.rfind("»", 0, span.start)
    if not (cell.name is CellName.TITLE or quoted) or _JOURNEY.search(cell.text):
        return None
    joined = any(
        span in (one.span, other.span)
        and re.fullmatch(r"\s*[–—-]\s*", cell.text[one.span.end : other.span.start])
        for one, other in pairwise(mentions)
    )
    return True if joined else None


def _paired(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Встретились соседи: Лиозно – Рудня, Дубровно – Красный»: pairs of towns, but no routes."""
    first = _first_pair(cell, mentions, index)
    if first is None or _JOURNEY.search(cell.text):
        return None
    head = before(cell.text, mentions[first])
    if head.rstrip().endswith(":"):
        return True
    return next((True for word in words_back(head, 2) if word.startswith(origin_words().pairs)), None)


def _first_pair(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> int | None:
    """Where the list of pairs begins that the mention is in; none where it is in no pair."""
    paired, first = False, index
    for step in (-1, 1):
        at = index
        while 0 <= at + step < len(mentions):
            one, other = sorted((at, at + step))
            gap = cell.text[mentions[one].span.end : mentions[other].span.start]
            if not _BETWEEN_PAIRS.fullmatch(gap):
                break
            paired = paired or _DASH.fullmatch(gap) is not None
            at += step
        first = min(first, at)
    return first if paired else None


def _in_title_of_event(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Оршанские традиции», «Славься, Смоленск!»: the title of an event names nobody's home."""
    head = cell.text[: mentions[index].span.start]
    quoted = head.rfind("«") > head.rfind("»")
    municipality = re.search(r"образовани\w+\s*«\s*$", before(cell.text, mentions[index])) is not None
    return False if quoted and not municipality else None


def _called_upon(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Рабочая поездка в г. Гродно»: a visit's title names whom it is paid to, if abroad."""
    mention = mentions[index]
    if cell.name is not CellName.TITLE or mention.place.country == "RU":
        return None
    head = before(cell.text, mention)
    return True if _LOCATIVE.search(head) and _CALL.search(head) else None


def _place_of_action(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«в г. Минске»: where something happens, unless those who live or work there are meant."""
    head = before(cell.text, mentions[_first_of_list(cell, mentions, index)])
    locative = _LOCATIVE.search(head)
    if locative is None:
        return None
    if key(locative.group(1) or "").startswith(origin_words().residents):
        return True
    return _LOCAL_BRANCH.search(cell.text) is not None


def _first_of_list(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> int:
    """«в г. Минске и г. Орше»: the mention that begins the list, in which commas and «и» part the places."""
    while index and _LISTED.fullmatch(cell.text[mentions[index - 1].span.end : mentions[index].span.start]):
        index -= 1
    return index


def _sent_somebody(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Город Смоленск представили 35 спортсменов», «присоединилась Тверская область»."""
    span = mentions[index].span
    after = re.match(r"\s+(\w+)", cell.text[span.end : span.end + 40])
    if after and after.group(1).startswith(origin_words().represented):
        return True
    joined = any(
        word.startswith(origin_words().joined) for word in words_back(before(cell.text, mentions[index]), 1)
    )
    return True if joined else None


def _partner(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«сотрудничество с Витебской областью», «связи Бобруйска и Ярцева»: the sides of a relation."""
    head = before(cell.text, mentions[_first_of_list(cell, mentions, index)])
    back = words_back(head, 7)
    if back and back[0].startswith(origin_words().relations):
        return True
    is_with = bool(back) and back[0] in ("с", "со")
    return True if is_with and any(w.startswith(origin_words().relations) for w in back[1:]) else None


def _governed(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«делегация г. Орши», «педагоги из Витебска», but «освобождение Минска»: the nearest word decides."""
    head = before(cell.text, mentions[_first_of_list(cell, mentions, index)])
    if _FROM.search(head):
        return True
    if cell.name is CellName.PARTICIPANTS:
        remembered = any(word.startswith(origin_words().remembered) for word in words_back(head, 1))
        return False if remembered else None
    for word in words_back(_past_brackets(head), 8):
        if word.startswith(origin_words().told_of) or "лети" in word:
            return False
        if is_verb(word):
            return None
        if _is_one_who_comes(word):
            return True
    return None


def _past_brackets(head: str) -> str:
    """«команды из Бреста (Беларусь), », «ученые университета культуры (»: the words that go on are before."""
    return re.sub(r"\(\s*$|\([^()]*\)(?=\s*(?:,|и)\s*$)", "", head)


def _is_one_who_comes(word: str) -> bool:
    if word.startswith(origin_words().participles):
        return True
    return (word.startswith(origin_words().participants) and not is_adjective(word)) or is_people(word)


def _home_of_winner(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«победил Иван Петров (г. Витебск)»: the bracket after a person's name."""
    return True if _PERSON_THEN_BRACKET.search(before(cell.text, mentions[index])) else None


def _participant(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """In the cell of participants a place is somebody's home if nothing speaks against it."""
    return cell.name is CellName.PARTICIPANTS or None


_RULES = (
    _visited,
    _of_event,
    _on_road,
    _in_name_of_body,
    _tail_of_body,
    _joined_by_dash,
    _paired,
    _in_title_of_event,
    _called_upon,
    _place_of_action,
    _sent_somebody,
    _home_of_winner,
    _partner,
    _governed,
    _participant,
)
