"""Each kind of entity as triples, in the shapes of docs/graph-model.md."""

from datetime import date

from graph.entities import (
    Contradiction,
    EntryEntity,
    EventEntity,
    Membership,
    Merge,
    NamePeriod,
    OrganisationEntity,
    PersonEntity,
    PlaceEntity,
    ReportEntity,
    Source,
    Sourced,
)
from graph.write.triples import report_triples
from graph.write.triples.bodies import organisation_triples, person_triples
from graph.write.triples.events import event_triples
from graph.write.triples.identity import merge_triples, redirect_triples
from graph.write.triples.places import place_triples
from graph.write.triples.reports import entry_triples
from ontology.model import Attendance, DateRange, Evidence, Precision
from tests.graph.reports import report_of, row, with_people
from tests.graph.turtle import NAMES, assert_same, value_of

ENTRY = "report/2024-Q3-municipal/entry/1"
SAID = (Source(ENTRY),)


def said(value: str) -> Sourced[str]:
    return Sourced(value, SAID)


def test_report() -> None:
    entity = ReportEntity("report/2024-Q3-municipal", report_of(row(1, "Концерт"), total=1).report)

    assert_same(
        report_triples(entity, NAMES),
        f"""
        <report/2024-Q3-municipal> a pob:Report, prov:Entity ;
            rdfs:label "Отчёт о международных связях за III квартал 2024 года"@ru ;
            dcterms:title "Отчёт о международных связях за III квартал 2024 года"@ru ;
            pob:period "2024-Q3" ; pob:scope "municipal" ;
            pob:periodStart "2024-07-01"^^xsd:date ; pob:periodEnd "2024-09-30"^^xsd:date ;
            dcterms:source "2024-Q3-municipal.docx" ; pob:sha256 "{"0" * 64}" ;
            pob:statement "Состоялось 1 встреч"@ru .
        """,
    )


def test_entry_with_a_finding() -> None:
    facts = with_people(row(1, "Концерт"))
    entity = EntryEntity(
        ENTRY, "report/2024-Q3-municipal", "municipality/smolensk/smolensk", "event/2024/kontsert-1",
        facts.findings,
    )  # fmt: skip

    assert_same(
        entry_triples(entity, facts, NAMES),
        f"""
        <{ENTRY}> a pob:Entry, prov:Entity ; rdfs:label "2024-Q3-municipal № 1" ;
            pob:inReport <report/2024-Q3-municipal> ; pob:number 1 ; pob:table 1 ; pob:row 3 ;
            pob:section "Город Смоленск" ; pob:reportedBy <municipality/smolensk/smolensk> ;
            pob:describes <event/2024/kontsert-1> ;
            pob:titleText "Концерт" ; pob:placeText "г. Смоленск, ДК «Заря»" ;
            pob:datesText "5 июля 2024 года" ;
            pob:contentText "Концерт с участием гостей из г. Полоцка." ; pob:participantsText "120 человек" ;
            pob:statedStart "2024-07-05"^^xsd:date ; pob:statedEnd "2024-07-05"^^xsd:date ;
            pob:findingCount 1 ; pob:finding <{ENTRY}/finding/1> .
        <{ENTRY}/finding/1> a pob:Finding ; pob:code "no_year" ; pob:severity "warning" ;
            pob:message "в «5 июля» нет года."@ru, "“5 июля” has no year."@en ;
            pob:remedy "Добавьте год."@ru, "Add the year."@en ; pob:cell "content" ; pob:start 0 ; pob:end 7 .
        """,
    )


