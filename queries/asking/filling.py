"""What a stored question's parameters take from the pieces of a question in words, and cannot.

A parameter takes the first value that fits it; one that takes several the further ones too, «кроме …» among
them as a value left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from queries.asking.periods import Clock, DaySpan, months_of
from queries.asking.piece import Count, QuestionPiece
from queries.asking.words import CONCEPT, Meaning, question_words
from queries.catalog import Parameter, Question
from queries.choices import CONCEPT_TYPES
from queries.choices.several import LEFT_OUT


@dataclass(frozen=True, slots=True)
class TakenValue:
    """A value that a parameter takes, and the words that told it; a day told as an end may have no words."""

    parameter: str
    value: str
    piece: QuestionPiece


@dataclass(slots=True)
class ParameterFilling:
    """The values taken, and the pieces that tell a value which the question has no place for."""

    taken: list[TakenValue] = field(default_factory=list)
    left: list[QuestionPiece] = field(default_factory=list)

    def has(self, parameter: str) -> bool:
        """Whether the parameter has got a value."""
        return any(one.parameter == parameter for one in self.taken)

    @property
    def first_pieces(self) -> frozenset[QuestionPiece]:
        """The pieces that were the first to give a parameter its value."""
        return frozenset({one.parameter: one.piece for one in reversed(self.taken)}.values())


def fill(question: Question, pieces: Sequence[QuestionPiece], clock: Clock) -> ParameterFilling:
    """The question's parameters as the pieces fill them, each the first value that fits it."""
    filling = ParameterFilling()
    for piece in pieces:
        values = _values(question, piece, filling, clock)
        if values:
            told = {(one.parameter, one.value) for one in filling.taken}  # «визиты делегаций» says it twice
            filling.taken += [TakenValue(*one, piece) for one in values.items() if one not in told]
        elif tells_value(piece):
            filling.left.append(piece)
    filling.taken = _in_order(filling.taken)
    return filling


def _in_order(taken: Sequence[TakenValue]) -> list[TakenValue]:
    """Of two periods that are compared the one that is told of is the later: «1 и 2 квартал»."""
    values = {one.parameter: one.value for one in taken}
    if not values.get("previous", "") > values.get("period", "~"):
        return list(taken)
    other = {"previous": values["period"], "period": values["previous"]}
    return [replace(one, value=other.get(one.parameter, one.value)) for one in taken]


def tells_value(piece: QuestionPiece) -> bool:
    """Whether the piece narrows what is asked for, rather than saying what is asked."""
    return bool(
        piece.named
        or piece.span
        or piece.count
        or piece.absent
        or any(one.type in CONCEPT_TYPES for one in piece.meanings)
    )


def _values(
    question: Question, piece: QuestionPiece, filling: ParameterFilling, clock: Clock
) -> Mapping[str, str]:
    free = [one for one in question.parameters if not filling.has(one.name)]
    if piece.span is not None:  # «не в 2025 году»: nothing takes a time to be left out
        return {} if piece.excluded else _of_span(free, piece.span, clock)
    if piece.count is not None:
        return _of_count(free, piece.count)
    several = [one for one in question.parameters if one.takes_several]
    return _left_out(several, piece) if piece.excluded else _named_values(free, several, filling, piece)


def _named_values(
    free: Sequence[Parameter], several: Sequence[Parameter], filling: ParameterFilling, piece: QuestionPiece
) -> Mapping[str, str]:
    """What a name or a meaning gives to a parameter without a value, else to one that takes several."""
    again = [one for one in several if filling.has(one.name)]
    if piece.named:
        return _of_names([*free, *again], piece)
    return _of_meanings(free, piece) or _of_meanings(again, piece)


def _left_out(several: Sequence[Parameter], piece: QuestionPiece) -> Mapping[str, str]:
    told = _of_names if piece.named else _of_meanings
    return {name: f"{LEFT_OUT}{value}" for name, value in told(several, piece).items()}


def _of_names(free: Sequence[Parameter], piece: QuestionPiece) -> Mapping[str, str]:
    """The first parameter of a type that the name may be; some can leave out no partners but countries."""
    found = {one.type: one for one in reversed(piece.named)}
    parameters = {one.type: one for one in reversed(free)}
    for type_ in _TYPES_OF_NAMES:
        if type_ in found and type_ in parameters:
            parameter = parameters[type_]
            if type_ != "partner" or not piece.excluded or "country" in found or parameter.leaves_out:
                return {parameter.name: found[type_].code}
    return {}


_TYPES_OF_NAMES = ("municipality", "country", "partner", "organisation", "person")


def _of_count(free: Sequence[Parameter], count: Count) -> Mapping[str, str]:
    """The parameters that bound the same, or a thing at all where the words do not say what is counted.

    None where one of the bounds has no place.
    """
    found: dict[str, str] = {}
    for number, bound in ((count.least, ""), (count.most, MOST)):
        counted = [f"{one}{bound}" for one in ((count.counted,) if count.counted else _COUNTED)]
        names = [one.name for one in free if one.counts in counted]
        if number is not None and not names:
            return {}
        found |= {name: number for name in names if number is not None}
    return found


_COUNTED = ("times", "people", "quarters")
MOST = "-most"
"""What follows the name of what is counted where a parameter is the most that there may be of it."""


_VALID = "status:in_force"
"""«Действующее» is said of all documents that have not ended."""


