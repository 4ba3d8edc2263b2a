"""The ontology and the data together are OWL 2 DL, and nothing follows from them that cannot be."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from queries.exports import EXPORTS, Source

CHECK = Path(__file__).with_name("CheckOwl.java")
INCONSISTENT = """
@prefix pob: <https://w3id.org/pobratim/ontology#> .
<https://w3id.org/pobratim/id/one> a pob:Event, pob:Place .
"""


def told_of(file: Path) -> list[str]:
    """What HermiT and the profile say of the file."""
    spec = find_spec("owlready2")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).with_name("hermit") / "HermiT.jar"
    command = ["java", "-cp", str(jar), str(CHECK), str(file)]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=120
    ).stdout.splitlines()


@pytest.mark.engine
@pytest.mark.skipif(shutil.which("javac") is None, reason="no Java compiler on this machine")
def test_hermit_finds_no_fault(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "sample.owl"
    with file.open("wb") as output:
        EXPORTS["owl"].write(Source(DataFolder(sample).current(), DEFAULT_BASE), output)
    axioms, *told = told_of(file)
    assert int(axioms.split()[1]) > 10_000
    assert told == ["consistent true"]


@pytest.mark.engine
@pytest.mark.skipif(shutil.which("javac") is None, reason="no Java compiler on this machine")
def test_hermit_would_find_a_fault(tmp_path: Path) -> None:
    from ontology.vocabulary import vocabulary

    file = tmp_path / "wrong.ttl"
    (vocabulary() + type(vocabulary())().parse(data=INCONSISTENT, format="turtle")).serialize(file)
    assert "consistent false" in told_of(file)
