"""A question cut into pieces, each with what it tells: a time, a place, a body, a number, a meaning."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ontology.everyday import in_full
from ontology.vocabulary import SCHEME_OF, concepts
from queries.asking.amounts import count_at, time_at
from queries.asking.bodies import Bodies
from queries.asking.names import AskedNames, Named, gazetteer_place_at
from queries.asking.periods import Clock, quarter_beside
from queries.asking.piece import QuestionPiece, Way
from queries.asking.spelling import Spelling
from queries.asking.tokens import QuestionToken, as_if_typed, parts_of, tokens_of
from queries.asking.words import CONCEPT, LEVEL, Meaning, meanings, question_words
from queries.choices import CONCEPT_TYPES, Choices

_OF_PLACES = ("country", "partner")


class Cutter:
    """Cuts questions by the names that a graph holds; `words` are those of the stored questions."""

    def __init__(self, choices: Choices, words: Iterable[str]) -> None:
        self._names = AskedNames(choices)
        self._bodies = Bodies(choices)
        self._holders = choices.holders()
        self._holding = frozenset(code for codes in self._holders.values() for code in codes)
        self._words = frozenset(words)
        self._labels = {(one.scheme, one.code): one.labels for one in concepts().values()}
        self._spelling = Spelling((*self._words, *self._names.words(), *meanings().words()))

    def cut(self, text: str, clock: Clock) -> tuple[QuestionPiece, ...]:
        """The pieces of the text in order."""
        tokens, at = list(tokens_of(text)), 0
        guessed: dict[int, str] = {}
        pieces: list[QuestionPiece] = []
        while at < len(tokens):
            length, piece = self._best(tokens, at, clock)
            piece = _beside_a_quarter(piece, tokens[at], pieces)
            if self._is_strange(piece) and tokens[at].start not in guessed:
                self._put_right(tokens, at, guessed)
                length, piece = self._best(tokens, at, clock)
            start, end = tokens[at].start, tokens[at + length - 1].end
            guess = " ".join(filter(None, (guessed.get(one.start) for one in tokens[at : at + length])))
            guess = guess or piece.guessed or self._wider(piece, text[start:end])
            pieces.append(replace(piece, text=text[start:end], start=start, end=end, guessed=guess))
            at += length
        return tuple(self._of_level(tuple(_excluding(self._told_where(pieces)))))

    def _told_where(self, pieces: Sequence[QuestionPiece]) -> list[QuestionPiece]:
        """«Оршанский район Витебской области»: a place beside one that holds it is that place in it alone."""
        told = list(pieces)
        for at in range(1, len(told)):
            for inner, outer in ((at - 1, at), (at, at - 1)):
                lying = self._lying_in(told[inner].named, told[outer].named)
                if lying:
                    told[inner] = replace(told[inner], named=lying)
                    told[outer] = replace(told[outer], named=(), is_small=True)
                    break
        return told

    def _lying_in(self, inner: Sequence[Named], outer: Sequence[Named]) -> tuple[Named, ...]:
        holding = {one.code.casefold() for one in outer if one.type in _OF_PLACES}
        return tuple(
            one
            for one in inner
            if one.type == "partner" and not holding.isdisjoint(self._holders.get(one.code, ()))
        )

    def _of_level(self, pieces: Sequence[QuestionPiece]) -> Iterator[QuestionPiece]:
        """«города Беларуси»: before a place abroad the word for a kind of place is of partners."""
        for at, piece in enumerate(pieces):
            level = _level_of(piece) if self._holds_places(_after_of(pieces, at + 1)) else None
            yield (
                piece if level is None else replace(piece, meanings=(*piece.meanings, Meaning(LEVEL, level)))
            )

    def _holds_places(self, piece: QuestionPiece) -> bool:
        """Whether the piece names a country, or a place abroad that has others in it."""
        holding = (one.type == "country" or one.code in self._holding for one in piece.named)
        return not piece.excluded and any(holding)

    def _wider(self, piece: QuestionPiece, typed: str) -> str:
        """The label of the value that is read for a word which tells less: «Образование» for «вузы»."""
        wider = next((one for one in piece.meanings if one.is_wider), None)
        labels = None if wider is None else self._labels[SCHEME_OF[wider.type], wider.code]
        return "" if labels is None else labels["en" if typed.isascii() else "ru"]

    def _is_strange(self, piece: QuestionPiece) -> bool:
        return bool(piece.lemma) and not piece.is_small and piece.lemma not in self._words

    def _put_right(self, tokens: list[QuestionToken], at: int, guessed: dict[int, str]) -> None:
        """Puts in a strange word's place what it must mean: its parts, what it is a slip for, two words."""
        token = tokens[at]
        guessed[token.start] = ""
        if "-" in token.text:
            tokens[at : at + 1] = parts_of(token)
        elif (whole := self._with_next(tokens, at)) is not None:
            tokens[at : at + 2] = [whole]
            guessed[token.start] = whole.plain
        elif (meant := self._spelling.nearest(token.plain)) is not None:
            tokens[at] = as_if_typed(meant, token.start, token.end)
            guessed[token.start] = meant
        elif (pair := self._spelling.in_two(token)) is not None:
            tokens[at : at + 1] = pair
            guessed[token.start] = " ".join(one.plain for one in pair)

    def _with_next(self, tokens: Sequence[QuestionToken], at: int) -> QuestionToken | None:
        """«холм жирки»: the word that two are a slip for, their hyphen left out."""
        if at + 1 == len(tokens) or _is_small(tokens[at + 1]):
            return None
        meant = self._spelling.nearest(f"{tokens[at].plain}-{tokens[at + 1].plain}")
        return None if meant is None else as_if_typed(meant, tokens[at].start, tokens[at + 1].end)

    def _best(self, tokens: Sequence[QuestionToken], at: int, clock: Clock) -> Way:
        """The longest of what begins at this word; of equally long ones the first in this order."""
        is_name = at > 0 and tokens[at].text[0].isupper()
        meaning, place = _meaning_at(tokens, at, self._names), self._place_at(tokens, at)
        ways = (
            count_at(tokens, at),
            time_at(tokens, at, clock),
            *((place, meaning) if is_name else (meaning, place)),
            self._body_at(tokens, at),
            self._person_at(tokens, at),
            _elsewhere_at(tokens, at),
        )
        return max(
            (way for way in ways if way is not None), key=lambda way: way[0], default=_word(tokens[at])
        )

    def _place_at(self, tokens: Sequence[QuestionToken], at: int) -> Way | None:
        if tokens[at].is_number or _is_small(tokens[at]):
            return None
        length, named = self._names.places_at(tokens, at)
        return (length, QuestionPiece(named=named)) if named else None

    def _body_at(self, tokens: Sequence[QuestionToken], at: int) -> Way | None:
        if tokens[at].is_number or _is_small(tokens[at]):
            return None
        length, named = self._bodies.at(tokens, at)
        if not named or not any(self._tells_of_body(tokens, i) for i in range(at, at + length)):
            return None
        is_place = length > 1 and gazetteer_place_at(tokens, at)[0] == length
        return length, QuestionPiece(named=named, guessed=self._bodies.label(named[0]) if is_place else "")

    def _tells_of_body(self, tokens: Sequence[QuestionToken], at: int) -> bool:
        """Whether the word may be of a body's name only: no place, no word that means something else."""
        if in_full(tokens[at].plain):
            return True
        if _is_small(tokens[at]):
            return False
        found = meanings().longest(tokens, at)[1]
        if found:
            return any(meaning.type == "organisation_kind" for meaning in found)
        return not tokens[at].is_number and self._place_at(tokens, at) is None

    def _person_at(self, tokens: Sequence[QuestionToken], at: int) -> Way | None:
        length, named = self._names.people.longest(tokens, at)
        return (length, QuestionPiece(named=named)) if named else None


