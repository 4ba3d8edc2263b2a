"""What people and bodies are called on English pages: their names in Latin letters, those of bodies short."""

import re

from ontology.gazetteer.spelling import romanise
from ontology.names.organisations.short import short_name

_SIGNS = str.maketrans({"«": "“", "»": "”", "№": "No."})
_NUMBER_GLUED = re.compile(r"№(?=\S)")


def latin_name(name: str) -> str:
    """The name in Latin letters, with the quotation marks and the sign of numbers that English has."""
    return romanise(_NUMBER_GLUED.sub("№ ", name)).translate(_SIGNS)


def latin_body_name(name: str, place: str | None, english_place: str | None) -> str:
    """The short name of a body in Latin letters; the town after it is called as English calls it."""
    short, town = short_name(name, place), f", {place}"
    if place is not None and english_place and short.endswith(town):
        return f"{latin_name(short.removesuffix(town))}, {english_place}"
    return latin_name(short)
