"""What holds for every test."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The command speaks the language of its user's locale; what tests expect of it is written in English.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("POBRATIM_LANG", None)

# How long one example takes says how busy the machine is, not whether the code is right.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample reports, served, with the explorer's index."""
    from graph.build.run import ReportInput, build_snapshot
    from graph.iris import DEFAULT_BASE
    from graph.snapshots.snapshot import DataFolder
    from graph.write.about import Publication
    from loaders.batch import read_batch
    from loaders.sample import build_sample
    from queries.examples import example_triples
    from web.site import index_snapshot

    scratch = tmp_path_factory.mktemp("sample")
    batch = read_batch(build_sample(scratch), scratch / "cache")
    folder = DataFolder(scratch / "data")
    build_snapshot(
        [ReportInput(one.key, one.facts) for one in batch.read],
        folder,
        prepare=lambda snapshot: index_snapshot(folder, snapshot, DEFAULT_BASE),
        publication=Publication(tuple(example_triples(DEFAULT_BASE))),
    )
    return folder.path
