"""docs/questions.md: every stored question with its words, parameters, columns and an example answer.

python -m tests.queries.handbook
"""

from collections.abc import Iterator
from pathlib import Path

from queries.catalog import GROUPS, Question, questions
from queries.run import ask, native
from tests.queries.small import small_engine

HANDBOOK = Path(__file__).parents[2] / "docs" / "questions.md"
ROWS_SHOWN = 3
_HEAD = """# Questions, one by one

Made by `python -m tests.queries.handbook` from the files in `queries/`; a test holds it against them. The
example answers come from the small invented graph of the tests. [queries.md](queries.md) tells how to ask and
how to add a question.
"""


def handbook() -> str:
    """The whole page."""
    sections = []
    for group in GROUPS:
        members = [one for one in questions().values() if one.group == group]
        sections.append("\n".join([f"\n## {group.capitalize()}", *map(_section, members)]))
    return _HEAD + "\n".join(sections) + "\n"


def _section(question: Question) -> str:
    return "\n".join(
        [
            f"\n### {question.name}",
            f"\n**{question.title.ru}** · {question.title.en}",
            f"\n{question.question.ru}\\\n{question.question.en}",
            *_parameters(question),
            *_columns(question),
            *_example(question),
        ]
    )


def _parameters(question: Question) -> Iterator[str]:
    if question.parameters:
        yield "\n| parameter | type | default | |\n|---|---|---|---|"
    for one in question.parameters:
        default = "any" if one.default is None else native(one.default)
        yield f"| `{one.name}` | {one.type} | {default} | {one.title.ru} · {one.title.en} |"


def _columns(question: Question) -> Iterator[str]:
    yield "\n| column | |\n|---|---|"
    yield from (f"| `{one.name}` | {one.title.ru} · {one.title.en} |" for one in question.columns)


def _example(question: Question) -> Iterator[str]:
    answer = ask(small_engine(), question.name)
    yield "\nFor example:\n"
    yield "| " + " | ".join(column.name for column in answer.columns) + " |"
    yield "|" + "---|" * len(answer.columns)
    for row in answer.rows[:ROWS_SHOWN]:
        yield (
            "| "
            + " | ".join("" if term is None else str(answer.shown(term, at)) for at, term in enumerate(row))
            + " |"
        )


if __name__ == "__main__":
    HANDBOOK.write_text(handbook(), encoding="utf-8")
