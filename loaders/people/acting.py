"""Whether a named person acts, or a body bears the name, or it is an author's or somebody's remembered.

GROUNDS stand in order. The first that holds of a name decides: its rule stands in the evidence, and is what
is counted; a person who does not act is nobody's fact.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from loaders.cell import Cell
from loaders.cell.bounds import DASHES
from loaders.people.heads import read_head, readings_as_people
from loaders.people.names import SHARED, Name
from loaders.people.nominative import is_historic, nominative
from loaders.people.wording import Post
from loaders.people.words import beginnings, people_words
from ontology.everyday import countries_of_people
from ontology.lexicon.posts import posts
from ontology.morphology import lemma, parses

_NEAR = 250
_NAMESAKE_AHEAD = 8
_WORD_AT = re.compile(r"[\w-]+")


class ActingAnswer(StrEnum):
    """What a ground says of a person."""

    ACTS = "acts"
    MAY_ACT = "may_act"
    DOES_NOT = "does_not"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A name in its cell with the post beside it; another name or body ends at `since`; `borne` by a body."""

    cell: Cell
    name: Name
    post: Post | None
    since: int
    borne: bool = False

    @property
    def start(self) -> int:
        """Where the name, or the post before it, starts."""
        post = self.post
        return post.start if post is not None and post.end <= self.name.start else self.name.start

    @property
    def clause(self) -> str:
        """The words of the clause before, up to the name and its post."""
        end = self.start
        return self.cell.text[max(self.cell.clause_at(end).start, end - _NEAR) : end]

    @property
    def case(self) -> str | None:
        """The case that the post stands in."""
        return self.post.case if self.post is not None else None


@dataclass(frozen=True, slots=True)
class ActingGround:
    """A rule by its name, what must be true of a name for it to hold, and what it then says."""

    rule: str
    holds: Callable[[Bearer], bool]
    answer: ActingAnswer


def ground_of(bearer: Bearer) -> ActingGround:
    """The first ground that holds of the name."""
    return next(ground for ground in GROUNDS if ground.holds(bearer))


# ── what must be true ───────────────────────────────────────────────────────────────────────────


def _is_namesake(bearer: Bearer) -> bool:
    """«имени А.Т. Твардовского»."""
    return bearer.borne or namesake_word(bearer.cell, bearer.name.start, bearer.since) is not None


def namesake_word(cell: Cell, start: int, since: int) -> int | None:
    """Where «имени» stands before a name that a body bears, not before the character `since`."""
    at = cell.index_at(start)
    for i in range(at - 1, max(-1, at - _NAMESAKE_AHEAD), -1):
        if cell.tokens[i].start < since or cell.word(i) in {",", ";", ":"}:
            return None
        if cell.plain(i) in people_words().namesake_words:
            return None if cell.plain(i - 1) in people_words().genitive_after else i  # «от имени главы»
    return None


def _is_quoted(bearer: Bearer) -> bool:
    """«Письма О.О. Орлова»: in a quotation."""
    return bearer.cell.in_quotes(bearer.name.start)


def _has_acting_post(bearer: Bearer) -> bool:
    return bearer.post is not None and lemma(bearer.post.head) in _acting_heads()


@lru_cache(maxsize=1)
def _acting_heads() -> frozenset[str]:
    return frozenset(lemma(word) for word in posts().acting)


def _is_historic(bearer: Bearer) -> bool:
    return is_historic(nominative(bearer.name, bearer.case))


def _is_named_for(bearer: Bearer) -> bool:
    """«музей О.О. Орлова», «вечер памяти О.О. Орлова», with nobody's deed between."""
    clause = bearer.clause
    named_for = _named_for(bearer, clause)
    if named_for is None:
        return False
    involved = [match.end() for match in beginnings(people_words().involvement).finditer(clause)]
    return max(involved, default=0) < named_for and not _acts_after(clause[named_for:])


def _named_for(bearer: Bearer, clause: str) -> int | None:
    """Where the last word ends that makes the name after it a namesake's, an author's or a remembered one's.

    A comma, a dash or the name before ends what a museum or a poem says of names; before a post in the
    nominative, it ends any such word.
    """
    since = max(0, bearer.since - bearer.start + len(clause))
    segment = clause[max(since, clause.rfind(",") + 1, clause.rfind(" – ") + 1) :]
    offset = len(clause) - len(segment)
    ends = [offset + end for end in _ends_of_nouns(people_words().borne, segment)]
    scope, shift = (segment, offset) if bearer.case == "nomn" else (clause, 0)
    ends += [shift + match.end() for match in beginnings(people_words().remembered).finditer(scope)]
    return max(ends, default=None)


def _ends_of_nouns(begun: tuple[str, ...], text: str) -> Iterator[int]:
    """Where words begin to end that begin so; none of verbs («рассказала»)."""
    for match in beginnings(begun).finditer(text):
        word = _WORD_AT.match(text, match.start())
        if word is None or parses(word.group())[0].tag.POS != "VERB":
            yield match.end()


def _acts_after(words: str) -> bool:
    """Whether a verb stands between what is remembered and the name, which is then the verb's."""
    return any(parses(word)[0].tag.POS == "VERB" for word in re.findall(r"\b[а-яё]{3,}\b", words))


def _is_of_family(bearer: Bearer) -> bool:
    """«внучка рядового О.О. Орлова – Анна Лугова»: whose relative it is that comes."""
    post = bearer.post
    if post is None or post.case != "nomn" or lemma(post.head) not in posts().kin:
        return False
    cases = {case for case, _ in bearer.name.readings}
    if "nomn" not in cases:
        return bool(cases)
    after = bearer.cell.index_at(bearer.name.end)
    is_told_apart = bearer.cell.word(after) in DASHES and bearer.cell.is_capitalised(after + 1)
    return "gent" in cases and is_told_apart  # «внучка сержанта Петра Лугова – Анна Белая»


