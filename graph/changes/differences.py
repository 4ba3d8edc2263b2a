"""What changed between two snapshots: entities and facts added, removed and altered.

Both graphs are read once to find the subjects that differ; only of those are the facts compared.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from graph.snapshots.store import Store
from ontology.terms import POB
from ontology.yaml_files import read_yaml

QUERY = Path(__file__).with_suffix(".rq")
LABELS = frozenset(map(str, (RDFS.label, SKOS.prefLabel)))

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """One thing said of an entity, or of a node that belongs to it (a stage, a year's count)."""

    subject: str
    predicate: str
    value: Value


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as changes tell of it; `labels` by language."""

    iri: str
    kind: str
    labels: Mapping[str, str]

    def label(self, language: str) -> str:
        """Its label in that language, else in any, else the end of its IRI."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.iri.rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Alteration:
    """An entity that is in both graphs, and what is said of it in one only."""

    entity: Entity
    added: tuple[ChangedFact, ...]
    removed: tuple[ChangedFact, ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    """An entity of the old graph that the new one takes for another."""

    entity: Entity
    survivor: Entity


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All that differs between an old and a new graph, entities in order of kind and IRI.

    `facts` are those of added entities; `lost` those of removed and redirected ones. `names` are labels of
    the predicates, concepts and entities that facts name, by IRI and language.
    """

    added: tuple[Entity, ...]
    removed: tuple[Entity, ...]
    altered: tuple[Alteration, ...]
    redirected: tuple[Redirect, ...]
    facts: tuple[ChangedFact, ...]
    lost: tuple[ChangedFact, ...]
    names: Mapping[str, Mapping[str, str]]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.altered or self.redirected)


def changes(old: Store, new: Store) -> ChangeSet:
    """What the new graph says otherwise than the old one."""
    before, after = _Side(old), _Side(new)
    gone = before.entities.keys() - after.entities.keys()
    came = after.entities.keys() - before.entities.keys()
    differing = _differing(before, after)
    old_facts, new_facts = before.facts(differing), after.facts(differing)
    redirected = tuple(_redirects(before.picked(gone), after))
    told = {one.entity.iri for one in redirected}
    return ChangeSet(
        added=after.picked(came),
        removed=before.picked(gone - told),
        altered=tuple(
            _alteration(entity, old_facts[entity.iri], new_facts[entity.iri])
            for entity in after.picked(differing & before.entities.keys() & after.entities.keys())
        ),
        redirected=redirected,
        facts=_facts_of(came, new_facts),
        lost=_facts_of(gone, old_facts),
        names=_names((*_facts_of(differing, old_facts), *_facts_of(differing, new_facts)), before, after),
    )


def _redirects(gone: Iterable[Entity], after: "_Side") -> Iterator[Redirect]:
    for entity in gone:
        survivor = after.survivor(entity.iri)
        if survivor is not None:
            yield Redirect(entity, survivor)


def _alteration(entity: Entity, before: set[ChangedFact], after: set[ChangedFact]) -> Alteration:
    return Alteration(entity, _sorted(after - before), _sorted(before - after))


def _facts_of(iris: Iterable[str], facts: Mapping[str, set[ChangedFact]]) -> tuple[ChangedFact, ...]:
    return _sorted(fact for iri in iris for fact in facts.get(iri, ()))


# ── reading a graph ─────────────────────────────────────────────────────────────────────────────


class _Side:
    """One of the two graphs: its entities, and a digest of what is said of each subject."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._labels: dict[str, dict[str, str]] = defaultdict(dict)
        self.redirects: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for subject, predicate, value in self._triples():
            if predicate == str(RDF.type) and (kind := _kind(value)) is not None:
                kinds[subject] = kind
            elif predicate in LABELS and isinstance(value, Literal):
                self._labels[subject][value.language or ""] = value.value
            elif predicate == str(DCTERMS.isReplacedBy) and isinstance(value, NamedNode):
                self.redirects[subject] = value.value
        self.entities = {iri: Entity(iri, kind, self._labels[iri]) for iri, kind in kinds.items()}
        self.digests = self._digests()

    def picked(self, iris: Iterable[str]) -> tuple[Entity, ...]:
        """Those entities, in order of kind and IRI."""
        return tuple(sorted((self.entities[iri] for iri in iris), key=_rank))

    def survivor(self, iri: str) -> Entity | None:
        """The entity that a retired identifier leads to."""
        return self.entities.get(self.redirects.get(iri, ""))

    def _digests(self) -> dict[str, int]:
        """A digest for each entity of all that is said of it, independent of order."""
        digests: dict[str, int] = defaultdict(int)
        for subject, predicate, value in self._triples():
            owner = owner_of(subject, self.entities)
            if owner is not None:
                digests[owner] ^= hash((subject, predicate, str(value)))
        return digests

    def facts(self, wanted: Iterable[str]) -> Mapping[str, set[ChangedFact]]:
        """What is said of those entities and of the nodes that belong to them."""
        wanted = set(wanted)
        found: dict[str, set[ChangedFact]] = defaultdict(set)
        if wanted:
            for subject, predicate, value in self._triples():
                owner = owner_of(subject, self.entities)
                if owner in wanted and isinstance(value, NamedNode | Literal):
                    found[owner].add(ChangedFact(subject, predicate, value))
        return found

    def labels(self, iris: set[str]) -> Iterator[tuple[str, str, str]]:
        """The labels of those IRIs: IRI, language, label."""
        for iri in iris & self._labels.keys():
            yield from ((iri, language, label) for language, label in self._labels[iri].items())

    def _triples(self) -> Iterator[tuple[str, str, Any]]:
        answer = self._store.query(QUERY.read_text(encoding="utf-8"))
        if not isinstance(answer, QuerySolutions):
            raise TypeError(f"{QUERY} is no SELECT query")
        yield from ((row[0].value, row[1].value, row[2]) for row in answer)


def _kind(value: Any) -> str | None:
    """The kind of entity that a class stands for, if its changes are told."""
    name = value.value.removeprefix(str(POB._NS))
    return name if name in told_kinds() else None


def owner_of(iri: str, entities: Collection[str]) -> str | None:
    """The entity that a subject is or belongs to: `…/stage/1` belongs to its agreement."""
    while iri not in entities:
        iri, slash, _ = iri.rpartition("/")
        if not slash:
            return None
    return iri


def _differing(before: _Side, after: _Side) -> set[str]:
    return {
        iri
        for iri in before.digests.keys() | after.digests.keys()
        if before.digests.get(iri) != after.digests.get(iri)
    }


def _names(told: Iterable[ChangedFact], before: _Side, after: _Side) -> dict[str, dict[str, str]]:
    iris = {iri for fact in told for iri in (fact.predicate, fact.value.value) if "://" in iri}
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for side in (before, after):
        for iri, language, label in side.labels(iris):
            names[iri][language] = label
    return names


def _rank(entity: Entity) -> tuple[int, str]:
    return list(told_kinds()).index(entity.kind), entity.iri


def _sorted(facts: Iterable[ChangedFact]) -> tuple[ChangedFact, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact.subject, fact.predicate, str(fact.value))))


@lru_cache(maxsize=1)
def told_kinds() -> Mapping[str, Sequence[str]]:
    """The classes whose entities are compared, each with the properties that say in short what one is."""
    loaded: dict[str, Mapping[str, Sequence[str]]] = read_yaml(Path(__file__).with_suffix(".yml"))
    return loaded["kinds"]
