"""A cell's words as posts are looked for in them: heads, quotes, predicates, points of lists."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from loaders.cell.text import CellText, parses
from loaders.people.names import people_data

DASHES = frozenset("-–—‑−•")
_ACTING_FOR = re.compile(r"\bи\.\s?о\.(?=\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """A post's head noun, with the cases it can stand in."""

    lemma: str
    cases: frozenset[str]
    plural: bool


@lru_cache(maxsize=1)
def _head_lemmas() -> frozenset[str]:
    data = people_data()
    return frozenset(
        reading.normal_form.replace("ё", "е")
        for word in [*data["posts"], *data["ranks"], *data["clergy"]]
        for reading in parses(word)
        if reading.tag.POS not in ("VERB", "INFN", "ADJS")
    )


@lru_cache(maxsize=20_000)
def read_head(word: str) -> Head | None:
    """The word as a post's head; None where it names no post."""
    readings = [
        p
        for p in parses(word)
        if p.tag.POS in ("NOUN", "ADJF", "PRTF") and p.normal_form.replace("ё", "е") in _head_lemmas()
    ]
    if not readings and "-" in word:
        return _compound_head(*word.rsplit("-", 1))
    singular = frozenset(str(p.tag.case) for p in readings if "plur" not in p.tag)
    plural = frozenset(str(p.tag.case) for p in readings if "plur" in p.tag)
    if not readings:
        return None
    return Head(readings[0].normal_form.replace("ё", "е"), singular or plural, not singular)


def _compound_head(first: str, last: str) -> Head | None:
    """«врач-хирург», «художник-керамист»; not «мастер-класс», which is nobody."""
    person = any(p.tag.POS == "NOUN" and p.tag.animacy == "anim" for p in parses(last)[:1])
    return read_head(first) if person else None


class Words:
    """A cell's tokens as posts are looked for in them."""

    def __init__(self, cell: CellText) -> None:
        self.cell = cell
        self.tokens = tuple(cell.tokens)
        self.starts = [token.start for token in self.tokens]
        self.sentence_starts = frozenset(sentence.start for sentence in cell.sentences)
        self.quoted = self._quoted()
        self.acting_for = {match.start() for match in _ACTING_FOR.finditer(cell.text)}

    def _quoted(self) -> tuple[bool, ...]:
        """For each token whether the nearest quotation mark before it opens."""
        opened, quoted = False, []
        for token in self.tokens:
            if token.text in "«“„":
                opened = True
            elif token.text in "»”":
                opened = False
            quoted.append(opened)
        return tuple(quoted)

    def index_at(self, character: int) -> int:
        """The first token that starts at or after the character."""
        return bisect_left(self.starts, character)

    def head(self, i: int) -> Head | None:
        """The token as a post's head; never inside quotes, nor «во главе»."""
        token = self.tokens[i]
        if token.start in self.acting_for:
            return Head("и.о.", frozenset(), False)
        if self.is_cut_short(i) and not self.is_cut_adjective(i):
            return Head(people_data()["abbreviated"][token.text.lower()], frozenset({"nomn"}), False)
        if self.quoted[i] or not token.is_word or (i and self.tokens[i - 1].text.lower() == "во"):
            return None
        return read_head(token.text)

    def is_cut_short(self, i: int) -> bool:
        """Whether the token is a post cut short by a full stop: «рук.»."""
        following = self.tokens[i + 1].text if i + 1 < len(self.tokens) else ""
        return following == "." and self.tokens[i].text.lower() in people_data()["abbreviated"]

    def is_cut_adjective(self, i: int) -> bool:
        """Whether the token is an adjective of a post cut short: «худ. рук.»."""
        return self.is_cut_short(i) and self.tokens[i].text.lower() in people_data()["cut_adjectives"]

    def is_verb(self, i: int) -> bool:
        """Whether the token is a predicate outside quotes."""
        token = self.tokens[i]
        if self.quoted[i] or not token.is_word or token.is_capitalised:
            return False
        return parses(token.text)[0].tag.POS in ("VERB", "PRTS", "INFN", "GRND")

    def is_bullet(self, i: int) -> bool:
        """A dash that begins a line or a point of a list."""
        token = self.tokens[i]
        if token.text not in DASHES:
            return False
        before = self.cell.text[self.tokens[i - 1].end if i else 0 : token.start]
        return i == 0 or "\n" in before or self.tokens[i - 1].text in ";:"

    def begins_sentence(self, i: int) -> bool:
        """Whether the token is the first of a sentence."""
        return self.tokens[i].start in self.sentence_starts
