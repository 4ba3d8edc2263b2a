"""Building the graph and going back: build, snapshots, rollback."""

import getpass
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.console import Stages, complain, out, say, stages, tell, words
from cli.lexicon import lexicon_notices, use_lexicon
from cli.options import DEFAULT_DATA, Base, DataFolder, Judgements
from cli.scratch import scratch_folder
from graph.build.notices import SHOWN_NOTICES, Notice
from graph.build.run import KEPT_SNAPSHOTS, ReportInput, build_snapshot
from graph.build.summary import BuildSummary
from graph.edition import public_edition
from graph.iris import DEFAULT_BASE
from graph.judgements import FILE_NAME, load_judgements
from graph.office.journal import Deed, write_note
from graph.office.shelf import Shelf
from graph.snapshots.snapshot import STORE
from graph.snapshots.snapshot import DataFolder as Folder
from graph.write.about import Publication
from graph.write.about.settings import DATASET_FILE
from loaders.batch import Extract, read_batch
from loaders.documents.given import reports_given
from ontology.errors import InputError, ParameterError
from ontology.speech import Speech, own_speech
from queries.examples import example_triples

PUBLIC = "public"
"""Where, in the data folder, the data folder of the public edition is."""


class Without(StrEnum):
    """What an edition leaves out."""

    PEOPLE = "people"


def register(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    app.command(help=words("command.build"))(build)
    app.command("snapshots", help=words("command.snapshots"))(list_snapshots)
    app.command(help=words("command.rollback"))(rollback)


def build(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(help=words("option.all-reports"), metavar="REPORT…"),
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help=words("option.sample"))] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help=words("option.skip-bad"))] = False,
    without: Annotated[Without | None, typer.Option("--without", help=words("option.without"))] = None,
    judgements: Judgements = None,
    keep: Annotated[int, typer.Option(help=words("option.keep"))] = KEPT_SNAPSHOTS,
    data: DataFolder = DEFAULT_DATA,
    base: Base = DEFAULT_BASE,
    cluster: Annotated[str | None, typer.Option(help=words("option.cluster"), metavar="ADDRESS")] = None,
) -> None:
    """Build the graph of the shelf, or of these reports, beside the live one, check it, and serve it.

    Where reports are named the graph is that of these and of no others: name them all each time. What has
    not changed is not read again. Where a report cannot be read, or the graph breaks a rule, the old graph
    stays.
    """
    _check_asked(reports, judgements, sample=sample)
    folder = Folder(data)
    load_judgements(judgements or folder.path / FILE_NAME)  # told of what is wrong before an hour of reading
    lexicon = use_lexicon(data)
    with scratch_folder() as scratch, stages() as progress:
        paths = sample_reports(scratch) if sample else _chosen(Shelf(data), reports, scratch)
        inputs = _read(paths, folder.cache, skip_bad, progress, cluster)
        decided = judgements or folder.path / FILE_NAME
        if without is not None:
            inputs, decided = public_edition(inputs, decided, scratch / FILE_NAME)
            folder = _public(data)
        summary = build_snapshot(
            inputs,
            folder,
            base=base,
            judgements=decided,
            keep=keep,
            prepare=lambda snapshot: prepare_snapshot(folder, snapshot, base),
            progress=progress.stage,
            publication=Publication(tuple(example_triples(base)), frozenset(filter(None, (without,)))),
        )
    if without is not None:
        tell("said.edition", folder=folder.path)
    write_note(folder.path, getpass.getuser(), Deed.PUBLISHED, summary.snapshot)
    own = lexicon_notices(data, lexicon, (one.facts() for one in inputs))
    show_summary(replace(summary, notices=(*summary.notices, *own)))


def _check_asked(reports: Sequence[Path] | None, judgements: Path | None, *, sample: bool) -> None:
    """Raises ParameterError where there is nothing that could be built."""
    if reports and sample:
        raise ParameterError("nothing-to-build")
    if judgements is not None and not judgements.is_file():
        raise ParameterError("no-judgements", file=judgements)


def _public(data: Path) -> Folder:
    """The folder of the public edition, with what the office says of its data."""
    public = Folder(data / PUBLIC)
    told = data / DATASET_FILE
    if told.is_file():
        public.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(told, public.path / DATASET_FILE)
    return public


