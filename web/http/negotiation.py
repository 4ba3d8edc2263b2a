"""Which of several media types a client likes best (RFC 9110, 12.5.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from ontology.speech import ENGLISH, LANGUAGES

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Range:
    """One member of an Accept header: a media range and how much it is liked."""

    type: str
    subtype: str
    quality: float

    def fits(self, media_type: str) -> bool:
        """Whether the media type lies in the range."""
        type_, _, subtype = media_type.partition("/")
        return self.type in ("*", type_) and self.subtype in ("*", subtype)

    @property
    def specificity(self) -> int:
        """0 for */*, 1 for text/*, 2 for text/turtle."""
        return (self.type != "*") + (self.subtype != "*")


@lru_cache(maxsize=512)
def parse_accept(header: str) -> tuple[Range, ...]:
    """The members of an Accept header; malformed ones are left out, and an empty header accepts anything."""
    ranges = tuple(found for part in header.split(",") if (found := _parse_range(part)) is not None)
    return ranges or (Range("*", "*", 1.0),)


def _parse_range(part: str) -> Range | None:
    media_range, quality = _weighed(part)
    type_, slash, subtype = media_range.partition("/")
    return Range(type_, subtype, quality) if type_ and slash and subtype and quality is not None else None


def _weighed(part: str) -> tuple[str, float | None]:
    """What a member of a list names, in lower case, and its weight: 1 if untold, None if wrongly told."""
    named, *parameters = (piece.strip() for piece in part.lower().split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return named, min(1.0, max(0.0, float(value)))
            except ValueError:
                return named, None
    return named, 1.0


def preferred_language(header: str) -> str:
    """The language of ours that an Accept-Language header likes best; English where it names none."""
    weighed = (_weighed(part) for part in header.split(","))
    liked = {tag.partition("-")[0]: quality for tag, quality in reversed(list(weighed)) if quality}
    return max(LANGUAGES, key=lambda lang: (liked.get(lang, 0.0), lang == ENGLISH.lang))


def quality_of(media_type: str, ranges: Iterable[Range]) -> float:
    """How much the media type is liked: the quality of the most specific range that it lies in, else 0."""
    fitting = [one for one in ranges if one.fits(media_type)]
    return max(fitting, key=lambda one: one.specificity).quality if fitting else 0.0


def preferred(header: str, offers: Iterable[tuple[str, T]]) -> T | None:
    """The offer whose media type is liked best, the earlier of equals; None where none is acceptable."""
    ranges = parse_accept(header)
    best, best_quality = None, 0.0
    for media_type, offer in offers:
        quality = quality_of(media_type, ranges)
        if quality > best_quality:
            best, best_quality = offer, quality
    return best
