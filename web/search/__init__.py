"""Search over everything: every typed word must be found in some form; the best hits first."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from web.search.snippets import asked_share, holder_of, nearness, says, snippet_of, stands_in_order
from web.search.terms import SearchTerm, term_of, without
from web.search.typed import Typed, listed_words, typed_parts

RANKED = 150
LOOKED_AT = 1_000
"""So many of what matches are ranked and counted: those named so first, then those that speak of it."""
KIND_WEIGHT = {"municipality": 3.0, "country": 3.0, "place": 2.5, "organisation": 1.6, "person": 1.6,
               "agreement": 1.3, "event": 1.0, "report": 1.0, "entry": 0.5}  # fmt: skip


NAME_WEIGHT = 8.0
WHOLE_WEIGHT = 8.0
"""How much better that fits whose whole name was typed."""
TOLD_WEIGHT = 6.0
"""How much better that fits whose name or post has the very words, not others that are said for them."""
HOME_WEIGHT = 8.0
HOME_PERSON_WEIGHT = 24.0
"""The same of a person: the region's «председатель» stands before another's «спикер»."""
VERY_WORD_WEIGHT = 20.0
"""The same of words that have others said for them, which are rare and would weigh more."""
LESSER_WEIGHT = 8.0
"""How much worse a deputy fits where nobody asked for one."""
ASIDE = -4.0
"""How well a holder of a post fits where what it is held in was asked for, and nobody who holds it."""
ORDER_WEIGHT = 3.0
"""How much better the post fits that has the words in their order: «посол России в Беларуси»."""
NEAR_WEIGHT = 3.0
"""How much better the post fits in which the words stand side by side: «посол России»."""
BY_WORDS = ("organisation", "person")
"""Kinds whose names are compared word by word: places have everyday ones of their own."""
SPOKEN_OF = -2.0
"""How well that fits which is not called so, but speaks of it."""
HOME = """
WITH around AS (
    SELECT inside.outer FROM inside JOIN thing ON thing.id = inside.outer
    WHERE inside.place IN (SELECT id FROM thing WHERE kind = 'municipality') AND thing.kind <> 'country'
), home AS (SELECT place FROM inside WHERE outer IN around)
SELECT id FROM thing WHERE kind = 'organisation' AND within IN home AND id IN ({0})
UNION SELECT person FROM post JOIN thing ON thing.id = post.organisation
WHERE thing.within IN home AND person IN ({0})
UNION SELECT person FROM post JOIN home_post USING (post) JOIN thing ON thing.id = person
WHERE thing.country IN (SELECT country FROM thing WHERE kind = 'municipality') AND person IN ({0})
"""
"""SQL for those of the numbers that are bodies of the home region, or people with a post in one or of it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found; `snippet` is cut into pieces, of which those with True were asked for."""

    number: int
    path: str
    kind: str
    ru: str
    en: str | None
    detail: str | None
    country: str | None
    events: int
    snippet: tuple[tuple[str, bool], ...] = ()
    post: str | None = None
    """Of a person: the post that was asked for, else the last one told."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits, how many there are of each kind, and what was searched for instead of what was typed.

    `missing` are typed words that lead nowhere; where anything was found, they were left out.
    """

    hits: tuple[Hit, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    instead: str | None = None
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many things were found, of any kind."""
        return sum(count for _, count in self.kinds)

    @property
    def is_more(self) -> bool:
        """Whether there is more than was counted."""
        return self.total >= LOOKED_AT


def find(
    db: sqlite3.Connection, text: str, *, kind: str | None = None, limit: int = 30, partly: bool = False
) -> Found:
    """What the text finds, best first; nothing for a text without words.

    Nothing either where a word leads nowhere, unless what the other words find will do `partly`.
    """
    typed = typed_parts(text)
    told = [one.text for one in typed.asked]
    terms = [term_of(db, one, is_last=typed.is_open and one is typed.asked[-1]) for one in typed.asked]
    if not any(terms) or (None in terms and not partly):
        return Found(missing=_parted(told, terms)[1])
    search = Search(db, _left_out(db, typed))
    matches = search.matches(_known(terms))
    if not matches and partly:
        terms = search.with_one_dropped(terms)
        matches = search.matches(_known(terms))
    known = _known(terms)
    stems = _stems(known)
    kinds = tuple(Counter(found for _, found, _ in matches).most_common())
    hits = search.hits(known, matches, stems, kind)[:limit]
    read, missing = _parted(told, terms)
    return Found(tuple(search.shown(hits, stems)), kinds, _corrected(known, read), missing)


def _known(terms: Sequence[SearchTerm | None]) -> list[SearchTerm]:
    return [term for term in terms if term is not None]


def _stems(terms: Sequence[SearchTerm]) -> tuple[str, ...]:
    return tuple(stem for term in terms for stem in term.stems)


