"""What pages ask of the process that learns from decisions, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.judgements import Judgement
from graph.learning.proposals import Change


class OfferAction(StrEnum):
    """What a person may do with a proposed entry."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    SKIP = "skip"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry that the lexicon may have: its line and section, the decisions behind it, what it changes."""

    line: str
    section: str
    entry: Mapping[str, Any]
    decisions: tuple[Judgement, ...]
    changes: tuple[Change, ...]

    @property
    def rows(self) -> int:
        """How many rows it changes."""
        return len({(one.report, one.number) for one in self.changes})


@dataclass(frozen=True, slots=True)
class LearningRequest:
    """What is offered after the decision about that, after any where it is None; or an answer to an offer."""

    about: tuple[str, ...] | None = None
    line: str = ""
    answer: OfferAction = OfferAction.SKIP
    by: str = ""


@dataclass(frozen=True, slots=True)
class LearningReply:
    """The offers; or, by language, why there can be none."""

    offers: tuple[Offer, ...] = ()
    problem: Mapping[str, str] | None = None
