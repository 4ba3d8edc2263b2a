"""Where a cell names a document: its noun, the clause about it, and who is named there."""

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.agreements.candidates import Party, within
from loaders.agreements.clauses import clause_about, clause_after, sentence_ends
from loaders.agreements.joints import joints
from loaders.agreements.skeleton import Skeleton, read_skeleton
from loaders.agreements.words import AroundNoun, before, plain, vocabulary
from loaders.cell import Cell, Token
from ontology.lexicon.documents import documents
from ontology.morphology import lemma, parses
from ontology.remembered import remembered

_HEARD = 600  # how many characters about a noun the rules read
_ALONE = 10  # characters of what stands before the noun in a name of two words
_NEAR = 20  # what stands before a document in quotation marks and signs it
_BEFORE = 70  # what tells that a noun is no document of its own
_UNTOLD = "x"  # instead of a letter that tells nothing
_FURTHER = 3  # how many sentences may go on about a document
_NONE: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NounSite:
    """A document's noun with what stands about it; characters of the cell.

    `about` are the tokens round the noun, `at` its index among them; `further` are the sentences after its
    clause that go on about it; `words` is the skeleton of what stands about it, `bounds` where each part of
    `words` begins in the skeleton.
    """

    cell: Cell
    skeleton: Skeleton
    about: tuple[Token, ...]
    at: int
    clause: tuple[int, int]
    noun_before: int
    next_noun: int
    named: Sequence[Party]
    further: tuple[tuple[int, int], ...]
    words: AroundNoun
    bounds: dict[str, int]

    @property
    def noun(self) -> Token:
        """The noun itself."""
        return self.about[self.at]

    @property
    def stop(self) -> int:
        """Where its clause ends or the next document begins."""
        return min(self.next_noun, self.clause[1])

    @property
    def own(self) -> tuple[int, int]:
        """The characters after the noun that tell of it."""
        return self.noun.end, _heard(self.cell, self.clause, self.next_noun)

    @property
    def ahead(self) -> tuple[int, int]:
        """The characters of its clause before the noun, as far back as the rules read."""
        return max(self.clause[0], self.noun.start - _HEARD), self.noun.start

    @property
    def following(self) -> tuple[Token, ...]:
        """The tokens after the noun, up to where its words end."""
        return tuple(token for token in self.about[self.at + 1 :] if token.start < self.stop)

    @property
    def parties(self) -> list[Party]:
        """Who is named after the noun."""
        return within(self.named, self.noun.end, self.stop)

    @property
    def has_parties(self) -> bool:
        """Whether two are named side by side after the noun: «план сотрудничества России и Беларуси»."""
        return joints().side_by_side.search(self.words.after) is not None

    @property
    def has_between(self) -> bool:
        """Whether «между» follows the noun."""
        return joints().between.search(self.words.after) is not None

    @property
    def is_only_counted(self) -> bool:
        """«семь соглашений, в том числе Соглашение о лесах», not «соглашения, в том числе между A и B»."""
        if vocabulary().many.search(self.words.before) is not None and not self.parties:
            return True
        if vocabulary().counted.match(plain(self.cell.text), self.noun.end) is None:
            return False
        return self.next_noun < self.clause[1] or not self.has_between

    @property
    def is_object(self) -> bool:
        """Whether the noun is what somebody signed: «подписал соглашения»."""
        return vocabulary().governs.search(self.words.before) is not None

    @property
    def are_several(self) -> bool:
        """Whether the noun is the subject of what is said of several: «соглашения подписаны»."""
        return vocabulary().are_several.search(self.words.after) is not None

    @property
    def is_subject(self) -> bool:
        """Whether the noun begins its clause."""
        return len(self.words.before.split()) < 3

    @property
    def may_be_subject(self) -> bool:
        """Whether it begins its clause, in the nominative."""
        return self.is_subject and any(
            {"NOUN", "nomn"} <= one.tag.grammemes for one in parses(self.noun.text)
        )

    def spoken(self, part: str, start: int, end: int) -> tuple[int, int]:
        """The cell's characters of words that were found in a part of `words`."""
        base = self.bounds[part]
        return self.skeleton.original(base + start, base + max(end, start + 1))


def document_nouns(cell: Cell) -> list[int]:
    """Where the cell has a noun that names a document."""
    told = itertools.compress(range(len(cell)), map(may_be_document, cell.words))
    return [index for index in told if _is_document(cell, plain(cell.text), cell.tokens[index])]


