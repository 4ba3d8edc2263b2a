"""What a fact's confidence is, and that docs/extraction.md tells every rule behind one."""

import re
from datetime import date
from pathlib import Path

import pytest

from loaders.confidence import Count, Counted, counted, with_counted
from loaders.contract import to_contract
from loaders.steps import STEPS
from ontology.fields import FACT_FIELDS
from ontology.model import CellName, DateRange, Entry, EntryFacts, Evidence, Fact, Precision
from ontology.speech import catalogue
from tools.calibrate import documented

_ROOT = Path(__file__).parents[2]


COUNTED = Counted(
    {"orgs": Count(76, 76), "twinning": Count(1, 2)},
    {"orgs": {"fitted": Count(300, 300), "often_wrong": Count(20, 60)}, "twinning": {"fitted": Count(5, 5)}},
)


@pytest.mark.parametrize(
    ("field", "rule", "expected"),
    [
        ("venues", "never_tried", 0.75),  # nothing is known of the field
        ("orgs", "never_tried", 0.98),  # the field's prior: 79 of 80
        ("twinning", "never_tried", 0.66),  # 4 of 6
        ("orgs", "fitted", 0.99),
        ("twinning", "fitted", 0.69),  # right wherever rules were mended says little
        ("orgs", "often_wrong", 0.66),  # what was counted against a rule tells
    ],
)
def test_a_rule_begins_at_its_field_s_prior(field: str, rule: str, expected: float) -> None:
    assert COUNTED.share(field, rule) == expected


def entry_facts(**facts: object) -> EntryFacts:
    entry = Entry("report", 1, None, None, None, {CellName.TITLE: ""}, 1, 1)
    return EntryFacts(entry, **facts)  # type: ignore[arg-type]


def test_a_rule_that_decides_alone_has_what_was_counted() -> None:
    weighed = with_counted(entry_facts(event_type=Fact("visit", (Evidence("own_words"),), 0.1)))
    assert weighed.event_type == Fact(
        "visit", (Evidence("own_words"),), counted().share("event_type", "own_words")
    )


def test_a_doubt_about_the_row_remains() -> None:
    days = DateRange(date(2024, 5, 1), date(2024, 5, 2), Precision.DAY)
    doubtful = Fact(days, (Evidence("stated_days"),), 0.6)
    assert with_counted(entry_facts(dates=doubtful)).dates == doubtful


def test_an_untried_rule_has_its_field_s_prior() -> None:
    weighed = with_counted(entry_facts(mode=Fact("online", (Evidence("never_tried"),))))
    assert weighed.mode is not None
    assert weighed.mode.confidence == counted().share("mode", "never_tried")


# ── the page ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def page() -> str:
    """The page's text."""
    return (_ROOT / "docs" / "extraction.md").read_text("utf-8")


def told_rules(page: str) -> dict[str, set[str]]:
    """The rules that the page tells of, by field."""
    told: dict[str, set[str]] = {}
    for part in page.split("## The rules")[1].split("\n## ")[0].split("\n### ")[1:]:
        heading, _, table = part.partition("\n")
        names = {
            name
            for line in table.splitlines()
            if line[:2] == "| "
            for name in re.findall(r"`(\w+)`", line.split("|")[1])
        }
        for field in heading.split(", "):
            told[field] = names
    return told


def test_every_counted_rule_is_told(page: str) -> None:
    told = told_rules(page)
    for field, rules in counted().rules.items():
        untold = set(rules) - told.get(field, set())
        assert not untold, f"tell of {sorted(untold)} in docs/extraction.md, «The rules», {field}"


def test_the_rules_of_the_code_are_told(page: str) -> None:
    told = told_rules(page)
    for step in STEPS:
        untold = sorted(set(step.rules()) - told.get(step.name, set()))
        assert not untold, f"tell of {untold} in docs/extraction.md, «The rules», {step.name}"


def test_every_step_is_a_field_of_the_page_or_serves_later_ones(page: str) -> None:
    fields = {field.name for field in FACT_FIELDS}
    assert fields == {step.name for step in STEPS} - {"places", "organisations", "people", "ties"}
    assert fields <= told_rules(page).keys()


def test_the_page_tells_the_fields_of_the_contract(page: str) -> None:
    table = page.split("## Fields")[1].split("\n## ")[0]
    told = [
        name
        for line in table.splitlines()
        if line[:3] == "| `"
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    ]
    assert told == list(to_contract(entry_facts())), "mend docs/extraction.md, «Fields»"


def test_every_told_rule_is_in_the_code(page: str) -> None:
    sources = [*(_ROOT / "loaders").rglob("*.py"), *(_ROOT / "loaders").glob("*/*.yml")]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    made = re.compile(
        r"(settlement|district|region)_body_adjective|(region|district)_adjective|\w+_with_post"
        r"|term_\w+|about_\w+"
    )
    for rules in told_rules(page).values():
        gone = sorted(rule for rule in rules if rule not in code and not made.fullmatch(rule))
        assert not gone, f"no code answers by {gone} any more: take them out of docs/extraction.md"


def test_the_table_is_what_was_counted(page: str) -> None:
    assert documented(page) == page, "count anew: python -m tools.calibrate SHARED"


def test_every_rule_of_the_page_has_words_for_readers(page: str) -> None:
    named = {rule for rules in told_rules(page).values() for rule in rules}
    wordless = sorted(rule for rule in named if f"rule.{rule}" not in catalogue())
    assert not wordless, f"give {wordless} words in ontology/speech/catalogue/rules.yml"
