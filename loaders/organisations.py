"""Which bodies: mentions of organisations, in the nominative."""

from collections.abc import Iterator

from loaders.language import CellText, EntryText, lemmas
from loaders.organisation_lexicon import lexicon
from loaders.organisation_evidence import is_name
from loaders.organisation_names import read_phrase
from loaders.organisation_phrases import Phrase, Sort
from loaders.organisation_spelling import spelt_names
from loaders.organisation_words import Words, read_words
from loaders.rules import OrganisationMention, PersonMention, PlaceMention, Reading
from ontology.model import FIVE_CELLS, CellName, Evidence, Fact, OrganisationRef


def find_organisations(text: EntryText, places: tuple[PlaceMention, ...]) -> tuple[OrganisationMention, ...]:
    """Every mention of a named organisation in any cell, in order."""
    return tuple(
        mention
        for name in FIVE_CELLS
        if name in text.cells and name is not CellName.DATES
        for mention in _mentions(text, text[name], places)
    )


def _mentions(text, cell: CellText, places) -> Iterator[OrganisationMention]:
    words = read_words(cell)
    for phrase in _phrases(words):
        for name, start, end in spelt_names(phrase):
            yield OrganisationMention(
                cell.span(words.tokens[start].start, words.tokens[end - 1].end),
                OrganisationRef(name, "RU", None, phrase.kind), "x")


def _phrases(words: Words) -> Iterator[Phrase]:
    index = 0
    while index < len(words):
        if words.opens_quote(index):
            index = words.quotes[index]
            continue
        phrase = read_phrase(words, index)
        if phrase is not None and is_name(phrase):
            yield phrase
            index = phrase.full_end
        else:
            index += 1


def read_organisations(
    text: EntryText,
    organisations: tuple[OrganisationMention, ...],
    people: tuple[PersonMention, ...],
) -> Reading[OrganisationRef]:
    """Each organisation once, with all its mentions."""
    d = {}
    for m in organisations:
        d.setdefault(m.organisation.name.lower(), m)
    return Reading(tuple(Fact(m.organisation, (Evidence(m.rule, m.span),)) for m in d.values()))


def read_venue_organisations(text: EntryText, organisations: tuple[OrganisationMention, ...]) -> Reading[str]:
    """Organisations and facilities named in the place cell."""
    return Reading()
