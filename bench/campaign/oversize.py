"""Files and requests larger than any that is meant: refused or read, within the memory that there is."""

import io
import multiprocessing
import resource
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, process_time

import httpx
import psutil

from bench.campaign.run import Run
from loaders.documents.open import open_document
from loaders.report import read_report
from ontology.errors import InputError
from tests.reports import build_document, build_report, event, replace_part
from tests.web.server import process_of, serving

_MEBIBYTE = 2**20
_CEILING = 4 * 1024 * _MEBIBYTE
_MOST_RESIDENT = 1_536 * _MEBIBYTE
_MOST_SECONDS = 60.0


def attack(run: Run) -> None:
    """Every file in a process with a ceiling; every request to one server."""
    for name, make in _FILES.items():
        path = run.folder / f"{name.replace(' ', '-')}.docx"
        make(path, run.share)
        what, seconds, resident = _read_apart(path)
        run.note(name, f"{what}, {seconds:.1f} s of processor time, {resident // _MEBIBYTE} MB")
        if what not in ("read", "refused") or seconds > _MOST_SECONDS or resident > _MOST_RESIDENT:
            run.fail(f"{name}: {what}, {seconds:.0f} s, {resident // _MEBIBYTE} MB")
        path.unlink()
    _requests(run)


def _requests(run: Run) -> None:
    with serving(run.data, "--workers", "1", "--requests-per-minute", "0") as address:
        server = process_of(address)
        before = server.memory_info().rss
        for name, content in _bodies():
            since = monotonic()
            for _ in range(3):
                try:
                    answer = httpx.post(f"{address}/sparql", content=content, headers=_SPARQL, timeout=60)
                    status = answer.status_code
                except httpx.TransportError:
                    status = 0  # cut off in the middle, as a body without end may be
                if status >= 500 and status != 503:
                    run.fail(f"{name} answered {status}")
            run.note(name, f"{status}, {(monotonic() - since) / 3:.2f} s each")
        grown = server.memory_info().rss - before
        run.note("memory of the server after them, MB more", grown // _MEBIBYTE)
        if grown > 300 * _MEBIBYTE:
            run.fail("bodies of requests stay in memory")


_SPARQL = {"content-type": "application/sparql-query"}


def _bodies() -> Iterator[tuple[str, bytes]]:
    yield "a body of 64 MB", b"a" * (64 * _MEBIBYTE)
    yield "a body of 300 KB of dots", b"a." * 150_000
    yield "an address of 60 KB in a body", b"ASK { <urn:" + b"a" * 60_000 + b"> ?b ?c }"


def _read_apart(path: Path) -> tuple[str, float, int]:
    """What became of the file in a process of its own, its processor time, and its greatest memory."""
    receiving, sending = multiprocessing.get_context("spawn").Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_read, args=(path, sending))
    process.start()
    sending.close()
    told: tuple[str, float, int] = ("endless", _MOST_SECONDS, 0)
    try:
        if _is_told_in_time(receiving, process.pid or 0):
            told = receiving.recv()
    except EOFError:
        told = ("ended", 0.0, 0)
    process.kill()
    process.join()
    return told


def _is_told_in_time(receiving: "multiprocessing.connection.Connection", pid: int) -> bool:
    """Whether the process tells something before its processor time is up, however busy the machine is."""
    reader = psutil.Process(pid)
    while not receiving.poll(1):
        try:
            spent = reader.cpu_times()
        except psutil.NoSuchProcess:
            return receiving.poll(0)
        if spent.user + spent.system > _MOST_SECONDS:
            return False
    return True


def _read(path: Path, sending: "multiprocessing.connection.Connection") -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_CEILING, _CEILING))
    try:
        read_report(open_document(path))
        what = "read"
    except InputError:
        what = "refused"
    except BaseException as error:
        what = type(error).__name__
    sending.send((what, process_time(), _greatest_memory()))


def _greatest_memory() -> int:
    """The most that this process held; unlike `ru_maxrss`, not what its parent held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


# ── files ───────────────────────────────────────────────────────────────────────────────────────


def _huge(path: Path, share: float) -> None:
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200 * _MEBIBYTE)


def _bomb(path: Path, share: float) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * round(1_000 * _MEBIBYTE * max(share, 0.3)))


def _many_members(path: Path, share: float) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"word/{number}.xml", b"")


def _many_rows(path: Path, share: float) -> None:
    build_report(path, "Город Смоленск", event(1))
    with zipfile.ZipFile(path) as archive:
        main = archive.read("word/document.xml").decode()
    start, end = main.rindex("<w:tr>"), main.rindex("</w:tr>") + len("</w:tr>")
    rows = main[start:end] * round(20_000 * share)  # told to a library row by row, they take minutes
    replace_part(path, {"word/document.xml": f"{main[:start]}{rows}{main[end:]}".encode()})


def _many_paragraphs(path: Path, share: float) -> None:
    build_document(path, *(f"Отчет о мероприятиях, строка {n}" for n in range(round(20_000 * share))))


def _long_cell(path: Path, share: float) -> None:
    build_report(path, "Город Смоленск", event(1, content="Обмен опытом. " * round(300_000 * share)))


def _many_tables(path: Path, share: float) -> None:
    build_document(path, *([[("а", "б"), ("в", "г")]] * round(5_000 * share)))


def _entities(path: Path, share: float) -> None:
    build_report(path, event(1))
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ха"}">' for n in range(12))
    main = parts["word/document.xml"].decode().split("?>", 1)[1]
    parts["word/document.xml"] = f"<?xml version='1.0'?><!DOCTYPE d [{laughs}]>{main}".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(packed.getvalue())


_FILES: dict[str, Callable[[Path, float], None]] = {
    "200 MB that begin like a zip": _huge,
    "a zip that unfolds to a gigabyte": _bomb,
    "20,000 members": _many_members,
    "20,000 rows": _many_rows,
    "20,000 paragraphs": _many_paragraphs,
    "a cell of 4 million characters": _long_cell,
    "5,000 tables": _many_tables,
    "a billion laughs": _entities,
}
