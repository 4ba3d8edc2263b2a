"""What kind of event it was: it calls itself so in its title, or else its content tells."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.cell import Cell, EntryText, Token
from loaders.cell.phrases import Phrases, longest_at
from loaders.event_types.words import kinds
from loaders.mentions import Reading, finding_about
from ontology.model import CellName, Evidence, Fact, Finding, Severity
from ontology.morphology import lemma, parses
from ontology.remembered import remembered

_YEAR = re.compile(r"-\d+$")  # «Вахта Памяти-2025»


@dataclass(frozen=True, slots=True)
class NamedKind:
    """Words that name a kind of event."""

    code: str
    cell: CellName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadTitle:
    """A title's words: those that say what the event is, the quoted names, and what it belongs to."""

    own: tuple[Token, ...]
    quoted: tuple[Token, ...]
    frame: tuple[Token, ...]


def _title(cell: Cell) -> ReadTitle:
    """The title cut at quotes and at the first word of a frame outside them."""
    outside, quoted = _parted(cell)
    frames = (match.start() for match in kinds().frame.finditer(cell.text))
    frame_start = next((start for start in frames if not cell.in_quotes(start)), len(cell.text))
    framed = bisect_left([token.start for token in outside], frame_start)
    return ReadTitle(own=outside[:framed], quoted=quoted, frame=outside[framed:])


def _parted(cell: Cell) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The words outside quotes, and those in them."""
    sides: tuple[list[Token], list[Token]] = ([], [])
    for index, token in enumerate(cell.tokens):
        sides[cell.is_quoted(index)].append(token)
    return tuple(sides[0]), tuple(sides[1])


# ── words → kinds ───────────────────────────────────────────────────────────────────────────────


def _first_named(tokens: tuple[Token, ...], known: Phrases, cell: CellName) -> NamedKind | None:
    """The first phrase among the words, silent ones aside; of a compound's parts the one that ranks first."""
    lemmas = [lemma(_YEAR.sub("", token.text)) for token in tokens]
    silent_to = 0
    for start, token in enumerate(tokens):
        length = longest_at(lemmas, start, known)
        silent = longest_at(lemmas, start, kinds().silent)
        silent_to = max(silent_to, start + silent if silent >= length else 0)
        if start < silent_to:
            continue
        if length:
            end = start + length
            codes = [*known[tuple(lemmas[start:end])], *_hyphenated(tokens[end:], known)]
            return NamedKind(_leading(codes), cell, token.start, tokens[end - 1].end)
        codes = [code for part in _parts(token.text) for code in known.get((part,), ())]
        if codes:
            return NamedKind(_leading(codes), cell, token.start, token.end)
    return None


def kinds_named(cell: Cell) -> frozenset[str]:
    """All kinds of event that strong words of the cell name."""
    lemmas, strong = cell.lemmas, kinds().strong
    begun = [start for start, lemma in enumerate(lemmas) if lemma in strong.longest]
    lengths = ((start, longest_at(lemmas, start, strong)) for start in begun)
    found = (strong[tuple(lemmas[start : start + length])] for start, length in lengths if length)
    return frozenset(code for codes in found for code in codes)


@remembered
def _parts(word: str) -> tuple[str, ...]:
    """The dictionary forms of a compound's parts: «фестиваль-конкурс», «этнофестиваль»."""
    low = word.lower()
    hyphenated = [part for part in word.split("-") if part] if "-" in word else []
    prefixed = [low.removeprefix(one) for one in kinds().prefixes if low.startswith(one) and low != one]
    return tuple(map(lemma, hyphenated + prefixed))


def _hyphenated(rest: tuple[Token, ...], known: Phrases) -> Iterator[str]:
    """The kind after a spaced hyphen: «фестиваль – конкурс»."""
    if len(rest) > 1 and rest[0].text in "-–—":
        yield from known.get((rest[1].lemma,), ())


def _leading(codes: list[str]) -> str:
    ranks = kinds().ranks
    return min(codes, key=lambda code: ranks.get(code, len(ranks)))


# ── the rules, first answer wins ────────────────────────────────────────────────────────────────


