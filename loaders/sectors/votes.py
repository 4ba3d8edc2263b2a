"""The votes: what the row's own words and its heading say for a sector, and how loudly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from loaders.cell import Cell, EntryText, Extent, Stretches
from loaders.cell.text import lowered
from loaders.mentions import OrganisationMention, PlaceMention
from loaders.sectors.vocabulary import vocabulary
from loaders.sectors.words import Word, words_of
from ontology.model import CellName, Span


class Vote(NamedTuple):
    """What one rule says for a sector, and the words it heard."""

    code: str
    weight: float
    rule: str
    spans: tuple[Span, ...] = ()


def tally(votes: Iterable[Vote]) -> dict[str, float]:
    """The weight of each sector."""
    sums: dict[str, float] = defaultdict(float)
    for vote in votes:
        sums[vote.code] += vote.weight
    return sums


def _votes_of(words: Iterable[Word], weight: float, rule: str, *, soften: bool = True) -> Iterator[Vote]:
    """One vote a sector, heavier with every further different word, the most forceful of them first."""
    by_code: dict[str, dict[str, Word]] = defaultdict(dict)
    for word in words:
        by_code[word.code].setdefault(word.lemma, word)
    shares, softer = vocabulary().weights.successive, vocabulary().softer
    for code, spoken in by_code.items():
        forces = sorted((word.force for word in spoken.values()), reverse=True)
        loudness = sum(share * force for share, force in zip(shares, forces, strict=False))
        softness = softer.get(code, 1.0) if soften else 1.0
        yield Vote(code, weight * loudness * softness, rule, tuple(word.span for word in spoken.values()))


# ── the row's own words ─────────────────────────────────────────────────────────────────────────


def own_votes(
    text: EntryText, places: tuple[PlaceMention, ...], organisations: tuple[OrganisationMention, ...]
) -> Iterator[Vote]:
    """What the words of title, content and participants say."""
    weights, content = vocabulary().weights, text[CellName.CONTENT]
    title, came = text[CellName.TITLE], text[CellName.PARTICIPANTS]
    names = {cell.name: _names_of_places(cell, places) for cell in (title, content, came)}
    yield from _votes_of(_title_words(title, names[title.name]), weights.title, "title_words")
    told = list(words_of(content, names[content.name]))
    yield from _votes_of(_content_words(content, told, organisations), weights.content, "content_words")
    yield from _votes_of(_named_fields(content, told), weights.named_field, "named_field", soften=False)
    yield from _votes_of(words_of(came, names[came.name]), weights.participants, "participants_words")


def _names_of_places(cell: Cell, places: tuple[PlaceMention, ...]) -> Stretches:
    """Names of areas and of towns that are marked as such: «Ленинградская область», «г. Железногорск»."""
    here = (m for m in places if m.span.cell is cell.name and m.form == "noun")
    return Stretches(m.span for m in here if m.place.kind in _AREAS or m.rule == "marked_settlement")


_AREAS = frozenset({"country", "region", "district"})


def _title_words(cell: Cell, names: Stretches) -> Iterator[Word]:
    """The title's words; what it is dedicated to is said louder, a name in quotes may only be an image."""
    weights = vocabulary().weights
    dedication = vocabulary().dedication.search(cell.text)
    dedicated_from = dedication.end() if dedication is not None else len(cell.text)
    for word in words_of(cell, names):
        at = word.span.start
        if cell.in_quotes(at) and word.code not in vocabulary().literal:
            yield word._replace(force=weights.quoted)
        else:
            yield word._replace(force=weights.dedicated) if at >= dedicated_from else word


def _content_words(
    cell: Cell, told: list[Word], organisations: tuple[OrganisationMention, ...]
) -> Iterator[Word]:
    """The content's words, softer in the names of bodies and where guests are only shown something.

    That authorities are named says nothing of governance.
    """
    if not told:
        return
    weights = vocabulary().weights
    names = Stretches(mention.span for mention in organisations if mention.span.cell is cell.name)
    shown = Stretches(_shown(cell))
    for word in told:
        force = 1.0
        if names.overlap(word.span):
            if word.code == vocabulary().general_sector:
                continue
            force = weights.in_name
        if shown.overlap(word.span):
            force *= weights.shown
        yield word if force == word.force else word._replace(force=force)


def _shown(cell: Cell) -> Iterator[Extent]:
    """What follows «посетили», «осмотрели» in a sentence."""
    visiting = vocabulary().visiting
    visits = [index for index, word in enumerate(cell.plains) if word.startswith(visiting)]
    for sentence in cell.sentences if visits else ():
        words = cell.words_in(sentence)
        first = next((index for index in visits if index in words), None)
        if first is not None:
            yield Extent(cell.starts[first], sentence.end)


def _named_fields(cell: Cell, told: list[Word]) -> Iterator[Word]:
    """Words of «в сфере …», «культурное сотрудничество»."""
    patterns, low = (vocabulary().named_fields, lowered(cell.text)) if told else ((), "")
    fields = Stretches(Extent(*match.span(1)) for pattern in patterns for match in pattern.finditer(low))
    return (word for word in told if fields.overlap(word.span))


# ── the section's heading ───────────────────────────────────────────────────────────────────────


def heading_words(text: EntryText) -> list[Word]:
    """Sectors of the section's heading; none where sections are municipalities."""
    if text.entry.municipality is not None:
        return []
    cell = text[CellName.SECTION]
    low = cell.text.lower()
    if low.startswith(vocabulary().general_headings):
        return [Word(vocabulary().general_sector, low, cell.span(0, len(cell.text)))]
    return list(words_of(cell))


def heading_votes(heading: list[Word], own: dict[str, float]) -> Iterator[Vote]:
    """The heading's first sector, and its others where the row speaks for them too."""
    weights = vocabulary().weights
    spans = {word.code: word.span for word in reversed(heading)}
    for i, code in enumerate(dict.fromkeys(word.code for word in heading)):
        if i == 0:
            yield Vote(code, weights.section, "section_heading", (spans[code],))
        elif own.get(code, 0) >= weights.further_needs:
            yield Vote(code, weights.section_further, "section_heading", (spans[code],))
