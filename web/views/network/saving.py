"""The network as files that hold what is on the screen and say what it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ontology.speech import Speech
from web.index import lists
from web.index.filters import Filters
from web.index.periods import covered
from web.site import Explorer
from web.views.network.alone import alone
from web.views.network.caption import Caption, legend
from web.views.network.drawing import drawing
from web.views.network.files import as_gexf, as_graphml
from web.views.network.reading import Network, NetworkNode, read_network
from web.views.network.showing import Showing

STANDING_ALONE_NODES = 400


@dataclass(frozen=True, slots=True)
class Picture:
    """The network under filters as a reader has it before them, with what is said beside it."""

    explorer: Explorer
    speech: Speech
    network: Network
    showing: Showing
    caption: Caption

    @property
    def colours(self) -> Mapping[str, str]:
        """The colour of each node by its path."""
        return self.showing.colours(self.network.nodes)

    @property
    def strengths(self) -> Mapping[str, str]:
        """What each strength is called."""
        return strengths_of(self.explorer, self.speech)

    def name(self, node: NetworkNode) -> str:
        """What the node is called in the language of the picture."""
        return name_of(node, self.speech)

    @property
    def countries(self) -> Mapping[str | None, str]:
        """What each country is called, by its code."""
        name = "coalesce(en, ru)" if self.speech.lang == "en" else "ru"
        sql = f"SELECT country, {name} FROM thing WHERE kind = 'country'"  # noqa: S608
        return dict(self.explorer.db.execute(sql).fetchall())


def picture_of(
    explorer: Explorer,
    speech: Speech,
    filters: Filters,
    showing: Showing,
    *,
    level: str = "place",
    filter_lines: Sequence[str] = (),
    most_nodes: int = STANDING_ALONE_NODES,
    most_links: int = 10_000,
) -> Picture:
    """The picture under the filters, told by `filter_lines`; of a larger network its busiest part."""
    whole = read_network(
        explorer.db, explorer.columns, filters, level=level, most_nodes=most_nodes, most_links=most_links
    )
    names = {node.path: name_of(node, speech) for node in whole.nodes}
    network = showing.shown(whole)
    lines = [
        *([speech.say("network.said.organisations")] if level == "organisation" else []),
        *filter_lines,
        *showing.words(speech, names),
        *([speech.count("network.left_out", whole.left_out)] if whole.left_out else []),
        _source(explorer, speech),
    ]
    marks = legend(speech, showing.colouring, strengths_of(explorer, speech))
    caption = Caption(speech.say("network.title"), tuple(lines), marks)
    return Picture(explorer, speech, network, showing, caption)


def strengths_of(explorer: Explorer, speech: Speech) -> dict[str, str]:
    """What each strength is called, the strongest first."""
    return {row["code"]: row[speech.lang] for row in lists.concepts(explorer.db, "strength")}


def name_of(node: NetworkNode, speech: Speech) -> str:
    """What the node is called in the language, or in Russian where it has no other name."""
    return (node.en if speech.lang == "en" else None) or node.ru


def _source(explorer: Explorer, speech: Speech) -> str:
    """From what the picture is made, and of what day."""
    title, when = speech.say("dataset.title"), speech.date(explorer.built)
    return speech.say("network.said.source", title=title, period=covered(explorer.db, speech), when=when)


def svg(picture: Picture) -> bytes:
    """The picture as a drawing for documents."""
    return drawing(
        picture.network, picture.caption, dict(picture.colours), picture.name, picture.explorer.iri
    )


def html(picture: Picture) -> bytes:
    """The picture as a page that stands alone."""
    countries = picture.countries
    return alone(
        picture.network,
        picture.caption,
        picture.colours,
        picture.name,
        lambda node: "" if node.is_home else countries.get(node.country, ""),
        picture.strengths,
        picture.speech,
    )


def graphml(picture: Picture) -> bytes:
    """The network as GraphML."""
    return as_graphml(picture.network, picture.caption, picture.name)


def gexf(picture: Picture) -> bytes:
    """The network as GEXF."""
    return as_gexf(picture.network, picture.caption, picture.name)


SAVED: Mapping[str, tuple[str, Callable[[Picture], bytes]]] = {
    "graphml": ("application/graphml+xml", graphml),
    "gexf": ("application/gexf+xml", gexf),
    "svg": ("image/svg+xml", svg),
    "html": ("text/html; charset=utf-8", html),
}
"""The media type of each kind of file, and what writes it."""
