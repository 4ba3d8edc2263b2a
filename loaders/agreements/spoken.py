"""Parties as a list of words names them: known bodies and places, and those that nobody knew.

«между центрами творчества Витебска и Смоленска»: the centres are the parties, not their towns.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.agreements.candidates import Party
from loaders.agreements.declined import BRACKET_AT_END, in_nominative
from loaders.agreements.joints import joints
from loaders.agreements.words import vocabulary
from loaders.cell.text import inflect, is_people, squash
from ontology.morphology import lemma, parses

_DASH = re.compile(r"\s[–—-]\s")
_WORD = re.compile(r"[\w-]+")
_BEGINS = re.compile(r"(?:^|[.!?:;•])\s*$")


@dataclass(frozen=True, slots=True)
class _Head:
    """Lower-case words that begin a piece: «центрами детского творчества», and whether they are several."""

    words: str
    plural: bool


def spoken(text: str, start: int, end: int, known: Sequence[Party]) -> list[Party]:
    """Who stands between two characters: those known, institutions by their words, and capitalised names."""
    parties: list[Party] = []
    shared: _Head | None = None
    for piece in _pieces(text, start, end, known):
        inside = [party for party in known if piece[0] <= party.start < piece[1]]
        head = _head_of(text, piece, inside)
        shared = head if head is not None else shared if _is_bare(text, piece, inside) else None
        if shared is None or not inside:
            parties += _named(text, piece, inside)
        elif inside[0].kind != "country":  # «музеи Беларуси» are nobody's names
            parties.append(_institution(text, shared, inside[0]))
    return parties


def _named(text: str, piece: tuple[int, int], inside: list[Party]) -> list[Party]:
    """The known ones of a piece, or the capitalised name that it is."""
    begin = piece[0] + _mark_length(text[slice(*piece)])
    words = text[begin : piece[1]]
    named = joints().name_begins.match(words) is not None
    if inside and not (named and inside[0].start > begin):
        return _without_first_posts(text, inside)
    if not named:
        return []
    name = words if begin > piece[0] and _is_as_it_is(words) else in_nominative(words)
    return [Party(squash(BRACKET_AT_END.sub("", name)), *piece, None)]


def _is_as_it_is(words: str) -> bool:
    """Whether a name after its noun is not declined with it: «коммуной Туасси»."""
    first = _WORD.match(words)
    return first is not None and all(one.tag.case != "ablt" for one in parses(first.group()))


def _without_first_posts(text: str, inside: list[Party]) -> list[Party]:
    """«губернатор A – мэр B»: of one person's two posts the place of the last."""
    return [
        one
        for one, following in zip(inside, [*inside[1:], None], strict=True)
        if one.is_body or following is None or _DASH.search(text, one.end, following.start) is None
    ]


def _mark_length(words: str) -> int:
    """How long «г. » or «районом » before a name is."""
    mark = joints().place_mark.match(words)
    if mark is not None:
        return mark.end()
    first = _WORD.match(words)
    if first is None or lemma(first.group()) not in vocabulary().place_nouns:
        return 0
    name = joints().name_begins.search(words)
    return name.start() if name is not None and not words[first.end() : name.start()].strip() else 0


# ── institutions ────────────────────────────────────────────────────────────────────────────────


def _head_of(text: str, piece: tuple[int, int], inside: list[Party]) -> _Head | None:
    """The words of institutions that the piece begins with, where it tells only their place."""
    if not inside or inside[0].is_body or inside[0].start <= piece[0]:
        return None
    words = joints().place_mark_before.sub("", text[piece[0] : inside[0].start]).strip()
    if not words or not (words[0].islower() or _BEGINS.search(text[: piece[0]])):
        return None
    return _head_in(words)


def _head_in(words: str) -> _Head | None:
    """The words from what is said of an institution on: «ректоры вузов» are «вузов»."""
    nouns = [word for word in _WORD.finditer(words) if parses(word.group())[0].tag.POS == "NOUN"]
    noun = next((word for word in nouns if not is_people(word.group())), None)
    if noun is None or _is_of_place(noun.group()):
        return None
    own = words[: noun.start()].split()[len(nouns[: nouns.index(noun)]) :]
    head = " ".join((*(word for word in own if not is_people(word)), words[noun.start() :]))
    return _Head(head, "plur" in parses(noun.group())[0].tag)


def _is_of_place(noun: str) -> bool:
    return lemma(noun) in vocabulary().side_nouns | vocabulary().place_nouns


def _is_bare(text: str, piece: tuple[int, int], inside: list[Party]) -> bool:
    """Whether the piece is one place and nothing before it."""
    return (
        len(inside) == 1
        and not inside[0].is_body
        and (joints().only_mark.fullmatch(text, piece[0], inside[0].start) is not None)
    )


def _institution(text: str, head: _Head, place: Party) -> Party:
    """«центрами творчества», «Витебска» → «Центр творчества Витебска»."""
    words = head.words.split()
    at = next(i for i, word in enumerate(words) if parses(word)[0].tag.POS == "NOUN")
    noun = inflect(words[at], "nomn", "sing")
    gender = str(parses(noun)[0].tag.gender)
    adjectives = [inflect(word, "nomn", "sing", gender) for word in words[:at]]
    name = squash(" ".join((*adjectives, noun, *words[at + 1 :], text[place.start : place.end])))
    return Party(name[:1].upper() + name[1:], place.start, place.end, place.country)


# ── pieces of a list ────────────────────────────────────────────────────────────────────────────


def _pieces(text: str, start: int, end: int, known: Sequence[Party]) -> Iterator[tuple[int, int]]:
    """The list's pieces; neither a known name nor brackets are cut, nor «культуры и туризма»."""
    at = start + len(text[start:end]) - len(text[start:end].lstrip())
    for mark in joints().parted_names.finditer(text, start, end):
        in_name = any(party.start <= mark.start() < party.end for party in known)
        in_brackets = text.count("(", at, mark.start()) > text.count(")", at, mark.start())
        if in_name or in_brackets or not _begins_party(text, mark.end(), known):
            continue
        yield at, mark.start()
        at = mark.end()
    yield at, at + len(text[at:end].rstrip())


def _begins_party(text: str, at: int, known: Sequence[Party]) -> bool:
    words = text[at : at + 40]
    return joints().name_begins.match(words[_mark_length(words) :]) is not None or any(
        p.start == at for p in known
    )