def own_words(text: EntryText, title: ReadTitle) -> NamedKind | None:
    """The title's own words name the kind."""
    return _first_named(title.own, kinds().strong, CellName.TITLE)


def quoted_name(text: EntryText, title: ReadTitle) -> NamedKind | None:
    """The event's quoted name does: «Диктант Победы»."""
    return _first_named(title.quoted, kinds().strong, CellName.TITLE)


def days_of_arts(text: EntryText, title: ReadTitle) -> NamedKind | None:
    """Several days that the title's own words hold for an art: «Дни армянского кино»."""
    arts = [at for at, token in enumerate(title.own) if token.lemma in kinds().arts]
    days = (at for at, token in enumerate(title.own) if _is_of_days(token))
    found = next(((day, art) for day in days for art in arts if 0 < art - day <= _NEAR), None)
    if found is None:
        return None
    first, last = (title.own[at] for at in found)
    return NamedKind("festival", CellName.TITLE, first.start, last.end)


_NEAR = 3  # words from the days to what they are held for


def _is_of_days(token: Token) -> bool:
    return token.lemma == "день" and "plur" in parses(token.text)[0].tag.grammemes


def remembrance_or_feast(text: EntryText, title: ReadTitle) -> NamedKind | None:
    """The title's own words or quoted name call it a feast or a remembrance."""
    weak = kinds().weak
    return _first_named(title.own, weak, CellName.TITLE) or _first_named(title.quoted, weak, CellName.TITLE)


def document_first(text: EntryText, title: ReadTitle) -> NamedKind | None:
    """The title begins with a document, whose signing it tells of: «Соглашение трех районов о …»."""
    lemmas = [token.lemma for token in title.own]
    length = longest_at(lemmas, 0, kinds().documents) if lemmas else 0
    return (
        NamedKind("signing", CellName.TITLE, title.own[0].start, title.own[length - 1].end)
        if length
        else None
    )


def occasion_of_remembrance(text: EntryText, title: ReadTitle) -> NamedKind | None:
    """An occasion without a kind of its own that the title or the content dedicates to memory."""
    if not any(token.lemma in kinds().occasion for token in title.own):
        return None
    feast = _first_named(title.frame, kinds().weak, CellName.TITLE)
    for cell in (CellName.TITLE, CellName.CONTENT):
        word = next((t for t in text[cell].tokens if t.lemma in kinds().remembrance), None)
        if word is not None:
            return NamedKind("commemoration", cell, word.start, word.end)
        if feast is not None:
            return feast
    return None


def framing_event(text: EntryText, title: ReadTitle) -> NamedKind | None:
    """What the title says the event belongs or is dedicated to has a kind."""
    known = kinds()
    return _first_named(title.frame, known.strong, CellName.TITLE) or _first_named(
        title.frame, known.weak, CellName.TITLE
    )


def content_words(text: EntryText, title: ReadTitle) -> NamedKind | None:
    """The content names a kind."""
    return _first_named(tuple(text[CellName.CONTENT].tokens), kinds().strong, CellName.CONTENT)


def leaning_word(text: EntryText, title: ReadTitle) -> NamedKind | None:
    """The title's own words lean to a kind: «торжественный» to a celebration, «делегация» to a visit."""
    return _first_named(title.own, kinds().faint, CellName.TITLE)


RULES: tuple[Callable[[EntryText, ReadTitle], NamedKind | None], ...] = (
    document_first,
    own_words,
    quoted_name,
    days_of_arts,
    remembrance_or_feast,
    occasion_of_remembrance,
    framing_event,
    leaning_word,
    content_words,
)


def read_event_type(text: EntryText) -> Reading[str]:
    """One code of schemes/event-types.ttl; `other` with a finding where neither title nor content tells."""
    title = _title(text[CellName.TITLE])
    for rule in RULES:
        named = rule(text, title)
        if named is not None:
            span = text[named.cell].span(named.start, named.end)
            return Reading((Fact(named.code, (Evidence(rule.__name__, span),)),))
    return Reading((Fact("other", (Evidence("no_kind_named"),)),), (_unknown(text),))


def _unknown(text: EntryText) -> Finding:
    return finding_about(text.entry, "unknown_event_type", Severity.INFO, rule="no_kind_named")
