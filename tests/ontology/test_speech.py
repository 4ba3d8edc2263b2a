"""The one catalogue of words: both languages, plural forms, and errors that can be told in either."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel import Locale

from ontology.errors import DocumentError, Where
from ontology.speech import LANGUAGES, SPEECHES, Speech, catalogue
from ontology.speech.quotes import nested

ROOT = Path(__file__).parents[2]
HOUSES = ("cli", "graph", "loaders", "ontology", "queries", "web")
CATALOGUE = "ontology/speech/catalogue"
RU, EN = SPEECHES


def texts(key: str) -> Iterator[str]:
    """Every text of a message, in each language and plural form."""
    for message in catalogue()[key].values():
        yield from [message] if isinstance(message, str) else message.values()


def names(text: str) -> set[str]:
    """What fills a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def raised() -> Iterator[tuple[str, str, set[str] | None]]:
    """Each error made in the code by its key: where, the key, the names of its values (None: not told)."""
    for house in HOUSES:
        for path in (ROOT / house).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                match node:
                    case ast.Call(
                        func=ast.Name(id=name) | ast.Attribute(attr=name),
                        args=[ast.Constant(value=str(key)), *_],
                        keywords=keywords,
                    ) if name == "refused" or (name.endswith("Error") and name != "LimitExceededError"):
                        if re.fullmatch(r"[a-z]+(-[a-z]+)*", key):
                            given = {one.arg for one in keywords if one.arg} - {"where"}
                            whole = all(one.arg for one in keywords)
                            yield f"{path.relative_to(ROOT)}:{node.lineno}", key, given if whole else None


def test_every_message_is_there_in_every_language() -> None:
    halves = [key for key, message in catalogue().items() if set(message) != set(LANGUAGES)]
    assert not halves, f"say {halves} in both languages in {CATALOGUE}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plural_messages_have_every_form_of_their_language(lang: str) -> None:
    wanted = {*Locale(lang).plural_form.tags, "other"}
    forms: dict[str, Any] = {key: message[lang] for key, message in catalogue().items()}
    wrong = [key for key, form in forms.items() if isinstance(form, dict) and set(form) != wanted]
    assert not wrong, f"give {wrong} the forms {sorted(wanted)} in {CATALOGUE}"


def test_every_error_has_its_message_and_what_fills_it() -> None:
    found = list(raised())
    assert len(found) > 40
    for place, key, given in found:
        assert f"error.{key}" in catalogue(), f"{place}: say error.{key} in {CATALOGUE}"
        needed = {
            name
            for one in (f"error.{key}", f"error.{key}.remedy")
            if one in catalogue()
            for name in set().union(*map(names, texts(one)))
        }
        assert given is None or needed <= given, f"{place}: {key} lacks {needed - given}"


def test_no_message_of_an_error_is_left_over() -> None:
    code = "\n".join(path.read_text("utf-8") for house in HOUSES for path in (ROOT / house).rglob("*.py"))
    keys = {key.split(".")[1] for key in catalogue() if key.startswith("error.")}
    left = [key for key in sorted(keys) if f'"{key}"' not in code]
    assert not left, f"nothing raises {left}: take them out of {CATALOGUE}"


SOURCE = re.compile(r"\b(?:cli|graph|loaders|ontology|queries|web|tools)/[\w/{}]+\.\w+|\w\.py\b")


def test_no_text_sends_a_user_to_a_source_file() -> None:
    """Whoever installed the wheel has the data folder, its lexicon and the pages, not these."""
    told = [key for key in sorted(catalogue()) if any(SOURCE.search(text) for text in texts(key))]
    assert not told, f"say in {CATALOGUE} what one can do in the data folder or on a page: {told}"


WORDED = (".py", ".html", ".svg", ".rq")
KEY = re.compile(r"""["']([\w.-]+)["']""")
SAID = re.compile(r"""(?:\bt|\bn|say|count)\(\s*["']([a-z_0-9]+(?:\.[A-Za-z_0-9-]+)+)["']\s*[,)]""")
MADE = re.compile(r"""["']([a-z_-]+\.(?:[a-z_]+\.)*(?:[a-z]+_)?)(?:["']\s*[~+,]|\{|["']\))""")
GROUP = re.compile(r"""\{\w+:([a-z.-]+)\}""")


