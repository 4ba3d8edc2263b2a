"""Who: acting persons with their posts, in the nominative.

Names are found first (names.py, foreign_names.py), then the post beside each (posts.py), then it is
asked whether the person acts at all (acting.py).
"""

import re
from collections.abc import Iterator, Sequence

from loaders.cell.text import CellText, EntryText, parses
from loaders.mentions import OrganisationMention, PersonMention, PlaceMention, Reading, finding_about
from loaders.people.acting import POINT, acting_confidence, beginnings
from loaders.people.foreign_names import name_after_post
from loaders.people.names import Name, full_name, initials_and_surname, people_data
from loaders.people.nominative import nominative
from loaders.people.post_words import Words, read_head
from loaders.people.posts import Post, post_after, post_before
from ontology.gazetteer import load
from ontology.gazetteer.forms import adjective_stem
from ontology.model import CellName, Evidence, Fact, Finding, PersonRef, Severity, Span

READ_IN = (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS)
SURE_ENOUGH = 0.6
_NEAR = 400
_BRACKET = re.compile(r"\s*\([^()]*\)")
HOME = "RU"

Mentions = tuple[PlaceMention, ...]
Bodies = tuple[OrganisationMention, ...]


def find_people(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
) -> tuple[PersonMention, ...]:
    """Every mention of an acting person in any cell, in order."""
    return tuple(
        mention
        for name in READ_IN
        if (cell := text.cells.get(name)) is not None
        for mention in _in_cell(cell, places, organisations)
    )


def _in_cell(cell: CellText, places: Mentions, organisations: Bodies) -> Iterator[PersonMention]:
    names = _names(cell, places, organisations)
    if not names:
        return
    words = Words(cell)
    places = tuple(m for m in places if not _within_name(m.span, cell, names))
    since = last_end = 0
    shared, acted = None, True
    for i, name in enumerate(names):
        until = names[i + 1].start if i + 1 < len(names) else len(cell.text)
        follows = _only_joined(cell.text[last_end : name.start])
        post = post_before(words, name.start, since) or (shared if follows else None)
        if post is not None and post.plural and not follows and not _more_follow(cell, name, names[i + 1 :]):
            post = None
        shared = post if post is not None and post.plural else None
        post = post or post_after(words, name.end, until)
        confidence = (
            acting_confidence(cell, name, post, last_end)
            if acted or post is not None or not follows
            else None
        )
        acted = confidence is not None
        last_end = name.end
        if confidence is not None:
            since = max(name.end, post.end if post is not None else 0)
            told = _without_brackets_after(cell, names[:i], places)
            yield _mention(cell, name, post, confidence, (told, organisations))


def _within_name(span: Span, cell: CellText, names: list[Name]) -> bool:
    """Whether the place is a word of somebody's name: the town of Van in «Ван Лицзюнь»."""
    return span.cell == cell.name and any(n.start <= span.start and span.end <= n.end for n in names)


def _without_brackets_after(cell: CellText, earlier: list[Name], places: Mentions) -> Mentions:
    """The places without those that a bracket tells of somebody earlier: «Анна Ковальска (Польша), …»."""
    brackets = [found for name in earlier if (found := _BRACKET.match(cell.text, name.end)) is not None]
    return tuple(
        m
        for m in places
        if m.span.cell != cell.name or not any(b.start() < m.span.start < b.end() for b in brackets)
    )


def _more_follow(cell: CellText, name: Name, later: list[Name]) -> bool:
    """Whether the next name is joined to this one, so that a post in the plural can be theirs."""
    return bool(later) and _only_joined(cell.text[name.end : later[0].start])


# ── names ───────────────────────────────────────────────────────────────────────────────────────


def _names(cell: CellText, places: Mentions, organisations: Bodies) -> list[Name]:
    """The cell's names in order, none within another or within a body's («Фонд Конрада Аденауэра»)."""
    found: list[Name] = []
    bodies = [m.span for m in organisations if m.span.cell == cell.name]
    for name in (*initials_and_surname(cell), *_words_only(cell, places, organisations)):
        if any(body.start <= name.start and name.end <= body.end for body in bodies):
            continue
        if all(name.end <= other.start or other.end <= name.start for other in found) and _is_name(name):
            found.append(name)
    return sorted(found, key=lambda name: name.start)


