"""Who: acting persons with their posts, in the nominative.

Names are found first (names.py, foreign_names.py), then the post beside each (posts.py); it is asked whether
the person acts at all (acting.py), and for which country (countries.py).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise

from loaders.cell import Cell, EntryText, Extent, Stretch, Stretches, overlap
from loaders.cell.bounds import DASHES
from loaders.mentions import OrganisationMention, PersonMention, PlaceMention, Reading, finding_about
from loaders.people.acting import ActingAnswer, ActingGround, Bearer, ground_of, namesake_word
from loaders.people.countries import country_of
from loaders.people.foreign_names import ForeignNames
from loaders.people.heads import head_at, read_head
from loaders.people.names import Name, full_name, initials_and_surname
from loaders.people.nominative import nominative
from loaders.people.persons import persons_of
from loaders.people.posts import occupation_before, post_after, post_before
from loaders.people.setting import CellContents, Setting
from loaders.people.sharing import with_shared_surname
from loaders.people.wording import Post, case_beside, of_next, own_words, shared_out
from loaders.people.words import people_words
from ontology.lexicon.posts import posts
from ontology.model import CellName, PersonRef, Severity
from ontology.morphology import parses

READ_IN = (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS)
_WORD = re.compile(r"\w[\w-]*")
_BRACKETED = re.compile(r"\([^()]*\)")

Mentions = tuple[PlaceMention, ...]
Bodies = tuple[OrganisationMention, ...]


def find_people(text: EntryText, places: Mentions, organisations: Bodies) -> tuple[PersonMention, ...]:
    """Every mention of a person who acts, or may, in any cell, in order."""
    return tuple(
        mention
        for name in READ_IN
        if (cell := text.cells.get(name)) is not None
        if (names := _names(cell, places, tuple(m for m in organisations if m.span.cell is name)))
        for mention in _People(cell, names, places, organisations)
    )


def read_people(text: EntryText, people: tuple[PersonMention, ...]) -> Reading[PersonRef]:
    """Each person once, with all mentions; a finding for a name whose bearer may not act."""
    doubts = tuple(
        finding_about(
            text.entry,
            "doubtful_person",
            Severity.INFO,
            {"name": mention.person.name},
            span=mention.span,
            rule=mention.rule,
        )
        for mention in people
        if mention.doubtful
    )
    return Reading(tuple(persons_of(mention for mention in people if not mention.doubtful)), doubts)


class _People:
    """The acting people of a cell."""

    def __init__(self, cell: Cell, names: list[Name], places: Mentions, organisations: Bodies) -> None:
        self._cell = cell
        here = (m for m in organisations if m.span.cell is cell.name)
        self._bodies = sorted(here, key=lambda m: m.span.start)
        self._starts_of_bodies = [m.span.start for m in self._bodies]
        self._longest_body = max((m.span.end - m.span.start for m in self._bodies), default=0)
        self._names = names
        taken = Stretches(self._names)
        # «Ван Лицзюнь» is no man of the town of Van
        self._places = tuple(m for m in places if m.span.cell is not cell.name or not taken.contain(m.span))
        self._said = CellContents(cell, self._places, organisations, self._names)
        starts = [name.start for name in self._names]
        self._next = dict(pairwise([*starts, len(cell.text)]))
        self._of_many: tuple[Post, int] | None = None
        self._borne = Stretches(chain((m.span for m in self._bodies), self._namesakes()))

    def _namesakes(self) -> Iterator[Stretch]:
        """The names that bodies bear, from «имени» on."""
        since = 0
        for name in self._names:
            since = max(since, self._said.body_end_before(name.start))
            start = namesake_word(self._cell, name.start, since)
            since = name.end
            if start is not None:
                yield Extent(self._cell.tokens[start].start, name.end)
            elif self._is_of_body(name):
                yield name

    def _is_of_body(self, name: Name) -> bool:
        """Whether a name follows at once, and a noun that is no post stands before: «Центра Ли Бо А. Ким»."""
        cell, before = self._cell, self._cell.index_at(name.start) - 1
        follows = not cell.text[name.end : self._next[name.start]].strip()
        noun = cell.is_word(before) and parses(cell.word(before))[0].tag.POS == "NOUN"
        return follows and noun and head_at(cell, before) is None and self._next[name.start] < len(cell.text)

    def __iter__(self) -> Iterator[PersonMention]:
        since = last_end = 0
        before: PersonMention | None = None
        for group in _joined(self._cell, self._names):
            acted = True
            for name, post in zip(group, self._posts(group, since), strict=True):
                ends = max(last_end, self._said.body_end_before(name.start))
                last_end = name.end
                if not acted and post is None:
                    continue
                ground = ground_of(Bearer(self._cell, name, post, ends, self._borne.contain(name)))
                acted = ground.answer is not ActingAnswer.DOES_NOT
                if not acted and not self._borne.contain(name):
                    since = max(since, name.end)
                if acted:
                    since = max(name.end, post.end if post is not None else 0)
                    before = self._mention(name, post, ground, before)
                    yield before

    def _posts(self, group: list[Name], since: int) -> Iterator[Post | None]:
        """The post of each of the names that are only joined: shared by all, or one's own."""
        first = post_before(self._cell, group[0].start, since, self._borne, _cases_of(group[0]))
        own = self._of_several(first, group) if len(group) == 1 else None
        if own is not None:
            yield own
            return
        if first is not None and first.maybe_plural and len(group) > 1 and self._follows_dash(first):
            first = replace(first, plural=True, case="nomn")
        for name, post in zip(group, _shared(first, len(group)), strict=True):
            after = post_after(self._cell, name.end, self._next[name.start]) if _is_weak(post) else None
            yield after or post or occupation_before(self._cell, name, since)

    def _of_several(self, first: Post | None, group: list[Name]) -> Post | None:
        """«ректоры СмолГУ А.А. Орлов и БГУ С.П. Лунева»: a post of several, each with a body of their own."""
        (name,), text = group, self._cell.text
        told = first
        if first is None and self._of_many is not None:
            told = of_next(self._cell, *self._of_many, name.start)
        elif first is None or own_words(text[name.end : self._next[name.start]]) is None:
            told = None
        elif first.maybe_plural and _is_nominative(name):
            told = replace(first, case="nomn")  # «директора Руднянской школы О.О. Орлов и …»
        elif not first.plural:
            told = None
        self._of_many = None if told is None else (told, name.end)
        return None if told is None else replace(told, plural=False)

    def _follows_dash(self, post: Post) -> bool:
        """«Кураторы – учителя О.О. Орлов и А.А. Лугова»: a post after a dash is in the nominative."""
        return self._cell.word(self._cell.index_at(post.start) - 1) in DASHES

    def _mention(
        self, name: Name, post: Post | None, ground: ActingGround, before: PersonMention | None
    ) -> PersonMention:
        case = case_beside(self._cell, name.start, post)
        body = self._body_of(post)
        own = post is not None and not post.plural
        country, told_by = country_of(self._setting(name, post, before))
        return PersonMention(
            span=self._cell.span(
                min(name.start, post.start) if post is not None and own else name.start,
                max(name.end, post.end) if post is not None else name.end,
            ),
            person=PersonRef(
                name=nominative(name, case),
                post=post.text if post is not None else None,
                country=country,
                organisation=body.organisation.name if body is not None else None,
            ),
            rule=ground.rule,
            doubtful=ground.answer is ActingAnswer.MAY_ACT,
            country_rule=told_by,
        )

    def _setting(self, name: Name, post: Post | None, before: PersonMention | None) -> Setting:
        superior, companion = self._superior(post, before), self._companion(name, post, before)
        return Setting(self._cell, name, post, self._said, superior, companion)

    def _companion(self, name: Name, post: Post | None, before: PersonMention | None) -> str | None:
        """The country of whoever is named right before, where one word before both may tell what they are."""
        if before is None or (post is not None and not post.plural):
            return None
        between = self._cell.text[before.span.end : name.start].strip()
        return before.person.country if between in (",", *people_words().joints) else None

    def _superior(self, post: Post | None, before: PersonMention | None) -> str | None:
        """The country of whoever is told right before, where the post is of one who works under them."""
        if before is None or post is None or post.end < before.span.end:
            return None
        between = self._cell.text[before.span.end : post.start].strip()
        if post.text in posts().mentors and _only_places(between):
            return before.person.country
        joined = between in (",", *people_words().joints) and before.person.post is not None
        return before.person.country if joined and _works_under(post) else None

    def _body_of(self, post: Post | None) -> OrganisationMention | None:
        """The first body named wholly within the post."""
        if post is None:
            return None
        first = bisect_left(self._starts_of_bodies, post.start - self._longest_body)
        near = self._bodies[first : bisect_left(self._starts_of_bodies, post.end)]
        return next((m for m in near if overlap(m.span, post) and m.span.end <= post.end), None)


