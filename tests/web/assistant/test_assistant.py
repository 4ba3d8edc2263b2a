"""The tools of an assistant, asked by the protocol's own client."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client

from web.assistant.knowledge import Knowledge
from web.assistant.server import assistant_server
from web.settings import Settings
from web.site import Site

TOOLS = {"find", "describe", "list_questions", "ask_question", "ask", "sparql", "proof", "coverage"}
MOST_TOKENS = 4_000
CHARACTERS_A_TOKEN = 3
Call = Callable[..., Any]


def in_its_own_loop(asking: Callable[[], Awaitable[Any]]) -> Any:
    """What is asked, in a thread of its own: a browser of another test may run a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, asking).result()


@pytest.fixture(scope="module")
def knowledge(data: Path) -> Any:
    site = Site(Settings(data=data))
    yield Knowledge(site, "ru")
    site.close()


@pytest.fixture
def call(knowledge: Knowledge) -> Call:
    """Calls a tool through the protocol, in memory."""

    def called(tool: str, **arguments: Any) -> Any:
        async def asked() -> Any:
            async with Client(assistant_server(knowledge)) as client:
                return await client.call_tool(tool, arguments)

        result = in_its_own_loop(asked)
        text = result.content[0].text
        return text if result.is_error else json.loads(text)

    return called


def test_the_tools_fit_into_a_small_context(knowledge: Knowledge) -> None:
    async def listed() -> Any:
        async with Client(assistant_server(knowledge)) as client:
            return (await client.list_tools()).tools

    tools = in_its_own_loop(listed)
    assert {tool.name for tool in tools} == TOOLS
    written = "".join(tool.model_dump_json(exclude_none=True) for tool in tools)
    assert len(written) / CHARACTERS_A_TOKEN < MOST_TOKENS


def test_what_is_found_is_described_and_proved(call: Call) -> None:
    hit = call("find", text="полоцка")["hits"][0]
    assert hit["name"] == "Полоцк"
    assert call("describe", iri=hit["iri"])["label"] == "Полоцк"
    event = next(one for one in call("find", text="фестиваль", kind="event")["hits"])
    proofs = [proof for reading in call("proof", iri=event["iri"])["readings"] for proof in reading["proofs"]]
    assert any(
        proof["quote"] and proof["row"] and proof["characters"] for proof in proofs if "quote" in proof
    )


def test_what_is_said_comes_with_iris_and_rows_of_reports(call: Call) -> None:
    place = call("find", text="полоцка")["hits"][0]
    grounds = call("describe", iri=place["iri"])["rests_on"]
    assert grounds
    assert all(one["iri"].startswith("http") and one["rows"] for one in grounds if "rests_on" in one)
    assert all({"report", "row", "reported_by"} <= row.keys() for one in grounds for row in one["rows"])
    assert all(one["iri"].startswith("http") for one in call("coverage")["sides_that_reported"])
    person = call("find", text="председатель", kind="person")["hits"]
    assert all("председатель" in one["post"].casefold() for one in person)


def test_words_that_lead_nowhere_are_told(call: Call) -> None:
    told = call("find", text="ыыыы щщщщ")
    assert (told["hits"], told["not_found_words"]) == ([], ["ыыыы", "щщщщ"])


def test_answers_take_no_room_for_spaces(knowledge: Knowledge) -> None:
    async def asked() -> Any:
        async with Client(assistant_server(knowledge)) as client:
            return await client.call_tool("list_questions", {"group": "people"})

    assert "\n" not in in_its_own_loop(asked).content[0].text


def test_a_question_in_words_says_how_it_was_understood(call: Call) -> None:
    told = call("ask", words="какие события были с Беларусью")
    assert told["understood"] == {"name": "events", "title": "События", "parameters": {"country": "BY"}}
    assert told["rows"][0]["event_iri"].startswith("http")
    assert call("ask", words="погода завтра")["understood"] is None


def test_stored_questions_are_listed_and_answered(call: Call) -> None:
    names = [one["name"] for one in call("list_questions", group="partners")["questions"]]
    assert "partners" in names
    assert call("ask_question", name="partners", parameters={"country": "BY"}, rows=1)["row_count"] >= 1


def test_sparql_is_answered_with_labels(call: Call) -> None:
    told = call(
        "sparql",
        query="PREFIX pob: <https://w3id.org/pobratim/ontology#> SELECT ?e { ?e a pob:Event } LIMIT 3",
    )
    assert len(told["rows"]) == 3
    assert "e_iri" in told["rows"][0]


def test_coverage_names_the_reports(call: Call) -> None:
    told = call("coverage")
    assert told["reports"]
    assert told["sides_that_reported"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask_question", {"name": "no-such"}, "Вопроса «no-such» нет"),
        ("ask_question", {"name": "partners", "parameters": {"country": "Атлантида"}}, "Атлантида"),
        ("describe", {"iri": "http://example.org/nothing"}, "example.org/nothing"),
        ("sparql", {"query": "SELECT"}, "1"),
        ("sparql", {"query": "DROP ALL"}, ""),
        ("ask", {"words": "партнёры", "rows": 100_000}, ""),
    ],
)
def test_a_wrong_call_is_told_in_words(call: Call, tool: str, arguments: dict[str, Any], said: str) -> None:
    told = call(tool, **arguments)
    assert isinstance(told, str)
    assert said in told
    assert "Traceback" not in told


@pytest.mark.engine
def test_the_command_serves_over_standard_input(data: Path) -> None:
    server = StdioServerParameters(
        command=sys.executable, args=["-P", "-m", "cli.main", "mcp", "--data", str(data)], env=None
    )

    async def asked() -> Any:
        async with Client(stdio_client(server)) as client:
            return await client.call_tool("coverage", {})

    assert "reports" in in_its_own_loop(asked).content[0].text


@pytest.fixture(scope="module")
def served(data: Path) -> Iterator[str]:
    """The address of the command serving over HTTP."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-P", "-m", "cli.main", "mcp", "--data", str(data), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}/mcp"
        process.terminate()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("it never listened")


@pytest.mark.engine
def test_the_command_serves_over_http_on_loopback(served: str) -> None:
    async def asked() -> Any:
        async with Client(served) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            known = await client.call_tool("ask", {"words": "какие события были с Беларусью", "rows": 1})
            wrong = await client.call_tool("ask_question", {"name": "no-such"})
            return tools, json.loads(known.content[0].text), wrong  # type: ignore[union-attr]

    tools, known, wrong = in_its_own_loop(asked)
    assert tools == TOOLS
    assert known["understood"]["parameters"] == {"country": "BY"}
    assert known["rows"][0]["event_iri"].startswith("http")
    assert wrong.is_error
    assert "no-such" in wrong.content[0].text


@pytest.mark.engine
def test_over_http_a_page_of_another_site_is_refused(served: str) -> None:
    """A page that has its own name lead to this machine sends that name as the host."""
    asked = httpx.post(served, json={}, headers={"host": "evil.example"})
    assert asked.status_code in (403, 421)
    assert httpx.post(served, json={}, headers={"origin": "http://evil.example"}).status_code == 403
