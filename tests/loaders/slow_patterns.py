"""Prints the expressions that see a report's or a reader's text and take long on what they fear most.

python -m tests.loaders.slow_patterns
"""

import ast
import gc
import importlib
import platform
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.loaders.worst_texts import worst_texts

LENGTH = 2_000
ROOT = Path(__file__).parents[2]
ROOMS = ("loaders", "ontology", "graph", "queries", "web", "cli")
SECONDS = 0.25  # a pattern that searches again from each place takes more than this


def patterns() -> list["re.Pattern[str]"]:
    """Every pattern that the loaders compile for a document or a row, or find in their lists of words."""
    re._MAXCACHE = 100_000  # type: ignore[attr-defined]
    platform.python_implementation()  # the library's own expressions, which no row reaches
    before = set(re._cache)  # type: ignore[attr-defined]
    from bench.synthetic_rows import rows
    from loaders.cell.expressions import Expression
    from loaders.documents.open import open_document
    from loaders.extract import extract_entry
    from loaders.report import read_report
    from loaders.sample import build_sample

    with tempfile.TemporaryDirectory() as folder:
        for path in build_sample(Path(folder)):
            read_report(open_document(path))
    for entry in rows(20):
        extract_entry(entry)
    for expression in gc.get_objects():
        if isinstance(expression, Expression):
            _ = expression.compiled  # those that no row asked
    return [pattern for key, pattern in re._cache.items() if key not in before and isinstance(key[1], str)]  # type: ignore[attr-defined]


def patterns_of_modules() -> Iterator["re.Pattern[str]"]:
    """Every pattern that a module keeps or writes out, whatever it sees: a document, a question, a form."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "compiling" not in path.stem:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
                importlib.import_module(name)
                yield from _patterns_in(vars(sys.modules[name]).values())
                yield from _patterns_written(path)


def _patterns_in(values: Iterable[object]) -> Iterator["re.Pattern[str]"]:
    for value in values:
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from _patterns_in(value)


def _patterns_written(path: Path) -> Iterator["re.Pattern[str]"]:
    """Those that the code writes where it asks them: `re.sub(r"…", …)`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=name),
                args=[ast.Constant(value=str(text)), *_],
            ) if name != "escape":
                yield re.compile(text)


def seconds(pattern: "re.Pattern[str]", text: str) -> float:
    """Processor time of finding all that the pattern matches."""
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


def main() -> None:
    """Prints each slow pattern, its time and the text."""
    from loaders.cell import regular

    for pattern in dict.fromkeys((*patterns(), *patterns_of_modules())):
        for text in {regular(text) for text in worst_texts(pattern, LENGTH)}:
            if (taken := seconds(pattern, text)) > SECONDS:
                print(f"{taken:.2f} s: {pattern.pattern[:200]!r} on {text[:40]!r} …", flush=True)
                break


if __name__ == "__main__":
    main()
