"""The answers to all stored questions as they are asked without parameters, made once with a snapshot."""

from pathlib import Path

from graph.snapshots.store import open_store
from ontology.speech import LANGUAGES
from queries.catalog import questions
from queries.engine import Answering, End, Query
from queries.engine.addresses import StoreEngine, prefixes_with
from queries.engine.ready import Ready, keep
from queries.engine.serialise import JSON
from queries.run import ask


def make_default_answers(snapshot: Path, store: Path, base: str) -> int:
    """Writes them, and what their things are called, into the folder of the snapshot; the number of files."""
    engine = _Keeping(snapshot, store, base)
    for name in questions():
        for lang in LANGUAGES:
            ask(engine, name, lang=lang)
    return len(engine.kept)


class _Keeping(StoreEngine):
    """Keeps whatever whole answer it gives, each once."""

    def __init__(self, snapshot: Path, store: Path, base: str) -> None:
        super().__init__(open_store(store).engine, prefixes=prefixes_with(base))
        self._folder = snapshot
        self._base = base
        self.kept: dict[str, Ready] = {}

    def answer(self, query: Query) -> Answering:
        known = self.kept.get(query.text)
        if known is not None:
            return Answering.whole("solutions", JSON, known.document, End(known.rows))
        answering = super().answer(query)
        document = b"".join(answering.chunks)
        if answering.kind == "solutions" and not answering.end.truncated:
            self.kept[query.text] = Ready(answering.end.rows, document)
            keep(self._folder, self._base, query.text, self.kept[query.text])
        return Answering.whole(answering.kind, answering.medium, document, answering.end)