def _words_only(cell: CellText, places: Mentions, organisations: Bodies) -> list[Name]:
    """Names without initials, the longest first where two rules read the same words."""
    foreign = name_after_post(cell, [m.span for m in places], [m.span for m in organisations])
    return sorted((*full_name(cell), *foreign), key=lambda name: name.start - name.end)


def _is_name(name: Name) -> bool:
    """Not «И.О. Главы», an acting post in capitals."""
    head = read_head(name.surname) if name.initials else None
    return head is None or name.initials.lower() != "и.о."


def _only_joined(between: str) -> bool:
    """Whether no words but «и» and a bracket part two names: what is said of the first holds of both."""
    return re.sub(r"\([^()]*\)", "", between).strip() in (",", "и", ", и")


# ── mentions ────────────────────────────────────────────────────────────────────────────────────


def _mention(
    cell: CellText, name: Name, post: Post | None, confidence: float, known: tuple[Mentions, Bodies]
) -> PersonMention:
    places, organisations = known
    case = _case_of_courtesy(cell.text, name.start)
    case = case or (post.case if post is not None else _case_about(cell.text, name.start))
    start = min(name.start, post.start) if post is not None else name.start
    end = max(name.end, post.end) if post is not None else name.end
    posted = cell.span(post.start, post.end) if post is not None else None
    body = _first_within(organisations, posted)
    return PersonMention(
        span=cell.span(name.start if post is not None and post.plural else start, end),
        person=PersonRef(
            name=nominative(name, case),
            post=post.text if post is not None else None,
            country=_country(cell, name, post, places, organisations),
            organisation=body.organisation.name if body is not None else None,
        ),
        rule=name.rule if post is None else f"{name.rule}_with_post",
        confidence=confidence,
    )


def _case_of_courtesy(text: str, start: int) -> str | None:
    """The case of «господина», which shows what an indeclinable post («атташе») does not."""
    before = re.search(r"([\w-]+)\s*$", text[max(0, start - 40) : start])
    if before is None:
        return None
    readings = [p for p in parses(before[1]) if p.normal_form in people_data()["courtesies"]]
    return next((str(p.tag.case) for p in readings if p.tag.case is not None), None)


def _case_about(text: str, start: int) -> str | None:
    """The case that the word before a name asks for."""
    before = re.search(r"(\w+)\s*$", text[max(0, start - 40) : start])
    if before is None:
        return "nomn" if text[:start].rstrip().endswith((",", ":")) else None
    word = before[1].lower()
    if word in ("с", "со"):
        return "ablt"
    return "gent" if word in ("от", "для", "у") or beginnings("involvement").match(word) else None


def _first_within(mentions: Bodies, span: Span | None) -> OrganisationMention | None:
    """The first body named wholly within the span."""
    if span is None:
        return None
    return next((m for m in mentions if _overlaps(m.span, span) and m.span.end <= span.end), None)


def _overlaps(one: Span, other: Span) -> bool:
    return one.cell == other.cell and one.start < other.end and other.start < one.end


def _country(
    cell: CellText, name: Name, post: Post | None, places: Mentions, organisations: Bodies
) -> str | None:
    """The country that the post, else a bracket after the name, else the delegation before it tells."""
    said: list[tuple[Span, str | None]] = [
        (m.span, m.place.country) for m in places if m.span.cell == cell.name
    ]
    said += [
        (m.span, m.organisation.country)
        for m in organisations
        if m.span.cell == cell.name and m.organisation.country is not None
    ]
    said.sort(key=lambda pair: pair[0].start)
    bracket = _BRACKET.match(cell.text, name.end)
    posted = [] if post is None else _said_within(said, cell.span(post.start, post.end))
    bracketed = [] if bracket is None else _said_within(said, cell.span(name.end, bracket.end()))
    if posted or bracketed:
        return (posted or bracketed)[0]
    if post is not None and (held := _country_of_post(post)) is not None:
        return held
    start = post.start if post is not None and post.start < name.start else name.start
    near = max(0, start - _NEAR)
    point_start = max((near + m.end() for m in POINT.finditer(cell.text[near:start])), default=near)
    if (
        post is not None
        and _names_body(post)
        and not beginnings("sides").search(cell.text, point_start, start)
    ):
        return None
    before = _said_within(said, cell.span(point_start, start))
    return before[-1] if before else None


