"""The command line: what each subcommand prints, where, and with which exit code."""

import csv
import json
from importlib.metadata import version
from io import StringIO
from pathlib import Path

import pytest

from cli.main import COMMANDS, application
from tests.cli.conftest import Run
from tests.reports import build_document, build_report, event

README = Path(__file__).parents[2] / "README.md"


def test_every_command_explains_itself(run: Run) -> None:
    for name in COMMANDS:
        outcome = run(name, "--help")
        assert outcome.code == 0, name
        assert f"pobratim {name}" in outcome.out.replace("\n", " "), name


def test_every_command_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    untold = [name for name in COMMANDS if f"pobratim {name}" not in text]
    assert not untold, f"tell of {untold} in README.md"


def test_commands_and_modules_agree() -> None:
    registered = {
        command.name or command.callback.__name__
        for command in application().registered_commands
        if command.callback
    }
    registered |= {group.name for group in application().registered_groups if group.name}
    assert registered == set(COMMANDS)


def test_the_version_is_the_package_s(run: Run) -> None:
    outcome = run("--version")
    assert (outcome.code, outcome.out) == (0, f"pobratim {version('pobratim')}\n")


def test_extract_prints_one_json_object_a_row(run: Run, report: Path) -> None:
    outcome = run("extract", report)
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert [row["number"] for row in rows] == [1, 2]
    assert rows[0]["municipality"] == "город Смоленск"
    assert rows[0]["start"] == "2024-07-05"


def test_extract_shows_a_table(run: Run, report: Path) -> None:
    outcome = run("extract", report, "--format", "table")
    assert outcome.code == 0
    assert "Турнир по шахматам" in outcome.out


def test_check_names_the_report_its_period_and_rows(run: Run, report: Path) -> None:
    assert run("check", report).out == "2024-Q3.docx\tmunicipal\t2024-Q3\t2 rows\n"


def test_check_goes_on_after_a_file_that_is_no_report(run: Run, report: Path, tmp_path: Path) -> None:
    letter = build_document(tmp_path / "letter.docx", "Уважаемые коллеги!")
    outcome = run("check", letter, report)
    assert outcome.code == 2
    assert "letter.docx" in outcome.err
    assert "2024-Q3.docx" in outcome.out


def test_build_query_and_rebuild(run: Run, report: Path) -> None:
    built = run("build", report)
    assert built.code == 0, built.err
    assert built.out == ""
    answer = run("query", "reports", "--format", "json")
    assert answer.code == 0, answer.err
    assert "2024-Q3" in answer.out
    assert "nothing changed" in run("build", report).err


@pytest.mark.slow
def test_a_bad_report_leaves_the_graph_as_it_was(run: Run, report: Path, tmp_path: Path) -> None:
    run("build", report)
    before = run("snapshots").out
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 not a document")
    outcome = run("build", report, broken)
    assert outcome.code == 2
    assert "broken.docx" in outcome.err
    assert "Traceback" not in outcome.err
    assert run("snapshots").out == before


@pytest.mark.slow
def test_a_bad_report_can_be_left_out(run: Run, report: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"nothing of Word's")
    assert run("build", report, broken, "--skip-bad").code == 0


def test_build_wants_reports_or_the_sample(run: Run) -> None:
    outcome = run("build")
    assert outcome.code == 2
    assert "--sample" in outcome.err


@pytest.mark.slow
def test_rollback_serves_the_snapshot_before(run: Run, report: Path) -> None:
    run("build", report)
    run("build", "--sample")
    outcome = run("rollback")
    assert outcome.code == 0, outcome.err
    assert "2024-Q3" in run("query", "reports", "--format", "csv").out


def test_asking_before_building_says_what_to_do(run: Run) -> None:
    outcome = run("query", "partners")
    assert outcome.code == 3
    assert "pobratim build" in outcome.err


@pytest.mark.slow
def test_a_wrong_parameter_names_what_is_allowed(run: Run, report: Path) -> None:
    run("build", report)
    outcome = run("query", "signed-agreements", "--country", "Атлантида")
    assert outcome.code == 2
    assert "country" in outcome.err


