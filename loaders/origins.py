"""Whence: places and countries that participants come from or represent."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from loaders.clauses import before, sentence_start, words_back
from loaders.country_groups import read_country_groups
from loaders.language import CellText, EntryText
from loaders.origin_words import origin_words
from loaders.place_grammar.chains import Node, containers, contains, node_of
from loaders.place_grammar.facts import known, place_facts, unknown_places
from loaders.place_grammar.words import is_adjective, is_verb, place_words
from loaders.rules import OrganisationMention, PersonMention, PlaceMention, Reading
from ontology.gazetteer.spelling import key
from ontology.model import CellName, Evidence, Fact, PlaceRef

__all__ = ["read_countries", "read_country_groups", "read_origins"]

_REMOTE = re.compile(r"дистанцион|онлайн|видеоконференц|заочн|виртуальн|\b[Сс]айт", re.IGNORECASE)
_LOCATIVE = re.compile(r"(\w+)?[\s(]+([Вв]о?|[Нн]а)\s+$")
_JOURNEY = re.compile(r"пробег|маршрут|поход|круиз|эстафет|перел[её]т", re.IGNORECASE)
_LOCAL_BRANCH = re.compile(r"\bместн\w+ отделени", re.IGNORECASE)
_UNION, _TOLD_BY_ITSELF = "RU-BY", 0.9
_FROM = re.compile(r"\b([Ии]з|[Оо]т|[Мм]ежду)\s+(\w+\s+)?$")


def read_origins(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
    people: tuple[PersonMention, ...],
) -> Reading[PlaceRef]:
    """The most specific place of each mention; national bodies give none."""
    chosen: list[PlaceMention] = []
    for name in (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS):
        chosen += _origins_of_cell(text[name], [m for m in places if m.span.cell is name])
    if _REMOTE.search(text[CellName.PLACE].text) or not (chosen or _names_participants(places)):
        chosen += _hosts(text[CellName.PLACE], [m for m in places if m.span.cell is CellName.PLACE])
    return Reading(place_facts(chosen), unknown_places(chosen))


def _origins_of_cell(cell: CellText, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    locators = _locators(cell, mentions)
    return [
        mention
        for index, mention in enumerate(mentions)
        if mention.place.kind != "country" and index not in locators and _comes_from(cell, mentions, index)
    ]


# ── what only locates something more specific ───────────────────────────────────────────────────


def _locators(cell: CellText, mentions: Sequence[PlaceMention]) -> set[int]:
    """Mentions that say where another one is, or that a more exact one stands in for."""
    nodes = [node_of(mention) for mention in mentions]
    found = {outer for outer, _ in containers(cell.text, nodes).values()}
    for index in range(len(mentions) - 1):
        if _is_named_by_tail(cell, mentions, nodes, index) or _opens_bracket(cell, nodes, index):
            found.add(index)
    for index, mention in enumerate(mentions):
        if mention.form == "adjective" and _listed_with_named(cell, mentions, found, index):
            found.add(index)
    return found


_NAME_TAIL = re.compile(r"[^«»();,\n]*(«[^«»();,\n]*»?)?[^«»();\n,]*[»”\"]*,?\s*\(?\s*$")


def _is_named_by_tail(
    cell: CellText, mentions: Sequence[PlaceMention], nodes: Sequence[Node], index: int
) -> bool:
    """«Витебский областной музей», г. Витебск»: the body's own tail is more exact than its name."""
    one, tail = mentions[index], mentions[index + 1]
    if one.form != "adjective" or tail.form != "noun" or nodes[index + 1].breadth > 1:
        return False
    gap = cell.text[one.span.end : tail.span.start]
    if not _NAME_TAIL.match(gap):
        return False
    outer, inner = known(one), known(tail)
    if outer is None or inner is None:
        return False
    return contains(outer, inner) or bool(set(outer.adjectives) & set(inner.adjectives))


