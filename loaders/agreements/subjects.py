"""Parties that stand about the verb of signing."""

import re

from loaders.agreements.candidates import Party, Scene, home_country
from loaders.agreements.documents import Document
from loaders.agreements.joined import IN_BRACKETS, PERSON, home_and_foreign, together
from loaders.agreements.listed import end_of_list
from loaders.agreements.spoken import spoken
from loaders.agreements.words import plain, vocabulary
from loaders.cell.text import CellText

_AFTER_SUBJECT = re.compile(rf"{IN_BRACKETS}{PERSON}\s+")


def subjects(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«A, B и мэр C подписали соглашение»: all who stand together right before the verb."""
    named = scene.within(cell.name, document.clause[0], document.clause[1])
    for run in reversed(together(cell.text, named)):
        after = _AFTER_SUBJECT.match(cell.text, run[-1].end)
        if len(run) > 1 and after and vocabulary().signing.match(plain(cell.text), after.end()):
            return run
    return []


def subjects_after(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«соглашение подписали A, B и мэр C»: all who stand together right after the verb."""
    named = scene.within(cell.name, document.title_end, document.clause[1])
    for run in together(cell.text, named):
        verb = vocabulary().signed_by.search(plain(cell.text), document.start, run[0].start)
        if verb is not None:
            found = spoken(
                cell.text, run[0].start, end_of_list(scene, cell, run[0].start, document.clause[1]), named
            )
            return found if len(found) > 1 else []
    return []


def bodies_of_clause(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """Bodies of both sides in the clause itself."""
    bodies = [p for p in scene.within(cell.name, *(document.point or document.clause)) if p.is_body]
    return bodies if len({p.country == home_country() for p in bodies}) == 2 else []


def pair_of_clause(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«A и B подписали соглашение»: a home and a foreign party joined before the document."""
    return home_and_foreign(cell, scene.within(cell.name, document.clause[0], document.start))


def joiner_and_joined(scene: Scene, cell: CellText, document: Document) -> list[Party]:
    """«город A присоединился к ассоциации B», «присоединение A к B»."""
    if document.type != "accession":
        return []
    before = scene.within(cell.name, document.clause[0], document.title_end)[-1:]
    return [*before, *scene.within(cell.name, document.title_end, document.clause[1])[:1]]