def _beside_a_quarter(
    piece: QuestionPiece, token: QuestionToken, before: Sequence[QuestionPiece]
) -> QuestionPiece:
    """«во II квартале … с первым»: the ordinal that follows a quarter is one of the same year."""
    quarter = next((one.span for one in reversed(before) if one.is_quarter and one.span is not None), None)
    if (
        piece.span is not None
        or quarter is None
        or token.is_number
        or (other := quarter_beside(quarter, token)) is None
    ):
        return piece
    return QuestionPiece(span=other, is_quarter=True)


def _level_of(piece: QuestionPiece) -> str | None:
    """The kind of place that the word is for; «страны СНГ» are with all that lies in them."""
    token, *others = tokens_of(piece.text) or (None,)
    if token is None or others or piece.named:
        return None
    found = (level for level, listed in question_words().levels.items() if token.is_one_of(listed))
    return next((level for level in found if level != "country"), None)


def _excluding(pieces: Sequence[QuestionPiece]) -> Iterator[QuestionPiece]:
    """The pieces; what «кроме» or «не» before it leaves out is marked, and that word tells nothing else.

    «кроме Беларуси и Сербии»: what is joined to it is left out with it.
    """
    leaving_out = was_named = False
    for at, piece in enumerate(pieces):
        goes_on = leaving_out and not was_named
        leaves_out = _begins_leaving_out(pieces, at) or (goes_on and _is_kind_of_value(piece))
        excluded = leaving_out and _is_of_what_is_left_out(piece)
        yield _told_nothing(piece) if leaves_out else replace(piece, excluded=excluded)
        leaving_out = leaves_out or excluded or (leaving_out and _leads_on(piece, is_begun=goes_on))
        was_named = excluded


