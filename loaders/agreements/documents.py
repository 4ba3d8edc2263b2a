"""Documents that a cell tells of: where each is named, and what became of it.

The rules that tell a status are an ordered list of patterns in agreements.yml.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from loaders.agreements.candidates import Party
from loaders.agreements.naming import is_plural, name_of, number_in, qualifiers, sides_told, signed_on
from loaders.agreements.words import (
    StatusRule,
    clause_about,
    plain,
    points_after,
    sentence_ends,
    vocabulary,
)
from loaders.cell.text import CellText, Token, squash

# Rules that are too loose for a noun of many uses, unless parties follow it.
_LOOSE = frozenset({"namely_at_hand", "intention_discussed", "in_preparation", "intended_afterwards"})
# «план мероприятий по реализации» of what is named next, whose parties are its own.
_CARRIES_OUT = re.compile(r"\bпо (?:реализации|выполнению|исполнению)\s+$")
_AND = re.compile(r"(?:\s+(?:г|пос|п|д|с)\.\s*[\w-]+)?\s*(?:\([^()]*\)\s*)?(?:и|,)\s+(?:[\w-]+\s+)?")
# A point of a list that tells of one document: «между …», «с …», «о … между …».
_POINT = re.compile(r"[\s•–—-]*(?:\d+[.)]\s*)?(?:между|с|со|о|об)\s", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\bв (?:\w+ )?(\d{4}) (?:год\w*|г\.)[^.;]{0,120}(?:подписа|заключ)\w*[^.;]*$")
_YEAR_AFTER = re.compile(r"(?:подписан|заключен)\w* (?:\S+ ){0,3}?(?:\d{1,2}\.\d{1,2}\.)?(\d{4})\b")

# The status of a document with parties of which nothing else is said.
UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Document:
    """A document or arrangement as one place of a cell tells of it; characters of that cell.

    `title_end` is where its name ends; `clause` is the clause it stands in, `since` and `stop` are where
    in it the document before is named and the next one begins. `plural` is None where the form can be either
    («соглашения»), `sides` how many are party to each («трехсторонние»). `point` is the point of a list that
    tells of this one alone: «договорились: – …; – …».
    """

    start: int
    title_end: int
    clause: tuple[int, int]
    since: int
    stop: int
    type: str
    status: str
    title: str
    rule: str
    signed_on: date | None = None
    number: str | None = None
    plural: bool | None = False
    sides: int | None = None
    point: tuple[int, int] | None = None

    @property
    def told(self) -> tuple[int, int]:
        """Where its own words are: from its noun to where another's begin, or its point of a list."""
        return self.point if self.point is not None else (self.start, self.stop)


