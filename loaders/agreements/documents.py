"""Documents that a cell tells of: where each is named, and what the cell says of it."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.agreements.bases import LIVES, with_own
from loaders.agreements.candidates import Party
from loaders.agreements.document import DocumentMention
from loaders.agreements.fates import (
    UNCLEAR,
    become_after,
    become_of,
    done_by,
    life_further,
    life_of,
    signed_further,
)
from loaders.agreements.naming import is_counted, is_plural, name_of, number_in, qualifiers, sides_told
from loaders.agreements.points import each_of_list
from loaders.agreements.relations import Related, relation_before, relation_between
from loaders.agreements.runs import last_of_runs, told_as
from loaders.agreements.said import Said
from loaders.agreements.signing import EventDays, signing_time, time_of_life, told_after
from loaders.agreements.site import NounSite, sites
from loaders.agreements.successors import successor
from loaders.agreements.terms import find_term
from loaders.agreements.times import Time
from loaders.agreements.words import vocabulary
from loaders.cell import Cell
from ontology.lexicon.documents import documents as types_of_documents
from ontology.model import NamedDocument, Term


def documents(
    cell: Cell, event: EventDays | None = None, named: Sequence[Party] = ()
) -> list[DocumentMention]:
    """Every document that the cell names together with what became of it.

    `event` are the days of the entry; what was signed before them is in force. `named` are the bodies and
    places that the cell names.
    """
    found: list[DocumentMention] = []
    about: Related | None = None
    every = sites(cell, named)
    lasts = last_of_runs(every)
    for earlier, site, following in zip([None, *every], every, [*every[1:], None], strict=False):
        onward = relation_between(site, following) if following is not None else None
        document = _document(site, event, about, (onward, following))
        if document is None or document.status.value == UNCLEAR:
            is_subject = onward is not None and site.may_be_subject
            last = lasts.get(site.noun.start, following if is_subject else None)
            document = _as_last(site, last, event) or document
        about = onward if document is not None else None
        if document is None:
            continue
        if found and _goes_on(site, document, found[-1]):
            found[-1] = _told_further(found[-1], document)
            continue
        document = _with_base(document, site, earlier, (about, following), event)
        found += each_of_list(cell, document, named) or _with_successor(site, document)
    return with_own(cell, found)


def _with_successor(site: NounSite, document: DocumentMention) -> list[DocumentMention]:
    following = successor(site, document)
    return [document] if following is None else [document, following]


def _with_base(
    document: DocumentMention,
    site: NounSite,
    earlier: NounSite | None,
    onward: tuple[Related | None, NounSite | None],
    event: EventDays | None,
) -> DocumentMention:
    """The document with the one that it is about: named next, or before it."""
    about, following = onward
    if about is not None and following is not None:
        is_signed = document.time is None and document.status.value == "signed"
        time = told_after(following, event) if is_signed else document.time
        return replace(document, time=time, about=_named(about, following, event), reach=site.clause[1])
    before = relation_before(earlier, site) if earlier is not None else None
    if earlier is None or before is None or document.status.value not in ("signed", "planned"):
        return document
    return replace(document, about=_named(before, earlier, event))


# ── one document ────────────────────────────────────────────────────────────────────────────────


def _document(
    site: NounSite,
    event: EventDays | None,
    about: Related | None,
    next_one: tuple[Related | None, NounSite | None],
) -> DocumentMention | None:
    """What the cell says of the document; None where it is no agreement, or nothing is said of it.

    `about` is how the document before is about it, `next_one` how it is about the next, and which that is.
    """
    if site.is_only_counted:
        return None
    onward, following = next_one
    said = _said_of(site, following if onward is not None else None)
    if said is not None and said.value == "":
        return None
    status = said if about is None else Said("in_force", "supplemented", about.start, about.end)
    life = _life(site, status, about, onward)
    if life is not None and (status is None or status.value != "in_force"):
        status = replace(life, value="in_force")
    return None if status is None else _with_properties(site, event, status, life)


def _as_last(site: NounSite, last: NounSite | None, event: EventDays | None) -> DocumentMention | None:
    """«соглашение и протокол подписаны в 2023 году»: the document with what is said after the last of a run.

    So is what is said after a document of the one about it: «протокол к договору действует до 2030 года».
    """
    document = _document(told_as(site, last), event, None, (None, None)) if last is not None else None
    if last is None or document is None or document.status.value == UNCLEAR:
        return None
    term = document.term or _term(last, event)
    time = document.time or (None if document.status.value == "planned" else signing_time(last, event, term))
    return replace(document, time=time, term=term, status=_signed_when(document.status, time, event))


def _said_of(site: NounSite, about: NounSite | None) -> Said[str] | None:
    """The status that is told of it, after the document that it is `about`, or in what goes on about it."""
    said = become_of(site, is_about_another=about is not None)
    if about is not None and (said is None or said.value == UNCLEAR or said.rule == "dated"):
        said = done_by(site, about) or become_after(about) or said
    if said is None or said.value in (UNCLEAR, "planned") or said.rule == "at_work":
        return signed_further(site) or said
    return said


def _life(
    site: NounSite, status: Said[str] | None, about: Related | None, onward: Related | None
) -> Said[str] | None:
    """What became of it, by the document before, or by its own words."""
    if about is not None and about.relation in LIVES and about.by_signature:
        life = LIVES[about.relation]
        return Said(life, f"life_{life}", about.start, about.end)
    if status is not None and status.rule == "done_by_it":
        return None
    return _own_life(site, onward) or (
        life_further(site) if status is not None and status.value != "signed" else None
    )


def _own_life(site: NounSite, onward: Related | None) -> Said[str] | None:
    """What became of it; «допсоглашение, которым продлен договор» tells of the next one."""
    life = life_of(site)
    is_of_next = onward is not None and life is not None and life.start >= site.noun.end
    return None if is_of_next else life


def _with_properties(
    site: NounSite, event: EventDays | None, status: Said[str], life: Said[str] | None
) -> DocumentMention:
    adjectives = qualifiers(site.about[: site.at])
    title_end, title = name_of(site, adjectives, is_draft=status.rule == "draft")
    term = _term(site, event) if life is None or life.value not in ("suspended", "ended") else None
    time = None if status.value in ("planned", UNCLEAR) else signing_time(site, event, term)
    about, earlier = _reworded(site, title, time), _signed_when(status, time, event)
    if about is not None and earlier is not status:
        time = None  # the day of the wording before: «подписана новая редакция договора от 3 мая»
    else:
        status = earlier
    return DocumentMention(
        start=site.noun.start,
        title_end=title_end,
        clause=site.clause,
        since=max(site.clause[0], site.noun_before),
        stop=site.stop,
        type=types_of_documents()[site.noun.lemma],
        status=status,
        title=title,
        time=time,
        number=number_in(site),
        life=life,
        life_time=time_of_life(site, event, life),
        term=term,
        about=about,
        further=site.further,
        plural=_are_several(site, adjectives),
        sides=sides_told(adjectives),
        bare=" " not in title and not site.parties,
    )


def _are_several(site: NounSite, adjectives: list[str]) -> bool | None:
    """Whether several documents are named in one noun; None where nothing tells."""
    plural = is_counted(site, adjectives) or is_plural(adjectives, site.noun.text)
    return True if plural is None and (site.is_object or site.are_several) else plural


def _signed_when(status: Said[str], time: Said[Time] | None, event: EventDays | None) -> Said[str]:
    """The status; what was signed before the event is in force."""
    if time is None or event is None or status.value != "signed" or time.value.last >= event.start:
        return status
    return Said("in_force", "signed_earlier", time.start, time.end)


def _term(site: NounSite, event: EventDays | None) -> Said[Term] | None:
    """The term told after the noun, in sentences that go on about it, or before the clause's first noun."""
    near = event.start if event is not None else None
    before = [site.ahead] if site.noun_before < site.clause[0] else []
    told = [find_term(site.cell.text, *part, near) for part in (site.own, *site.further, *before)]
    found = [term for term in told if term is not None]
    if not found:
        return None
    automatic = any(term.value.automatic for term in found)
    return replace(found[0], value=replace(found[0].value, automatic=automatic))


