"""How far a tie has come: it stands, it is only meant, or nothing is said of it but talk."""

from enum import StrEnum

from loaders.twinning.clauses import Clause
from loaders.twinning.sides import TwinWord
from loaders.twinning.words import WordList, twinning_words

_FRAME_AHEAD = 3
_TALK_AHEAD = 2


class Stage(StrEnum):
    """What a clause says of a tie."""

    STANDS = "stands"
    MEANT = "meant"
    NONE = "none"


def stage_of(word: TwinWord) -> Stage:
    """The stage of the word's statement."""
    clause, lists = word.clause, twinning_words()
    if word.kind != "tie":
        return _stage_of_called(word)
    if _is_frame(clause, word.at):
        return Stage.STANDS
    if _first(clause, lists.refused, 0, len(clause.items)) is not None:
        return Stage.NONE
    if _first(clause, lists.discussed, max(0, word.at - _TALK_AHEAD), word.at) is not None:
        meant = _first(clause, lists.intent_after, word.at, len(clause.items)) is not None
        return Stage.MEANT if meant else Stage.NONE
    if _is_meant(clause, word.at):
        return Stage.MEANT
    return Stage.NONE if _is_only_talk(clause, word.at) else Stage.STANDS


def _stage_of_called(word: TwinWord) -> Stage:
    """«будущий город-побратим», «станет побратимом», «бывший побратим»."""
    lists, near = twinning_words(), range(max(0, word.at - 4), word.at)
    texts = [word.clause.text(i) for i in near]
    if any(text in lists.refused for text in texts):
        return Stage.NONE
    after = range(word.at + 1, word.at + 4) if word.clause.has(word.at, lists.called_so) else ()
    texts += [word.clause.text(i) for i in after]
    return Stage.MEANT if any(text in lists.not_yet for text in texts) else Stage.STANDS


def _is_frame(clause: Clause, at: int) -> bool:
    """«в рамках побратимских связей», «развитие побратимских связей»: they are there already."""
    return any(clause.text(i) in twinning_words().frames for i in range(max(0, at - _FRAME_AHEAD), at))


def _is_meant(clause: Clause, at: int) -> bool:
    lists = twinning_words()
    if clause.has(at, lists.will_be) or clause.has(at - 1, lists.to_come):
        return True
    intent = _first(clause, lists.intent, 0, at)
    if intent is not None and _first(clause, lists.setting_up, intent, at + 1) is not None:
        return True
    signed = _first(clause, lists.signed, 0, len(clause.items)) is not None
    if not signed and _first(clause, lists.in_preparation, 0, at) is not None:
        return True
    return not signed and _first(clause, lists.intent_after, at, len(clause.items)) is not None


def _is_only_talk(clause: Clause, at: int) -> bool:
    """«обсудили возможность установить побратимские связи»."""
    lists = twinning_words()
    talk = _first(clause, lists.talked_of, 0, at)
    return talk is not None and _first(clause, lists.setting_up, talk, at + 1) is not None


def _first(clause: Clause, words: WordList, start: int, end: int) -> int | None:
    return next((i for i in range(start, end) if clause.text(i) in words), None)
