"""The numbers of rows as clerks write them: «7.», «№ 7», and such as count no rows: «1.1», «3а», «IV»."""

import re
from collections.abc import Sequence

_SIGN = r"\s*(?:(?:№|N|No|п)\.?\s*)?"
_END = r"\s*[.)]*\s*"
_PLAIN = re.compile(rf"{_SIGN}(\d{{1,4}}){_END}")
_NESTED = re.compile(rf"{_SIGN}\d{{1,4}}(?:[.,/-]\s?\d{{1,4}}){{1,3}}{_END}")
_ROMAN = re.compile(rf"{_SIGN}[IVXІ]{{1,5}}{_END}")
_LETTERED = re.compile(rf"{_SIGN}\d{{0,4}}(?:[.-]\d{{1,4}})?[.-]?\s?[а-яa-z]{_END}", re.IGNORECASE)


def plain_number(text: str) -> int | None:
    """The number that the cell is, None where it is anything else."""
    match = _PLAIN.fullmatch(text)
    return int(match[1]) if match is not None else None


def is_nested_number(text: str) -> bool:
    """Whether the cell counts within a section: «1.1.», «2/3»."""
    return _NESTED.fullmatch(text) is not None


def is_roman(text: str) -> bool:
    """Whether the cell is a number in Roman digits."""
    return _ROMAN.fullmatch(text) is not None


def is_any_number(text: str) -> bool:
    """Whether the cell says which row it is, in any way."""
    return plain_number(text) is not None or _is_other(text)


def counts_otherwise(texts: Sequence[str]) -> bool:
    """Whether among the numbers of a table's rows are such as do not count rows."""
    return any(_is_other(text) for text in texts)


def _is_other(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_NESTED, _ROMAN, _LETTERED))
