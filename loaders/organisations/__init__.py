"""Which bodies: mentions of organisations, in the nominative."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from loaders.cell import EntryText
from loaders.mentions import OrganisationMention, PersonMention, PlaceMention, Reading, finding_about
from loaders.organisations.home_proofs import why_there
from loaders.organisations.homes import locate
from loaders.organisations.kinds import kind_of
from loaders.organisations.merging import merged
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.neighbours import (
    OF_ENTRY,
    from_capitals,
    from_entry,
    from_fellow,
    from_list,
    from_other_party,
    from_spelling,
    from_strange_adjective,
)
from loaders.organisations.phrases import Phrase
from loaders.organisations.recognition import FACILITY, UNQUOTED, recognise
from loaders.organisations.spelling import short_name, singles, written
from loaders.organisations.surroundings import Home, Surroundings
from ontology.home import load as load_home
from ontology.model import CellName, Evidence, Fact, Finding, OrganisationRef, PlaceRef, Severity

_CELLS = (CellName.TITLE, CellName.PLACE, CellName.CONTENT, CellName.PARTICIPANTS)


def find_organisations(text: EntryText, places: tuple[PlaceMention, ...]) -> tuple[OrganisationMention, ...]:
    """Every mention of a named organisation or facility in any cell, in order."""
    venues = tuple(p.place for p in places if p.span.cell is CellName.PLACE and p.form == "noun")
    foreign = frozenset(p.place.country for p in places) - {load_home().place.country}
    found: list[OrganisationMention] = []
    for name in _CELLS:
        if name in text.cells:
            words = NamedCell(text[name], places)
            found += _mentions(words, places, text.entry.municipality, venues, foreign)
            words.forget()
    return tuple(found)


def _mentions(
    words: NamedCell,
    places: tuple[PlaceMention, ...],
    municipality: str | None,
    venues: tuple[PlaceRef, ...],
    foreign: frozenset[str],
) -> Iterator[OrganisationMention]:
    found = list(recognise(words))
    if not found:
        return
    around = Surroundings(words, places, municipality, venues, foreign)
    told = [(one.phrase, locate(one.phrase, around)) for one in found]
    for index, one in enumerate(found):
        for phrase, start, end in singles(one.phrase):
            home = _home(phrase, index, told, around)
            yield OrganisationMention(
                span=words.span(words.tokens[start].start, words.tokens[end - 1].end),
                organisation=OrganisationRef(
                    written(phrase), home.country, home.place, kind_of(phrase), short_name(phrase)
                ),
                rule=one.rule,
                named_through_post=one.through_post,
                confidence=home.confidence,
                is_told=home.rule not in OF_ENTRY,
                home=why_there(home, phrase, around),
            )


def _home(
    phrase: Phrase, index: int, told: Sequence[tuple[Phrase, Home | None]], around: Surroundings
) -> Home:
    """Whose and where one of the names is: by what tells it, else by its neighbours, else by the entry."""
    whole, home = told[index]
    return (
        (locate(phrase, around) if phrase is not whole else None)
        or home
        or from_fellow(index, told)
        or from_strange_adjective(phrase, around)
        or from_capitals(phrase, around)
        or from_spelling(phrase, around)
        or from_other_party(index, told, around)
        or from_list(index, told)
        or from_entry(phrase, around)
    )


def read_organisations(
    text: EntryText,
    organisations: tuple[OrganisationMention, ...],
    people: tuple[PersonMention, ...],
) -> Reading[OrganisationRef]:
    """Each organisation once, with all its mentions; doubtful ones as findings."""
    bodies = merged(mention for mention in organisations if mention.rule != FACILITY)
    return Reading(
        facts=tuple(_fact(body) for body in bodies if not _is_doubtful(body)),
        findings=tuple(_doubt(text, _fact(body)) for body in bodies if _is_doubtful(body)),
    )


def _is_doubtful(body: list[OrganisationMention]) -> bool:
    """Whether capitals instead of quotes are all that makes it a name: a reader must say."""
    return all(mention.rule == UNQUOTED for mention in body)


def _fact(body: list[OrganisationMention]) -> Fact[OrganisationRef]:
    """The body by its best name, with the home of the mention that tells it best."""
    naming = tuple(Evidence(mention.rule, mention.span) for mention in body)
    surest = max(body, key=lambda mention: (_is_placed_near(mention), mention.confidence))
    placed = _placed(body, surest)
    short = next((m.organisation.short for m in body if m.organisation.short is not None), None)
    home = surest.organisation.country, placed.organisation.place
    named = replace(body[0].organisation, country=home[0], place=home[1], short=short)
    why = (
        *(one for one in surest.home if one.part == "country"),
        *(one for one in placed.home if one.part == "place"),
    )
    return Fact(named, (*naming, *why), doubts=() if surest.is_told else ("country_untold",))


def _is_placed_near(mention: OrganisationMention) -> bool:
    """Whether its own words tell a place at home: a guess of another mention's country is weaker."""
    home = mention.organisation
    return mention.is_told and home.place is not None and home.country == load_home().country


def _placed(body: list[OrganisationMention], surest: OrganisationMention) -> OrganisationMention:
    """The mention that tells the place: the best name, the surest one, else any other of that country."""
    country = surest.organisation.country
    if body[0].organisation.country != country:
        return surest
    there = (m for m in (body[0], surest, *body) if m.organisation.country == country)
    return next((m for m in there if m.organisation.place is not None), surest)


def _doubt(text: EntryText, fact: Fact[OrganisationRef]) -> Finding:
    proof = fact.evidence[0]
    return finding_about(
        text.entry,
        "doubtful_organisation",
        Severity.WARNING,
        {"name": fact.value.name},
        span=proof.span,
        rule=proof.rule,
    )


def read_venue_organisations(text: EntryText, organisations: tuple[OrganisationMention, ...]) -> Reading[str]:
    """Organisations and facilities named in the place cell."""
    venues: Iterable[list[OrganisationMention]] = merged(
        mention for mention in organisations if mention.span.cell is CellName.PLACE
    )
    return Reading(
        tuple(
            Fact(body[0].organisation.name, tuple(Evidence(m.rule, m.span) for m in body)) for body in venues
        )
    )
