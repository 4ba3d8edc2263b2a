"""The graph for tools of other worlds, beside the formats of RDF."""

from collections.abc import Mapping
from types import MappingProxyType

from queries.exports.crate import write_crate
from queries.exports.followthemoney import write_ftm
from queries.exports.model import Export, ExportSource
from queries.exports.reasoning import write_owl
from queries.exports.tables import write_tables
from queries.exports.wikidata import write_wikidata

EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        one.name: one
        for one in (
            Export("owl", "owl", "application/rdf+xml", write_owl),
            Export("tables", "zip", "application/zip", write_tables),
            Export("ro-crate", "zip", "application/zip", write_crate),
            Export("ftm", "jsonl", "application/jsonl", write_ftm),
            Export("wikidata", "rq", "application/sparql-query", write_wikidata),
        )
    }
)
"""Every export by name, in the order of a list of them."""

__all__ = ["EXPORTS", "Export", "ExportSource"]