def _reworded(site: NounSite, title: str, time: Said[Time] | None) -> Said[NamedDocument] | None:
    """«новая редакция договора»: the document is about itself."""
    part, found = "before", vocabulary().reworded.search(site.words.before)
    if found is None:
        part, found = "after", vocabulary().reworded_after.search(site.words.after)
    if found is None:
        return None
    start, end = site.spoken(part, *found.span())
    day = time.value.day if time is not None else None
    return Said(NamedDocument(title, day, None, "rewords"), "reworded", start, end)


def _named(about: Related, site: NounSite, event: EventDays | None) -> Said[NamedDocument]:
    """The document that another one is about, as far as it is told."""
    _, title = name_of(site, qualifiers(site.about[: site.at]), is_draft=False)
    time = signing_time(site, event, None)
    number = number_in(site)
    named = NamedDocument(
        title,
        time.value.day if time is not None else None,
        number.value if number is not None else None,
        about.relation,
    )
    return Said(named, f"about_{about.relation}", about.start, max(about.end, site.noun.end))


# ── what goes on about it ───────────────────────────────────────────────────────────────────────


def _goes_on(site: NounSite, document: DocumentMention, before: DocumentMention) -> bool:
    """Whether a sentence only goes on about the document before: «Соглашение действует три года»."""
    return (
        document.bare and site.is_subject and document.type == before.type and site.clause in before.further
    )


def _told_further(document: DocumentMention, bare: DocumentMention) -> DocumentMention:
    """The document with what a later sentence says of it."""
    signed = bare.status.value == "signed" and document.status.value in ("planned", UNCLEAR)
    return replace(
        document,
        status=bare.status if signed or bare.life is not None else document.status,
        time=document.time or bare.time,
        life=document.life or bare.life,
        life_time=document.life_time or bare.life_time,
        term=document.term or bare.term,
    )