def _parted(
    told: Sequence[str], terms: Sequence[SearchTerm | None]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that were searched, and those that were not."""
    pairs = [*zip(told, terms, strict=True)]
    return tuple(word for word, term in pairs if term), tuple(word for word, term in pairs if not term)


def _corrected(known: Sequence[SearchTerm], read: Sequence[str]) -> str | None:
    """The words as they were searched, where one was no word that is met."""
    if not any(term.corrected for term in known):
        return None
    return " ".join(term.corrected or word for term, word in zip(known, read, strict=True))


def _left_out(db: sqlite3.Connection, typed: Typed) -> str:
    """What of all that matches is left out, as the end of an expression."""
    told = [expression for one in typed.left_out if (expression := without(db, one)) is not None]
    return f" NOT ({' OR '.join(told)})" if told else ""


Match = tuple[int, str, int]
"""A thing that matches: its number, its kind and how many events it has."""


@dataclass(frozen=True, slots=True)
class Search:
    """An index to search, and the end of every expression: what is to be left out."""

    db: sqlite3.Connection
    left_out: str

    def matches(self, terms: Sequence[SearchTerm], kind: str | None = None) -> list[Match]:
        """The first things that have all terms, of the kind if one is named."""
        numbers = [number for (number,) in self._asked_of("document", "", terms, kind)]
        asked = f"SELECT id, kind, events FROM thing WHERE id IN ({_listed(numbers)})"
        return self.db.execute(asked).fetchall()

    def with_one_dropped(self, terms: list[SearchTerm | None]) -> list[SearchTerm | None]:
        """The terms without the one that is best left out; a term that is alone stays."""
        dropped = self.best_dropped(terms) if len(_known(terms)) > 1 else None
        return [None if at == dropped else term for at, term in enumerate(terms)]

    def best_dropped(self, terms: Sequence[SearchTerm | None]) -> int:
        """Which of the terms to leave out, where nothing has all: of those without which anything is found.

        Rather one without which something is called so; of these the one that is met most, as it tells least.
        """
        tried = []
        for at, term in enumerate(terms):
            rest = _known([*terms[:at], *terms[at + 1 :]])
            if term is not None and rest:
                found, called = (self._count(table, rest, most=1) for table in ("document", "named"))
                met = self._count("document", [term], most=LOOKED_AT)
                tried.append((found, called, met, -at))
        return -max(tried)[-1]

    def hits(
        self, terms: Sequence[SearchTerm], matches: Sequence[Match], stems: tuple[str, ...], kind: str | None
    ) -> list[Any]:
        """What is called so by how well it fits; after that what speaks of it, the busiest first."""
        scores = self._scores(terms, kind)
        called = sorted(scores, key=lambda number: (scores[number], number))[:RANKED]
        if kind is not None and len(called) < RANKED:
            matches = self.matches(terms, kind)
        spoken = ((-events, number) for number, _, events in matches if number not in scores)
        numbers = [*called, *(number for _, number in nsmallest(RANKED - len(called), spoken))]
        rows = self.db.execute(
            "SELECT id, path, kind, ru, en, detail, country, events FROM thing"
            f" WHERE id IN ({_listed(numbers)})"
        )
        told, asked = self._told_in(terms, called)
        fit = {number: scores.get(number, SPOKEN_OF) for number in numbers}
        fit |= {number: fit[number] - weight for number, weight in self._at_home(called)}
        fit |= dict.fromkeys(told.keys() - asked, ASIDE)
        told |= dict.fromkeys(told.keys() - asked, 0.0)
        return sorted(rows, key=lambda row: (_rank(row, fit[row[0]], stems) - told.get(row[0], 0.0), row[1]))

    def _scores(self, terms: Sequence[SearchTerm], kind: str | None) -> dict[int, float]:
        """How well the name of each thing fits that is called so."""
        scores: dict[int, float] = dict(self._asked_of("named", ", bm25(named, 12.0, 4.0)", terms, kind))
        if self.left_out:  # a name may lack what the document has
            return {number: scores[number] for number in self._remaining(terms, sorted(scores))}
        return scores

    def _told_in(
        self, terms: Sequence[SearchTerm], numbers: Sequence[int]
    ) -> tuple[dict[int, float], frozenset[int]]:
        """How much better each fits for having the terms as they were typed: people with their best post.

        And which of them are asked for themselves, not only what they hold a post in.
        """
        asked = (
            "SELECT DISTINCT id, kind, ru, coalesce(post, '') FROM thing LEFT JOIN post ON person = id"
            f" WHERE id IN ({_listed(numbers)}) AND kind IN {BY_WORDS}"
        )
        best: dict[int, float] = {}
        aside: dict[int, bool] = {}
        for number, kind, name, post in self.db.execute(asked):
            weight = _post_weight(name, post, terms)
            best[number] = max(weight, best.get(number, weight))
            is_aside = kind == "person" and not _is_asked_for(name, post, terms)
            aside[number] = is_aside and aside.get(number, True)
        left = {number for number, is_aside in aside.items() if is_aside}
        return {**dict.fromkeys(numbers, TOLD_WEIGHT), **best}, frozenset(numbers) - left

    def _at_home(self, numbers: Sequence[int]) -> Iterator[tuple[int, float]]:
        """Bodies of the home region among them, and who has a post in one: of namesakes these are meant."""
        found = [number for (number,) in self.db.execute(HOME.format(_listed(numbers)))]
        asked = f"SELECT id, kind = 'person' FROM thing WHERE id IN ({_listed(found)})"
        for number, is_person in self.db.execute(asked):
            yield number, HOME_PERSON_WEIGHT if is_person else HOME_WEIGHT

    def shown(self, rows: Sequence[Any], stems: tuple[str, ...]) -> Iterator[Hit]:
        """The rows as hits, with the words around what was asked for."""
        for number, path, found, ru, en, detail, country, events in rows:
            text = self.db.execute("SELECT text FROM passage WHERE thing = ?", (number,)).fetchone()
            snippet = snippet_of(text[0], stems) if text is not None else ()
            post = self._post(number, stems) if found == "person" else None
            yield Hit(number, path, found, ru, en, detail, country, events, snippet, post)

    def _post(self, person: int, stems: tuple[str, ...]) -> str | None:
        """Whichever of a person's posts has most of the words asked for, of these the last one told."""
        told = "SELECT post FROM post WHERE person = ? AND post IS NOT NULL ORDER BY event DESC"
        posts = [post for (post,) in self.db.execute(told, (person,))]
        return max(posts, key=lambda post: sum(stem in post.casefold() for stem in stems), default=None)

    def _asked_of(
        self, table: str, score: str, terms: Sequence[SearchTerm], kind: str | None
    ) -> list[tuple[Any, ...]]:
        """The first numbers of the search table's documents that match, of the kind if one is named."""
        asked = {"asked": self._expression(terms, table), "kind": kind}
        where, joined = f"{table} MATCH :asked", ""
        if kind is not None:
            ends = self.db.execute("SELECT min(id), max(id) FROM thing WHERE kind = :kind", asked).fetchone()
            asked |= {"first": ends[0], "last": ends[1]}
            joined = f" JOIN thing ON thing.id = {table}.rowid"
            where += f" AND {table}.rowid BETWEEN :first AND :last AND kind = :kind"
        sql = f"SELECT {table}.rowid{score} FROM {table}{joined} WHERE {where} LIMIT {LOOKED_AT}"
        return [tuple(row) for row in self.db.execute(sql, asked)]

    def _remaining(self, terms: Sequence[SearchTerm], numbers: Sequence[int]) -> Iterator[int]:
        """Those of the numbers whose documents match."""
        asked = f"SELECT rowid FROM document WHERE document MATCH ? AND rowid IN ({_listed(numbers)})"
        return (number for (number,) in self.db.execute(asked, (self._expression(terms, "document"),)))

    def _count(self, table: str, terms: Sequence[SearchTerm], *, most: int) -> int:
        """How many documents of the search table match, counted up to so many."""
        counted = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)"
        count: int = self.db.execute(counted, (self._expression(terms, table), most)).fetchone()[0]
        return count

    def _expression(self, terms: Sequence[SearchTerm], table: str) -> str:
        by_name = table == "named"
        every = " AND ".join((by_name and term.scored) or term.expression for term in terms)
        return f"({every}){self.left_out}" if self.left_out else every


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _told_weight(texts: Sequence[str], terms: Sequence[SearchTerm]) -> float:
    """The more, the more of the terms the texts have as typed; most of all those said otherwise too."""
    told = [any(says(text, term.told) for text in texts) for term in terms]
    instead = [is_told for term, is_told in zip(terms, told, strict=True) if term.own]
    weight = TOLD_WEIGHT * sum(told) / len(told)
    return weight + (VERY_WORD_WEIGHT * sum(instead) / len(instead) if instead else 0.0)


