"""What stands beside a saved picture: what it is, what it leaves out, of when and from where it is."""

from dataclasses import dataclass

from ontology.speech import Speech
from web.views.palette import on_paper


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A colour of the palette by its name and what it means in the picture; `shape` is dot or line."""

    shape: str
    name: str
    label: str

    @property
    def colour(self) -> str:
        """The colour on white paper."""
        return on_paper(self.name)


@dataclass(frozen=True, slots=True)
class Caption:
    """A title, lines under it, and the legend."""

    title: str
    lines: tuple[str, ...]
    legend: tuple[LegendEntry, ...]


def legend(speech: Speech, colouring: str, strengths: dict[str, str]) -> tuple[LegendEntry, ...]:
    """What the colours of nodes and lines mean; `strengths` are names by code."""
    lines = (LegendEntry("line", code, name) for code, name in strengths.items())
    return (*_nodes(speech, colouring), *lines)


def _nodes(speech: Speech, colouring: str) -> tuple[LegendEntry, ...]:
    if colouring == "community":
        return (LegendEntry("dot", "community", speech.say("network.colour_community.why")),)
    if colouring == "bridge":
        return (LegendEntry("dot", "project", speech.say("network.colour_bridge.why")),)
    return (
        LegendEntry("dot", "ink", speech.say("network.homes")),
        LegendEntry("dot", "bar", speech.say("network.partners")),
    )
