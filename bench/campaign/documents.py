"""Reports changed at random, as files and as XML: each is read or refused in words, and nothing is lost."""

import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from time import process_time
from xml.sax.saxutils import escape

from lxml import etree

from bench.campaign.run import Run
from loaders.documents.open import read_document
from loaders.documents.source import SourceFile
from loaders.documents.wordml import Element, mc, w
from loaders.report import read_report
from ontology.errors import InputError
from ontology.model import Report, Severity
from tests.reports import Cell, build_document, build_report, event

_MAIN = "word/document.xml"
_MOST_SECONDS = 10.0
_TEXT = re.compile(r"\w{4,}")
_ODD = ("", "\u202e", "\u200b", "И\u0306", "=1+2", "<b>", "\ufffd", "2025 года", "итого", "а" * 100_000)
_WRAPPERS = (
    *map(w, ("ins", "customXml", "smartTag", "sdtContent", "unknown")),
    mc("AlternateContent"),
    "{urn:x}y",
)
_CARRIERS = ("p", "r", "tc", "tr", "tbl")


@dataclass(frozen=True)
class _Outcome:
    """What became of one file: "read", "refused" or an exception's name; `lost` are words told nowhere."""

    what: str
    seconds: float
    lost: tuple[str, ...] = ()


def attack(run: Run) -> None:
    """Every change is answered with a report or a refusal, and visible words are in it or told."""
    originals = [one.read_bytes() for one in _originals(run.folder)]
    outcomes: list[_Outcome] = []
    with ProcessPoolExecutor(2, max_tasks_per_child=200) as pool:
        for batch in _batches(run.each("documents", 3_000), 100):
            changes = [(run.random(f"document {n}").random(), originals[n % len(originals)]) for n in batch]
            outcomes += pool.map(_tried, changes, chunksize=10)
    _judge(run, outcomes)


def _judge(run: Run, outcomes: Sequence[_Outcome]) -> None:
    counted = Counter(one.what for one in outcomes)
    losing = [one for one in outcomes if one.lost]
    slowest = max(one.seconds for one in outcomes)
    run.note(f"{len(outcomes)} changed documents", dict(counted.most_common()))
    run.note("slowest of them", f"{slowest:.1f} s of processor time")
    run.note(
        "of those read, words lost without a finding",
        f"{len(losing)}: {[one.lost[:3] for one in losing[:5]]}",
    )
    for what in counted.keys() - {"read", "refused"}:
        run.fail(f"a document ended in {what}")
    if slowest > _MOST_SECONDS:
        run.fail(f"a document took {slowest:.0f} s")
    if losing:
        run.fail(f"{len(losing)} documents lost words without a finding")


def _batches(numbers: Iterator[int], size: int) -> Iterator[list[int]]:
    while batch := list(islice(numbers, size)):
        yield batch


def _originals(folder: Path) -> Iterator[Path]:
    rows = [event(n, title=f"Встреча участников № {n} из города Орша") for n in range(1, 9)]
    yield build_report(folder / "plain.docx", "Город Смоленск", *rows[:4], "Вяземский район", *rows[4:])
    merged = [(Cell(f"{n}.", merge="start"), *rows[0][1:]) for n in range(1, 4)]
    yield build_report(folder / "merged.docx", "Ярцевский район", *merged, "Мероприятия не проводились")
    tables = [[rows[0], rows[1]], "Отчет о работе", [rows[2], (Cell("Итого", span=5), "84")]]
    yield build_document(folder / "odd.docx", "Отчет за III квартал 2024 года", *tables)
    yield from sorted((Path(__file__).parents[2] / "../shared/reports").glob("*.docx"))


def _tried(change: tuple[float, bytes]) -> _Outcome:
    seed, original = change
    rng = random.Random(seed)
    data = rng.choice(_WAYS)(rng, original)
    since = process_time()
    try:
        report = read_report(read_document(SourceFile("a.docx", data, "0")))
    except InputError:
        return _Outcome("refused", process_time() - since)
    except Exception as error:
        return _Outcome(type(error).__name__, process_time() - since)
    return _Outcome("read", process_time() - since, _lost(data, report))


def _lost(data: bytes, report: Report) -> tuple[str, ...]:
    """Words that the document shows and that neither the report nor a finding tells of."""
    if any(one.severity is not Severity.INFO for one in report.findings):
        return ()
    told = [report.title, *(one.text for one in report.statements)]
    told += [word for one in report.findings for word in one.values.values()]
    for entry in report.entries:
        told += [*entry.cells.values(), entry.section or "", entry.subsection or "", entry.municipality or ""]
    known = set(_TEXT.findall(" ".join(told)))
    return tuple(sorted(set(_TEXT.findall(_shown(data))) - known - _HEADINGS))


_HEADINGS = set(_TEXT.findall("Наименование мероприятия Место проведения Сроки Цель, содержание и результат"))