def _is_nominative(name: Name) -> bool:
    """Whether the surname is in the nominative: «Орлов», not «Орлова», who may be a man in the genitive."""
    readings = [one.tag.grammemes for word in name.words for one in parses(word) if "Surn" in one.tag]
    cases = {case for case in ("nomn", "gent") for grammemes in readings if case in grammemes}
    return cases == {"nomn"}


def _cases_of(name: Name) -> frozenset[str]:
    """The cases that a name stands in, where its given name is one of home, which declines."""
    is_of_home = not people_words().slavic_names.isdisjoint(name.words)
    return frozenset(case for case, _ in name.readings) if is_of_home else frozenset()


def _shared(first: Post | None, count: int) -> list[Post | None]:
    """What of the post before them is each one's; of several people's it is nobody's who stands alone."""
    alone: list[Post | None] = [first, *[None] * (count - 1)]
    if first is None or not (first.plural or first.maybe_plural):
        return alone
    if count == 1:
        return [None] if first.plural else alone
    told = shared_out(first, count)
    return [*told] if first.plural or told[0].share is not None else alone


def _joined(cell: Cell, names: Iterable[Name]) -> Iterator[list[Name]]:
    """The names in groups that only «и» and brackets part: what is said of the first may hold of all."""
    group: list[Name] = []
    for name in names:
        if group and not _only_joins(cell.text[group[-1].end : name.start]):
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def _only_joins(between: str) -> bool:
    """Whether nothing but brackets, a comma and «и» stands between two names."""
    left = _BRACKETED.sub("", between).replace(",", " ", 1).split()
    return ("," in between and not left) or (len(left) == 1 and left[0] in people_words().joints)


