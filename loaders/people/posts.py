"""Posts that people act under: where they stand beside a name, and their nominative (lists: people.yml)."""

import re
from dataclasses import dataclass

from loaders.cell.text import Token, parses, squash
from loaders.people.names import people_data
from loaders.people.nominative import inflect_like
from loaders.people.post_words import DASHES, Head, Words

_CASES = ("nomn", "gent", "ablt", "datv", "accs", "loct")
_BRACKET_AT_END = re.compile(r"\s*\([^()]*\)\s*$")
_EDGE = " \t\n\r\u00a0,;:.–—-‑−("


@dataclass(frozen=True, slots=True)
class Post:
    """A post beside a name: its characters, its nominative singular, and the case it stands in."""

    start: int
    end: int
    text: str
    head: str
    case: str | None
    plural: bool


# ── before a name ───────────────────────────────────────────────────────────────────────────────


def post_before(words: Words, name_start: int, since: int) -> Post | None:
    """The post that ends where the name starts; nothing before the character `since` belongs to it.

    A colon may stand between where the post is of several: «депутаты Думы: …».
    """
    last = words.index_at(name_start)
    region = _region_before(words, last, words.index_at(since))
    heads = [
        (i, head)
        for i in region
        if (head := words.head(i)) is not None and not _completes_noun(words, i, head)
    ]
    if not heads or not _governs(words, heads[0][0], last):
        return None
    if words.tokens[last - 1].text == ":" and not heads[0][1].plural:
        return None
    chain = [heads[0]]
    beside: set[int] = set()
    for outer in heads[1:]:
        relation = _relation(words, outer, chain[-1])
        if relation == "apart":
            break
        if relation == "beside":
            beside.add(chain[-1][0])
        if relation != "unclear":
            chain.append(outer)
    return _post(words, chain[-1], last, beside)


def _region_before(words: Words, last: int, first: int) -> list[int]:
    """Tokens from the name leftwards that can belong to its post: nearest first, brackets left out."""
    region: list[int] = []
    depth = 0
    for i in range(last - 1, first - 1, -1):
        text = words.tokens[i].text
        if text == ")":
            depth += 1
        elif text == "(":
            if depth == 0 and i < last - 1:
                break
            depth = max(0, depth - 1)
        elif depth == 0:
            introduces = text == ":" and i == last - 1
            if (text in ";:" and not introduces) or words.is_bullet(i) or words.is_verb(i):
                break
            breaking = text.lower() in people_data()["breaking_prepositions"]
            if breaking and (i == last - 1 or any(words.head(j) is not None for j in region)):
                break
            region.append(i)
        if words.begins_sentence(i) and not _abbreviated(words, i):
            break
    return region


def _abbreviated(words: Words, i: int) -> bool:
    """A sentence cut after an abbreviation («зам. директора», «и.о. главы») goes on."""
    if i < 2 or words.tokens[i - 1].text != ".":
        return False
    before = words.tokens[i - 2].text
    return len(before) <= 4 and before.islower()


def _governs(words: Words, head: int, name: int) -> bool:
    """Between post and name every comma, brackets aside, is followed by more of the post's genitives."""
    depth = 0
    for i in range(head + 1, name - 1):
        depth += (words.tokens[i].text == "(") - (words.tokens[i].text == ")")
        if depth == 0 and words.tokens[i].text == "," and not words.quoted[i]:
            noun = next((t for t in words.tokens[i + 1 : name] if _is_noun(t) or t.text in ",«"), None)
            if noun is not None and _is_noun(noun) and not _can_be(noun, "gent", "datv", "ablt"):
                return False
    return True


def _is_noun(token: Token) -> bool:
    return token.is_word and parses(token.text)[0].tag.POS == "NOUN"


def _can_be(token: Token, *cases: str) -> bool:
    return any(p.tag.case in cases or not p.is_known for p in parses(token.text))


def _relation(words: Words, outer: tuple[int, Head], inner: tuple[int, Head]) -> str:
    """How the outer head stands to the inner: `governs` it («советник Губернатора»), `beside` it, or `apart`.

    `unclear` where a head further out may be beside it: «заместитель председателя – министр». In the
    nominative a comma lists people rather than posts.
    """
    data = people_data()
    start = _first_modifier(words, inner[0])
    mark = words.tokens[start - 1].text
    parted = mark in DASHES or any(
        words.tokens[i].text == "," and not words.quoted[i] for i in range(outer[0], start)
    )
    ranked = inner[1].lemma in data["ranks"]
    if not parted and not ranked:
        return "governs" if "gent" in inner[1].cases or not outer[1].cases else "apart"
    listed = "nomn" in inner[1].cases and inner[1].lemma not in data["second_posts"]
    if not (ranked or mark in DASHES) and listed:
        return "apart"
    same_case = outer[1].cases & inner[1].cases and not outer[1].plural
    before = _first_modifier(words, outer[0]) - 1
    oblique = "gent" in outer[1].cases and "nomn" not in outer[1].cases
    governed = before >= 0 and oblique and _is_noun(words.tokens[before])
    return "beside" if same_case and not governed else "unclear"


