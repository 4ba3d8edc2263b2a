"""Whether a named person acts, or a body bears the name, or it is an author's or somebody's remembered."""

import re
from functools import lru_cache

from loaders.cell.text import CellText, lemma, parses
from loaders.people.names import Name, people_data
from loaders.people.nominative import is_historic, nominative
from loaders.people.posts import Post


@lru_cache(maxsize=8)
def beginnings(list_name: str) -> re.Pattern[str]:
    """A pattern of the words that begin as the list of people.yml says."""
    words = map(re.escape, people_data()[list_name])
    return re.compile("|".join(rf"(?<![\w-]){word}" for word in words), re.IGNORECASE)


_NAMESAKE = re.compile(r"(?:\bимени|\bим\.|\bим\b)[^,;:]{0,60}$", re.IGNORECASE)
POINT = re.compile(r";|(?<![\s.(][А-ЯЁ])(?<!\bг)\.\s+(?=[А-ЯЁ])|\n\s*[-–—]")
CLAUSE = re.compile(rf":|{POINT.pattern}")


def acting_confidence(cell: CellText, name: Name, post: Post | None, last_end: int) -> float | None:
    """How sure it is that the person acts; None of namesakes, of those remembered and of authors only.

    `last_end` is where the name before ends.
    """
    before = cell.text[: post.start if post is not None and post.end <= name.start else name.start]
    if _NAMESAKE.search(cell.text[max(last_end, name.start - 80) : name.start]) or _quoted(
        cell.text, name.start
    ):
        return None
    if post is not None and lemma(post.head) in _acting_heads():
        return 0.97
    if is_historic(nominative(name, post.case if post is not None else None)):
        return None
    clause = CLAUSE.split(before[-250:])[-1]
    involved = [m.end() for m in beginnings("involvement").finditer(clause)]
    since = max(0, last_end - len(before) + len(clause))
    named_for = _named_for(clause, since, nominative=post is not None and post.case == "nomn")
    if named_for is not None and max(involved, default=0) < named_for and not _acts_after(clause[named_for:]):
        return None
    if involved:
        return 0.9
    if _complements_noun(before) and (post is None or post.case == "gent"):
        return 0.5
    return 0.75 if post is None else 0.9


def _named_for(clause: str, since: int, *, nominative: bool) -> int | None:
    """Where the last word ends that makes the name after it a namesake's, an author's or a remembered one's.

    A comma, a dash or the name before, which ends at `since`, ends what a museum or a poem says of names;
    before a post in the nominative, it ends any such word.
    """
    segment = clause[max(since, clause.rfind(",") + 1, clause.rfind(" – ") + 1) :]
    offset = len(clause) - len(segment)
    ends = [offset + match.end() for match in beginnings("borne").finditer(segment)]
    scope, shift = (segment, offset) if nominative else (clause, 0)
    ends += [shift + match.end() for match in beginnings("remembered").finditer(scope)]
    return max(ends, default=None)


def _complements_noun(before: str) -> bool:
    """Whether a noun stands right before: «фильм С.П. Лунева», «призы тренера С.П. Лунева»."""
    word = re.search(r"(?:^|[.:;]\s*|\b(?=[а-яё]))([а-яё-]+)\s+$", before, re.IGNORECASE)
    if word is None or word[1].lower() in people_data()["courtesies"]:
        return False
    reading = parses(word[1])[0]
    return reading.tag.POS == "NOUN" and reading.normal_form not in people_data()["courtesies"]


def _acts_after(words: str) -> bool:
    """Whether a verb stands between what is remembered and the name, which is then the verb's."""
    return any(parses(word)[0].tag.POS == "VERB" for word in re.findall(r"\b[а-яё]{3,}\b", words))


@lru_cache(maxsize=1)
def _acting_heads() -> frozenset[str]:
    return frozenset(lemma(word) for word in people_data()["acting"])


def _quoted(text: str, position: int) -> bool:
    """Whether the nearest quotation mark before the position opens and one after it closes."""
    opening, closing = text.rfind("«", 0, position), text.rfind("»", 0, position)
    return opening > closing and "»" in text[position : position + 200]
