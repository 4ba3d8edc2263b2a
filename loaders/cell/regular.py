"""The door of reading: one regular form of a text, with the way back to its verbatim characters.

Documents come with letters in two pieces (й as и and a breve), marks that take no place, Latin letters typed
inside Russian words, spaces and dashes of a dozen kinds. None of these changes what a reader sees, so none
may change what is understood: a text is made regular once, here, and what is shown stays verbatim.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_STRESS = "\u0300\u0301"  # over a vowel that has no letter of its own with it: «го́род»
_COMBINING = "\u0300-\u036f"
_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_DASHES = {"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2212": "–", "\u2015": "—"}
# Whatever is white space stands among these.
_SIGNS = "".join(map(chr, (*range(0x3001), *range(0xFE00, 0xFF00))))
_CYRILLIC, _LATIN = "\u0400-\u04ff", "A-Za-z"
_IRREGULAR = re.compile(
    f"[{_INVISIBLE}{_COMBINING}{_SPACES}{_BREAKS}{''.join(_DASHES)}]|\\s\\s"
    f"|[{_CYRILLIC}][{_LATIN}]|[{_LATIN}][{_CYRILLIC}]|\\b[{_LATIN}]\\b"
)
# No word has more letters, no row of marks says more: what follows is not read, so no rule need fear it.
_LONGEST_WORD, _LONGEST_MARKS = 100, 40
_ENDLESS = re.compile(
    f"(?<![\\w-])([\\w-]{{{_LONGEST_WORD}}})[\\w-]+|(?:(?<=\\w)|^)(\\W{{{_LONGEST_MARKS}}})\\W+"
)
_MANY_MARKS = re.compile(f"\\W\\W{{{_LONGEST_MARKS}}}")  # so written it is tried only where a mark stands
# A text of these signs alone, and without two white spaces side by side, is regular: most are.
_RARE = re.compile(r"[^ \n!-@\[-`{-~«»„“”–—…№А-яЁё]")
_TWO_SPACES = ("  ", " \n", "\n ", "\n\n")
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_CLUSTER = re.compile(f".[{_COMBINING}]*", re.DOTALL)
# Signs that change, with the marks over them and the white space about them.
_CHANGED = re.compile(
    f"(?:[ \\n]*+(?:[^ \\n]?[{_COMBINING}]+|[{_INVISIBLE}{_SPACES}{_BREAKS}{''.join(_DASHES)}]))+[ \\n]*+"
    f"|[ \\n]{{2,}}+"
)
_ONE_SIGN = str.maketrans(
    {**_DASHES, **dict.fromkeys(re.findall(r"[^\S\n]", _SIGNS), " ")} | dict.fromkeys(_BREAKS, "\n")
)

_LATIN_ONES, _CYRILLIC_ONES = "ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук"
_TO_CYRILLIC = str.maketrans(_LATIN_ONES, _CYRILLIC_ONES)
_TO_LATIN = str.maketrans(_CYRILLIC_ONES, _LATIN_ONES)
_WORD = re.compile(r"[^\W\d_]+")
_HAS_LATIN = re.compile(f"[{_LATIN}]")
_HAS_CYRILLIC = re.compile(f"[{_CYRILLIC}]")
# «c участием», «A. Петров»: a lone Latin letter that looks Russian, a Russian word after it.
_LONE = re.compile(f"(?<![{_LATIN}] )(?<![\\w'’.-])[{_LATIN_ONES}](?=\\.? ?[{_CYRILLIC}])")


@dataclass(frozen=True, slots=True)
class Regular:
    """A text in its regular form, and where each of its signs stands in the verbatim one if any moved."""

    text: str
    offsets: Sequence[int] | None = None

    def verbatim(self, start: int, end: int) -> tuple[int, int]:
        """Where signs `start` to `end` (exclusive) stand in the verbatim text, with the marks over them."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end] if end > start else self.offsets[start]


def regular(text: str) -> str:
    """The text composed (NFC), without marks that take no place, each word in letters of one script."""
    return regularise(text).text