def _post_weight(name: str, post: str, terms: Sequence[SearchTerm]) -> float:
    """The same of a name with a post: a deputy's is worth less, words together or in order are worth more."""
    asked = tuple(term.stems for term in terms)
    in_order = ORDER_WEIGHT if post and stands_in_order(post, asked) else 0.0
    near = NEAR_WEIGHT * nearness(post, asked) if len(asked) > 1 else 0.0
    less = LESSER_WEIGHT if _is_lesser(post, terms) else 0.0
    return _told_weight((name, post), terms) + in_order + near - less


def _is_lesser(post: str, terms: Sequence[SearchTerm]) -> bool:
    """Whether it is the post of somebody's deputy, and nobody asked for a deputy."""
    lesser = listed_words("lesser")
    return says(post, lesser) and not any(stem in lesser for term in terms for stem in term.stems)


def _is_asked_for(name: str, post: str, terms: Sequence[SearchTerm]) -> bool:
    """Whether a word asks for the person: by name, or by the post, not only by what it is held in."""
    return any(says(text, term.stems) for text in (name, holder_of(post)) for term in terms)


def _rank(row: Sequence[Any], fit: float, stems: tuple[str, ...]) -> float:
    """The less the better: by how well it fits, its kind, its events, how much of its name was typed."""
    kind, name, events = row[2], row[3], row[7]
    typed = asked_share(name, stems)
    wholly = WHOLE_WEIGHT if typed == 1 else 0.0
    return float(fit * KIND_WEIGHT.get(kind, 1.0) - min(events, 50) / 25 - NAME_WEIGHT * typed - wholly)
