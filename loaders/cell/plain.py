"""An older address of `regular` and `in_cyrillic`, until everybody asks `loaders.cell`."""

from loaders.cell.regular import in_cyrillic as in_cyrillic
from loaders.cell.regular import regular as regular