def _opens_bracket(cell: CellText, nodes: Sequence[Node], index: int) -> bool:
    """«Могилевской области (г. Чаусы, г. Кричев)»: the bracket says which of its towns."""
    wide, narrow = nodes[index], nodes[index + 1]
    gap = cell.text[wide.end : narrow.start]
    if wide.breadth <= narrow.breadth or wide.is_name or not wide.options or not narrow.options:
        return False
    in_bracket = cell.text.rfind("(", 0, wide.start) > cell.text.rfind(")", 0, wide.start)
    opens = re.fullmatch(r"\s*\(\s*", gap) or (in_bracket and re.fullmatch(r"\s*,\s*", gap))
    return bool(opens) and contains(wide.options[0], narrow.options[0])


def _listed_with_named(cell: CellText, mentions: Sequence[PlaceMention], named: set[int], index: int) -> bool:
    """«Смоленская филармония» и «Смоленский центр» (г. Смоленск)»: one bracket for both."""
    following = index + 1
    if following >= len(mentions) or following not in named:
        return False
    one, other = mentions[index], mentions[following]
    gap = cell.text[one.span.end : other.span.start]
    return other.form == "adjective" and one.place == other.place and not re.search(r"[();\n]", gap)


# ── whether somebody comes from there ───────────────────────────────────────────────────────────


