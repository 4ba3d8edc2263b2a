"""What stops a switch, and what is only told."""

from dataclasses import replace

import pytest

from graph.build.notices import Directory, Notice, RowPlace
from graph.build.validate import check_shapes, check_totals, require_valid
from graph.iris import DEFAULT_BASE
from ontology.errors import ValidationError
from ontology.model import Finding, Severity
from ontology.speech import Speech
from tests.graph.reports import report_of, row
from tests.graph.turtle import NAMES, store_of

SOUND = """
    <report/r> a pob:Report ; rdfs:label "Отчёт"@ru ; pob:period "2024-Q3" ; pob:scope "municipal" ;
        pob:sha256 "0" .
    <report/r/entry/1> a pob:Entry ; pob:inReport <report/r> ; pob:number 1 ; pob:describes <event/e> ;
        pob:reportedBy <municipality/m> .
    <event/e> a pob:Event ; rdfs:label "Встреча"@ru ; pob:homeSide <municipality/m>
        ; pob:sector sector:culture ; schema:startDate "2024-07-05"^^xsd:date ;
        schema:endDate "2024-07-06"^^xsd:date ; pob:country <place/by> .
    <place/ru> a pob:Country, pob:Place ; rdfs:label "Россия"@ru .
    <place/by> a pob:Country, pob:Place ; rdfs:label "Беларусь"@ru, "Belarus"@en .
    <municipality/m> a pob:Municipality, pob:Place ; rdfs:label "Округ"@ru ; pob:inCountry <place/ru> .
    <place/by/orsha> a pob:Settlement, pob:Place ; rdfs:label "Орша"@ru ; pob:inCountry <place/by> ;
        pob:geonamesId "1" .
    <organisation/o> a pob:Organisation ; rdfs:label "Хор"@ru ; pob:organisationKind kind:ensemble .
    <agreement/a> a pob:Agreement ; rdfs:label "Соглашение"@ru ; pob:agreementType agreement:agreement ;
        pob:status status:signed ; pob:party <organisation/o>, <municipality/m> ; pob:mentionedIn <event/e> ;
        pob:stage <agreement/a/stage/1> .
    <agreement/a/stage/1> a pob:AgreementStage ; pob:status status:signed ; pob:statedIn <report/r/entry/1> .
    <partnership/p> a pob:Partnership ; pob:homeSide <municipality/m> ; pob:partner <place/by/orsha> ;
        pob:partnerCountry <place/by> ; pob:strength strength:contact ; pob:basedOn <event/e> .
"""

PARTIES = "pob:party <organisation/o>, <municipality/m> ;"


def shapes_found(turtle: str, path: str = "graph/report/r") -> tuple[Notice, ...]:
    return check_shapes(store_of(turtle, path), NAMES)


def errors_of(turtle: str) -> set[str]:
    return {one.message["en"] for one in shapes_found(turtle) if one.severity is Severity.ERROR}


def warnings_of(turtle: str) -> set[str]:
    return {one.message["en"] for one in shapes_found(turtle) if one.severity is Severity.WARNING}


def test_a_sound_graph_has_no_notices() -> None:
    assert shapes_found(SOUND) == ()


@pytest.mark.parametrize(
    ("without", "instead", "message"),
    [
        ("pob:describes <event/e> ;", "pob:describes <event/other> ;", "An event is told of by an entry."),
        ("pob:party <organisation/o>, <municipality/m> ;", "", "A signed agreement has a party."),
        ("; pob:basedOn <event/e>", "", "A partnership rests on an event or an agreement."),
        ("pob:inCountry <place/by> ;", "", "A place is a country or is in one."),
        ("pob:homeSide <municipality/m>\n        ; pob:sector", "pob:sector", "An event has a home side."),
        ("2024-07-06", "2024-07-04", "An event begins once, not after its end."),
        ('"Встреча"@ru', '"Встреча"@ru, "Другая"@ru', "An event has one label."),
        ("pob:inReport <report/r> ;", "", "An entry is in one report."),
        ('pob:scope "municipal"', 'pob:scope "federal"', "A report is municipal or regional."),
        ("; pob:statedIn <report/r/entry/1>", "", "A stage is stated in an entry."),
        ("pob:strength strength:contact ;", "", "A partnership has one strength."),
        (
            "pob:inCountry <place/ru>",
            "pob:inCountry <place/by/orsha>",
            "What something is in as a country is one.",
        ),
    ],
)
def test_violation(without: str, instead: str, message: str) -> None:
    assert without in SOUND

    assert message in errors_of(SOUND.replace(without, instead))


