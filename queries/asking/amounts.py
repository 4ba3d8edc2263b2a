"""Numbers with what they count, and times, where they stand in a question."""

import re
from collections.abc import Sequence

from ontology.morphology import is_of_many
from queries.asking.periods import Clock, DaySpan, length_at, months_of, number_of, period_at, quarter_beside
from queries.asking.piece import Count, QuestionPiece, Way
from queries.asking.tokens import QuestionToken
from queries.asking.words import question_words


def count_at(tokens: Sequence[QuestionToken], at: int) -> Way | None:
    """«больше 500 человек», «от двух до пяти партнёров», «топ-10»: a number with what it counts."""
    bound, begin = _bound_at(tokens, at)
    if begin >= len(tokens):
        return None
    share = _share_of(tokens[begin])
    if share is not None:
        is_least = bound in ("above", "least")
        return begin + 1 - at, QuestionPiece(
            count=Count("confidence", *((share,) if is_least else (None, share)))
        )
    return _number_at(tokens, at, begin, bound) or _first_rows_at(tokens, at)


_DENIED = {"above": "most", "most": "above", "below": "least", "least": "below"}


def _bound_at(tokens: Sequence[QuestionToken], at: int) -> tuple[str, int]:
    """How a number is bounded, "" where nothing is said: «больше», «не менее чем»; and where it stands."""
    words = question_words()
    denied = tokens[at].is_one_of(words.not_so) and at + 1 < len(tokens)
    bound = _bound_of(tokens[at + denied])
    if bound is None or (denied and bound not in _DENIED):
        return "", at
    begin = at + denied + 1
    while begin < len(tokens) and tokens[begin].is_one_of(words.than):
        begin += 1
    return (_DENIED[bound] if denied else bound), begin


def _bound_of(token: QuestionToken) -> str | None:
    return next((bound for bound, listed in question_words().bounds.items() if token.is_one_of(listed)), None)


def _number_at(tokens: Sequence[QuestionToken], at: int, begin: int, bound: str) -> Way | None:
    number = number_of(tokens[begin])
    if number is None or (begin == at and _is_ordinal(tokens, at)):
        return None
    end, highest = begin + 1, None
    if bound == "":
        bound, end = _bound_behind(tokens, end)
    elif bound == "least":
        highest, end = _highest(tokens, end)
    counted = _counted(tokens, end)
    if counted is not None and counted not in _TIMES:
        is_told = _is_bounded(counted, bound, tokens[begin - 1])
        end += 1
    else:
        is_told = bound != "" and counted is None and number not in _YEARS
        counted = _counted_near(tokens, at, end)
    return (end - at, QuestionPiece(count=_count(counted, bound, number, highest))) if is_told else None


def _is_bounded(counted: str, bound: str, before: QuestionToken) -> bool:
    """Whether a number bounds what stands next to it; «больше, чем в 1 квартале» tells when."""
    is_time = bound != "" and counted == "quarters" and before.is_one_of(question_words().prepositions)
    return not is_time and (bound != "" or counted not in _BOUNDED)


_YEARS = range(1900, 2101)
_BOUNDED = ("partners", "documents", "countries", "districts")
"""What a mere number does not bound: «два партнёра» may be any two."""


def _bound_behind(tokens: Sequence[QuestionToken], at: int) -> tuple[str, int]:
    """«три и больше»: the number itself is among those meant."""
    if at + 1 < len(tokens) and tokens[at].is_one_of(question_words().joining):
        bound = _bound_of(tokens[at + 1])
        if bound in ("above", "below"):
            return ("least" if bound == "above" else "most"), at + 2
    return "", at


def _highest(tokens: Sequence[QuestionToken], at: int) -> tuple[int | None, int]:
    """«от двух до пяти»: the other end of a range."""
    if at + 1 < len(tokens) and _bound_of(tokens[at]) == "most":
        number = number_of(tokens[at + 1])
        if number is not None:
            return number, at + 2
    return None, at


