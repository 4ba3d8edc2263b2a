"""A digest of what the evidence of each entry is made of, the same in every process and cheap to make."""

from collections import Counter, defaultdict
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b

from graph.derive.tallies import Trust
from graph.entities import Id, Merge, Source
from ontology.model import Evidence


class Marks:
    """Takes what is held and why, in the order in which evidence is written."""

    def __init__(self) -> None:
        self.digests: dict[Id, int] = defaultdict(int)
        self._trusted = Counter[tuple[str, float]]()

    def add(self, held: int, source: Source) -> None:
        """What is held, by its hash, and one entry that states it."""
        why = (source.confidence, *map(_evidence, source.evidence), *map(number_of, source.doubts))
        self._mark(source.entry, hash((held, hash(why))))
        for rule in {one.rule for one in source.evidence}:
            self._trusted[rule, source.confidence] += 1

    def add_merge(self, merge: Merge) -> None:
        """Why a spelling or entry was taken for an entity."""
        self._mark(merge.entry, number_of(repr(merge)))

    def rules(self) -> dict[str, Trust]:
        """How far each rule that decided is trusted: each fact that it read from an entry counts once."""
        found: dict[str, Trust] = {}
        for (rule, confidence), facts in self._trusted.items():
            exact = Decimal(repr(confidence))
            found.setdefault(rule, Trust()).merge(Trust(facts, facts * exact, exact))
        return found

    def _mark(self, entry: Id, mark: int) -> None:
        self.digests[entry] = hash((self.digests[entry], mark))


def _evidence(one: Evidence) -> tuple[int, ...]:
    """Numbers alone, whose hash does not differ from process to process as that of texts does."""
    if one.span is None:
        return (number_of(one.rule),)
    return number_of(one.rule), number_of(one.span.cell.value), one.span.start, one.span.end


@lru_cache(maxsize=200_000)
def number_of(text: str) -> int:
    """A number that depends on every letter of a text that is met again."""
    return digest_of(text)


def digest_of(text: str) -> int:
    """A number that depends on every letter of the text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest(), "big")
