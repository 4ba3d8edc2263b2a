"""Mentions that only say where something more specific is."""

import re
from collections.abc import Sequence

from loaders.cell import Cell
from loaders.mentions import PlaceMention
from loaders.origins.words import origin_words
from loaders.places.candidate import SETTLEMENT_KINDS
from loaders.places.chains import ChainNode, containers, contains, may_contain, node_of
from loaders.places.facts import known


def locators(cell: Cell, mentions: Sequence[PlaceMention]) -> set[int]:
    """Mentions that say where another one is, or that a more exact one stands in for."""
    nodes = [node_of(mention) for mention in mentions]
    found = {outer for outer, _ in containers(cell.text, nodes).values()}
    for index in range(len(mentions) - 1):
        if _leads_to_next(cell, mentions, nodes, index):
            found.add(index)
        if _is_suburb_of_next(cell, mentions, index):
            found.add(index + 1)
    for index, mention in enumerate(mentions):
        if mention.form == "adjective" and _listed_with_named(cell, mentions, found, index):
            found.add(index)
    return found


def _leads_to_next(
    cell: Cell, mentions: Sequence[PlaceMention], nodes: Sequence[ChainNode], index: int
) -> bool:
    """Whether the next place is the more exact one."""
    return (
        _is_named_by_tail(cell, mentions, nodes, index)
        or _is_name_before_tail(cell, mentions, nodes, index)
        or _opens_bracket(cell, nodes, index)
        or _announces_parts(cell, mentions, nodes, index)
    )


_NAME_TAIL = re.compile(r"[^«»();,\n]*(«[^«»();,\n]*»?)?[^«»();\n,]*[»”\"]*,?\s*\(?\s*$")


def _is_named_by_tail(
    cell: Cell, mentions: Sequence[PlaceMention], nodes: Sequence[ChainNode], index: int
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


def _is_name_before_tail(
    cell: Cell, mentions: Sequence[PlaceMention], nodes: Sequence[ChainNode], index: int
) -> bool:
    """«СПК «Каменка» Орловского округа», «Кировская школа Орловского района»: a tail of another place."""
    one, tail = mentions[index], mentions[index + 1]
    if tail.form != "noun" or nodes[index].breadth > 1 or may_contain(nodes[index + 1], nodes[index]):
        return False
    gap = cell.text[one.span.end : tail.span.start]
    if one.form == "adjective":
        return tail.place.kind == "district" and origin_words().words_only.fullmatch(gap) is not None
    quoted = cell.text[: one.span.start].endswith("«")
    return quoted and re.fullmatch(r"[»”\"]+,?\s*\(?", gap) is not None


def _opens_bracket(cell: Cell, nodes: Sequence[ChainNode], index: int) -> bool:
    """«Могилевской области (г. Чаусы, г. Кричев)»: the bracket says which of its towns."""
    wide, narrow = nodes[index], nodes[index + 1]
    gap = cell.text[wide.end : narrow.start]
    if wide.breadth <= narrow.breadth or wide.is_name or not wide.options or not narrow.options:
        return False
    in_bracket = cell.text.rfind("(", 0, wide.start) > cell.text.rfind(")", 0, wide.start)
    opens = re.fullmatch(r"\s*\(\s*", gap) or (in_bracket and re.fullmatch(r"\s*,\s*", gap))
    return bool(opens) and contains(wide.options[0], narrow.options[0])


def _announces_parts(
    cell: Cell, mentions: Sequence[PlaceMention], nodes: Sequence[ChainNode], index: int
) -> bool:
    """«районов Витебской области: Браславского, …»: a region whose parts a colon announces."""
    gap = cell.text[mentions[index].span.end : mentions[index + 1].span.start]
    wide, narrow = nodes[index], nodes[index + 1]
    return gap.strip() == ":" and wide.breadth > narrow.breadth and may_contain(wide, narrow)


def _is_suburb_of_next(cell: Cell, mentions: Sequence[PlaceMention], index: int) -> bool:
    """«из поселка Руба города Витебска»: the city only tells where its suburb is."""
    suburb, city = mentions[index], mentions[index + 1]
    if suburb.place.kind not in SETTLEMENT_KINDS[1:] or city.place.kind != SETTLEMENT_KINDS[0]:
        return False
    is_next = cell.text[suburb.span.end : city.span.start].isspace()
    return is_next and suburb.rule != "bare_settlement" and city.form == "noun"


def _listed_with_named(cell: Cell, mentions: Sequence[PlaceMention], named: set[int], index: int) -> bool:
    """«Смоленская филармония» и «Смоленский центр» (г. Смоленск)»: one bracket for both."""
    following = index + 1
    if following >= len(mentions) or following not in named:
        return False
    one, other = mentions[index], mentions[following]
    gap = cell.text[one.span.end : other.span.start]
    return other.form == "adjective" and one.place == other.place and not re.search(r"[();\n]", gap)
