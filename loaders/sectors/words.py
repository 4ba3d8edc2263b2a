"""Words and phrases that speak for a sector."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from loaders.cell import Cell, Stretches, Token
from loaders.cell.phrases import Phrases, longest_at, phrase, phrases
from loaders.sectors.vocabulary import vocabulary
from ontology.model import Span
from ontology.morphology import lemma, parses
from ontology.own_words import own_words
from ontology.own_words.model import SILENT
from ontology.plain import plain, with_e
from ontology.remembered import remembered

_NO_NAMES = Stretches(())


class Word(NamedTuple):
    """A word or phrase that speaks for a sector, and how much of its voice its surroundings leave it."""

    code: str
    lemma: str
    span: Span
    force: float = 1.0


@dataclass(frozen=True, slots=True)
class SectorLexicon:
    """The words of sectors as they are compared: beginnings, and phrases of dictionary forms.

    A beginning is told with its places among all of them and the sectors that it speaks for.
    """

    stems: Mapping[str, tuple[tuple[int, str], ...]]
    phrases: Phrases
    own: Mapping[tuple[str, ...], str]


@cache
def lexicon() -> SectorLexicon:
    """All words of sectors.yml, and those of the office, which speak for what it says and nothing else."""
    words = _with_own({**vocabulary().words, SILENT: vocabulary().silent})
    entries = [(entry, code) for code, many in words.items() for entry in many]
    stems: dict[str, list[tuple[int, str]]] = {}
    for place, (entry, code) in enumerate(entries):
        if entry.endswith("*"):
            stems.setdefault(with_e(entry[:-1]), []).append((place, code))
    whole = {code: [entry for entry in many if not entry.endswith("*")] for code, many in words.items()}
    own = {_compared(one.word): one.sector for one in own_words().sectors}
    return SectorLexicon({stem: tuple(codes) for stem, codes in stems.items()}, phrases(whole), own)


def _with_own(words: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    own = {_compared(one.word): one for one in own_words().sectors}
    told = {code: [one for one in many if _compared(one) not in own] for code, many in words.items()}
    for one in own.values():
        told[one.sector].append(one.word)
    return told


def _compared(word: str) -> tuple[str, ...]:
    """The word as lists compare it: a beginning as it stands, a phrase by its dictionary forms."""
    return (plain(word),) if word.endswith("*") else phrase(word)


def words_of(cell: Cell, names: Stretches = _NO_NAMES) -> Iterator[Word]:
    """The cell's words and phrases that speak for sectors, in order; a phrase speaks for its words.

    Words of the names of places say nothing, nor does what an institution teaches: «аграрный институт».
    """
    if not any(map(_may_speak, cell.words)):
        return
    common = _common_words(cell, names)
    tokens = [cell.tokens[index] for index in common]
    lemmas = [cell.lemmas[index] for index in common]
    speaking = [_may_speak(token.text) for token in tokens]
    position = 0
    while position < len(tokens):
        if not speaking[position]:
            position += 1
            continue
        spoken, codes = _spoken_at(tokens, lemmas, position)
        position += len(spoken)
        yield from (_word(cell, code, spoken) for code in codes if code != SILENT)


def _common_words(cell: Cell, names: Stretches) -> list[int]:
    """Where the cell's words stand but for those of names of places, of streets and of who gave a prize."""
    silent = {index for index in cell.capitalised if _is_of_street(cell, index)} | set(_givers(cell))
    words = [i for i, word in enumerate(cell.words) if word[0].isalpha() and i not in silent]
    return [i for i in words if not names.overlap(cell.tokens[i])] if names else words


@remembered
def _may_speak(word: str) -> bool:
    """Whether the word speaks for a sector, or a phrase that does may begin with it."""
    if not word[0].isalpha():
        return False
    return bool(_codes_of_word(word)) or lemma(word) in lexicon().phrases.longest


def _is_of_street(cell: Cell, index: int) -> bool:
    """Whether the word, which has a capital, is the name of a street or the like: «улица Строителей»."""
    before = index - 2 if cell.word(index - 1) == "." else index - 1
    return cell.lemma(before) in vocabulary().named_after


def _givers(cell: Cell) -> Iterator[int]:
    """Where words tell who gave what is played for: «на кубок санатория «Здоровье»»."""
    for index, word in enumerate(cell.words):
        if _is_prize(word):
            at = index + 1
            while at < len(cell) and (cell.is_quoted(at) or _tells_giver(cell.word(at))):
                yield at
                at += 1


@remembered
def _is_prize(word: str) -> bool:
    return lemma(word) in vocabulary().prizes


@remembered
def _tells_giver(word: str) -> bool:
    """Whether the word is an adjective or a noun in the genitive, or a quotation mark."""
    return word == "«" or (word[0].isalpha() and parses(word)[0].tag.case == "gent")


def _spoken_at(tokens: list[Token], lemmas: list[str], start: int) -> tuple[list[Token], tuple[str, ...]]:
    """The phrase that begins there, or else the one word, and the sectors that it speaks for."""
    length = longest_at(lemmas, start, lexicon().phrases)
    if length > 1:
        return tokens[start : start + length], lexicon().phrases[tuple(lemmas[start : start + length])]
    word, codes = tokens[start], _codes_of_word(tokens[start].text)
    if start + 1 < len(tokens) and lemmas[start + 1] in vocabulary().institutions:
        codes = _of_institution(word.text, codes)
    return [word], codes


def _of_institution(word: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """What a word before «институт» says: an adjective tells only what is taught there."""
    adjective = parses(word)[0].tag.POS == "ADJF"
    return tuple(code for code in codes if code in vocabulary().spoken_of_institutions or not adjective)


@remembered
def _codes_of_word(word: str) -> tuple[str, ...]:
    """Sectors that a single word speaks for, by its beginning or, in a compound, that of a part."""
    low = plain(word)
    own = _own_code(word, low)
    if own is not None:
        return () if own == SILENT else (own,)
    parts = (low, *low.split("-")) if "-" in low else (low,)
    codes = dict.fromkeys((*lexicon().phrases.get((lemma(word),), ()), *_codes_of_beginnings(parts)))
    return () if SILENT in codes else tuple(codes)


def _codes_of_beginnings(parts: tuple[str, ...]) -> list[str]:
    """The sectors that the beginnings of a word's parts speak for, in the order of the lists."""
    stems = lexicon().stems
    beginnings = {part[:length] for part in parts for length in range(1, len(part) + 1)}
    placed = [one for beginning in beginnings if beginning in stems for one in stems[beginning]]
    return [code for _, code in sorted(placed)]


def _own_code(word: str, low: str) -> str | None:
    """What the office says of the word, by its dictionary form or its beginning."""
    own = lexicon().own
    beginnings = (
        code for (first, *_), code in own.items() if first.endswith("*") and low.startswith(first[:-1])
    )
    return own.get((lemma(word),)) or next(beginnings, None)


def _word(cell: Cell, code: str, tokens: list[Token]) -> Word:
    return Word(code, " ".join(token.lemma for token in tokens), cell.span(tokens[0].start, tokens[-1].end))
