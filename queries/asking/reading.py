"""Understanding a question in words: cut it, compare it, fill in what it tells, say what is left."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from queries.asking.filling import MOST, ParameterFilling, TakenValue, fill, tells_value
from queries.asking.periods import Clock
from queries.asking.piece import QuestionPiece
from queries.asking.pieces import Cutter
from queries.asking.ranking import Feature, Paraphrase, Ranking
from queries.asking.signs import Sign, breaks_between, features_of, is_denied, told_names
from queries.asking.tokens import tokens_of
from queries.asking.words import CONCEPT, Meaning, meanings, question_words
from queries.catalog import Question, questions
from queries.choices import CONCEPT_TYPES, Choices
from queries.choices.several import written_as_one
from queries.engine import Engine

MOST_READINGS = 3
_NAMES_THAT_ASK = 2
_COUNTS_THAT_ASK = ("people", "partners", "documents")
LIKELY_ENOUGH = 0.35
SURE_ENOUGH = 0.9
CLEARLY_AHEAD = 0.16

_TAKEN, _LEFT, _NEEDED = 0.05, -0.2, -0.3
_FOREIGN = ("partner", "country")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """A stored question that the words may ask, with the values of its parameters and the words behind them.

    `parameters` holds what to ask with: values as one writes them, and "" for what the words leave open
    although the question itself has a default. `left` are words that narrow it, but have no place in it, and
    words that no paraphrase of it says.
    """

    question: Question
    taken: tuple[TakenValue, ...]
    parameters: Mapping[str, str]
    left: tuple[str, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a text may ask, the likeliest first; `unknown` are its words that mean nothing here.

    `absent` are places that it names and the graph does not hold; `guessed` are misspelt words, each with
    what was read in its place; `is_question`: it asks rather than names.

    `is_sure` says that the first is likely enough, clearly ahead of the second, leaves nothing out and
    guesses no word.
    """

    text: str
    readings: tuple[QuestionReading, ...]
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    guessed: tuple[tuple[str, str], ...] = ()
    is_question: bool = False
    is_sure: bool = False


def understand(engine: Engine, text: str, today: date) -> Understanding:
    """The stored questions that the text asks of the engine's graph; none where no word of it is known."""
    clock = Clock(today, _last_told(engine) or today)
    pieces = _cutter(engine).cut(text, clock)
    asked = _without_readings(text, pieces)
    if not _ask_anything(pieces) or (asked.unknown and not _tell_what(pieces)):
        return asked
    return _with_readings(asked, pieces, clock)


def _without_readings(text: str, pieces: Sequence[QuestionPiece]) -> Understanding:
    """What of the text is unknown, not there or misspelt."""
    return Understanding(
        text,
        (),
        unknown=tuple(piece.text for piece in pieces if _is_unknown(piece)),
        absent=tuple(piece.text for piece in pieces if piece.absent),
        guessed=tuple((piece.text, piece.guessed) for piece in pieces if piece.guessed),
    )


def _with_readings(asked: Understanding, pieces: Sequence[QuestionPiece], clock: Clock) -> Understanding:
    """What the pieces may ask, and whether that is sure."""
    signs = tuple(_signs(asked.text, pieces))
    weighty = [piece for piece in pieces if not piece.is_small]
    told = tuple(zip(weighty, told_names(signs), strict=True))
    ranked = _ranked(features_of(signs), pieces, told, clock)
    is_sure = _is_sure(ranked, (*asked.unknown, *asked.absent, *asked.guessed))
    return replace(asked, readings=tuple(ranked), is_question=True, is_sure=is_sure)


def prepare(engine: Engine) -> None:
    """Makes ready what every question in words needs: the first is understood as fast as the next."""
    for name in questions():
        _needed(name)
    _last_told(engine)
    _cutter(engine)


def _last_told(engine: Engine) -> date | None:
    return engine.recall("asking/last", lambda: _known_until(Choices(engine)))


def _cutter(engine: Engine) -> Cutter:
    cutter: Cutter = engine.recall("asking/names", lambda: Cutter(Choices(engine), ranking().names))
    return cutter


Told = Sequence[tuple[QuestionPiece, Sequence[str]]]
"""Pieces that are more than joining words, each with the names of what it says."""


