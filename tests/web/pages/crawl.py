"""A walk through the explorer's pages: what each number promises, and what stands where it leads."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from fastapi.testclient import TestClient
from lxml import html

from ontology.yaml_files import read_yaml

ALIKE = 2
"""Pages of one kind that are looked at: pages about places alike are made by the same lines."""
MOST_PARAMETERS = 1
"""So many filters at once are followed; the lists behind numbers are opened whatever they ask for."""
LISTS = ("/events", "/agreements", "/browse")
FILTERED = ("/events", "/agreements")
"""The lists whose own numbers are those of their filters."""
NUMBER = re.compile(r"(?<![\w№./-])(\d[\d\u00a0\u202f,]*)(?![\w./-])")
NO_PAGE = re.compile(
    r"^/(static|sparql|data|api|ontology|help|questions|search|sign-in|review)\b"
    r"|\.(csv|xlsx|docx|svg|html|gexf|graphml|geojson|png|xml|atom)\b"
)
FACET_COUNTS = ".//nav[contains(@class, 'facets')]//li/a[not(@aria-current)]/span[@class='muted']"
SKIPPED = frozenset({"script", "style", "option", "title", "head", "desc", "textarea", "input"})

HOLDERS = frozenset(
    {"blockquote", "dl", "dd", "h1", "h2", "h3", "th", "footer", "section", "p", "text", "ul"}
)
"""What holds words at any depth; a selector that ends with another element means that element alone."""

Element: TypeAlias = html.HtmlElement


@dataclass(frozen=True)
class Promise:
    """A number on a page and the address that it, or the words beside it, lead to."""

    page: str
    number: int
    address: str


@dataclass(frozen=True)
class Unlinked:
    """Numbers that are no link: where they stand and why.

    With proof `row` the thing that the row names has the same number of the same unit on its page, or the
    list that the row leads to is as long; with proof `list` as many things stand right there.
    """

    where: tuple[str, ...]
    reason: str
    proof: Literal["none", "row", "list"] = "none"
    only: Literal["", "large"] = ""
    """Whether only a graph of many reports has any."""

    def covers(self, around: list[tuple[str, frozenset[str]]]) -> bool:
        """Whether an element with these ancestors, itself first, is one of those."""
        return any(_matches(selector, around) for selector in self.where)


@dataclass(frozen=True)
class Named:
    """All that the list names: shapes of text that are no count, and places of numbers without a link."""

    shapes: dict[str, re.Pattern[str]]
    unlinked: tuple[Unlinked, ...]

    @classmethod
    def read(cls) -> "Named":
        """The list beside this file."""
        told = read_yaml(Path(__file__).with_name("unlinked.yml"))
        shapes = {one["reason"]: re.compile(one["pattern"]) for one in told["shapes"]}
        places = tuple(Unlinked(tuple(one.pop("where")), **one) for one in told["unlinked"])
        return cls(shapes, places)

    def counted(self, text: str) -> str:
        """The text without what has the shape of no count."""
        for shape in self.shapes.values():
            text = shape.sub(" ", text)
        return text


@dataclass
class Found:
    """What a walk found: promises, numbers that nothing names, entries that were of use."""

    promises: list[Promise] = field(default_factory=list)
    rows: list[tuple[Promise, str]] = field(default_factory=list)
    lists: list[tuple[Promise, int]] = field(default_factory=list)
    unnamed: list[tuple[str, str, str]] = field(default_factory=list)
    used: set[Unlinked] = field(default_factory=set)


class Crawl:
    """The pages of one language, each read once; so many of each kind are walked."""

    def __init__(self, client: TestClient, lang: str, *, alike: int = ALIKE) -> None:
        self.lang, self.alike = lang, alike
        self.page = cache(partial(_page_of, client, lang))

    @classmethod
    def of_text(cls, text: str) -> "Crawl":
        """A walk through pages that all read so."""
        crawl = cls.__new__(cls)
        crawl.lang, crawl.alike, crawl.page = "ru", ALIKE, cache(lambda address: html.fromstring(text))
        return crawl

    def pages(self) -> Iterator[tuple[str, Element]]:
        """Every kind of page that is reached from the first, so many of each kind."""
        waiting, seen, kinds = deque(["/"]), {"/"}, Counter[tuple[str, ...]]()
        while waiting:
            address = waiting.popleft()
            page = self.page(address)
            if page is None:
                continue
            yield address, page
            for link in _links(page):
                kind = _kind(link)
                if link not in seen and kinds[kind] < self.alike and link.count("=") <= MOST_PARAMETERS:
                    seen.add(link)
                    kinds[kind] += 1
                    waiting.append(link)

    def walk(self, named: Named) -> Found:
        """All numbers of all pages, sorted into promises and those that the list names."""
        found = Found()
        for address, page in self.pages():
            promised = set[Element]()
            for element, promise in _promises(address, page):
                promised.update(element.iter())
                found.promises.append(promise)
            for element, text in _texts(page):
                if element not in promised and NUMBER.search(named.counted(text)):
                    self._sort(address, element, text, named, found)
        return found

    def _sort(self, address: str, element: Element, text: str, named: Named, found: Found) -> None:
        around = _around(element)
        entry = next((one for one in named.unlinked if one.covers(around)), None)
        if entry is None:
            place = " < ".join(".".join([tag, *sorted(classes)]) for tag, classes in around[:4])
            found.unnamed.append((address, text.strip()[:60], place))
            return
        found.used.add(entry)
        number = NUMBER.search(text)
        if entry.proof == "row" and number and _int(number[1]):
            row = next(element.iterancestors("tr", "li"))
            unit = _heading(element) if row.tag == "tr" else _unit(text, self.lang)
            found.rows.append((Promise(address, _int(number[1]), _row_leads_to(row)), unit))
        if entry.proof == "list" and number:
            found.lists.append((Promise(address, _int(number[1]), "here"), _things_here(element)))

    def listed(self, address: str) -> int | None:
        """How many the list at the address says it has; at an anchor, how many its section says or has."""
        path, _, anchor = address.partition("#")
        page = self.page(path)
        if page is None:
            return None
        if anchor:
            return _in_section(page, anchor)
        found = _of_class(page, "lede") if path.startswith(LISTS) else _of_class(page, "counts", "/li/a")
        number = NUMBER.search(_text(found[0])) if found else None
        return _int(number[1]) if number else None

    def says(self, address: str, unit: str) -> int | None:
        """How many of a unit the page of a thing says it has."""
        page = self.page(address)
        if page is None:
            return None
        texts = (_text(one).casefold() for one in _of_class(page, "counts", "/li"))
        numbers = [NUMBER.search(text) for text in texts if unit in text]
        told = next((_int(one[1]) for one in numbers if one), None)
        return told if told is not None else _rows_under(page, unit)


def _page_of(client: TestClient, lang: str, address: str) -> Element | None:
    joined = address + ("&" if "?" in address else "?") + f"lang={lang}"
    response = client.get(joined)
    is_page = response.status_code == 200 and "html" in response.headers["content-type"]
    return html.fromstring(response.text) if is_page else None


def broken_promises(
    crawl: Crawl, found: Found, *, each: int | None = None
) -> list[tuple[Promise, int | None]]:
    """The promises that what they lead to does not keep; of those alike only so many are followed."""
    promised = _some([(one, "") for one in found.promises], each)
    kept = ((one, crawl.listed(one.address)) for one, _ in promised)
    told = (
        (one, crawl.listed(one.address) if one.address.startswith(LISTS) else crawl.says(one.address, unit))
        for one, unit in _some(found.rows, each)
    )
    pairs: Iterator[tuple[Promise, int | None]] = chain(kept, told, found.lists)
    return [(one, listed) for one, listed in pairs if listed != one.number]


def _some(promises: list[tuple[Promise, str]], each: int | None) -> Iterator[tuple[Promise, str]]:
    """Of promises of one unit from pages alike to pages alike so many, from the least number to the most."""
    alike: dict[object, list[tuple[Promise, str]]] = {}
    for one, unit in promises:
        path, _, anchor = one.address.partition("#")
        alike.setdefault((_kind(one.page), _kind(path), anchor, unit), []).append((one, unit))
    for group in alike.values():
        group.sort(key=lambda pair: (pair[0].number, pair[0].address))
        if each is None or len(group) <= each:
            yield from group
        else:
            yield from (group[(len(group) - 1) * at // max(each - 1, 1)] for at in range(each))


# ── numbers that lead somewhere ──


def _promises(address: str, page: Element) -> Iterator[tuple[Element, Promise]]:
    """The numbers in links to lists, those beside a facet's value, and those beside a bar's name."""
    for link in page.iter("a"):
        number, target = NUMBER.search(_text(link)), _target(link)
        if number and target and _leads_to_its_number(address, link, target):
            whole = target if target.startswith("/") else f"{address.partition('#')[0]}{target}"
            yield link, Promise(address, _int(number[1]), whole)
    for count in page.xpath(
        ".//nav[contains(@class, 'facets')]//li/a[not(@aria-current)]/span[@class='muted']"
    ):
        target = _target(count.getparent())
        # where another value of the facet is chosen the number is of this one alone
        if parse_qsl(urlsplit(target).query)[-1][0] not in _names(address):
            yield count, Promise(address, _int(_text(count)), target)
    for bar in _of_class(page, "bars", "/li"):
        (name,), (number,) = bar.xpath("./a"), _of_class(bar, "number")
        yield number, Promise(address, _int(_text(number)), _target(name))


def _leads_to_its_number(address: str, link: Element, target: str) -> bool:
    """Whether the number in a link tells how many there are where it leads."""
    path, _, anchor = target.partition("#")
    if anchor:
        is_bare = path.startswith("/id/") and NUMBER.sub("", _text(link)).strip() == ""
        return is_bare or (not path and bool(link.xpath("ancestor::ul[contains(@class, 'counts')]")))
    return path.startswith(LISTS) and not address.startswith(FILTERED)


def _names(address: str) -> set[str]:
    return {name for name, _ in parse_qsl(urlsplit(address).query)}


def _in_section(page: Element, anchor: str) -> int | None:
    found = page.xpath(f".//*[@id='{anchor}']")
    if not found:
        return None
    heading = next(iter(found[0].xpath(".//h2")), None)
    number = NUMBER.search(_text(heading)) if heading is not None else None
    more = found[0].xpath(
        "./p/a[contains(@href, '#table')] | ./div[@data-holds]/p[contains(@class, 'muted')]"
    )
    left = sum(_int(NUMBER.findall(_text(one))[0]) for one in more)
    return _int(number[1]) if number else len(found[0].xpath(".//tbody/tr")) + left


def _rows_under(page: Element, heading: str) -> int | None:
    """How many rows the section of that heading has, or says that there are in all."""
    for section in page.xpath(".//section[.//h2]"):
        head = section.xpath(".//h2")[0]
        if _text(head).casefold().startswith(heading):
            whole = NUMBER.search(_text(head.getparent())) if head.getparent() is not section else None
            return _int(whole[1]) if whole else len(section.xpath(".//tbody/tr"))
    return None


def _row_leads_to(row: Element) -> str:
    """What a row is about: a list, the partnership that it shows the proof of, else what heads it."""
    links = [_target(link) for link in row.iter("a")]
    for kind in (*LISTS, "/id/partnership/", "/id/"):
        if found := [link for link in links if link.startswith(kind)]:
            return found[0]
    return "nowhere"


def _things_here(element: Element) -> int:
    """How many rows, points or quotes the nearest part of the page has that holds any, and those left out."""
    for outer in element.iterancestors("details", "section", "div", "main"):
        for kind in ("blockquote", "tbody/tr", "li", "h3"):
            if found := outer.xpath(f".//{kind}"):
                left = outer.xpath("./p[last()]/a") if kind == "blockquote" else []
                return len(found) + sum(_int(NUMBER.findall(_text(one))[0]) for one in left)
        if outer.tag in ("details", "section"):
            return 0
    return 0


def _unit(text: str, lang: str) -> str:
    """The beginning of the word behind a number; events where none stands there."""
    word = re.search(r"\d[\d\u00a0\u202f,]*\s+([^\W\d]+)", text)
    return word[1].casefold()[:5] if word else {"ru": "событ", "en": "event"}[lang]


def _heading(cell: Element) -> str:
    """The beginning of the word that heads the column of a cell, which counts of its unit have too."""
    td = cell if cell.tag in ("td", "th") else next(cell.iterancestors("td", "th"))
    table = next(td.iterancestors("table"))
    heads = table.xpath("./thead/tr/th")
    return _text(heads[len([*td.itersiblings(preceding=True)])]).casefold()[:5]


# ── pages ──


def _links(page: Element) -> Iterator[str]:
    for link in page.iter("a"):
        address = _target(link).partition("#")[0]
        if address.startswith("/") and not address.startswith("//") and not NO_PAGE.search(address):
            yield address


def _kind(address: str) -> tuple[str, ...]:
    """What pages are alike: those of one kind of thing, or those that take the same parameters."""
    url = urlsplit(address)
    parts = url.path.split("/")
    if parts[1] == "id":
        return "/id", parts[2], *(["entry"] if "entry" in parts else []), *sorted(_names(address))
    path = url.path.rpartition("/")[0] if len(parts) > len(("", "events")) else url.path
    return path, *sorted(_names(address))


def _texts(page: Element) -> Iterator[tuple[Element, str]]:
    """Every piece of text that people see, with the element it stands in."""
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in SKIPPED:
            continue
        if element.text:
            yield element, element.text
        for child in element:
            if child.tail:
                yield element, child.tail


def _around(element: Element) -> list[tuple[str, frozenset[str]]]:
    return [
        (str(one.tag), frozenset((one.get("class") or "").split()))
        for one in (element, *element.iterancestors())
    ]


def _matches(selector: str, around: list[tuple[str, frozenset[str]]]) -> bool:
    """Whether an element and those around it have the parts of the selector (`nav.facets span`)."""
    wanted = [(tag, set(classes)) for tag, *classes in (one.split(".") for one in selector.split())]
    if wanted[-1][0] not in ("", around[0][0]) and wanted[-1][0] not in HOLDERS:
        return False
    for tag, classes in around:
        if wanted and wanted[-1][0] in ("", tag) and wanted[-1][1] <= classes:
            wanted.pop()
    return not wanted


def _of_class(page: Element, name: str, below: str = "") -> list[Element]:
    """The elements of a class, or those at a path below them."""
    found: list[Element] = page.xpath(
        f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]{below}"
    )
    return found


def _target(link: Element) -> str:
    address = re.sub(r"([?&])lang=\w+&?", r"\1", link.get("href") or "")
    return re.sub(r"[?&](?=#|$)", "", address)


def _text(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _int(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))
