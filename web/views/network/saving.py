"""The network as a reader has it before them, and the files that hold just that and say what it is."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ontology.speech import Speech
from web.index import lists
from web.index.filters import Filters
from web.index.marks import UNLOCATED
from web.index.periods import covered
from web.site import Explorer
from web.views.network import svg as scalable
from web.views.network.alone import alone
from web.views.network.caption import WIDTHS, Scale, legend
from web.views.network.drawing import draw, line_width
from web.views.network.files import as_geojson, as_gexf, as_graphml, edges_csv, nodes_csv
from web.views.network.model import Caption, Drawing, DrawnLine, Node
from web.views.network.placing import is_tall
from web.views.network.scene import Met, TiesToDraw
from web.views.network.state import PictureState
from web.views.network.ties import Ties, read_ties
from web.views.network.tree import Tree, read_tree

SIZE = (1400.0, 760.0)
SMALLEST, LARGEST = 240.0, 6_000.0
MOST_TOLD = 12
"""So many folded groups are told by name."""
COMMUNITIES, MEMBERS = 8, 2
"""So many communities stand in the legend, each by so many of its best-known members."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a picture is asked for: filters in the address and in words, the reader's doings, the size."""

    filters: Filters
    state: PictureState
    filter_lines: Sequence[str] = ()
    size: tuple[float, float] = SIZE
    before: Filters | None = None
    """The filters of an earlier period, where two are compared."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing with what its files need beside it."""

    explorer: Explorer
    speech: Speech
    wanted: Wanted
    drawing: Drawing

    @property
    def strengths(self) -> Mapping[str, str]:
        """What each strength is called, the strongest first."""
        return strengths_of(self.explorer, self.speech)

    @property
    def countries(self) -> Mapping[str | None, str]:
        """What each country is called, by its code."""
        name = "coalesce(en, ru)" if self.speech.lang == "en" else "ru"
        sql = f"SELECT country, {name} FROM thing WHERE kind = 'country'"  # noqa: S608
        return dict(self.explorer.db.execute(sql).fetchall())

    def iri(self, node: Node) -> str:
        """The IRI of what a node stands for; of a group that is no thing, that of the graph."""
        return self.explorer.iri(node.path or "")

    def iri_of_line(self, line: DrawnLine) -> str:
        """The IRI of the partnership that a line is; of several, that of the home side."""
        source = next(node for node in self.drawing.nodes if node.id == line.source)
        return self.explorer.iri(line.partnership) if line.partnership else self.iri(source)


def picture_of(explorer: Explorer, speech: Speech, wanted: Wanted) -> Picture:
    """The picture, computed once for all renderers."""
    state = wanted.state
    width, height = (min(max(side, SMALLEST), LARGEST) for side in wanted.size)
    tree = tree_of(explorer, state.picture, "tall" if is_tall(width, height) else "wide")
    ties = ties_of(explorer, state.picture, wanted.filters)
    before = ties_of(explorer, state.picture, wanted.before) if wanted.before is not None else None
    asked = TiesToDraw(
        tree,
        ties,
        state,
        speech,
        (width, height),
        explorer.once(
            ("met", state.picture, wanted.filters, wanted.before),
            lambda: Met.of(tree, (ties,) if before is None else (ties, before)),
        ),
        before,
        direct=wanted.filters.direct and state.picture == "place",
        frames_whole=not wanted.filters.is_set or wanted.before is not None,
    )
    drawing = draw(asked, Caption(speech.say("network.title"), ()))
    lines = [*_words(explorer, speech, wanted, tree, drawing)]
    marks = legend(
        speech,
        state.colouring,
        strengths_of(explorer, speech),
        _scale(drawing),
        compares=wanted.before is not None,
    )
    caption = Caption(drawing.caption.title, tuple(lines), tuple(marks))
    return Picture(explorer, speech, wanted, replace(drawing, caption=caption))


def tree_of(explorer: Explorer, picture: str, shape: str = "wide") -> Tree:
    """The marks of a picture, read once."""
    return explorer.once(("tree", picture, shape), lambda: read_tree(explorer.db, picture, shape))


def ties_of(explorer: Explorer, picture: str, filters: Filters) -> Ties:
    """The ties of a picture under the filters, read once for all that is opened, drawn and saved of them."""
    tree = tree_of(explorer, picture)
    return explorer.once(
        ("ties", picture, filters),
        lambda: read_ties(explorer.db, explorer.columns, filters, tree, picture),
    )


def strengths_of(explorer: Explorer, speech: Speech) -> dict[str, str]:
    """What each strength is called, the strongest first."""
    rows = explorer.once(("strengths",), lambda: lists.concepts(explorer.db, "strength"))
    return {row["code"]: row[speech.lang] for row in rows}


# ── in words ──