def _shown(data: bytes) -> str:
    """The text of rows after the first two, which may be headings; without what is hidden or deleted."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(_MAIN))
    rows = [row for table in root.iter(w("tbl")) for row in list(table.iter(w("tr")))[2:]]
    return " ".join(
        "".join(text.text or "" for text in paragraph.iter(w("t")) if not _is_hidden(text))
        for row in rows
        for paragraph in row.iter(w("p"))
    )


def _is_hidden(text: Element) -> bool:
    above = {one.tag for one in text.iterancestors()}
    if above & {w("del"), w("moveFrom"), mc("Fallback")}:
        return True
    cell = next((one for one in text.iterancestors() if one.tag == w("tc")), None)
    return cell is not None and cell.find(f"{w('tcPr')}/{w('vMerge')}") is not None


# ── ways to change a file ───────────────────────────────────────────────────────────────────────


def _bytes(rng: random.Random, data: bytes) -> bytes:
    at, size = rng.randrange(len(data)), rng.choice((1, 2, 50, 5_000))
    return data[:at] + rng.choice((b"", rng.randbytes(size))) + data[at + size :]


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def _member(rng: random.Random, data: bytes) -> bytes:
    """A member missing, twice, empty, or with another's content."""
    parts = _parts(data)
    name, other = rng.choice(list(parts)), rng.choice(list(parts))
    match rng.randrange(4):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[other]
        case 2:
            parts[name] = b""
        case _:
            parts[f"{name}.copy"] = parts[name]
    return _packed(parts)


def _relations(rng: random.Random, data: bytes) -> bytes:
    """A relationship that points elsewhere, nowhere, or out of the file."""
    parts = _parts(data)
    name = rng.choice([name for name in parts if name.endswith(".rels")])
    target = rng.choice(("NULL", "#_top", "http://evil.example/x", "/etc/passwd", "../../x", ""))
    parts[name] = re.sub(
        rb'Target="[^"]*"', f'Target="{target}"'.encode(), parts[name], count=rng.randint(0, 3)
    )
    return _packed(parts)


def _prolog(rng: random.Random, data: bytes) -> bytes:
    parts = _parts(data)
    doctype = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    parts[_MAIN] = re.sub(rb"(<\?xml[^>]*\?>)", rb"\1" + doctype, parts[_MAIN], count=1)
    return _packed(parts)


def _deep(rng: random.Random, data: bytes) -> bytes:
    depth = rng.choice((20, 200, 3_000))
    opening, closing = b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>"
    parts = _parts(data)
    parts[_MAIN] = re.sub(
        rb"(<w:tbl>.*</w:tbl>)",
        lambda m: opening * depth + m[1] + closing * depth,
        parts[_MAIN],
        flags=re.DOTALL,
    )
    return _packed(parts)


def _tree(change: Callable[[random.Random, Element], None], rng: random.Random, data: bytes) -> bytes:
    parts = _parts(data)
    root = etree.fromstring(parts[_MAIN])
    for _ in range(rng.randint(1, 3)):
        with suppress(IndexError):  # the changes before have left nothing of the kind
            change(rng, root)
    parts[_MAIN] = etree.tostring(root)
    return _packed(parts)


def _some(rng: random.Random, root: Element, *names: str) -> Element:
    return rng.choice(list(root.iter(*(w(name) for name in names))))


def _double(rng: random.Random, root: Element) -> None:
    one = _some(rng, root, *_CARRIERS)
    one.addnext(etree.fromstring(etree.tostring(one)))


def _remove(rng: random.Random, root: Element) -> None:
    one = _some(rng, root, *_CARRIERS, "tcPr", "tblGrid", "pPr")
    if (parent := one.getparent()) is not None:
        parent.remove(one)


def _wrap(rng: random.Random, root: Element) -> None:
    """Something shown put into a wrapper, known or not."""
    one = _some(rng, root, *_CARRIERS)
    parent = one.getparent()
    if parent is None:
        return
    wrapper = etree.Element(rng.choice(_WRAPPERS))
    parent.replace(one, wrapper)
    inner = etree.SubElement(wrapper, mc("Choice")) if wrapper.tag == mc("AlternateContent") else wrapper
    inner.append(one)


def _rename(rng: random.Random, root: Element) -> None:
    one = _some(rng, root, "tc", "tr", "p", "r")
    one.tag = w(rng.choice((*_CARRIERS, "sdt", "del", "moveFrom")))


def _move(rng: random.Random, root: Element) -> None:
    one, to = _some(rng, root, "p", "tr", "tc"), _some(rng, root, "tc", "tbl", "body")
    if to not in one.iter() and to.getparent() is not None:
        to.append(one)


def _merge(rng: random.Random, root: Element) -> None:
    cell = _some(rng, root, "tc")
    properties = cell.find(w("tcPr"))
    if properties is not None:
        name = rng.choice(("gridSpan", "vMerge", "hMerge"))
        etree.SubElement(properties, w(name)).set(
            w("val"), rng.choice(("restart", "continue", "2", "99999", "-1"))
        )


def _say(rng: random.Random, root: Element) -> None:
    text = _some(rng, root, "t")
    text.text = escape((text.text or "") + rng.choice(_ODD))


_WAYS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _bytes,
    _cut,
    _member,
    _relations,
    _prolog,
    _deep,
    *(partial(_tree, change) for change in (_double, _remove, _wrap, _wrap, _rename, _move, _merge, _say)),
)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()
