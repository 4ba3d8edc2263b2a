"""Prints the regular expressions of the loaders that take long on what they fear most.

python -m tests.loaders.slow_patterns
"""

import gc
import platform
import re
import time

from tests.loaders.worst_texts import worst_texts

LENGTH = 2_000
SECONDS = 0.25  # a pattern that searches again from each place takes more than this


def patterns() -> list["re.Pattern[str]"]:
    """Every pattern that the loaders compile for a row or find in their lists of words."""
    re._MAXCACHE = 100_000  # type: ignore[attr-defined]
    platform.python_implementation()  # the library's own expressions, which no row reaches
    before = set(re._cache)  # type: ignore[attr-defined]
    from bench.synthetic_rows import rows
    from loaders.cell.expressions import Expression
    from loaders.extract import extract_entry

    for entry in rows(20):
        extract_entry(entry)
    for expression in gc.get_objects():
        if isinstance(expression, Expression):
            _ = expression.compiled  # those that no row asked
    return [pattern for key, pattern in re._cache.items() if key not in before and isinstance(key[1], str)]  # type: ignore[attr-defined]


def seconds(pattern: "re.Pattern[str]", text: str) -> float:
    """Processor time of finding all that the pattern matches."""
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


def main() -> None:
    """Prints each slow pattern, its time and the text."""
    from loaders.cell import regular

    for pattern in patterns():
        for text in {regular(text) for text in worst_texts(pattern, LENGTH)}:
            if (taken := seconds(pattern, text)) > SECONDS:
                print(f"{taken:.2f} s: {pattern.pattern[:200]!r} on {text[:40]!r} …", flush=True)
                break


if __name__ == "__main__":
    main()
