"""What an office's lexicon.yml holds, typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SILENT = "silent"
"""Stands for a sector where a word is to say nothing of any."""


@dataclass(frozen=True, slots=True)
class OwnBody:
    """An organisation: the name to write, what it is also called, and what it is."""

    name: str
    kind: str
    country: str | None = None
    place: str | None = None
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place: its names, level and country; the region and the coordinates where they are told."""

    name: str
    kind: str
    country: str
    region: str | None = None
    also: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class OwnAbbreviation:
    """A short word that heads names of bodies, and what it stands for."""

    short: str
    full: str
    kind: str


@dataclass(frozen=True, slots=True)
class SectorWord:
    """A word, a phrase or the beginning of words («батлейк*») that speaks for a sector."""

    word: str
    sector: str


@dataclass(frozen=True, slots=True)
class OwnTwins:
    """Two places that are officially twins."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """All of a lexicon; `digest` changes with what it says, `lines` tells where each entry stands."""

    bodies: tuple[OwnBody, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    abbreviations: tuple[OwnAbbreviation, ...] = ()
    sectors: tuple[SectorWord, ...] = ()
    twins: tuple[OwnTwins, ...] = ()
    digest: str = ""
    lines: Mapping[Any, int] = field(default_factory=dict, compare=False)


NOTHING = OwnWords()
"""The words of an office that has written none."""
