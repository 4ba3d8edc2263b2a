"""Every picture in every dress, side by side for people to look at.

    python -m tests.browser.contact_sheets [DATA] [--only PICTURE] [--out FOLDER]

For each picture and language one sheet: 1280, 1400 and 390 pixels wide beside each other, light above dark,
with the single shots beside it. What a machine can tell is said of each shot: names that lie over each other,
names that are cut by the edge of their picture, a page wider than the screen, errors of scripts.
"""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import escape
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Error, FloatRect, Page, ViewportSize, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.overlaps import cut, overlaps
from tests.browser.pictures import settings_of
from tests.browser.served import served

SHEETS = Path(__file__).parents[2] / "artefacts" / "sheets"
SIZES = ((1280, 720), (1400, 900), (390, 844))
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES = ("ru", "en")
TALLEST = 2.2
"""So many screens of a page are shown, where it is as long."""
SHRUNK = 0.5
"""How large the shots are on a sheet."""
PICTURES = {
    "network-countries": "/network?level=country",
    "network-regions": "/network?level=region",
    "network-places": "/network?level=place",
    "network-bodies": "/network?level=organisation",
    "network-opened": "/network?level=country&open={country}&node={country}",
    "network-focus": "/network?level=place&focus={municipality}&node={municipality}&color=community",
    "network-periods": "/network?level=place&versus={earlier}",
    "map-region": "/map",
    "map-world": "/map?view=world",
    "map-chosen": "/map?node={place}",
    "timeline": "/timeline",
    "timeline-month": "/timeline?since={month}-01&until={month}-28",
    "matrix": "/matrix",
    "matrix-all": "/matrix?all=1",
    "matrix-sectors": "/matrix?by=sector",
    "flow": "/flow",
    "flow-all": "/flow?all=1",
    "start": "/",
    "country": "/id/{country}",
    "municipality": "/id/{municipality}",
    "place": "/id/{place}",
    "partnership": "/id/{partnership}",
    "sector": "/sector/{sector}",
    "compare": "/compare?home_a={municipality}&home_b={other}",
    "news": "/news",
    "question-chart": "/questions/events-by-month",
    "question-network": "/questions/partners",
}
"""The pictures, and the pages that have one; in braces what the graph has most of."""
_THING, _BUSIEST = "SELECT path FROM thing WHERE", "ORDER BY events DESC, path LIMIT 1"
KNOWN = {
    "country": f"{_THING} kind = 'country' AND country <> 'RU' {_BUSIEST}",
    "municipality": f"{_THING} kind = 'municipality' {_BUSIEST}",
    "other": f"{_THING} kind = 'municipality' {_BUSIEST} OFFSET 1",
    "place": f"{_THING} kind = 'place' AND country <> 'RU' {_BUSIEST}",
    "partnership": "SELECT t.path FROM partnership p JOIN thing t USING (id) ORDER BY p.events DESC LIMIT 1",
    "sector": "SELECT sector FROM event_sector GROUP BY sector ORDER BY count(*) DESC LIMIT 1",
    "month": "SELECT substr(start, 1, 7) FROM event WHERE start IS NOT NULL GROUP BY 1"
    " ORDER BY count(*) DESC LIMIT 1",
    "earlier": "SELECT substr(max(start), 1, 4) - 1 FROM event",
}


@dataclass
class Tab:
    """A page of a size and theme, with the errors of its scripts."""

    page: Page
    screen: ViewportSize
    theme: str
    errors: list[str]

    def note(self, error: Error) -> None:
        """Keeps an error of a script."""
        self.errors.append(str(error))


@dataclass(frozen=True)
class Shot:
    """A picture in one dress, and what is wrong with it."""

    file: Path
    theme: str
    width: int
    wrong: Sequence[str]