def _words(explorer: Explorer, speech: Speech, wanted: Wanted, tree: Tree, drawing: Drawing) -> Iterator[str]:
    state = wanted.state
    yield speech.say(f"network.said.level.{drawing.level}")
    if wanted.filter_lines:
        yield " · ".join(wanted.filter_lines)
    named = {node.id: node.name for node in drawing.nodes}
    for key, ids, gap in (
        ("focus", () if state.path else state.focus, ", "),
        ("hidden", state.hidden, ", "),
        ("path", state.path, " → "),
    ):
        known = [named.get(one) or tree.name(one, speech) for one in ids if one in tree.marks]
        if known:
            yield speech.say(f"network.said.{key}", names=gap.join(known))
    yield from folded_words(speech, drawing)
    if drawing.left_out:
        yield speech.count("network.left_out", drawing.left_out)
    title, when = speech.say("dataset.title"), speech.date(explorer.built)
    period = explorer.once(("covered", speech.lang), lambda: covered(explorer.db, speech))
    yield speech.say("network.said.source", title=title, period=period, when=when)


def folded_words(speech: Speech, drawing: Drawing) -> Iterator[str]:
    """What is folded in the picture, the fullest first; nothing where all is open."""
    hulls = {hull.id: hull.name for hull in drawing.hulls}
    folded = sorted(
        ((node.folded, _group_told(node, hulls)) for node in drawing.nodes if node.folded),
        key=lambda one: (-one[0], one[1]),
    )
    if not folded:
        return
    names = [f"{name} ({count})" for count, name in folded[:MOST_TOLD]]
    more = [speech.say("network.said.more", n=len(folded) - MOST_TOLD)] if len(folded) > MOST_TOLD else []
    yield speech.say("network.said.folded", names=", ".join([*names, *more]))


def _group_told(node: Node, hulls: Mapping[str, str]) -> str:
    """What a folded group is called; bodies of a kind by their country, too, for each country has them."""
    around = hulls.get(node.outers[0]) if node.kind == "bodies" and node.outers else None
    return f"{around}: {node.name[:1].lower()}{node.name[1:]}" if around else node.name


def _scale(drawing: Drawing) -> Scale:
    most = max((line.tally.events for line in drawing.lines), default=1)
    shown = [count for count in WIDTHS if count <= most] or [1]
    return Scale(
        {count: line_width(count, most) for count in shown}, _communities(drawing), bool(drawing.folded)
    )


def _communities(drawing: Drawing) -> dict[int, str]:
    """The communities in the picture, the largest first, each by its best-known members."""
    sizes = Counter(node.community for node in drawing.nodes if node.community is not None)
    ranked = sorted(drawing.nodes, key=lambda node: -node.tally.events)
    return {
        number: ", ".join([_told(node) for node in ranked if node.community == number][:MEMBERS])
        for number, _ in sorted(sizes.most_common(COMMUNITIES))
    }


def _told(node: Node) -> str:
    """What a mark is called where its country is not around it."""
    return node.name if node.kind == UNLOCATED else node.short


# ── files ──


def svg(picture: Picture) -> bytes:
    """The picture as a drawing for documents."""
    return scalable.document(picture.drawing, picture.iri, picture.iri_of_line)


def html(picture: Picture) -> bytes:
    """The picture as a page that stands alone."""
    return alone(picture.drawing, picture.countries, picture.strengths, picture.speech)


def graphml(picture: Picture) -> bytes:
    """The network as GraphML."""
    return as_graphml(picture.drawing)


def gexf(picture: Picture) -> bytes:
    """The network as GEXF."""
    return as_gexf(picture.drawing, picture.explorer.built)


def geojson(picture: Picture) -> bytes:
    """The network as GeoJSON."""
    rows = picture.explorer.db.execute("SELECT path, lon, lat FROM thing WHERE lat IS NOT NULL")
    return as_geojson(picture.drawing, {path: (lon, lat) for path, lon, lat in rows})


def nodes(picture: Picture) -> bytes:
    """The nodes as a table."""
    return nodes_csv(picture.drawing, picture.countries, picture.speech, picture.iri)


def edges(picture: Picture) -> bytes:
    """The lines as a table."""
    return edges_csv(picture.drawing, picture.strengths, picture.speech)


SAVED: Mapping[str, tuple[str, Callable[[Picture], bytes]]] = {
    "graphml": ("application/graphml+xml", graphml),
    "gexf": ("application/gexf+xml", gexf),
    "geojson": ("application/geo+json", geojson),
    "svg": ("image/svg+xml", svg),
    "html": ("text/html; charset=utf-8", html),
    "nodes.csv": ("text/csv; charset=utf-8", nodes),
    "edges.csv": ("text/csv; charset=utf-8", edges),
}
"""The media type of each kind of file, and what writes it."""