def test_event() -> None:
    day = date(2024, 7, 5)
    event = EventEntity(
        id="event/2024/kontsert-1",
        label=said("Концерт"),
        entries=(ENTRY,),
        dates=Sourced(DateRange(day, day, Precision.DAY), SAID),
        mode=said("online"),
        event_type=said("concert"),
        sectors=(said("culture"), said("youth")),
        home_sides=(said("municipality/smolensk/smolensk"),),
        locations=(said("place/ru/smolensk"),),
        venues=(said("organisation/ru/dk-zarya"),),
        origins=(said("place/by/polotsk"),),
        countries=(said("place/by"),),
        country_groups=(said("СНГ"),),
        participants=(said("organisation/by/khor"), said("person/by/i-i-ivanenko")),
        attendance=Sourced(Attendance(100, 150), SAID),
        super_events=(said("event/2024/festival-2"),),
        contradictions=(
            Contradiction("event/2024/kontsert-1/contradiction/1", "dates", "2024-07-06", Source(ENTRY)),
        ),
    )

    assert_same(
        (assertion.triple for assertion in event_triples(event, NAMES)),
        f"""
        @prefix c: <https://w3id.org/pobratim/ontology/> .
        <event/2024/kontsert-1> a pob:Event, schema:Event ; rdfs:label "Концерт"@ru ;
            schema:startDate "2024-07-05"^^xsd:date ; schema:endDate "2024-07-05"^^xsd:date ;
            pob:datePrecision "day" ; pob:mode mode:online ;
            schema:eventAttendanceMode schema:OnlineEventAttendanceMode ; pob:eventType type:concert ;
            pob:mainSector sector:culture ; pob:sector sector:culture, sector:youth ;
            pob:homeSide <municipality/smolensk/smolensk> ; schema:location <place/ru/smolensk> ;
            pob:venue <organisation/ru/dk-zarya> ; pob:origin <place/by/polotsk> ; pob:country <place/by> ;
            pob:countryGroup "СНГ" ; pob:participant <organisation/by/khor>, <person/by/i-i-ivanenko> ;
            pob:participantsMin 100 ; pob:participantsMax 150 ; schema:superEvent <event/2024/festival-2> ;
            pob:contradiction <event/2024/kontsert-1/contradiction/1> .
        <event/2024/kontsert-1/contradiction/1> a pob:Contradiction ; pob:about schema:startDate ;
            pob:value "2024-07-06" ; pob:statedIn <{ENTRY}> .
        """,
    )


def test_an_event_of_which_nothing_more_is_known_is_not_padded() -> None:
    event = EventEntity(id="event/undated/vstrecha-1", label=said("Встреча"), entries=(ENTRY,))

    assert_same(
        (assertion.triple for assertion in event_triples(event, NAMES)),
        '<event/undated/vstrecha-1> a pob:Event, schema:Event ; rdfs:label "Встреча"@ru .',
    )


def test_settlement() -> None:
    polotsk = PlaceEntity(
        "place/by/polotsk", "city", "Полоцк", "BY", "Polotsk", ("Полацк",),
        ("place/by/vitebsk-oblast", "place/by"), 55.5, 28.75, "623317",
    )  # fmt: skip

    assert_same(
        place_triples(polotsk, NAMES),
        """
        <place/by/polotsk> a pob:Settlement, pob:Place, schema:Place ;
            rdfs:label "Полоцк"@ru, "Polotsk"@en ; skos:altLabel "Полацк"@ru ; pob:placeKind "city" ;
            pob:countryCode "BY" ; pob:inCountry <place/by> ;
            schema:containedInPlace <place/by/vitebsk-oblast>, <place/by> ;
            geo:lat "55.5"^^xsd:decimal ; geo:long "28.75"^^xsd:decimal ;
            gsp:asWKT "POINT(28.75 55.5)"^^gsp:wktLiteral ;
            owl:sameAs <https://sws.geonames.org/623317/> ; pob:geonamesId "623317" .
        """,
    )


def test_municipality_with_dated_names() -> None:
    okrug = PlaceEntity(
        "municipality/smolensk/vyazemsky", "municipality", "Вяземский муниципальный округ", "RU",
        short_label="Вяземский", centre="place/ru/vyazma",
        names=(NamePeriod("Вяземский район", until=date(2024, 12, 31)),),
    )  # fmt: skip

    assert_same(
        place_triples(okrug, NAMES),
        """
        <municipality/smolensk/vyazemsky> a pob:Municipality, pob:Place, schema:Place ;
            rdfs:label "Вяземский муниципальный округ"@ru ; pob:shortLabel "Вяземский"@ru ;
            pob:placeKind "municipality" ; pob:countryCode "RU" ; pob:inCountry <place/ru> ;
            pob:centre <place/ru/vyazma> ; pob:name <municipality/smolensk/vyazemsky/name/1> .
        <municipality/smolensk/vyazemsky/name/1> a pob:DatedName ;
            rdfs:label "Вяземский район"@ru ; pob:until "2024-12-31"^^xsd:date .
        """,
    )


