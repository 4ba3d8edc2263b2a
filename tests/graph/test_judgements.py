from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.judgements import Judgement, Kind, Verdict, load_judgements, save_judgements
from graph.values import FIELDS, read_value, value_shown, value_text
from ontology.errors import InputError
from ontology.model import (
    AgreementRef,
    Attendance,
    DateRange,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Precision,
    ReportFacts,
)
from tests.graph.resolve.told import identifiers, report, resolved, row

ON = date(2024, 9, 1)
HOST, GUEST = "ООО «Сатурн» | Орша | BY", "Клуб «Сатурн» | Орша | BY"
IDS = ("organisation/by/orsha/klub-saturn", "organisation/by/orsha/saturn-limited")
WORDS = ("Клуб «Сатурн»", "ООО «Сатурн»")


def two() -> ReportFacts:
    return report(
        "2024-Q2", row(1, "Ярмарка", orgs=[HOST]), row(2, "Выставка", orgs=[GUEST], countries=["BY"])
    )


def judgement(
    verdict: Verdict, subjects: tuple[str, str] = IDS, words: tuple[str, str] = WORDS, **more: str
) -> Judgement:
    kind = Kind.ORGANISATION if verdict in (Verdict.SAME, Verdict.DIFFERENT) else Kind.FACT
    return Judgement(kind, verdict, subjects, words, "И. Зоркая", ON, **more)


# ── pairs ──


def test_two_that_are_judged_the_same_are_one() -> None:
    found = resolved(two(), judgements=[judgement(Verdict.SAME)])
    assert (len(found.organisations), found.candidates, found.unmatched) == (1, (), ())


def test_two_that_are_judged_different_are_asked_about_no_more() -> None:
    assert resolved(two()).candidates
    found = resolved(two(), judgements=[judgement(Verdict.DIFFERENT)])
    assert (len(found.organisations), found.candidates, found.unmatched) == (2, (), ())


def test_what_is_judged_different_parts_even_the_same_words() -> None:
    rows = [row(1, "Ярмарка", orgs=[GUEST]), row(2, "Выставка", orgs=["Клуб «Сатурн» | | BY"])]
    ids = ("organisation/by/klub-saturn", IDS[0])
    assert len(resolved(report("2024-Q2", *rows)).organisations) == 1
    parted = resolved(report("2024-Q2", *rows), judgements=[judgement(Verdict.DIFFERENT, ids)])
    assert len(parted.organisations) == 2


def test_a_judgement_survives_other_row_numbers_and_a_lost_identifier() -> None:
    turned = report("2024-Q2", row(8, "Выставка", orgs=[GUEST]), row(9, "Ярмарка", orgs=[HOST]))
    by_words = judgement(Verdict.SAME, ("organisation/by/orsha/old-1", "organisation/by/orsha/old-2"))
    for one in (judgement(Verdict.SAME), by_words):
        assert len(resolved(turned, judgements=[one]).organisations) == 1


def test_a_judgement_of_events_people_and_agreements_holds_likewise() -> None:
    rows = report("2024-Q2", row(1, "Съезд пчеловодов"), row(2, "Праздник меда"))
    ids = tuple(sorted(event.id for event in resolved(rows).events))
    same = Judgement(Kind.EVENT, Verdict.SAME, (ids[0], ids[1]), ("", ""), "И. Зоркая", ON)
    assert [len(event.entries) for event in resolved(rows, judgements=[same]).events] == [2]


def test_a_judgement_that_matches_nothing_is_reported() -> None:
    lost = judgement(Verdict.SAME, ("organisation/x", "organisation/y"), ("Хор «Эхо»", "Хор «Отзвук»"))
    found = resolved(two(), judgements=[lost])
    assert found.unmatched == (lost,)


# ── facts ──

COUNTRY = (("2024-Q2-municipal", "countries"), ("Выставка", "BY"))


def countries(*judgements: Judgement) -> list[str]:
    found = resolved(two(), judgements=judgements)
    return [country.value for event in found.events for country in event.countries]


def test_a_rejected_fact_is_gone() -> None:
    assert countries(judgement(Verdict.REJECT, *COUNTRY)) == []