def _chosen(shelf: Shelf, named: Sequence[Path] | None, scratch: Path) -> Sequence[Path]:
    """The files of the named reports, else of all on the shelf; tells which of the two it is."""
    on_shelf = shelf.reports()
    if not named:
        if not on_shelf:
            raise ParameterError("shelf-empty")
        tell("said.built-shelf", n=len(on_shelf))
        return shelf.files()
    files = reports_given(named, scratch)
    tell("said.built-named", n=len(files))
    stems = {one.stem for one in files}
    left = [one.name for one in on_shelf if one.stem not in stems]
    if left:
        tell("said.shelf-left", "yellow", n=len(left), names=", ".join(left))
    return files


def prepare_snapshot(folder: Folder, snapshot: Path, base: str) -> None:
    """Makes the explorer's index and the default answers of a new snapshot: no visitor waits for them."""
    # Imported here because an unchanged build, which needs neither, need not wait for a web framework.
    from queries.defaults import make_default_answers
    from web.site import index_snapshot

    index_snapshot(folder, snapshot, base)
    with folder.writing():
        make_default_answers(snapshot, snapshot / STORE, base)


def sample_reports(folder: Path) -> Sequence[Path]:
    """The reports of the sample, written as Word files into the folder."""
    # Imported here because only the sample is written as Word files.
    from loaders.sample import build_sample

    return build_sample(folder)


def _read(
    paths: Sequence[Path], cache: Path, skip_bad: bool, progress: Stages, cluster: str | None
) -> list[ReportInput]:
    """Every report that can be read; each other one is told of before the build gives up."""
    with _extractor(cluster) as extract:
        batch = read_batch(paths, cache, lambda done, total: progress("rows", done, total), extract)
    for error in batch.failed:
        complain(error)
    if batch.failed and not (skip_bad and batch.read):
        raise InputError("reports-unread", failed=len(batch.failed), n=len(paths))
    return [ReportInput(one.key, one.facts, one.file) for one in batch.read]


@contextmanager
def _extractor(cluster: str | None) -> Iterator[Extract | None]:
    """What reads rows: a cluster where one is named, else the processes of this machine."""
    if cluster is None:
        yield None
        return
    # Imported here because few builds use a cluster, whose library need not be there.
    from loaders.cluster import connected

    with connected(cluster) as workers:
        tell("said.cluster", address=workers.address, dashboard=workers.dashboard or "–")
        yield workers.extract


def show_summary(summary: BuildSummary) -> None:
    """Tells what a build made, what is doubtful, and how long each stage took."""
    tell(
        "said.unchanged" if summary.unchanged else "said.built",
        snapshot=summary.snapshot,
        reports=words("said.reports", n=summary.reports),
        rows=words("said.rows", n=summary.rows),
        counts=", ".join(words(f"built.{name}", n=count) for name, count in summary.entities.items()),
    )
    if not summary.unchanged:
        evidence = sum(n for name, n in summary.triples.items() if name.startswith("graph/evidence/"))
        total = sum(summary.triples.values())
        tell("said.triples", n=total, share=f"{evidence / total:.0%}")
    for severity, count in summary.findings.items():
        tell("said.findings", n=count, severity=severity)
    if summary.candidates:
        tell("said.candidates", n=len(summary.candidates))
    for line in notices_told(summary.notices, own_speech()):
        say(line, style="yellow")
    times = summary.seconds.items()
    say(
        ", ".join(
            words("said.seconds", stage=words(f"stage.{name}"), seconds=f"{spent:.1f}")
            for name, spent in times
        )
    )


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
    table.add_column("")
    for heading in ("snapshot", "published", "reports", "rows", "events", "version"):
        table.add_column(words(f"column.{heading}"))
    for snapshot in folder.snapshots():
        held = snapshot.manifest
        table.add_row(
            "→" if snapshot.id == served else "",
            snapshot.id,
            snapshot.published[:19],
            str(len(held["reports"])),
            str(sum(report["rows"] for report in held["reports"])),
            str(held["entities"]["events"]),
            held["code"].partition("+")[0],
        )
    out.print(table)


def rollback(
    to: Annotated[str | None, typer.Argument(help=words("option.rollback-to"), metavar="SNAPSHOT")] = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Serve an older snapshot again."""
    snapshot = Folder(data).rollback(to)
    write_note(data, getpass.getuser(), Deed.ROLLED_BACK, snapshot.id)
    tell("said.serving-snapshot", snapshot=snapshot.id, published=snapshot.published[:19])
