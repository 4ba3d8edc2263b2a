"""Organisations and people."""

from collections.abc import Iterator

from rdflib.namespace import FOAF, ORG, SDO

from graph.entities import Id, Membership, OrganisationEntity, PersonEntity, Sourced
from graph.iris import country_id
from graph.write.rdf import Assertion, Names, concept_term, russian, text
from graph.write.triples.statements import Statements, unproved
from ontology.terms import POB


def organisation_triples(organisation: OrganisationEntity, names: Names) -> Iterator[Assertion]:
    """An organisation under all its spellings."""
    says = Statements(organisation.id, names)
    told = organisation.stated_in or organisation.label.sources
    yield from says.types(told, POB.Organisation, ORG.Organization)
    yield from says.labels(organisation.label, organisation.alt_labels)
    yield from says.value(
        POB.organisationKind, organisation.kind, lambda code: concept_term("organisation-kind", code)
    )
    yield from says.value(POB.countryCode, organisation.country, text)
    yield from says.links(POB.inCountry, countries_of(organisation.country))
    yield from says.value(SDO.location, organisation.place, names)


def person_triples(person: PersonEntity, names: Names) -> Iterator[Assertion]:
    """A person and the posts they were said to hold."""
    says = Statements(person.id, names)
    yield from says.types(person.stated_in or person.label.sources, POB.Person, FOAF.Person)
    yield from says.labels(person.label, person.alt_labels)
    yield from says.links(POB.inCountry, countries_of(person.country))
    for membership in person.memberships:
        yield from _membership(person, membership, names)


def _membership(person: PersonEntity, membership: Membership, names: Names) -> Iterator[Assertion]:
    says, sources = Statements(membership.id, names), unproved(membership.post.sources)
    yield from says.types(sources, ORG.Membership)
    yield from says.plain(ORG.member, names(person.id), sources)
    if membership.organisation is not None:
        yield from says.plain(ORG.organization, names(membership.organisation), sources)
    yield from says.value(POB.post, membership.post, russian)
    yield from says.plain(POB.saidAt, names(membership.event), sources)


def countries_of(country: Sourced[str] | None) -> tuple[Sourced[Id], ...]:
    """The places of a country code; a body of two states («RU-BY») is in both."""
    if country is None:
        return ()
    codes = country.value.split("-") if country.value.isascii() else [country.value]
    return tuple(Sourced(country_id(code), country.sources) for code in codes)
