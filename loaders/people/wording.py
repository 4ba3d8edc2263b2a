"""The words of a post: its nominative singular, and each one's share of a post told of several."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.cell import Cell
from loaders.cell.text import inflect, squash
from loaders.people.heads import PostHead, is_cut_short
from loaders.people.nominative import inflect_like
from loaders.people.words import beginnings, people_words
from ontology.everyday import countries_of_people
from ontology.lexicon.posts import posts
from ontology.morphology import lemma, parses
from ontology.remembered import remembered

_CASES = ("nomn", "gent", "ablt", "datv", "accs", "loct")
_BRACKET_AT_END = re.compile(r"\s*\([^()]*\)\s*$")
_EDGE = " \t\n\r\u00a0,;:.–—-‑−("


@dataclass(frozen=True, slots=True)
class Share:
    """Which of several places a post of several people is one person's."""

    index: int
    of: int


@dataclass(frozen=True, slots=True)
class Post:
    """A post beside a name: its characters, its nominative singular, and the case it stands in."""

    start: int
    end: int
    text: str
    head: str
    case: str | None
    plural: bool
    share: Share | None = None
    maybe_plural: bool = False


def worded(cell: Cell, words: tuple[int, int], outermost: tuple[int, PostHead], heads: set[int]) -> Post:
    """The post in these words under its outermost head; `heads` are the words that its case inflects."""
    first, last = words
    at, head = outermost
    start, end = cell.tokens[first].start, cell.tokens[last - 1].end
    case = _case(cell, first, _told_by_adjectives(cell, range(first, at), head))
    oblique = case != "nomn" or head.plural
    text = _trimmed(_in_nominative(cell, first, last, heads if oblique else set()))
    stays_capital = head.lemma in posts().capitalised and first == at
    if cell.begins_sentence(first) and not stays_capital:
        text = _lowered(text)
    end = start + len(cell.text[start:end].rstrip(_EDGE))
    return Post(start, end, text, head.lemma, case, head.plural, maybe_plural=head.maybe_plural)


def _trimmed(text: str) -> str:
    """The post without a bracket that only tells where, a courtesy, and marks at its end."""
    text = _BRACKET_AT_END.sub("", squash(text).rstrip(_EDGE)).rstrip(_EDGE)
    return _without_people(_without_origin(_without_courtesy(_without_joint(text)))).rstrip(_EDGE)


def _without_joint(text: str) -> str:
    before, _, last = text.rpartition(" ")
    return before if last in people_words().joints else text


def _without_origin(text: str) -> str:
    """Without «из Минска», which is where somebody is from."""
    words = text.split()
    at = next((i for i, word in enumerate(words[:-1]) if word in people_words().coming_from), None)
    return " ".join(words[:at]) if at and words[-1][:1].isupper() else text


def _without_people(text: str) -> str:
    """Without «витеблян», «монголов»: whose captain somebody is tells whence they are."""
    before, _, last = text.rpartition(" ")
    return before if before and last.islower() and _are_of_one_place(last) else text


@remembered
def _are_of_one_place(word: str) -> bool:
    words = people_words()
    is_strange = word.endswith(words.strange_townspeople) and not parses(word)[0].is_known
    return word.endswith(words.townspeople) or is_strange or bool(countries_of_people(word))


def _without_courtesy(text: str) -> str:
    """Without «господин», «г-н» or «отец» at the end, which is no part of the post."""
    *before, last = text.split() or [""]
    courtesies = people_words().courtesies
    calls = last.lower() in courtesies or last.lower() in people_words().addresses
    if before and (calls or parses(last)[0].normal_form in courtesies):
        return " ".join(before)
    return text


