"""The votes of the occasion: whose affair it is, what its theme is, and what its kind says.

docs/extraction.md tells in which order these go before each other and before the row's own words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.cell import EntryText
from loaders.mentions import OrganisationMention, Reading
from loaders.sectors.vocabulary import Sectors, vocabulary
from loaders.sectors.votes import Vote, tally
from loaders.sectors.words import Word
from ontology.model import CellName, Span

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SectorOccasion:
    """An entry's kind of event, and what its heading, its title and its own words already said."""

    text: EntryText
    kind: str
    kind_spans: Spans
    organisations: tuple[OrganisationMention, ...]
    heading: list[Word]
    titled: set[str]
    own: list[Vote]

    @property
    def title(self) -> str:
        """The words of the title."""
        return self.text[CellName.TITLE].text


def occasion_of(
    text: EntryText,
    event_type: Reading[str],
    organisations: tuple[OrganisationMention, ...],
    heading: list[Word],
    own: list[Vote],
) -> SectorOccasion:
    """The entry's occasion; its kind is empty where the event's is unknown."""
    fact = event_type.only
    kind = fact.value if fact is not None else ""
    spans = tuple(e.span for e in fact.evidence if e.span is not None) if fact is not None else ()
    return SectorOccasion(text, kind, spans, organisations, heading, titled_sectors(own), own)


def titled_sectors(votes: list[Vote]) -> set[str]:
    """Sectors that the title itself names, not only an image in its quotes."""
    weights, softer = vocabulary().weights, vocabulary().softer
    image = weights.title * weights.quoted
    titles = (vote for vote in votes if vote.rule == "title_words")
    return {vote.code for vote in titles if vote.weight > image * softer.get(vote.code, 1.0)}


def occasion_votes(occasion: SectorOccasion) -> Iterator[Vote]:
    """What the occasion says beside the row's words; a section's heading has told whose affair it is."""
    if not occasion.heading:
        yield from _official_votes(occasion)
    yield from _theme_votes(occasion)
    kind = _kind_told(occasion)
    if kind == occasion.kind and _is_between_bodies(occasion):
        yield from organisation_votes(occasion.organisations)
    else:
        for code, weight in _sectors_of_kind(kind, occasion).items():
            yield Vote(code, weight, "event_kind", occasion.kind_spans)


# ── whose affair it is ──────────────────────────────────────────────────────────────────────────


def _official_votes(occasion: SectorOccasion) -> Iterator[Vote]:
    """That a meeting is the authorities' affair, whatever it talked of.

    A territory's delegation came, authorities met or agreed between them, or several fields were gone
    through and the title names none.
    """
    when = vocabulary().official_when
    for official, told in (
        (when.delegation, _delegation),
        (when.between_authorities, _authorities),
        (when.several_fields, _several_fields),
    ):
        for spans in told(occasion) if occasion.kind in official.kinds else ():
            yield Vote(vocabulary().general_sector, official.weight, "official_meeting", spans)


def _delegation(occasion: SectorOccasion) -> list[Spans]:
    """«делегация г. Витебска», not «делегация учителей»; in the content where the title names no field."""
    for name in (CellName.TITLE, *(() if occasion.titled else (CellName.CONTENT,))):
        match = vocabulary().delegation.search(occasion.text[name].text)
        if match is not None:
            return [(occasion.text[name].span(*match.span()),)]
    return []


def _authorities(occasion: SectorOccasion) -> list[Spans]:
    """Two or more authorities that title or content name for themselves."""
    named = {
        mention.organisation.name: mention.span
        for mention in occasion.organisations
        if mention.organisation.kind == "authority"
        and mention.span.cell is not CellName.PARTICIPANTS
        and not mention.named_through_post
    }
    return [tuple(named.values())] if len(named) > 1 else []


