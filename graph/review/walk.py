"""The walk through questions in a terminal, in its logic only: who asks and who tells are given to it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum

from graph.judgements import Judgement, Kind, Verdict
from graph.review.questions import (
    ReviewQuestion,
    alternatives_told,
    question_text,
    reasons_text,
    second_text,
)
from graph.values import read_value, value_text
from ontology.errors import InputError
from ontology.speech import Speech, messages

FIRST_ALTERNATIVE = 4
"""The key of the first of the values that a fact may have instead, here as in the browser."""


class ReviewAnswer(StrEnum):
    """What a person may do with a question."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    SKIP = "skip"
    QUIT = "quit"


def walk(
    questions: Iterable[ReviewQuestion],
    ask: Callable[[str], str],
    tell: Callable[[str], None],
    *,
    by: str,
    on: date,
    language: str = "ru",
) -> Iterator[Judgement]:
    """The judgements that a person gives, each as it is given, until all is answered or they quit."""
    listed, speech = tuple(questions), Speech(language)
    for number, question in enumerate(listed, start=1):
        tell(f"\n{speech.say('review.progress', number=number, total=len(listed))}")
        for line in told(question, language):
            tell(line)
        answer, taken = _answer(question, ask, tell, speech)
        if answer is ReviewAnswer.QUIT:
            return
        if answer is not ReviewAnswer.SKIP:
            is_typed = answer is ReviewAnswer.CORRECT and taken is None
            correction = _correction(question, ask, tell, language) if is_typed else taken
            note = ask(speech.say("review.ask_note")).strip()
            yield question.judged(verdict_of(question, answer), by, on, note, correction)


def told(question: ReviewQuestion, language: str) -> Iterator[str]:
    """The question in lines for a terminal."""
    kind = Speech(language).say(f"review.kind.{question.kind}")
    because = f"{question.score:.2f}: {reasons_text(question, language)}"
    yield f"{kind}. {question_text(question, language)} ({because})"
    yield f"  1) {question.first}"
    yield f"  2) {second_text(question, language)}"
    yield from (f"     {line}" for line in question.context.splitlines() if line)
    others = alternatives_told(question, language)
    if others:
        yield f"  {Speech(language).say('review.alternatives')}"
        yield from (f"  {key}) {other}" for key, other in enumerate(others, start=FIRST_ALTERNATIVE))


def _answer(
    question: ReviewQuestion, ask: Callable[[str], str], tell: Callable[[str], None], speech: Speech
) -> tuple[ReviewAnswer, str | None]:
    """The answer, and the value where one that is offered was taken."""
    offered = dict(enumerate(question.alternatives, start=FIRST_ALTERNATIVE))
    while True:
        typed = ask(_answers(question, speech)).strip().lower()
        if typed.isdecimal() and int(typed) in offered:
            return ReviewAnswer.CORRECT, offered[int(typed)]
        answer = ReviewAnswer.SKIP if typed == "" else _answer_typed(typed, speech)
        if answer is not None and (question.kind is Kind.FACT or answer is not ReviewAnswer.CORRECT):
            return answer, None
        tell(speech.say("review.unknown"))


def _answers(question: ReviewQuestion, speech: Speech) -> str:
    """What may be typed."""
    told = speech.say("review.answers" if question.kind is Kind.FACT else "review.answers.pair")
    last = FIRST_ALTERNATIVE + len(question.alternatives) - 1
    keys = "–".join(dict.fromkeys((str(FIRST_ALTERNATIVE), str(last))))
    return f"{told}, {speech.say('review.answers.other', keys=keys)}" if question.alternatives else told


def _answer_typed(typed: str, speech: Speech) -> ReviewAnswer | None:
    keys = messages("review.key.", speech)
    return next((ReviewAnswer(name) for name, known in keys if typed in known.split()), None)


def _correction(
    question: ReviewQuestion, ask: Callable[[str], str], tell: Callable[[str], None], language: str
) -> str:
    """The right value with codes, asked for until it can be read."""
    prompt = f"{Speech(language).say('review.ask_correction')} [{second_text(question, language)}]"
    while True:
        try:
            return value_text(read_value(question.subjects[1], ask(prompt)))
        except InputError as error:
            tell(error.told(Speech(language)))


def verdict_of(question: ReviewQuestion, answer: ReviewAnswer) -> Verdict:
    """The verdict that an answer means for that question."""
    if question.kind is Kind.FACT:
        return Verdict(answer.value)
    return Verdict.SAME if answer is ReviewAnswer.ACCEPT else Verdict.DIFFERENT
