"""Documents and those that they are about: what stands beside the two and is told of the first.

«Протокол к договору между A и B, рассчитанный на два года»: the term is the protocol's.
"""

from dataclasses import replace
from itertools import pairwise

from pymorphy3.tagset import OpencorporaTag

from loaders.agreements.document import DocumentMention
from loaders.agreements.said import Said
from loaders.agreements.words import plain, vocabulary
from loaders.cell import Cell
from ontology.model import NamedDocument, Term
from ontology.morphology import parses

LIVES = {"ends": "ended", "suspends": "suspended", "resumes": "resumed", "prolongs": "prolonged"}
"""What becomes of the document that another one is about, once that one is signed."""

_OF_PLANS = frozenset({"term_years", "term_parts"})
"""Rules of terms that plans have: years, and parts of a year."""


def with_own(cell: Cell, found: list[DocumentMention]) -> list[DocumentMention]:
    """The documents of a cell, none with a term or a life that is told of the one that is about it."""
    for at, (one, other) in enumerate(pairwise(found)):
        one = found[at]
        if one.clause != other.clause:
            continue
        if _is_about(one, other):
            found[at], found[at + 1] = _parted(cell, one, other)
        elif _is_about(other, one):
            found[at + 1], found[at] = _made_under(cell, other, one)
    return found


def _is_about(one: DocumentMention, base: DocumentMention) -> bool:
    """Whether the one is told to be about the other, and changes nothing of how long that holds."""
    about = one.about
    if about is None or about.value.relation in {*LIVES, "rewords"}:
        return False
    return (about.start >= one.start) == (base.start > one.start)


def _parted(
    cell: Cell, one: DocumentMention, base: DocumentMention
) -> tuple[DocumentMention, DocumentMention]:
    """A document and the one after it that it is about."""
    if one.life is not None and base.life is not None and one.life.start == base.life.start:
        base = replace(base, life=None, life_time=None)
    term = base.term
    if term is None or (one.term is not None and one.term.start != term.start):
        return one, base
    if term.start < base.start or _is_of_plan(base, term) or not _tells_of_first(cell, one, base, term.start):
        return one, base
    return _with_term(one, base, term)


def _is_of_plan(base: DocumentMention, term: Said[Term]) -> bool:
    """«протокол к плану на 2024–2026 годы»: the years that a plan is called by are its own."""
    return base.type == "plan" and term.rule in _OF_PLANS and base.title.endswith(term.value.text)


def _with_term(
    one: DocumentMention, base: DocumentMention, term: Said[Term]
) -> tuple[DocumentMention, DocumentMention]:
    """The two with the term of the first, which stands in the name of neither."""
    title, about = base.title.removesuffix(term.value.text).rstrip(), one.about
    if about is not None and about.value.title == base.title:
        about = replace(about, value=_called(about.value, title))
    return replace(one, term=term, about=about), replace(base, term=None, title=title)


def _called(named: NamedDocument, title: str) -> NamedDocument:
    return replace(named, title=title)


def _tells_of_first(cell: Cell, one: DocumentMention, base: DocumentMention, at: int) -> bool:
    """Whether what is told at a character is of the first: no word before it agrees with the other alone."""
    leading = [word.group() for word in vocabulary().leads_on.finditer(plain(cell.text), base.start, at)]
    if not leading:
        return True
    tags = [told.tag for told in parses(leading[-1]) if _is_straight(told.tag)]
    genders = {str(tag.gender) for tag in tags}
    is_participle = any(tag.POS == "PRTF" for tag in tags)
    own, of_base = _gender(cell, one), _gender(cell, base)
    return own in genders and (is_participle or of_base not in genders)


def _is_straight(tag: OpencorporaTag) -> bool:
    """Whether it is a nominative, or an accusative that no genitive is like."""
    return tag.case == "nomn" or (tag.case == "accs" and "anim" not in tag.grammemes)


def _gender(cell: Cell, document: DocumentMention) -> str:
    return str(parses(cell.word(cell.index_at(document.start)))[0].tag.gender)


def _made_under(
    cell: Cell, one: DocumentMention, base: DocumentMention
) -> tuple[DocumentMention, DocumentMention]:
    """A document and the one before it that it is about, of which no signature here is told."""
    if base.status.value == "signed" and one.about is not None:
        time = base.time if base.time is not None and base.time.rule == "own_date" else None
        status = Said("in_force", "supplemented", one.about.start, one.about.end)
        base = replace(base, status=status, time=time)
    term = base.term
    if one.term is not None or term is None or term.start < base.start:
        return one, base
    after = vocabulary().signs_next.match(plain(cell.text), term.end, one.start)
    is_told = after is not None and _tells_of_first(cell, one, base, term.start)
    return _with_term(one, base, term) if is_told else (one, base)