def documents(cell: CellText, year: int | None = None, named: Sequence[Party] = ()) -> Iterator[Document]:
    """Every document that the cell names together with what became of it.

    `year` is the event's; what was signed in an earlier one is in force. `named` are the bodies and places
    that the cell names.
    """
    text = plain(cell.text)
    tokens = tuple(cell.tokens)
    nouns = [i for i, token in enumerate(tokens) if _is_document(text, token)]
    previous = -1
    for at, next_at in itertools.zip_longest(nouns, nouns[1:]):
        clause = clause_about(cell.text, tokens[at].start)
        following = tokens[next_at].start if next_at is not None else len(text)
        place = _Place(cell, tokens[max(0, at - 4) : at + 40], min(at, 4), clause, previous, following, named)
        previous = tokens[at].end
        rule = _status(text, place)
        if _only_counted(text, place):
            continue
        if rule is None and (place.has_parties or " между " in text[place.noun.end : place.stop]):
            yield _document(place, UNCLEAR, "no_status")
        elif rule is not None and rule.status is not None:
            earlier = rule.status == "signed" and _signed_earlier(text, place, year)
            document = _document(place, "in_force" if earlier else rule.status, rule.name)
            yield from _each_of_list(cell, document, named) or [document]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a document's noun stands, and where the ones before and after it.

    `about` are the tokens round it, `at` its index among them.
    """

    cell: CellText
    about: tuple[Token, ...]
    at: int
    clause: tuple[int, int]
    noun_before: int
    next_noun: int
    named: Sequence[Party]

    @property
    def noun(self) -> Token:
        """The noun itself."""
        return self.about[self.at]

    @property
    def stop(self) -> int:
        """Where its clause ends or the next document begins."""
        return min(self.next_noun, self.clause[1])

    @property
    def following(self) -> tuple[Token, ...]:
        """The tokens after the noun, up to where its words end."""
        return tuple(token for token in self.about[self.at + 1 :] if token.start < self.stop)

    @property
    def heard(self) -> int:
        """Where what is told of it ends: with its words, or with what a colon after them begins."""
        text = self.cell.text
        if self.stop < self.clause[1] or text[self.stop : self.stop + 1] != ":":
            return self.stop
        return min(self.next_noun, clause_about(text, self.stop + 1)[1])

    @property
    def parties(self) -> list[Party]:
        """Who is named after the noun."""
        return [one for one in self.named if self.noun.end <= one.start < self.stop]

    @property
    def has_parties(self) -> bool:
        """Whether two are named side by side after the noun: «план сотрудничества России и Беларуси»."""
        text = self.cell.text
        return any(
            _AND.fullmatch(text[one.end : other.start]) for one, other in itertools.pairwise(self.parties)
        )


def _is_document(text: str, token: Token) -> bool:
    words = vocabulary()
    noun = token.lemma
    if noun not in words.documents or _in_name(text, token):
        return False
    before, after = text[max(0, token.start - 30) : token.start], text[token.end : token.end + 60].lstrip()
    followed = after.startswith(words.followed_by.get(noun, ()))
    preceded = any(word in before for word in words.preceded_by.get(noun, ()))
    free = noun not in words.followed_by and noun not in words.preceded_by
    oral = re.search(r"(?:приш\w+ к|достигнуто) (?:\w+ )?$|служб\w+ по $|далее ?[-–—] ?$", before)
    return (free or followed or preceded) and oral is None and not after.startswith(words.recalled)


def _in_name(text: str, noun: Token) -> bool:
    """Whether the noun is part of a quoted name, or «дорожная карта» in brackets a name of what was named."""
    opened = text.rfind("«", 0, noun.start)
    if opened <= text.rfind("»", 0, noun.start):
        return False
    alone = text[noun.end : noun.end + 1] == "»" and noun.start - opened < len("«дорожная ") + 2
    return not alone or text.rfind("(", 0, opened) > text.rfind(")", 0, opened)


def _only_counted(text: str, place: _Place) -> bool:
    """«семь соглашений, в том числе Соглашение о лесах», not «соглашения, в том числе между A и B»."""
    if vocabulary().counted.match(text, place.noun.end) is None:
        return False
    return place.next_noun < place.clause[1] or " между " not in text[place.noun.end : place.stop]


# ── what became of it ───────────────────────────────────────────────────────────────────────────


def _status(text: str, place: _Place) -> StatusRule | None:
    """The first rule of agreements.yml that the words about the noun satisfy."""
    noun, clause = place.noun, place.clause
    before, after = text[clause[0] : noun.start], text[noun.end : place.heard]
    lead = _lead(place.cell.text, clause[0])
    told = text[noun.end : clause[1] if _CARRIES_OUT.search(after) else place.heard]
    loose = noun.lemma in vocabulary().cautious and " между " not in told and not place.has_parties
    for rule in vocabulary().statuses:
        if not (loose and rule.name in _LOOSE) and rule.holds(before, after, lead):
            return rule
    return None


def _lead(cell: str, clause_start: int) -> str:
    """What introduces the list that the clause is a point of: «подписаны:»."""
    colon = cell.rfind(":", 0, clause_start)
    if colon == -1 or sentence_ends(cell, colon, clause_start):
        return ""
    return plain(cell)[clause_about(cell, colon)[0] : colon]


def _signed_earlier(text: str, place: _Place, year: int | None) -> bool:
    """Whether a year before the event's is told of the signature: «подписано в 2023 году»."""
    before, after = text[place.clause[0] : place.noun.start], text[place.noun.end : place.heard]
    told = _YEAR_AFTER.search(after) or _YEAR_BEFORE.search(before)
    return told is not None and year is not None and int(told[1]) < year


# ── the document ────────────────────────────────────────────────────────────────────────────────


def _document(place: _Place, status: str, rule: str) -> Document:
    noun, text = place.noun, place.cell.text
    adjectives = qualifiers(place.about[: place.at])
    bodies = [one.start for one in place.parties if one.is_body]
    title_end, title = name_of(place.cell, adjectives, noun, place.following, bodies, place.stop, rule)
    rest = text[noun.end : place.heard]
    return Document(
        start=noun.start,
        title_end=title_end,
        clause=place.clause,
        since=max(place.clause[0], place.noun_before),
        stop=place.stop,
        type=vocabulary().documents[noun.lemma],
        status=status,
        title=title,
        rule=rule,
        signed_on=signed_on(rest),
        number=number_in(rest),
        plural=is_plural(adjectives, noun.text),
        sides=sides_told(adjectives),
    )


def _each_of_list(cell: CellText, document: Document, named: Sequence[Party]) -> list[Document]:
    """«подписаны соглашения: о туризме между A и B; между C и D»: one for each point of the list."""
    if document.plural is False or document.stop != document.clause[1]:
        return []
    points = points_after(cell.text, document.clause[1])
    told = [point for point in points if _POINT.match(cell.text[slice(*point)])]
    if len(told) < 2 or len(told) < len(points):
        return []
    return [_of_point(cell, document, point) for point in told]


def _of_point(cell: CellText, document: Document, point: tuple[int, int]) -> Document:
    subject = re.match(
        r"[\s•–—-]*(?:\d+[.)]\s*)?(об?\s[^;,(]*?)?\s*(?=между|[;,(]|$)", cell.text[slice(*point)]
    )
    title = squash(f"{document.title} {subject[1] or ''}") if subject is not None else document.title
    return replace(document, title=title, point=point, plural=False)
