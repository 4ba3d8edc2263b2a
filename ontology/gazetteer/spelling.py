"""How names are compared, romanised and made into identifiers."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from ontology.gazetteer.data import stated
from ontology.plain import plain, with_e
from ontology.remembered import remembered


@cache
def _latin() -> Mapping[str, str]:
    letters: Mapping[str, str] = stated("letters.yml")["latin"]
    return letters


_UNUSUAL = re.compile(r"[‐‑–—−’'\u0301]|\s-|-\s|\s\s|^\s|\s$|[^\S ]")


@remembered
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
    letters, alphabet = [], _latin()
    for letter in with_e(name):
        latin = alphabet.get(letter.lower(), letter)
        letters.append(latin.capitalize() if letter.isupper() else latin)
    return re.sub(r"[iy]y\b", "y", "".join(letters))


def slug(english: str) -> str:
    """The English name as a part of an identifier: lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[–—]", "-", english)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
