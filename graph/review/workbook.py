"""The review as an Excel workbook, for people who prefer it, and back again.

One row a question; people fill in the verdict, and the correction or a note where they want; what a fact may
be instead is offered in the cell of its correction. The last columns are hidden: the question's own words and
identifiers, so that rows may be sorted, filtered and deleted freely.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph.judgements import Judgement, Kind, Verdict, check_correction
from graph.review.alternatives import MOST
from graph.review.questions import (
    ReviewQuestion,
    alternatives_told,
    question_text,
    reasons_text,
    second_text,
)
from graph.sheets import freeze_header, heading_cells, row_cells
from graph.values import FIELDS, read_value, value_shown, value_text
from ontology.errors import InputError, Where
from ontology.speech import LANGUAGES, Speech, messages

HIDDEN = ("kind", "subject 1", "subject 2", "words 1", "words 2")
WIDTHS = (16, 26, 48, 48, 48, 32, 12, 18, 30, 36, 30)
OFFERED = tuple(f"value {number}" for number in range(1, MOST + 1))
"""Hidden columns, of the values that a correction may be chosen from."""


def export_questions(questions: Sequence[ReviewQuestion], path: Path, language: str = "ru") -> None:
    """Writes the questions to a workbook at `path`."""
    columns = _columns(language)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = Speech(language).say("review.sheet")
    sheet.append(heading_cells(sheet, [*columns.values(), *HIDDEN, *OFFERED]))
    for question in questions:
        others = "\n".join(alternatives_told(question, language))
        row = [*_shown(question, language), None, None, others or None, None]
        row += [*_hidden(question), *_offered(question, language)]
        sheet.append(row_cells(sheet, row))
    _lay_out(sheet, len(columns), len(questions))
    _offer_verdicts(sheet, questions, language)
    if questions:
        _offer_alternatives(sheet, len(questions), language)
    book.save(path)


def _shown(question: ReviewQuestion, language: str) -> list[Any]:
    kind = Speech(language).say(f"review.kind.{question.kind}")
    asked = question_text(question, language)
    second, reasons = second_text(question, language), reasons_text(question, language)
    return [kind, asked, question.first, second, question.context, reasons, question.score]


def _hidden(question: ReviewQuestion) -> list[str]:
    return [question.kind.value, *question.subjects, question.first, question.second]


def _lay_out(sheet: Worksheet, shown: int, rows: int) -> None:
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number in range(shown + 1, shown + 1 + len(HIDDEN) + len(OFFERED)):
        sheet.column_dimensions[get_column_letter(number)].hidden = True
    freeze_header(sheet, shown + len(HIDDEN), rows)


def _offer_verdicts(sheet: Worksheet, questions: Sequence[ReviewQuestion], language: str) -> None:
    """A list to choose from in each verdict cell: of two words for a pair, of three for a fact."""
    speech = Speech(language)
    column = get_column_letter(list(_columns(language)).index("verdict") + 1)
    for of_fact in (False, True):
        words = [_verdict_said(verdict, speech) for verdict in _verdicts(of_fact)]
        rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        sheet.add_data_validation(rule)
        for number, question in enumerate(questions, start=2):
            if (question.kind is Kind.FACT) == of_fact:
                rule.add(f"{column}{number}")


def _offer_alternatives(sheet: Worksheet, rows: int, language: str) -> None:
    """A list to choose from in each cell of a correction, in which any other value may be typed as well.

    It is that of the hidden cells of the row, which stay with it when rows are sorted.
    """
    columns = len(_columns(language))
    first, last = (get_column_letter(columns + len(HIDDEN) + at) for at in (1, MOST))
    rule = DataValidation(type="list", formula1=f"${first}2:${last}2", allow_blank=True)
    rule.showErrorMessage = False
    sheet.add_data_validation(rule)
    column = get_column_letter(list(_columns(language)).index("correction") + 1)
    rule.add(f"{column}2:{column}{rows + 1}")


def _offered(question: ReviewQuestion, language: str) -> list[str | None]:
    """The values that a fact may have instead, as they can be read back."""
    field = question.subjects[1]
    values = [value_shown(field, read_value(field, one), language) for one in question.alternatives]
    return [*values, *[None] * (MOST - len(values))]


def _columns(language: str) -> dict[str, str]:
    """The headings of the columns that people see, by what is in them."""
    return dict(messages("review.column.", Speech(language)))


def _verdict_said(verdict: Verdict, speech: Speech) -> str:
    return speech.say(f"review.verdict.{verdict}")


def _verdicts(of_fact: bool) -> tuple[Verdict, ...]:
    return (Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT) if of_fact else (Verdict.SAME, Verdict.DIFFERENT)


def import_judgements(path: Path, *, by: str, on: date) -> tuple[Judgement, ...]:
    """The judgements of the rows whose verdict is filled in.

    Raises InputError that names the row and cell of what cannot be read.
    """
    try:
        sheet = load_workbook(path, read_only=False).active
    except (OSError, BadZipFile, InvalidFileException, KeyError) as error:
        raise InputError("workbook-unreadable", where=Where(path.name), reason=error) from error
    assert isinstance(sheet, Worksheet)
    headings = [str(cell.value) for cell in sheet[1]]
    language = _language_of(headings, path)
    return tuple(_judgements(sheet, headings, language, path, by, on))


def _language_of(headings: Iterable[str], path: Path) -> str:
    found = set(headings)
    for language in LANGUAGES:
        columns = _columns(language)
        if {columns["verdict"], columns["correction"], columns["note"], *HIDDEN} <= found:
            return language
    raise InputError("workbook-strange", where=Where(path.name, row=1))


def _judgements(
    sheet: Worksheet, headings: Sequence[str], language: str, path: Path, by: str, on: date
) -> Iterator[Judgement]:
    columns, speech = _columns(language), Speech(language)
    verdicts = {_verdict_said(verdict, speech).casefold(): verdict for verdict in Verdict}
    for number, values in enumerate(sheet.iter_rows(min_row=2, values_only=True), start=2):
        told = {name: str(value or "") for name, value in zip(headings, values, strict=False)}
        typed = _typed_verdict(told, columns, speech)
        if not typed:
            continue
        where = Where(path.name, row=number, cell=columns["verdict"])
        verdict = verdicts.get(typed.casefold())
        kind = _kind(told, Where(path.name, row=number))
        if verdict is None or verdict not in _verdicts(kind is Kind.FACT):
            fitting = ", ".join(_verdict_said(one, speech) for one in _verdicts(kind is Kind.FACT))
            raise InputError("verdict-unknown", where=where, typed=typed, fitting=fitting)
        yield Judgement(
            kind,
            verdict,
            (told["subject 1"], told["subject 2"]),
            (told["words 1"], told["words 2"]),
            by,
            on,
            told[columns["note"]].strip(),
            _correction(
                told, columns["correction"], verdict, Where(path.name, row=number, cell=columns["correction"])
            ),
        )


def _typed_verdict(told: Mapping[str, str], columns: Mapping[str, str], speech: Speech) -> str:
    """The words of the verdict; a correction without one is a verdict too."""
    typed = told[columns["verdict"]].strip()
    if not typed and told[columns["correction"]].strip():
        return _verdict_said(Verdict.CORRECT, speech)
    return typed


def _kind(told: dict[str, str], where: Where) -> Kind:
    """What the row asks about; raises InputError where its hidden cells are not those of an export."""
    known = told["kind"] in [kind.value for kind in Kind] and all(told[name] for name in HIDDEN)
    if not known or (told["kind"] == Kind.FACT and told["subject 2"] not in FIELDS):
        raise InputError("workbook-row-strange", where=where)
    return Kind(told["kind"])


def _correction(told: dict[str, str], column: str, verdict: Verdict, where: Where) -> str | None:
    if verdict is not Verdict.CORRECT:
        return None
    check_correction(told["subject 2"], told[column], where)
    return value_text(read_value(told["subject 2"], told[column]))
