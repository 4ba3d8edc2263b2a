"""Answers worth keeping: the same query to the same snapshot has the same answer."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

ANSWER_BYTES = 1 << 18
CACHE_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in full: its bytes, their media type, how many rows they hold and whether some were cut."""

    body: bytes
    media_type: str
    rows: int
    truncated: bool


class AnswerCache:
    """The answers used last, by entity tag, CACHE_BYTES of them; tags name the snapshot: none is stale."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, tag: str) -> Answer | None:
        """The answer kept under the tag."""
        with self._lock:
            answer = self._answers.get(tag)
            if answer is not None:
                self._answers.move_to_end(tag)
            return answer

    def put(self, tag: str, answer: Answer) -> None:
        """Keeps an answer, unless it is too large, at the cost of those used longest ago."""
        if len(answer.body) > ANSWER_BYTES:
            return
        with self._lock:
            replaced = self._answers.pop(tag, None)
            self._size += len(answer.body) - (len(replaced.body) if replaced is not None else 0)
            self._answers[tag] = answer
            while self._size > CACHE_BYTES:
                _, oldest = self._answers.popitem(last=False)
                self._size -= len(oldest.body)