def _of_meanings(free: Sequence[Parameter], piece: QuestionPiece) -> Mapping[str, str]:
    """The first parameter that a meaning is a value of; «соглашение» is said of documents of any type.

    So is «контакт» of ties of any strength.
    """
    is_any = any(meaning.type == CONCEPT for meaning in piece.meanings)
    told = (one for one in piece.meanings if not (is_any and one.type in _SAID_OF_ANY))
    return next(filter(None, (_of_meaning(free, one) for one in told)), {})


_SAID_OF_ANY = ("agreement_type", "strength")


def _of_meaning(free: Sequence[Parameter], meaning: Meaning) -> Mapping[str, str]:
    return _of_validity(free, meaning) or _of_value(free, meaning)


def _of_validity(free: Sequence[Parameter], meaning: Meaning) -> Mapping[str, str]:
    valid = next((one for one in free if one.counts == "valid"), None)
    return {valid.name: "true"} if meaning.feature == _VALID and valid is not None else {}


def _of_value(free: Sequence[Parameter], meaning: Meaning) -> Mapping[str, str]:
    """The parameter of the meaning's type, or that counts it, with its code."""
    parameter = next((one for one in free if meaning.type in (one.type, one.counts)), None)
    if parameter is None and _is_kind_of_body(meaning):
        parameter = next((one for one in free if one.type == _KIND), None)
    return {parameter.name: meaning.code} if parameter is not None else {}


def _is_kind_of_body(meaning: Meaning) -> bool:
    """«организации в образовании»: whether a sector is a kind of organisations too."""
    return meaning.type == "sector" and meaning.code in question_words().values[_KIND]


_KIND = "organisation_kind"


def _of_span(free: Sequence[Parameter], span: DaySpan, clock: Clock) -> Mapping[str, str]:
    """A stretch of time as the parameters that tell it; none where its beginning or end has no place."""
    names = {one.counts: one for one in free}
    ways: tuple[Callable[[Mapping[str, Parameter], DaySpan, Clock], Mapping[str, str]], ...] = (
        _two_quarters, _quarter, _days, _years, _months_ahead, _quarters_back,
    )  # fmt: skip
    return next((values for way in ways if (values := way(names, span, clock))), {})


def _two_quarters(free: Mapping[str, Parameter], span: DaySpan, clock: Clock) -> Mapping[str, str]:
    """«во втором квартале и в третьем»: the later compared with the earlier."""
    quarters = [quarter for part in span.halves if (quarter := part.quarter) is not None]
    if len(quarters) == 2 and {"period", "previous"} <= free.keys():
        return {free["previous"].name: quarters[0], free["period"].name: quarters[1]}
    return {}


def _quarter(free: Mapping[str, Parameter], span: DaySpan, clock: Clock) -> Mapping[str, str]:
    if span == clock.last_months(months_of("quarter")):  # «за последний квартал»: reports come later
        span = clock.last_known_quarter
    told, name = _quarter_of(span, is_last="period" not in free), _named_quarter(free)
    if told is None or told.quarter is None or name is None:
        return {}
    is_only_part = told is not span and name == "period"
    return {} if is_only_part else {free[name].name: told.quarter}


def _quarter_of(span: DaySpan, *, is_last: bool) -> DaySpan | None:
    """The stretch itself if it ends, else its first quarter; `is_last`: its last if it has no beginning."""
    if span.first is None and is_last:
        return span.last_quarter
    return span if span.last is not None else span.first_quarter


def _named_quarter(free: Mapping[str, Parameter]) -> str | None:
    """The parameter that a single quarter is a value of."""
    return next((name for name in ("period", "previous") if name in free), None)


def _days(free: Mapping[str, Parameter], span: DaySpan, clock: Clock) -> Mapping[str, str]:
    is_open = "last-day" not in free and span.last is not None and span.last >= clock.known_until
    ends = {"first-day": span.first, "last-day": None if is_open else span.last}
    told = {counts: day.isoformat() for counts, day in ends.items() if day is not None}
    return {free[counts].name: day for counts, day in told.items()} if told.keys() <= free.keys() else {}


def _years(free: Mapping[str, Parameter], span: DaySpan, clock: Clock) -> Mapping[str, str]:
    told = {"first-year": span.first, "last-year": span.last}
    if not told.keys() <= free.keys():
        return {}
    return {free[counts].name: str(day.year) for counts, day in told.items() if day is not None}


def _months_ahead(free: Mapping[str, Parameter], span: DaySpan, clock: Clock) -> Mapping[str, str]:
    if "months" not in free or span.last is None or span.last < clock.today or span.first == span.last:
        return {}  # a single day is no stretch of months
    months = (span.last.year - clock.today.year) * 12 + span.last.month - clock.today.month
    return {free["months"].name: str(max(1, months))}


def _quarters_back(free: Mapping[str, Parameter], span: DaySpan, clock: Clock) -> Mapping[str, str]:
    """«за год» as four quarters of silence; «с 2023 года» as those up to the last known day."""
    if "quarters" not in free:
        return {}
    begin = span.first if span.last in (None, clock.today) else span.last if span.first is None else None
    if begin is None:
        return {}
    until = clock.today if span.last == clock.today else clock.known_until
    months = (until.year - begin.year) * 12 + until.month - begin.month
    return {free["quarters"].name: str(max(1, round(months / months_of("quarter"))))}
