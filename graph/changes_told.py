"""Changes told: line by line in Russian or English, and as RDF."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import DCTERMS, RDF

from graph.changes import Alteration, ChangeSet, Entity, Fact, change_words, owner_of
from graph.rdf import term

CHANGESET = "http://purl.org/vocab/changeset/schema#"


# ── in words ────────────────────────────────────────────────────────────────────────────────────


def in_words(found: ChangeSet, language: str = "ru") -> Iterator[str]:
    """The changes line by line, the sum first; `language` is ru or en."""
    say = change_words()[language]
    if not found:
        yield say["none"]
        return
    counts = {name: len(getattr(found, name)) for name in ("added", "removed", "altered", "redirected")}
    yield say["summary"].format(**counts)
    for heading, entities in (("added", found.added), ("removed", found.removed)):
        for entity in entities:
            yield f"{say[heading]}: {_told(entity, language)}"
    for redirect in found.redirected:
        yield f"{say['redirected']}: {_told(redirect.entity, language)} → {redirect.survivor}"
    for alteration in found.altered:
        yield f"{say['altered']}: {_told(alteration.entity, language)}"
        yield from (f"    {line}" for line in _altered_facts(alteration, found.names, language))


def _told(entity: Entity, language: str) -> str:
    return f"{change_words()['kinds'][entity.kind][language]} «{entity.label(language)}» <{entity.iri}>"


def _altered_facts(
    alteration: Alteration, names: Mapping[str, Mapping[str, str]], language: str
) -> Iterator[str]:
    """A value that replaced another on one line, others with a plus or a minus."""
    removed: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    added: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for facts, by_slot in ((alteration.removed, removed), (alteration.added, added)):
        for fact in facts:
            if fact.predicate != str(RDF.type):
                by_slot[fact.subject, fact.predicate].append(fact)
    for slot in sorted({*removed, *added}):
        path = slot[0].removeprefix(alteration.entity.iri).removeprefix("/")
        label = f"{path} {_name(slot[1], names, language)}".strip()
        old, new = (
            [_value(fact, names, language) for fact in side.get(slot, ())] for side in (removed, added)
        )
        if len(old) == len(new) == 1:
            yield f"{label}: {old[0]} → {new[0]}"
        else:
            yield from (f"− {label}: {value}" for value in old)
            yield from (f"+ {label}: {value}" for value in new)


def _value(fact: Fact, names: Mapping[str, Mapping[str, str]], language: str) -> str:
    if isinstance(fact.value, Literal):
        return fact.value.value
    return _name(fact.value.value, names, language)


def _name(iri: str, names: Mapping[str, Mapping[str, str]], language: str) -> str:
    labels = names.get(iri, {})
    tail = iri.rpartition("#")[2].rpartition("/")[2]
    known = change_words()[language]["terms"].get(tail, tail)
    return labels.get(language) or next(iter(labels.values()), known)


# ── as RDF ──────────────────────────────────────────────────────────────────────────────────────


def change_triples(found: ChangeSet, base: str) -> Iterator[Triple]:
    """The changes in the Changeset vocabulary: a cs:ChangeSet per entity, its additions and removals reified.

    `base` begins the IRIs of the change sets.
    """
    by_entity: dict[str, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for alteration in found.altered:
        by_entity[alteration.entity.iri][0].extend(alteration.added)
        by_entity[alteration.entity.iri][1].extend(alteration.removed)
    for facts, side, entities in ((found.facts, 0, found.added), (found.lost, 1, found.removed)):
        owners = {entity.iri for entity in entities}
        for fact in facts:
            owner = owner_of(fact.subject, owners)
            if owner is not None:
                by_entity[owner][side].append(fact)
    for number, entity in enumerate(sorted(by_entity), start=1):
        yield from _change_set(f"{base}{number}", entity, *by_entity[entity])
    for redirect in found.redirected:
        yield Triple(NamedNode(redirect.entity.iri), term(DCTERMS.isReplacedBy), NamedNode(redirect.survivor))


def _change_set(iri: str, entity: str, added: list[Fact], removed: list[Fact]) -> Iterator[Triple]:
    own = NamedNode(iri)
    yield Triple(own, term(RDF.type), term(f"{CHANGESET}ChangeSet"))
    yield Triple(own, term(f"{CHANGESET}subjectOfChange"), NamedNode(entity))
    for name, facts in (("addition", added), ("removal", removed)):
        for number, fact in enumerate(facts, start=1):
            statement = NamedNode(f"{iri}/{name}/{number}")
            yield Triple(own, term(f"{CHANGESET}{name}"), statement)
            yield Triple(statement, term(RDF.type), term(RDF.Statement))
            yield Triple(statement, term(RDF.subject), NamedNode(fact.subject))
            yield Triple(statement, term(RDF.predicate), NamedNode(fact.predicate))
            yield Triple(statement, term(RDF.object), fact.value)
