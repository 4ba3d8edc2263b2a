"""Whence: places and countries that participants come from or represent."""

import re
from collections.abc import Sequence

from loaders.country_groups import read_country_groups
from loaders.language import CellText, EntryText
from loaders.origin_words import origin_words
from loaders.place_chains import Node, containers, contains, node_of
from loaders.place_facts import known, place_facts, unknown_places
from loaders.rules import OrganisationMention, PersonMention, PlaceMention, Reading
from ontology.gazetteer.spelling import key
from ontology.model import CellName, Evidence, Fact, PlaceRef

__all__ = ["read_countries", "read_country_groups", "read_origins"]

_REMOTE = re.compile(r"дистанцион|онлайн|видеоконференц|заочн|виртуальн|\b[Сс]айт", re.IGNORECASE)
_MARK = re.compile(r"\b(г|гг|гор|пос|п|пгт|дер|д|с|аг)\.\s*$")
_LOCATIVE = re.compile(r"(\w+)?[\s(]+([Вв]о?|[Нн]а)\s+$")
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
    if _takes_part_where_held(text, places):
        chosen += _hosts(text[CellName.PLACE], [m for m in places if m.span.cell is CellName.PLACE])
    return Reading(place_facts(chosen), unknown_places(chosen))


def _origins_of_cell(cell: CellText, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    locators = _locators(cell, mentions)
    return [
        mention
        for index, mention in enumerate(mentions)
        if mention.place.kind != "country" and index not in locators and _comes_from(cell, mention)
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


_NAME_TAIL = re.compile(r"[^«»();\n]*(«[^«»();\n]*»?)?[^«»();\n,]*[»”\"]*,?\s*\(?\s*$")


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


def _comes_from(cell: CellText, mention: PlaceMention) -> bool:
    before = _before(cell, mention)
    if mention.form != "adjective" and _is_only_told_of(before):
        return False
    if mention.form == "adjective":
        return not _is_visited(cell, mention, before)
    if cell.name is CellName.PARTICIPANTS:
        return True
    if _in_title_of_event(cell, mention):
        return _is_route(cell, mention)
    return _is_governed(before) and not _is_visited(cell, mention, before)


def _before(cell: CellText, mention: PlaceMention) -> str:
    """The words before a mention back to the sentence's beginning, without a «г.» of its own."""
    start = max(cell.text.rfind("\n", 0, mention.span.start), cell.text.rfind(";", 0, mention.span.start)) + 1
    return _MARK.sub("", cell.text[start : mention.span.start])


def _is_only_told_of(before: str) -> bool:
    locative = _LOCATIVE.search(before)
    if locative is not None:
        return not key(locative.group(1) or "").startswith(origin_words().residents)
    last = _words_back(before, 2)
    return any(word.startswith(origin_words().told_of) for word in last[:1])


def _is_governed(before: str) -> bool:
    """Whether «из» or a word for those who come stands before, nearer than any other clause."""
    if _FROM.search(before):
        return True
    return any(word.startswith(origin_words().participants) for word in _words_back(before, 7))


def _words_back(before: str, count: int) -> list[str]:
    """Up to `count` words before, the nearest first, no farther than a bracket or a quotation."""
    clause = re.split(r"[«»();:]", before)[-1]
    return [key(word) for word in reversed(re.findall(r"[\w-]+", clause))][:count]


def _is_visited(cell: CellText, mention: PlaceMention, before: str) -> bool:
    if cell.name is CellName.PARTICIPANTS:
        return False
    sentence = _sentence_before(cell, mention)
    if not any(re.search(rf"\b{stem}", sentence) for stem in origin_words().visiting):
        return False
    return not any(word.startswith("делегац") for word in _words_back(before, 4))


def _sentence_before(cell: CellText, mention: PlaceMention) -> str:
    """The sentence up to the mention; a list after a colon belongs to what announces it."""
    head = cell.text[: mention.span.start]
    start = max((m.end() for m in re.finditer(r"[а-яё»)]{2}\.\s+(?=[А-ЯЁ«])", head)), default=0)
    return key(head[start:])


def _in_title_of_event(cell: CellText, mention: PlaceMention) -> bool:
    """Whether the mention is inside quotation marks that open a title, not a body's name."""
    head = cell.text[: mention.span.start]
    opened = head.rfind("«")
    if opened <= head.rfind("»"):
        return False
    before_quote = _words_back(head[:opened], 3)
    return not any(word.startswith(origin_words().participants) for word in before_quote)


def _is_route(cell: CellText, mention: PlaceMention) -> bool:
    """«Витебск – Смоленск»: towns that a bridge, a conference or a project joins."""
    around = cell.text[max(0, mention.span.start - 3) : mention.span.end + 3]
    return cell.name is CellName.TITLE and bool(re.search(r"«.*\s[–—-]|[–—-]\s.*(»|:)", around))


# ── bodies of the place cell ────────────────────────────────────────────────────────────────────


def _takes_part_where_held(text: EntryText, places: Sequence[PlaceMention]) -> bool:
    """Whether the body of the place cell takes part: it joins remotely, or nobody else is told of."""
    if _REMOTE.search(text[CellName.PLACE].text):
        return True
    return not any(mention.span.cell is CellName.PARTICIPANTS for mention in places)


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
    """Codes of the foreign countries involved."""
    by_code: dict[str, list[PlaceMention]] = {}
    for mention in places:
        if mention.place.country != "RU" and not _is_of_a_war(text[mention.span.cell], mention):
            by_code.setdefault(_code(mention), []).append(mention)
    return Reading(tuple(_country_fact(code, mentions) for code, mentions in by_code.items()))


def _code(mention: PlaceMention) -> str:
    """The country's code; of a territory without one the source's own name."""
    if len(mention.place.country) == len("RU"):
        return mention.place.country
    return mention.place.name if mention.place.kind == "country" else mention.place.country


def _country_fact(code: str, mentions: Sequence[PlaceMention]) -> Fact[str]:
    evidence = tuple(Evidence(mention.rule, mention.span) for mention in mentions)
    return Fact(code, evidence, max(mention.confidence for mention in mentions))


def _is_of_a_war(cell: CellText, mention: PlaceMention) -> bool:
    """«погибшие при исполнении воинского долга в Афганистане»."""
    if not re.search(r"\b[Вв]о?\s+(республик\w+\s+)?$", cell.text[: mention.span.start], re.IGNORECASE):
        return False
    return any(stem in _sentence_before(cell, mention) for stem in origin_words().wars)
