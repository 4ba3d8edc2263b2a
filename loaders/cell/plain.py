"""One regular form of a text for recognising things in it; what is shown stays verbatim.

Documents come with letters in two pieces (й as и and a breve), marks that take no place, and Latin letters
typed inside Russian words. None of these changes what a reader sees, so none may change what is understood.
"""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_LATIN_ONES, _CYRILLIC_ONES = "ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук"
_TO_CYRILLIC = str.maketrans(_LATIN_ONES, _CYRILLIC_ONES)
_TO_LATIN = str.maketrans(_CYRILLIC_ONES, _LATIN_ONES)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def regular(text: str) -> str:
    """The text composed (NFC), without marks that take no place, each word in letters of one script."""
    return _WORD.sub(_in_one_script, _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def _in_one_script(match: re.Match[str]) -> str:
    word = match.group()
    if word.isascii() or not (_LATIN.search(word) and _CYRILLIC.search(word)):
        return word
    russian = word.translate(_TO_CYRILLIC)
    if not _LATIN.search(russian):
        return russian
    latin = word.translate(_TO_LATIN)
    return word if _CYRILLIC.search(latin) else latin


def in_cyrillic(word: str) -> str:
    """A word of Latin letters that all look Cyrillic, in Cyrillic («MO» for «МО»); any other as it is."""
    russian = word.translate(_TO_CYRILLIC)
    return word if _LATIN.search(russian) else russian
