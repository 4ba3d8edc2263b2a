"""What the desk's builder of queries offers: the graph's classes, and where the properties of each lead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from ontology.structure.model import Property, Shape, name_of, structure
from ontology.terms import PREFIXES
from queries.choices import CONCEPT_TYPES, Choices
from queries.engine import Engine
from web.views.vocabulary import shortened

_XSD, _POB = PREFIXES["xsd"], PREFIXES["pob"]
_NUMBERS = tuple(_XSD + name for name in ("integer", "decimal"))
_KINDS_OF_VALUE = {_XSD + "date": "day", _XSD + "boolean": "flag", "lang": "text", _XSD + "string": "text"}
_FOUND_BY_SEARCH = {
    "Event": "event", "Agreement": "agreement", "Organisation": "organisation", "Person": "person",
    "Municipality": "municipality", "Country": "country", "Report": "report", "Entry": "entry", "Place": "",
    "Region": "", "District": "", "Settlement": "",
}  # fmt: skip
"""Classes whose things are searched for by name, and the kind that search knows them by; "" for any."""
_CONCEPTS = {
    "EventType": "event_type", "Sector": "sector", "Mode": "mode", "AgreementType": "agreement_type",
    "AgreementStatus": "status", "OrganisationKind": "organisation_kind", "Strength": "strength",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BuilderStep:
    """A property as a way between two things, backwards if `inverse`; `value` is what stands at its end.

    That is thing, concept, day, number, text or flag.
    """

    path: str
    inverse: bool
    label: str
    to: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A class with its steps; `search` is the kind its things are searched as, `concepts` are all it has."""

    iri: str
    label: str
    search: str | None
    concepts: tuple[tuple[str, str], ...]
    steps: tuple[BuilderStep, ...]


def offered(engine: Engine, lang: str) -> list[Mapping[str, object]]:
    """Every class that readers ask about, with its properties and those that lead to it, as plain data."""
    shapes = [shape for shape in structure("things") if len(shape.classes) == 1]
    choices = Choices(engine)
    return [asdict(_offered(shape, shapes, choices, lang)) for shape in shapes]


def _offered(shape: Shape, shapes: Sequence[Shape], choices: Choices, lang: str) -> Offered:
    (iri,) = shape.classes
    kind = _CONCEPTS.get(shape.name)
    assert kind is None or kind in CONCEPT_TYPES
    concepts = () if kind is None else tuple((one.term.value, one.label(lang)) for one in choices.of(kind))
    steps = () if kind is not None else (*_steps(shape, lang), *_steps_to(shape, shapes, lang))
    return Offered(
        shortened(iri), _label(iri, lang), _FOUND_BY_SEARCH.get(shape.name), concepts, tuple(steps)
    )


def _steps(shape: Shape, lang: str) -> Iterator[BuilderStep]:
    for prop in shape.properties:
        value = _value(prop)
        if value is not None:
            to = tuple(map(shortened, prop.leads_to)) if value in ("thing", "concept") else ()
            yield BuilderStep(shortened(prop.iri), False, _label(prop.iri, lang), to, value)


def _steps_to(shape: Shape, shapes: Sequence[Shape], lang: str) -> Iterator[BuilderStep]:
    """The properties of other classes that lead to this one, or to the class that it is a kind of."""
    own = {shape.classes[0], *(kind.classes[0] for kind in shapes if _is_kind_of(shape, kind))}
    for other in shapes:
        for prop in other.properties:
            if not own.isdisjoint(prop.leads_to) and not _is_kind_of_any(other, shapes):
                label = f"{_label(other.classes[0], lang)} ({_label(prop.iri, lang)})"
                yield BuilderStep(shortened(prop.iri), True, label, (shortened(other.classes[0]),), "thing")


def _is_kind_of(shape: Shape, kind: Shape) -> bool:
    """Whether all that is said of the kind's things is said of the shape's, and it has properties at all."""
    size = len(kind.properties)
    return shape is not kind and size > 0 and shape.properties[:size] == kind.properties


def _is_kind_of_any(shape: Shape, shapes: Sequence[Shape]) -> bool:
    return any(_is_kind_of(shape, kind) and kind.name == "Place" for kind in shapes)


def _value(prop: Property) -> str | None:
    """What stands at the end of a property; None of plain addresses, which nobody asks for by name."""
    if all(one.startswith(_POB) for one in prop.leads_to):
        is_concept = all(one.removeprefix(_POB) in _CONCEPTS for one in prop.leads_to)
        return "concept" if is_concept else "thing"
    (first, *_) = prop.leads_to
    if first in _NUMBERS:
        return "number"
    return "thing" if first.startswith(PREFIXES["org"]) else _KINDS_OF_VALUE.get(first)


def _label(iri: str, lang: str) -> str:
    names = name_of(iri)
    label = names.get(lang) or names["ru"]
    return label[:1].upper() + label[1:]
