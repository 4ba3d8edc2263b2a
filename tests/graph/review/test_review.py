from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from graph.judgements import Judgement, Kind, Verdict
from graph.review.kept import load_questions, save_questions
from graph.review.questions import ReviewQuestion, open_questions
from graph.review.walk import walk
from graph.review.workbook import export_questions, import_judgements
from ontology.errors import InputError
from ontology.model import CellName, Evidence, Fact, PlaceRef, ReportFacts, Span
from tests.graph.resolve.told import report, resolved, row

ON = date(2024, 9, 1)


def doubtful() -> ReportFacts:
    """A candidate pair of organisations and a fact that is not sure."""
    first = row(1, "Ярмарка", orgs=["ООО «Сатурн» | Орша | BY"])
    second = row(2, "=Выставка", orgs=["Клуб «Сатурн» | Орша | BY"], content="Гости из Городка.")
    guess = Fact(
        PlaceRef("Городок", "town", "BY"), (Evidence("common_word", Span(CellName.CONTENT, 9, 16)),), 0.55
    )
    return report("2024-Q2", first, replace(second, origins=(guess,)))


def questions() -> tuple[ReviewQuestion, ...]:
    return open_questions(resolved(doubtful()))


def test_what_is_uncertain_is_asked_with_its_words_and_reasons() -> None:
    pair, fact = questions()
    assert (pair.kind, pair.first, pair.second) == (Kind.ORGANISATION, "Клуб «Сатурн»", "ООО «Сатурн»")
    assert "kind said of one only" in pair.reasons
    assert pair.context.splitlines()[0] == "1) 2024-Q2-municipal № 2"
    assert (fact.kind, fact.first, fact.second) == (Kind.FACT, "=Выставка", "Городок | town | BY")
    assert (fact.context, fact.reasons, fact.score) == ("Городка", ("common_word",), 0.55)


def test_what_was_judged_is_not_asked_again() -> None:
    judged = [
        question.judged(Verdict.ACCEPT if question.kind is Kind.FACT else Verdict.DIFFERENT, "И. Зоркая", ON)
        for question in questions()
    ]
    assert open_questions(resolved(doubtful(), judgements=judged)) == ()


def walked(*typed: str, language: str = "ru") -> tuple[list[Judgement], list[str]]:
    """What a person who types these answers has judged, and what they were told."""
    answers: Iterator[str] = iter(typed)
    told: list[str] = []
    given = list(
        walk(questions(), lambda _: next(answers), told.append, by="И. Зоркая", on=ON, language=language)
    )
    return given, told


def test_the_walk_takes_each_answer() -> None:
    given, told = walked("д", "одна вывеска", "н", "")
    assert [(one.verdict, one.note) for one in given] == [
        (Verdict.SAME, "одна вывеска"),
        (Verdict.REJECT, ""),
    ]
    assert "\n1 из 2" in told


def test_whole_words_answer_too() -> None:
    given, _ = walked("yes", "", "no", "", language="en")
    assert [one.verdict for one in given] == [Verdict.SAME, Verdict.REJECT]


def test_skipping_and_quitting_judge_nothing() -> None:
    assert walked("п", "")[0] == []
    assert walked("к")[0] == []


def test_a_correction_is_asked_until_it_can_be_read() -> None:
    given, told = walked("s", "c", "Орша | town | BY | x | y | z", "Орша | town | BY", "", language="en")
    assert [(one.verdict, one.correction) for one in given] == [(Verdict.CORRECT, "Орша | town | BY")]
    assert any("has too many parts" in line for line in told)


def test_codes_are_shown_and_taken_in_words() -> None:
    given, told = walked("п", "и", "Орша | городок | Беларусь", "")
    assert "  2) Городок | городок | Беларусь" in told
    assert [one.correction for one in given] == ["Орша | town | BY"]


def test_an_answer_that_is_none_is_asked_again() -> None:
    given, told = walked("может быть", "и", "н", "", "к")
    assert [one.verdict for one in given] == [Verdict.DIFFERENT]
    assert told.count("Такого ответа нет.") == 2


# ── the workbook ──


