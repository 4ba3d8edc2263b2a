"""SHACL shapes as the checks of a build read them: what each is about, what must hold, what is told if not.

Whatever of SHACL Core stands in the file of shapes is known here; what is not is refused when it is read, so
that nothing stays unchecked.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.collection import Collection as RdfList
from rdflib.namespace import RDF, RDFS, SH

from graph.write.rdf import Object, as_rdflib, term
from ontology.model import Severity
from ontology.speech import LANGUAGES, Speech

Told = Mapping[str, str]
"""Words by language."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step of a path: along a property, or against it."""

    predicate: NamedNode
    against: bool = False

    @property
    def reversed(self) -> "PathStep":
        """The same step back."""
        return PathStep(self.predicate, not self.against)


Path = tuple[PathStep, ...]


class CheckedThing(Protocol):
    """A thing that shapes are about."""

    def values(self, path: Path) -> Sequence[Object]:
        """What the path leads to, each once; the thing itself where there is no path."""
        ...

    def has_class(self, node: Object, wanted: NamedNode) -> bool:
        """Whether the node is said to be of that class."""
        ...


Holds = Callable[[Sequence[Object], CheckedThing], bool]
"""Whether a constraint holds of these values, which a path leads to from the thing."""


@dataclass(frozen=True, slots=True, eq=False)
class CheckedShape:
    """What must hold of what the path leads to, with what is told of a thing of which it does not."""

    path: Path
    constraints: tuple[Holds, ...]
    severity: Severity
    message: Told
    remedy: Told
    parts: tuple["CheckedShape", ...] = ()

    def holds(self, thing: CheckedThing) -> bool:
        """Whether all its own constraints hold of the thing, whatever its parts say."""
        values = thing.values(self.path)
        return all(one(values, thing) for one in self.constraints)

    def broken(self, thing: CheckedThing) -> Iterator["CheckedShape"]:
        """Itself where it does not hold of the thing, and those of its parts that do not."""
        if not self.holds(thing):
            yield self
        for part in self.parts:
            yield from part.broken(thing)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes by what they are about: a class, what a property leads to, or what has a property.

    `paths` are those of more than one step, `predicates` all that any shape looks at.
    """

    of_class: Mapping[NamedNode, tuple[CheckedShape, ...]]
    of_objects: Mapping[NamedNode, tuple[CheckedShape, ...]]
    of_subjects: Mapping[NamedNode, tuple[CheckedShape, ...]]
    paths: tuple[Path, ...]
    predicates: frozenset[NamedNode]


def read_shapes(graph: Graph) -> Shapes:
    """The node shapes of the graph; raises ValueError for anything in one that nobody would check."""
    of: dict[URIRef, dict[NamedNode, list[CheckedShape]]] = {target: {} for target in _TARGETS}
    for node in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str):
        shape = _shape(graph, node)
        for target in _TARGETS:
            for one in graph.objects(node, target):
                of[target].setdefault(term(str(one)), []).append(shape)
    of_class, of_objects, of_subjects = (
        {one: tuple(shapes) for one, shapes in of[target].items()} for target in _TARGETS
    )
    paths = (_path(graph, end) for end in sorted(set(graph.objects(None, SH.path)), key=str))
    several = tuple(path for path in paths if len(path) > 1)
    return Shapes(of_class, of_objects, of_subjects, several, _predicates(graph))


_TARGETS = (SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf)
_OF_A_SHAPE = frozenset(
    {RDF.type, RDFS.comment, SH.path, SH.property, SH.message, SH.severity, *_TARGETS}
)  # fmt: skip


def _shape(graph: Graph, node: Any) -> CheckedShape:
    path = graph.value(node, SH.path)
    is_severe = graph.value(node, SH.severity) in (None, SH.Violation)
    return CheckedShape(
        _path(graph, path) if path is not None else (),
        tuple(_constraints(graph, node)),
        Severity.ERROR if is_severe else Severity.WARNING,
        _by_language(graph.objects(node, SH.message)),
        _remedy(graph, node, is_severe=is_severe),
        tuple(_shape(graph, one) for one in sorted(graph.objects(node, SH.property), key=str)),
    )


def _constraints(graph: Graph, node: Any) -> Iterator[Holds]:
    readers = _READERS if (node, SH.path, None) in graph else {**_READERS, **_OF_THE_THING}
    for predicate, value in graph.predicate_objects(node):
        if predicate in _OF_A_SHAPE:
            continue
        read = readers.get(predicate)
        if read is None:
            raise ValueError(f"no build checks {predicate} where a shape has it")
        yield read(graph, value)


def _remedy(graph: Graph, node: Any, *, is_severe: bool) -> Told:
    """What the shape tells to do; else, where it must hold, what is to be done about any."""
    told = _by_language(graph.objects(node, RDFS.comment))
    if told or not is_severe:
        return told
    return {lang: Speech(lang).say("notice.violation.remedy") for lang in LANGUAGES}


def _by_language(texts: Iterable[Any]) -> Told:
    return {str(one.language): str(one) for one in texts if isinstance(one, RdflibLiteral)}


def _path(graph: Graph, end: Any) -> Path:
    return tuple(_steps(graph, end))


def _steps(graph: Graph, end: Any) -> Iterator[PathStep]:
    against = graph.value(end, SH.inversePath)
    if against is not None:
        yield PathStep(term(str(against)), against=True)
    elif isinstance(end, URIRef):
        yield PathStep(term(str(end)))
    else:
        for one in RdfList(graph, end):
            yield from _steps(graph, one)


def _predicates(graph: Graph) -> frozenset[NamedNode]:
    """The properties that shapes name, and the class."""
    pointing = (
        SH.path, SH.inversePath, SH.lessThanOrEquals, SH.targetObjectsOf, SH.targetSubjectsOf, RDF.first,
    )  # fmt: skip
    found = (one for end in pointing for one in graph.objects(None, end) if isinstance(one, URIRef))
    return frozenset(term(str(one)) for one in (*found, RDF.type))


# ── what can be asked of values ─────────────────────────────────────────────────────────────────


def _min_count(graph: Graph, least: Any) -> Holds:
    number = int(least)
    return lambda values, thing: len(values) >= number


def _max_count(graph: Graph, most: Any) -> Holds:
    number = int(most)
    return lambda values, thing: len(values) <= number


def _class(graph: Graph, wanted: Any) -> Holds:
    iri = term(str(wanted))
    return lambda values, thing: all(thing.has_class(one, iri) for one in values)


def _datatype(graph: Graph, wanted: Any) -> Holds:
    iri = term(str(wanted))
    return lambda values, thing: all(
        isinstance(one, Literal) and one.datatype == iri and _read(one)[1] for one in values
    )


def _in(graph: Graph, known: Any) -> Holds:
    allowed = frozenset(map(_term_of, RdfList(graph, known)))
    return lambda values, thing: allowed.issuperset(values)


def _has_value(graph: Graph, wanted: Any) -> Holds:
    needed = _term_of(wanted)
    return lambda values, thing: needed in values


def _min_inclusive(graph: Graph, least: Any) -> Holds:
    bound = _literal_of(least)
    return lambda values, thing: all(_is_at_most(bound, one) for one in values)


def _less_than_or_equals(graph: Graph, other: Any) -> Holds:
    path = (PathStep(term(str(other))),)
    return lambda values, thing: all(
        _is_at_most(one, greater) for one in values for greater in thing.values(path)
    )


def _unique_lang(graph: Graph, wanted: Any) -> Holds:
    if not wanted.toPython():
        return lambda values, thing: True
    return lambda values, thing: max(_of_each_language(values).values(), default=0) <= 1


def _of_each_language(values: Sequence[Object]) -> Counter[str]:
    return Counter(one.language for one in values if isinstance(one, Literal) and one.language is not None)


def _or(graph: Graph, members: Any) -> Holds:
    shapes = [_shape(graph, one) for one in RdfList(graph, members)]
    return lambda values, thing: any(_conforms(shape, thing) for shape in shapes)


def _not(graph: Graph, member: Any) -> Holds:
    shape = _shape(graph, member)
    return lambda values, thing: not _conforms(shape, thing)


def _conforms(shape: CheckedShape, thing: CheckedThing) -> bool:
    return next(shape.broken(thing), None) is None


_OF_THE_THING: Mapping[Any, Callable[[Graph, Any], Holds]] = {SH["or"]: _or, SH["not"]: _not}
"""What other shapes say of the thing: no shape with a path asks it."""
_READERS: Mapping[Any, Callable[[Graph, Any], Holds]] = {
    SH.minCount: _min_count,
    SH.maxCount: _max_count,
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH["in"]: _in,
    SH.hasValue: _has_value,
    SH.minInclusive: _min_inclusive,
    SH.lessThanOrEquals: _less_than_or_equals,
    SH.uniqueLang: _unique_lang,
}


# ── literals ────────────────────────────────────────────────────────────────────────────────────


def _term_of(value: Any) -> Object:
    return term(str(value)) if isinstance(value, URIRef) else _literal_of(value)


def _literal_of(value: RdflibLiteral) -> Literal:
    if value.language is not None:
        return Literal(str(value), language=value.language)
    return Literal(str(value), datatype=term(str(value.datatype)) if value.datatype is not None else None)


@lru_cache(10_000)
def _read(value: Literal) -> tuple[Any, bool]:
    """What the literal stands for, and whether its datatype lets it be written so."""
    read = as_rdflib(value)
    return (read.value, not read.ill_typed) if isinstance(read, RdflibLiteral) else (None, False)


def _is_at_most(least: Object, most: Object) -> bool:
    """Whether both can be compared and are in that order."""
    if not (isinstance(least, Literal) and isinstance(most, Literal)):
        return False
    (one, _), (other, _) = _read(least), _read(most)
    try:
        return one is not None and other is not None and bool(one <= other)
    except TypeError:
        return False