def test_two_places_with_one_geonames_identifier() -> None:
    twice = (
        SOUND
        + """
        <place/by/orsa> a pob:Place ; rdfs:label "Орса"@ru ; pob:inCountry <place/by> ; pob:geonamesId "1" .
    """
    )

    assert errors_of(twice) == {"Two places have the same GeoNames identifier."}
    assert {one.label for one in shapes_found(twice)} == {"Орша", "Орса"}


def test_an_agreement_that_is_only_planned_needs_no_party() -> None:
    planned = SOUND.replace("pob:party <organisation/o>, <municipality/m> ;", "").replace(
        "status:signed", "status:planned"
    )

    assert errors_of(planned) == set()
    assert warnings_of(planned) == {"An agreement names fewer than two parties."}


@pytest.mark.parametrize(
    ("without", "message"),
    [
        ('schema:startDate "2024-07-05"^^xsd:date ;', "An event has no date."),
        ("; pob:sector sector:culture", "An event has no sector."),
        ("; pob:country <place/by>", "An event names no foreign country."),
    ],
)
def test_warning(without: str, message: str) -> None:
    assert without in SOUND
    lacking = SOUND.replace(without, "")

    assert warnings_of(lacking) == {message}
    assert errors_of(lacking) == set()


def test_the_description_of_the_snapshot_is_not_checked() -> None:
    assert shapes_found("<event/e> a pob:Event .", "graph/about") == ()


def test_an_error_stops_and_says_where() -> None:
    notices = shapes_found(SOUND.replace("; pob:basedOn <event/e>", ""))

    with pytest.raises(ValidationError, match="A partnership rests on") as raised:
        require_valid(notices)
    assert raised.value.exit_code == 4


def test_a_notice_names_the_thing_its_rows_and_what_to_do() -> None:
    (one,) = shapes_found(SOUND.replace("pob:party <organisation/o>, <municipality/m> ;", ""))[:1]

    assert one.severity is Severity.ERROR
    assert one.told(Speech("en")) == (
        "«Соглашение» (r, № 1): A signed agreement has a party. Name in the row who signed it."
    )
    assert one.told(Speech("ru")) == (
        "«Соглашение» (r, № 1): У подписанного соглашения есть сторона. Назовите в строке, кто его подписал."
    )


def test_an_agreement_signed_without_a_party_is_wrong_whatever_came_of_it() -> None:
    since = SOUND.replace(f"pob:status status:signed ; {PARTIES}", "pob:status status:in_force ;")

    assert errors_of(since) == {"A signed agreement has a party."}


@pytest.mark.parametrize(
    "focus", ["report/r/entry/1", "event/e", "agreement/a", "partnership/p", "place/by/orsha"]
)
def test_rows_are_found_from_whatever_is_wrong(focus: str) -> None:
    elsewhere = "<report/r/entry/2> pob:inReport <report/r> ; pob:reportedBy <municipality/m> ."
    directory = Directory(store_of(SOUND + elsewhere))
    directory.look_up({DEFAULT_BASE + focus})

    assert directory.rows == {DEFAULT_BASE + focus: (RowPlace("r", None, None, 1),)}


def test_warnings_do_not_stop() -> None:
    require_valid(shapes_found(SOUND.replace("; pob:sector sector:culture", "")))


def test_many_errors_are_told_in_short() -> None:
    events = "".join(f'<event/{n}> a pob:Event ; rdfs:label "Встреча"@ru .' for n in range(9))

    with pytest.raises(ValidationError, match=r"(?s)breaks 18 rules:.* and 13 more"):
        require_valid(shapes_found(events))


@pytest.mark.parametrize(
    ("total", "told"),
    [(None, []), (1, []), (2, []), (9, ["the report states 9 events, 2 rows were read."])],
)
def test_totals_of_the_report(total: int | None, told: list[str]) -> None:
    report = report_of(row(1, "Концерт"), row(2, "Выставка"), total=total).report

    assert [one.message["en"] for one in check_totals(report)] == told


def test_a_total_that_reading_found_wrong_is_told_in_its_words() -> None:
    report = report_of(row(1, "Концерт"), total=9).report
    finding = Finding("total_differs", Severity.WARNING, {"statement": "Всего 9 мероприятий", "n": "1"})

    notices = check_totals(replace(report, findings=(finding,)))

    told = "“Всего 9 мероприятий” – but the report has 1 row."
    assert [(one.focus, one.message["en"]) for one in notices] == [(report.file, told)]