@pytest.mark.slow
def test_a_query_with_a_slip_tells_where(run: Run, report: Path, tmp_path: Path) -> None:
    run("build", report)
    slip = tmp_path / "slip.rq"
    slip.write_text("SELECT ?s WHERE { ?s ?p }", encoding="utf-8")
    outcome = run("query", slip)
    assert outcome.code != 0
    assert "Traceback" not in outcome.err
    assert "1" in outcome.err


@pytest.mark.slow
def test_network_is_one_page_that_asks_for_nothing(run: Run, report: Path, tmp_path: Path) -> None:
    run("build", report)
    page = tmp_path / "network.html"
    assert run("network", "--out", page).code == 0
    html = page.read_text(encoding="utf-8")
    assert 'src="http' not in html
    assert 'href="http' not in html


@pytest.mark.slow
def test_export_writes_turtle_to_standard_output(run: Run, report: Path) -> None:
    run("build", report)
    assert "a pob:Report" in run("export", "--format", "ttl").out.replace("\n\t", " ")


def test_explain_shows_rules_and_words(run: Run, report: Path, tmp_path: Path) -> None:
    shown = run("explain", report, "1")
    assert "event_type" in shown.out
    page = tmp_path / "row.html"
    assert run("explain", report, "1", "--html", page).code == 0
    assert "<mark>" in page.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "heading"), [("ru", "Что и откуда прочитано"), ("en", "What was read and where")]
)
def test_explain_writes_a_page_of_an_entity(
    run: Run, report: Path, tmp_path: Path, lang: str, heading: str
) -> None:
    run("build", report)
    [event, *_] = csv.DictReader(
        StringIO(run("query", "events", "--since", "2024-01-01", "--format", "csv").out)
    )
    page = tmp_path / "entity.html"
    outcome = run("explain", event["event_iri"], "--html", page, "--lang", lang)
    assert (outcome.code, outcome.out) == (0, ""), outcome.err
    html = page.read_text(encoding="utf-8")
    assert heading in html
    assert f"<mark>{event['event']}</mark>" in html
    assert 'src="' not in html
    assert 'href="' not in html


def test_explain_an_unknown_row_says_which_there_are(run: Run, report: Path) -> None:
    outcome = run("explain", report, "9")
    assert outcome.code == 2
    assert "№ 1 to 2" in outcome.err


@pytest.mark.slow
def test_review_goes_to_a_workbook_and_back(run: Run, report: Path, tmp_path: Path) -> None:
    run("build", report)
    book = tmp_path / "judgements.xlsx"
    assert run("review", "--export", book).code == 0
    back = run("review", "--import", book, "--by", "Тест")
    assert back.code == 0, back.err
    assert "Added 0 decisions" in back.err


@pytest.mark.slow
def test_changes_tells_what_a_second_report_added(run: Run, report: Path, tmp_path: Path) -> None:
    run("build", report)
    other = build_report(
        tmp_path / "2024-Q4.docx", "Город Смоленск", event(1, title="Ярмарка «Медовый Спас»")
    )
    run("build", report, other)
    told = run("changes", "--lang", "en")
    assert told.code == 0, told.err
    assert "Ярмарка «Медовый Спас»" in told.out
    assert "ChangeSet" in run("changes", "--format", "ttl").out


@pytest.mark.slow
def test_an_unreachable_server_is_told_in_a_line(run: Run, report: Path) -> None:
    run("build", report)
    outcome = run("publish", "http://127.0.0.1:9/rdf-graph-store")
    assert outcome.code == 3
    assert "127.0.0.1:9" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.slow
def test_any_form_of_query_is_answered(run: Run, report: Path, tmp_path: Path) -> None:
    run("build", report)
    query = tmp_path / "query.rq"
    query.write_text("ASK { ?entry a pob:Entry }", encoding="utf-8")
    assert run("query", query).out == "true\n"
    query.write_text("CONSTRUCT { ?e a pob:Event } WHERE { ?e a pob:Event }", encoding="utf-8")
    assert run("query", query).out.count("pob:Event") == 2
    assert "not be written" in run("query", query, "--format", "xlsx").err.replace("cannot", "not")
