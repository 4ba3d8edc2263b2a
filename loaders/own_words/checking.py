"""Whether the countries, regions and places that a lexicon tells of are known."""

from collections.abc import Iterator

from ontology.errors import InputError, Where
from ontology.gazetteer import Gazetteer
from ontology.gazetteer import load as load_gazetteer
from ontology.own_words import FILE_NAME
from ontology.own_words.model import OwnBody, OwnPlace, OwnTwins, OwnWords

_REGIONS = ("region", "district")


def check_places(words: OwnWords) -> None:
    """Raises InputError, with line and entry, where a country, region or place is none that is known.

    The words are in force, so that a place of their own is known.
    """
    if any((words.bodies, words.places, words.twins)):
        error = next(_problems(words, load_gazetteer()), None)
        if error is not None:
            raise error


def _problems(words: OwnWords, known: Gazetteer) -> Iterator[InputError]:
    for place in words.places:
        yield from _of_place(words, known, place)
    for body in words.bodies:
        yield from _of_body(words, known, body)
    for pair in words.twins:
        for name in (pair.one, pair.other):
            if known.find(name) is None:
                yield _wrong(words, pair, "lexicon-twin", text=name)


def _of_place(words: OwnWords, known: Gazetteer, place: OwnPlace) -> Iterator[InputError]:
    if not _is_country(known, place.country):
        yield _wrong(words, place, "lexicon-country", text=place.country)
    elif place.region and not _is_region(known, place.region, place.country):
        yield _wrong(words, place, "lexicon-region", text=place.region, country=place.country)


def _of_body(words: OwnWords, known: Gazetteer, body: OwnBody) -> Iterator[InputError]:
    """A body may be of several countries at once: «RU-BY»."""
    countries = _countries(known, body.country)
    if not all(one is None or _is_country(known, one) for one in countries):
        yield _wrong(words, body, "lexicon-country", text=body.country or "")
    elif body.place and not any(known.find(body.place, country=one) for one in countries):
        yield _wrong(words, body, "lexicon-place", text=body.place, country=body.country or "–")


def _countries(known: Gazetteer, told: str | None) -> list[str | None]:
    """The countries that a body is of; the name of one may have a hyphen of its own."""
    return [told] if told is None or _is_country(known, told) else [*told.split("-")]


def _is_country(known: Gazetteer, code: str) -> bool:
    country = known.country(code)
    return country is not None and country.country == code


def _is_region(known: Gazetteer, name: str, country: str) -> bool:
    return any(known.find(name, country=country, kind=kind) for kind in _REGIONS)


def _wrong(words: OwnWords, entry: OwnBody | OwnPlace | OwnTwins, key: str, **values: str) -> InputError:
    where = Where(FILE_NAME, row=words.lines.get(entry))
    name = f"{entry.one} – {entry.other}" if isinstance(entry, OwnTwins) else entry.name
    return InputError(key, where=where, entry=name, **values)
