"""Evidence on the words that assertions rest on."""

from collections import Counter

from graph.entities import Source
from graph.write.evidence import EvidenceWriter, cell_text
from graph.write.rdf import Assertion
from ontology.model import CellName, Evidence, Span
from ontology.terms import OA
from tests.graph.reports import row
from tests.graph.turtle import NAMES, assert_same, triples_of, value_of

ENTRY = "report/2024-Q3-municipal/entry/1"
(ORIGIN,) = triples_of("<event/e> pob:origin <place/by/polotsk> .")
(COUNTRY,) = triples_of("<event/e> pob:country <place/by> .")
WORDS = Evidence("place_name", Span(CellName.CONTENT, 32, 39))


def writer() -> EvidenceWriter:
    return EvidenceWriter({ENTRY: "report/2024-Q3-municipal"}, NAMES)


def test_evidence_points_at_the_words() -> None:
    source = Source(ENTRY, (WORDS,), 0.97)

    assert_same(
        writer().triples(Assertion(ORIGIN, (source,)), source),
        f"""
        <{ENTRY}/evidence/1> rdf:subject <event/e> ;
            rdf:predicate pob:origin ; rdf:object <place/by/polotsk> ;
            pob:decidedBy <decision/place_name/0.97> ; oa:hasTarget <{ENTRY}/words/content/32-39> .
        <decision/place_name/0.97> pob:rule "place_name" ; pob:confidence 0.97 .
        <{ENTRY}/words/content/32-39> oa:hasSource <{ENTRY}> ;
            pob:cell "content" ; pob:start 32 ; pob:end 39 .
        """,
    )


def test_without_words_the_whole_row_is_the_target() -> None:
    source = Source(ENTRY, (Evidence("no_sign_of_distance"),))

    assert_same(
        writer().triples(Assertion(ORIGIN, (source,)), source),
        f"""
        <{ENTRY}/evidence/1> rdf:subject <event/e> ;
            rdf:predicate pob:origin ; rdf:object <place/by/polotsk> ;
            pob:decidedBy <decision/no_sign_of_distance/1.0> ; oa:hasTarget <{ENTRY}/words> .
        <decision/no_sign_of_distance/1.0> pob:rule "no_sign_of_distance" ;
            pob:confidence "1.0"^^xsd:decimal .
        <{ENTRY}/words> oa:hasSource <{ENTRY}> .
        """,
    )


def test_a_rule_that_rests_on_several_words_is_one_piece_of_evidence() -> None:
    elsewhere = Evidence("place_name", Span(CellName.TITLE, 0, 7))
    source = Source(ENTRY, (WORDS, elsewhere, WORDS, Evidence("seat_of_body", Span(CellName.TITLE, 0, 7))))
    subjects = Counter(
        value_of(one.subject).removeprefix(NAMES("").value)
        for one in writer().triples(Assertion(ORIGIN, (source,)), source)
        if value_of(one.predicate) == str(OA.hasTarget)
    )

    assert subjects == {f"{ENTRY}/evidence/1": 2, f"{ENTRY}/evidence/2": 1}


def test_facts_share_their_words_and_what_decided_them() -> None:
    source, writing = Source(ENTRY, (WORDS,)), writer()
    first = list(writing.triples(Assertion(ORIGIN, (source,)), source))
    second = list(writing.triples(Assertion(COUNTRY, (source,)), source))

    assert (len(first), len(second)) == (11, 5)
    assert {value_of(one.subject) for one in second} == {NAMES(f"{ENTRY}/evidence/2").value}


def test_no_evidence_no_annotation() -> None:
    source = Source(ENTRY)

    assert list(writer().triples(Assertion(ORIGIN, (source,)), source)) == []


def test_headings_are_cells_too() -> None:
    entry = row(1, "Концерт").entry

    assert cell_text(entry, CellName.SECTION) == "Город Смоленск"
    assert cell_text(entry, CellName.SUBSECTION) == ""
