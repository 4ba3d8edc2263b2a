"""Annotations on the words that assertions rest on."""

from graph.entities import EntryEntity, Source
from graph.write.evidence import EvidenceWriter, cell_text
from graph.write.rdf import Assertion
from ontology.model import CellName, Evidence, Span
from tests.graph.reports import row
from tests.graph.turtle import NAMES, assert_same, triples_of, value_of

ENTRY = "report/2024-Q3-municipal/entry/1"
ENTITY = EntryEntity(ENTRY, "report/2024-Q3-municipal", row(1, "Концерт"), "municipality/m", "event/e")
(ORIGIN,) = triples_of("<event/e> pob:origin <place/by/polotsk> .")
(COUNTRY,) = triples_of("<event/e> pob:country <place/by> .")
WORDS = Evidence("place_name", Span(CellName.CONTENT, 32, 39))


def writer() -> EvidenceWriter:
    return EvidenceWriter({ENTRY: ENTITY}, NAMES)


def test_annotation_points_at_the_words() -> None:
    source = Source(ENTRY, (WORDS,), 0.97)

    assert_same(
        writer().triples(Assertion(ORIGIN, (source,)), source),
        f"""
        <{ENTRY}/evidence/1> a oa:Annotation, rdf:Statement ;
            rdf:subject <event/e> ; rdf:predicate pob:origin ; rdf:object <place/by/polotsk> ;
            pob:rule "place_name" ; pob:confidence 0.97 ; oa:hasTarget <{ENTRY}/words/content/32-39> .
        <{ENTRY}/words/content/32-39> a oa:SpecificResource ; oa:hasSource <{ENTRY}> ; pob:cell "content" ;
            oa:hasSelector <{ENTRY}/words/content/32-39/position>, <{ENTRY}/words/content/32-39/quote> .
        <{ENTRY}/words/content/32-39/position> a oa:TextPositionSelector ; oa:start 32 ; oa:end 39 .
        <{ENTRY}/words/content/32-39/quote> a oa:TextQuoteSelector ; oa:exact "Полоцка" .
        """,
    )


def test_without_words_the_whole_row_is_the_target() -> None:
    source = Source(ENTRY, (Evidence("no_sign_of_distance"),))

    assert_same(
        writer().triples(Assertion(ORIGIN, (source,)), source),
        f"""
        <{ENTRY}/evidence/1> a oa:Annotation, rdf:Statement ;
            rdf:subject <event/e> ; rdf:predicate pob:origin ; rdf:object <place/by/polotsk> ;
            pob:rule "no_sign_of_distance" ; pob:confidence "1.0"^^xsd:decimal ;
            oa:hasTarget <{ENTRY}/words> .
        <{ENTRY}/words> a oa:SpecificResource ; oa:hasSource <{ENTRY}> .
        """,
    )


def test_assertions_that_rest_on_the_same_words_share_the_target() -> None:
    source, writing = Source(ENTRY, (WORDS,)), writer()
    first = list(writing.triples(Assertion(ORIGIN, (source,)), source))
    second = list(writing.triples(Assertion(COUNTRY, (source,)), source))

    assert (len(first), len(second)) == (18, 8)
    assert {value_of(one.subject) for one in second} == {NAMES(f"{ENTRY}/evidence/2").value}


def test_no_evidence_no_annotation() -> None:
    source = Source(ENTRY)

    assert list(writer().triples(Assertion(ORIGIN, (source,)), source)) == []


def test_headings_are_cells_too() -> None:
    entry = ENTITY.facts.entry

    assert cell_text(entry, CellName.SECTION) == "Город Смоленск"
    assert cell_text(entry, CellName.SUBSECTION) == ""
