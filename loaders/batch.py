"""Many reports at once: those that were read before come from the cache, the rest are read side by side."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from loaders.cache import FactsCache
from loaders.documents.source import SourceFile, read_source, without_lock_files
from loaders.kept_rows import KeptRows
from ontology.errors import DocumentError, InputError, PobratimError, ReportError, Where
from ontology.model import Entry, EntryFacts, Report, ReportFacts

Progress = Callable[[int, int], None]
"""Told how many rows of how many have been read."""
Extract = Callable[[Sequence[Sequence[Entry]]], Iterable[list[EntryFacts] | ReportError]]
"""Reads the rows of several reports: for each the facts of its rows in order, or why there are none."""
MOST_AT_HAND = 2_000
"""The facts of more rows than that wait in the cache until they are asked for."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report that can be read; `key` changes whenever its facts may, which are decoded when asked for.

    `file` is where the cache keeps them, if it could.
    """

    key: str
    facts: Callable[[], ReportFacts]
    file: Path


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of the files: those that were read, in order, and why the others were not."""

    read: tuple[ReadReport, ...]
    failed: tuple[InputError, ...]


def _each_found(
    paths: Sequence[Path], cache: FactsCache
) -> Iterator[ReadReport | tuple[SourceFile, Report] | InputError]:
    """Of each document what the cache has, the report whose rows are still to be read, or its fault."""
    names: dict[str, Path] = {}
    contents: dict[str, Path] = {}
    for path in without_lock_files(paths):
        try:
            source = _source_once(path, names, contents)
            yield _known(source, cache) or (source, _report(source))
        except InputError as error:
            yield error


def read_batch(
    paths: Sequence[Path],
    folder: Path,
    progress: Progress = lambda done, total: None,
    extract: Extract | None = None,
) -> Batch:
    """The reports at those paths, with `folder` as their cache; a file that cannot be read stops no other.

    `extract` reads rows, by default on the processors of this machine.
    """
    cache = FactsCache(folder)
    read: dict[int, ReadReport] = {}
    failed: list[InputError] = []
    unread: dict[int, tuple[SourceFile, Report]] = {}
    for place, found in enumerate(_each_found(paths, cache)):
        if isinstance(found, InputError):
            failed.append(found)
        elif isinstance(found, ReadReport):
            read[place] = found
        else:
            unread[place] = found
    for place, now_read in _read_now(unread, cache, progress, extract or _here):
        if isinstance(now_read, InputError):
            failed.append(now_read)
        else:
            read[place] = now_read
    return Batch(tuple(read[place] for place in sorted(read)), tuple(failed))


def _read_now(
    unread: dict[int, tuple[SourceFile, Report]], cache: FactsCache, progress: Progress, extract: Extract
) -> Iterator[tuple[int, ReadReport | InputError]]:
    """Each report that the cache did not have, kept there from now on, or its fault; its place before it."""
    rows = sum(len(report.entries) for _, report in unread.values())
    for place, facts in _extracted(unread, cache, progress, extract):
        if isinstance(facts, InputError):
            yield place, facts
            continue
        source, _ = unread[place]
        cache.put(source.name, source.sha256, facts)
        kept = _known(source, cache) if rows > MOST_AT_HAND else None
        yield place, kept or _read_report(source, cache, _at_hand(facts))


def _source_once(path: Path, names: dict[str, Path], contents: dict[str, Path]) -> SourceFile:
    """The file, which no other of the batch has the name or the content of."""
    _name_once(path, names)
    source = read_source(path)
    _content_once(source, path, contents)
    return source


def _name_once(path: Path, names: dict[str, Path]) -> None:
    """Raises ReportError where another file has that name: reports are known by name without extension."""
    other = names.setdefault(path.stem, path)
    if other is not path:
        raise ReportError("same-name", where=Where(str(path)), other=other)


def _content_once(source: SourceFile, path: Path, contents: dict[str, Path]) -> None:
    """Raises ReportError where another file holds the same bytes: its rows would be counted twice."""
    other = contents.setdefault(source.sha256, path)
    if other is not path:
        raise ReportError("same-file", where=Where(str(path)), other=other)


def _known(source: SourceFile, cache: FactsCache) -> ReadReport | None:
    if not cache.holds(source.name, source.sha256):
        return None
    return _read_report(source, cache, partial(_kept, source, cache))


def _read_report(source: SourceFile, cache: FactsCache, facts: Callable[[], ReportFacts]) -> ReadReport:
    key = cache.key(source.name, source.sha256)
    return ReadReport(key, facts, cache.file(source.name, source.sha256))


def _kept(source: SourceFile, cache: FactsCache) -> ReportFacts:
    """The facts that were kept; read again where those turn out to be damaged."""
    facts = cache.get(source.name, source.sha256)
    if facts is None:
        ((_, found),) = _extracted({0: (source, _report(source))}, cache, lambda done, total: None, _here)
        if isinstance(found, InputError):
            raise found
        cache.put(source.name, source.sha256, found)
        return found
    return facts


def _at_hand(facts: ReportFacts) -> Callable[[], ReportFacts]:
    return lambda: facts


def _report(source: SourceFile) -> Report:
    # Imported here, as below, because the morphology behind it takes longer to load than a warm cache.
    from loaders.documents.open import read_document
    from loaders.report import read_report

    try:
        return read_report(read_document(source))
    except PobratimError:
        raise
    except Exception as error:
        # One report that is like no other may not end a build of many.
        raise DocumentError("not-readable", where=Where(source.name)) from error


def _extracted(
    unread: dict[int, tuple[SourceFile, Report]], cache: FactsCache, progress: Progress, extract: Extract
) -> Iterator[tuple[int, ReportFacts | InputError]]:
    """The facts of each report or why it has none, its place before it; all reports share the processes.

    Rows that stood in an earlier version of the file are not read again.
    """
    if not unread:
        return
    kept = {place: KeptRows(cache.older(source.name)) for place, (source, _) in unread.items()}
    rows = [kept[place].unread(report.entries) for place, (_, report) in unread.items()]
    total = sum(len(report.entries) for _, report in unread.values())
    done = 0
    for (place, (_, report)), fresh in zip(unread.items(), extract(rows), strict=True):
        if isinstance(fresh, InputError):
            yield place, fresh
        else:
            yield place, ReportFacts(report, tuple(kept[place].facts(report.entries, iter(fresh))))
        done += len(report.entries)
        progress(done, total)


def _here(reports: Sequence[Sequence[Entry]]) -> Iterator[list[EntryFacts]]:
    """Rows read by the processes of this machine."""
    from loaders.parallel import extract_entries, processes_for

    rows = [entry for one in reports for entry in one]
    facts = iter(extract_entries(rows, processes_for(len(rows))))
    for one in reports:
        yield list(islice(facts, len(one)))