def _lowered(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _case(cell: Cell, first: int, head: PostHead) -> str | None:
    """The case a post stands in: what a preposition asks for, else the likeliest it can be."""
    if cell.plain(first - 1) in people_words().with_ and "ablt" in head.cases:
        return "ablt"
    return next((case for case in _CASES if case in head.cases), None)


def _told_by_adjectives(cell: Cell, before: range, head: PostHead) -> PostHead:
    """«торгового атташе»: of a head that does not decline, the cases that its adjectives stand in."""
    if not any("Fixd" in reading.tag.grammemes for reading in parses(head.lemma)[:1]):
        return head
    cases = (
        {str(p.tag.case) for p in parses(cell.word(i)) if p.tag.POS == "ADJF"}
        for i in before
        if cell.is_word(i)
    )
    told = head.cases.intersection(*(one for one in cases if one))
    return replace(head, cases=told) if told else head


def _in_nominative(cell: Cell, first: int, last: int, inflected: set[int]) -> str:
    pieces: list[str] = []
    position = cell.tokens[first].start
    for i in range(first, last):
        token = cell.tokens[i]
        if token.start < position:
            continue
        pieces.append(cell.text[position : token.start])
        position = token.end
        if is_cut_short(cell, i):
            position = cell.tokens[i + 1].end
            gap = " " if cell.text[position : position + 1].isalpha() else ""
            pieces.append(people_words().abbreviated[token.plain] + gap)
        else:
            pieces.append(inflect_like(token.text) if i in inflected else token.text)
    return "".join(pieces)


def case_beside(cell: Cell, start: int, post: Post | None) -> str | None:
    """The case of a name that starts there, as a courtesy, its post or the word before it tells."""
    before = cell.index_at(start) - 1
    courtesy = _case_of_courtesy(cell.word(before)) if cell.is_word(before) else None
    if courtesy is not None or post is not None:
        return courtesy or (post.case if post is not None else None)
    return _case_asked(cell, before)


def _case_of_courtesy(word: str) -> str | None:
    """The case of «господина», which shows what an indeclinable post («атташе») does not."""
    readings = [p for p in parses(word) if p.normal_form in people_words().courtesies]
    return next((str(p.tag.case) for p in readings if p.tag.case is not None), None)


def _case_asked(cell: Cell, before: int) -> str | None:
    """The case that the word before a name asks for."""
    words, word = people_words(), cell.plain(before)
    if not cell.is_word(before):
        return "nomn" if before >= 0 and word in {",", ":"} else None
    if word in words.with_:
        return "ablt"
    genitive = word in words.genitive_after or beginnings(words.involvement).match(word)
    return "gent" if genitive else None


# ── a post told of several ──────────────────────────────────────────────────────────────────────


def own_words(between: str) -> str | None:
    """«БГУ» of « и БГУ »: what two names are parted by, where that names whose post the second holds."""
    found = _next_of_several().fullmatch(between) if len(between) < _LONGEST_OWN else None
    if found is None or len(found["own"].split()) > _MOST_OWN:
        return None
    return found["own"] if all(map(_tells_whose, found["own"].split())) else None


_MOST_OWN, _LONGEST_OWN = 8, 200


@lru_cache(maxsize=1)
def _next_of_several() -> re.Pattern[str]:
    own = r"(?P<own>[А-ЯЁA-Z«](?:[^,;:.()]|(?<=\b[А-ЯЁ])\.)*?)"
    return re.compile(rf"(?:{_join().pattern}){own}\s*", re.DOTALL)


def _tells_whose(word: str) -> bool:
    """Whether the word is no verb and no preposition: «Лиозненской школы», not «Орша приняла»."""
    return word[:1].isupper() or parses(word.strip("«»"))[0].tag.POS in _OF_NAMES


_OF_NAMES = frozenset({"NOUN", "ADJF", "PRTF", "NUMR", None})


def of_next(cell: Cell, post: Post, since: int, start: int) -> Post | None:
    """The same post of the next of several, whose own words stand between the names."""
    own = own_words(cell.text[since:start])
    if own is None:
        return None
    words = post.text.split()
    held = next((at for at, word in enumerate(words) if lemma(word) == post.head), 0)
    begin, text = cell.text.index(own, since), " ".join((*words[: held + 1], own))
    return replace(post, start=begin, end=begin + len(own), text=text, share=None)


def shared_out(post: Post, count: int) -> list[Post]:
    """The post of each of those named together: «губернаторы Брестской и Калужской областей А. и Б.»."""
    head, _, places = post.text.partition(" ")
    parts = [part.strip() for part in _join().split(places) if part.strip()]
    if count < 2 or len(parts) != count or not all(_names(part) for part in parts):
        return [post] * count
    noun = _shared_noun(parts)
    texts = [f"{head} {_with_noun(part, noun)}" for part in parts]
    return [replace(post, plural=True, text=text, share=Share(i, count)) for i, text in enumerate(texts)]


@lru_cache(maxsize=1)
def _join() -> re.Pattern[str]:
    """What parts a list: a comma, «и», or both."""
    joints = "|".join(people_words().joints)
    return re.compile(rf",\s+(?:(?:{joints})\s+)?|\s(?:{joints})\s+")


def _names(part: str) -> bool:
    return any(word[:1].isupper() for word in part.split())


def _shared_noun(parts: list[str]) -> str | None:
    """The noun that the last part has for all: «областей» of «Брестской и Калужской областей»."""
    *_, noun = parts[-1].split()
    alone = all(len(part.split()) == 1 for part in parts[:-1])
    return noun if alone and not noun[:1].isupper() and len(parts[-1].split()) > 1 else None


def _with_noun(part: str, noun: str | None) -> str:
    if noun is None:
        return part
    adjectives = part.removesuffix(noun).strip()
    return f"{adjectives} {inflect(noun, 'gent', 'sing', pos='NOUN')}"
