"""What a fact's confidence is, and that docs/extraction.md tells every rule behind one."""

import ast
import re
from itertools import chain
from math import exp, log
from pathlib import Path

import pytest

from loaders.cell import read_entry
from loaders.confidence import shipped, with_confidence
from loaders.confidence.classifier import read_classifiers, trained, write_classifiers
from loaders.confidence.counting import Cases, Counted, FieldTally, Sight, fitted
from loaders.confidence.doubts import DOUBTS
from loaders.contract import to_contract
from loaders.extract import extract_entry
from loaders.organisations import home_proofs as homes
from loaders.organisations import home_rules
from loaders.people import countries
from loaders.sectors.vocabulary import vocabulary
from loaders.steps import STEPS
from ontology.certainty import risk_of
from ontology.fields import FACT_FIELDS
from ontology.model import FIVE_CELLS, Entry, EntryFacts, Evidence, Fact, OrganisationRef
from ontology.speech import catalogue
from tests.loaders.entries import entry_text
from tools.calibrate import documented
from tools.counted import read_counted
from tools.curve import DoubtedFact, curve_of_rows
from tools.tell_rules import rules_of_fields, with_rules

_ROOT = Path(__file__).parents[2]


def tally(right: int, wrong: int, *cases: Cases) -> FieldTally:
    return FieldTally(right, right + wrong, cases)


COUNTED = Counted(
    {
        "new": Sight(1.0, {"orgs": tally(68, 8), "twinning": tally(1, 1)}),
        "old": Sight(0.5, {"twinning": tally(0, 4)}),
    },
    {
        "orgs": tally(
            320,
            40,
            Cases("fitted", (), 60, 0),
            Cases("often_wrong", (), 15, 5),
            Cases("often_wrong", ("long",), 5, 35),
        ),
        "twinning": tally(5, 0, Cases("fitted", (), 5, 0)),
    },
)


@pytest.mark.parametrize(
    ("field", "prior"),
    [
        ("venues", 0.90),  # nothing is known of the field: 1.8 of 2
        ("orgs", 0.89),  # 68 of 76, and a fifth of 320 of 360: 133.8 of 150
        ("twinning", 0.543),  # 1 of 2, half of 0 of 4, a fifth of 5 of 5: 3.8 of 7
    ],
)
def test_a_field_has_the_share_of_rows_that_no_rule_had_seen(field: str, prior: float) -> None:
    assert COUNTED.prior(field) == pytest.approx(prior, abs=0.01)


def test_an_untried_rule_stands_between_those_that_prove_right_and_wrong() -> None:
    sure = [COUNTED.confidence("orgs", rule) for rule in ("fitted", "never_tried", "often_wrong")]
    assert sure[0] > sure[1] > sure[2]


def test_a_doubt_that_is_about_wrong_facts_lowers_and_one_that_is_about_none_does_nothing() -> None:
    plainly = COUNTED.confidence("orgs", "often_wrong")
    assert COUNTED.confidence("orgs", "often_wrong", frozenset({"long"})) < plainly - 0.2
    assert COUNTED.confidence("orgs", "often_wrong", frozenset({"unheard_of"})) == plainly


def test_where_nothing_was_wrong_every_fact_has_its_field_s_prior() -> None:
    assert COUNTED.confidence("twinning", "fitted") == round(COUNTED.prior("twinning"), 2)


def test_the_weights_repeat_the_shares_they_were_found_on() -> None:
    many = [Cases("good", (), 9000, 1000), Cases("bad", (), 5000, 5000)]
    weights = fitted(many)
    odds = log(14000 / 6000)
    assert 1 / (1 + exp(-odds - weights.of("good", ()))) == pytest.approx(0.9, abs=0.01)
    assert 1 / (1 + exp(-odds - weights.of("bad", ()))) == pytest.approx(0.5, abs=0.01)


def test_words_of_other_rows_tell_what_a_row_is_about() -> None:
    rows = [
        (frozenset({"матч", "команда", "t матч"}), "sport"),
        (frozenset({"матч", "турнир", "команда"}), "sport"),
        (frozenset({"матч", "команда"}), "sport"),
        (frozenset({"хор", "концерт", "t концерт"}), "culture"),
        (frozenset({"концерт", "хор", "песня"}), "culture"),
        (frozenset({"концерт", "хор"}), "culture"),
    ]
    classifier = trained(rows)
    assert classifier.ranked({"матч", "команда", "неведомое"})[0] == "sport"
    assert classifier.ranked({"концерт", "хор"})[0] == "culture"
    assert "песня" not in classifier.spread  # of one row alone
    assert trained(rows) == classifier


