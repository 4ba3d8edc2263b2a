"""The graph for tools of other worlds, beside the formats of RDF."""

from collections.abc import Mapping
from types import MappingProxyType

from queries.exports.model import Export, Source
from queries.exports.reasoning import write_owl

EXPORTS: Mapping[str, Export] = MappingProxyType(
    {one.name: one for one in (Export("owl", "owl", "application/rdf+xml", write_owl),)}
)
"""Every export by name, in the order of a list of them."""

__all__ = ["EXPORTS", "Export", "Source"]
