"""Posts that people act under: where they stand beside a name (words: people.yml, spelling: wording.py)."""

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from loaders.cell import Cell, Stretches
from loaders.cell.bounds import DASHES
from loaders.people.heads import PostHead, head_at, is_cut_adjective, occupation_at
from loaders.people.names import Name
from loaders.people.wording import Post, worded
from loaders.people.words import people_words
from ontology.lexicon.posts import posts
from ontology.morphology import parses
from ontology.remembered import remembered

_LONGEST = 60  # words of a post, brackets aside
_FARTHEST_HEAD = 6
_ADJECTIVES = ("ADJF", "PRTF")


@dataclass(frozen=True, slots=True)
class _Found:
    """A head noun of a post where it stands, with the first of the adjectives before it."""

    at: int
    first: int
    head: PostHead


# ── before a name ───────────────────────────────────────────────────────────────────────────────


def post_before(
    cell: Cell, name_start: int, since: int, names: Stretches, told: Set[str] = frozenset()
) -> Post | None:
    """The post that ends where the name starts; nothing before the character `since` belongs to it.

    `told` are the cases of the name. A colon may stand between where the post is of several: «депутаты Думы:
    …». No head is a word of a body's name, or of whose name it bears: «школа имени Героя Советского Союза
    М.А. Орлова».
    """
    lowest = cell.index_at(since)
    last = _before_insertion(cell, cell.index_at(name_start), lowest)
    heads = [one for one in _heads_before(cell, last, lowest) if not names.overlap(cell.tokens[one.at])]
    if not heads or not _leads_to_name(cell, heads[0], last):
        return None
    outermost, beside = _chained(cell, heads)
    if told == _NOMINATIVE and outermost.head.cases <= _GOVERNED and _is_governed(cell, outermost):
        return None  # «сын учителя О.О. Орлов»
    inflected = {i for one in (outermost, *beside) for i in range(one.first, one.at + 1)}
    return worded(cell, (outermost.first, last), (outermost.at, outermost.head), inflected)


def _before_insertion(cell: Cell, last: int, lowest: int) -> int:
    """Where the post ends that is described between commas: «директор, отвечающий за досуг, О.О. Орлов»."""
    if cell.word(last - 1) != ",":
        return last
    commas = (i for i in range(last - 2, lowest, -1) if cell.word(i) == "," and not cell.is_quoted(i))
    return next((i for i in commas if _describes_bearer(cell, i + 1)), last)


def _describes_bearer(cell: Cell, i: int) -> bool:
    """Whether a participle stands there, or «ответственный» and its like."""
    is_participle = cell.is_word(i) and any(p.tag.POS == "PRTF" for p in parses(cell.word(i)))
    return is_participle or cell.lemma(i) in people_words().describing


def _chained(cell: Cell, heads: list[_Found]) -> tuple[_Found, list[_Found]]:
    """The outermost head of the post, and the heads that stand beside it in its case."""
    chain, beside = heads[0], []
    for outer in heads[1:]:
        relation = _relation(cell, outer, chain)
        if relation == "apart":
            break
        if relation == "beside":
            beside.append(chain)
        if relation != "unclear":
            chain = outer
    return chain, beside


def _heads_before(cell: Cell, last: int, lowest: int) -> list[_Found]:
    """The heads of posts from the name leftwards, nearest first, as far as its post can go."""
    found: list[_Found] = []
    i = last - 1
    while i >= lowest and last - i <= _LONGEST:
        if cell.word(i) == ")" and (opening := _opening_of(cell, i)) is not None:
            i = opening - 1
            continue
        if _ends_post(cell, i, last, bool(found)):
            break
        head = head_at(cell, i)
        if head is not None:
            first = _first_modifier(cell, i, head, lowest)
            if not _completes_noun(cell, first, head):
                found.append(_Found(i, first, head))
        if cell.begins_sentence(i) and not _abbreviated(cell, i):
            break
        i -= 1
    return found


