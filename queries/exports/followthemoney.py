"""People, bodies, posts, events, agreements and places as FollowTheMoney entities, one a line.

Tools of investigators read these (Aleph, OpenAleph, nomenklatura). The file beside says what our classes and
properties are there.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from textwrap import shorten
from typing import BinaryIO

from ontology.terms import SCHEMES
from ontology.yaml_files import read_yaml
from queries.exports.model import ExportSource
from queries.exports.things import Thing, things

MAPPING = Path(__file__).with_suffix(".yml")
LONGEST_NAME = 380
"""A longer one is cut there, and told whole in the summary."""
Entity = dict[str, object]


@cache
def _mapping() -> Mapping[str, Mapping[str, object]]:
    told: Mapping[str, Mapping[str, object]] = read_yaml(MAPPING)
    return told


def entities(source: ExportSource) -> Iterator[Entity]:
    """Every entity, those that others lead to first."""
    countries = {one.iri: one.value("pob:countryCode") for one in things(source, "pob:Country")}
    for curie, told in _mapping().items():
        for one in things(source, curie):
            yield _entity(one, told, countries)


def _country_codes(iris: Iterable[str], countries: Mapping[str, str | None]) -> list[str]:
    return sorted({code.lower() for iri in iris if (code := countries.get(iri))})


def _entity(one: Thing, told: Mapping[str, object], countries: Mapping[str, str | None]) -> Entity:
    properties: dict[str, list[str]] = defaultdict(list, _names(one, told))
    if curie := told.get("country"):
        properties["country"] = _country_codes(one.values(str(curie)), countries)
    for name, curies in dict(told.get("properties", {})).items():  # type: ignore[call-overload]
        properties[name] += [_coded(value) for curie in curies for value in one.values(curie)]
    for name, curies in dict(told.get("links", {})).items():  # type: ignore[call-overload]
        properties[name] = [identifier(iri) for curie in curies for iri in one.values(curie)]
    return {
        "id": identifier(one.iri),
        "schema": _schema(one, told),
        "properties": {name: list(dict.fromkeys(values)) for name, values in properties.items() if values},
    }


def _names(one: Thing, told: Mapping[str, object]) -> dict[str, list[str]]:
    """The name, in full where it is too long for one, and the others."""
    if not told.get("named", True):
        return {}
    name, *others = one.names()
    short = shorten(name, LONGEST_NAME, placeholder="…")
    full = [name] if len(name) > LONGEST_NAME else []
    return {"name": [short], "summary": full, "alias": others if told.get("aliases", True) else []}


def _schema(one: Thing, told: Mapping[str, object]) -> str:
    kind = (one.value("pob:organisationKind") or "").removeprefix(f"{SCHEMES}organisation-kind/")
    return str(dict(told.get("by_kind", {})).get(kind, told["schema"]))  # type: ignore[call-overload]


def _coded(value: str) -> str:
    """The code of a concept; any other value as it is."""
    return value.rpartition("/")[2] if value.startswith(SCHEMES) else value


def identifier(iri: str) -> str:
    """What a thing is called there: of letters and digits, the same as long as its IRI is."""
    return f"pobratim-{sha256(iri.encode()).hexdigest()[:20]}"


def write_ftm(source: ExportSource, output: BinaryIO) -> None:
    """The entities, one JSON object a line."""
    for entity in entities(source):
        output.write(json.dumps(entity, ensure_ascii=False).encode() + b"\n")
