"""Which names in a cell are organisations: an ordered list of recognisers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import compress

from loaders.cell.text import lemmas
from loaders.organisations.beginnings import beginnings_at
from loaders.organisations.complements import number_end
from loaders.organisations.evidence import is_premises
from loaders.organisations.exclusions import is_ruled_out
from loaders.organisations.grammar import read_phrase
from loaders.organisations.grounds import ground_of
from loaders.organisations.head_nouns import modifiers
from loaders.organisations.kinds import kind_of
from loaders.organisations.known_names import name_at
from loaders.organisations.latin_names import company_end
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Part, Phrase, Sort
from loaders.organisations.place_phrases import place_end
from loaders.organisations.readings import AND, LINKS, is_adjective
from ontology.lexicon.organisations import Head, KnownBody
from ontology.model import CellName
from ontology.morphology import parses
from ontology.remembered import remembered

FACILITY = "facility"
UNQUOTED = "unquoted_name"
_SHORTEST_NAME = 3
_LIST_MARKS = frozenset({"", ",", ";", ":", "(", AND, "-", "–", "—", "."})


@dataclass(frozen=True, slots=True)
class Recognised:
    """A name, and the rule that recognised it."""

    phrase: Phrase
    rule: str

    @property
    def through_post(self) -> bool:
        """Whether the name only tells whose post somebody holds."""
        return is_among(lexicon().posts, self.phrase.words.word(self.phrase.start - 1))


def recognise(words: NamedCell) -> Iterator[Recognised]:
    """The organisations and facilities that the cell names, in order."""
    read_to, last = 0, None
    for index in _beginnings(words):
        if index < read_to:
            continue
        if words.words[index] == "(" and words.plain(index + 1) in lexicon().words.defining:
            read_to = words.brackets.get(index, index) + 1
            continue
        found = _first(words, index) or listed_quotes(words, index, last)
        if found is None or is_ruled_out(found.phrase, last):
            read_to = _after_no_name(words, index, found)
        else:
            yield found
            last = found.phrase
            read_to = last.full_end


def _beginnings(words: NamedCell) -> Iterable[int]:
    """Where a name, a quotation or a definition can begin: in the place cell, at any word."""
    if words.name is CellName.PLACE:
        return range(len(words))
    begun = compress(range(len(words)), map(_may_begin, words.words))
    return sorted({*begun, *words.quotes}) if words.quotes else begun


@remembered
def _may_begin(word: str) -> bool:
    return word == "(" or bool(beginnings_at(word))


def _after_no_name(words: NamedCell, at: int, ruled_out: Recognised | None) -> int:
    """The index to read on where no name begins: after what is ruled out, or after a quotation."""
    if ruled_out is not None and ruled_out.rule != "bare_quotes":
        return ruled_out.phrase.full_end
    if words.opens_quote(at) and not _is_document(words, at + 1):
        return words.quotes[at]
    return _after_sort(words, at)


def _first(words: NamedCell, at: int) -> Recognised | None:
    """What the first of the recognisers finds that can find anything there."""
    if read_phrase(words, at) is not None and (found := _by(OF_PHRASES, words, at)) is not None:
        return found
    if words.opens_quote(at) and (found := _by(OF_QUOTATIONS, words, at)) is not None:
        return found
    return facility(words, at) if words.name is CellName.PLACE else None


def _by(rules: tuple["Recogniser", ...], words: NamedCell, at: int) -> Recognised | None:
    for rule in rules:
        found = rule(words, at)
        if found is not None:
            return found
    return None


def _after_sort(words: NamedCell, at: int) -> int:
    """The next index; past the adjectives of several («сельские библиотеки»)."""
    phrase = read_phrase(words, at)
    if phrase is None or not phrase.plural or phrase.parts[0].sort is not Sort.MODIFIER:
        return at + 1
    return phrase.parts[1].end


def _is_document(words: NamedCell, at: int) -> bool:
    return is_among(lexicon().documents, words.word(at))


# ── recognisers ─────────────────────────────────────────────────────────────────────────────────


def named_body(words: NamedCell, at: int) -> Recognised | None:
    """A legal form, abbreviation, head noun or known word with what makes it a name."""
    phrase = read_phrase(words, at)
    ground = None if phrase is None else ground_of(phrase)
    if phrase is None or ground is None:
        return None
    return Recognised(phrase, FACILITY if is_premises(phrase) else ground.rule)


def _is_something_else(words: NamedCell, at: int) -> bool:
    """Whether a person, a place or another body is named there."""
    if words.is_personal(at) or _is_given_name(words, at):
        return True
    return place_end(words, at) is not None or read_phrase(words, at) is not None


def unquoted_name(words: NamedCell, at: int) -> Recognised | None:
    """«группа Ручей», «компания Сигма»: capitals instead of quotes; a name or not, a reader must say."""
    phrase = read_phrase(words, at)
    if phrase is None or phrase.head is None or phrase.plural or phrase.last.sort is not Sort.HEAD:
        return None
    if phrase.head.needs != "quotes" or not _is_plain_name(words.word(phrase.end)):
        return None
    if _is_something_else(words, phrase.end):
        return None
    name = Part(Sort.CAPITALS, phrase.end, phrase.end + 1)
    return Recognised(phrase.plus(name), UNQUOTED)


def _is_given_name(words: NamedCell, at: int) -> bool:
    """«наставник команды Олег Кот»: a given name with a surname after it."""
    is_given = any(one.is_known and "Name" in one.tag.grammemes for one in parses(words.word(at)))
    return is_given and words.is_capitalised(at + 1) and not words.begins_sentence(at + 1)


def _is_plain_name(text: str) -> bool:
    return len(text) >= _SHORTEST_NAME and text.isalpha() and not text.isascii() and text.istitle()


def bare_quotes(words: NamedCell, at: int) -> Recognised | None:
    """«Клуб ветеранов» as an item of a list, members of «Союза молодых»: a head noun within quotes."""
    if not words.opens_quote(at):
        return None
    end = words.quotes[at]
    inner = read_phrase(words, at + 1)
    if inner is None or inner.head is None or inner.plural:
        return None
    is_told = _is_told_in_quotes(inner, at, end)
    if words.name not in {CellName.PLACE, CellName.PARTICIPANTS} and not is_told:
        return None
    if inner.may_be_subject:
        part, expected = Part(Sort.QUOTES, at, end), is_told or words.word(at - 1) in _LIST_MARKS
    else:
        part, expected = Part(Sort.QUOTES, at, end, body=inner), _is_listed_whole(inner, at, end)
    return Recognised(Phrase(words, (part,), kind_of(inner)), "bare_quotes") if expected else None


def _is_listed_whole(inner: Phrase, at: int, end: int) -> bool:
    """Whether the quotes hold nothing else, and go on a list or tell whose people came."""
    before = inner.words.word(at - 1)
    return inner.full_end == end - 1 and (before in LINKS or is_among(lexicon().words.groups, before))


def _is_told_in_quotes(inner: Phrase, at: int, end: int) -> bool:
    """«… собрал «Центр ремесел Псковской области»»: a whole name, placed, and the words before it no noun."""
    ground = ground_of(inner)
    if inner.full_end != end - 1 or ground is None or not inner.has(Sort.PLACE, Sort.MODIFIER):
        return False
    before = inner.words.word(at - 1)
    return ground.rule in _PLACED and parses(before)[0].tag.POS in _VERBS if before else False


_PLACED = frozenset({"head_and_place", "head_and_adjective", "described_and_placed", "one_of_its_kind"})
_VERBS = frozenset({"VERB", "PRTS", "GRND"})


def listed_quotes(words: NamedCell, at: int, last: Phrase | None) -> Recognised | None:
    """«ОАО «Ветер», «Ручей» и «Клен»», «МБОУ «СШ № 3», «СШ № 5»»: quotes that go on a list of bodies."""
    if last is None or not words.opens_quote(at) or words.word(at - 1) not in LINKS:
        return None
    before = words.brackets.get(last.full_end, last.full_end - 1) + 1
    if before != at - 1 or last.last.sort is not Sort.QUOTES:
        return None
    if not (_goes_on_companies(words, at, last) or _is_numbered_alike(words, at, last)):
        return None
    return Recognised(Phrase(words, (Part(Sort.QUOTES, at, words.quotes[at]),), last.kind), "listed_quotes")


def _goes_on_companies(words: NamedCell, at: int, last: Phrase) -> bool:
    """«между АО «Луч» и «Юнис»»; among those who took part any number of them."""
    is_party = words.word(at - 1) == AND and words.plain(last.start - 1) in lexicon().words.between
    return last.kind == "company" and (is_party or words.name is CellName.PARTICIPANTS)


def _is_numbered_alike(words: NamedCell, at: int, last: Phrase) -> bool:
    """«МБОУ «СШ № 3», «Гимназия № 5»»: whether the quotes hold a body with a number, of the same kind."""
    inner = read_phrase(words, at + 1)
    is_whole = inner is not None and inner.full_end == words.quotes[at] - 1
    return is_whole and inner is not None and inner.has(Sort.NUMBER) and inner.kind == last.kind


def quoted_name(words: NamedCell, at: int) -> Recognised | None:
    """«Деловая Россия», «Anhui Tools LLC»: quotes that hold a known name, or a company in Latin letters."""
    if not words.opens_quote(at) or is_among(lexicon().words.occasion_nouns, words.word(at - 1)):
        return None
    end = words.quotes[at]
    if company_end(words, at + 1) == end - 1:
        return Recognised(Phrase(words, (Part(Sort.QUOTES, at, end),), "company"), "latin_company")
    body = _known_in_quotes(words, at + 1, end - 1)
    if body is None:
        return None
    inner = Phrase(words, (Part(Sort.KNOWN, at + 1, end - 1),), body.kind, known=body)
    quotes = Part(Sort.QUOTES, at, end, body=inner)
    return Recognised(Phrase(words, (quotes,), body.kind), "known_body")


def _known_in_quotes(words: NamedCell, start: int, end: int) -> KnownBody | None:
    """The body that everybody knows by the words between quotes: «Деловая Россия», «БелАЗ»."""
    found = name_at(words, start)
    if found is not None and found[1] == end:
        return found[0].body
    alone = lexicon().bodies.get(words.word(start)) if end == start + 1 else None
    return alone if alone is not None and alone.kind == "company" else None


def facility(words: NamedCell, at: int) -> Recognised | None:
    """«Парк культуры и отдыха «…»», «стадион «…»», «б/о «…»» in the place cell; «здание Дома Советов»."""
    if not _may_begin_facility(words, at):
        return None
    noun = _after_adjectives(words, at)
    begun = _facility_noun_end(words, noun)
    if begun is None or number_end(words, begun) is not None or words.word(begun)[:1].isdigit():
        return None
    end = _end_of_item(words, begun)
    is_alone = end == noun + 1 == at + 1 and not is_among(lexicon().words.named_alone, words.word(noun))
    if is_alone or any(_is_body(words, i) for i in range(noun + 1, end)):
        return None
    return Recognised(Phrase(words, tuple(_facility_parts(words, at, noun, begun, end)), "other"), FACILITY)


def _after_adjectives(words: NamedCell, at: int) -> int:
    while is_adjective(words, at):
        at += 1
    return at


def _end_of_item(words: NamedCell, at: int) -> int:
    """Where a comma, a bracket or the line ends what stands there, quotations aside."""
    while at < len(words) and words.word(at) not in {",", ";", "(", ")"} and "\n" not in words.gap(at):
        at = words.quotes.get(at, at + 1)
    return at


def _may_begin_facility(words: NamedCell, at: int) -> bool:
    return words.word(at - 1) in _LIST_MARKS or is_among(lexicon().words.containers, words.word(at - 1))


def _facility_noun_end(words: NamedCell, at: int) -> int | None:
    """The end of a facility's noun, or of one in short («б/о»)."""
    if "".join(words.plain(at + i) for i in range(3)) in lexicon().words.facilities_in_short:
        return at + 3
    return None if lexicon().facilities.isdisjoint(lemmas(words.word(at))) else at + 1


def _facility_parts(words: NamedCell, at: int, noun: int, begun: int, end: int) -> Iterator[Part]:
    """The words as they stand; in «здание Дома Советов» the noun and its adjectives, which are declined."""
    known = lexicon().facilities & lemmas(words.word(noun))
    if not known or not is_among(lexicon().words.containers, words.word(at - 1)):
        yield Part(Sort.CAPITALS, at, end)
        return
    yield from modifiers(at, noun)
    yield Part(Sort.HEAD, noun, begun, Head(min(known), "other", "place"))
    if end > begun:
        yield Part(Sort.CAPITALS, begun, end)


def _is_body(words: NamedCell, at: int) -> bool:
    """Whether a body is named there, and no premises («конференц-зал гостиницы «…»»)."""
    found = named_body(words, at)
    return found is not None and found.rule != FACILITY


Recogniser = Callable[[NamedCell, int], Recognised | None]

# In the order of asking: what a phrase of the grammar begins, what a quotation; at last a facility.
OF_PHRASES: tuple[Recogniser, ...] = (named_body, unquoted_name)
OF_QUOTATIONS: tuple[Recogniser, ...] = (quoted_name, bare_quotes)
