"""What else a doubtful fact may be: what its row names beside it, and what rows like it were read as.

Learnt from the rows of the graph itself, so it knows the habits of the office whose reports these are. A code
is voted for by the words of the row; a name is compared with the names of its kind that stand elsewhere.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from itertools import islice
from math import log
from typing import Any

from graph.review.beside import beside
from graph.values import CODES, FIELDS, value_text
from ontology.fields import FACT_FIELDS, MAIN, FactField
from ontology.model import CellName, EntryFacts, Fact
from ontology.plain import plain

MOST = 3
"""So many are offered."""
LEAST_LIKENESS = 0.5
"""Names that have less of their words in common are not mistaken for each other."""
STEM = 6
LEARNT_ROWS = 1500
"""Of more rows than that, an even choice is learnt from."""
LONGEST_STORY = 40
"""So many words of a row vote."""
_WHOLE = {"agreements": "status"}
"""The code of a value that is likeliest wrong where none of its parts is doubted."""
_WORD = re.compile(r"[^\W\d_]{3,}")

Votes = dict[str, Counter[str]]


class Alternatives:
    """What the fields of all rows were read as, asked for what else one of them may be."""

    def __init__(self, rows: Sequence[EntryFacts]) -> None:
        self._votes: dict[str, Votes] = defaultdict(lambda: defaultdict(Counter))
        self._codes: dict[str, Counter[str]] = defaultdict(Counter)
        self._named: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._names: dict[str, set[str]] = defaultdict(set)
        for row in rows[:: len(rows) // LEARNT_ROWS + 1]:
            self._learn(row)

    def of(self, field: str, fact: Fact[Any], part: str | None, row: EntryFacts) -> tuple[str, ...]:
        """At most three other values as text; `part` is what in it is likeliest wrong, where known."""
        held = _field(field).of(row) if part != MAIN else ()
        told = {value_text(one.value) for one in (*held, fact)}
        others = map(value_text, self._others(field, fact, part, row))
        return tuple(islice(dict.fromkeys(one for one in others if one not in told), MOST))

    def _learn(self, row: EntryFacts) -> None:
        words = _words(_story(row))
        for field in FACT_FIELDS:
            for fact in field.of(row):
                for part, code in _codes(field.name, fact.value):
                    self._codes[part][code] += 1
                    for word in words:
                        self._votes[part][word][code] += 1
                self._learn_name(field.name, fact.value)

    def _learn_name(self, field: str, value: Any) -> None:
        kind, name = _kind(field), getattr(value, "name", "")
        if name and name not in self._names[kind]:
            self._names[kind].add(name)
            for word in _words(name):
                self._named[kind][word].append(value)

    def _others(self, field: str, fact: Fact[Any], part: str | None, row: EntryFacts) -> Iterator[Any]:
        value = fact.value
        coded = [name for name, _ in _codes(field, value)]
        asked = f"{field}.{part or _WHOLE.get(field, '')}"
        if part is None and asked in coded:
            yield from islice(self._other_codes(asked, value, row), 1)
        yield from beside(fact, part, row)
        if asked in coded or coded == [field]:
            yield from self._other_codes(asked if asked in coded else field, value, row)
        elif getattr(value, "name", ""):
            yield from self._other_names(field, value)

    def _other_codes(self, part: str, value: Any, row: EntryFacts) -> Iterator[Any]:
        votes, known = self._votes[part], self._codes[part]
        total = sum(known.values())
        told: dict[str, float] = defaultdict(float)
        for word in _words(_story(row)):
            spoken = votes.get(word)
            if spoken is not None:
                weight = log(1 + total / sum(spoken.values())) / sum(spoken.values())
                for code, count in spoken.items():
                    told[code] += count * weight
        name = part.partition(".")[2]
        held = getattr(value, name) if name else value
        for code in sorted(told.keys() - {held}, key=lambda code: (-told[code], -known[code], code)):
            yield replace(value, **{name: code}) if name else code

    def _other_names(self, field: str, value: Any) -> Iterator[Any]:
        """Values of its kind with a name of nearly the same words, the likest first."""
        own, index = _words(value.name), self._named[_kind(field)]
        found = {id(one): one for word in own for one in index.get(word, ())}.values()
        rated = [(_likeness(own, _words(one.name), index), one) for one in found if one.name != value.name]
        near = [(likeness, one) for likeness, one in rated if likeness >= LEAST_LIKENESS]
        yield from (one for _, one in sorted(near, key=lambda rated: (-rated[0], rated[1].name)))


def _field(name: str) -> FactField:
    return next(one for one in FACT_FIELDS if one.name == name)


def _codes(field: str, value: Any) -> Iterator[tuple[str, str]]:
    """The codes that a value consists of, each with the field or part of it that it stands in."""
    if isinstance(value, str):
        if field in CODES:
            yield field, value
    elif is_dataclass(value):
        for one in fields(value):
            code = getattr(value, one.name)
            known = one.name == "country" or f"{type(value).__name__}.{one.name}" in CODES
            if known and isinstance(code, str) and code:
                yield f"{field}.{one.name}", code


def _kind(field: str) -> str:
    """Fields of values of one kind know each other's names."""
    return str(getattr(FIELDS[field], "__name__", field))


def _story(row: EntryFacts) -> str:
    cells = row.entry.cells
    return f"{cells.get(CellName.TITLE, '')} {cells.get(CellName.CONTENT, '')}"


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, of its first ones where it is long: endings are grammar."""
    return frozenset(word[:STEM] for word in _WORD.findall(plain(text))[:LONGEST_STORY])


def _likeness(one: frozenset[str], other: frozenset[str], index: Mapping[str, list[Any]]) -> float:
    """The share of words in common; a word counts the less, the more names have it."""
    weight = {word: 1 / (1 + len(index.get(word, ()))) for word in one | other}
    return sum(weight[word] for word in one & other) / (sum(weight.values()) or 1)
