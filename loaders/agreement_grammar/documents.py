"""Documents that a cell tells of: type, status, title, date and number.

The rules that tell a status are an ordered list of patterns in agreements.yml.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from loaders.agreement_grammar.words import StatusRule, clause_about, plain, vocabulary
from loaders.date_grammar.months import month_number
from loaders.language import CellText, Token, inflect, parses, squash

_DAY = r"«?(\d{1,2})»?(?:\.(\d{1,2})\.|\s+([а-яё]+)\s+)(\d{4})"
_DATE = re.compile(rf"(?:\bот|подписан\w*|заключ[её]н\w*)\s+{_DAY}", re.IGNORECASE)
_NUMBER = re.compile(r"№\s*([\w/.-]*\w)")
_WITH_NAME = re.compile(r"\bс(?:о)?\s+(?=[А-ЯЁ«])")
# Rules that are too loose for a noun of many uses, unless parties follow it.
_LOOSE = frozenset({"namely_at_hand", "intention_discussed", "in_preparation", "intended_afterwards"})


# The status of a document with parties of which nothing else is said.
UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Document:
    """A document or arrangement as one place of a cell tells of it; characters of that cell.

    `plural` is None where the form can be either («соглашения»); `point` is the point of a list that an
    arrangement begins: «договорились: – …; – …».
    `title_end` is where its name ends, `clause` the clause it stands in, `stop` where the clause ends
    or the next document begins.
    """

    start: int
    title_end: int
    clause: tuple[int, int]
    stop: int
    type: str
    status: str
    title: str
    rule: str
    signed_on: date | None = None
    number: str | None = None
    plural: bool | None = False
    point: tuple[int, int] | None = None


# ── documents ───────────────────────────────────────────────────────────────────────────────────


def documents(cell: CellText, year: int | None = None, bodies: tuple[int, ...] = ()) -> Iterator[Document]:
    """Every document that the cell names together with what became of it.

    `year` is the event's; what was signed in an earlier one is in force. `bodies` are the characters where
    organisations' names begin; a document's own name ends there.
    """
    text = plain(cell.text)
    tokens = tuple(cell.tokens)
    nouns = [i for i, token in enumerate(tokens) if _is_document(text, token)]
    for at, next_at in itertools.zip_longest(nouns, nouns[1:]):
        noun = tokens[at]
        stop = tokens[next_at].start if next_at is not None else len(text)
        clause = clause_about(cell.text, noun.start)
        stop = min(stop, clause[1])
        rule = _status(text, noun, clause, stop)
        if rule is not None and rule.status is not None:
            earlier = rule.status == "signed" and _signed_earlier(text[noun.end : stop], year)
            status = "in_force" if earlier else rule.status
            found = _Found(tokens[max(0, at - 4) : at + 40], min(at, 4), clause, stop, status, rule.name)
            yield _document(cell, found, bodies)
        elif rule is None and " между " in text[noun.end : stop]:
            found = _Found(tokens[max(0, at - 4) : at + 40], min(at, 4), clause, stop, UNCLEAR, "no_status")
            yield _document(cell, found, bodies)


def _is_document(text: str, token: Token) -> bool:
    words = vocabulary()
    noun = token.lemma
    if noun not in words.documents or _quoted(text, token.start):
        return False
    before, after = text[max(0, token.start - 30) : token.start], text[token.end : token.end + 60].lstrip()
    followed = after.startswith(words.followed_by.get(noun, ()))
    preceded = any(word in before for word in words.preceded_by.get(noun, ()))
    free = noun not in words.followed_by and noun not in words.preceded_by
    oral = re.search(r"(?:приш\w+ к|достигнуто) (?:\w+ )?$|служб\w+ по $|далее ?[-–—] ?$", before)
    return (
        (free or followed or preceded)
        and oral is None
        and not after.startswith(words.recalled + words.counted)
    )


def _quoted(text: str, position: int) -> bool:
    return text.rfind("«", 0, position) > text.rfind("»", 0, position)


def _status(text: str, noun: Token, clause: tuple[int, int], stop: int) -> StatusRule | None:
    """The first rule of agreements.yml that the words about the noun satisfy."""
    before, after = text[clause[0] : noun.start], text[noun.end : min(clause[1], stop)]
    lead = _lead(text, clause[0])
    for rule in vocabulary().statuses:
        if noun.lemma in vocabulary().cautious and rule.name in _LOOSE and " между " not in after:
            continue
        if rule.holds(before, after, lead):
            return rule
    return None


def _lead(text: str, clause_start: int) -> str:
    """What introduces the list that the clause is a point of: «подписаны:»."""
    colon = text.rfind(":", 0, clause_start)
    if colon == -1 or ". " in text[colon:clause_start]:
        return ""
    return text[text.rfind(". ", 0, colon) + 1 : colon]


def _signed_earlier(after: str, year: int | None) -> bool:
    """Whether a year before the event's is told of the signature: «подписано в 2023 году»."""
    told = re.search(r"(?:подписан|заключен)\w* (?:\S+ ){0,3}?(?:\d{1,2}\.\d{1,2}\.)?(\d{4})\b", after)
    return told is not None and year is not None and int(told[1]) < year


