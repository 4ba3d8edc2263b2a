"""What a parameter may be: municipalities, countries, sectors … that the graph holds, by all their names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ontology.morphology import lemma
from ontology.plain import plain
from ontology.terms import SCHEMES
from ontology.vocabulary import SCHEME_OF
from queries.engine import Engine, Record
from queries.texts import sparql

CONCEPT_TYPES = (
    "sector", "event_type", "status", "agreement_type", "organisation_kind", "mode", "strength",
)  # fmt: skip
ENTITY_TYPES = ("municipality", "country", "partner", "organisation", "person", "period", "level")
CHOICE_TYPES = (*ENTITY_TYPES, *CONCEPT_TYPES)

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a parameter may have: its term, its short code and every name, the preferred ones first.

    `keys` are the names in the form in which they are compared.
    """

    term: NamedNode | Literal
    code: str
    names: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]

    def label(self, lang: str) -> str:
        """Its name in that language, or in the other one, or its code."""
        return best_label(self.names, lang) or self.code


class Choices:
    """The choices of every type in an engine's live snapshot; the engine recalls what was read once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, kind: str) -> tuple[Choice, ...]:
        """Every choice of that type, in the order of their codes."""
        return self._engine.recall(f"choices/{kind}", lambda: tuple(_grouped(_records(self._engine, kind))))

    def find(self, kind: str, value: str) -> Choice | None:
        """The one choice that has the value as its IRI, its code or one of its names."""
        wanted = normal(value)
        by_code = [one for one in self.of(kind) if one.term.value == value or normal(one.code) == wanted]
        found = by_code or [one for one in self.of(kind) if wanted in one.keys]
        return found[0] if len(found) == 1 else None

    def holders(self) -> Mapping[str, frozenset[str]]:
        """The codes of the places that hold each partner's place, by its own."""
        return self._engine.recall("choices/holders", lambda: _holders(self._engine))

    def complete(self, kind: str, typed: str, *, limit: int = 12) -> list[Choice]:
        """Choices with words that begin as the typed ones do, or are forms of them; the closest first."""
        words = _WORD.findall(normal(typed))
        ranked = ((_distance(one, words), one.code, one) for one in self.of(kind))
        close = sorted((rank, code, one) for rank, code, one in ranked if rank is not None)
        return [one for _, _, one in close[:limit]]


def best_label(names: Iterable[tuple[str, str]], lang: str) -> str | None:
    """The first name in that language, else without a language, else the first of all."""
    listed = tuple(names)
    for wanted in (lang, "", "ru", "en"):
        found = next((name for name, language in listed if language == wanted), None)
        if found is not None:
            return found
    return listed[0][0] if listed else None


def normal(text: str) -> str:
    """The text as names are compared: lower case, ё as е, single spaces, no quotation marks."""
    return " ".join(re.sub(r"[«»\"“”„]", "", plain(text.casefold())).split())


def _records(engine: Engine, kind: str) -> Iterable[Record]:
    if kind in CONCEPT_TYPES:
        scheme = NamedNode(SCHEMES + SCHEME_OF[kind])
        return engine.select(sparql("choices/concept.rq"), {"scheme": scheme})
    return engine.select(sparql(f"choices/{kind}.rq"))


def _holders(engine: Engine) -> Mapping[str, frozenset[str]]:
    holders: dict[str, set[str]] = defaultdict(set)
    for record in engine.select(sparql("choices/holders.rq")):
        code, holder = record["code"], record["holder"]
        assert isinstance(code, Literal)
        assert isinstance(holder, Literal)
        holders[code.value].add(holder.value)
    return {code: frozenset(found) for code, found in holders.items()}


def _grouped(records: Iterable[Record]) -> Iterator[Choice]:
    names: dict[tuple[str, NamedNode | Literal], list[tuple[bool, str, str]]] = {}
    for record in records:
        term, code, name = record["value"], record["code"], record["name"]
        assert isinstance(term, NamedNode | Literal)
        assert isinstance(code, Literal)
        assert isinstance(name, Literal)
        secondary = record["preferred"] != Literal(True)
        names.setdefault((code.value, term), []).append((secondary, name.value, name.language or ""))
    for (code_value, value), told in sorted(names.items(), key=lambda item: item[0][0]):
        listed = tuple((name, language) for _, name, language in sorted(set(told)))
        yield Choice(value, code_value, listed, tuple(normal(name) for name, _ in listed))


def _distance(choice: Choice, words: Sequence[str]) -> int | None:
    """How far it is from the typed words: 0 by its first word, 1 by another, 2 by lemma; None if far."""
    if not words or normal(choice.code) == " ".join(words):
        return 0
    ranks = [_name_distance(_WORD.findall(key), words) for key in choice.keys]
    near = [rank for rank in ranks if rank is not None]
    return min(near, default=None)


def _name_distance(name: Sequence[str], words: Sequence[str]) -> int | None:
    if name and name[0].startswith(words[0]) and _all_begin(name, words):
        return 0
    if _all_begin(name, words):
        return 1
    lemmas = {lemma(word) for word in name}
    return 2 if all(lemma(word) in lemmas for word in words) else None


def _all_begin(name: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(own.startswith(word) for own in name) for word in words)
