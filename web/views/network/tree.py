"""The marks of a picture as the index has them: what lies in what, what it is called, where it stands."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.network.box import Box
from ontology.speech import Speech
from web.index.marks import COUNTRIES, REST, ROOT, SIDES, UNLOCATED

PICTURES = ("place", "organisation")


@dataclass(frozen=True, slots=True)
class TreeMark:
    """A thing of the picture, or a group of things that can be opened; `path` is the page it stands for."""

    id: str
    outer: str
    kind: str
    path: str | None
    ru: str
    en: str | None
    short: str | None
    short_en: str | None
    country: str | None
    community: int | None
    bridge: float
    box: Box

    @property
    def is_home(self) -> bool:
        """Whether it is one of ours."""
        return self.kind in ("home", "sides") or self.id == f"{REST}:{SIDES}"


@dataclass(frozen=True, slots=True)
class Tree:
    """All marks of a picture in the order of their groups."""

    marks: Mapping[str, TreeMark]
    children: Mapping[str, Sequence[str]]

    def outers(self, id: str) -> Iterator[str]:
        """The groups that the mark lies in, from inside outwards."""
        outer = self.marks[id].outer
        while outer != ROOT:
            yield outer
            outer = self.marks[outer].outer

    def is_group(self, id: str) -> bool:
        """Whether anything lies in it."""
        return id in self.children

    def leaf_of(self, path: str) -> str | None:
        """The single mark that stands for the thing itself."""
        own = f"{UNLOCATED}:{path}"
        return own if own in self.marks else path if path in self.marks else None

    def name(self, id: str, speech: Speech, count: int | None = None) -> str:
        """What the mark is called; `count` is how many things are met in it."""
        mark = self.marks[id]
        own = (mark.en if speech.lang == "en" else None) or mark.ru
        if mark.kind == "sides":
            return speech.say("network.homes")
        if mark.kind == UNLOCATED:
            return speech.say("place.unlocated", country=own)
        if mark.kind == REST:
            return speech.count(f"network.rest.{self._rest_of(mark)}", count or len(self.children[id]))
        return own

    def label(self, id: str, speech: Speech, count: int | None = None) -> str:
        """The same, shorter where there is a shorter name."""
        mark = self.marks[id]
        if mark.kind == UNLOCATED:
            return speech.say("network.unlocated")
        shorter = mark.short_en if speech.lang == "en" and mark.en else mark.short
        return shorter or self.name(id, speech, count)

    def _rest_of(self, mark: TreeMark) -> str:
        """Of what the mark folds the rest: countries, sides, bodies or places."""
        if mark.id == f"{REST}:{COUNTRIES}":
            return "countries"
        if mark.outer == SIDES:
            return "sides"
        inner = {self.marks[one].kind for one in self.children.get(mark.id, ())}
        return "bodies" if inner & {"bodies", "organisation"} else "places"


_MARKS = """
    SELECT m.id, m.outer, m.kind, t.path, coalesce(t.ru, c.ru, '') AS ru, coalesce(t.en, c.en) AS en,
           coalesce(m.short, t.short) AS short, t.short_en, t.country, p.community,
           coalesce(p.bridge, 0) AS bridge,
           b.x, b.y, b.width, b.height
    FROM mark m JOIN box b ON b.picture = m.picture AND b.id = m.id AND b.shape = ?
    LEFT JOIN thing t ON t.id = m.thing LEFT JOIN position p ON p.thing = m.thing
    LEFT JOIN concept c ON c.scheme = 'organisation-kind' AND c.code = m.code
    WHERE m.picture = ? ORDER BY m.rank
"""


SAID = ("id", "outer", "kind", "path", "ru", "en", "short", "short_en", "country", "community", "bridge")


def read_tree(db: sqlite3.Connection, picture: str, shape: str) -> Tree:
    """The marks of a picture, placed for a screen that is wide or tall."""
    marks: dict[str, TreeMark] = {}
    children: dict[str, list[str]] = defaultdict(list)
    for row in db.execute(_MARKS, (shape, picture)):
        said = {name: row[name] for name in SAID}
        mark = TreeMark(**said, box=Box(row["x"], row["y"], row["width"], row["height"]))
        marks[mark.id] = mark
        children[mark.outer].append(mark.id)
    return Tree(marks, dict(children))
