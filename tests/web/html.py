"""Reading pages in tests: text, links, and the first thing of a kind."""

import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import lxml.html

from graph.snapshots.snapshot import DataFolder
from web.site import INDEX


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if tag in ("script", "style"):
            self._skipped += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._skipped -= 1

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words.append(data)


def read(page: str) -> _Reader:
    """The page's links, tags and text."""
    reader = _Reader()
    reader.feed(page)
    return reader


def text_of(page: str) -> str:
    """What a reader sees, white space collapsed."""
    return re.sub(r"\s+", " ", " ".join(read(page).words))


def texts_at(page: str, path: str) -> list[str]:
    """The texts of the elements at an XPath, white space collapsed."""
    found: Any = lxml.html.fromstring(page).xpath(path)
    return [" ".join(one.text_content().split()) for one in found]


def path_of(data: Path, kind: str, name: str = "") -> str:
    """The path under the base of the first thing of a kind whose Russian name contains the words."""
    index = DataFolder(data).current().path / INDEX
    with sqlite3.connect(f"file:{index}?mode=ro", uri=True) as db:
        sql = "SELECT path FROM thing WHERE kind = ? AND instr(ru, ?) ORDER BY path LIMIT 1"
        row = db.execute(sql, (kind, name)).fetchone()
    db.close()
    assert row is not None, (kind, name)
    return str(row[0])
