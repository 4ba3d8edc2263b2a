"""What a typed part is searched as: a phrase as it stands, a word in any inflection, spelling or layout.

A word is tried in turn as it is, as the beginning of a word, as typed in the other keyboard layout, and as a
misspelling of the nearest words that the graph knows.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from graph.iris import slug
from ontology.everyday import countries_of_people, in_full, said_otherwise, surname_of, words_of_country
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.forms import adjective_stem
from ontology.morphology import lemmas, parses
from ontology.plain import plain
from web.search.lemmas import WORD, words
from web.search.typed import Phrase, TypedPart

NEAR_ENOUGH = 76
MOST_BEGUN = 40
"""So many words that begin alike are searched one by one: of each only as much is read as is asked for."""
_ENDING = 2

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_LETTERS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_KEYS, _LETTERS)
_TO_LATIN = str.maketrans(_LETTERS, _KEYS)


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """What a typed part is searched as: FTS expression, lemmas, and the correction if any.

    `scored` is the expression by which names are scored, where it is another: there all words that begin
    alike are one, else each of them would add to the score, a rare one the most. `own` are the lemmas of what
    was typed itself, where `stems` has those of what is said for it too.
    """

    expression: str
    stems: tuple[str, ...]
    corrected: str | None = None
    scored: str | None = None
    own: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The lemmas of the words as they were typed."""
        return self.own or self.stems


def term_of(db: sqlite3.Connection, one: TypedPart, *, is_last: bool) -> SearchTerm | None:
    """What a typed part is searched as; None where it leads nowhere. The last may be a beginning only."""
    return _term_of_phrases(db, one) if one.phrases else _term_of_word(db, one.text, is_last=is_last)


def without(db: sqlite3.Connection, one: TypedPart) -> str | None:
    """The expression of what must not be there; None where it is nowhere. No guess is made at its words."""
    if one.phrases:
        return _any_of_phrases(one.phrases)
    term = _known_term(db, one.text, is_last=False)
    return None if term is None else term.expression


def _term_of_phrases(db: sqlite3.Connection, one: TypedPart) -> SearchTerm | None:
    """One of the phrases; where a quoted one stands nowhere all of its words, wherever they stand."""
    expression = _any_of_phrases(one.phrases)
    stems = tuple(dict.fromkeys(word for phrase in one.phrases for word in phrase))
    if db.execute("SELECT 1 FROM document WHERE document MATCH ? LIMIT 1", (expression,)).fetchone():
        return SearchTerm(expression, stems)
    return _term_of_all_words(db, one.text) if one.is_quoted else None


def _term_of_all_words(db: sqlite3.Connection, text: str) -> SearchTerm | None:
    """All words of the text, wherever they stand; None where one of them leads nowhere."""
    terms = [_term_of_word(db, word, is_last=False) for word in words(text)]
    known = [term for term in terms if term is not None]
    if len(known) < len(terms):
        return None
    expression = f"({' AND '.join(term.expression for term in known)})"
    return SearchTerm(expression, tuple(stem for term in known for stem in term.stems), corrected=text)


def _term_of_word(db: sqlite3.Connection, word: str, *, is_last: bool) -> SearchTerm | None:
    plain = "".join(WORD.findall(word))
    direct = _known_term(db, plain, is_last=is_last) if plain else None
    if direct is not None:
        return direct
    for other in _other_layout(word):
        swapped = _known_term(db, other, is_last=is_last)
        if swapped is not None:
            return replace(swapped, corrected=other)
    near = _alike(db, plain)
    return _term_alike(db, near) if near else None


def _term_alike(db: sqlite3.Connection, near: Sequence[str]) -> SearchTerm:
    """What a slip may stand for, and what the likeliest of it leads to where it is typed without the slip."""
    known = _known_term(db, near[0], is_last=False)
    alike = _any_of(near)
    told = (near, ()) if known is None else (near, known.stems)
    expression = alike if known is None else f"({alike} OR {known.expression})"
    return SearchTerm(expression, tuple(dict.fromkeys(chain(*told))), corrected=near[0])


def _alike(db: sqlite3.Connection, plain: str) -> list[str]:
    """The terms that a word which leads nowhere may be a slip for."""
    near = _near_some_form(db, plain)
    if not _is_latin(plain) and parses(plain)[0].is_known:  # no slip: another form at most
        return [term for term in near if term.startswith(plain[:-_ENDING])]
    return near