def _opening_of(cell: Cell, closing: int) -> int | None:
    """Where the bracket opens that the mark closes."""
    depth = 0
    for i in range(closing, max(-1, closing - _LONGEST), -1):
        depth += (cell.word(i) == ")") - (cell.word(i) == "(")
        if depth == 0:
            return i
    return None


def _ends_post(cell: Cell, i: int, last: int, has_head: bool) -> bool:
    """Whether no post before a name goes on leftwards past the word."""
    text = cell.word(i)
    if text in {";", ":", "("}:
        return i < last - 1 or text == ";"
    if cell.plain(i) in people_words().breaking_prepositions:
        return has_head or i == last - 1
    return cell.is_bullet(i) or cell.is_predicate(i)


def _abbreviated(cell: Cell, i: int) -> bool:
    """A sentence cut after an abbreviation («зам. директора», «и.о. главы») goes on."""
    before = cell.word(i - 2)
    return cell.word(i - 1) == "." and len(before) <= 4 and before.islower()


def _leads_to_name(cell: Cell, found: _Found, name: int) -> bool:
    """Whether the head governs what stands up to the name; a colon there is of a post of several."""
    return _governs(cell, found.at, name) and (cell.word(name - 1) != ":" or found.head.plural)


def _governs(cell: Cell, head: int, name: int) -> bool:
    """Between post and name every comma, brackets aside, is followed by more of the post's genitives."""
    depth = cell.bracket_depth(head)
    commas = (i for i in range(head + 1, name - 1) if cell.word(i) == "," and not cell.is_quoted(i))
    return all(_goes_on(cell, i, name) for i in commas if cell.bracket_depth(i) <= depth)


def _goes_on(cell: Cell, comma: int, name: int) -> bool:
    """Whether the first noun after the comma can be governed by the post."""
    after = range(comma + 1, name)
    noun = next((j for j in after if _is_noun(cell, j) or cell.word(j) in {",", "«"}), None)
    return noun is None or not _is_noun(cell, noun) or _can_be(cell, noun, "gent", "datv", "ablt")


def _is_noun(cell: Cell, i: int) -> bool:
    return cell.is_word(i) and parses(cell.word(i))[0].tag.POS == "NOUN"


def _can_be(cell: Cell, i: int, *cases: str) -> bool:
    return any(p.tag.case in cases or not p.is_known for p in parses(cell.word(i)))


def _relation(cell: Cell, outer: _Found, inner: _Found) -> str:
    """How the outer head stands to the inner: `governs` it («советник Губернатора»), `beside` it, or `apart`.

    `unclear` where a head further out may be beside it: «заместитель председателя – министр». In the
    nominative a comma lists people rather than posts.
    """
    ranked = inner.head.lemma in posts().ranks
    if not ranked and not _is_parted(cell, outer, inner):
        return _relation_unparted(outer.head, inner.head)
    if not ranked and _is_listed(cell, inner):
        return "apart"
    same_case = outer.head.cases & inner.head.cases and not outer.head.plural
    return "beside" if same_case and not _is_governed(cell, outer) else "unclear"


def _relation_unparted(outer: PostHead, inner: PostHead) -> str:
    """The same where nothing parts them: «лауреат премии скульптор О.О. Орлов» is two things at once."""
    if "gent" in inner.cases or not outer.cases:
        return "governs"
    return "beside" if outer.lemma in posts().honoured and outer.cases & inner.cases else "apart"


def _is_listed(cell: Cell, inner: _Found) -> bool:
    """Whether a comma before a post in the nominative begins another person's."""
    by_itself = "nomn" in inner.head.cases and inner.head.lemma not in posts().second_posts
    return by_itself and cell.word(inner.first - 1) not in DASHES


def _is_parted(cell: Cell, outer: _Found, inner: _Found) -> bool:
    """Whether a dash or a comma stands between two heads."""
    between = range(outer.at, inner.first)
    dashed = cell.word(inner.first - 1) in DASHES
    return dashed or any(cell.word(i) == "," and not cell.is_quoted(i) for i in between)


