"""Reading the gazetteer's data files."""

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
REGIONS = HERE.parent / "regions"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file of the package."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader)