@dataclass(frozen=True, slots=True)
class _Found:
    """A document's noun whose status is decided; `about` are the tokens round it, `at` its index there."""

    about: tuple[Token, ...]
    at: int
    clause: tuple[int, int]
    stop: int
    status: str
    rule: str

    @property
    def noun(self) -> Token:
        """The noun itself."""
        return self.about[self.at]

    @property
    def following(self) -> tuple[Token, ...]:
        """The tokens after the noun."""
        return self.about[self.at + 1 :]

    @property
    def qualifiers(self) -> list[str]:
        """Adjectives right before the noun: «дополнительное», «дорожная»."""
        words: list[str] = []
        for token in reversed(self.about[: self.at]):
            tag = parses(token.text)[0].tag
            if tag.POS != "ADJF" or "Anum" in tag:
                break
            words.insert(0, token.text)
        return words


def _document(cell: CellText, found: _Found, bodies: tuple[int, ...]) -> Document:
    text, noun, stop = cell.text, found.noun, found.stop
    ends = (
        vocabulary().name_ends.search(plain(text), noun.end, stop),
        _WITH_NAME.search(text, noun.end, stop),
    )
    marks = [match.start() for match in ends if match is not None]
    marks += [token.start for token in found.following if token.start < stop and _is_predicate(token)][:1]
    named = [start for start in bodies if noun.end <= start < stop and not _governed(text[noun.end : start])][
        :1
    ]
    title_end = min([*marks, *named, stop])
    rest = text[noun.end : stop]
    return Document(
        start=noun.start,
        title_end=title_end,
        clause=found.clause,
        stop=stop,
        type=vocabulary().documents[noun.lemma],
        status=found.status,
        title=_title(noun, found.qualifiers, text[noun.end : title_end], found.rule),
        rule=found.rule,
        signed_on=_date(rest),
        number=_number(rest),
        plural=_plural(noun.text),
    )


def _plural(word: str) -> bool | None:
    numbers = {str(reading.tag.number) for reading in parses(word) if reading.tag.POS == "NOUN"}
    return None if len(numbers) > 1 else numbers == {"plur"}


def _title(noun: Token, qualifiers: list[str], rest: str, rule: str) -> str:
    """The document's name in the nominative, without parties."""
    words = [*qualifiers, noun.text]
    if rule == "draft":
        return squash(f"Проект {' '.join(_agreeing(words, 'gent'))}{rest}")
    name = " ".join(_agreeing(words, "nomn"))
    return vocabulary().dangling.sub("", squash(name[:1].upper() + name[1:] + rest))


def _agreeing(words: list[str], case: str) -> list[str]:
    """Adjectives and their noun, in lower case, in the singular of the case."""
    noun = words[-1].lower()
    gender = str(parses(noun)[0].tag.gender)
    return [
        *(inflect(word.lower(), case, "sing", gender) for word in words[:-1]),
        inflect(noun, case, "sing"),
    ]


def _is_predicate(token: Token) -> bool:
    return token.text.islower() and parses(token.text)[0].tag.POS in ("VERB", "PRTS")


def _governed(before: str) -> bool:
    """Whether a preposition stands right before a name, which is then the subject's: «о создании в …»."""
    return re.search(r"\b(?:в|на|о|об|по|при|для|к)\s+$", before) is not None


def _date(text: str) -> date | None:
    found = _DATE.search(text)
    if found is None:
        return None
    day, month, name, year = found.groups()
    number = int(month) if month is not None else month_number(name)
    try:
        return date(int(year), number or 0, int(day))
    except ValueError:
        return None


def _number(text: str) -> str | None:
    """A number that stands by the document's date, or by its noun."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    before = text[: found.start()].rstrip()
    dated = _DATE.search(before)
    near = not before or (dated is not None and len(before) - dated.end() <= 12)
    return found[1] if near or re.match(r"\s*от\s", text[found.end() :]) else None