def test_a_corrected_fact_has_the_right_value_and_says_who_decided() -> None:
    corrected = judgement(Verdict.CORRECT, *COUNTRY, correction="PL")
    found = resolved(two(), judgements=[corrected])
    (country,) = [one for event in found.events for one in event.countries]
    assert country.value == "place/pl"
    assert [evidence.rule for source in country.sources for evidence in source.evidence] == ["judgement"]


def test_an_accepted_fact_is_certain() -> None:
    found = resolved(two(), judgements=[judgement(Verdict.ACCEPT, *COUNTRY)])
    (fact,) = [fact for facts in found.facts.values() for fact in facts.countries]
    assert (fact.confidence, fact.evidence[-1].rule) == (1.0, "judgement")


def test_a_judgement_of_a_fact_that_is_not_there_is_reported() -> None:
    lost = judgement(Verdict.REJECT, ("2024-Q2-municipal", "countries"), ("Выставка", "FR"))
    assert len(resolved(two(), judgements=[lost]).unmatched) == 1


def test_a_correction_that_the_row_is_read_by_already_is_not_reported() -> None:
    done = judgement(Verdict.CORRECT, ("2024-Q2-municipal", "countries"), ("Выставка", "FR"), correction="BY")
    found = resolved(two(), judgements=[done])
    assert found.unmatched == ()
    assert countries(done) == countries()
    elsewhere = judgement(
        Verdict.CORRECT, ("2024-Q2-municipal", "countries"), ("Выставка", "FR"), correction="PL"
    )
    assert resolved(two(), judgements=[elsewhere]).unmatched == (elsewhere,)


VALUES = {
    "dates": DateRange(date(2024, 5, 1), date(2024, 5, 3), Precision.DAY),
    "mode": "online",
    "venues": PlaceRef("Орша", "town", "BY"),
    "orgs": OrganisationRef("Клуб «Горн»", None, "Орша", "culture"),
    "persons": PersonRef("И.П. Северов", "глава района", None),
    "participants": Attendance(100, 150),
    "agreements": AgreementRef(
        "plan", "signed", "План", date(2024, 5, 1), None, ("Клуб «Горн»", "Орша"), ("sport", "culture")
    ),
}


