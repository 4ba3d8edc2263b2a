"""Head nouns of posts: which word is one, and where a cell has it."""

from dataclasses import dataclass
from functools import lru_cache

from pymorphy3.analyzer import Parse

from loaders.cell import Cell
from loaders.people.words import people_words
from ontology.lexicon.posts import posts
from ontology.morphology import parses
from ontology.plain import plain
from ontology.remembered import remembered


@dataclass(frozen=True, slots=True)
class PostHead:
    """A post's head noun, with the cases it can stand in; «главы» is one's or several people's."""

    lemma: str
    cases: frozenset[str]
    plural: bool
    maybe_plural: bool = False


_EVERY_CASE = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})


def is_of_another(word: str) -> bool:
    """«замначальника»: a post called after another one, which does not decline."""
    return plain(word) in _called_after_another()


@lru_cache(maxsize=1)
def _called_after_another() -> frozenset[str]:
    return frozenset(post for post in posts().posts if all(p.tag.case != "nomn" for p in parses(post)))


@lru_cache(maxsize=1)
def _head_lemmas() -> frozenset[str]:
    return frozenset(
        plain(reading.normal_form)
        for word in (*posts().posts, *posts().ranks, *posts().clergy)
        for reading in parses(word)
        if reading.tag.POS not in ("VERB", "INFN", "ADJS")
    )


@remembered
def read_head(word: str) -> PostHead | None:
    """The word as a post's head; None where it names no post."""
    if is_of_another(word):
        return PostHead(plain(word), _EVERY_CASE, False)
    readings = [p for p in parses(word) if _is_of_head(p)]
    if not readings:
        return _compound_head(*word.rsplit("-", 1)) if "-" in word else None
    usual = _usual(readings)
    singular, plural = (_cases(usual, plural=plural) for plural in (False, True))
    return PostHead(plain(readings[0].normal_form), singular or plural, not singular, bool(plural))


def _usual(readings: list[Parse]) -> list[Parse]:
    """The readings but archaic ones («внуки» are no «внука»), where there are others."""
    return [p for p in readings if "Arch" not in p.tag.grammemes] or readings


def _is_of_head(reading: Parse) -> bool:
    return reading.tag.POS in _NOMINAL and plain(reading.normal_form) in _head_lemmas()


def _cases(readings: list[Parse], *, plural: bool) -> frozenset[str]:
    return frozenset(str(p.tag.case) for p in readings if ("plur" in p.tag.grammemes) == plural)


_NOMINAL = ("NOUN", "ADJF", "PRTF")


@remembered
def readings_as_people(word: str) -> tuple[Parse, ...]:
    """The readings of a word as a noun for somebody, nobody's name."""
    return tuple(
        p
        for p in parses(word)
        if {"NOUN", "anim", "sing"} <= p.tag.grammemes
        and not {"Name", "Surn", "Patr", "Abbr", "Init"} & p.tag.grammemes
    )


def occupation_at(cell: Cell, i: int) -> PostHead | None:
    """A noun for somebody that no list has for a post: «гончар», «вожатая»; not «гость», nor a townsman."""
    word = cell.word(i)
    readings = readings_as_people(word)
    is_name_like = cell.is_capitalised(i) and not cell.begins_item(i)
    if not readings or is_name_like or cell.is_quoted(i):
        return None
    if not readings[0].is_known and not readings[0].normal_form.endswith(people_words().occupation_endings):
        return None
    lemma, words = plain(readings[0].normal_form), people_words()
    cases = frozenset(str(p.tag.case) for p in readings)
    is_townsman = lemma.endswith(words.townsmen)
    is_none = is_townsman or lemma in (*words.no_occupations, *words.courtesies, *words.addresses)
    return None if is_none else PostHead(lemma, cases, False)


def _compound_head(first: str, last: str) -> PostHead | None:
    """«врач-хирург», «художник-керамист»; not «мастер-класс», which is nobody."""
    person = any(p.tag.POS == "NOUN" and p.tag.animacy == "anim" for p in parses(last)[:1])
    return read_head(first) if person else None


def head_at(cell: Cell, i: int) -> PostHead | None:
    """The word there as a post's head; never inside quotes, nor «во главе»."""
    if is_held_for_another(cell, i):
        return PostHead(people_words().acting_for[0].rstrip("."), frozenset(), False)
    if is_cut_short(cell, i) and not is_cut_adjective(cell, i):
        return PostHead(people_words().abbreviated[cell.plain(i)], frozenset({"nomn"}), False)
    head = read_head(cell.word(i)) if cell.is_word(i) else None
    if head is None or cell.is_quoted(i) or cell.plain(i - 1) in people_words().at_the_head:
        return None
    return head if head.lemma not in posts().honours or _is_honoured(cell, i) else None


def _is_honoured(cell: Cell, i: int) -> bool:
    """«почетный гражданин», not «граждане»."""
    return cell.lemma(i - 1) in people_words().adjectives_of_honour


def is_held_for_another(cell: Cell, i: int) -> bool:
    """Whether «и.о.» or the like begins there."""
    if cell.plain(i) not in _beginnings_of_acting():
        return False
    return "".join(map(cell.plain, range(i, i + 4))) in people_words().acting_for


@lru_cache(maxsize=1)
def _beginnings_of_acting() -> frozenset[str]:
    return frozenset(form[:end] for form in people_words().acting_for for end in range(1, len(form) + 1))


def is_cut_short(cell: Cell, i: int) -> bool:
    """Whether the word is a post cut short by a full stop: «рук.»."""
    return cell.plain(i) in people_words().abbreviated and cell.word(i + 1) == "."


def is_cut_adjective(cell: Cell, i: int) -> bool:
    """Whether the word is an adjective of a post cut short: «худ. рук.»."""
    return is_cut_short(cell, i) and cell.plain(i) in people_words().cut_adjectives
