"""How a recognised name is written: its leading words in the nominative, the rest as in the source."""

import re
from collections.abc import Iterator

from loaders.cell import in_cyrillic
from loaders.cell.bounds import DASHES
from loaders.cell.text import inflect, lemmas, squash
from loaders.organisations.head_nouns import modifier_words
from loaders.organisations.lexicon import lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.nominative import adjective_forms, adjective_nominative, nominative
from loaders.organisations.ordinals import ordinal_nominative
from loaders.organisations.phrases import Part, Phrase, Sort
from loaders.organisations.readings import AND, LINKS
from ontology.morphology import parses
from ontology.remembered import remembered


def singles(phrase: Phrase) -> Iterator[tuple[Phrase, int, int]]:
    """Each name that the phrase holds («школ № 3 и № 5» holds two), its first word and its end."""
    listed = phrase.listed
    if not listed:
        yield phrase, phrase.start, phrase.end
    for member in listed:
        start = phrase.start if member is listed[0] else member.start
        end = phrase.end if member is listed[-1] else member.end
        yield phrase.only(member), start, end


def written(phrase: Phrase) -> str:
    """The name of a phrase that holds one, as it is spelt in the nominative."""
    parts = phrase.parts if phrase.owner is None else (*phrase.parts, phrase.owner)
    pieces = [_piece(phrase, parts, i) for i in range(len(parts))]
    name = spelt(_joined(phrase.words, parts, pieces))
    return name[:1].upper() + name[1:]


def _joined(words: NamedCell, parts: tuple[Part, ...], pieces: list[str]) -> str:
    text = ""
    for part, piece in zip(parts, pieces, strict=True):
        glue = "" if not text or words.word(part.start) == "," else " "
        text += glue + piece
    return text


def _piece(phrase: Phrase, parts: tuple[Part, ...], i: int) -> str:
    words, part = phrase.words, parts[i]
    if part.sort is Sort.KNOWN and phrase.known is not None:
        return phrase.known.name
    if part.sort is Sort.QUOTES and part.body is not None:
        return f"«{written(part.body)}»"
    if part.sort is Sort.SHARED:
        return _one_area(words, part)
    if part.sort in _INFLECTED:
        return _inflected(words, parts, i)
    if part.sort is Sort.NUMBER:
        return _numbered(words, part) if i else ordinal_nominative(words, part.start, _head_word(phrase))
    return _verbatim(words, part)


def _head_word(phrase: Phrase) -> str:
    return phrase.head.lemma if phrase.head is not None else ""


def _numbered(words: NamedCell, part: Part) -> str:
    """«№ 5», be it one of «№№ 3, 5» or «№ 3 и 5»."""
    if words.word(part.start).isdigit() and words.word(part.start - 1) in LINKS:
        return f"№ {_verbatim(words, part)}"
    is_doubled = words.word(part.start) == words.word(part.start + 1)
    return _verbatim(words, part._replace(start=part.start + 1) if is_doubled else part)


def short_name(phrase: Phrase) -> str | None:
    """What the brackets after the name say to call it further on: «… (далее – Центр)»."""
    words, at = phrase.words, phrase.full_end + 1
    closing = words.brackets.get(at - 1)
    if closing is None or words.plain(at) not in lexicon().words.defining:
        return None
    begin = at + 2 if words.word(at + 1) in {*DASHES, ":"} else at + 1
    is_inner = any(_is_called(part.body, words.word(begin)) for part in phrase.parts)
    return (
        None if is_inner and not _is_called(phrase, words.word(begin)) else spelt(words.slice(begin, closing))
    )


def _is_called(phrase: Phrase | None, word: str) -> bool:
    """Whether the word heads the name: of «комиссии Совета мастеров (далее – Совет)» the Council's."""
    return phrase is not None and phrase.head is not None and phrase.head.lemma in lemmas(word)


_ADJECTIVES = (Sort.MODIFIER, Sort.MEMBER)
_INFLECTED = (Sort.HEAD, *_ADJECTIVES)


