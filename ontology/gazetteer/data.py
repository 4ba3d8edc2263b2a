"""Where the gazetteer's data files are."""

from pathlib import Path

HERE = Path(__file__).parent
REGIONS = HERE.parent / "regions"
