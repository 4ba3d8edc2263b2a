"""The addresses that give data, as `operations.yml` has them: what document and page are made of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from ontology.codec import from_json
from ontology.yaml_files import read_yaml
from queries.engine.serialise import SOLUTION_MEDIA, TRIPLE_MEDIA, TURTLE
from web.index.filters import FILTER_NAMES

GROUPS = (
    "sparql", "things", "questions", "tables", "pictures", "catalogue", "reconciliation", "watching",
)  # fmt: skip
"""In the order in which they are told."""
SOLUTIONS = '{"head": {"vars": ["country", "ties"]}, "results": {"bindings": [{"country": {"type": "uri", …'
_IN_PATH = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class ToldOperation:
    """An operation as the file tells it."""

    id: str
    path: str
    group: str
    answers: Mapping[str, Any]
    method: str = "get"
    parameters: Mapping[str, str | None] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    filters: bool = False
    bodies: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    leads: int | None = None
    problems: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldParameter:
    """What stands in an address: in its path or after the question mark, with an example where it helps."""

    name: str
    example: str | None
    in_path: bool
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """A request that is answered with data; `answers` and `bodies` have an example by media type.

    An example is text, or the value that JSON stands for; "" where there is none. `leads` is the status of an
    answer that is an address.
    """

    told: ToldOperation
    parameters: tuple[ToldParameter, ...]
    answers: Mapping[str, Any]

    @property
    def example(self) -> str:
        """An address that can be asked as it is."""
        values = {one.name: one.example for one in self.parameters if one.example is not None}
        path = _IN_PATH.sub(lambda found: quote(values.pop(found[1]) or ""), self.told.path)
        return path + (f"?{urlencode(values, quote_via=quote)}" if values else "")


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation, in the order of the file."""
    read = read_yaml(Path(__file__).with_name("operations.yml"))
    return tuple(map(_operation, from_json(tuple[ToldOperation, ...], read)))


def _operation(told: ToldOperation) -> Operation:
    in_path = _IN_PATH.findall(told.path)
    named = dict(told.parameters) | (dict.fromkeys(FILTER_NAMES) if told.filters else {})
    parameters = (
        ToldParameter(name, example, name in in_path, name in in_path or name in told.needed)
        for name, example in named.items()
    )
    return Operation(told, tuple(parameters), dict(_answers(told.answers)))


def _answers(told: Mapping[str, Any]) -> dict[str, Any]:
    """The examples by media type, those that stand for many written out."""
    found: dict[str, Any] = {}
    for name, example in told.items():
        if name == "solutions":
            found |= {
                _type(one.media_type): SOLUTIONS if one is SOLUTION_MEDIA[0] else "" for one in SOLUTION_MEDIA
            }
        elif name == "rdf":
            shown = example if isinstance(example, str) else ""
            found |= {_type(one.media_type): shown if one is TURTLE else "" for one in TRIPLE_MEDIA}
        else:
            found[name] = example
    return found


def _type(media_type: str) -> str:
    return media_type.partition(";")[0]