def test_a_territory_without_code_is_a_country_without_code() -> None:
    assert_same(
        place_triples(
            PlaceEntity("place/abkhazia", "country", "Республика Абхазия", "Республика Абхазия"), NAMES
        ),
        """
        <place/abkhazia> a pob:Country, pob:Place, schema:Place ;
            rdfs:label "Республика Абхазия"@ru ; pob:placeKind "country" .
        """,
    )


def test_organisation() -> None:
    choir = OrganisationEntity(
        "organisation/by/polotsk/khor", said("Хор «Криница»"), said("ensemble"), said("BY"),
        said("place/by/polotsk"), (said("Народный хор «Криница»"),),
    )  # fmt: skip

    assert_same(
        (assertion.triple for assertion in organisation_triples(choir, NAMES)),
        """
        <organisation/by/polotsk/khor> a pob:Organisation, org:Organization ;
            rdfs:label "Хор «Криница»"@ru ; skos:altLabel "Народный хор «Криница»"@ru ;
            pob:organisationKind kind:ensemble ; pob:countryCode "BY" ; pob:inCountry <place/by> ;
            schema:location <place/by/polotsk> .
        """,
    )


def test_a_body_of_the_union_state_is_in_both_states() -> None:
    body = OrganisationEntity("organisation/ru-by/komitet", said("Комитет"), said("authority"), said("RU-BY"))

    assert_same(
        (assertion.triple for assertion in organisation_triples(body, NAMES)),
        """
        <organisation/ru-by/komitet> a pob:Organisation, org:Organization ; rdfs:label "Комитет"@ru ;
            pob:organisationKind kind:authority ; pob:countryCode "RU-BY" ;
            pob:inCountry <place/ru>, <place/by> .
        """,
    )


def test_person_with_a_post() -> None:
    person = PersonEntity(
        "person/by/i-i-ivanenko", said("И.И. Иваненко"), said("BY"),
        memberships=(
            Membership("person/by/i-i-ivanenko/post/1", said("руководитель хора"), "event/2024/kontsert-1",
                       "organisation/by/polotsk/khor"),
        ),
    )  # fmt: skip

    assert_same(
        (assertion.triple for assertion in person_triples(person, NAMES)),
        """
        <person/by/i-i-ivanenko> a pob:Person, foaf:Person ; rdfs:label "И.И. Иваненко"@ru ;
            pob:inCountry <place/by> .
        <person/by/i-i-ivanenko/post/1> a org:Membership ; org:member <person/by/i-i-ivanenko> ;
            org:organization <organisation/by/polotsk/khor> ; pob:post "руководитель хора"@ru ;
            pob:saidAt <event/2024/kontsert-1> .
        """,
    )


def test_merge_and_redirect() -> None:
    merge = Merge("organisation/by/khor", "Хор «Крынiца»", ENTRY, 0.92, ("то же место", "похожее название"))

    assert_same(
        [
            *merge_triples(merge, f"{ENTRY}/merge/1", NAMES),
            *redirect_triples("event/old", "event/new", NAMES),
        ],
        f"""
        <{ENTRY}/merge/1> a pob:Merge ; pob:merged <organisation/by/khor> ; pob:value "Хор «Крынiца»" ;
            pob:statedIn <{ENTRY}> ; pob:score 0.92 ; pob:reason "то же место", "похожее название" .
        <event/old> dcterms:isReplacedBy <event/new> .
        """,
    )


def test_a_value_is_held_by_the_entries_that_state_it() -> None:
    other = Source("report/2024-Q4-municipal/entry/3")
    event = EventEntity(
        id="event/2024/kontsert-1", label=said("Концерт"), entries=(ENTRY, other.entry),
        origins=(Sourced("place/by/polotsk", (*SAID, other)), Sourced("place/by/orsha", (other,))),
    )  # fmt: skip

    held = {
        value_of(assertion.triple.object): [source.entry for source in assertion.sources]
        for assertion in event_triples(event, NAMES)
        if assertion.triple.predicate.value.endswith("#origin")
    }

    assert held == {
        NAMES("place/by/polotsk").value: [ENTRY, other.entry],
        NAMES("place/by/orsha").value: [other.entry],
    }


def test_what_an_event_is_needs_no_words() -> None:
    proved = Source(ENTRY, (Evidence("title"),))
    event = EventEntity("event/2024/kontsert-1", Sourced("Концерт", (proved,)), (ENTRY,))

    types = [one for one in event_triples(event, NAMES) if one.triple.predicate.value.endswith("#type")]

    assert [one.sources for one in types] == [(Source(ENTRY),)] * 2
