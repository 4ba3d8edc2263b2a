"""Numbers with what they count, and times, where they stand in a question."""

import re
from collections.abc import Sequence

from queries.asking.periods import Clock, Span, months_of, number_of, period_at, quarter_beside
from queries.asking.piece import Count, Piece, Way
from queries.asking.tokens import Token
from queries.asking.words import question_words


def count_at(tokens: Sequence[Token], at: int) -> Way | None:
    """«больше 500 человек», «5 кварталов», «топ-10»: a number beside the word for what it counts."""
    begin, is_most = _bound_at(tokens, at)
    if begin >= len(tokens):
        return None
    share = _share_of(tokens[begin])
    if share is not None:
        return begin + 1 - at, Piece(count=Count(share, MOST if is_most else "confidence"))
    return _number_at(tokens, at, begin, is_most=is_most) or _first_rows_at(tokens, at)


def _bound_at(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    """Where the number stands, after «больше», «не менее», «до», and whether it is the most there may be."""
    words = question_words()
    denied = tokens[at].is_one_of(words.denying) and at + 1 < len(tokens)
    told = tokens[at + denied]
    is_fewer = told.is_one_of(words.fewer)
    if not (is_fewer or told.is_one_of(words.more)):
        return at, False
    begin = at + denied + 1
    while begin < len(tokens) and tokens[begin].is_one_of(words.than):
        begin += 1
    return begin, is_fewer != denied


def _number_at(tokens: Sequence[Token], at: int, begin: int, *, is_most: bool) -> Way | None:
    number = number_of(tokens[begin])
    if number is None or (begin == at and _is_ordinal(tokens, at)):
        return None
    counted = _counted(tokens, begin + 1)
    if counted is not None and counted not in _TIMES:
        return begin + 2 - at, Piece(count=Count(str(number), MOST if is_most else counted))
    return (begin + 1 - at, Piece(count=Count(str(number), ""))) if begin > at and not is_most else None


MOST = "most"
"""What a number counts that is the most there may be: no question takes it."""


def _first_rows_at(tokens: Sequence[Token], at: int) -> Way | None:
    """«топ-10»: a number after the word for the first rows."""
    if _counted(tokens, at) != "rows" or at + 1 >= len(tokens):
        return None
    number = number_of(tokens[at + 1])
    return (2, Piece(count=Count(str(number), "rows"))) if number is not None else None


def _is_ordinal(tokens: Sequence[Token], at: int) -> bool:
    """«2 квартал»: a number before what it counts, which no numeral governs, is one of a year's."""
    return _counted(tokens, at + 1) == "quarters" and tokens[at + 1].plain == tokens[at + 1].lemmas[0]


def _share_of(token: Token) -> str | None:
    """«0,6» as a share of one."""
    written = token.text.replace(",", ".")
    return written if re.fullmatch(r"0\.\d{1,3}", written) else None


_TIMES = ("years", "months")


def _counted(tokens: Sequence[Token], at: int) -> str | None:
    if at >= len(tokens):
        return None
    counted = question_words().counted
    return next((kind for kind, listed in counted.items() if tokens[at].is_one_of(listed)), None)


def time_at(tokens: Sequence[Token], at: int, clock: Clock) -> Way | None:
    told = period_at(tokens, at, clock) or _quarter_joined(tokens, at, clock)
    if told is None:
        return None
    span, end = told
    is_quarter = span.quarter is not None or span == clock.last_months(months_of("quarter"))
    is_ahead = span.last is not None and span.last > clock.today
    return end - at, Piece(span=span, is_ahead=is_ahead, is_quarter=is_quarter)


def _quarter_joined(tokens: Sequence[Token], at: int, clock: Clock) -> tuple[Span, int] | None:
    """«1 и 2 квартал»: the ordinal that is joined to a quarter is another of the same year."""
    if at + 2 >= len(tokens) or not tokens[at + 1].is_one_of(question_words().joining):
        return None
    told = period_at(tokens, at + 2, clock)
    if told is None or told[0].quarter is None:
        return None
    other = quarter_beside(told[0], tokens[at], is_figure_one=True)
    return None if other is None else (other, at + 1)
