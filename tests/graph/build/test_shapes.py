"""The checks of a build find what a SHACL engine finds, and read nothing that they do not check."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple
from pyshacl import validate
from rdflib import Graph
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import SH

from graph.build.checked import Checked
from graph.build.shapes import read_shapes
from graph.build.writing import Writer
from graph.iris import DEFAULT_BASE
from graph.write.contents import Contents
from graph.write.rdf import as_rdflib
from ontology.model import Severity
from ontology.vocabulary import CHECKS
from tests.graph.build.test_validate import SOUND, errors_of
from tests.graph.turtle import NAMES, triples_of

Found = set[tuple[str, str, bool]]
"""Thing, message in English, and whether it is an error."""

FIGURES = """
    <municipality/m> pob:withinEventCount 1 ; pob:homeEventCount 1 .
    <event/e> pob:participantsMin 5 ; pob:participantsMax 9 ; pob:mainSector sector:culture .
    <agreement/a> pob:signedNotBefore "2024-07-01"^^xsd:date ; pob:signedNotAfter "2024-07-09"^^xsd:date .
    <partnership/p> pob:firstContact "2024-07-05"^^xsd:date ; pob:lastContact "2024-07-06"^^xsd:date .
    <twinning/t> a pob:Twinning ; pob:between <municipality/m>, <place/by/orsha> ;
        pob:statedIn <report/r/entry/1> .
    <person/p> a foaf:Person, pob:Person ; rdfs:label "Имя"@ru .
    <person/p/post/1> a org:Membership ; org:member <person/p> ; pob:saidAt <event/e> .
"""


def changed(triples: list[Triple]) -> Iterator[list[Triple]]:
    """The triples with each of them left out, with each said twice in another way, and with each wrong."""
    for at, one in enumerate(triples):
        rest = triples[:at] + triples[at + 1 :]
        other = Literal("-1") if isinstance(one.object, Literal) else NamedNode(f"{DEFAULT_BASE}nothing")
        late = Literal("2031-02-28", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
        yield rest
        yield [*triples, Triple(one.subject, one.predicate, other)]
        yield [*rest, Triple(one.subject, one.predicate, late)]


def apart(triples: list[Triple], number: int) -> list[Triple]:
    """The same about things of their own, so that many graphs are one."""

    def renamed(term: object) -> object:
        match term:
            case NamedNode() if term.value.startswith(DEFAULT_BASE):
                return NamedNode(f"{DEFAULT_BASE}{number}/{term.value.removeprefix(DEFAULT_BASE)}")
            case Literal() if term.value == "1" and term.datatype.value.endswith("#string"):  # of GeoNames
                return Literal(str(number))
        return term

    return [Triple(renamed(one.subject), one.predicate, renamed(one.object)) for one in triples]  # type: ignore[arg-type]


@pytest.mark.slow
def test_every_change_of_a_sound_graph_is_found_as_a_shacl_engine_finds_it(
    tmp_path: Path,
) -> None:
    graphs = changed(triples_of(SOUND + FIGURES))
    triples = [triple for number, one in enumerate(graphs) for triple in apart(one, number)]
    ours = found_by_build(triples, tmp_path)

    assert ours == found_by_engine(triples)
    assert len(ours) > 100


def checks() -> Graph:
    return Graph().parse(CHECKS, format="turtle")


def found_by_build(triples: list[Triple], folder: Path) -> Found:
    contents = Contents(NAMES)
    contents.add("graph/report/r", triples)
    writer = Writer(Store(str(folder)), None)
    writer.contents(contents)
    writer.settle()
    notices = Checked(writer.store, NAMES, read_shapes(checks())).everything()
    return {(one.focus, one.message["en"], one.severity is Severity.ERROR) for one in notices}


def found_by_engine(triples: list[Triple]) -> Found:
    data = Graph()
    for one in triples:
        data.add((as_rdflib(one.subject), as_rdflib(one.predicate), as_rdflib(one.object)))
    _, results, _ = validate(data, shacl_graph=checks(), inplace=True)
    return {  # nobody looks for a literal, which no report is about
        (str(results.value(one, SH.focusNode)), str(message), severity == SH.Violation)
        for one, severity in results.subject_objects(SH.resultSeverity)
        for message in results.objects(one, SH.resultMessage)
        if message.language == "en" and not isinstance(results.value(one, SH.focusNode), RdflibLiteral)
    }


def test_a_shape_that_nobody_would_check_is_refused() -> None:
    shapes = Graph().parse(
        data="@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://example.org/> ."
        " :Shape a sh:NodeShape ; sh:targetClass :Thing ; sh:property [ sh:path :name ; sh:maxLength 9 ] .",
        format="turtle",
    )

    with pytest.raises(ValueError, match="maxLength"):
        read_shapes(shapes)


def test_a_date_that_there_is_not_is_none() -> None:
    (broken,) = errors_of(SOUND.replace("2024-07-06", "2024-07-32")) - {
        "An event begins once, not after its end."
    }
    assert broken == "An event ends once."