def sites(cell: Cell, named: Sequence[Party]) -> list[NounSite]:
    """Every noun of the cell that names a document."""
    text, tokens, nouns = plain(cell.text), cell.tokens, document_nouns(cell)
    if not nouns:
        return []
    skeleton = read_skeleton(cell, named)
    named_nouns = [tokens[i] for i in nouns]
    starts = [noun.start for noun in named_nouns]
    found: list[NounSite] = []
    for at, following in itertools.zip_longest(nouns, starts[1:], fillvalue=len(text)):
        clause = clause_about(cell, tokens[at].start)
        words, bounds = _words_about(cell, skeleton, clause, tokens[at], following)
        before = found[-1].noun.end if found else -1
        further = _further(cell, clause, tokens[at], named_nouns, starts)
        about = tokens[max(0, at - 4) : at + 40]
        found.append(
            NounSite(
                cell, skeleton, about, min(at, 4), clause, before, following, named, further, words, bounds
            )
        )
    return found


def _words_about(
    cell: Cell, skeleton: Skeleton, clause: tuple[int, int], noun: Token, following: int
) -> tuple[AroundNoun, dict[str, int]]:
    """The skeleton before the noun, after it, and of what introduces the list it is a point of."""
    heard = _heard(cell, clause, following)
    if joints().carries_out.search(skeleton.between(noun.end, heard)[-40:]) is not None:
        heard = clause[1]  # «план по реализации договора подписан»
    begin, middle = skeleton.position(clause[0]), skeleton.position(noun.start)
    after, end = skeleton.position(noun.end), skeleton.position(heard)
    begin, end = max(begin, middle - _HEARD), min(end, after + _HEARD)
    lead = _lead(cell, clause[0])
    start_of_lead = skeleton.position(lead[0])
    told = _without_intent(skeleton.text[after:end])
    words = AroundNoun(skeleton.text[begin:middle], told, skeleton.between(*lead) if lead[1] else "")
    return words, {"before": begin, "after": after, "lead": start_of_lead}


def _without_intent(after: str) -> str:
    """The words after a noun, of a name like « о намерении заключить» nothing that could tell a status."""
    named = vocabulary().of_intent.search(after)
    return after if named is None else f" {_UNTOLD * (named.end() - 1)}{after[named.end() :]}"


def _lead(cell: Cell, clause_start: int) -> tuple[int, int]:
    """The characters of what introduces the list that the clause is a point of: «подписаны:»."""
    colon = cell.text.rfind(":", max(0, clause_start - 2 * _HEARD), clause_start)
    if colon == -1 or sentence_ends(cell, colon, clause_start):
        return 0, 0
    return clause_about(cell, colon)[0], colon


def _heard(cell: Cell, clause: tuple[int, int], following: int) -> int:
    """Where what is told of a noun ends: with its words, or with what a colon after them begins."""
    stop = min(following, clause[1])
    if stop < clause[1] or cell.text[stop : stop + 1] != ":":
        return stop
    return min(following, clause_after(cell, stop)[1])


def _further(
    cell: Cell, clause: tuple[int, int], noun: Token, nouns: Sequence[Token], starts: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """The sentences after the clause that go on about the document, up to one that names another."""
    found: list[tuple[int, int]] = []
    end = clause[1]
    while end < len(cell.text) - 1 and len(found) < _FURTHER:
        clause = clause_after(cell, end)
        if clause[0] < end or vocabulary().goes_on.match(plain(cell.text)[slice(*clause)]) is None:
            break
        first = bisect_left(starts, clause[0])
        if first < len(nouns) and starts[first] < clause[1] and nouns[first].lemma != noun.lemma:
            break
        found.append(clause)
        end = clause[1]
    return tuple(found)


@remembered
def may_be_document(word: str) -> bool:
    """Whether the word is a noun that names documents."""
    return lemma(word) in documents()


def _is_document(cell: Cell, text: str, token: Token) -> bool:
    words = vocabulary()
    noun = token.lemma
    if _in_name(cell, token):
        return False
    before, after = (
        text[max(0, token.start - _BEFORE) : token.start],
        text[token.end : token.end + 60].lstrip(),
    )
    followed = after.startswith(words.followed_by.get(noun, ()))
    preceded = any(word in before[-30:] for word in words.preceded_by.get(noun, ()))
    free = noun not in words.followed_by and noun not in words.preceded_by
    spoken = words.not_after.search(before) or words.not_before.search(text[token.end : token.end + 30])
    is_preposition = f" {before}".endswith(words.no_noun_after.get(noun, _NONE))
    return (free or followed or preceded) and spoken is None and not is_preposition


def _in_name(cell: Cell, noun: Token) -> bool:
    """Whether the noun is part of a quoted name; «дорожная карта» is one only where brackets name it so.

    What is signed is a document in quotation marks too: «подписан «Протокол о намерениях»».
    """
    if not cell.in_quotes(noun.start):
        return False
    opened = cell.text.rfind("«", max(0, noun.start - _ALONE), noun.start)
    if opened != -1 and vocabulary().signs_quoted.search(before(plain(cell.text), opened, _NEAR)):
        return False
    alone = opened != -1 and cell.text[noun.end : noun.end + 1] == "»"
    return not alone or cell.in_brackets(noun.start)