def _near_some_form(db: sqlite3.Connection, plain: str) -> list[str]:
    """The terms near to a form of the word; of Russian forms to the one that is nearest to a term."""
    forms = dict.fromkeys((plain, *lemmas(plain))) if len(plain) >= 4 else ()
    tried = [(form, found) for form in forms for look in (_nearest, _neighbours) if (found := look(db, form))]
    is_latin = _is_latin(plain)
    _, near = min(tried, key=lambda one: 0 if is_latin else _slips(one[0], one[1][0]) or 0, default=("", []))
    return list(near)


def _with_country(term: SearchTerm, word: str) -> SearchTerm:
    """The term with the other words for the country that it names: «РФ» is said of «Российской Федерации»."""
    others = words_of_country(word)
    return replace(term, stems=tuple(dict.fromkeys((*term.stems, *others)))) if others else term


def _known_term(db: sqlite3.Connection, word: str, *, is_last: bool) -> SearchTerm | None:
    """The word as one of the graph's words, as what it is short for, or as what people say for others."""
    full = in_full(word)
    if full:
        return _term_in_full(word, [part for one in full for part in words(one)])
    direct = _told_term(db, word, is_last=is_last)
    otherwise = said_otherwise(word)
    if otherwise:
        return _term_said_otherwise(direct, otherwise)
    return direct and _with_country(direct, word)


def _told_term(db: sqlite3.Connection, word: str, *, is_last: bool) -> SearchTerm | None:
    """The word in the forms that the graph's words have, or (the last one) as their beginning."""
    forms = _met_forms(db, word)
    if forms and not is_last:
        return SearchTerm(_any_of(forms), tuple(forms))
    begun = _begun_by(db, word) if len(word) > 1 else []
    if len(begun) > MOST_BEGUN:
        others = [_quoted(form) for form in forms if not form.startswith(word)]
        return SearchTerm(f"({' OR '.join((*others, _quoted(word) + '*'))})", (*forms, word))
    if begun:
        either = f"({_any_of(forms)} OR {_quoted(word)}*)" if forms else f"{_quoted(word)}*"
        return SearchTerm(
            _any_of(tuple(dict.fromkeys((*forms, word, *begun)))), (*forms, word), scored=either
        )
    return SearchTerm(_any_of(forms), tuple(forms)) if forms else None


def _met_forms(db: sqlite3.Connection, word: str) -> list[str]:
    """The forms of the word, and of what it is made from, that the graph's words have."""
    asked = dict.fromkeys((word, *lemmas(word), *_places_of_adjective(word), *_countries_of_people(word)))
    forms = [form for form in asked if len(form) < 3 or _is_met(db, form)]
    forms = forms or [form for form in _surname_of_adjective(word) if _is_met(db, form)]
    spelt = _spelt(db, word) if _is_latin(word) and len(word) > 2 else ()
    return [*dict.fromkeys((*forms, *spelt))]


def _term_in_full(word: str, parts: Sequence[str]) -> SearchTerm:
    """The short word itself, or all words of what it is short for."""
    own = _forms_of(word)
    return SearchTerm(f"({_any_of(own)} OR ({_all_or_said_otherwise(parts)}))", (*own, *parts))


def _term_said_otherwise(direct: SearchTerm | None, phrases: Sequence[Sequence[str]]) -> SearchTerm:
    """The word itself where it leads anywhere, or all words of one of the phrases."""
    others = [f"({_all_words(phrase)})" for phrase in phrases]
    told = [] if direct is None else [direct.expression]
    scored = f"({' OR '.join((direct.scored, *others))})" if direct and direct.scored else None
    stems = dict.fromkeys(
        (*(direct.stems if direct else ()), *(part for phrase in phrases for part in phrase))
    )
    own = direct.told if direct is not None else ()
    return SearchTerm(f"({' OR '.join((*told, *others))})", tuple(stems), scored=scored, own=own)


def _all_words(parts: Sequence[str]) -> str:
    spelt = [one for part in parts for one in words(part)]
    return " AND ".join(_any_of(_forms_of(part)) for part in spelt)


def _forms_of(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, *lemmas(word))))


def _all_or_said_otherwise(parts: Sequence[str]) -> str:
    """All the words, each itself or what stands for it: «пединститут» is said of a university too."""
    ways = ((_any_of(_forms_of(part)), *map(_phrase, said_otherwise(part))) for part in parts)
    return " AND ".join(f"({' OR '.join(way)})" for way in ways)


def _phrase(parts: Sequence[str]) -> str:
    return f"({_all_words(parts)})"


def _places_of_adjective(word: str) -> Iterator[str]:
    """Names of the places that an adjective is made from: «турецкий» asks for Турция too."""
    stem = adjective_stem(word)
    if stem is None:
        return
    gazetteer = load_gazetteer()
    for place in (*gazetteer.by_adjective(stem), *gazetteer.settlements_by_adjective(stem)):
        for name in place.names:
            spelt = words(name)
            if len(spelt) == 1:
                yield lemmas(spelt[0])[0]