def _said_within(said: Sequence[tuple[Span, str | None]], window: Span) -> list[str | None]:
    return [country for span, country in said if _overlaps(span, window)]


def _names_body(post: Post) -> bool:
    """Whether the post has a proper name in it, so that no other's country holds of it."""
    return re.search(r"[\s«][А-ЯЁA-Z]", post.text) is not None


def _country_of_post(post: Post) -> str | None:
    """The country of a post that names no place: a union of states, or home by what the post is called."""
    data, low = people_data(), post.text.lower()
    if post.head in data["clergy"]:
        return _country_of_see(post.text)
    union = next((str(code) for name, code in data["unions"].items() if name in low), None)
    return union or (HOME if low.startswith(tuple(data["home_posts"])) else None)


def _country_of_see(title: str) -> str | None:
    """The country of «митрополит Минский и Заславский», by the first town that its adjectives are of."""
    stems = (adjective_stem(word) for word in title.lower().split())
    places = (place for stem in stems if stem is not None for place in load().by_adjective(stem))
    return next((place.country for place in places), None)


# ── persons ─────────────────────────────────────────────────────────────────────────────────────


def read_people(text: EntryText, people: tuple[PersonMention, ...]) -> Reading[PersonRef]:
    """Each person once, with all mentions; a finding for a name whose bearer may not act."""
    sure = [mention for mention in people if mention.confidence >= SURE_ENOUGH]
    groups: list[list[PersonMention]] = []
    for mention in sure:
        group = next((g for g in groups if _same(g[0].person.name, mention.person.name)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    doubts = tuple(_doubtful(text, m) for m in people if m.confidence < SURE_ENOUGH)
    return Reading(tuple(_person(group) for group in groups), doubts)


def _same(one: str, other: str) -> bool:
    """Whether two nominative names can be one person's: the same surname, no other initials."""
    surname, other_surname = _surname(one), _surname(other)
    initials, other_initials = _initials(one, surname), _initials(other, other_surname)
    shorter = min(len(initials), len(other_initials))
    return surname == other_surname and initials[:shorter] == other_initials[:shorter]


def _surname(name: str) -> str:
    words = [word for word in name.split(" (")[0].split() if not word.endswith(".")]
    patronymic = next((i for i, w in enumerate(words) if w.endswith(("вич", "вна", "чна", "ьич"))), None)
    return words[0] if patronymic == 2 and len(words) == 3 else words[-1]


def _initials(name: str, surname: str) -> str:
    words = [word for word in name.split(" (")[0].split() if word != surname]
    if words and "." in words[0]:
        return "".join(re.findall(r"[А-ЯЁA-Z]", words[0]))
    return "".join(word[0] for word in words)


def _person(mentions: list[PersonMention]) -> Fact[PersonRef]:
    """One person; post, country and body are those of the first mention that tells them."""
    persons = [mention.person for mention in mentions]
    return Fact(
        PersonRef(
            name=max((person.name for person in persons), key=len),
            post=next((person.post for person in persons if person.post is not None), None),
            country=next((person.country for person in persons if person.country is not None), None),
            organisation=next((p.organisation for p in persons if p.organisation is not None), None),
        ),
        tuple(Evidence(mention.rule, mention.span) for mention in mentions),
        max(mention.confidence for mention in mentions),
    )


def _doubtful(text: EntryText, mention: PersonMention) -> Finding:
    name = mention.person.name
    return finding_about(
        text.entry, "doubtful_person", Severity.INFO, {"name": name}, span=mention.span, rule=mention.rule
    )
