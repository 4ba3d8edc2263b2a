"""A question in words as pages show it: as chips that can be taken off, and other readings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from queries.asking.filling import TakenValue
from queries.asking.reading import QuestionReading, Understanding, understand
from queries.catalog import BilingualText, Question
from queries.choices import CHOICE_TYPES, Choices
from queries.choices.several import WrittenPart, parts, written_as_one
from queries.engine import Engine
from web.views.view import View


@dataclass(frozen=True, slots=True)
class Chip:
    """A parameter that the words set: its title, its value in words, and the question without it."""

    parameter: str
    title: BilingualText
    shown: str
    without: str


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A reading with the address of the stored question it is."""

    question: Question
    parameters: dict[str, str]
    href: str
    chips: tuple[Chip, ...]
    left: tuple[str, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page tells of a question in words: the best reading, the others, the words not understood."""

    best: ShownReading
    others: tuple[ShownReading, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...]
    is_sure: bool


def asked(engine: Engine, text: str, view: View) -> Asked | None:
    """The text as a question; None where it asks nothing that is stored."""
    understood = understand(engine, text, date.today())
    return _shown_understanding(engine, understood, view) if understood.readings else None


def _shown_understanding(engine: Engine, understood: Understanding, view: View) -> Asked:
    best, *others = (_shown(engine, reading, view) for reading in understood.readings)
    likely = tuple(one for one in others if one.likeness >= best.likeness / 2)
    missing = understood.unknown, understood.absent, understood.guessed
    return Asked(best, likely, *missing, understood.is_sure)


def _shown(engine: Engine, reading: QuestionReading, view: View) -> ShownReading:
    parameters = dict(reading.parameters)
    chips = tuple(_chip(engine, reading, taken, view) for taken in reading.taken)
    href = _address(view, reading.question, parameters)
    return ShownReading(reading.question, parameters, href, chips, reading.left, reading.likeness)


def _chip(engine: Engine, reading: QuestionReading, taken: TakenValue, view: View) -> Chip:
    parameter = reading.question.parameter(taken.parameter)
    assert parameter is not None
    shown = taken.value
    if parameter.type in CHOICE_TYPES:
        shown = _named(parts(Choices(engine), parameter.type, taken.value), view)
    elif parameter.type == "date":
        shown = view.speech.written_date(taken.value)
    others = [one.value for one in reading.taken if one.parameter == parameter.name and one is not taken]
    without = {**reading.parameters, parameter.name: written_as_one(others)}
    return Chip(parameter.name, parameter.title, shown, _address(view, reading.question, without))


def _named(told: Sequence[WrittenPart], view: View) -> str:
    """The values by their labels, those left out as «кроме …»."""
    labels = ((part, part.label(view.lang)) for part in told)
    return ", ".join(
        view.speech.say("asking.except", what=label) if part.leaves_out else label for part, label in labels
    )


def _address(view: View, question: Question, parameters: Mapping[str, str]) -> str:
    """The question's page with these values; an empty one opens what has a default."""
    page = view.url(f"/questions/{question.name}")
    return page + ("&" if "?" in page else "?") + urlencode(parameters) if parameters else page


def told(question: Asked, lang: str) -> dict[str, Any]:
    """The same for a program: readings best first, with the parameters to ask the stored question with."""
    return {
        "sure": question.is_sure,
        "unknown": question.unknown,
        "absent": question.absent,
        "guessed": dict(question.guessed),
        "readings": [
            {
                "question": one.question.name,
                "title": one.question.title[lang],
                "parameters": one.parameters,
                "words": {chip.parameter: chip.shown for chip in one.chips},
                "left": one.left,
                "likeness": round(one.likeness, 3),
                "page": one.href,
            }
            for one in (question.best, *question.others)
        ],
    }