# ── facts ───────────────────────────────────────────────────────────────────────────────────────


def entry_facts(**facts: object) -> EntryFacts:
    entry = Entry("report", 1, None, None, None, dict.fromkeys(FIVE_CELLS, ""), 1, 1)
    return EntryFacts(entry, **facts)  # type: ignore[arg-type]


def weighed(**facts: object) -> EntryFacts:
    told = entry_facts(**facts)
    return with_confidence(read_entry(told.entry), told)


def test_a_fact_is_as_sure_as_was_counted_for_its_rule_and_doubts() -> None:
    fact = weighed(event_type=Fact("visit", (Evidence("own_words"),), 0.1)).event_type
    assert fact is not None
    counted = shipped().counted
    assert fact.confidence == counted.confidence("event_type", "own_words", frozenset(fact.signs))


def test_parts_that_say_something_have_a_confidence_of_their_own() -> None:
    org = Fact(OrganisationRef("ООО «Луч»", "BY", None, "company"), (Evidence("legal_form"),))
    (fact,) = weighed(orgs=(org,)).orgs
    assert [one.part for one in fact.parts] == ["country", "kind"]
    assert fact.sure_of("country") != fact.confidence or fact.sure_of("place") == fact.confidence
    assert risk_of(fact) == pytest.approx(
        1 - fact.confidence * fact.sure_of("country") * fact.sure_of("kind")
    )
    assert "no_place" in fact.signs


def test_what_a_step_doubts_is_kept_and_weighing_again_changes_nothing() -> None:
    first = weighed(sectors=(Fact("sport", (Evidence("title_words"),), doubts=("runner_up",)),))
    assert "runner_up" in first.sectors[0].signs
    assert with_confidence(read_entry(first.entry), first) == first


@pytest.mark.parametrize(
    ("cells", "field", "sign", "held"),
    [
        (
            {"title": "Конкурс рисунков", "content": "Выставка открыта"},
            "event_type",
            "content_of_other_kind",
            True,
        ),
        (
            {"title": "Конкурс рисунков", "content": "Конкурс завершен"},
            "event_type",
            "content_of_other_kind",
            False,
        ),
        (
            {"title": "Конкурс рисунков", "content": "Конкурс завершен"},
            "event_type",
            "content_of_that_kind",
            True,
        ),
        ({"title": "Концерт победителей конкурса"}, "event_type", "other_kind_named", True),
        ({"title": "Концерт хора"}, "event_type", "other_kind_named", False),
        ({"content": "Гости из г. Орши посетили ОАО «Заря»."}, "orgs", "company", True),
        ({"participants": "МБУК «Заря»"}, "orgs", "among_participants", True),
        ({"title": "Праздник МБУК «Заря»"}, "orgs", "told_in_title", True),
        ({"title": "Праздник МБУК «Заря»", "participants": "МБУК «Заря»"}, "orgs", "told_again", True),
        ({"title": "Праздник МБУК «Заря»"}, "orgs", "told_again", False),
        ({"content": "В МБУК «Заря» " + "пели и плясали гости города, " * 12}, "orgs", "long_sentence", True),
        ({"content": "В МБУК «Заря» пели Йыфц, Гхавз и Щпрук."}, "orgs", "strange_sentence", True),
        ({"content": "Приехали гости из г. Щпрука."}, "origins", "strange_word", True),
        ({"content": "Приехали гости из г. Полоцка и Полоцкого района."}, "origins", "same_stem", True),
        ({"content": "Приехали гости из г. Орши."}, "origins", "same_stem", False),
        ({"content": "Выступил директор школы Щпрук Иван Петрович."}, "persons", "strange_name", True),
        ({"content": "Выступил директор школы Иванов Иван Петрович."}, "persons", "strange_name", False),
    ],
)
def test_what_speaks_against_a_fact_is_asked(
    cells: dict[str, str], field: str, sign: str, held: bool
) -> None:
    (named,) = (one for one in FACT_FIELDS if one.name == field)
    told = named.of(extract_entry(entry_text(**cells).entry))
    assert told
    assert any(sign in fact.signs for fact in told) is held


