"""Keeping what was built: verify, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from cli.console import tell, words, write, writing
from cli.options import DEFAULT_DATA, DataFolder
from graph.snapshots.backup import back_up
from graph.snapshots.backup import restore as restore_from
from graph.snapshots.checksums import is_sealed
from graph.snapshots.snapshot import DataFolder as Folder
from ontology.errors import StoreError
from web.site import INDEX

BackupFile = Annotated[Path, typer.Argument(help=words("option.backup"), metavar="FILE")]


def register(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    app.command(help=words("command.verify"))(verify)
    app.command(help=words("command.backup"))(backup)
    app.command(help=words("command.restore"))(restore)


def verify(data: DataFolder = DEFAULT_DATA) -> None:
    """Tell of each snapshot whether its files hold what they held when it was built."""
    folder = Folder(data)
    served = folder.current_id() or folder.current().id
    damaged: dict[str, list[str]] = {}
    for one in folder.snapshots():
        files = damaged[one.id] = one.damage()
        state = words("said.damaged", files=", ".join(files)) if files else words("said.whole")
        write(f"{'→' if one.id == served else ' '} {one.id}\t{state}")
        index = one.path / INDEX
        if index.exists() and not is_sealed(index):
            tell("said.index-damaged", "yellow", snapshot=one.id)
    if damaged.get(served, ["manifest.json"]):
        told = ", ".join(damaged.get(served, ["manifest.json"])[:3])
        raise StoreError("files-damaged", snapshot=served, files=told)


def backup(file: BackupFile, data: DataFolder = DEFAULT_DATA) -> None:
    """Write the served snapshot, judgements and short links to one file; a server may go on answering."""
    with writing(file):
        snapshot = back_up(Folder(data), file)
    tell("said.backed-up", snapshot=snapshot.id, file=file)


def restore(file: BackupFile, data: DataFolder = DEFAULT_DATA) -> None:
    """Serve the snapshot of a backup, and add its judgements and short links to those there."""
    snapshot = restore_from(Folder(data), file)
    tell("said.serving-snapshot", snapshot=snapshot.id, published=snapshot.published[:19])