def _surname_of_adjective(word: str) -> Iterator[str]:
    """The surname that an adjective is made from: «кулешовский» asks for Кулешов."""
    stem = adjective_stem(word)
    surname = None if stem is None else surname_of(stem)
    if surname is not None:
        yield surname
        yield lemmas(surname)[0]


def _countries_of_people(word: str) -> Iterator[str]:
    """Names of the countries whose people the word names: «белорусы» asks for Беларусь too."""
    gazetteer = load_gazetteer()
    for code in countries_of_people(word):
        place = gazetteer.get(code.lower())
        spelt = words(place.name) if place is not None else []
        if len(spelt) == 1:
            yield lemmas(spelt[0])[0]


def _nearest(db: sqlite3.Connection, word: str, *, most: int = 3) -> list[str]:
    """The graph's words most like a misspelt or transliterated one; best first."""
    latin = _is_latin(word)
    asked = slug(word) if latin else word
    pieces = {asked[i : i + 3] for i in range(len(asked) - 2)}
    candidates = db.execute(
        "SELECT word.term, word.latin FROM letters JOIN word ON word.rowid = letters.rowid"
        " WHERE letters MATCH ? ORDER BY bm25(letters) LIMIT 300",
        (" OR ".join(_quoted(piece) for piece in sorted(pieces)),),
    )
    found = []
    for term, spelt in candidates:
        slips = _slips_in_latin(asked, spelt) if latin else _slips(asked, term)
        if slips is not None:
            found.append((slips, term))
    return [term for slips, term in sorted(found)[:most] if slips <= min(found)[0] + 1]


def _slips(word: str, term: str) -> float | None:
    """How many slips of the finger make the word of the term, or of its beginning; None for too many."""
    allowed = 1 if len(word) < 7 else 2
    slips = float(OSA.distance(word, term))
    if len(term) > len(word) > 4:
        slips = min(slips, OSA.distance(word, term[: len(word)]) + 0.5)
    if len(word) > 4 and term.endswith(word):  # «лифтмаш» of «Могилевлифтмаш»
        return 1.0
    return slips if slips < allowed + 1 and (word[0] == term[0] or slips == 1) else None


def _slips_in_latin(word: str, spelt: str) -> float | None:
    """The same for Latin letters, of which there are several for one sound."""
    likeness = max(ratio(word, spelt), 0.96 * ratio(word, spelt[: len(word)]))
    return (100 - likeness) / 8 if likeness >= NEAR_ENOUGH else None


def _neighbours(db: sqlite3.Connection, word: str, *, most: int = 3) -> list[str]:
    """Words like it that differ by a slip or two: for words too short to share trigrams when misspelt."""
    begin = db.execute(
        "SELECT term FROM word WHERE term >= ? AND term < ? AND abs(length(term) - ?) < 3",
        (word[0], word[0] + "\uffff", len(word)),
    )
    found = [(slips, term) for (term,) in begin if (slips := _slips(word, term)) is not None]
    return [term for _, term in sorted(found)[:most]]


def _spelt(db: sqlite3.Connection, word: str) -> list[str]:
    """The Russian words that are written so in Latin letters."""
    return [term for (term,) in db.execute("SELECT term FROM word WHERE latin = ? LIMIT 5", (slug(word),))]


def _is_met(db: sqlite3.Connection, term: str) -> bool:
    return db.execute("SELECT 1 FROM word WHERE term = ?", (term,)).fetchone() is not None


def _begun_by(db: sqlite3.Connection, word: str) -> list[str]:
    """The first of the graph's words that begin so: one more than are worth naming one by one."""
    begin = "SELECT term FROM word WHERE term >= ? AND term < ? LIMIT ?"
    return [term for (term,) in db.execute(begin, (word, word + "\uffff", MOST_BEGUN + 1))]


def _other_layout(word: str) -> Iterator[str]:
    """The word as the other layout would have written it, where that is a word."""
    swapped = plain(word.translate(_TO_RUSSIAN if _is_latin(word) else _TO_LATIN))
    if WORD.fullmatch(swapped):
        yield swapped


def _is_latin(word: str) -> bool:
    return word.isascii()


def _any_of(terms: Sequence[str]) -> str:
    return "(" + " OR ".join(_quoted(term) for term in terms) + ")"


def _any_of_phrases(phrases: Sequence[Phrase]) -> str:
    return _any_of([" ".join(phrase) for phrase in phrases])


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
