"""Parties that stand about the verb of signing."""

import re
from collections.abc import Sequence

from loaders.agreements.candidates import Party, PartyScene, home_country
from loaders.agreements.clauses import clause_after
from loaders.agreements.document import DocumentMention
from loaders.agreements.joined import home_and_foreign, together
from loaders.agreements.joints import joints
from loaders.agreements.listed import end_of_list
from loaders.agreements.sharing import is_told_in_order
from loaders.agreements.spoken import spoken
from loaders.agreements.words import before, plain, vocabulary
from loaders.cell import Cell
from loaders.cell.text import is_people
from ontology.morphology import parses

_DASH = re.compile(r"\s+[–—-]\s+(?:[\w-]+\s+){0,3}")
_NEAR = 200  # characters in which a verb is looked for
_NEAR_FOR = 60  # characters before a party that tell for whom somebody signs
_LED_AT_MOST = 4  # words between «о том, что» and the first of the parties
_LEADING = 6  # words at most that stand before the place of an institution


def subjects(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«A, B и мэр C подписали соглашение»: all who stand together right before the verb or its dash."""
    named = scene.within(cell.name, document.clause[0], document.clause[1])
    runs = [run for run in reversed(together(cell.text, named)) if len(run) > 1]
    for run in runs:
        if document.since < run[0].start and _DASH.fullmatch(cell.text, run[-1].end, document.start):
            return run
    for run in runs:
        after = joints().after_subject.match(cell.text, run[-1].end)
        if after and vocabulary().signing.match(plain(cell.text), after.end()):
            return _institutions(cell, document, run, named) or [*run, *_further(cell, document, named)]
    return _with_unknown(cell, named)


def spoken_for(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«От имени A договор подписал глава, от имени B – мэр», «за A подписал …, за B – …»."""
    if document.status.value != "signed":
        return []
    text = plain(cell.text)
    for start, end in [(document.clause[0], _end_of_signers(cell, document)), *document.further]:
        named = scene.within(cell.name, start, end)
        found = [p for p in named if joints().signs_for.search(before(text, p.start, _NEAR_FOR, start))]
        if len(found) > 1:
            return found
    return []


def _end_of_signers(cell: Cell, document: DocumentMention) -> int:
    """Where those who sign may be named at the latest: «подписали: от A – глава, от B – мэр» goes on."""
    end = document.clause[1]
    return clause_after(cell, end)[1] if cell.text[end : end + 1] == ":" else end


def having_signed(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«Подписав соглашение, A и B открыли выставку», «A и B, подписав соглашение, …»: who did both."""
    text = plain(cell.text)
    doing = vocabulary().having_signed.search(text, document.since, document.start)
    if doing is None:
        return []
    named = scene.within(cell.name, document.clause[0], document.clause[1])
    runs = [run for run in together(cell.text, named) if len(run) > 1]
    ahead = [run for run in runs if joints().before_comma.fullmatch(text, run[-1].end, doing.start())]
    later = [run for run in runs if joints().after_comma.fullmatch(text, document.title_end, run[0].start)]
    return next(iter((*ahead, *later)), [])


def those_who_by_it(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«подписано соглашение о том, что A и B становятся партнерами»: who stands first in what it says."""
    led = joints().that_they.match(cell.text, document.title_end)
    if led is None:
        return []
    runs = together(cell.text, scene.within(cell.name, led.end(), document.clause[1]))
    first = runs[0] if runs else []
    is_near = bool(first) and len(cell.text[led.end() : first[0].start].split()) < _LED_AT_MOST
    return first if is_near and len(first) > 1 else []


def _institutions(
    cell: Cell, document: DocumentMention, run: list[Party], named: Sequence[Party]
) -> list[Party]:
    """«музыкальные школы A и B»: the schools, where the towns only tell whose they are."""
    located = [one for one in run if _is_governed(cell, one) and tells_whose(cell, one)]
    if not located or not (located[0] is run[0] or run[0].is_body):
        return []
    first = run[0]
    start = first.start if first.is_body else _phrase_start(cell, first, document.clause[0])
    return spoken(cell.text, start, run[-1].end, named)


def _is_governed(cell: Cell, party: Party) -> bool:
    """Whether a place stands in the genitive: «школы Вязьмы», not «подписями Архангельск»."""
    last = cell.text[party.start : party.end].split()[-1]
    return not party.is_body and any(reading.tag.case == "gent" for reading in parses(last))


def _phrase_start(cell: Cell, party: Party, since: int) -> int:
    """Where the nouns and adjectives begin that stand before a place: «ректоры вузов Смоленска»."""
    first = at = cell.index_at(party.start)
    while at > 0 and first - at < _LEADING and cell.starts[at - 1] >= since:
        if not _goes_before_place(cell, at - 1):
            break
        at -= 1
    return cell.starts[at]


def _goes_before_place(cell: Cell, at: int) -> bool:
    """Whether a word may be of what a place tells of: no verb, and not what one signs with: «подписями»."""
    if cell.word(at) == ".":
        return True
    is_noun = parses(cell.word(at))[0].tag.POS in ("NOUN", "ADJF")
    return is_noun and vocabulary().signature_words.match(cell.plain(at)) is None


def _further(cell: Cell, document: DocumentMention, named: Sequence[Party]) -> list[Party]:
    """«…, а C и D – о туризме»: the two who stand before a dash after the document."""
    later = [party for party in named if party.start > document.title_end]
    return later if len(later) == 2 and joints().dash_for_verb.match(cell.text, later[1].end) else []


def _with_unknown(cell: Cell, named: Sequence[Party]) -> list[Party]:
    """«Смоленск и Борисов заключили соглашение»: a place, and a name that no list has for one."""
    for party in (one for one in named if not tells_whose(cell, one)):
        two = _before_unknown(cell, party)
        if two:
            return two
    return []


def _before_unknown(cell: Cell, place: Party) -> list[Party]:
    """«Смоленск и Борисов заключили»: a place, and the town joined to it that no list has."""
    other = joints().and_unknown.match(cell.text, place.end)
    if other is None or not _is_signing(cell, other.end()):
        return []
    return [place, Party(other["name"], *other.span("name"), None, "town")]


def _is_signing(cell: Cell, at: int) -> bool:
    return vocabulary().signing.match(plain(cell.text), at) is not None


def tells_whose(cell: Cell, party: Party) -> bool:
    """«школы Вязьмы»: whether the place only tells whose something is."""
    at = cell.index_at(party.start) - 1
    known = vocabulary().place_nouns | vocabulary().side_nouns
    is_dated = cell.word(at - 1).isdigit()  # «в мае 2018 года Смоленск и …»
    is_noun = cell.is_word(at) and parses(cell.word(at))[0].tag.POS == "NOUN"
    is_post = cell.lemma(at) in known or is_people(cell.word(at))
    return is_noun and not is_dated and (not is_post or _are_joined_in_body(cell, at, party))


def _are_joined_in_body(cell: Cell, at: int, party: Party) -> bool:
    """«советы муниципальных образований Татарстана»: a body of several, in what is wider than they."""
    if party.kind not in ("region", "country") or cell.lemma(at) not in vocabulary().place_nouns:
        return False
    tag = parses(cell.word(at))[0].tag
    body = at - 1
    while body > 0 and cell.is_word(body) and parses(cell.word(body))[0].tag.POS == "ADJF":
        body -= 1
    is_body = cell.is_word(body) and parses(cell.word(body))[0].tag.POS == "NOUN"
    one = cell.word(body)
    return (
        {"plur", "gent"} <= tag.grammemes and is_body and not is_people(one) and one.islower() | (body == 0)
    )


def subjects_after(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«соглашение подписали A, B и мэр C», «заключили соглашение A и B»: all who stand right after."""
    named = scene.within(cell.name, document.title_end, document.clause[1])
    first = next((one for one in named if _follows_signing(cell.text, document, one)), None)
    if first is None:
        return []
    if is_told_in_order(cell.text, named):
        return named
    begin = _phrase_start(cell, first, document.title_end) if _is_governed(cell, first) else first.start
    end = document.stop if first.start < document.stop else document.clause[1]
    found = spoken(cell.text, begin, end_of_list(scene, cell, first.start, end), named)
    return found if len(found) > 1 else []


def _follows_signing(text: str, document: DocumentMention, party: Party) -> bool:
    """Whether the party stands right after the verb, or after the document that the verb governs."""
    words = plain(text)
    if vocabulary().signed_by.search(before(words, party.start, _NEAR, document.start)) is not None:
        return True
    if joints().dash_to_party.fullmatch(words, document.title_end, party.start):
        return vocabulary().signature_words.search(words, document.clause[0], document.start) is not None
    governing = before(words, document.start, _NEAR, document.clause[0])
    between = words[document.title_end : party.start]
    return (
        vocabulary().governs.search(governing) is not None
        and joints().post_before.fullmatch(between) is not None
    )


def bodies_of_clause(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """Bodies of both sides in the clause itself."""
    bodies = [p for p in scene.within(cell.name, *(document.point or document.clause)) if p.is_body]
    return bodies if len({p.country == home_country() for p in bodies}) == 2 else []


def pair_of_clause(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«A и B подписали соглашение»: a home and a foreign party joined before the document."""
    return home_and_foreign(cell, scene.within(cell.name, document.clause[0], document.start))


def joiner_and_joined(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«город A присоединился к ассоциации B», «присоединение A к B»."""
    if document.type != "accession":
        return []
    before = scene.within(cell.name, document.clause[0], document.title_end)[-1:]
    return [*before, *scene.within(cell.name, document.title_end, document.clause[1])[:1]]