def _is_governed(cell: Cell, found: _Found) -> bool:
    """Whether the head completes a noun before it."""
    oblique = "gent" in found.head.cases and "nomn" not in found.head.cases
    return found.first > 0 and oblique and _is_noun(cell, found.first - 1)


def _completes_noun(cell: Cell, first: int, head: PostHead) -> bool:
    """«Совет депутатов»: a plural that only completes a noun before it is nobody's post."""
    is_governed = head.plural and "nomn" not in head.cases  # «24 апреля ректоры А. и Б.» is of nobody
    return is_governed and first > 0 and _is_noun(cell, first - 1)


def _first_modifier(cell: Cell, at: int, head: PostHead, lowest: int) -> int:
    """The first of the adjectives before a head that agree with it: «чрезвычайный и полномочный посол»."""
    first = at
    while first - 2 >= lowest and is_cut_adjective(cell, first - 2):
        first -= 2
    for i in range(first - 1, lowest - 1, -1):
        joins = (
            cell.word(i) in people_words().joints
            and at > i + 1
            and i > lowest
            and _modifies(cell, i - 1, head)
        )
        adverb = cell.plain(i) in people_words().adverbs_of_posts
        if not (_modifies(cell, i, head) or joins or adverb):
            break
        first = i
    return first


def _modifies(cell: Cell, i: int, head: PostHead) -> bool:
    """Whether the word is an adjective that can stand in a case of the head."""
    if not cell.is_word(i):
        return False
    every = _cases_as_adjective(cell.word(i))
    return bool(every) and (not head.cases or bool(every & head.cases))


@remembered
def _cases_as_adjective(word: str) -> frozenset[str]:
    """The cases of a word that is an adjective by one of its two likeliest readings; none of a pronoun."""
    if {"Apro", "NPRO"} & parses(word)[0].tag.grammemes:
        return frozenset()  # «ее глава», «их учитель»
    if not any(p.tag.POS in _ADJECTIVES for p in parses(word)[:2]):
        return frozenset()
    return frozenset(str(p.tag.case) for p in parses(word) if p.tag.POS in _ADJECTIVES)


def occupation_before(cell: Cell, name: Name, since: int) -> Post | None:
    """«гончар Вера Глинская»: what somebody is by a noun right before the name, in a case of the name."""
    last = cell.index_at(name.start)
    at = before_origin(cell, last - 1)
    told = {case for case, _ in name.readings}
    head = occupation_at(cell, at) if at >= 0 and cell.tokens[at].start >= since else None
    if head is not None:
        return None if told and told.isdisjoint(head.cases) else _of_occupation(cell, at, at + 1, head)
    return _with_complement(cell, last, since) if not told or "nomn" in told else None


def _with_complement(cell: Cell, last: int, since: int) -> Post | None:
    """The occupation, in the nominative, whose genitives end there."""
    before = _before_complement(cell, last, since)
    head = occupation_at(cell, before) if before is not None else None
    if before is None or head is None or "nomn" not in head.cases:
        return None
    return _of_occupation(cell, before, last, head)


def _of_occupation(cell: Cell, at: int, last: int, head: PostHead) -> Post:
    """The post from the adjectives of rank before its head on: «старший технолог»."""
    first = at
    while cell.lemma(first - 1) in people_words().adjectives_of_rank:
        first -= 1
    return worded(cell, (first, last), (at, head), set(range(first, at + 1)))


def _before_complement(cell: Cell, last: int, since: int) -> int | None:
    """The word before the genitives that end there: «реабилитолог санатория «Сосны» (О.О. Орлов)»."""
    for i in range(last - 1, max(-1, last - _LONGEST_COMPLEMENT), -1):
        if cell.tokens[i].start < since:
            return None
        if _only_names(cell, i):
            continue
        if i < last - 1 and occupation_at(cell, i) is not None and _can_be(cell, i, "nomn"):
            return i
        if not cell.is_word(i) or not _completes(cell, i):
            return None
    return None


