"""Names without initials or Russian given names, known by the post, rank or courtesy before them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from loaders.cell.text import CellText, Token, parses
from loaders.people.names import Name, people_data
from loaders.people.post_words import read_head
from ontology.model import CellName, Span

_LATIN_BESIDE = re.compile(r"\s*\((?:[A-Z][\w'’.-]+\s?){2,4}\)")
_SURNAME_BESIDE = re.compile(r"\s*\([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\)")
_LONGEST = 5
_LONGEST_POST = 8
_LIST_MARKS = frozenset({",", ";", ":", "и", "."})
_SYLLABLE = 4  # «Ван», «Чжан», «Ли» are dictionary words by chance


def name_after_post(cell: CellText, places: Sequence[Span], bodies: Sequence[Span]) -> Iterator[Name]:
    """«посол Ли Вэй (Li Wei)», «господин Мехмет Йылмаз», «митрополит Исидор»: unknown capitals after a post.

    Words of a place are no name; nor are those of a body.
    """
    claimed = [
        (span.start, span.end)
        for span in places
        if span.cell == cell.name and span.end - span.start > _SYLLABLE
    ]
    claimed += [(span.start, span.end) for span in bodies if span.cell == cell.name]
    spans = [(span.start, span.end) for span in places if span.cell == cell.name]
    for sentence in cell.sentences:
        tokens, i = sentence.tokens, 0
        while i < len(tokens):
            run = _capitals(cell, tokens, i, claimed)
            if run and (_is_introduced(cell, tokens, i, run) or _is_listed(cell, tokens, i, run, spans)):
                yield _name(cell, run)
            i += max(1, len(run))


def _name(cell: CellText, run: tuple[Token, ...]) -> Name:
    """The run, with its spelling in Latin letters, or a monk's surname, where a bracket gives it."""
    words = tuple(token.text for token in run)
    pattern = _SURNAME_BESIDE if len(run) == 1 else _LATIN_BESIDE
    beside = pattern.match(cell.text, run[-1].end)
    if beside is None:
        return Name(run[0].start, run[-1].end, words, "foreign_name")
    return Name(run[0].start, beside.end(), words, "foreign_name", bracket=beside.group().strip())


def _capitals(
    cell: CellText, tokens: tuple[Token, ...], first: int, claimed: list[tuple[int, int]]
) -> tuple[Token, ...]:
    """The run of capitalised words of one script from `first` on that neither dictionary nor place claims."""
    if not _may_be_name(tokens[first], claimed, further=False):
        return ()
    if first and _names_place(tokens[max(0, first - 2) : first]):
        return ()
    last = first
    while last < min(len(tokens), first + _LONGEST) and _may_be_name(tokens[last], claimed, last > first):
        if last > first and (
            cell.text[tokens[last - 1].end : tokens[last].start].strip(" \u00a0\n")
            or tokens[last].text[0].isascii() != tokens[first].text[0].isascii()
        ):
            break
        last += 1
    return tokens[first:last]


def _names_place(before: tuple[Token, ...]) -> bool:
    """Whether the words before announce a place: «г.», «провинции», «города»."""
    place_words = people_data()["place_words"]
    abbreviated = len(before) > 1 and before[-1].text == "." and before[-2].text.lower() in place_words
    return abbreviated or before[-1].lemma in place_words


def _may_be_name(token: Token, claimed: list[tuple[int, int]], further: bool) -> bool:
    """Whether the word can belong to a foreign name; a `further` one may be spelt as some place is."""
    text = token.text
    if not token.is_capitalised or (text.isupper() and len(text) > 1) or read_head(text) is not None:
        return False
    if any(start < token.end and token.start < end for start, end in claimed):
        return False
    if text[0].isascii():
        return text.isalpha()
    return _names_nobody_else(text, further)


@lru_cache(maxsize=20_000)
def _names_nobody_else(word: str, further: bool) -> bool:
    """Whether no dictionary knows the word, or knows it as a name; «Милан» is a town's and a man's."""
    readings = [p for p in parses(word) if p.is_known]
    if not readings or len(word) <= _SYLLABLE:
        return True
    return any(
        {"Name", "Surn"} & p.tag.grammemes
        or {"Geox", "nomn"} <= p.tag.grammemes
        or (further and "Geox" in p.tag)
        for p in readings
    )


def _is_introduced(cell: CellText, tokens: tuple[Token, ...], first: int, run: tuple[Token, ...]) -> bool:
    """Whether a courtesy, clergy or post stands before the run."""
    before, courtesies = tokens[:first], people_data()["courtesies"]
    if not before or before[-1].text in "(.," or cell.text[before[-1].end : run[0].start].strip():
        return False
    if before[-1].text.lower() in courtesies or before[-1].lemma in courtesies:
        return True
    if _titled_clergy(before):
        return any("Name" in p.tag for p in parses(run[-1].text))
    if run[0].text[0].isascii() and before[-1].lemma in people_data()["breaking_prepositions"]:
        return False
    return len(run) > 1 and any(_is_head(token) for token in before)


def _is_listed(
    cell: CellText,
    tokens: tuple[Token, ...],
    first: int,
    run: tuple[Token, ...],
    places: list[tuple[int, int]],
) -> bool:
    """«…, Анна Ковальска (Польша)», «члены делегации: Марек Новак, Юхан Свенссон»: listed people."""
    if len(run) < 2 or (first > 0 and tokens[first - 1].text not in _LIST_MARKS):
        return False
    opening = re.compile(r"\s*\(").match(cell.text, run[-1].end)
    if opening is not None and cell.name is CellName.PARTICIPANTS:
        return any(opening.end() <= start < opening.end() + 5 for start, _ in places)
    colon = next((i for i in range(first - 1, -1, -1) if tokens[i].text == ":"), 0)
    heads = (read_head(token.text) for token in tokens[max(0, colon - _LONGEST_POST) : colon])
    return any(head is not None and head.plural for head in heads)


def _is_head(token: Token) -> bool:
    head = read_head(token.text)
    return head is not None and not head.plural


def _titled_clergy(before: tuple[Token, ...]) -> bool:
    """«митрополит Смоленский и Дорогобужский» right before."""
    for token in reversed(before):
        if token.lemma in people_data()["clergy"]:
            return True
        title = token.is_capitalised and any(p.tag.POS == "ADJF" for p in parses(token.text))
        if not title and token.text != "и":
            return False
    return False