def _several_fields(occasion: SectorOccasion) -> list[Spans]:
    """The words of each field of the content after the first, where none drowns the others."""
    general, share = vocabulary().general_sector, vocabulary().weights.drowns
    told = [vote for vote in occasion.own if vote.rule == "content_words" and vote.code != general]
    fields = tally(told)
    if occasion.titled - {general} or len(fields) < 2 or max(fields.values()) > share * sum(fields.values()):
        return []
    return [vote.spans for vote in told[1:]]


def _is_between_bodies(occasion: SectorOccasion) -> bool:
    """Whether schools, museums or companies meet or sign among themselves, no authority being there."""
    if occasion.kind not in vocabulary().between_bodies or not occasion.organisations:
        return False
    authority = any(mention.organisation.kind == "authority" for mention in occasion.organisations)
    return not authority and not any(
        token.text.lower().startswith(vocabulary().official) for token in occasion.text[CellName.TITLE].tokens
    )


def organisation_votes(organisations: tuple[OrganisationMention, ...]) -> Iterator[Vote]:
    """What the kinds of the organisations say."""
    for mention in organisations:
        code = vocabulary().organisation_kinds.get(mention.organisation.kind)
        if code is not None:
            yield Vote(code, vocabulary().weights.organisation, "organisation_kind", (mention.span,))


# ── what it is about ────────────────────────────────────────────────────────────────────────────


def _theme_votes(occasion: SectorOccasion) -> Iterator[Vote]:
    """The theme of a competition, a conference, readings: it goes before their form."""
    if vocabulary().general_sector in occasion.titled:
        return
    for vote in occasion.own:
        if vote.rule == "title_words" and occasion.kind in vocabulary().theme_first.get(vote.code, ()):
            yield Vote(vote.code, vocabulary().weights.theme, "theme", vote.spans)


# ── what its kind says ──────────────────────────────────────────────────────────────────────────


def _kind_told(occasion: SectorOccasion) -> str:
    """The kind that the content tells where the title only tells of a trip: «Поездка в г. Толочин».

    None of an opening or an award, which is no feast of the people.
    """
    if occasion.kind == "celebration" and _is_opening(occasion):
        return ""
    if occasion.kind != "visit" or occasion.heading or occasion.titled or _delegation(occasion):
        return occasion.kind
    content = occasion.text[CellName.CONTENT].text
    told = (kind for kind, pattern in vocabulary().told_by_content.items() if pattern.search(content))
    return next(told, occasion.kind)


def _is_opening(occasion: SectorOccasion) -> bool:
    told = (occasion.text[span.cell].text[span.start : span.end].lower() for span in occasion.kind_spans)
    return any(words.startswith(vocabulary().no_feast) for words in told)


def _sectors_of_kind(kind: str, occasion: SectorOccasion) -> Sectors:
    """What the kind of event says; sport is sport under any heading.

    A feast of harvest or a festival of anglers is first what its title says, and a visit whose title names an
    authority is the authority's affair.
    """
    if occasion.heading and kind != "sport":
        return _under_heading(kind, occasion)
    words, titled = vocabulary(), occasion.titled
    own = words.event_types.get(kind, {})
    if words.general_sector in titled and words.general_sector in own:
        return {**own, words.general_sector: own[words.general_sector] + words.weights.given_to}
    first = titled & words.gives_way.get(kind, frozenset())
    from_afar = kind == "visit" and words.from_afar.search(occasion.title) is not None
    if not from_afar and (not first or titled.intersection(own)):
        return own
    given = {code: weight * words.weights.given_way for code, weight in own.items()}
    return {**given, **dict.fromkeys(first, words.weights.given_to)}


def _under_heading(kind: str, occasion: SectorOccasion) -> Sectors:
    """What the kind adds to its section's heading, where it fits under it."""
    only_under = vocabulary().only_under.get(kind)
    fits = only_under is None or any(word.code in only_under for word in occasion.heading)
    return vocabulary().under_headings.get(kind, {}) if fits else {}
