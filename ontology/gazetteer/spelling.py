"""How names are compared, romanised and made into identifiers."""

import re
import unicodedata
from functools import lru_cache

from ontology.plain import plain, with_e

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "yu", "я": "ya",
}  # fmt: skip


_UNUSUAL = re.compile(r"[‐‑–—−’'\u0301]|\s-|-\s|\s\s|^\s|\s$|[^\S ]")


@lru_cache(maxsize=100_000)
def key(name: str) -> str:
    """The name as it is compared: lower case, ё as е, one kind of dash, apostrophes apart, single spaces."""
    low = plain(name)
    if name.isalpha() or _UNUSUAL.search(low) is None:
        return low
    low = low.replace("\u0301", "")
    low = re.sub(r"[‐‑–—−]", "-", low).replace("’", "'").replace("'", " ' ")
    return re.sub(r"\s+", " ", re.sub(r"\s*-\s*", "-", low)).strip()


def romanise(name: str) -> str:
    """The Russian name in Latin letters, capitalised as it was."""
    plain = with_e(name)
    letters = []
    for letter in plain:
        latin = _LATIN.get(letter.lower(), letter)
        letters.append(latin.capitalize() if letter.isupper() else latin)
    return re.sub(r"[iy]y\b", "y", "".join(letters))


def slug(english: str) -> str:
    """The English name as a part of an identifier: lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[–—]", "-", english)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