def _leads_on(piece: QuestionPiece, *, is_begun: bool) -> bool:
    """Whether the word leads from what is left out to more of it, or to the first where that is but begun."""
    words = question_words()
    return _says(piece, words.joining) or (is_begun and _says(piece, words.prepositions))


def _is_of_what_is_left_out(piece: QuestionPiece) -> bool:
    return bool(piece.named or piece.span) or _is_value(piece)


def _told_nothing(piece: QuestionPiece) -> QuestionPiece:
    """The piece as a joining word."""
    return replace(piece, meanings=(), lemma="", is_small=True)


def _begins_leaving_out(pieces: Sequence[QuestionPiece], at: int) -> bool:
    """«кроме», or «не» before what can be left out."""
    if _leaves_out(pieces[at]):
        return True
    is_denied = _says(pieces[at], question_words().denying)
    return is_denied and _can_be_left_out(_after_prepositions(pieces, at + 1))


def _leaves_out(piece: QuestionPiece) -> bool:
    return any(meaning.feature == _LEAVES_OUT for meaning in piece.meanings)


def _is_kind_of_value(piece: QuestionPiece) -> bool:
    """Whether it is a word for what is named next, as «стран» of «кроме стран СНГ»."""
    kinds = question_words().kinds_of_value
    return bool(piece.meanings) and all(one.type == CONCEPT and one.code in kinds for one in piece.meanings)


def _can_be_left_out(piece: QuestionPiece) -> bool:
    """Whether «не» before it leaves it out: a name, a time, a value of which nothing is said to be done."""
    types = {meaning.type for meaning in piece.meanings}
    return bool(piece.named or piece.span or (types and types <= set(question_words().left_out)))


def _is_value(piece: QuestionPiece) -> bool:
    """Whether it is a value of a vocabulary, rather than what is asked for."""
    types = {meaning.type for meaning in piece.meanings}
    return bool(types) and types <= set(CONCEPT_TYPES)


_LEAVES_OUT = f"{CONCEPT}:leaving_out"


def _after_prepositions(pieces: Sequence[QuestionPiece], at: int) -> QuestionPiece:
    joining = question_words().prepositions
    while at < len(pieces) and (_says(pieces[at], joining) or _is_kind_of_value(pieces[at])):
        at += 1
    return pieces[at] if at < len(pieces) else QuestionPiece()


def _after_of(pieces: Sequence[QuestionPiece], at: int) -> QuestionPiece:
    """The piece there, or the one behind a word that puts it into another: «города в Беларуси»."""
    at += at < len(pieces) and _says(pieces[at], question_words().lying_in)
    return pieces[at] if at < len(pieces) else QuestionPiece()


def _says(piece: QuestionPiece, words: Sequence[str]) -> bool:
    return piece.text.casefold() in words


def _elsewhere_at(tokens: Sequence[QuestionToken], at: int) -> Way | None:
    """A place that is written as a name, and that the graph does not hold."""
    if not tokens[at].text[0].isupper() or _is_small(tokens[at]):
        return None
    length, name = gazetteer_place_at(tokens, at)
    return (length, QuestionPiece(absent=name)) if length else None


def _meaning_at(tokens: Sequence[QuestionToken], at: int, names: AskedNames) -> Way | None:
    """What the phrase means: by the words of questions and by the names of the vocabularies' concepts."""
    ours, theirs = meanings().longest(tokens, at), names.concepts.longest(tokens, at)
    length = max(ours[0], theirs[0])
    if length == 0 and (kind := _kind_in_full(tokens[at])) is not None:
        return 1, QuestionPiece(meanings=(kind,))
    if length == 0 or (length == 1 and _is_small(tokens[at])):
        return None
    found = dict.fromkeys(one for size, ones in (ours, theirs) if size == length for one in ones)
    return length, QuestionPiece(meanings=tuple(found))


def _kind_in_full(token: QuestionToken) -> Meaning | None:
    """The kind of body that a word is short for: «ДК», «ЦБС», «ДШИ»."""
    full = tokens_of(" ".join(in_full(token.plain)))
    found = (one for at in range(len(full)) for one in meanings().longest(full, at)[1])
    return next((one for one in found if one.type == "organisation_kind"), None)


def _word(token: QuestionToken) -> Way:
    return 1, QuestionPiece(lemma=token.lemmas[0], is_small=_is_small(token))


def _is_small(token: QuestionToken) -> bool:
    return token.is_one_of(question_words().small)
