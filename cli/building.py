"""Building the graph and going back: build, snapshots, rollback."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.table import Table

from cli.console import Stages, complain, counted, out, say, stages
from cli.options import DEFAULT_DATA, Base, DataFolder, Judgements
from graph.build import KEPT_SNAPSHOTS, ReportInput, build_snapshot
from graph.iris import DEFAULT_BASE
from graph.judgements import FILE_NAME, load_judgements
from graph.notices import SHOWN_NOTICES, Notice
from graph.snapshot import DataFolder as Folder
from graph.summary import BuildSummary
from loaders.batch import read_batch
from ontology.errors import InputError, ParameterError
from ontology.speech import Speech, own_speech


def register(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    app.command()(build)
    app.command("snapshots")(list_snapshots)
    app.command()(rollback)


def build(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(help="All reports of the graph: .docx, .txt, .doc, .odt, .rtf.", metavar="REPORT…"),
    ] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Build from the sample reports that come along.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Build from the rest where a report cannot be read.")
    ] = False,
    judgements: Judgements = None,
    keep: Annotated[int, typer.Option(help="How many snapshots to keep for rollback.")] = KEPT_SNAPSHOTS,
    data: DataFolder = DEFAULT_DATA,
    base: Base = DEFAULT_BASE,
) -> None:
    """Build the graph of these reports beside the live one, check it, and serve it from then on.

    The graph is that of the reports named and of no others: name them all each time. What has not changed
    is not read again. Where a report cannot be read, or the graph breaks a rule, the old graph stays.
    """
    if bool(reports) == sample:
        raise ParameterError("Name the reports, or say --sample.", remedy="See: pobratim build --help")
    if judgements is not None and not judgements.is_file():
        raise ParameterError(
            f"There is no file {judgements}.", remedy="Check --judgements or POBRATIM_JUDGEMENTS."
        )
    folder = Folder(data)
    load_judgements(judgements or folder.path / FILE_NAME)  # told of what is wrong before an hour of reading
    with TemporaryDirectory() as scratch, stages() as progress:
        paths = reports if reports else _sample(Path(scratch))
        inputs = _read(paths, folder.cache, skip_bad, progress)
        summary = build_snapshot(
            inputs, folder, base=base, judgements=judgements, keep=keep, progress=progress.stage
        )
        if not summary.unchanged:
            _index(folder, base, progress)
    show_summary(summary)


def _index(folder: Folder, base: str, progress: Stages) -> None:
    """Makes the explorer's index of the served snapshot, so that its first visitor need not wait for it."""
    # Imported here because an unchanged build, which needs no index, need not wait for a web framework.
    from web.site import index_snapshot

    progress.stage("index")
    index_snapshot(folder, folder.current(), base)


def _sample(folder: Path) -> Sequence[Path]:
    # Imported here because only the sample is written as Word files.
    from loaders.sample import build_sample

    return build_sample(folder)


def _read(paths: Sequence[Path], cache: Path, skip_bad: bool, progress: Stages) -> list[ReportInput]:
    """Every report that can be read; each other one is told of before the build gives up."""
    batch = read_batch(paths, cache, lambda done, total: progress("rows", done, total))
    for error in batch.failed:
        complain(error)
    if batch.failed and not (skip_bad and batch.read):
        raise InputError(
            f"{len(batch.failed)} of {counted(len(paths), 'report')} cannot be read; "
            "the graph stays as it was.",
            remedy="Mend them, or leave them out with --skip-bad.",
        )
    return [ReportInput(one.key, one.facts) for one in batch.read]


def show_summary(summary: BuildSummary) -> None:
    """Tells what a build made, what is doubtful, and how long each stage took."""
    state = "nothing changed" if summary.unchanged else "built"
    counts = ", ".join(f"{count} {name}" for name, count in summary.entities.items())
    size = f"{counted(summary.reports, 'report')}, {counted(summary.rows, 'row')}"
    say(f"Snapshot {summary.snapshot} ({state}): {size}; {counts}.")
    if not summary.unchanged:
        evidence = sum(n for name, n in summary.triples.items() if name.startswith("graph/evidence/"))
        total = sum(summary.triples.values())
        say(f"{total} triples, {evidence / total:.0%} of them evidence.")
    for severity, count in summary.findings.items():
        say(f"{counted(count, 'finding')} ({severity}); see: pobratim check REPORT")
    if summary.candidates:
        say(f"{counted(len(summary.candidates), 'uncertain merge')} not made; see: pobratim review")
    for line in notices_told(summary.notices, own_speech()):
        say(line, style="yellow")
    say(", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in summary.seconds.items()), style="dim")


def notices_told(notices: Sequence[Notice], speech: Speech) -> Iterator[str]:
    """Each kind of notice with what to do, then what it is about, the first few a line each."""
    kinds: dict[tuple[str, str, str], list[Notice]] = {}
    for one in notices:
        kind = (one.severity.value, one.message[speech.lang], one.remedy.get(speech.lang, ""))
        kinds.setdefault(kind, []).append(one)
    for (severity, message, remedy), alike in kinds.items():
        yield f"{speech.say(f'severity.{severity}')}: {message} {remedy}".rstrip()
        yield from (f"  {one.about(speech)}" for one in alike[:SHOWN_NOTICES])
        if len(alike) > SHOWN_NOTICES:
            yield f"  {speech.count('notice.more', len(alike) - SHOWN_NOTICES)}"


def list_snapshots(data: DataFolder = DEFAULT_DATA) -> None:
    """List the snapshots that are kept, the newest first; the served one is marked."""
    folder = Folder(data)
    served = folder.current_id() or folder.current().id
    table = Table(box=None, pad_edge=False)
    for heading in ("", "snapshot", "published", "reports", "rows", "events"):
        table.add_column(heading)
    for snapshot in folder.snapshots():
        held = snapshot.manifest
        table.add_row(
            "→" if snapshot.id == served else "",
            snapshot.id,
            snapshot.published[:19],
            str(len(held["reports"])),
            str(sum(report["rows"] for report in held["reports"])),
            str(held["entities"]["events"]),
        )
    out.print(table)


def rollback(
    to: Annotated[
        str | None, typer.Argument(help="The snapshot to serve; else the one before.", metavar="SNAPSHOT")
    ] = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Serve an older snapshot again."""
    snapshot = Folder(data).rollback(to)
    say(f"Serving snapshot {snapshot.id}, published {snapshot.published[:19]}.")
