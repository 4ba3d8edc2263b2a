"""Changes told: line by line in Russian or English, and as RDF."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import DCTERMS, RDF, XSD

from graph.changes.differences import Alteration, ChangedFact, ChangeSet, Entity, owner_of, told_kinds
from graph.write.rdf import term
from graph.write.wording import term_told
from ontology.speech import Speech
from ontology.speech.quotes import nested
from ontology.terms import POB
from ontology.terms import concept as concept_iri
from ontology.vocabulary import label as vocabulary_label

NONE = "0"
"""A count of nothing, which goes without saying of what is new or gone."""
PERIOD = "period"
CHANGESET = "http://purl.org/vocab/changeset/schema#"


# ── in words ────────────────────────────────────────────────────────────────────────────────────


def in_words(found: ChangeSet, language: str = "ru") -> Iterator[str]:
    """The changes line by line, the sum first; `language` is ru or en."""
    speech = Speech(language)
    if not found:
        yield speech.say("changes.none")
        return
    teller = _Teller(found, speech)
    counts = {name: len(getattr(found, name)) for name in ("added", "removed", "altered", "redirected")}
    yield speech.say("changes.summary", **counts)
    for key, entities, facts in (("added", found.added, found.facts), ("removed", found.removed, found.lost)):
        yield from (f"{speech.say(f'changes.{key}')}: {teller.in_short(one, facts)}" for one in entities)
    for redirect in found.redirected:
        into = f"{speech.say('changes.into')} {teller.named(redirect.survivor)}"
        yield f"{speech.say('changes.redirected')}: {teller.named(redirect.entity)}, {into}"
    for alteration in found.altered:
        yield f"{speech.say('changes.altered')}: {teller.named(alteration.entity)}"
        yield from (f"    {line}" for line in teller.altered(alteration))


class _Teller:
    """Names things and values of a change set in one language."""

    def __init__(self, found: ChangeSet, speech: Speech) -> None:
        self.names = found.names
        self.speech = speech
        self._facts: dict[int, dict[str, list[ChangedFact]]] = {}

    def named(self, entity: Entity) -> str:
        """«событие «Ярмарка» <IRI>»."""
        kind = self._vocabulary(f"{POB._NS}{entity.kind}") or entity.kind
        return f"{kind.lower()} {nested(f'«{entity.label(self.speech.lang)}»')} <{entity.iri}>"

    def in_short(self, entity: Entity, facts: Sequence[ChangedFact]) -> str:
        """The entity with what says in short what it is."""
        of_entity = self._by_subject(facts)[entity.iri]
        gist = []
        for property in told_kinds()[entity.kind]:
            values = [self.value(one) for one in of_entity if _tail(one.predicate) == property]
            if values not in ([], [NONE]):
                gist.append(f"{self.term(_found(of_entity, property))} – {', '.join(values)}")
        return ": ".join(part for part in (self.named(entity), "; ".join(gist)) if part)

    def altered(self, alteration: Alteration) -> Iterator[str]:
        """A value that replaced another on one line, others with a plus or a minus; a node on one line."""
        own = alteration.entity.iri
        removed, added = (_by_node(facts, own) for facts in (alteration.removed, alteration.added))
        whole = {fact.subject for fact in (*alteration.removed, *alteration.added) if _is_type(fact)}
        for node in sorted({*removed, *added}):
            name = self._node(node.removeprefix(own).strip("/"))
            told = self._whole if name and node in whole else self._compared
            yield from told(name, removed.get(node, ()), added.get(node, ()))

    def _whole(self, name: str, gone: Sequence[ChangedFact], came: Sequence[ChangedFact]) -> Iterator[str]:
        sign = "+" if came else "−"
        yield f"{sign} {name}: {'; '.join(self._said(fact) for fact in came or gone)}"

    def _compared(self, name: str, gone: Sequence[ChangedFact], came: Sequence[ChangedFact]) -> Iterator[str]:
        for predicate in sorted({fact.predicate for fact in (*gone, *came)}):
            label = ", ".join(part for part in (name, self.term(predicate)) if part)
            old, new = self._values(gone, predicate), self._values(came, predicate)
            if len(old) == len(new) == 1:
                yield f"{label}: {old[0]} → {new[0]}"
            else:
                yield from (f"− {label}: {value}" for value in old)
                yield from (f"+ {label}: {value}" for value in new)

    def _values(self, facts: Sequence[ChangedFact], predicate: str) -> list[str]:
        return [self.value(one) for one in facts if one.predicate == predicate]

    def _said(self, fact: ChangedFact) -> str:
        return f"{self.term(fact.predicate)} {self.value(fact)}"

    def _node(self, path: str) -> str:
        """What a node under an entity is called: «стадия 2», «2025 год»; nothing for the entity itself."""
        kind, _, key = path.partition("/")
        if not kind:
            return ""
        concept = self._vocabulary(concept_iri("sector", key)) if kind == "sector" else None
        return self.speech.say_if_known(f"changes.node.{kind}", n=key, concept=concept or key) or path

    def value(self, fact: ChangedFact) -> str:
        """A value in words: days and periods as they are said."""
        if not isinstance(fact.value, Literal):
            return self.term(fact.value.value)
        if fact.value.datatype.value == str(XSD.date):
            return self.speech.date(fact.value.value)
        return self.speech.period(fact.value.value) if _tail(fact.predicate) == PERIOD else fact.value.value

    def term(self, iri: str) -> str:
        """What the graph or the catalogue calls that IRI."""
        labels = self.names.get(iri, {})
        return labels.get(self.speech.lang) or next(iter(labels.values()), term_told(iri, self.speech))

    def _vocabulary(self, iri: str) -> str | None:
        return vocabulary_label(iri, self.speech.lang)

    def _by_subject(self, facts: Sequence[ChangedFact]) -> Mapping[str, Sequence[ChangedFact]]:
        if id(facts) not in self._facts:
            found: dict[str, list[ChangedFact]] = defaultdict(list)
            for fact in facts:
                found[fact.subject].append(fact)
            self._facts[id(facts)] = found
        return self._facts[id(facts)]


def _by_node(facts: Iterable[ChangedFact], entity: str) -> Mapping[str, Sequence[ChangedFact]]:
    """The facts by what they are of: the entity or a node under it, without mere links between the two."""
    found: dict[str, list[ChangedFact]] = defaultdict(list)
    for fact in facts:
        inner = fact.value.value.startswith(f"{entity}/") or fact.value.value == entity
        if not _is_type(fact) and not inner:
            found[fact.subject].append(fact)
    return found


def _is_type(fact: ChangedFact) -> bool:
    return fact.predicate == str(RDF.type)


def _found(facts: Sequence[ChangedFact], property: str) -> str:
    return next(one.predicate for one in facts if _tail(one.predicate) == property)


def _tail(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


# ── as RDF ──────────────────────────────────────────────────────────────────────────────────────


def change_triples(found: ChangeSet, base: str) -> Iterator[Triple]:
    """The changes in the Changeset vocabulary: a cs:ChangeSet per entity, its additions and removals reified.

    `base` begins the IRIs of the change sets.
    """
    by_entity: dict[str, tuple[list[ChangedFact], list[ChangedFact]]] = defaultdict(lambda: ([], []))
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
        retired, survivor = NamedNode(redirect.entity.iri), NamedNode(redirect.survivor.iri)
        yield Triple(retired, term(DCTERMS.isReplacedBy), survivor)


def _change_set(
    iri: str, entity: str, added: list[ChangedFact], removed: list[ChangedFact]
) -> Iterator[Triple]:
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


# ── as data ─────────────────────────────────────────────────────────────────────────────────────


def changes_as_data(found: ChangeSet) -> dict[str, list[dict[str, object]]]:
    """The changes for JSON: entities with their labels, and what is said of each otherwise."""
    gained, lost = _by_owner(found.facts, found.added), _by_owner(found.lost, found.removed)
    return {
        "added": [{**_entity(one), "facts": gained[one.iri]} for one in found.added],
        "removed": [{**_entity(one), "facts": lost[one.iri]} for one in found.removed],
        "altered": [
            {
                **_entity(one.entity),
                "added": list(map(_fact, one.added)),
                "removed": list(map(_fact, one.removed)),
            }
            for one in found.altered
        ],
        "redirected": [{**_entity(one.entity), "into": one.survivor.iri} for one in found.redirected],
    }


def _by_owner(
    facts: Iterable[ChangedFact], entities: Iterable[Entity]
) -> Mapping[str, list[dict[str, object]]]:
    owners = {entity.iri for entity in entities}
    told: dict[str, list[dict[str, object]]] = defaultdict(list)
    for fact in facts:
        told[owner_of(fact.subject, owners) or ""].append(_fact(fact))
    return told


def _entity(entity: Entity) -> dict[str, object]:
    return {"iri": entity.iri, "kind": entity.kind, "labels": dict(entity.labels)}


def _fact(fact: ChangedFact) -> dict[str, object]:
    value = fact.value
    said = {"subject": fact.subject, "predicate": fact.predicate}
    if isinstance(value, NamedNode):
        return {**said, "iri": value.value}
    typed = {"language": value.language} if value.language else {"datatype": value.datatype.value}
    return {**said, "value": value.value, **typed}