def test_every_doubt_has_words_for_readers_and_is_told_in_the_page(page: str) -> None:
    names = {holds.__name__ for holds, _ in DOUBTS} | {*vocabulary().close, *vocabulary().hardly}
    wordless = sorted(name for name in names if f"doubt.{name}" not in catalogue())
    assert not wordless, f"give {wordless} words in ontology/speech/catalogue/doubts.yml"
    untold = sorted(name for name in names if f"`{name}`" not in page)
    assert not untold, f"tell of {untold} in docs/extraction.md, «Confidence»"
    gone = {key for key in catalogue() if key.startswith("doubt.")} - {f"doubt.{name}" for name in names}
    assert not gone, f"nothing doubts so: take {sorted(gone)} out of ontology/speech/catalogue/doubts.yml"


SHARES_IN_CODE = {
    "budget": "seconds",
    "countries": "from which counted confidence on a body's own country tells of the row",
    "organisations/complements": "how often a dictionary's reading is met",
    "organisations/readings": "how often a dictionary's reading is met",
    "own_words": "how much of a longer name an own name is",
}
"""Modules with a number between 0 and 1, and what it is."""


def test_no_confidence_is_typed_in_code() -> None:
    rooms = _ROOT / "loaders"
    modules = [path for path in rooms.rglob("*.py") if path.parent.name != "confidence"]
    typed = {path for path in modules if re.search(r"\b0?\.\d", path.read_text("utf-8"))}
    held = {
        str(path.relative_to(rooms)).removesuffix(".py").removesuffix("/__init__")
        for path in typed
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and 0 < node.value < 1
    }
    assert held == SHARES_IN_CODE.keys(), "a confidence is counted (tools/calibrate.py), not typed"


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
            told.setdefault(field, set()).update(names)
    return told


def test_every_counted_rule_is_told(page: str) -> None:
    told = told_rules(page)
    for key, tally in read_counted().mended.items():
        field = key.partition(".")[0]
        untold = {one.rule for one in tally.cases} - told.get(field, set()) - told.get(key, set())
        assert not untold, f"tell of {sorted(untold)} in tools/rules.yml, {field}"


def test_the_rules_of_the_code_are_told(page: str) -> None:
    told = told_rules(page)
    parts = {
        "orgs.country": {homes.MARK + rule.__name__ for rule in home_rules.RULES},
        "persons.country": {countries.MARK + countries.called(rule) for rule in countries.COUNTRIES},
    }
    for name, rules in chain(((step.name, set(step.rules())) for step in STEPS), parts.items()):
        untold = sorted(rules - told.get(name, set()))
        assert not untold, f"tell of {untold} in tools/rules.yml, {name}"


def test_every_step_is_a_field_of_the_page_or_serves_later_ones(page: str) -> None:
    fields = {field.name for field in FACT_FIELDS}
    mentions = {"places", "recognised", "organisations", "people", "stated_ties", "ties", "contexts"}
    named = {step.name for step in STEPS} - mentions
    assert fields == named, f"{fields ^ named}: a field of EntryFacts is a step of loaders/steps.py"
    untold = sorted(fields - told_rules(page).keys())
    assert not untold, f"tell of the rules of {untold} in tools/rules.yml"


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
    of_part = re.compile(f"^({homes.MARK}|{countries.MARK})")
    for rules in told_rules(page).values():
        gone = sorted(
            rule for rule in rules if of_part.sub("", rule) not in code and not made.fullmatch(rule)
        )
        assert not gone, f"no code answers by {gone} any more: take them out of tools/rules.yml"


def test_the_tables_of_rules_are_those_of_their_file(page: str) -> None:
    assert with_rules(page) == page, "run: python -m tools.tell_rules"
    told = {name for fields in rules_of_fields() for name in fields.split(", ")}
    assert told == told_rules(page).keys(), "give each field a heading in docs/extraction.md, «The rules»"


def test_the_table_is_what_was_counted(page: str) -> None:
    assert documented(page, read_counted()) == page, "count anew: python -m tools.calibrate SHARED"


def test_every_rule_of_the_page_has_words_for_readers(page: str) -> None:
    named = {rule for rules in told_rules(page).values() for rule in rules}
    wordless = sorted(rule for rule in named if f"rule.{rule}" not in catalogue())
    assert not wordless, f"give {wordless} words in ontology/speech/catalogue/rules.yml"


