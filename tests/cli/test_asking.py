"""Asking on the command line: what a question takes, what a slip is told."""

import pytest

from tests.cli.conftest import Run


def test_a_question_explains_its_parameters_and_columns(run: Run) -> None:
    told = run("queries", "events", "--lang", "en").out
    assert "--since" in told
    assert "2025-01-01" in told
    assert "Main sector" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("query", "signed-agreement"), "Did you mean signed-agreements"),
        (("query", "partners", "--municipality"), "“--municipality” has no value"),
        (("queries", "no-such"), "There is no question “no-such”"),
    ],
)
def test_a_slip_is_told_with_what_to_do(run: Run, arguments: tuple[str, ...], told: str) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert told in " ".join(outcome.err.split())


@pytest.mark.slow
def test_an_answer_that_its_limit_cut_says_so(run: Run, report: object) -> None:
    run("build", report)
    assert "--limit NUMBER gives more" in " ".join(
        run("query", "events", "--since=", "--limit", "1").err.split()
    )
    assert run("query", "events", "--since=", "--limit=").err == ""


@pytest.mark.slow
def test_a_question_in_words_says_how_it_was_understood(run: Run, report: object) -> None:
    run("build", report)
    outcome = run("ask", "какие события были с Беларусью", "--format", "csv")
    assert "events --country BY" in " ".join(outcome.err.split())
    assert outcome.out.startswith("event,")


@pytest.mark.slow
def test_words_that_ask_nothing_are_told_so(run: Run, report: object) -> None:
    run("build", report)
    outcome = run("ask", "погода завтра")
    assert outcome.code == 2
    assert "do not seem to ask anything" in " ".join(outcome.err.split())