def _ask_anything(pieces: Sequence[QuestionPiece]) -> bool:
    """Whether a piece asks for something, or names do that are told side by side."""
    return any(map(_asks, pieces)) or len([one for one in pieces if one.named]) >= _NAMES_THAT_ASK


def _tell_what(pieces: Sequence[QuestionPiece]) -> bool:
    """Whether a piece tells what the text is about; a time does so where another word asks something."""
    asks = any(_asks(piece) for piece in pieces if not piece.span)
    return any(_tells_what(piece) for piece in pieces if asks or not piece.span)


def _tells_what(piece: QuestionPiece) -> bool:
    """Whether the piece tells what it is about: a thing of the graph or a value, not a mere «сколько»."""
    told = {one.code for one in piece.meanings if one.type == CONCEPT}
    return bool(told.difference(question_words().after_anything)) or tells_value(piece)


def _ranked(
    asked: Sequence[Feature], pieces: Sequence[QuestionPiece], told: Told, clock: Clock
) -> list[QuestionReading]:
    """The readings that are likely enough, the likeliest first; what cannot be among them is not read."""
    most = _TAKEN * len(pieces)
    found: list[QuestionReading] = []
    for name, near in sorted(ranking().alike(asked).items(), key=lambda one: -one[1]):
        least = found[MOST_READINGS - 1].likeness if len(found) >= MOST_READINGS else LIKELY_ENOUGH
        if near + most < least:
            break
        read = _read(questions()[name], pieces, told, clock, near)
        found += [read] if read.likeness >= LIKELY_ENOUGH else []
        found.sort(key=lambda one: (-one.likeness, one.question.name))
    return found[:MOST_READINGS]


def _asks(piece: QuestionPiece) -> bool:
    """Whether the piece tells what is asked: not a name, nor a mere «не»."""
    is_no = all(meaning.code == "none" for meaning in piece.meanings)
    counts = piece.count is not None and piece.count.counted in _COUNTS_THAT_ASK
    return bool(piece.span or counts or (piece.meanings and not is_no) or (piece.lemma and _is_known(piece)))


def _is_sure(ranked: Sequence[QuestionReading], unknown: Sequence[object]) -> bool:
    if not ranked:
        return False
    first = ranked[0]
    ahead = first.likeness - (ranked[1].likeness if len(ranked) > 1 else 0.0)
    return first.likeness >= SURE_ENOUGH and ahead >= CLEARLY_AHEAD and not first.left and not unknown


def _known_until(choices: Choices) -> date | None:
    """The last day of the last quarter that reports tell of."""
    quarters = sorted(one.code for one in choices.of("period") if re.fullmatch(r"\d{4}-Q\d", one.code))
    if not quarters:
        return None
    year, quarter = int(quarters[-1][:4]), int(quarters[-1][-1])
    return date(year, quarter * 3, 30 if quarter in (2, 3) else 31)


def _read(
    question: Question, pieces: Sequence[QuestionPiece], told: Told, clock: Clock, likeness: float
) -> QuestionReading:
    filling = fill(question, pieces, clock)
    unfilled = _needed(question.name) - {name for one in filling.taken for name in _names(one.piece)}
    left = [piece for piece in filling.left if not _is_asked(question, piece)]
    unsaid = {*left, *_unsaid(question, told, filling)}
    words = (piece.text for piece in pieces if piece in unsaid and not piece.absent)
    fit = likeness + _TAKEN * len(filling.first_pieces) + _LEFT * len(left) + _NEEDED * len(unfilled)
    return QuestionReading(question, tuple(filling.taken), _parameters(question, filling), tuple(words), fit)


def _unsaid(question: Question, told: Told, filling: ParameterFilling) -> Iterator[QuestionPiece]:
    """The pieces that no parameter takes, or that are denied, of what no paraphrase of the question says."""
    said, taken = ranking().of(question.name), {one.piece for one in filling.taken}
    for piece, names in told:
        is_taken = piece in taken and not is_denied(names)
        is_slot = not is_denied(names) and all(name.startswith("{") for name in names)
        if not (is_taken or is_slot or _is_unknown(piece) or _says(said, names)):
            yield piece


def _says(said: frozenset[str], names: Sequence[str]) -> bool:
    return any(name in said for name in names if not name.startswith("{"))