@lru_cache(maxsize=256)
def regularise(text: str) -> Regular:
    """The text's regular form, in which everything is recognised.

    Composed (NFC), without marks that take no place and without stress marks; each word in letters of one
    script; all white space between two words one space or one end of a line; dashes «-», «–» and «—» only.
    """
    if _is_spelt_regularly(text) and not _is_endless(text):
        return Regular(text)
    composed, offsets = _bounded(*_signs(text))
    return Regular(
        _spelt_in_one_script(composed), None if len(composed) == len(text) else (*offsets, len(text))
    )


def _is_spelt_regularly(text: str) -> bool:
    """Whether no sign, no white space and no letter beside one of another script is to change."""
    if any(map(text.__contains__, _TWO_SPACES)):
        return False
    is_plain = _RARE.search(text) is None
    return is_plain or (_IRREGULAR.search(text) is None and unicodedata.is_normalized("NFC", text))


def _is_endless(text: str) -> bool:
    """Whether it has a word or a row of marks that is longer than any real one."""
    if len(text) <= _LONGEST_MARKS:
        return False
    longest = max(map(len, text.split()), default=0)
    may_be = longest > _LONGEST_WORD or _MANY_MARKS.search(text) is not None
    return may_be and _ENDLESS.search(text) is not None


def _signs(text: str) -> tuple[str, list[int]]:
    """The regular signs of the text, and where each began."""
    parts: list[str] = []
    offsets: list[int] = []
    regular_from, last = 0, ""
    for irregular in _CHANGED.finditer(text):
        start, end = irregular.span()
        if regular_from < start:
            parts.append(text[regular_from:start])
            offsets += range(regular_from, start)
            last = text[start - 1]
        for sign, offset in _composed(text, start, end):
            if sign in " \n" and last and last in " \n":
                if sign == "\n":
                    parts[-1] = parts[-1][:-1] + sign
                    last = sign
                continue
            parts.append(sign)
            offsets.append(offset)
            last = sign
        regular_from = end
    parts.append(text[regular_from:])
    offsets += range(regular_from, len(text))
    return "".join(parts), offsets


def _bounded(signs: str, offsets: list[int]) -> tuple[str, list[int]]:
    """The signs without those that go on past the longest word or the longest row of marks."""
    if not _is_endless(signs):
        return signs, offsets
    for endless in reversed(list(_ENDLESS.finditer(signs))):
        kept = endless.end(endless.lastindex or 0)
        signs = signs[:kept] + signs[endless.end() :]
        del offsets[kept : endless.end()]
    return signs, offsets


def _composed(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for cluster in _CLUSTER.finditer(text, start, end):
        whole = _UNSEEN.sub("", cluster.group())
        if len(whole) > 1:
            whole = unicodedata.normalize("NFC", whole)
            whole = whole[0] + whole[1:].strip(_STRESS)
        for place, sign in enumerate(whole.translate(_ONE_SIGN)):
            yield sign, cluster.start() + place


def _spelt_in_one_script(text: str) -> str:
    """The text with each word in letters of one script; most have no Latin letter that could be wrong."""
    return _LONE.sub(_lone, _WORD.sub(_in_one_script, text)) if _HAS_LATIN.search(text) else text


def _in_one_script(match: re.Match[str]) -> str:
    word = match.group()
    if word.isascii() or not (_HAS_LATIN.search(word) and _HAS_CYRILLIC.search(word)):
        return word
    russian = word.translate(_TO_CYRILLIC)
    if not _HAS_LATIN.search(russian):
        return russian
    latin = word.translate(_TO_LATIN)
    return word if _HAS_CYRILLIC.search(latin) else latin


def _lone(match: re.Match[str]) -> str:
    return match.group().translate(_TO_CYRILLIC)


def in_cyrillic(word: str) -> str:
    """A word of Latin letters that all look Cyrillic, in Cyrillic («MO» for «МО»); any other as it is."""
    russian = word.translate(_TO_CYRILLIC)
    return word if _HAS_LATIN.search(russian) else russian
