"""Agreements through time, and twinnings."""

from collections.abc import Iterator

from rdflib.namespace import PROV

from graph.entities import AgreementEntity, AgreementStage, Id, Sourced, TwinningEntity
from graph.write.rdf import Assertion, Names, concept_term, day, text, truth, whole
from graph.write.triples.statements import Statements, unproved
from ontology.terms import POB

RELATIONS = {
    "amends": POB.amends,
    "rewords": POB.amends,
    "supplements": POB.supplements,
    "prolongs": POB.prolongs,
    "suspends": POB.suspends,
    "resumes": POB.resumes,
    "ends": POB.ends,
    "replaces": POB.replaces,
    "carries_out": POB.carriesOut,
}
"""The property of each relation of one agreement to another; any other is `pob:concerns` alone."""


def agreement_triples(agreement: AgreementEntity, names: Names) -> Iterator[Assertion]:
    """A document or arrangement, and each stage of it that was reported."""
    says, sources = Statements(agreement.id, names), unproved(agreement.label.sources)
    yield from says.types(sources, POB.Agreement, PROV.Entity)
    yield from says.labels(agreement.label, agreement.alt_labels)
    yield from says.value(
        POB.agreementType, agreement.type, lambda code: concept_term("agreement-type", code)
    )
    yield from says.value(POB.status, agreement.status, lambda code: concept_term("status", code))
    yield from says.links(POB.party, agreement.parties)
    yield from says.links(POB.homeSide, agreement.home_sides)
    yield from says.links(POB.partnerCountry, agreement.partner_countries)
    yield from says.value(POB.signedOn, agreement.signed_on, day)
    yield from says.value(POB.signedNotBefore, agreement.signed_between, lambda bounds: day(bounds[0]))
    yield from says.value(POB.signedNotAfter, agreement.signed_between, lambda bounds: day(bounds[1]))
    yield from says.value(POB.endedOn, agreement.ended_on, day)
    yield from says.links(POB.signer, agreement.signers)
    yield from _term(says, agreement)
    for link in agreement.concerns:
        relation, other = link.value
        for predicate in dict.fromkeys((RELATIONS.get(relation, POB.concerns), POB.concerns)):
            yield from says.plain(predicate, names(other), link.sources)
    yield from says.value(POB.documentNumber, agreement.number, text)
    yield from says.values(POB.sector, agreement.sectors, lambda code: concept_term("sector", code))
    yield from says.value(POB.signedAt, agreement.signed_at, names)
    yield from says.links(POB.mentionedIn, agreement.mentioned_in)
    yield from says.plain(POB.lastEvidence, day(agreement.last_evidence), sources)
    for stage in agreement.stages:
        yield from _stage(agreement, stage, names)


def _term(says: Statements, agreement: AgreementEntity) -> Iterator[Assertion]:
    """How long it holds: the words, and what they tell of months, the last day and prolonging itself."""
    term = agreement.term
    yield from says.value(POB.term, term, lambda one: text(one.text))
    yield from says.value(POB.termMonths, term, lambda one: whole(one.months))
    yield from says.value(POB.validUntil, term, lambda one: day(one.until))
    yield from says.value(
        POB.prolongsItself, term, lambda one: truth(one.automatic) if one.automatic else None
    )


def _stage(agreement: AgreementEntity, stage: AgreementStage, names: Names) -> Iterator[Assertion]:
    sources = unproved(stage.status.sources)
    yield from Statements(agreement.id, names).plain(POB.stage, names(stage.id), sources)
    says = Statements(stage.id, names)
    yield from says.types(sources, POB.AgreementStage)
    yield from says.value(POB.status, stage.status, lambda code: concept_term("status", code))
    yield from says.plain(POB.onDate, day(stage.on), sources)
    for source in sources:
        yield from says.plain(POB.statedIn, names(source.entry), (source,))
    yield from says.plain(POB.atEvent, names(stage.event), sources)


def meant_twinning_triples(pair: Sourced[tuple[Id, Id]], names: Names) -> Iterator[Assertion]:
    """Two places that only mean to become twins, linked both ways."""
    one, other = pair.value
    yield from Statements(one, names).plain(POB.meansToTwinWith, names(other), pair.sources)
    yield from Statements(other, names).plain(POB.meansToTwinWith, names(one), pair.sources)


def twinning_triples(twinning: TwinningEntity, names: Names) -> Iterator[Assertion]:
    """Two twin places, linked both ways, and the entries that call them so."""
    one, other = twinning.between.value
    sources = twinning.between.sources
    yield from Statements(one, names).plain(POB.twinnedWith, names(other), sources)
    yield from Statements(other, names).plain(POB.twinnedWith, names(one), sources)
    says = Statements(twinning.id, names)
    yield from says.types(sources, POB.Twinning)
    yield from says.plain(POB.between, names(one), sources)
    yield from says.plain(POB.between, names(other), sources)
    for source in unproved(sources):
        yield from says.plain(POB.statedIn, names(source.entry), (source,))
    for event in twinning.events:
        yield from says.plain(POB.atEvent, names(event), unproved(sources))
