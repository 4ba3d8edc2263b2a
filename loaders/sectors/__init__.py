"""Which fields of cooperation: one to three, the main one first.

Every reading of the entry gives votes; a sector's weight is their sum. `votes` hears them,
its sectors.yml holds words and weights.
"""

from collections.abc import Mapping
from dataclasses import replace

from loaders.cell import EntryText, read_cell
from loaders.mentions import OrganisationMention, PlaceMention, Reading, finding_about
from loaders.sectors.occasions import SectorOccasion, occasion_of, occasion_votes, organisation_votes
from loaders.sectors.vocabulary import vocabulary
from loaders.sectors.votes import Vote, heading_votes, heading_words, own_votes, tally
from loaders.sectors.words import words_of
from ontology.model import CellName, Evidence, Fact, Severity


def read_sectors(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    event_type: Reading[str],
    organisations: tuple[OrganisationMention, ...],
) -> Reading[str]:
    """Codes of ontology/sectors.ttl, main one first; a finding where nothing speaks for any."""
    heading = heading_words(text)
    votes = list(own_votes(text, places, organisations))
    votes += heading_votes(heading, tally(votes))
    occasion = occasion_of(text, event_type, organisations, heading, votes)
    votes += occasion_votes(occasion)
    votes = votes or list(organisation_votes(organisations))
    if not votes:
        unknown = finding_about(text.entry, "unknown_sector", Severity.WARNING, rule="no_sector_words")
        return Reading((), (unknown,))
    chosen, weights = _chosen(votes, occasion), tally(votes)
    return Reading(
        tuple(replace(_fact(code, votes), doubts=_doubts(code, chosen, weights, occasion)) for code in chosen)
    )


def sectors_named(text: str) -> tuple[str, ...]:
    """Up to three sectors that a document's title names, in order."""
    words = words_of(read_cell(CellName.TITLE, text))
    return tuple(dict.fromkeys(word.code for word in words))[:3]


def _chosen(votes: list[Vote], occasion: SectorOccasion) -> list[str]:
    """The heaviest sector, of the heading's if there is one, and up to two others that are heavy enough."""
    weights = tally(votes)
    ranked = sorted(weights, key=lambda code: -weights[code])
    main = _main(ranked, {word.code for word in occasion.heading}, occasion.titled)
    ranked.remove(main)
    enough = _enough(main, occasion)
    return [main, *(code for code in ranked[:2] if weights[code] >= enough)]


def _main(ranked: list[str], headed: set[str], titled: set[str]) -> str:
    main = next((code for code in ranked if code in headed), ranked[0])
    other = vocabulary().heading_yields.get(main) if main in headed else None
    return other if other is not None and other in titled else main


def _enough(main: str, occasion: SectorOccasion) -> float:
    """What a further sector must weigh."""
    enough = vocabulary().enough
    if occasion.heading:
        return enough.under_heading
    return enough.beside_governance if main == vocabulary().general_sector else enough.beside_any


def _doubts(
    code: str, chosen: list[str], weights: Mapping[str, float], occasion: SectorOccasion
) -> tuple[str, ...]:
    """That another sector was nearly the main one, or that this one was nearly none of the row's."""
    if code != chosen[0]:
        share = weights[code] / _enough(chosen[0], occasion)
        return tuple(name for name, most in vocabulary().hardly.items() if share < most)
    runner_up = max((weight for other, weight in weights.items() if other != code), default=0.0)
    return tuple(name for name, most in vocabulary().close.items() if weights[code] < most * runner_up)


def _fact(code: str, votes: list[Vote]) -> Fact[str]:
    """The sector with every vote for it, the heaviest first."""
    mine = sorted((vote for vote in votes if vote.code == code), key=lambda vote: -vote.weight)
    evidence = tuple(Evidence(vote.rule, span) for vote in mine for span in vote.spans)
    return Fact(code, evidence)