def filled(path: Path, *cells: tuple[str, str]) -> Path:
    """The exported workbook with those cells typed in."""
    export_questions(questions(), path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for name, value in cells:
        sheet[name] = value
    book.save(path)
    return path


def test_an_exported_question_comes_back_as_the_judgement_of_the_terminal(tmp_path: Path) -> None:
    path = filled(
        tmp_path / "judgements.xlsx",
        ("H2", "одно и то же"),
        ("K2", "одна вывеска"),
        ("H3", "исправить"),
        ("I3", "Орша | town | BY"),
    )
    pair, fact = questions()
    assert import_judgements(path, by="И. Зоркая", on=ON) == (
        pair.judged(Verdict.SAME, "И. Зоркая", ON, "одна вывеска"),
        fact.judged(Verdict.CORRECT, "И. Зоркая", ON, correction="Орша | town | BY"),
    )


def test_a_row_without_a_verdict_is_no_judgement(tmp_path: Path) -> None:
    assert import_judgements(filled(tmp_path / "judgements.xlsx"), by="И. Зоркая", on=ON) == ()


def test_words_that_look_like_a_formula_stay_words(tmp_path: Path) -> None:
    path = filled(tmp_path / "judgements.xlsx")
    assert load_workbook(path).worksheets[0]["C3"].value == "=Выставка"
    assert load_workbook(path).worksheets[0]["C3"].data_type == "s"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([("H3", "одно и то же")], "row 3, cell “Решение”: “одно и то же” is no verdict here."),
        ([("H3", "исправить"), ("I3", "Орша | town | BY | x | y | z")], "row 3, cell “Исправление”"),
        ([("H3", "исправить"), ("I3", "Орша | планета | BY")], "“планета” is none of the known ones"),
        ([("H3", "исправить"), ("I3", "Орша | town")], "missing: the country"),
        ([("H3", "исправить")], "row 3, cell “Исправление”: there is no value."),
        ([("H1", "Итог")], "this is no review workbook"),
        (
            [("H2", "разное"), ("L2", "planet")],
            "row 2: the hidden cells of this row",
        ),
        ([("H3", "неверно"), ("N3", "planet")], "row 3: the hidden cells of this row"),
    ],
)
def test_what_cannot_be_read_is_named_by_row_and_cell(
    tmp_path: Path, cells: list[tuple[str, str]], message: str
) -> None:
    path = filled(tmp_path / "judgements.xlsx", *cells)
    with pytest.raises(InputError) as raised:
        import_judgements(path, by="И. Зоркая", on=ON)
    assert message in str(raised.value)


def test_another_file_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "judgements.xlsx"
    path.write_text("no workbook", encoding="utf-8")
    with pytest.raises(InputError, match="no workbook that can be read"):
        import_judgements(path, by="И. Зоркая", on=ON)


def offering() -> tuple[ReviewQuestion, ...]:
    """A question about a place, which two others may be meant instead of."""
    guess = Fact(PlaceRef("Орша", "city", "BY", "by/orsha"), (Evidence("common_word", None),), 0.5)
    facts = report("2024-Q2", replace(row(1, "Ярмарка"), origins=(guess,)))
    return open_questions(resolved(facts))


def test_what_else_a_fact_may_be_is_taken_by_its_number_in_the_terminal() -> None:
    (asked,) = offering()
    assert asked.alternatives == ("Оршанский район | district | BY | by/orsha-district",)
    answers, told = iter(["5", "4", ""]), list[str]()
    given = list(walk([asked], lambda _: next(answers), told.append, by="И. Зоркая", on=ON, language="en"))
    assert "There is no such answer." in told, "five is not offered"
    assert "  4) Оршанский район · district" in told
    assert [(one.verdict, one.correction) for one in given] == [(Verdict.CORRECT, asked.alternatives[0])]


@pytest.mark.parametrize("verdict", ["исправить", None])
def test_what_else_a_fact_may_be_is_chosen_in_the_workbook(tmp_path: Path, verdict: str | None) -> None:
    """The list of a correction's cell is that of its row; a correction alone is a verdict."""
    file = tmp_path / "review.xlsx"
    export_questions(offering(), file, "ru")
    book = load_workbook(file)
    sheet = book.worksheets[0]
    at = {str(cell.value): get_column_letter(number) for number, cell in enumerate(sheet[1], start=1)}
    offered, correction = sheet[f"{at['value 1']}2"].value, f"{at['Исправление']}2"
    assert offered == "Оршанский район | район | Беларусь | by/orsha-district"
    assert sheet.column_dimensions[at["value 1"]].hidden
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert lists[correction] == f"${at['value 1']}2:${at['value 3']}2"
    sheet[correction] = offered
    sheet[f"{at['Решение']}2"] = verdict
    book.save(file)
    (given,) = import_judgements(file, by="И. Зоркая", on=ON)
    assert (given.verdict, given.correction) == (Verdict.CORRECT, offering()[0].alternatives[0])


def test_a_question_shows_the_rows_that_hold_its_value(tmp_path: Path) -> None:
    """Another row of the same title, which says nothing of the kind, is none of them."""
    guess = Fact(PlaceRef("Орша", "city", "BY", "by/orsha"), (Evidence("common_word", None),), 0.5)
    rows = (row(1, "Ярмарка"), replace(row(2, "Ярмарка", "2024-06-11"), origins=(guess,)))
    save_questions(tmp_path, resolved(report("2024-Q2", *rows)))
    (asked,) = load_questions(tmp_path)
    assert asked.rows == (("report/2024-Q2-municipal/entry/2",), ())
