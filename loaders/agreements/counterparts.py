"""«A подписал соглашение с B»: the party that «с» governs, and the side that signs with it."""

import itertools

from loaders.agreements.candidates import Party, PartyScene, home_country
from loaders.agreements.clauses import clause_after
from loaders.agreements.document import DocumentMention
from loaders.agreements.joined import goes_on
from loaders.agreements.joints import joints
from loaders.agreements.listed import listed_after
from loaders.agreements.sides import participants, side
from loaders.agreements.subjects import subjects, tells_whose
from loaders.agreements.words import before, plain, vocabulary
from loaders.cell import Cell
from loaders.cell.text import is_people
from ontology.morphology import lemma

_NEAR = 120  # characters before a party that tell what governs it


def with_counterpart(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«A подписал соглашение с B», «с B заключен договор»: B with the side that the clause or entry tells."""
    if document.type == "arrangement":
        return []
    counterparts = _counterparts(scene, cell, document)
    if not counterparts or _is_of_one_before(scene, cell, document, counterparts[-1]):
        return []
    signing = _signing(scene, cell, document, counterparts)
    elliptic = _elliptic(scene, cell, document, counterparts)
    if len(signing) == 1 and elliptic:
        return [*signing, *elliptic]
    signing = signing or _signing_after(scene, cell, document, counterparts[-1])
    return [*(signing or _other_side(scene, cell, document, counterparts)), *counterparts]


def _signing_after(scene: PartyScene, cell: Cell, document: DocumentMention, last: Party) -> list[Party]:
    """«Соглашение с A подписал губернатор B»: who stands right after the verb, behind the counterparts."""
    text, start = plain(cell.text), max(last.end, document.start)
    following = scene.within(cell.name, start, document.clause[1])
    words = (before(text, party.start, _NEAR, start) for party in following)
    signing = zip(following, words, strict=True)
    return [party for party, ahead in signing if vocabulary().signed_by.search(ahead) is not None][:1]


def _is_of_one_before(scene: PartyScene, cell: Cell, document: DocumentMention, last: Party) -> bool:
    """«A заключил контракт с B, C и D обменялись письмами»: whether others sign after the last."""
    if not document.clause[0] < document.since <= last.start < document.start:
        return False
    run = subjects(scene, cell, document)
    return len(run) > 1 and last.end < run[0].start and "," in cell.text[last.end : run[0].start]


def counterpart_of_listed(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """«три вуза подписали меморандумы с A: B, C и D»: A, and those whom the colon begins."""
    listed = listed_after(scene, cell, document)
    first = listed[0].start if listed else 0
    counterparts = [p for p in _counterparts(scene, cell, document) if p.end <= first] if listed else []
    others = [p for p in listed if p not in counterparts]
    return [*counterparts, *others] if len(counterparts) == 1 and len(others) > 1 else []


def _elliptic(
    scene: PartyScene, cell: Cell, document: DocumentMention, counterparts: list[Party]
) -> list[Party]:
    """«A подписал договор с B, а C – с D»: B, C and D; nobody where no dash stands for the verb."""
    named = scene.within(cell.name, counterparts[0].start, document.stop)
    ahead = itertools.pairwise(named[1:])
    joined = [
        joints().dash_and_with.fullmatch(cell.text, one.end, other.start) is not None for one, other in ahead
    ]
    return named if len(named) % 2 and joined and all(joined[::2]) else []


def _counterparts(scene: PartyScene, cell: Cell, document: DocumentMention) -> list[Party]:
    """Those that «с» governs: after the noun, else right before it."""
    text, found = plain(cell.text), list[Party]()
    start, end = document.point or (document.clause[0], _far(cell, document))
    for party in scene.within(cell.name, start, end):
        joined = bool(found) and goes_on(text[found[-1].end : party.start])
        if joined or _is_counterpart(before(text, party.start, _NEAR, start), party):
            found.append(party)
    own = _between(found, document.told[0], _told_end(cell, document))
    others = joints().with_others.finditer(text, document.since, document.start)
    since = max((other.end() for other in others), default=document.since)
    return own or _between(found, since, document.start) or found


def _between(parties: list[Party], start: int, end: int) -> list[Party]:
    """Those that begin between two characters."""
    return [party for party in parties if start <= party.start < end]


def _told_end(cell: Cell, document: DocumentMention) -> int:
    """Where another document's words begin: «, а с B – договор»."""
    others = joints().with_others.search(plain(cell.text), document.start, document.told[1])
    return others.start() if others is not None else max(document.told[1], _far(cell, document))


def _far(cell: Cell, document: DocumentMention) -> int:
    """Where the counterparts may be named at the latest; «три соглашения: с A и B» goes on past a colon."""
    if document.stop != document.clause[1] or not joints().leads_on_with.match(
        plain(cell.text), document.stop
    ):
        return document.far
    return clause_after(cell, document.stop)[1]


def _ahead(
    scene: PartyScene, cell: Cell, document: DocumentMention, counterparts: list[Party]
) -> list[Party]:
    """Those of the clause before the counterparts who may sign."""
    end = max(document.start, counterparts[0].start)
    ahead = scene.within(cell.name, document.clause[0], end)
    return [one for one in ahead if one not in counterparts and _is_signing(cell, document, one)]


def _signing(
    scene: PartyScene, cell: Cell, document: DocumentMention, counterparts: list[Party]
) -> list[Party]:
    """Who stands before the counterparts as the subject; bodies rather than places."""
    subjects = _ahead(scene, cell, document, counterparts)
    subjects = [one for one in subjects if one.start >= document.since] or subjects
    subjects = subjects or _owner(scene, cell, document, counterparts)
    return [one for one in subjects if one.is_body] or subjects


def _is_signing(cell: Cell, document: DocumentMention, one: Party) -> bool:
    """Whether it is a subject, and no place that only tells whose something before the document is."""
    words = before(plain(cell.text), one.start, _NEAR, document.clause[0])
    is_aside = not one.is_body and one.start < document.start and tells_whose(cell, one)
    return _is_subject(words, one) and not (is_aside and not _does_sign(cell, one))


def _does_sign(cell: Cell, one: Party) -> bool:
    """«в один день Ярцево подписало»: whether the verb of signing stands right after."""
    after = joints().after_subject.match(cell.text, one.end)
    return after is not None and vocabulary().signing.match(plain(cell.text), after.end()) is not None


def _owner(
    scene: PartyScene, cell: Cell, document: DocumentMention, counterparts: list[Party]
) -> list[Party]:
    """«у A есть договор с B», «соглашения у A подписаны с B»: who has it."""
    text, start = plain(cell.text), document.clause[0]
    ahead = scene.within(cell.name, start, counterparts[0].start)
    return [p for p in ahead if joints().owner_before.search(before(text, p.start, _NEAR, start)) is not None]


def _is_subject(words: str, party: Party) -> bool:
    """Whether no preposition governs the party: not «в Орше», but «в Орше мэр Смоленска»."""
    if _is_counterpart(words, party):
        return False
    governed = joints().no_subject.search(words)
    return governed is None or any(is_people(word) for word in (governed["people"] or "").split())


def _other_side(
    scene: PartyScene, cell: Cell, document: DocumentMention, counterparts: list[Party]
) -> list[Party]:
    """The side across the border from the counterparts, or a body that takes part."""
    foreign = any(one.country != home_country() for one in counterparts)
    told = side(scene, cell.name, document.clause[0], foreign=not foreign)
    names = {one.name for one in counterparts}
    taking_part = participants(scene, foreign=foreign)
    return (told or [one for one in taking_part if one.is_body and one.name not in names])[:1]


def _is_counterpart(words: str, party: Party) -> bool:
    """Whether «с» governs the party; «с учреждениями Беларуси» names nobody."""
    found = joints().with_counterpart.search(words)
    if found is None:
        return False
    governing = found.group().split()[1:]
    return party.kind != "country" or all(lemma(word) in vocabulary().side_nouns for word in governing)
