"""What the project depends on is told with the lowest version that was tried."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SHIPPED = ("cluster", "mcp", "notebook")


def test_every_dependency_has_a_lower_bound() -> None:
    extras = (one for name in SHIPPED for one in PROJECT["optional-dependencies"][name])
    unbound = [one for one in (*PROJECT["dependencies"], *extras) if not re.search(r"[>=]=\d", one)]
    assert not unbound, (
        f"give {unbound} in pyproject.toml the lowest version that `make test-lowest` passes with"
    )
