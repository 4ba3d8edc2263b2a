"""A backup is unpacked into its folder and nowhere else."""

import io
import tarfile
from pathlib import Path

import pytest

from graph.snapshots.backup import restore
from graph.snapshots.snapshot import DataFolder
from ontology.errors import InputError


@pytest.mark.parametrize(
    ("name", "kind", "link"),
    [
        ("../outside", tarfile.REGTYPE, ""),
        ("/tmp/outside", tarfile.REGTYPE, ""),
        ("inside", tarfile.SYMTYPE, "/etc/passwd"),
        ("inside", tarfile.LNKTYPE, "/etc/passwd"),
        ("inside", tarfile.FIFOTYPE, ""),
    ],
)
def test_what_leads_out_of_a_backup_is_refused(tmp_path: Path, name: str, kind: bytes, link: str) -> None:
    file = tmp_path / "backup.tar"
    with tarfile.open(file, "w") as archive:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, link
        member.size = 2 if kind == tarfile.REGTYPE else 0
        archive.addfile(member, io.BytesIO(b"ha"))
    with pytest.raises(InputError):
        restore(DataFolder(tmp_path / "data"), file)
    assert not (tmp_path / "outside").exists()