def main() -> None:
    """Writes the sheets and tells what a machine finds wrong; ends with 1 where it finds anything."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "data", type=Path, nargs="?", help="a data folder; the sample's graph where none is named"
    )
    parser.add_argument("--out", type=Path, default=SHEETS)
    parser.add_argument("--only", action="append", choices=PICTURES, help="this picture; may be repeated")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = asked.data or _sample(Path(folder))
        wrong = 0
        for one in _sheets(data, asked.out, asked.only or [*PICTURES]):
            wrong += 1
            print(one, flush=True)
    sys.exit(wrong > 0)


def _sample(folder: Path) -> Path:
    data = folder / "data"
    subprocess.run([sys.executable, "-m", "cli.main", "build", "--sample", "--data", str(data)], check=True)
    return data


def _sheets(data: Path, out: Path, names: Sequence[str]) -> Iterator[str]:
    known = _known(data)
    out.mkdir(parents=True, exist_ok=True)
    with served(settings_of(data)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        with _tabs(browser) as tabs:
            for name, lang in product(names, LANGUAGES):
                address = PICTURES[name].format(**known)
                address += f"{'&' if '?' in address else '?'}lang={lang}"
                shots = [_shot(tab, site + address, out / f"{name}-{lang}") for tab in tabs]
                _write_sheet(browser, out / f"{name}-{lang}.png", f"{name} · {lang} · {address}", shots)
                yield from (f"{one.file.name}: {what}" for one in shots for what in one.wrong)
        browser.close()


def _known(data: Path) -> dict[str, str]:
    """What the addresses of the pictures name: of each kind that of which most is known."""
    with closing(sqlite3.connect(data / "current" / "explorer.sqlite")) as index:
        return {name: str(index.execute(query).fetchone()[0]) for name, query in KNOWN.items()}


@contextmanager
def _tabs(browser: Browser) -> Iterator[list[Tab]]:
    """A tab in each theme and size; scripts and styles are fetched once in each."""
    tabs = list[Tab]()
    for theme, (width, height) in product(THEMES, SIZES):
        screen: ViewportSize = {"width": width, "height": height}
        context = browser.new_context(viewport=screen, color_scheme=theme)
        tab = Tab(context.new_page(), screen, theme, [])
        tab.page.on("pageerror", tab.note)
        tabs.append(tab)
    yield tabs
    for tab in tabs:
        tab.page.context.close()


def _shot(tab: Tab, address: str, stem: Path) -> Shot:
    width, height = tab.screen["width"], tab.screen["height"]
    tab.errors.clear()
    tab.page.goto(address)
    _wait_for_picture(tab.page)
    file = stem.with_name(f"{stem.name}-{tab.theme}-{width}.png")
    tall = min(tab.page.evaluate("document.documentElement.scrollHeight"), int(height * TALLEST))
    part: FloatRect = {"x": 0, "y": 0, "width": width, "height": tall}
    tab.page.screenshot(path=file, full_page=True, animations="disabled", clip=part)
    return Shot(file, tab.theme, width, [*_wrong(tab.page, width), *tab.errors])


def _wait_for_picture(page: Page) -> None:
    if page.locator("[data-network], [data-map], [data-flow]").count():
        page.wait_for_selector("[data-ready]")
    page.wait_for_timeout(300)


def _wrong(page: Page, width: int) -> Iterator[str]:
    yield from (f"over each other: {pair}" for pair in overlaps(page)[1])
    yield from (f"cut: {words}" for words in cut(page))
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        yield f"the page is {wide} wide"


SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 12px; background: #777; font: 20px sans-serif; color: #fff; display: inline-block }}
div {{ display: flex; gap: 12px; align-items: flex-start; margin-bottom: 12px }}
figure {{ margin: 0 }}</style><p>{title}</p>{rows}"""


def _write_sheet(browser: Browser, file: Path, title: str, shots: Sequence[Shot]) -> None:
    """One image of all shots, a row for each theme."""
    rows = "".join(
        "<div>"
        + "".join(
            f'<img src="{one.file.name}" width="{one.width * SHRUNK:.0f}">'
            for one in shots
            if one.theme == theme
        )
        + "</div>"
        for theme in THEMES
    )
    source = file.with_suffix(".html")
    source.write_text(SHEET.format(title=escape(title), rows=rows), encoding="utf-8")
    page = browser.new_page(
        viewport={"width": int(sum(width for width, _ in SIZES) * SHRUNK) + 60, "height": 800}
    )
    page.goto(source.as_uri())
    page.screenshot(path=file, full_page=True)
    page.close()


if __name__ == "__main__":
    main()
