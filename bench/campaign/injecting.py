"""Scripts and formulas in every place that a report has: no page, file or picture acts on one."""

import csv
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import httpx
import openpyxl
import yaml
from lxml import etree, html
from playwright.sync_api import Browser, Page, Request, sync_playwright

from bench.campaign.run import Run, command
from tests.browser.conftest import CHROMIUM, QUIET
from tests.reports import MUNICIPAL_TITLE, build_report, event
from tests.web.server import serving

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_PAGES = 260
_HREFS = "all => all.map(one => one.getAttribute('href').trim().toLowerCase())"
_STARTS = (
    "/", "/events", "/agreements", "/browse", "/network", "/timeline", "/map", "/matrix", "/compare", "/news",
    "/questions", "/sparql", "/help", "/search?q=pwned",
)  # fmt: skip
_EXPORTS = ("/events.csv", "/agreements.csv", "/events.xlsx", "/agreements.xlsx")
_PICTURES = ("/network.svg", "/network.graphml", "/network.gexf")


def attack(run: Run) -> None:
    """A graph of such reports, its pages in a browser, its exports and the page that stands alone."""
    payloads = yaml.safe_load(Path(__file__).with_name("payloads.yml").read_text(encoding="utf-8"))
    texts = [*payloads["scripts"], *payloads["formulas"]]
    data = run.folder / "injected"
    _build(run, data, texts)
    saved = run.folder / "network.html"
    run_network = command("network", "--data", str(data), "--out", str(saved))
    _done(run_network)
    with serving(data, "--requests-per-minute", "0") as address:
        _exports(run, address)
        if CHROMIUM.exists():
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
                _pages(run, browser, address, saved)
                browser.close()


def _build(run: Run, data: Path, texts: list[str]) -> None:
    rows = [event(n, *_cells(text, n)) for n, text in enumerate(texts, start=1)]
    names = [run.folder / "<img src=x onerror=pwned()>.docx", run.folder / "=1+2.docx"]
    build_report(names[0], f"Город Смоленск {texts[0]}", *rows, title=f"{MUNICIPAL_TITLE} {texts[1]}")
    build_report(names[1], "Вяземский район", *rows[::-1])
    _done(command("build", "--data", str(data), *map(str, names)))


def _cells(text: str, number: int) -> tuple[str, ...]:
    """A row with the text in each cell, beside words from which facts are read."""
    return (
        f"Фестиваль «{text}»",
        f"г. Орша {text}",
        f"{1 + number % 28} июля 2024 года {text}",
        f"Подписано соглашение с ООО «{text}». {text}",
        f"Делегация г. Орши; Иванов Иван Иванович, директор ООО «{text}» {text}",
    )


def _done(arguments: list[str]) -> None:
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-1000:])


def _exports(run: Run, address: str) -> None:
    cells = formulas = 0
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        for path in _EXPORTS:
            answer = client.get(path)
            if answer.status_code != 200:
                run.fail(f"{path} answered {answer.status_code}")
                continue
            for text, is_formula in _sheet_cells(path, answer.content):
                cells += 1
                formulas += is_formula or text.startswith(_FORMULA)
        for path in _PICTURES:
            etree.fromstring(client.get(path).content)  # raises where it is not well-formed
    run.note(f"cells of exports, {cells}", f"{formulas} formulas")
    if formulas:
        run.fail("a cell of an export is a formula")


def _sheet_cells(path: str, content: bytes) -> Iterator[tuple[str, bool]]:
    if path.endswith(".csv"):
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            yield from ((text, False) for text in row if not _is_number(text))
        return
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for cells in sheet.iter_rows():
            yield from (("", cell.data_type == "f") for cell in cells if cell.value is not None)


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal()


def _pages(run: Run, browser: Browser, address: str, saved: Path) -> None:
    ran: list[str] = []
    outside: list[str] = []
    context = browser.new_context()
    context.expose_function("pwned", lambda: ran.append("pwned"))
    context.on("request", lambda request: _watch(request, address, outside))
    page = context.new_page()
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    seen: set[str] = set()
    links = bad_links = 0
    for _, path in zip(run.each("pages", _MOST_PAGES), _reachable(address, seen), strict=False):
        page.goto(urljoin(address, path), wait_until="load")
        found = page.eval_on_selector_all("a[href]", _HREFS)
        links += len(found)
        bad_links += sum(one.startswith(("javascript:", "data:", "http://evil")) for one in found)
        _touch(page)
    page.goto(saved.as_uri(), wait_until="load")
    page.wait_for_timeout(3_000)
    page.mouse.move(600, 400)
    page.mouse.click(600, 400)
    page.wait_for_timeout(500)
    run.note(
        f"{len(seen)} pages and the saved one in a browser",
        f"{len(ran)} scripts ran, {len(outside)} requests outside",
    )
    run.note(f"links, {links}", f"{bad_links} that act")
    if ran or outside or bad_links:
        run.fail(f"a page acted on a text: {ran[:2]} {outside[:2]}")
    context.close()


def _watch(request: Request, address: str, outside: list[str]) -> None:
    if not request.url.startswith((address, "data:", "blob:", "file:")):
        outside.append(request.url)


def _touch(page: Page) -> None:
    """What a visitor does: the pointer over the page, a click in the middle."""
    page.mouse.move(400, 300)
    page.mouse.move(640, 420)


def _reachable(address: str, seen: set[str]) -> Iterator[str]:
    """Addresses of pages, from the usual ones along their links."""
    waiting = [*_STARTS]
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        while waiting:
            path = waiting.pop(0)
            if path in seen:
                continue
            answer = client.get(path)
            is_page = "html" in answer.headers["content-type"] and "content-disposition" not in answer.headers
            if answer.status_code != 200 or not is_page:
                continue
            seen.add(path)
            yield path
            waiting += _links(answer.content)


def _links(content: bytes) -> list[str]:
    """The addresses of pages here that a page links to."""
    hrefs = [link.get("href", "") for link in html.document_fromstring(content).iter("a")]
    return [
        href.partition("#")[0] for href in hrefs if href.startswith("/") and not href.startswith("/static")
    ]