def _completes_noun(words: Words, i: int, head: Head) -> bool:
    """«Совет депутатов»: a plural that only completes a noun before it is nobody's post."""
    start = _first_modifier(words, i)
    return head.plural and start > 0 and _is_noun(words.tokens[start - 1])


def _first_modifier(words: Words, head: int) -> int:
    """The first of the adjectives before a head: «чрезвычайный и полномочный посол»."""
    first = head
    while first > 1 and words.is_cut_adjective(first - 2):
        first -= 2
    for i in range(first - 1, -1, -1):
        token = words.tokens[i]
        joins = token.text == "и" and i > 0 and first > i and _modifies(words.tokens[i - 1])
        if not (token.is_word and (_modifies(token) or joins or token.text.lower() == "временно")):
            break
        first = i
    return first


def _modifies(token: Token) -> bool:
    return token.is_word and any(p.tag.POS in ("ADJF", "PRTF") for p in parses(token.text)[:2])


# ── after a name ────────────────────────────────────────────────────────────────────────────────


def post_after(words: Words, name_end: int, until: int) -> Post | None:
    """The post that follows the name after a comma, dash or bracket and ends before the character `until`."""
    first = words.index_at(name_end)
    end = min(words.index_at(until), len(words.tokens))
    if first + 1 >= end or words.tokens[first].text not in {",", "(", *DASHES}:
        return None
    head = next((i for i in range(first + 1, min(end, first + 6)) if words.head(i) is not None), None)
    if head is None or _first_modifier(words, head) > first + 1:
        return None
    found = words.head(head)
    last = _end_after(words, head, end, bracketed=words.tokens[first].text == "(")
    before_next_name = last == end < len(words.tokens)
    if found is None or found.plural or (before_next_name and words.tokens[last - 1].text not in ",;и"):
        return None
    return _post(words, (head, found), last, set())


def _end_after(words: Words, head: int, end: int, *, bracketed: bool) -> int:
    """The token before which a post after a name ends."""
    depth = 0
    for i in range(head + 1, end):
        text = words.tokens[i].text
        depth += (text == "(") - (text == ")")
        if depth < 0 or text in ";" or words.begins_sentence(i) or words.is_verb(i) or words.is_bullet(i):
            return i
        if text == "," and not words.quoted[i] and not bracketed:
            noun = next((t for t in words.tokens[i + 1 : end] if _is_noun(t)), None)
            if noun is None or not _can_be(noun, "gent") or words.head(i + 1) is not None:
                return i
    return end


# ── a post's words ──────────────────────────────────────────────────────────────────────────────


def _post(words: Words, outermost: tuple[int, Head], last: int, beside: set[int]) -> Post | None:
    """The post from its outermost head, with the heads beside that, up to the token `last`."""
    outer, head = outermost
    first = _first_modifier(words, outer)
    start, end = words.tokens[first].start, words.tokens[last - 1].end
    case = _case(words, first, head)
    inflected: set[int] = set()
    if case != "nomn" or head.plural:
        for i in (outer, *beside):
            inflected.update(range(_first_modifier(words, i), i + 1))
    text = _trimmed(_in_nominative(words, first, last, inflected))
    if (first == 0 or words.begins_sentence(first)) and not (
        head.lemma in people_data()["capitalised"] and first == outer
    ):
        text = _lowered(text)
    end = start + len(words.cell.text[start:end].rstrip(_EDGE))
    return Post(start, end, text, head.lemma, case, head.plural)


def _trimmed(text: str) -> str:
    """The post without a bracket that only tells where, a courtesy, and marks at its end."""
    text = _BRACKET_AT_END.sub("", squash(text).rstrip(_EDGE)).rstrip(_EDGE)
    return _without_courtesy(text.removesuffix(" и")).rstrip(_EDGE)


def _without_courtesy(text: str) -> str:
    """Without «господин» or «г-н» at the end, which is no part of the post."""
    words = text.split()
    courtesies = people_data()["courtesies"]
    if len(words) > 1 and words[-1].lower() in {"отец", "владыка"}:
        return " ".join(words[:-1])
    if words and (words[-1].lower() in courtesies or parses(words[-1])[0].normal_form in courtesies):
        return " ".join(words[:-1])
    return text


def _lowered(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _case(words: Words, first: int, head: Head) -> str | None:
    """The case a post stands in: what a preposition asks for, else the likeliest it can be."""
    if first and words.tokens[first - 1].text.lower() in ("с", "со") and "ablt" in head.cases:
        return "ablt"
    return next((case for case in _CASES if case in head.cases), None)


def _in_nominative(words: Words, first: int, last: int, inflected: set[int]) -> str:
    pieces, position = [], words.tokens[first].start
    for i in range(first, last):
        token = words.tokens[i]
        if token.start < position:
            continue
        pieces.append(words.cell.text[position : token.start])
        if words.is_cut_short(i):
            position = words.tokens[i + 1].end
            gap = " " if words.cell.text[position : position + 1].isalpha() else ""
            pieces.append(people_data()["abbreviated"][token.text.lower()] + gap)
            continue
        pieces.append(inflect_like(token.text) if i in inflected and token.text != "и" else token.text)
        position = token.end
    return "".join(pieces)
