"""What is kept, new and gone between two periods, and in which colours."""

from collections.abc import Mapping

KEPT, NEW, GONE = "kept", "new", "gone"
CHANGE_COLOURS: Mapping[str, str] = {KEPT: "contact", NEW: "formal", GONE: "project"}
"""By name of the palette; what is drawn differs in width, dashes and a sign too."""
