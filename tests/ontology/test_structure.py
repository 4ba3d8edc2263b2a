"""The structure of the graph: whole, named in both languages, in order, and at one with the checks."""

from collections import defaultdict

import pytest
from pyoxigraph import RdfFormat, serialize
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import OWL, SH

from ontology.structure import PARTS, Shape, shape_triples, structure
from ontology.structure.model import foreign_names
from ontology.terms import POB
from ontology.vocabulary import CHECKS, vocabulary

SHAPES = [shape for part in PARTS for shape in structure(part)]
HOME = "ontology/structure"


def properties_of(shape: Shape) -> set[str]:
    return {one.iri for one in shape.properties}


def test_every_property_of_the_ontology_is_said_of_some_class() -> None:
    said = set.union(*map(properties_of, SHAPES))
    declared = {str(POB._NS) + name for name in POB.__annotations__ if name[0].islower()}
    assert declared <= said, f"not in {HOME}/*.yml: {sorted(declared - said)}"


def test_every_class_of_the_ontology_has_a_shape() -> None:
    shaped = {iri for shape in SHAPES for iri in shape.classes}
    declared = {str(POB._NS) + name for name in POB.__annotations__ if name[0].isupper()}
    assert declared <= shaped, f"not in {HOME}/*.yml: {sorted(declared - shaped)}"


def test_terms_of_ours_are_of_the_ontology_and_foreign_names_are_used() -> None:
    used = {iri for shape in SHAPES for iri in (*properties_of(shape), *shape.classes)}
    ours = {iri for iri in used if iri.startswith(str(POB._NS))}
    undeclared = ours - {str(term) for term in vocabulary().subjects()}
    assert not undeclared, f"declare {sorted(undeclared)} in ontology/pobratim.ttl, or mend {HOME}/*.yml"
    # a class that properties lead to has a name as well
    assert foreign_names().keys() <= used | {iri for s in SHAPES for p in s.properties for iri in p.leads_to}


@pytest.mark.parametrize("part", PARTS)
def test_shapes_are_named_ordered_and_told_apart(part: str) -> None:
    written = serialize(shape_triples(part), format=RdfFormat.N_TRIPLES)
    assert written is not None
    triples = Graph().parse(data=written, format="nt")
    nodes = list(triples.subjects(SH.path))
    assert len(set(nodes)) == len(nodes)
    for node in nodes:
        names = [name.language for name in triples.objects(node, SH.name) if isinstance(name, Literal)]
        assert sorted(map(str, names)) == ["en", "ru"], node
        assert len(list(triples.objects(node, SH.order))) == 1, node


def test_a_check_never_asks_for_another_number_than_the_structure() -> None:
    checks = Graph().parse(CHECKS)
    counts = {
        (iri, one.iri): (one.least, one.most)
        for shape in SHAPES
        for iri in shape.classes
        for one in shape.properties
    }
    compared = 0
    for shape, target in checks.subject_objects(SH.targetClass):
        for one in checks.objects(shape, SH.property):
            path = checks.value(one, SH.path)
            if not isinstance(path, URIRef) or checks.value(one, SH.severity) is not None:
                continue
            least, known = counts[str(target), str(path)]
            if checks.value(one, SH.minCount) is not None:
                assert least == 1, (target, path)
            if checks.value(one, SH.maxCount) == Literal(1):
                assert known == 1, (target, path)
            compared += 1
    assert compared > 30


def test_a_property_is_functional_exactly_where_it_is_said_at_most_once_of_everything() -> None:
    most: dict[str, set[int | None]] = defaultdict(set)
    for shape in SHAPES:
        for one in shape.properties:
            most[one.iri].add(one.most)
    annotating = {str(one) for one in vocabulary().subjects(RDF.type, OWL.AnnotationProperty)}
    once = {iri for iri, told in most.items() if iri.startswith(str(POB._NS)) and told == {1}} - annotating
    functional = {str(one) for one in vocabulary().subjects(RDF.type, OWL.FunctionalProperty)}
    assert functional == once, "mend ontology/pobratim.ttl or ontology/structure"


def test_domains_and_ranges_are_as_the_structure_says() -> None:
    for shape in SHAPES:
        for one in shape.properties:
            for domain in vocabulary().objects(URIRef(one.iri), RDFS.domain):
                assert all(str(domain) in above(iri) for iri in shape.classes), (shape.name, one.iri, domain)
            for end in vocabulary().objects(URIRef(one.iri), RDFS.range):
                assert all(told == "iri" or str(end) in above(told) for told in one.leads_to), (one.iri, end)


def above(iri: str) -> set[str]:
    """The class and those that it is a kind of."""
    return {str(one) for one in vocabulary().transitive_objects(URIRef(iri), RDFS.subClassOf)}
