"""The stand-alone page of the network, opened from disk."""

from pathlib import Path

from playwright.sync_api import Browser

from graph.build.run import ReportInput, build_snapshot
from graph.network.network import PARTNER, partnership_network
from graph.network.pyvis_page import write_network_page
from graph.snapshots.snapshot import DataFolder
from tests.web.reports import summer


def test_it_opens_in_a_browser_and_asks_for_nothing(chromium: Browser, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    build_snapshot([ReportInput.of(summer())], folder)
    store, path = folder.current().open(), tmp_path / "network.html"
    write_network_page(store, path)
    nodes = partnership_network(store).nodes(data=True)
    name = min(node["label"] for _, node in nodes if node["side"] == PARTNER)
    requests: list[str] = []
    problems: list[str] = []
    page = chromium.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(path.as_uri())
    page.get_by_role("combobox").fill(name)
    page.get_by_role("heading", name=name, level=2).wait_for()
    page.close()

    assert (requests, problems) == ([path.as_uri()], [])
