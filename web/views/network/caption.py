"""What stands beside a picture: what it is, what it leaves out, of when and from where it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ontology.speech import Speech
from web.views.changes import CHANGE_COLOURS
from web.views.network.model import LegendEntry
from web.views.palette import community_colour

WIDTHS = (1, 10, 50)
"""The numbers of events whose lines the legend shows."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How the drawing makes widths of counts, and its communities by their best-known members."""

    width_of: Mapping[int, float]
    communities: Mapping[int, str]
    has_groups: bool


def legend(
    speech: Speech, colouring: str, strengths: Mapping[str, str], scale: Scale, *, compares: bool
) -> Iterator[LegendEntry]:
    """What colours, shapes and widths mean; `strengths` are names by code, the strongest first."""
    yield from _nodes(speech, colouring, scale)
    if scale.has_groups:
        yield LegendEntry(
            "ring", "ink" if colouring == "side" else "contact", speech.say("network.legend.group")
        )
    if compares:
        for change, colour in CHANGE_COLOURS.items():
            yield LegendEntry("line", colour, speech.say(f"network.change.{change}.why"), 3.0, change)
        return
    for code, name in strengths.items():
        yield LegendEntry("line", code, name, 4.0)
    for count, width in scale.width_of.items():
        yield LegendEntry("line", "muted", speech.count("count.events", count), width)


def _nodes(speech: Speech, colouring: str, scale: Scale) -> Iterator[LegendEntry]:
    if colouring == "community":
        for number, names in scale.communities.items():
            yield LegendEntry("dot", community_colour(number), names)
        return
    if colouring == "bridge":
        yield LegendEntry("dot", "project", speech.say("network.colour_bridge.why"))
        yield LegendEntry("dot", "contact", speech.say("network.legend.others"))
        return
    yield LegendEntry("dot", "ink", speech.say("network.homes"))
    yield LegendEntry("dot", "bar", speech.say("network.partners"))