def sources() -> dict[str, str]:
    """The text of every file that may say a message."""
    files = (path for house in HOUSES for path in (ROOT / house).rglob("*") if path.suffix in WORDED)
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in files}


def test_every_message_that_is_said_is_there() -> None:
    unknown = {
        f"{file}: {key}"
        for file, text in sources().items()
        for key in SAID.findall(text)
        if key not in catalogue()
    }
    assert not unknown, f"say {sorted(unknown)} in {CATALOGUE}"


def test_no_message_is_left_over() -> None:
    """A message is said by its key, or by one that is made of a group’s name and what stands in the group."""
    code = "\n".join(sources().values())
    groups = {
        *MADE.findall(code),
        *(f"{one}." for key in catalogue() for text in texts(key) for one in GROUP.findall(text)),
    }
    said = set(KEY.findall(code))
    left = [key for key in catalogue() if key not in said and not any(key.startswith(one) for one in groups)]
    assert not left, f"nothing says {sorted(left)}: take them out of {CATALOGUE}"


@pytest.mark.parametrize(
    ("speech", "n", "told"),
    [
        (RU, 1, "1 строка"), (RU, 3, "3 строки"), (RU, 11, "11 строк"), (RU, 21, "21 строка"),
        (RU, 1234, "1\xa0234 строки"), (EN, 1, "1 row"), (EN, 1234, "1,234 rows"),
    ],
)  # fmt: skip
def test_a_count_is_told_in_the_right_form(speech: Speech, n: int, told: str) -> None:
    assert speech.say("said.rows", n=n) == told


def test_an_error_tells_place_reason_and_remedy_in_the_readers_language() -> None:
    error = DocumentError("empty-file", where=Where("отчёт.docx", table=1, row=3))
    assert error.told(RU) == "отчёт.docx, таблица 1, строка 3: файл пуст. Попросите прислать файл ещё раз."
    assert error.told(EN) == str(error) == "отчёт.docx, table 1, row 3: is empty. Ask for the file again."


@pytest.mark.parametrize(
    ("code", "russian", "english"),
    [
        ("2025-Q2", "II квартал 2025 года", "Q2 2025"),
        ("2025-04", "апрель 2025", "April 2025"),
        ("2025", "2025", "2025"),
        ("2014-01..2025-12", "2014–2025", "2014–2025"),
        ("2025-04..2025-06", "апрель 2025 – июнь 2025", "April 2025 – June 2025"),
    ],
)
def test_periods_are_told_in_words(code: str, russian: str, english: str) -> None:
    assert (RU.period(code), EN.period(code)) == (russian, english)


def test_what_a_value_names_is_said_in_the_language_too() -> None:
    assert (
        RU.say("finding.missing_column", column="place")
        == "ни одна графа не озаглавлена как «Место проведения»."
    )


@pytest.mark.parametrize(
    ("first", "last", "russian", "english"),
    [
        ("2025-05-28", "2025-05-31", "между 28 и 31 мая 2025 года", "between 28 and 31 May 2025"),
        ("2025-05-28", "2025-06-02", "между 28 мая и 2 июня 2025 года", "between 28 May and 2 Jun 2025"),
    ],
)
def test_some_day_of_a_range(first: str, last: str, russian: str, english: str) -> None:
    told = [speech.between(first, last).replace("\u00a0", " ") for speech in SPEECHES]
    assert told == [russian, english]


@pytest.mark.parametrize(
    ("text", "set_right"),
    [
        ("«Клуб «Горн»»", "«Клуб „Горн“»"),
        ("ОАО «Холдинг «Заря» и «Луч»»", "ОАО «Холдинг „Заря“ и „Луч“»"),
        ("«Горн» и «Лад»", "«Горн» и «Лад»"),
        ("«Клуб «Горн»", "«Клуб «Горн»"),
        ("Горн»»", "Горн»»"),
    ],
)
def test_marks_within_marks_are_inner_ones(text: str, set_right: str) -> None:
    assert nested(text) == set_right


def test_what_fills_a_message_in_marks_gets_inner_ones() -> None:
    assert "«Клуб „Горн“»" in Speech("ru").say("correct.several", name="Клуб «Горн»")
