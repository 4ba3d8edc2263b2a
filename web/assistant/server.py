"""The tools as a server of the Model Context Protocol, over standard input or HTTP on loopback."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, ParamSpec

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from ontology.errors import PobratimError
from ontology.speech import Speech
from ontology.version import program_version
from web.assistant.knowledge import Knowledge, Told

P = ParamSpec("P")
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

INSTRUCTIONS = (
    "Pobratim: a knowledge graph of a region's international partnerships, read from quarterly reports in "
    "Russian. Start with `ask` (Russian or English words) or `find`. Cite IRIs and rows; `proof` gives "
    "the words. `coverage` tells what was read: what no report says is not in the graph."
)
Iri = Annotated[str, Field(description="IRI from another answer")]
Rows = Annotated[int, Field(description="rows to return", ge=1, le=200)]


def assistant_server(knowledge: Knowledge) -> MCPServer[Any]:
    """A server with the tools of the knowledge; it reads, and changes nothing."""
    server: MCPServer[Any] = MCPServer(
        "pobratim", instructions=INSTRUCTIONS, version=program_version(), log_level="WARNING"
    )
    for tool in _tools(knowledge):
        server.add_tool(_told(tool, knowledge.lang), annotations=READS, structured_output=False)
    return server


def _tools(knowledge: Knowledge) -> tuple[Callable[..., Told], ...]:
    def find(
        text: str,
        kind: Annotated[
            str | None,
            Field(description="municipality, country, place, organisation, person, agreement, event, entry"),
        ] = None,
        limit: int = 10,
    ) -> Told:
        """Find things by name or words, in any inflection."""
        return knowledge.find(text, kind, limit)

    def describe(iri: Iri) -> Told:
        """All the graph says of a thing."""
        return knowledge.describe(iri)

    def proof(iri: Iri) -> Told:
        """Report rows, characters, rules and confidence behind what is said of a thing."""
        return knowledge.proof(iri)

    def list_questions(
        group: Annotated[
            str | None, Field(description="partners, agreements, sectors, activity, people or quality")
        ] = None,
    ) -> Told:
        """List the stored questions with their parameters."""
        return knowledge.list_questions(group)

    def ask_question(name: str, parameters: dict[str, str] | None = None, rows: Rows = 50) -> Told:
        """Answer a stored question; values by code or name, dates as 2025-04-01."""
        return knowledge.ask_question(name, parameters, rows)

    def ask(words: str, rows: Rows = 50) -> Told:
        """Answer a question in words; tells how it was understood and what was left out."""
        return knowledge.ask(words, rows)

    def sparql(query: str, rows: Rows = 50) -> Told:
        """Run a SPARQL SELECT; prefix pob: <https://w3id.org/pobratim/ontology#>."""
        return knowledge.sparql(query, rows)

    def coverage() -> Told:
        """Which reports were read, who reported, when the graph was built."""
        return knowledge.coverage()

    return (find, describe, proof, list_questions, ask_question, ask, sparql, coverage)


def _told(tool: Callable[P, Told], lang: str) -> Callable[P, str]:
    """The tool with its answer as JSON without spaces, and its errors in words, without a traceback."""

    @wraps(tool)
    def answer(*args: P.args, **kwargs: P.kwargs) -> str:
        try:
            return json.dumps(tool(*args, **kwargs), ensure_ascii=False, separators=(",", ":"))
        except PobratimError as error:
            raise ToolError(error.told(Speech(lang))) from error

    return answer