def _parameters(question: Question, filling: ParameterFilling) -> Mapping[str, str]:
    """What to ask with: the values taken, other defaults opened but those that only bound the answer."""
    topped = {one.counts for one in question.parameters if filling.has(one.name)}
    opened = {
        one.name: ""
        for one in question.parameters
        if one.default is not None and (one.counts not in _BOUNDS or f"{one.counts}{MOST}" in topped)
    }
    told: dict[str, list[str]] = {}
    for one in filling.taken:
        told.setdefault(one.parameter, []).append(one.value)
    return opened | {name: written_as_one(values) for name, values in told.items()}


_BOUNDS = ("rows", "people", "times", "quarters", "months", "confidence-most")


@cache
def ranking() -> Ranking:
    """Every paraphrase of every stored question, to compare words with."""
    paraphrases = (
        Paraphrase(name, features_of(tuple(_signs_of_paraphrase(text))))
        for name, question in questions().items()
        for texts in question.asked.values()
        for text in texts
    )
    return Ranking(paraphrases, frozenset(f"{CONCEPT}:{one}" for one in question_words().counted_apart))


@cache
def _needed(question: str) -> frozenset[str]:
    """The kinds of value that every paraphrase of the question gives."""
    told = [set(_SLOT.findall(text)) for texts in questions()[question].asked.values() for text in texts]
    return frozenset("{" + kind + "}" for kind in set.intersection(*told)) if told else frozenset()


def _is_asked(question: Question, piece: QuestionPiece) -> bool:
    """Whether the question asks for what the piece means anyhow, as «подписанные» of signed ones."""
    asked = ranking().of(question.name)
    return any(meaning.feature in asked or meaning.type not in CONCEPT_TYPES for meaning in piece.meanings)


def _signs(text: str, pieces: Sequence[QuestionPiece]) -> Iterator[Sign]:
    """The signs of a question's pieces that are more than joining words."""
    end = 0
    for piece in pieces:
        if not piece.is_small:
            yield Sign(_names(piece), breaks_between(text, end, piece.start))
            end = piece.end


def _signs_of_paraphrase(text: str) -> Iterator[Sign]:
    """The signs of a paraphrase, its parameters in braces standing for any value."""
    at = 0
    for slot in _SLOT.finditer(text):
        yield from _signs_of_words(text[at : slot.start()])
        yield Sign((_slot(slot[1]),))
        at = slot.end()
    yield from _signs_of_words(text[at:])


def _signs_of_words(text: str) -> Iterator[Sign]:
    tokens, at, end = tokens_of(text), 0, 0
    while at < len(tokens):
        length, found = meanings().longest(tokens, at)
        is_small = tokens[at].is_one_of(question_words().small)
        length = length if found and not (length == 1 and is_small) else 0
        if length or not is_small:
            names = tuple(meaning.feature for meaning in found) if length else (tokens[at].lemmas[0],)
            yield Sign(names, breaks_between(text, end, tokens[at].start))
            end = tokens[at + max(1, length) - 1].end
        at += max(1, length)


def _names(piece: QuestionPiece) -> tuple[str, ...]:
    """What the piece is known by among the features."""
    if piece.named or piece.absent:
        return (_slot(piece.named[0].type if piece.named else "place"),)
    if piece.span is not None:
        return _names_of_time(piece)
    if piece.count is not None:
        return (_slot(piece.count.counted),)
    return _names_of_meanings(piece.meanings) if piece.meanings else (piece.lemma,)


def _names_of_time(piece: QuestionPiece) -> tuple[str, ...]:
    told = [kind for kind, is_so in (("ahead", piece.is_ahead), ("quarter", piece.is_quarter)) if is_so]
    return tuple(map(_slot, (*told, "period")))


def _names_of_meanings(meanings: Sequence[Meaning]) -> tuple[str, ...]:
    values = tuple(_slot(one.type) for one in meanings if one.type in CONCEPT_TYPES)
    return (*(meaning.feature for meaning in meanings), *values)


def _slot(type_: str) -> str:
    return "{place}" if type_ in _FOREIGN else "{" + type_ + "}"


def _is_unknown(piece: QuestionPiece) -> bool:
    return (
        not piece.is_small
        and not piece.meanings
        and not tells_value(piece)
        and not ranking().knows(piece.lemma)
    )


def _is_known(piece: QuestionPiece) -> bool:
    return not piece.is_small and not _is_unknown(piece)