def _names(cell: Cell, places: Mentions, bodies: Bodies) -> list[Name]:
    """The cell's names in order, none within another or within a body's («Фонд Конрада Аденауэра»)."""
    initials = list(initials_and_surname(cell))
    within_bodies = Stretches(m.span for m in bodies)
    ends = frozenset(chain((m.span.end for m in bodies), (name.end for name in initials)))
    full = tuple(full_name(cell, ends))
    whole = (*full, *ForeignNames(cell, places, bodies, (*initials, *full)))
    taken = bytearray(len(cell.text))
    found = []
    for name in (
        *initials,
        *with_shared_surname(cell),
        *sorted(whole, key=lambda name: name.start - name.end),
    ):
        if any(taken[name.start : name.end]) or _is_post(name):
            continue
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
        if not within_bodies.contain(name):
            found.append(name)
    return sorted(found, key=lambda name: name.start)


def _is_weak(post: Post | None) -> bool:
    """Whether no post stands before, or but an address: «владыка Исидор, епископ Смоленский»."""
    return post is None or post.text in people_words().addresses


def _works_under(post: Post) -> bool:
    """Whether whoever holds the post works under another, or says no more than «медсестра»."""
    is_bare = post.head in posts().employees and post.text.lower().endswith(post.head)
    return is_bare or post.head in posts().under_another or post.text.startswith(people_words().vice)


def _only_places(between: str) -> bool:
    """«(г. Орша, тренер – …)», «, его тренер – …»: whether only places part a sportsman and a coach."""
    words = people_words()
    beside = (*words.place_words, *words.possessives)
    return all(word[0].isupper() or word in beside for word in _WORD.findall(between))


def _is_post(name: Name) -> bool:
    """Whether «И.О. Главы» is a post in capitals, nobody's name."""
    return name.initials.lower() in people_words().acting_for and read_head(name.surname) is not None
