"""Partnerships and their counts."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Triple

from graph.derive.derived import OrganisationShare, Partnership, SectorCount, YearCount
from graph.entities import Id
from graph.write.rdf import LABEL, About, Names, concept_term, day, russian, whole
from ontology.terms import POB


def partnership_triples(partnership: Partnership, names: Names) -> Iterator[Triple]:
    """A partnership, what it rests on, and its counts by year, by sector and by organisation."""
    about = About(names(partnership.id))
    yield from about.types(POB.Partnership)
    yield from about.says(LABEL.value, russian(partnership.label))
    yield from about.says(POB.homeSide, names(partnership.home_side))
    yield from about.says(POB.partner, names(partnership.partner))
    for share in partnership.organisations:
        yield from about.says(POB.partnerOrganisation, names(share.organisation))
    yield from about.says(POB.partnerCountry, names(partnership.partner_country))
    yield from about.says(POB.eventCount, whole(partnership.event_count))
    yield from about.says(POB.agreementCount, whole(partnership.agreement_count))
    yield from about.says(POB.signedAgreementCount, whole(partnership.signed_agreement_count))
    yield from about.says(POB.firstContact, day(partnership.first_contact))
    yield from about.says(POB.lastContact, day(partnership.last_contact))
    yield from about.says(POB.strength, concept_term("strength", partnership.strength))
    yield from about.says(POB.twinned, Literal(partnership.twinned))
    for basis in partnership.based_on:
        yield from about.says(POB.basedOn, names(basis))
    for year in partnership.years:
        yield from _year(partnership, year, names)
    for sector in partnership.sectors:
        yield from _sector(partnership, sector, names)
    for share in partnership.organisations:
        yield from _organisation(partnership, share, names)


def _year(partnership: Partnership, count: YearCount, names: Names) -> Iterator[Triple]:
    node = names(f"{partnership.id}/year/{count.year}")
    yield from About(names(partnership.id)).says(POB.yearly, node)
    about = About(node)
    yield from about.types(POB.YearCount)
    yield from about.says(POB.year, whole(count.year))
    yield from _counts(about, count)


def _sector(partnership: Partnership, count: SectorCount, names: Names) -> Iterator[Triple]:
    node = names(f"{partnership.id}/sector/{count.sector}")
    yield from About(names(partnership.id)).says(POB.bySector, node)
    about = About(node)
    yield from about.types(POB.SectorCount)
    yield from about.says(POB.sector, concept_term("sector", count.sector))
    yield from _counts(about, count)


def _organisation(partnership: Partnership, share: OrganisationShare, names: Names) -> Iterator[Triple]:
    node = names(f"{partnership.id}/{share.organisation}")
    yield from About(names(partnership.id)).says(POB.byOrganisation, node)
    about = About(node)
    yield from about.types(POB.OrganisationShare)
    yield from about.says(POB.shareOf, names(share.organisation))
    yield from about.says(POB.strength, concept_term("strength", share.strength))
    yield from about.says(POB.firstContact, day(share.first_contact))
    yield from about.says(POB.lastContact, day(share.last_contact))
    yield from _counts(about, share)


def _counts(about: About, count: YearCount | SectorCount | OrganisationShare) -> Iterator[Triple]:
    yield from about.says(POB.eventCount, whole(count.events))
    yield from about.says(POB.agreementCount, whole(count.agreements))


def reach_triples(thing: Id, places: Iterable[Id], names: Names) -> Iterator[Triple]:
    """Every place that an event or agreement is of."""
    for place in sorted(places):
        yield from About(names(thing)).says(POB.ofPlace, names(place))