def test_what_the_words_teach_is_read_as_it_was_written() -> None:
    taught = trained((frozenset({"матч", f"слово {n % 2}"}), ("sport", "culture")[n % 2]) for n in range(12))
    assert read_classifiers(write_classifiers({"sectors": taught})) == {"sectors": taught}


# ── doubts ──────────────────────────────────────────────────────────────────────────────────────

BY_PLACE = {"place": "г. Орша, Республика Беларусь", "dates": "3 июля 2024 года"}


def doubted(field: str, name: str = "", **cells: str) -> set[str]:
    """The doubts about the field's fact, of several the one of that name."""
    facts = extract_entry(entry_text(**{"title": "Встреча", **BY_PLACE, **cells}).entry)
    held = next(one for one in FACT_FIELDS if one.name == field).of(facts)
    (fact,) = (one for one in held if name in str(one.value))
    return set(fact.signs)


@pytest.mark.parametrize(
    ("doubt", "field", "name", "content"),
    [
        ("country_untold", "persons", "Лапицкая", "Урок дала мастер Анна Лапицкая."),
        ("no_patronymic", "persons", "Лапицкая", "Урок дала мастер Анна Лапицкая."),
        ("country_untold", "orgs", "Ветразь", "Выступил театр «Ветразь-плюс»."),
        ("unnamed_party", "agreements", "", "ООО «Лён» и институт подписали договор."),
        (
            "mixed_parties",
            "agreements",
            "",
            "Договор подписали ООО «Лён» и Дубровенский район.",
        ),
        (
            "places_only",
            "agreements",
            "",
            "Подписано соглашение между городом Смоленском и городом Оршей.",
        ),
        ("bare_title", "agreements", "", "ООО «Лён» и ООО «Рожь» подписали договор."),
        ("unquoted", "orgs", "райисполком", "Гостей принял Оршанский райисполком."),
        ("general_sort", "orgs", "Истоки", "Выступил клуб «Истоки»."),
        ("strange_in_quotes", "orgs", "Ветразь", "Выступил театр «Ветразь»."),
        ("untold_abroad", "orgs", "Лён", "Гостей приняло АО «Лён»."),
        ("untold_abroad", "persons", "Лапицкая", "Урок дала мастер Анна Лапицкая."),
        ("regional_house", "orgs", "музей", "Гостей принял Псковский областной музей."),
    ],
)
def test_what_may_be_wrong_is_doubted(doubt: str, field: str, name: str, content: str) -> None:
    assert doubt in doubted(field, name, content=content)


@pytest.mark.parametrize(
    ("doubt", "field", "name", "content"),
    [
        ("country_untold", "persons", "Лапицкая", "Урок дала директор Оршанского музея Анна Лапицкая."),
        ("no_patronymic", "persons", "Лапицкая", "Урок дала мастер Анна Петровна Лапицкая."),
        ("country_untold", "orgs", "Ветразь", "Выступил театр «Ветразь-плюс» (Республика Беларусь)."),
        ("mixed_parties", "agreements", "", "ООО «Лён» и ООО «Рожь» подписали договор."),
        ("bare_title", "agreements", "", "ООО «Лён» и ООО «Рожь» подписали договор о дружбе."),
        ("unquoted", "orgs", "Лён", "Гостей приняло ООО «Лён»."),
        ("general_sort", "orgs", "гимназия", "Выступила Оршанская гимназия."),
        ("strange_in_quotes", "orgs", "Ручей", "Выступил театр «Ручей»."),
        ("untold_abroad", "orgs", "музей", "Гостей принял Псковский музей."),
        ("regional_house", "orgs", "Дума", "Гостей приняла Псковская областная Дума."),
    ],
)
def test_what_is_told_is_not_doubted(doubt: str, field: str, name: str, content: str) -> None:
    assert doubt not in doubted(field, name, content=content)


def test_rows_with_most_wrong_facts_to_expect_are_asked_about_first() -> None:
    calm, wrong = [DoubtedFact(0.01, False)] * 3, [DoubtedFact(0.4, True), DoubtedFact(0.5, True)]
    rows = [*[calm] * 19, wrong]
    by_row, best = curve_of_rows(rows)
    assert (by_row.facts, by_row.wrong) == (20, 2)
    assert by_row.caught == best.caught == (1.0,) * 6
    misled, ideal = curve_of_rows([[DoubtedFact(0.9, False)]] * 10 + [[DoubtedFact(0.1, True)]] * 10)
    assert misled.caught[:5] == (0.0,) * 5
    assert ideal.caught[-1] == 1.0
