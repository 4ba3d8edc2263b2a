"""How a recognised name is written: its leading words in the nominative, the rest as in the source."""

from collections.abc import Iterator

from loaders.nominative import adjective_forms, adjective_nominative, nominative
from loaders.organisation_beginnings import modifier_words
from loaders.organisation_phrases import Part, Phrase, Sort
from loaders.organisation_words import Words, spelt


def spelt_names(phrase: Phrase) -> Iterator[tuple[str, int, int]]:
    """Each name that the phrase holds, with its first word and the word after its last; «школ № 3 и № 5» holds two."""
    numbers = [part for part in phrase.parts if part.sort is Sort.NUMBER]
    if len(numbers) < 2:
        yield _written(phrase, phrase.parts), phrase.start, phrase.end
        return
    for i, number in enumerate(numbers):
        parts = tuple(p for p in phrase.parts if p.sort is not Sort.NUMBER or p is number)
        yield _written(phrase, parts), phrase.start if i == 0 else number.start, number.end


def _written(phrase: Phrase, parts: tuple[Part, ...]) -> str:
    pieces = [_piece(phrase, parts, i) for i in range(len(parts))]
    name = spelt(_joined(phrase.words, parts, pieces))
    return name[:1].upper() + name[1:]


def _joined(words: Words, parts: tuple[Part, ...], pieces: list[str]) -> str:
    text = ""
    for part, piece in zip(parts, pieces, strict=True):
        glue = "" if not text or words.at(part.start) == "," else " "
        text += glue + piece
    return text


def _piece(phrase: Phrase, parts: tuple[Part, ...], i: int) -> str:
    words, part = phrase.words, parts[i]
    following = parts[i + 1] if i + 1 < len(parts) else None
    if part.sort is Sort.KNOWN and phrase.known is not None:
        return phrase.known.name
    if part.sort is Sort.MODIFIER and following is not None and following.sort is Sort.HEAD:
        return _modifiers_written(words, part, following)
    if part.sort is Sort.MODIFIER and following is not None:
        return _with_abbreviation(words, part)
    if part.sort is Sort.HEAD:
        before = parts[i - 1] if i and parts[i - 1].sort is Sort.MODIFIER else None
        return _nominative_group(words, before, part)[-1]
    return _verbatim(words, part)


def _verbatim(words: Words, part: Part) -> str:
    """The part as in the source, with as many quotes closed as opened."""
    if part.body is None:
        return spelt(words.text(part.start, part.end))
    return _joined(words, part.body.parts, [_verbatim(words, inner) for inner in part.body.parts])


def _modifiers_written(words: Words, modifiers: Part, head: Part) -> str:
    written = iter(_nominative_group(words, modifiers, head))
    return " ".join(
        words.at(i) if words.at(i) == "и" else next(written) for i in range(modifiers.start, modifiers.end)
    )


def _nominative_group(words: Words, modifiers: Part | None, head: Part) -> tuple[str, ...]:
    adjectives = modifier_words(words, modifiers.start, modifiers.end) if modifiers is not None else []
    lemma = head.head.lemma if head.head is not None else ""
    return nominative(adjectives, words.at(head.start), lemma)


def _with_abbreviation(words: Words, modifiers: Part) -> str:
    """«Сафоновской ДШИ» → «Сафоновская ДШИ»: the adjectives alone tell the gender."""
    written = []
    for word in modifier_words(words, modifiers.start, modifiers.end):
        genders = {gender for _, number, gender in adjective_forms(word) if number == "sing"}
        written.append(adjective_nominative(word, "femn" if "femn" in genders else "masc"))
    return " ".join(written)