def _is_theme(bearer: Bearer) -> bool:
    """«рассказ о Петре Лугове», «о великом Петре Лугове»: spoken of, in the locative."""
    at = bearer.cell.index_at(bearer.start) - 1
    while bearer.cell.is_word(at) and parses(bearer.cell.word(at))[0].tag.POS in ("ADJF", "PRTF"):
        at -= 1
    locative = any(case == "loct" for case, _ in bearer.name.readings)
    return locative and bearer.cell.plain(at) in people_words().about


def _is_involved(bearer: Bearer) -> bool:
    return beginnings(people_words().involvement).search(bearer.clause) is not None


def _completes_noun(bearer: Bearer) -> bool:
    """«фильм С.П. Лунева», «призы тренера С.П. Лунева»: a noun stands right before."""
    if not _may_be_genitive(bearer) or _is_object(bearer) or bearer.name.rule == SHARED:
        return False
    if bearer.post is not None and read_head(bearer.post.head) is None:
        # «имя рядового А.А. Орлова»: what he was; not «второе место у белоруса А.А. Орлова»
        return not (_comes_from(bearer) or countries_of_people(bearer.post.head))
    return _follows_noun(bearer)


def _follows_noun(bearer: Bearer) -> bool:
    """Whether a common noun that does not call the bearer so stands right before."""
    cell = bearer.cell
    i = cell.index_at(bearer.start) - 1
    if not cell.is_word(i) or (cell.is_capitalised(i) and not cell.begins_item(i)):
        return False
    return not _is_called_so(cell.word(i), bearer) and _is_common_noun(cell, i)


def _may_be_genitive(bearer: Bearer) -> bool:
    """Whether the post, or a name alone, may be one; not «курирующая вопросы культуры Анна Лугова»."""
    if bearer.post is not None:
        return bearer.post.case == "gent"
    return {case for case, _ in bearer.name.readings} != {"nomn"}


def _is_object(bearer: Bearer) -> bool:
    """«лучшей назвали минчанку А.А. Лугову», «слушали артистов …»: nothing but a verb governs them."""
    cell = bearer.cell
    at = cell.index_at(bearer.start) - (bearer.post is None)
    if at < 0 or not cell.is_word(at) or not any(one.tag.animacy == "anim" for one in parses(cell.word(at))):
        return False
    before = at - 1
    while _describes(cell, before):
        before -= 1
    if before < 0:
        return False
    is_told = cell.word(before) in DASHES and _acts_after(bearer.clause.rpartition(cell.word(before))[0])
    return is_told or cell.is_predicate(before)


def _describes(cell: Cell, i: int) -> bool:
    """«71-летнего», «юную»."""
    is_number = cell.word(i)[:1].isdigit()
    return is_number or (cell.is_word(i) and parses(cell.word(i))[0].tag.POS in ("ADJF", "PRTF"))


def _comes_from(bearer: Bearer) -> bool:
    """«филокартист из Риги О.О. Орлов»: whether more than white space parts the post from the name."""
    post, name = bearer.post, bearer.name
    return post is not None and bool(bearer.cell.text[post.end : name.start].strip())


def _is_common_noun(cell: Cell, index: int) -> bool:
    """Whether the word is a noun and no courtesy."""
    reading, courtesies = parses(cell.word(index))[0], people_words().courtesies
    is_courtesy = cell.plain(index) in courtesies or reading.normal_form in courtesies
    return reading.tag.POS == "NOUN" and not is_courtesy


def _is_called_so(noun: str, bearer: Bearer) -> bool:
    """«горожанка Анна Лугова», «художники Анна Лугова и …»: a noun for people, nominative as the name."""
    may_be_subject = any(case == "nomn" for case, _ in bearer.name.readings)
    people = (*readings_as_people(noun), *(one for one in parses(noun) if _PEOPLE <= one.tag.grammemes))
    return may_be_subject and any(reading.tag.case == "nomn" for reading in people)


_PEOPLE = {"NOUN", "anim", "plur"}


def _is_foreign_beside_post(bearer: Bearer) -> bool:
    return bearer.post is not None and bearer.name.rule == "foreign_name"


GROUNDS = (
    ActingGround("namesake", _is_namesake, ActingAnswer.DOES_NOT),
    ActingGround("name_in_quotes", _is_quoted, ActingAnswer.DOES_NOT),
    ActingGround("acting_post", _has_acting_post, ActingAnswer.ACTS),
    ActingGround("historic_figure", _is_historic, ActingAnswer.DOES_NOT),
    ActingGround("borne_or_remembered", _is_named_for, ActingAnswer.DOES_NOT),
    ActingGround("relative_of", _is_of_family, ActingAnswer.DOES_NOT),
    ActingGround("person_spoken_of", _is_theme, ActingAnswer.DOES_NOT),
    ActingGround("involved", _is_involved, ActingAnswer.ACTS),
    ActingGround("complement_of_noun", _completes_noun, ActingAnswer.MAY_ACT),
    ActingGround("foreign_beside_post", _is_foreign_beside_post, ActingAnswer.ACTS),
    ActingGround("beside_post", lambda bearer: bearer.post is not None, ActingAnswer.ACTS),
    ActingGround("named_alone", lambda bearer: True, ActingAnswer.ACTS),
)