def _counted_near(tokens: Sequence[QuestionToken], at: int, end: int) -> str:
    """What is counted where the word is not the next: «двух подписанных соглашений»."""
    if (
        end < len(tokens)
        and tokens[end].is_one_of(question_words().prepositions)
        and _are_many_times(tokens, at - 1)
    ):
        return "times"
    after = (_counted(tokens, i) for i in range(end, min(end + _BETWEEN, len(tokens))))
    before = (_counted(tokens, i) for i in range(at - 1, max(at - _BETWEEN, 0) - 1, -1))
    told = (one for one in after if one in (*_TOLD_BEFORE, "times"))
    found = next(told, None) or next((one for one in before if one in _TOLD_BEFORE), None)
    return found or ("times" if _are_many_times(tokens, at - 1) else "")


def _are_many_times(tokens: Sequence[QuestionToken], at: int) -> bool:
    """«мероприятий больше 10»: of them it says how many; «мероприятия больше 500» are larger ones."""
    return at >= 0 and _counted(tokens, at) == "times" and is_of_many(tokens[at].plain)


_BETWEEN = 3
_TOLD_BEFORE = (*_BOUNDED, "people")


def _count(counted: str, bound: str, number: int, highest: int | None) -> Count:
    """The number as the least or the most there may be, or both; «больше трёх» is four or more."""
    step = 0 if counted in question_words().roughly else 1
    least = {"above": number + step, "below": None, "most": None}.get(bound, number)
    most = {"below": number - step, "most": number, "exactly": number}.get(bound, highest)
    return Count(counted, None if least is None else str(least), None if most is None else str(most))


def _first_rows_at(tokens: Sequence[QuestionToken], at: int) -> Way | None:
    """«топ-10»: a number after the word for the first rows."""
    if _counted(tokens, at) != "rows" or at + 1 >= len(tokens):
        return None
    number = number_of(tokens[at + 1])
    return (2, QuestionPiece(count=Count("rows", str(number)))) if number is not None else None


def _is_ordinal(tokens: Sequence[QuestionToken], at: int) -> bool:
    """«2 квартал»: a number before what it counts, which no numeral governs, is one of a year's."""
    return _counted(tokens, at + 1) == "quarters" and tokens[at + 1].plain == tokens[at + 1].lemmas[0]


def _share_of(token: QuestionToken) -> str | None:
    """«0,6» as a share of one."""
    written = token.text.replace(",", ".")
    return written if re.fullmatch(r"0\.\d{1,3}", written) else None


_TIMES = ("years", "months")


def _counted(tokens: Sequence[QuestionToken], at: int) -> str | None:
    if at >= len(tokens):
        return None
    counted = question_words().counted
    return next((kind for kind, listed in counted.items() if tokens[at].is_one_of(listed)), None)


def time_at(tokens: Sequence[QuestionToken], at: int, clock: Clock) -> Way | None:
    told = period_at(tokens, at, clock) or _quarter_joined(tokens, at, clock) or _silence(tokens, at, clock)
    if told is None:
        return None
    span, end = told
    is_quarter = span.quarter is not None or span == clock.last_months(months_of("quarter"))
    is_ahead = span.last is not None and span.last > clock.today
    return end - at, QuestionPiece(span=span, is_ahead=is_ahead, is_quarter=is_quarter)


def _silence(tokens: Sequence[QuestionToken], at: int, clock: Clock) -> tuple[DaySpan, int] | None:
    """«год ничего не слышно», «нет контактов полгода»: for how long something is denied."""
    told = length_at(tokens, at, clock)
    if told is None:
        return None
    near = (*tokens[max(at - _BETWEEN, 0) : at], *tokens[told[1] : told[1] + 2])
    return told if any(one.is_one_of(question_words().concepts["none"]) for one in near) else None


def _quarter_joined(tokens: Sequence[QuestionToken], at: int, clock: Clock) -> tuple[DaySpan, int] | None:
    """«1 и 2 квартал»: the ordinal that is joined to a quarter is another of the same year."""
    if at + 2 >= len(tokens) or not tokens[at + 1].is_one_of(question_words().joining):
        return None
    told = period_at(tokens, at + 2, clock)
    if told is None or told[0].quarter is None:
        return None
    other = quarter_beside(told[0], tokens[at], is_figure_one=True)
    return None if other is None else (other, at + 1)
