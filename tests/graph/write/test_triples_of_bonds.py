"""Agreements, twinnings and partnerships as triples, in the shapes of docs/graph-model.md."""

from datetime import date

from graph.derive.derived import OrganisationShare, Partnership, SectorCount, YearCount
from graph.entities import AgreementEntity, AgreementStage, Source, Sourced, TwinningEntity
from graph.write.triples.agreements import agreement_triples, meant_twinning_triples, twinning_triples
from graph.write.triples.partnerships import partnership_triples
from ontology.model import Term
from tests.graph.turtle import NAMES, assert_same

ENTRY = "report/2024-Q3-municipal/entry/1"
SAID = (Source(ENTRY),)


def said(value: str) -> Sourced[str]:
    return Sourced(value, SAID)


def test_agreement_with_a_stage() -> None:
    day, path = date(2024, 7, 5), "agreement/2024/soglashenie-1"
    agreement = AgreementEntity(
        path, said("Соглашение о дружбе"), said("agreement"), said("signed"),
        (AgreementStage(f"{path}/stage/1", said("signed"), "event/2024/kontsert-1", day),),
        parties=(said("organisation/by/khor"),), home_sides=(said("municipality/smolensk/smolensk"),),
        partner_countries=(said("place/by"),), signed_on=Sourced(day, SAID), number=said("7"),
        sectors=(said("culture"),), signed_at=said("event/2024/kontsert-1"),
        mentioned_in=(said("event/2024/kontsert-1"),), last_evidence=day,
    )  # fmt: skip

    assert_same(
        (assertion.triple for assertion in agreement_triples(agreement, NAMES)),
        f"""
        <{path}> a pob:Agreement, prov:Entity ; rdfs:label "Соглашение о дружбе"@ru ;
            pob:agreementType agreement:agreement ; pob:status status:signed ;
            pob:party <organisation/by/khor> ; pob:homeSide <municipality/smolensk/smolensk> ;
            pob:partnerCountry <place/by> ;
            pob:signedOn "2024-07-05"^^xsd:date ; pob:documentNumber "7" ; pob:sector sector:culture ;
            pob:signedAt <event/2024/kontsert-1> ; pob:mentionedIn <event/2024/kontsert-1> ;
            pob:lastEvidence "2024-07-05"^^xsd:date ; pob:stage <{path}/stage/1> .
        <{path}/stage/1> a pob:AgreementStage ; pob:status status:signed ; pob:onDate "2024-07-05"^^xsd:date ;
            pob:statedIn <{ENTRY}> ; pob:atEvent <event/2024/kontsert-1> .
        """,
    )


def test_what_an_agreement_says_of_time_and_of_another() -> None:
    path = "agreement/2024/soglashenie-1"
    first, last = date(2024, 5, 28), date(2024, 5, 31)
    agreement = AgreementEntity(
        path, said("Соглашение"), said("agreement"), said("ended"), (),
        signed_between=Sourced((first, last), SAID), ended_on=Sourced(date(2025, 7, 1), SAID),
        term=Sourced(Term("на 3 года", date(2027, 5, 31), 36, automatic=True), SAID),
        concerns=(Sourced(("carries_out", "agreement/2019/dogovor"), SAID),),
    )  # fmt: skip

    assert_same(
        (assertion.triple for assertion in agreement_triples(agreement, NAMES)),
        f"""
        <{path}> a pob:Agreement, prov:Entity ; rdfs:label "Соглашение"@ru ;
            pob:agreementType agreement:agreement ; pob:status status:ended ;
            pob:signedNotBefore "2024-05-28"^^xsd:date ; pob:signedNotAfter "2024-05-31"^^xsd:date ;
            pob:endedOn "2025-07-01"^^xsd:date ; pob:term "на 3 года" ; pob:termMonths 36 ;
            pob:validUntil "2027-05-31"^^xsd:date ; pob:prolongsItself true ;
            pob:carriesOut <agreement/2019/dogovor> ; pob:concerns <agreement/2019/dogovor> .
        """,
    )


def test_twinning_is_asserted_both_ways() -> None:
    twinning = TwinningEntity(
        "twinning/t-1", Sourced(("place/ru/vyazma", "place/by/orsha"), SAID), ("event/2024/kontsert-1",)
    )

    assert_same(
        (assertion.triple for assertion in twinning_triples(twinning, NAMES)),
        f"""
        <place/ru/vyazma> pob:twinnedWith <place/by/orsha> .
        <place/by/orsha> pob:twinnedWith <place/ru/vyazma> .
        <twinning/t-1> a pob:Twinning ; pob:between <place/ru/vyazma>, <place/by/orsha> ;
            pob:statedIn <{ENTRY}> ; pob:atEvent <event/2024/kontsert-1> .
        """,
    )


def test_an_intended_twinning_is_a_tie_of_its_own() -> None:
    assert_same(
        (
            a.triple
            for a in meant_twinning_triples(Sourced(("place/ru/vyazma", "place/by/orsha"), SAID), NAMES)
        ),
        """
        <place/ru/vyazma> pob:meansToTwinWith <place/by/orsha> .
        <place/by/orsha> pob:meansToTwinWith <place/ru/vyazma> .
        """,
    )


def test_partnership() -> None:
    partnership = Partnership(
        "partnership/smolensk/by-polotsk", "город Смоленск – Полоцк", "municipality/smolensk/smolensk",
        "place/by/polotsk", "place/by", "formal", ("event/2024/kontsert-1", "agreement/2024/soglashenie-1"),
        1, 1, 1, date(2024, 7, 5), date(2024, 7, 5), True,
        (OrganisationShare("organisation/by/khor", "contact", 1, 0, date(2024, 7, 5), date(2024, 7, 5)),),
        (YearCount(2024, 1, 1),), (SectorCount("culture", 1, 0),),
    )  # fmt: skip

    assert_same(
        partnership_triples(partnership, NAMES),
        """
        <partnership/smolensk/by-polotsk> a pob:Partnership ; rdfs:label "город Смоленск – Полоцк"@ru ;
            pob:homeSide <municipality/smolensk/smolensk> ; pob:partner <place/by/polotsk> ;
            pob:partnerOrganisation <organisation/by/khor> ; pob:partnerCountry <place/by> ;
            pob:eventCount 1 ; pob:agreementCount 1 ; pob:signedAgreementCount 1 ;
            pob:firstContact "2024-07-05"^^xsd:date ; pob:lastContact "2024-07-05"^^xsd:date ;
            pob:strength strength:formal ; pob:twinned true ;
            pob:basedOn <event/2024/kontsert-1>, <agreement/2024/soglashenie-1> ;
            pob:yearly <partnership/smolensk/by-polotsk/year/2024> ;
            pob:bySector <partnership/smolensk/by-polotsk/sector/culture> ;
            pob:byOrganisation <partnership/smolensk/by-polotsk/organisation/by/khor> .
        <partnership/smolensk/by-polotsk/organisation/by/khor> a pob:OrganisationShare ;
            pob:shareOf <organisation/by/khor> ; pob:strength strength:contact ; pob:eventCount 1 ;
            pob:agreementCount 0 ;
            pob:firstContact "2024-07-05"^^xsd:date ; pob:lastContact "2024-07-05"^^xsd:date .
        <partnership/smolensk/by-polotsk/year/2024> a pob:YearCount ;
            pob:year 2024 ; pob:eventCount 1 ; pob:agreementCount 1 .
        <partnership/smolensk/by-polotsk/sector/culture> a pob:SectorCount ;
            pob:sector sector:culture ; pob:eventCount 1 ; pob:agreementCount 0 .
        """,
    )