def _inflected(words: NamedCell, parts: tuple[Part, ...], i: int) -> str:
    """The part as its group has it in the nominative: adjectives and the head they stand before."""
    part = parts[i]
    first, last = _group_about(parts, i)
    if last == len(parts) or parts[last].sort is not Sort.HEAD:
        return _verbatim(words, part) if part.sort is Sort.MEMBER else _with_abbreviation(words, part)
    written = _group_nominative(words, parts[first:last], parts[last])
    if part.sort is Sort.HEAD:
        return written[-1]
    before = sum(len(modifier_words(words, p.start, p.end)) for p in parts[first:i])
    ready = iter(written[before:])
    texts = (words.word(k) for k in range(part.start, part.end))
    return " ".join(text if text == AND else next(ready) for text in texts)


def _group_about(parts: tuple[Part, ...], i: int) -> tuple[int, int]:
    """The first of the adjectives about a part, and what stands after the last of them."""
    last = next((k for k in range(i, len(parts)) if parts[k].sort not in _ADJECTIVES), len(parts))
    first = next((k for k in range(i, 0, -1) if parts[k - 1].sort not in _ADJECTIVES), 0)
    return first, last


def _group_nominative(words: NamedCell, group: tuple[Part, ...], noun: Part) -> tuple[str, ...]:
    """Adjectives and the head they stand before, in the nominative."""
    adjectives = tuple(word for part in group for word in modifier_words(words, part.start, part.end))
    lemma = noun.head.lemma if noun.head is not None else ""
    return nominative(adjectives, words.word(noun.start), lemma)


def _one_area(words: NamedCell, part: Part) -> str:
    """«муниципальных округов» → «муниципального округа»."""
    noun = inflect(words.word(part.end - 1), "gent", "sing", pos="NOUN")
    gender = str(parses(noun)[0].tag.gender)
    qualifiers = (
        inflect(words.word(i), "gent", "sing", gender, pos="ADJF") for i in range(part.start, part.end - 1)
    )
    return " ".join((*qualifiers, noun))


def _verbatim(words: NamedCell, part: Part) -> str:
    """The part as in the source, with as many quotes closed as opened."""
    if part.sort is Sort.FORM:
        return in_cyrillic(words.slice(part.start, part.end))
    if part.body is None:
        return spelt(words.slice(part.start, part.end))
    return _joined(words, part.body.parts, [_verbatim(words, inner) for inner in part.body.parts])


def _with_abbreviation(words: NamedCell, modifiers: Part) -> str:
    """«Сафоновской ДШИ» → «Сафоновская ДШИ»: the adjectives alone tell the gender, if it is not neuter."""
    written = []
    is_neuter = words.word(modifiers.end) in lexicon().neuter
    for word in modifier_words(words, modifiers.start, modifiers.end):
        if ("nomn", "sing", "neut") in adjective_forms(word):  # «Миорское ПМС»
            written.append(word)
            continue
        genders = {gender for _, number, gender in adjective_forms(word) if number == "sing"}
        written.append(
            adjective_nominative(word, "neut" if is_neuter else "femn" if "femn" in genders else "masc")
        )
    return " ".join(written)


# ── regular marks ───────────────────────────────────────────────────────────────────────────────

_CUT = re.compile(r"(?<![\w-])([^\W\d_]{3,})- ?([^\W\d_]{3,})(?![\w-])")
_LINKING = frozenset("оеи")  # vowels that join two words in one


@remembered
def spelt(text: str) -> str:
    """The text on one line, quotes as « », as many closed as opened, words that a line's end cut whole."""
    line = re.sub(r'(?<![\w.!?»])"(?=\S)', "«", squash(text))
    line = re.sub(r'[”"]', "»", line).replace("„", "«")
    line = re.sub(r"“(?=\w)", "«", line).replace("“", "»")
    line = re.sub(r"«\s+", "«", re.sub(r"\s+»", "»", line))
    line = _CUT.sub(lambda cut: _mended(*cut.groups()) if cut[2].islower() else cut[0], line)
    return line + "»" * (line.count("«") - line.count("»"))


def _mended(first: str, second: str) -> str:
    """«Многопро-фильный» → «Многопрофильный»: halves that are no words of their own are one word."""
    begins, ends, whole, linked_whole = (
        bool(parses(word)[0].is_known) for word in (first, second, first + second, f"{first}-{second}")
    )
    if linked_whole:  # «конференц-зал»
        return f"{first}-{second}"
    linked = first[-1] in _LINKING
    cut = whole and not ends if linked else not begins or (whole and not ends)
    return first + second if cut else f"{first}-{second}"
