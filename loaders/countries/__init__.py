"""The foreign countries involved, whether a row names them, their towns or bodies that tell theirs."""

from collections.abc import Iterator, Sequence
from itertools import chain

from loaders.cell import EntryText, Stretches
from loaders.countries.roles import is_of_a_war, part_of
from loaders.mentions import OrganisationMention, PlaceMention, Reading
from loaders.origins.coming import is_nickname
from loaders.places.context import Contexts, find_contexts
from ontology.gazetteer import load as load_gazetteer
from ontology.home import load as load_home
from ontology.model import ROLE, CellName, Evidence, Fact, Finding, Severity

Told = tuple[str, tuple[Evidence, ...]]
"""A country, and what tells of it."""

_TOLD_BY_ITSELF = 0.9
IN_BODY = "named_in_body"
"""Why a place has a part that is named in the name of a body."""


def read_countries(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
    contexts: Contexts | None = None,
) -> Reading[str]:
    """Codes of the foreign countries involved, those of bodies that tell theirs («ГУО», «РУП») included.

    A country that the row only speaks of is none of them; a finding tells of it. `contexts` are those of the
    places, where they have been found.
    """
    by_code: dict[str, list[Evidence]] = {}
    foreign = [mention for mention in places if _is_foreign(mention.place.country)]
    by_places = _told_by_places(contexts or find_contexts(text, places), organisations)
    for country, proof in chain(by_places, _told_by_bodies(organisations)):
        by_code.setdefault(country, []).extend(proof)
    facts = tuple(Fact(code, tuple(evidence)) for code, evidence in by_code.items())
    only_told = {m.place.country: m for m in foreign if m.place.country not in by_code}
    return Reading(facts, tuple(map(_spoken_of, only_told.values())))


def _told_by_places(contexts: Contexts, organisations: Sequence[OrganisationMention]) -> Iterator[Told]:
    for mention, role in _involved(contexts, organisations):
        proof = (Evidence(mention.rule, mention.span), Evidence(role, mention.span, ROLE))
        yield mention.place.country, proof


def _told_by_bodies(organisations: Sequence[OrganisationMention]) -> Iterator[Told]:
    """The countries of bodies that tell theirs themselves: «РУП»."""
    for body in organisations:
        country = body.organisation.country
        if country is not None and _is_foreign(country) and body.confidence >= _TOLD_BY_ITSELF:
            yield country, (Evidence(body.rule, body.span),)


def _involved(
    contexts: Contexts, organisations: Sequence[OrganisationMention]
) -> Iterator[tuple[PlaceMention, str]]:
    """The foreign places that take part, those in the name of a body too, and what tells so."""
    for name, context in contexts.items():
        mentions = context.mentions
        foreign = [index for index, one in enumerate(mentions) if _is_foreign(one.place.country)]
        if not foreign:
            continue
        bodies = _in_cell(organisations, name)
        for index in foreign:
            in_body = bodies.contain(mentions[index].span) and not is_nickname(context, index)
            stands = in_body and not is_of_a_war(context, index)  # «Союз ветеранов Афганистана»
            role = IN_BODY if stands else part_of(context, index)
            if role is not None:
                yield mentions[index], role


def _in_cell(organisations: Sequence[OrganisationMention], cell: CellName) -> Stretches:
    return Stretches(body.span for body in organisations if body.span.cell is cell)


def _is_foreign(country: str | None) -> bool:
    """Whether the code is another country's; that of a union, with the home country in it, is not."""
    if country is None or country == load_home().country:
        return False
    return load_gazetteer().country(country) is not None


def _spoken_of(mention: PlaceMention) -> Finding:
    return Finding(
        code="country_spoken_of",
        severity=Severity.INFO,
        values={"place": mention.place.name},
        span=mention.span,
        rule=mention.rule,
    )
