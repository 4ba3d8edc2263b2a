"""The foreign countries involved, whether a row names them, their towns or bodies that tell theirs."""

import re
from collections.abc import Mapping, Sequence

from loaders.cell.clauses import before, sentence_before, words_back
from loaders.cell.text import CellText, EntryText
from loaders.mentions import OrganisationMention, PlaceMention, Reading
from loaders.origins.words import origin_words
from ontology.model import Evidence, Fact

_UNION, _TOLD_BY_ITSELF = "RU-BY", 0.9


def read_countries(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
) -> Reading[str]:
    """Codes of the foreign countries involved, those of bodies that tell theirs («ГУО», «РУП») included."""
    by_code: dict[str, list[PlaceMention | OrganisationMention]] = {}
    stated = {m.place.country: m.place.name for m in places if m.place.kind == "country"}
    for mention in places:
        if mention.place.country != "RU" and not _is_of_a_war(text[mention.span.cell], mention):
            by_code.setdefault(_code(mention.place.country, stated), []).append(mention)
    for body in organisations:
        if body.organisation.country not in (None, "RU", _UNION) and body.confidence >= _TOLD_BY_ITSELF:
            by_code.setdefault(str(body.organisation.country), []).append(body)
    return Reading(tuple(_country_fact(code, mentions) for code, mentions in by_code.items()))


def _code(country: str, stated: Mapping[str, str]) -> str:
    """The country's code; of a territory without one the name that the row has stated, if any."""
    return country if len(country) == len("RU") else stated.get(country, country)


def _country_fact(code: str, mentions: Sequence[PlaceMention | OrganisationMention]) -> Fact[str]:
    evidence = tuple(Evidence(mention.rule, mention.span) for mention in mentions)
    return Fact(code, evidence, max(mention.confidence for mention in mentions))


def _is_of_a_war(cell: CellText, mention: PlaceMention) -> bool:
    """«погибшие при исполнении воинского долга в Афганистане», «ветераны Афганистана»."""
    if any(word.startswith("ветеран") for word in words_back(before(cell.text, mention), 1)):
        return True
    if not re.search(r"\b[Вв]о?\s+(республик\w+\s+)?$", cell.text[: mention.span.start], re.IGNORECASE):
        return False
    return any(stem in sentence_before(cell, mention) for stem in origin_words().wars)
