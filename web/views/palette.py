"""The colours of every picture: `web/palette.json` has them for style sheets, scripts and what is saved."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

PALETTE = Path(__file__).parents[1] / "palette.json"


@lru_cache(maxsize=1)
def palette() -> dict[str, Any]:
    """Colours by name under `light` and `dark`; `strengths` from the strongest, `communities` by number."""
    read: dict[str, Any] = json.loads(PALETTE.read_text(encoding="utf-8"))
    return read


def on_paper(name: str) -> str:
    """The colour of that name on white paper; a community's colour is its own name."""
    return name if name.startswith("#") else str(palette()["light"][name])


def on_screen(name: str) -> str:
    """The colour of that name as style sheets know it, in the theme that is on."""
    return name if name.startswith("#") else f"var(--{name})"


def community_colour(number: int | None) -> str:
    """The colour of a community; communities beyond the palette share."""
    colours: list[str] = palette()["communities"]
    return colours[max(0, number or 0) % len(colours)]


def strength_level(code: str) -> int:
    """How many of four bars a strength fills."""
    strengths: list[str] = palette()["strengths"]
    return len(strengths) - strengths.index(code) if code in strengths else 1