def _comes_from(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool:
    """The first rule that answers decides."""
    return next((answer for rule in _RULES if (answer := rule(cell, mentions, index)) is not None), False)


def _visited(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«делегация посетила музей (г. Орша)»: no, they went there."""
    mention = mentions[index]
    if cell.name is CellName.PARTICIPANTS:
        return None
    sentence = _sentence_before(cell, mention)
    if not any(re.search(rf"\b{stem}", sentence) for stem in origin_words().visiting):
        return None
    delegation = any(word.startswith("делегац") for word in words_back(before(cell.text, mention), 4))
    return None if delegation else False


def _in_name_of_body(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Могилевская детская школа искусств», ОГКУ «Архив новейшей истории Смоленской области»."""
    mention = mentions[index]
    head = cell.text[: mention.span.start]
    opened = head.rfind("«")
    if opened <= head.rfind("»"):
        return True if mention.form == "adjective" else None
    if mention.form == "adjective":
        return None if _names_event(head[:opened]) else True
    return True if _names_body(head[:opened]) else None


def _tail_of_body(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«УК «Полоцкий музей-заповедник», г. Полоцк»: where the body that is named stands."""
    head = cell.text[: mentions[index].span.start]
    if not re.search(r"[»”\"],?\s*\(?\s*$", head):
        return None
    closed = head.rstrip(" (,\n\u00a0")
    openings = [match.start() for match in re.finditer("«", closed)]
    return True if any(_names_body(head[:opened]) for opened in openings[-2:]) else None


def _names_event(before_quote: str) -> bool:
    """Whether a kind of event stands right before a quotation: «фестиваль «Рославльская ярмарка»»."""
    return any(word.startswith(origin_words().events) for word in words_back(before_quote, 1))


def _names_body(before_quote: str) -> bool:
    """Whether a legal form («ОГКУ») or a kind of body («музей») stands before a quotation, no event."""
    if re.search(r"\b[А-ЯЁ]{2,}(\s+[А-ЯЁ]{2,})?\s*$", before_quote):
        return True
    for word in words_back(before_quote, 6):
        if word.startswith(origin_words().events):
            return False
        if word.startswith(place_words().organisation_heads) and not is_adjective(word):
            return True
    return False


def _joined_by_dash(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Витебск – Смоленск»: towns that a bridge, a conference or a project joins, but no route."""
    if cell.name is not CellName.TITLE or _JOURNEY.search(cell.text):
        return None
    span = mentions[index].span
    joined = any(
        span in (one.span, other.span)
        and re.fullmatch(r"\s*[–—-]\s*", cell.text[one.span.end : other.span.start])
        for one, other in pairwise(mentions)
    )
    return True if joined else None


def _in_title_of_event(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Оршанские традиции», «Славься, Смоленск!»: the title of an event names nobody's home."""
    head = cell.text[: mentions[index].span.start]
    quoted = head.rfind("«") > head.rfind("»")
    municipality = re.search(r"образовани\w+\s*«\s*$", before(cell.text, mentions[index])) is not None
    return False if quoted and not municipality else None


def _place_of_action(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«в г. Минске»: where something happens, unless those who live or work there are meant."""
    head = before(cell.text, mentions[index])
    locative = _LOCATIVE.search(head)
    if locative is None:
        return _place_of_action(cell, mentions, index - 1) if _is_listed(cell, mentions, index) else None
    if key(locative.group(1) or "").startswith(origin_words().residents):
        return True
    return _LOCAL_BRANCH.search(cell.text) is not None


def _is_listed(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool:
    """«в г. Минске и г. Орше»: whether only a comma or «и» parts the place from the one before."""
    if index == 0:
        return False
    gap = cell.text[mentions[index - 1].span.end : mentions[index].span.start]
    return re.fullmatch(r"\s*(,|и)\s*", gap) is not None


def _sent_somebody(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«Город Смоленск представили 35 спортсменов»."""
    after = cell.text[mentions[index].span.end :]
    return True if re.match(r"\s+представ(ил|лял|ля)", after) else None


def _governed(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """«делегация г. Орши», «педагоги из Витебска», but «освобождение Минска»: the nearest word decides."""
    head = before(cell.text, mentions[index])
    if _FROM.search(head):
        return True
    if _is_listed(cell, mentions, index) and _FROM.search(before(cell.text, mentions[index - 1])):
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
    return word.startswith(origin_words().participants) and not is_adjective(word)


def _participant(cell: CellText, mentions: Sequence[PlaceMention], index: int) -> bool | None:
    """In the cell of participants a place is somebody's home if nothing speaks against it."""
    return cell.name is CellName.PARTICIPANTS or None


_RULES = (
    _visited,
    _in_name_of_body,
    _tail_of_body,
    _joined_by_dash,
    _in_title_of_event,
    _place_of_action,
    _sent_somebody,
    _governed,
    _participant,
)


# ── bodies of the place cell ────────────────────────────────────────────────────────────────────


def _names_participants(places: Sequence[PlaceMention]) -> bool:
    return any(mention.span.cell is CellName.PARTICIPANTS for mention in places)


def _hosts(cell: CellText, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    locators = _locators(cell, mentions)
    return [m for i, m in enumerate(mentions) if m.form == "adjective" and i not in locators]


# ── countries ───────────────────────────────────────────────────────────────────────────────────


def read_countries(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
    people: tuple[PersonMention, ...],
) -> Reading[str]:
    """Codes of the foreign countries involved, those of bodies that tell theirs («ГУО», «РУП») included."""
    by_code: dict[str, list[PlaceMention | OrganisationMention]] = {}
    stated = {m.place.country: m.place.name for m in places if m.place.kind == "country"}
    for mention in places:
        if mention.place.country != "RU" and not _is_of_a_war(text[mention.span.cell], mention):
            by_code.setdefault(_code(mention.place.country, stated), []).append(mention)
    for body in organisations:
        if body.organisation.country not in (None, "RU", _UNION) and body.confidence >= _TOLD_BY_ITSELF:
            by_code.setdefault(str(body.organisation.country), []).append(body)
    return Reading(tuple(_country_fact(code, mentions) for code, mentions in by_code.items()))


def _code(country: str, stated: Mapping[str, str]) -> str:
    """The country's code; of a territory without one the name that the row has stated, if any."""
    return country if len(country) == len("RU") else stated.get(country, country)


def _country_fact(code: str, mentions: Sequence[PlaceMention | OrganisationMention]) -> Fact[str]:
    evidence = tuple(Evidence(mention.rule, mention.span) for mention in mentions)
    return Fact(code, evidence, max(mention.confidence for mention in mentions))


def _is_of_a_war(cell: CellText, mention: PlaceMention) -> bool:
    """«погибшие при исполнении воинского долга в Афганистане», «ветераны Афганистана»."""
    if any(word.startswith("ветеран") for word in words_back(before(cell.text, mention), 1)):
        return True
    if not re.search(r"\b[Вв]о?\s+(республик\w+\s+)?$", cell.text[: mention.span.start], re.IGNORECASE):
        return False
    return any(stem in _sentence_before(cell, mention) for stem in origin_words().wars)


def _sentence_before(cell: CellText, mention: PlaceMention) -> str:
    return key(cell.text[sentence_start(cell.text, mention.span.start) : mention.span.start])
