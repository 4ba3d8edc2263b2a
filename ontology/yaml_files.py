"""Reading the data files that stand beside the code."""

from pathlib import Path
from typing import Any

import yaml

# PyYAML's loader over libyaml is about eight times as fast; not every build of PyYAML has it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file of the package."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader)
