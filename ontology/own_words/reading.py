"""lexicon.yml read and checked: what is wrong is told by the line and the entry that it stands in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import yaml

from ontology.errors import InputError, Where
from ontology.own_words.model import (
    SILENT,
    OwnAbbreviation,
    OwnBody,
    OwnPlace,
    OwnTwins,
    OwnWords,
    SectorWord,
)
from ontology.plain import plain
from ontology.vocabulary import SCHEME_OF, scheme

T = TypeVar("T")

SECTIONS: Mapping[str, type] = {
    "bodies": OwnBody,
    "places": OwnPlace,
    "abbreviations": OwnAbbreviation,
    "sectors": SectorWord,
    "twins": OwnTwins,
}
PLACE_KINDS = ("city", "town", "village", "district", "region")
_TOGETHER = (("latitude", "longitude"),)
"""Fields of which neither says anything without the other."""
_LEAST_LETTERS = 3
"""Of a word that speaks for a sector: fewer begin half of all words."""
_LONGEST = 1_000_000  # bytes; an office's own words are some pages, not a gazetteer


def read_own_words(path: Path) -> OwnWords:
    """The words of the file; raises InputError that names the line and the entry of what cannot be used."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError("lexicon-unreadable", where=Where(str(path)), reason=reason) from error
    if len(data) > _LONGEST:
        raise InputError("lexicon-too-long", where=Where(path.name), most=_LONGEST // 1000)
    return parse_own_words(text, path.name)


def parse_own_words(text: str, name: str) -> OwnWords:
    """The words that a text of that file's name holds."""
    return _Reader(name).read(text)


class _Reader:
    """Reads one file; knows its name for what is wrong in it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: dict[Any, int] = {}

    def read(self, text: str) -> OwnWords:
        root = self._composed(text)
        if root is None:
            return OwnWords()
        held: dict[str, tuple[Any, ...]] = {}
        for key, node in self._items(root, entry=""):
            if key.value not in SECTIONS:
                raise self._wrong(key, "lexicon-section", known=", ".join(SECTIONS), entry=key.value)
            held[key.value] = tuple(self._entries(key.value, node))
        return OwnWords(**held, digest=sha256(text.encode()).hexdigest(), lines=self._lines)

    def _composed(self, text: str) -> Any:
        try:
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            where = Where(self._name, row=mark.line + 1 if mark is not None else None)
            raise InputError("lexicon-yaml", where=where, reason=getattr(error, "problem", error)) from error

    def _entries(self, section: str, node: Any) -> Iterator[Any]:
        if not isinstance(node, yaml.SequenceNode):
            raise self._wrong(node, "lexicon-list", entry=section)
        seen: dict[tuple[str, ...], int] = {}
        for one in node.value:
            entry = self._twins(one) if section == "twins" else self._entry(SECTIONS[section], one)
            self._lines[entry] = one.start_mark.line + 1
            for name in names_of(entry):
                line = seen.setdefault(tuple(map(plain, name)), one.start_mark.line + 1)
                if line != one.start_mark.line + 1:
                    raise self._wrong(one, "lexicon-twice", entry=" – ".join(name), line=line)
            yield entry

    def _twins(self, node: Any) -> OwnTwins:
        if not isinstance(node, yaml.SequenceNode) or len(node.value) != 2:
            raise self._wrong(node, "lexicon-pair", entry=_words(node))
        one, other = (self._text(each, _words(node)) for each in node.value)
        if plain(one) == plain(other):
            raise self._wrong(node, "lexicon-pair", entry=one)
        return OwnTwins(one, other)

    def _entry(self, kind: type[T], node: Any) -> T:
        entry = _words(node)
        hints, known = get_type_hints(kind), {one.name: one for one in fields(kind)}  # type: ignore[arg-type]
        told: dict[str, Any] = {}
        for key, value in self._items(node, entry):
            if key.value not in known:
                raise self._wrong(key, "lexicon-field", entry=entry, field=key.value, known=", ".join(known))
            codes = _CODES.get((kind, key.value), tuple)()
            told[key.value] = self._value(key.value, hints[key.value], value, entry, codes)
        lacking = [one.name for one in known.values() if one.default is MISSING and one.name not in told]
        if lacking:
            raise self._wrong(node, "lexicon-lacks", entry=entry, fields=", ".join(lacking))
        for one, other in _TOGETHER:
            if (one in told) is not (other in told):
                lacks = other if one in told else one
                raise self._wrong(node, "lexicon-lacks", entry=entry, fields=lacks)
        return kind(**told)

    def _value(self, field: str, hint: Any, node: Any, entry: str, codes: tuple[str, ...]) -> Any:
        if hint == tuple[str, ...]:
            nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
            return tuple(self._text(one, entry) for one in nodes)
        if hint == float | None:
            return self._degrees(field, node, entry)
        text = self._text(node, entry)
        if field == "word" and not _tells_something(text):
            raise self._wrong(node, "lexicon-word", entry=entry, least=_LEAST_LETTERS)
        if codes and text not in codes:
            known = ", ".join(codes)
            raise self._wrong(node, "lexicon-code", entry=entry, field=field, text=text, known=known)
        return text

    def _degrees(self, field: str, node: Any, entry: str) -> float:
        most = 90 if field == "latitude" else 180
        try:
            degrees = float(self._text(node, entry))
        except ValueError:
            degrees = float("nan")
        if not -most <= degrees <= most:
            raise self._wrong(node, "lexicon-degrees", entry=entry, field=field, most=most)
        return degrees

    def _text(self, node: Any, entry: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or not any(map(str.isalnum, node.value)):
            raise self._wrong(node, "lexicon-text", entry=entry)
        return str(node.value).strip()

    def _items(self, node: Any, entry: str) -> list[tuple[Any, Any]]:
        if not isinstance(node, yaml.MappingNode):
            raise self._wrong(node, "lexicon-mapping", entry=entry or _words(node))
        seen: dict[str, int] = {}
        for key, _ in node.value:
            name, line = self._text(key, entry), key.start_mark.line + 1
            if name in seen:
                raise self._wrong(key, "lexicon-twice", entry=name, line=seen[name])
            seen[name] = line
        return list(node.value)

    def _wrong(self, node: Any, key: str, **values: object) -> InputError:
        return InputError(key, where=Where(self._name, row=node.start_mark.line + 1), **values)


def _words(node: Any) -> str:
    """The first words of an entry, by which a person finds it; none of one that holds itself."""
    seen: set[int] = set()
    while not isinstance(node, yaml.ScalarNode) and node.value and id(node) not in seen:
        seen.add(id(node))
        node = node.value[0]
        node = node[1] if isinstance(node, tuple) else node
    return str(node.value)[:80] if isinstance(node, yaml.ScalarNode) else ""


def _tells_something(word: str) -> bool:
    """Whether the word is long enough, and a star stands nowhere but at its end."""
    return sum(map(str.isalnum, word)) >= _LEAST_LETTERS and "*" not in word[:-1]


def names_of(entry: Any) -> Iterator[tuple[str, ...]]:
    """The names by which reports would call what an entry is about."""
    match entry:
        case OwnBody():
            yield from ((name,) for name in (entry.name, *entry.short))
        case OwnPlace():
            yield from ((name, entry.country) for name in (entry.name, *entry.also))
        case OwnAbbreviation():
            yield (entry.short,)
        case SectorWord():
            yield (entry.word,)
        case OwnTwins():
            yield tuple(sorted((entry.one, entry.other)))


def _codes(name: str, *further: str) -> Callable[[], tuple[str, ...]]:
    return lambda: (*(one.code for one in scheme(SCHEME_OF[name])), *further)


_CODES: Mapping[tuple[type, str], Callable[[], tuple[str, ...]]] = {
    (OwnBody, "kind"): _codes("organisation_kind"),
    (OwnAbbreviation, "kind"): _codes("organisation_kind"),
    (OwnPlace, "kind"): lambda: PLACE_KINDS,
    (SectorWord, "sector"): _codes("sectors", SILENT),
}