def _only_names(cell: Cell, i: int) -> bool:
    """Whether it is of a name in quotes or of a number."""
    return cell.is_quoted(i) or cell.word(i) in "«»№" or cell.word(i).isdigit()


def _completes(cell: Cell, i: int) -> bool:
    """Whether the word can be a noun or adjective in the genitive."""
    kinds = ("NOUN", *_ADJECTIVES)
    return any(p.tag.case == "gent" and p.tag.POS in kinds for p in parses(cell.word(i)))


_LONGEST_COMPLEMENT = 12
_NOMINATIVE, _GOVERNED = {"nomn"}, {"gent", "accs"}


def before_origin(cell: Cell, last: int) -> int:
    """The index of the word before «из Риги», where that stands at the end; else the last itself."""
    at = last
    while at > max(0, last - _LONGEST_ORIGIN) and (
        cell.is_capitalised(at) or cell.plain(at) in _town_marks()
    ):
        at -= 1
    return at - 1 if at < last and cell.plain(at) in people_words().coming_from else last


_LONGEST_ORIGIN = 4


@lru_cache(maxsize=1)
def _town_marks() -> frozenset[str]:
    return frozenset({".", *people_words().place_words})


# ── after a name ────────────────────────────────────────────────────────────────────────────────


def post_after(cell: Cell, name_end: int, until: int) -> Post | None:
    """The post that follows the name after a comma, dash or bracket and ends before the character `until`."""
    first = cell.index_at(name_end)
    end = min(cell.index_at(until), len(cell), first + _LONGEST)
    if cell.word(first) not in {",", "(", *DASHES}:
        return None
    heads = ((i, head_at(cell, i)) for i in range(first + 1, min(end, first + _FARTHEST_HEAD)))
    at, head = next(((i, head) for i, head in heads if head is not None), (first, None))
    if head is None or head.plural or _first_modifier(cell, at, head, first + 1) > first + 1:
        return None
    last = _end_after(cell, at, end, bracketed=cell.word(first) == "(")
    if last == end < len(cell) and cell.word(last - 1) not in {",", ";", *people_words().joints}:
        return None  # the next name's own post
    return worded(cell, (first + 1, last), (at, head), set(range(first + 1, at + 1)))


def _end_after(cell: Cell, head: int, end: int, *, bracketed: bool) -> int:
    """The word before which a post after a name ends."""
    outside = cell.bracket_depth(head)
    for i in range(head + 1, end):
        closed = cell.word(i) == ")" and cell.bracket_depth(i) < outside
        ends = _leads_to_place(cell, i, end + 1) if bracketed else _ends_genitives(cell, i, end)
        if closed or ends or _begins_another(cell, i):
            return i
    return end


def _leads_to_place(cell: Cell, comma: int, end: int) -> bool:
    """«(председатель, г. Орша)»: whether only a place stands between a comma and the closing bracket."""
    if cell.word(comma) != ",":
        return False
    near = range(comma + 1, min(end, comma + _LONGEST_ORIGIN))
    between = range(comma + 1, next((i for i in near if cell.word(i) == ")"), comma + 1))
    return bool(between) and all(cell.is_capitalised(i) or cell.plain(i) in _town_marks() for i in between)


def _begins_another(cell: Cell, i: int) -> bool:
    """Whether a point, a sentence or its predicate begins there."""
    return cell.word(i) == ";" or cell.begins_sentence(i) or cell.is_predicate(i) or cell.is_bullet(i)


def _ends_genitives(cell: Cell, i: int, end: int) -> bool:
    """Whether a comma stands there after which no more of the post's genitives follow."""
    if cell.word(i) != "," or cell.is_quoted(i):
        return False
    noun = next((j for j in range(i + 1, end) if _is_noun(cell, j)), None)
    return noun is None or not _can_be(cell, noun, "gent") or head_at(cell, i + 1) is not None
