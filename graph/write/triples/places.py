"""Places and what contains them."""

from collections.abc import Iterator

from pyoxigraph import Triple
from rdflib.namespace import GEO, OWL, RDFS, SDO, SKOS

from graph.entities import NamePeriod, PlaceEntity
from graph.iris import country_id
from graph.write.rdf import ALT_LABEL, LABEL, About, Names, day, decimal, point, russian, term, text
from ontology.gazetteer.identifiers import identifiers
from ontology.terms import POB, WGS84

CLASS_OF_KIND = {
    "city": POB.Settlement,
    "town": POB.Settlement,
    "village": POB.Settlement,
    "district": POB.District,
    "region": POB.Region,
    "country": POB.Country,
    "municipality": POB.Municipality,
}

PLACES = "place/"
GEONAMES = "https://sws.geonames.org/{}/"
WIKIDATA = "http://www.wikidata.org/entity/{}"
EU_COUNTRY = "http://publications.europa.eu/resource/authority/country/{}"


def place_triples(place: PlaceEntity, names: Names) -> Iterator[Triple]:
    """A place as the gazetteer knows it."""
    about = About(names(place.id))
    specific = (CLASS_OF_KIND[place.kind],) if place.kind in CLASS_OF_KIND else ()
    yield from about.types(*specific, POB.Place, SDO.Place)
    yield from about.says(LABEL.value, russian(place.label))
    yield from about.says(LABEL.value, text(place.label_en, "en"))
    for name in place.alt_labels:
        yield from about.says(ALT_LABEL.value, russian(name))
    yield from about.says(POB.shortLabel, russian(place.short_label))
    yield from about.says(POB.placeKind, text(place.kind))
    yield from _country(about, place, names)
    for parent in place.parents:
        yield from about.says(SDO.containedInPlace, names(parent))
    if place.centre is not None:
        yield from about.says(POB.centre, names(place.centre))
    yield from _position(about, place)
    yield from _identifiers(about, place)
    for index, period in enumerate(place.names, start=1):
        yield from _dated_name(about, names(f"{place.id}/name/{index}").value, period)


def _country(about: About, place: PlaceEntity, names: Names) -> Iterator[Triple]:
    if not place.country:
        return
    if place.country.isascii():
        yield from about.says(POB.countryCode, text(place.country))
    if place.kind != "country":
        yield from about.says(POB.inCountry, names(country_id(place.country)))


def _position(about: About, place: PlaceEntity) -> Iterator[Triple]:
    if place.latitude is not None and place.longitude is not None:
        yield from about.says(WGS84.lat, decimal(place.latitude))
        yield from about.says(WGS84.long, decimal(place.longitude))
        yield from about.says(GEO.asWKT, point(place.latitude, place.longitude))


def _identifiers(about: About, place: PlaceEntity) -> Iterator[Triple]:
    """What GeoNames, ISO, the EU's authority list and Wikidata call it."""
    if place.geonames_id is not None:
        yield from about.says(OWL.sameAs, term(GEONAMES.format(place.geonames_id)))
        yield from about.says(POB.geonamesId, text(place.geonames_id))
    known, path = identifiers(), place.id.removeprefix(PLACES)
    yield from about.says(POB.isoCode, text(known.regions.get(path)))
    if path in known.countries:
        country = known.countries[path]
        yield from about.says(POB.isoCode, text(country.iso))
        yield from about.says(OWL.sameAs, term(WIKIDATA.format(country.wikidata)))
        yield from about.says(SKOS.exactMatch, term(EU_COUNTRY.format(country.iso)))


def _dated_name(about: About, node: str, period: NamePeriod) -> Iterator[Triple]:
    yield from about.says(POB.name, term(node))
    dated = About(term(node))
    yield from dated.types(POB.DatedName)
    yield from dated.says(RDFS.label, russian(period.name))
    yield from dated.says(POB.since, day(period.since))
    yield from dated.says(POB.until, day(period.until))
