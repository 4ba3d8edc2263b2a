"""What the graph says of one thing, as facts with their proof."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from rdflib import Namespace
from rdflib.namespace import DCTERMS, OWL, SDO

from ontology.gazetteer.groups import country_groups
from ontology.terms import POB, SCHEMES
from ontology.yaml_files import read_yaml
from web.index import lists
from web.index.filling import code_of
from web.site import Explorer
from web.views.evidence import SHOWN_PROOFS, Proofs, proofs_by_statement

VOCABULARIES: Mapping[str, Namespace] = {
    "pob": Namespace(str(POB._NS)),
    "schema": Namespace(str(SDO._NS)),
    "owl": Namespace(str(OWL._NS)),
    "dcterms": Namespace(str(DCTERMS._NS)),
}


NO_PROOFS = Proofs()


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact: a thing to link to, a concept, or a text; with the proofs of the assertion."""

    kind: str
    content: Any
    proofs: Proofs = NO_PROOFS


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A property of a thing and its values; `label` is a key of the catalogue."""

    label: str
    values: tuple[Value, ...]


@lru_cache(maxsize=1)
def shown_properties() -> Mapping[str, list[str]]:
    """Which properties each kind of thing shows, in order."""
    shown: Mapping[str, list[str]] = read_yaml(Path(__file__).with_name("facts.yml"))
    return shown


@lru_cache(maxsize=1)
def english_groups() -> Mapping[str, str]:
    """What the groups of countries that reports name are called in English."""
    asked_for = {one.ru: one.en for one in country_groups().values()}
    named: Mapping[str, str] = read_yaml(Path(__file__).with_name("groups.yml"))
    return {**asked_for, **named}


def facts_of(explorer: Explorer, thing: lists.Record, most_proofs: int = SHOWN_PROOFS) -> list[ShownFact]:
    """The facts that the thing's page shows, in the order of `facts.yml`, as far as they have values."""
    iri = explorer.iri(thing["path"])
    objects: dict[str, list[str]] = {}
    for row in explorer.ask("statements", thing=iri):
        objects.setdefault(row["predicate"], []).append(row["object"])
    shown = {predicate: objects.get(predicate, ()) for predicate in _predicates(thing["kind"])}
    statements = [(predicate, one) for predicate, values in shown.items() for one in values]
    proofs = proofs_by_statement(explorer, iri, statements, most_proofs)
    facts = []
    for predicate, found in shown.items():
        values = [
            value_of(explorer, predicate, one, proofs.get((predicate, one), NO_PROOFS)) for one in found
        ]
        if values:
            ordered = sorted(values, key=lambda value: (-value.proofs.count, _sort_text(value)))
            facts.append(ShownFact(f"fact.{code_of(predicate)}", tuple(ordered)))
    return _as_one_day(facts)


def _predicates(kind: str) -> list[str]:
    """The IRIs of the properties that such a thing shows, in order."""
    parts = (name.partition(":") for name in shown_properties().get(kind, ()))
    return [str(VOCABULARIES[prefix][local]) for prefix, _, local in parts]


def _as_one_day(facts: list[ShownFact]) -> list[ShownFact]:
    """An event that begins and ends on one day has a day, with the proofs of its beginning."""
    days = {
        fact.label: {value.content for value in fact.values}
        for fact in facts
        if fact.label in ("fact.startDate", "fact.endDate")
    }
    if "fact.startDate" not in days or days["fact.startDate"] != days.get("fact.endDate"):
        return facts
    return [
        replace(fact, label="fact.day") if fact.label == "fact.startDate" else fact
        for fact in facts
        if fact.label != "fact.endDate"
    ]


DAY = re.compile(r"\d{4}-\d\d-\d\d")
DAYS = {
    "startDate", "endDate", "signedOn", "signedNotBefore", "signedNotAfter", "validUntil", "endedOn",
    "lastEvidence", "firstContact", "lastContact", "periodStart", "periodEnd",
}  # fmt: skip


def value_of(explorer: Explorer, predicate: str, content: str, proofs: Proofs = NO_PROOFS) -> Value:
    """An object of an assertion as a page shows it."""
    if content.startswith(explorer.base):
        path = content.removeprefix(explorer.base)
        known = lists.by_path(explorer.db, [path]).get(path)
        return Value("thing", known, proofs) if known is not None else Value("text", path, proofs)
    if content.startswith(SCHEMES):
        scheme, _, code = content.removeprefix(SCHEMES).partition("/")
        sql = "SELECT * FROM concept WHERE scheme = ? AND code = ?"
        known = explorer.db.execute(sql, (scheme, code)).fetchone()
        return Value("concept", known, proofs) if known is not None else Value("text", code, proofs)
    if predicate == str(OWL.sameAs):
        return Value("link", content, proofs)
    if code_of(predicate) in DAYS or (predicate == str(POB.value) and DAY.fullmatch(content)):
        return Value("day", content, proofs)
    if predicate == str(POB.countryGroup):
        return _group(content, proofs)
    return Value("text", content, proofs)


def _group(content: str, proofs: Proofs) -> Value:
    """A group of countries, in both languages where its English name is known."""
    english = english_groups().get(content)
    return (
        Value("group", {"ru": content, "en": english}, proofs) if english else Value("text", content, proofs)
    )


def _sort_text(value: Value) -> str:
    return str(value.content["ru"]) if value.kind in ("thing", "concept", "group") else str(value.content)
