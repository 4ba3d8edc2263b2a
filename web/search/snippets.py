"""The words around what was asked for, and which words of a text were."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ontology import morphology
from ontology.plain import plain
from web.search.lemmas import WORD

Stems = tuple[str, ...]
"""What was asked for: dictionary forms, and beginnings of words."""


def snippet_of(text: str, stems: Sequence[str], *, width: int = 160) -> tuple[tuple[str, bool], ...]:
    """The surroundings of the first word that was asked for, in pieces; nothing where the text has none."""
    stems = tuple(stems)
    asked = next((match.start() for match in WORD.finditer(text) if _is_asked(match[0], stems)), None)
    if asked is None:
        return ()
    first = max(0, asked - width // 3)
    last = min(len(text), first + width)
    first = text.rfind(" ", 0, first) + 1 if first else 0
    *inside, (rest, _) = _marked(text, first, last, stems)
    ending = rest + (" …" if last < len(text) else "")
    pieces = [("… " if first else "", False), *inside, (ending, False)]
    return tuple((piece.replace("\n", " "), asked) for piece, asked in pieces if piece)


def asked_share(text: str, stems: Stems) -> float:
    """Which part of the text's words was asked for."""
    told = _plain_words(text)
    return sum(_is_asked(word, stems) for word in told) / len(told) if told else 0.0


def says(text: str, stems: Stems) -> bool:
    """Whether the text has one of these dictionary forms: «псковский» is not «Псков»."""
    return any(_has_form(word, stems) for word in _plain_words(text))


@lru_cache(maxsize=50_000)
def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(plain(text)))


_SHORTENED = 2
"""So many letters at most has a word of «и. о.»."""


@lru_cache(maxsize=20_000)
def _is_noun(word: str) -> bool:
    return "NOUN" in morphology.parses(plain(word))[0].tag


def stands_in_order(text: str, asked: Sequence[Stems]) -> bool:
    """Whether the text has a form of each, one behind the other."""
    told, at = _plain_words(text), 0
    for stems in asked:
        at = next((i + 1 for i in range(at, len(told)) if _has_form(told[i], stems)), 0)
        if not at:
            return False
    return True


def nearness(text: str, asked: Sequence[Stems]) -> float:
    """How near a form of each stands to the others: 1 side by side, 0 where one of them is missing."""
    told = _plain_words(text)
    places = [[at for at, word in enumerate(told) if _has_form(word, stems)] for stems in asked]
    if not all(places):
        return 0.0
    wide = (max(chosen) - min(chosen) + 1 for at in places[0] for chosen in [_nearest_to(at, places)])
    return min(1.0, len(asked) / min(wide))


def _nearest_to(at: int, places: Sequence[Sequence[int]]) -> list[int]:
    return [min(one, key=lambda place: abs(place - at)) for one in places]


@lru_cache(maxsize=20_000)
def holder_of(post: str) -> str:
    """The words of a post up to its first noun, which says who holds it: «Полномочный представитель»."""
    told = WORD.findall(post)
    nouns = (at for at, word in enumerate(told) if len(word) > _SHORTENED and _is_noun(word))
    return " ".join(told[: next(nouns, len(told)) + 1])


@lru_cache(maxsize=20_000)
def _has_form(word: str, stems: Stems) -> bool:
    return word in stems or (
        word[:2] in _beginnings(stems) and any(lemma in stems for lemma in morphology.lemmas(word))
    )


def _marked(text: str, first: int, last: int, stems: Stems) -> Iterator[tuple[str, bool]]:
    """The characters from `first` to `last` in pieces, each with whether it is a word that was asked for."""
    at = first
    for match in WORD.finditer(text, first, last):
        if _is_asked(match[0], stems):
            yield text[at : match.start()], False
            yield match[0], True
            at = match.end()
    yield text[at:last], False


@lru_cache(maxsize=20_000)
def _is_asked(word: str, stems: Stems) -> bool:
    low = plain(word)
    if low.startswith(stems):
        return True
    return low[:2] in _beginnings(stems) and any(lemma in stems for lemma in morphology.lemmas(low))


@lru_cache(maxsize=1_000)
def _beginnings(stems: Stems) -> frozenset[str]:
    """How forms of the stems begin: most words of a text are told apart by that, without the dictionary."""
    return frozenset().union(*map(morphology.beginnings, stems))
