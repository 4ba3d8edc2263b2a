"""The names in code, the names in the TTL files and the labels they carry."""

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import OWL, SKOS

from ontology.terms import OA, PREFIXES, SD, WGS84, concept
from ontology.terms import POB as POB_TERMS
from ontology.vocabulary import ONTOLOGY_FILES, vocabulary

POB = PREFIXES["pob"]
DECLARED = {
    str(term)
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for term in vocabulary().subjects(RDF.type, kind)
    if str(term).startswith(POB)
}


def names_of(namespace: type) -> set[str]:
    return {name for name in namespace.__annotations__ if not name.startswith("_")}


def test_every_name_in_code_is_declared() -> None:
    undeclared = {POB + name for name in names_of(POB_TERMS)} - DECLARED
    assert not undeclared, f"declare {sorted(undeclared)} in ontology/pobratim.ttl"


def test_every_declared_property_is_named_in_code() -> None:
    properties = {
        str(term).removeprefix(POB)
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for term in vocabulary().subjects(RDF.type, kind)
        if str(term).startswith(POB)
    }
    unnamed = properties - names_of(POB_TERMS)
    assert not unnamed, f"name {sorted(unnamed)} in ontology/terms.py, class POB"


@pytest.mark.parametrize("term", sorted(DECLARED))
def test_term_is_labelled_and_defined_in_both_languages(term: str) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        texts = [text for text in vocabulary().objects(URIRef(term), predicate) if isinstance(text, Literal)]

        languages = sorted(str(text.language) for text in texts)
        assert languages == ["en", "ru"], f"{predicate} of {term} in ontology/pobratim.ttl"


def test_domains_and_ranges_are_declared() -> None:
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf):
        own = {str(one) for one in vocabulary().objects(None, predicate) if str(one).startswith(POB)}
        assert own <= DECLARED, f"declare {sorted(own - DECLARED)} in ontology/pobratim.ttl"


def test_ontology_stands_on_the_named_standards() -> None:
    supers = {str(one) for one in vocabulary().objects(None, RDFS.subClassOf)}

    for prefix in ("schema", "org", "foaf", "prov", "gsp", "skos"):
        assert any(one.startswith(PREFIXES[prefix]) for one in supers), prefix


@pytest.mark.parametrize("file", ONTOLOGY_FILES, ids=lambda file: file.name)
def test_files_say_nothing_of_terms_that_are_not_declared(file: Path) -> None:
    used = {str(term) for triple in Graph().parse(file) for term in triple if str(term).startswith(POB)}
    unknown = used - {POB} - DECLARED
    assert not unknown, f"declare {sorted(unknown)} in ontology/pobratim.ttl, or mend {file.name}"


def test_terms_of_other_vocabularies_have_their_well_known_names() -> None:
    assert str(OA.hasTarget) == "http://www.w3.org/ns/oa#hasTarget"
    assert str(SD.namedGraph) == "http://www.w3.org/ns/sparql-service-description#namedGraph"
    assert str(WGS84.lat) == "http://www.w3.org/2003/01/geo/wgs84_pos#lat"


def test_a_name_that_is_not_listed_is_refused() -> None:
    with pytest.raises(AttributeError):
        POB_TERMS.unheardOf  # noqa: B018


def test_concept_iri() -> None:
    assert concept("sector", "culture") == "https://w3id.org/pobratim/ontology/sector/culture"
