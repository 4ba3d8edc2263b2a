"""Identifiers: readable paths under the entity base, made from what a thing is, not from row order."""

import hashlib
import re

from graph.entities import Id
from ontology.gazetteer import load
from ontology.gazetteer.spelling import romanise
from ontology.gazetteer.spelling import slug as latin_slug

DEFAULT_BASE = "https://w3id.org/pobratim/id/"
SLUG_LENGTH = 60


def slug(text: str, *, length: int = SLUG_LENGTH) -> str:
    """The text in lower-case Latin letters, digits and single hyphens, cut at a word; never empty."""
    kept = latin_slug(romanise(text.replace("№", " ")))
    if len(kept) > length:
        kept = kept[: length + 1].rpartition("-")[0] or kept[:length]
    return kept or short_hash(text)


def short_hash(*identity: str) -> str:
    """Six hexadecimal digits that depend on every part of the identity."""
    return hashlib.sha256("\x1f".join(identity).encode()).hexdigest()[:6]


def report_id(name: str) -> Id:
    """The identifier of the report of that file name (without extension)."""
    return f"report/{_file_slug(name)}"


def entry_id(report: Id, number: int, occurrence: int = 1) -> Id:
    """The identifier of a report's row by its number; a repeated number is told apart by its occurrence."""
    suffix = "" if occurrence == 1 else f"-{occurrence}"
    return f"{report}/entry/{number}{suffix}"


def report_of(entry: Id) -> Id:
    """The identifier of the report that a row is of."""
    return entry.rpartition("/entry/")[0]


def evidence_id(entry: Id, number: int) -> Id:
    """The identifier of one of the pieces of evidence that a row gives, counted from 1."""
    return f"{entry}/evidence/{number}"


def merge_id(entry: Id, number: int) -> Id:
    """The identifier of one of the merges that a row accounts for, counted from 1."""
    return f"{entry}/merge/{number}"


def country_id(code: str) -> Id:
    """The identifier of a country by its ISO code, or by name where it has none."""
    known = load().country(code)
    return f"place/{known.id if known is not None else slug(code)}"


def place_id(country: str, name: str) -> Id:
    """The identifier of a place by its country and its distinguishing name."""
    return f"{country_id(country)}/{slug(name)}"


def event_id(year: str, label: str, *identity: str) -> Id:
    """The identifier of an event by year («undated» where unknown), label and what else tells it apart."""
    return f"event/{year}/{slug(label)}-{short_hash(label, *identity)}"


def person_id(name: str, country: str | None, *identity: str) -> Id:
    """The identifier of a person by name, country code and, for namesakes, what else tells them apart."""
    suffix = f"-{short_hash(*identity)}" if identity else ""
    return f"person/{slug(country) if country is not None else 'unknown'}/{slug(name)}{suffix}"


def agreement_id(year: str, label: str, *identity: str) -> Id:
    """The identifier of an agreement by year, label and its parties' identifiers."""
    return f"agreement/{year}/{slug(label)}-{short_hash(label, *identity)}"


def twinning_id(one: Id, other: Id) -> Id:
    """The identifier of a twinning; the order of the two places does not matter."""
    first, second = sorted((one, other))
    return f"twinning/{_last(first)}--{_last(second)}-{short_hash(first, second)}"


def partnership_id(home: Id, partner: Id) -> Id:
    """The identifier of a partnership by its two sides."""
    return f"partnership/{_last(home)}/{_tail(partner)}"


def tally_id(
    dimension: str, value: str, side: Id | None, country: Id | None, partner: Id | None = None
) -> Id:
    """The identifier of a tally by what it counts; «all» stands for all home sides or countries."""
    parts = [_tail(one) if one is not None else "all" for one in (side, country)]
    if partner is not None:
        parts.append(f"with-{_tail(partner)}")
    return "/".join(("tally", dimension, *parts, _tail(value) or value))


def report_graph(report: Id) -> Id:
    """The named graph of a report's assertions."""
    return f"graph/{report}"


_EVIDENCE = "graph/evidence/"


def evidence_graph(report: Id) -> Id:
    """The named graph that tells why a report's assertions are held."""
    return f"{_EVIDENCE}{report.removeprefix('report/')}"


def is_evidence_graph(iri: str) -> bool:
    """Whether the named graph tells why assertions are held."""
    return f"/{_EVIDENCE}" in iri


GRAPHS = "graph/"
"""How the path of every named graph begins."""
PLACES_GRAPH = "graph/places"
PARTNERSHIPS_GRAPH = "graph/partnerships"
TALLIES_GRAPH = "graph/tallies"
VOCABULARY_GRAPH = "graph/vocabulary"
EXAMPLES_GRAPH = "graph/examples"
ABOUT_GRAPH = "graph/about"


def _file_slug(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    return plain if plain == name else f"{slug(name)}-{short_hash(name)}"


def _last(path: Id) -> str:
    return path.rpartition("/")[2]


def _tail(path: Id) -> str:
    return path.partition("/")[2].replace("/", "-")