@pytest.mark.parametrize("field", VALUES)
def test_a_value_reads_back_from_its_text(field: str) -> None:
    assert field in FIELDS
    assert read_value(field, value_text(VALUES[field])) == VALUES[field]


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("dates", "2024-05-01 | 2024-05-03 | до дня"),
        ("mode", "Дистанционно"),
        ("venues", "Орша | городок | Беларусь"),
        ("agreements", "План | Подписано | План | 2024-05-01 |  | Клуб «Горн»; Орша | Спорт; Культура"),
    ],
)
def test_a_value_reads_back_from_its_words(field: str, shown: str) -> None:
    assert value_shown(field, VALUES[field], "ru") == shown
    assert read_value(field, shown) == VALUES[field]


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("event_type", "чепуха", "“чепуха” is none of the known ones"),
        ("sectors", "", "there is no value"),
        ("venues", "Городок | town", "missing: the country"),
        ("dates", "2024-05-03 | 2024-05-01 | day", "2024-05-01 is less or earlier than 2024-05-03"),
        ("dates", "3 мая | 4 мая | day", "“3 мая” is neither a date"),
        ("participants", "150 | 100", "100 is less or earlier than 150"),
        ("agreements", "plan | in_force | План | | | A | культура и спорт", "“культура и спорт” is none"),
    ],
)
def test_a_value_that_cannot_be_is_refused(field: str, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_value(field, text)


# ── the file ──


def test_judgements_are_lines_of_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    assert load_judgements(path) == ()
    one = judgement(Verdict.SAME)
    two = judgement(Verdict.CORRECT, *COUNTRY, correction="PL", note="см. стр. 2")
    assert save_judgements(path, [one, two, one]) == 2
    assert save_judgements(path, [one]) == 0
    assert load_judgements(path) == (one, two)
    assert path.read_text(encoding="utf-8").splitlines()[0] == (
        '{"on": "2024-09-01", "by": "И. Зоркая", "kind": "organisation", "verdict": "same", '
        '"subjects": ["organisation/by/orsha/klub-saturn", "organisation/by/orsha/saturn-limited"], '
        '"words": ["Клуб «Сатурн»", "ООО «Сатурн»"]}'
    )


def test_the_later_of_two_judgements_holds(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    save_judgements(path, [judgement(Verdict.SAME)])
    second_thought = judgement(Verdict.DIFFERENT, (IDS[1], IDS[0]), (WORDS[1], WORDS[0]))
    save_judgements(path, [second_thought])
    assert load_judgements(path) == (second_thought,)


RECORD = (
    '{"kind": "fact", "verdict": "VERDICT", "subjects": ["", ""], "words": ["", ""], "by": "", '
    '"on": "2024-01-01"}'
)


CORRECTION = (
    RECORD.replace("VERDICT", "correct")
    .replace('["", ""]', '["", "mode"]', 1)
    .replace('"by"', '"correction": "чепуха", "by"')
)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not a JSON object"),
        ('{"kind": "fact"}', "the field 'verdict' is missing"),
        ('{"kind": "planet", "verdict": "same"}', "'planet' is not a valid Kind"),
        (RECORD.replace("VERDICT", "same"), "“same” is no verdict about a fact"),
        (RECORD.replace("VERDICT", "correct"), "“correction” goes with"),
        (
            RECORD.replace("VERDICT", "correct").replace('["", ""]', '["", "mode"]', 1)[:-1]
            + ', "correction": "x"}',
            "“x” is none",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text(f"\n# a comment\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"judgements\.jsonl, row 3") as raised:
        load_judgements(path)
    assert message in str(raised.value)


def test_judgements_change_nothing_else() -> None:
    before, after = resolved(two()), resolved(two(), judgements=[judgement(Verdict.DIFFERENT)])
    assert identifiers(before) == identifiers(after)


# ── the file ──

ANYTHING = st.text(st.characters(codec="utf-8"))


@given(words=st.tuples(ANYTHING, ANYTHING), by=ANYTHING, note=ANYTHING)
def test_what_is_written_is_read_back(words: tuple[str, str], by: str, note: str) -> None:
    one = Judgement(Kind.ORGANISATION, Verdict.SAME, IDS, words, by, ON, note)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "judgements.jsonl"
        save_judgements(path, [one])
        assert load_judgements(path) == (one,)
        assert len(path.read_text(encoding="utf-8").splitlines()) == 1, "no program sees two lines"


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    with pytest.raises(InputError):
        save_judgements(path, [judgement(Verdict.SAME), judgement(Verdict.SAME, words=("\ud800", ""))])
    assert not path.exists()


@pytest.mark.parametrize(
    "edited",
    [
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: "\ufeff" + text.rstrip("\n").replace("\n", "\r\n"),
        lambda text: text + "\n\n",
    ],
    ids=["no final newline", "CRLF", "BOM", "all three", "blank lines"],
)
def test_a_file_survives_an_editor(tmp_path: Path, edited: Callable[[str], str]) -> None:
    path = tmp_path / "judgements.jsonl"
    first, second = judgement(Verdict.SAME), judgement(Verdict.REJECT, *COUNTRY)
    save_judgements(path, [first])
    path.write_bytes(edited(path.read_text(encoding="utf-8")).encode())
    assert save_judgements(path, [first, second]) == 1
    assert load_judgements(path) == (first, second)


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base"])
def test_a_mark_of_a_merge_is_told(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text(f"# ours\n{mark}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"row 2.*merged"):
        load_judgements(path)


GOOD = (
    '{"kind": "fact", "verdict": "accept", "subjects": ["a", "b"], "words": ["c", "d"], "by": "e", '
    '"on": "2024-01-01"}'
)


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        GOOD.replace('["a", "b"]', '"xy"'),
        GOOD.replace('["a", "b"]', '["a", "b", "c"]'),
        GOOD.replace('["c", "d"]', "[1, 2]"),
        GOOD.replace('"e"', "null"),
        GOOD.replace('"2024-01-01"', "20240101"),
        GOOD.replace('"by"', '"note": 5, "by"'),
        GOOD.replace('"fact"', '["fact"]'),
        GOOD.replace('"c"', '"\\ud800"'),
        GOOD.replace('"e"', "9" * 5_000),
        GOOD + GOOD,
    ],
)
def test_a_record_of_another_shape_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_text(f"{GOOD}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"judgements\.jsonl, row 2"):
        load_judgements(path)


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    save_judgements(path, [judgement(Verdict.SAME)])
    assert path.stat().st_mode & 0o777 == 0o600
