"""List numbers that Word shows but does not store, counted as Word counts them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from loaders.documents.wordml import Element, attribute, integer, w
from ontology.yaml_files import read_typed

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


@dataclass(frozen=True, slots=True)
class _List:
    """What a numId stands for: its abstract list and the levels that it restarts."""

    abstract: str
    restarts: dict[int, int]


@dataclass(slots=True)
class ListNumbers:
    """The labels of a document's list paragraphs; ask for each paragraph once, in reading order."""

    _levels: dict[str, dict[int, _Level]]
    _lists: dict[str, _List]
    _styles: dict[str, tuple[str | None, str | None, int]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Element) -> str:
        """«3.», «б)», «•» … as Word shows it before the paragraph, or nothing."""
        number, depth = self._list_of(paragraph)
        if number is None or number not in self._lists:
            return ""
        known = self._lists[number]
        levels = self._levels.get(known.abstract, {})
        if depth not in levels:
            return ""
        counts = self._advance(number, known, depth, levels)
        if levels[depth].format == "bullet":
            return _BULLET
        label = levels[depth].text
        for above, level in levels.items():
            label = label.replace(f"%{above + 1}", _formatted(counts.get(above, level.start), level.format))
        return label

    def _advance(self, number: str, known: _List, depth: int, levels: dict[int, _Level]) -> dict[int, int]:
        counts = self._counts.setdefault(known.abstract, {})
        if depth in known.restarts and (number, depth) not in self._restarted:
            self._restarted.add((number, depth))
            counts[depth] = known.restarts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return counts

    def _list_of(self, paragraph: Element) -> tuple[str | None, int]:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            return None, 0
        number, depth = _list_properties(properties)
        style = attribute(properties.find(w("pStyle")), "val")
        seen: set[str] = set()
        while number is None and style in self._styles and style not in seen:
            seen.add(style)
            number, style, depth = self._styles[style]
        return number, depth


def list_numbers(numbering: Element | None, styles: Element | None) -> ListNumbers:
    """The list numbers of a document with these definitions; without them no paragraph has a label."""
    if numbering is None:
        return ListNumbers({}, {}, {})
    abstract = list(numbering.iter(w("abstractNum")))
    styled = {style: a for a in abstract if (style := attribute(a.find(w("styleLink")), "val")) is not None}
    levels = {attribute(a, "abstractNumId") or "": _levels(_defining(a, styled)) for a in abstract}
    lists = {attribute(n, "numId") or "": _list(n) for n in numbering.iter(w("num"))}
    return ListNumbers(levels, lists, dict(_styles(styles)) if styles is not None else {})


def _defining(abstract: Element, styled: dict[str, Element]) -> Element:
    """The list that has the levels: the one itself, or that of the list style that it refers to."""
    style = attribute(abstract.find(w("numStyleLink")), "val")
    return styled.get(style or "", abstract)


def _levels(abstract: Element) -> dict[int, _Level]:
    return {
        integer(level, "ilvl"): _Level(
            integer(level.find(w("start")), "val", 1),
            attribute(level.find(w("numFmt")), "val") or "decimal",
            attribute(level.find(w("lvlText")), "val") or "",
        )
        for level in abstract.iter(w("lvl"))
    }


def _list(number: Element) -> _List:
    restarts = {
        integer(override, "ilvl"): integer(override.find(w("startOverride")), "val", 1)
        for override in number.iter(w("lvlOverride"))
        if override.find(w("startOverride")) is not None
    }
    return _List(attribute(number.find(w("abstractNumId")), "val") or "", restarts)


def _styles(styles: Element) -> Iterator[tuple[str, tuple[str | None, str | None, int]]]:
    for style in styles.iter(w("style")):
        properties = style.find(w("pPr"))
        number, depth = _list_properties(properties) if properties is not None else (None, 0)
        name = attribute(style, "styleId") or ""
        yield name, (number, attribute(style.find(w("basedOn")), "val"), depth)


def _list_properties(properties: Element) -> tuple[str | None, int]:
    listed = properties.find(w("numPr"))
    if listed is None:
        return None, 0
    return attribute(listed.find(w("numId")), "val"), integer(listed.find(w("ilvl")), "val")


def _formatted(count: int, style: str) -> str:
    if style.endswith("Roman"):
        return _cased(_roman(count), style)
    for family, letters in _letters().items():
        if family in style:
            return _cased(letters[(count - 1) % len(letters)], style)
    return "" if style == "none" else f"{count:02d}" if style == "decimalZero" else str(count)


@dataclass(frozen=True, slots=True)
class _NumberingWords:
    """The entries of numbering.yml."""

    letters: Mapping[str, str]


@lru_cache(maxsize=1)
def _letters() -> Mapping[str, str]:
    return read_typed(Path(__file__).with_name("numbering.yml"), _NumberingWords).letters


def _cased(text: str, style: str) -> str:
    return text.lower() if "lower" in style.lower() else text.upper()


def _roman(count: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text
