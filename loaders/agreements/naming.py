"""What a document is called: its title in the nominative, its date and number, how many there are."""

import re
from collections.abc import Sequence
from functools import partial

from loaders.agreements.candidates import Party
from loaders.agreements.joints import joints
from loaders.agreements.said import Said
from loaders.agreements.site import NounSite
from loaders.agreements.words import plain, vocabulary
from loaders.cell import AND, Token
from loaders.cell.text import inflect, is_people, squash
from ontology.morphology import parses

_NUMBER = re.compile(r"№\s*([\w/.-]*\w)")
_MOST_COUNTED = 50
_LONGEST_LIST = 8  # words after a comma among which «и» ends a list


def qualifiers(before: Sequence[Token]) -> list[str]:
    """Adjectives right before the noun: «дополнительное», «дорожная»."""
    words: list[str] = []
    for token in reversed(before):
        tag = parses(token.text)[0].tag
        if tag.POS != "ADJF" or "Anum" in tag or vocabulary().pointing.match(plain(token.text)):
            break
        words.insert(0, token.text)
    return words


def name_of(site: NounSite, adjectives: list[str], *, is_draft: bool) -> tuple[int, str]:
    """Where the document's name ends, and the name; it ends where a party's name begins, if not earlier."""
    text, noun, stop = site.cell.text, site.noun, site.stop
    marks = [_first_mark(site)]
    marks += [token.start for token in site.following if _is_predicate(token) or _is_subject(token)][:1]
    marks += _first_of_pair(text, noun.end, site.parties)
    marks += [text.find("»", noun.end + 1, stop)] if site.cell.in_quotes(noun.start) else []
    marks += [start for start in map(partial(_party_begins, text, noun.end), site.parties) if start][:1]
    end = min([mark for mark in (*marks, stop) if mark != -1])
    begin = noun.end + text.startswith("»", noun.end)  # «дорожная карта» на год
    loose = vocabulary().dangling.search(plain(text), begin, end)
    end = loose.start() if loose is not None else end
    return end, _title(noun, adjectives, text[begin:end], is_draft=is_draft)


def _first_mark(site: NounSite) -> int:
    """Where the first word or mark that can end a name stands; a comma within a list of fields ends none."""
    text = plain(site.cell.text)
    for match in vocabulary().name_ends.finditer(text, site.noun.end, site.stop):
        if match.group() != "," or not _lists_on(site, match.start()):
            return match.start()
    return site.stop


_SHORTEST_LISTED = 3


def _lists_on(site: NounSite, comma: int) -> bool:
    """«культуры, спорта и туризма»: whether words of one case stand about a comma, and «и» ends the list."""
    words = [token for token in site.following if token.is_word]
    at = next((i for i, token in enumerate(words) if token.start > comma), len(words))
    ahead, after = words[:at], words[at : at + _LONGEST_LIST]
    if not ahead or not after or not _may_be_listed(after[0].text):
        return False
    return AND in [token.text for token in after] and bool(_cases(ahead[-1]) & _cases(after[0]))


def _may_be_listed(word: str) -> bool:
    return len(word) >= _SHORTEST_LISTED and word.islower()


def _cases(token: Token) -> set[str]:
    return {str(p.tag.case) for p in parses(token.text) if p.tag.POS in ("NOUN", "ADJF") and p.tag.case}


def _party_begins(text: str, start: int, party: Party) -> int | None:
    """Where the words that lead to a party begin: « с главой A», « A»; None where it is of the name."""
    words = text[start : party.start]
    led = joints().with_party.search(words)
    if led is not None:
        return start + led.start()
    return party.start if party.is_body and joints().led_by_preposition.search(words) is None else None


def _first_of_pair(text: str, start: int, parties: Sequence[Party]) -> list[int]:
    """Where the first of two begins whom «с» joins: «договор о дружбе Вязьмы с Оршей»."""
    if len(parties) < 2 or joints().led_by_preposition.search(text[start : parties[0].start]) is not None:
        return []
    joined = joints().joined_by_with.fullmatch(text, parties[0].end, parties[1].start)
    return [] if joined is None else [parties[0].start]


def _is_subject(token: Token) -> bool:
    """«соглашение глава A подписал»: whether it is a person who does something."""
    if not token.text.islower() or not is_people(token.text):
        return False
    return {"NOUN", "nomn"}.issubset(parses(token.text)[0].tag.grammemes)


def _is_predicate(token: Token) -> bool:
    return token.text.islower() and not _PREDICATES.isdisjoint(parses(token.text)[0].tag.grammemes)


_PREDICATES = frozenset({"VERB", "PRTS", "ADJS"})


def _title(noun: Token, adjectives: list[str], rest: str, *, is_draft: bool) -> str:
    """The document's name in the nominative, without parties."""
    words = [*adjectives, noun.text]
    if is_draft:
        return squash(f"{vocabulary().draft} {' '.join(_agreeing(words, 'gent'))}{rest}")
    name = " ".join(_agreeing(words, "nomn"))
    return squash(name[:1].upper() + name[1:] + rest)


def _agreeing(words: list[str], case: str) -> list[str]:
    """Adjectives and their noun, in lower case, in the singular of the case."""
    noun = words[-1].lower()
    gender = str(parses(noun)[0].tag.gender)
    return [
        *(inflect(word.lower(), case, "sing", gender) for word in words[:-1]),
        inflect(noun, case, "sing"),
    ]


def is_plural(adjectives: Sequence[str], noun: str) -> bool | None:
    """Whether several documents are told of; None where neither the noun nor its adjectives tell."""
    for word, speech in ((noun, "NOUN"), *((adjective, "ADJF") for adjective in adjectives)):
        numbers = {str(reading.tag.number) for reading in parses(word) if reading.tag.POS == speech}
        if len(numbers) == 1:
            return numbers == {"plur"}
    return None


def is_counted(site: NounSite, adjectives: Sequence[str]) -> bool:
    """«два меморандума», «3 соглашения»: whether a number of several stands before the document."""
    at = site.at - len(adjectives) - 1
    word = site.about[at].text if at >= 0 else ""
    return (word.isdigit() and 1 < int(word) <= _MOST_COUNTED) or parses(word or " ")[0].tag.POS == "NUMR"


def sides_told(adjectives: Sequence[str]) -> int | None:
    """How many are party to each: three of «трехсторонние соглашения»."""
    told = (
        sides
        for word in adjectives
        for stem, sides in vocabulary().sided.items()
        if plain(word).startswith(stem)
    )
    return next(told, None)


def number_in(site: NounSite) -> Said[str] | None:
    """A number that stands by the document's date, or by its noun."""
    text, (start, end) = site.cell.text, site.own
    found = _NUMBER.search(text, start, end)
    if found is None:
        return None
    before = text[start : found.start()].rstrip()
    near = (
        not before
        or joints().usual_subject.search(before) is not None
        or joints().dated.search(before) is not None
    )
    if not near and joints().of_date.match(text, found.end(), end) is None:
        return None
    return Said(found[1], "number_told", found.start(), found.end())
