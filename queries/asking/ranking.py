"""Which stored question the words ask: how much of them its paraphrases share, rare words weighing most."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

_SLOT_WEIGHT = 0.5
_UNKNOWN_WEIGHT = 0.7
_SECOND_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Feature:
    """What a piece of a question may be taken for: any of the names, the first the most telling."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """One way of asking a stored question, as its features."""

    question: str
    features: tuple[Feature, ...]


class Ranking:
    """Compares a question's features with every paraphrase of the stored ones."""

    def __init__(self, paraphrases: Iterable[Paraphrase]) -> None:
        self._paraphrases = tuple(paraphrases)
        asking = {(one.question, name) for one in self._paraphrases for f in one.features for name in f.names}
        self._questions = len({one.question for one in self._paraphrases})
        self._asking = Counter(name for _, name in asking)

    def knows(self, name: str) -> bool:
        """Whether some paraphrase has the feature."""
        return self._asking[name] > 0

    def of(self, question: str) -> tuple[Paraphrase, ...]:
        """The paraphrases of a stored question."""
        return tuple(one for one in self._paraphrases if one.question == question)

    def weight(self, name: str) -> float:
        """How telling the feature is: the fewer stored questions have it, the more."""
        if name.startswith("{"):
            return _SLOT_WEIGHT
        if not self._asking[name]:
            return _SLOT_WEIGHT if ":" in name else _UNKNOWN_WEIGHT
        return log((self._questions + 1) / (self._asking[name] + 0.5))

    def alike(self, asked: Sequence[Feature]) -> Mapping[str, float]:
        """How alike the features are to the two nearest paraphrases of each stored question, from 0 to 1."""
        found: dict[str, list[float]] = {}
        for one in self._paraphrases:
            found.setdefault(one.question, []).append(self._likeness(asked, one.features))
        return {question: _of_best(values) for question, values in found.items()}

    def _likeness(self, asked: Sequence[Feature], told: Sequence[Feature]) -> float:
        left, shared = list(told), 0.0
        for feature in asked:
            match = next((one for one in left if not set(one.names).isdisjoint(feature.names)), None)
            if match is not None:
                left.remove(match)
                shared += max(self.weight(name) for name in set(match.names) & set(feature.names))
        whole = sum(map(self._heaviest, asked)) + sum(map(self._heaviest, told))
        return 2 * shared / whole if whole else 0.0

    def _heaviest(self, feature: Feature) -> float:
        return max(map(self.weight, feature.names))


def _of_best(values: Iterable[float]) -> float:
    best, *rest = sorted(values, reverse=True)
    return (1 - _SECOND_SHARE) * best + _SECOND_SHARE * (rest[0] if rest else best)
