"""A digest of what the evidence of each report is made of, the same in every process and cheap to make."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b

from pyoxigraph import Triple

from graph.entities import Id, Merge, Source
from ontology.model import Evidence


class Marks:
    """Takes what is held and why, in the order in which evidence is written."""

    def __init__(self, report_of: Mapping[Id, Id]) -> None:
        self._report_of = report_of
        self.digests: dict[Id, int] = defaultdict(int)

    def add(self, held: Triple, source: Source) -> None:
        """An assertion and one entry that states it."""
        why = (source.confidence, *map(_evidence, source.evidence))
        self._mark(source.entry, hash((hash(held), hash(why))))

    def add_merge(self, merge: Merge) -> None:
        """Why a spelling or entry was taken for an entity."""
        self._mark(merge.entry, number_of(repr(merge)))

    def _mark(self, entry: Id, mark: int) -> None:
        report = self._report_of[entry]
        self.digests[report] = hash((self.digests[report], number_of(entry), mark))


def _evidence(one: Evidence) -> tuple[int, ...]:
    """Numbers alone, whose hash does not differ from process to process as that of texts does."""
    if one.span is None:
        return (number_of(one.rule),)
    return number_of(one.rule), number_of(one.span.cell.value), one.span.start, one.span.end


@lru_cache(maxsize=200_000)
def number_of(text: str) -> int:
    """A number that depends on every letter of the text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest(), "big")
