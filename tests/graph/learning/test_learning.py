"""What decisions propose for the lexicon, and the checks of what was accepted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.judgements import Judgement, Kind, Verdict
from graph.learning.checks import broken, checks_of, load_checks, save_checks
from graph.learning.proposals import changes, proposals
from graph.values import value_text
from ontology.errors import InputError
from ontology.model import CellName, Evidence, Fact, OrganisationRef, PlaceRef, ReportFacts, Span
from ontology.own_words.model import OwnBody, OwnPlace, OwnTwins, SectorWord
from tests.graph.resolve.told import report, row

ON = date(2024, 9, 1)
CLUB = OrganisationRef("Клуб «Сатурн»", "BY", None, "other")
TOWNS = (PlaceRef("Смоленск", "city", "RU"), PlaceRef("Орша", "city", "BY"))


def read() -> ReportFacts:
    """A row in which much may be put right."""
    one = row(1, "Ярмарка бульбы", content="Гости из Сатурна.")
    spoken = Evidence("title_words", Span(CellName.TITLE, 8, 14))
    return report(
        "2024-Q2",
        replace(
            one,
            orgs=(Fact(CLUB, (Evidence("bare_quotes"),)),),
            origins=(Fact(PlaceRef("Сатурн", "city", "BY"), (Evidence("bare_settlement"),)),),
            sectors=(Fact("trade", (spoken,)),),
            twinning=(Fact(TOWNS, (Evidence("twins_named"),)),),
        ),
    )


def decision(field: str, value: object, verdict: Verdict, correction: str | None = None) -> Judgement:
    name = read().report.name
    return Judgement(
        Kind.FACT,
        verdict,
        (name, field),
        ("Ярмарка бульбы", value_text(value)),
        "И. Зоркая",
        ON,
        "",
        correction,
    )


@pytest.mark.parametrize(
    ("judgement", "entry"),
    [
        (
            decision("orgs", CLUB, Verdict.CORRECT, "ООО «Сатурн» | BY | Орша | company"),
            OwnBody("ООО «Сатурн»", "company", "BY", "Орша", ("Клуб «Сатурн»",)),
        ),
        (
            decision("origins", PlaceRef("Сатурн", "city", "BY"), Verdict.CORRECT, "Сатурн | village | RU"),
            OwnPlace("Сатурн", "village", "RU"),
        ),
        (decision("sectors", "trade", Verdict.CORRECT, "agriculture"), SectorWord("бульбы", "agriculture")),
        (decision("sectors", "trade", Verdict.REJECT), SectorWord("бульбы", "silent")),
        (decision("twinning", TOWNS, Verdict.ACCEPT), OwnTwins("Смоленск", "Орша")),
        (
            Judgement(
                Kind.ORGANISATION, Verdict.SAME, ("organisation/a", "organisation/b"),
                ("Клуб «Сатурн»", "Сатурн"), "И. Зоркая", ON,
            ),
            OwnBody("Клуб «Сатурн»", "other", "BY", None, ("Сатурн",)),
        ),
    ],
)  # fmt: skip
def test_a_decision_proposes_an_entry(judgement: Judgement, entry: object) -> None:
    (proposed,) = proposals([judgement], [read()])
    assert (proposed.entry, proposed.decisions) == (entry, (judgement,))
    assert proposals([judgement], [read()], known=[entry]) == ()


@pytest.mark.parametrize(
    "judgement",
    [
        decision("sectors", "trade", Verdict.ACCEPT),
        decision("orgs", CLUB, Verdict.REJECT),
        decision("sectors", "culture", Verdict.REJECT),  # the row no longer says so
        replace(decision("sectors", "trade", Verdict.REJECT), words=("Другая строка", "trade")),
        decision("twinning", TOWNS, Verdict.REJECT),
    ],
)
def test_other_decisions_propose_nothing(judgement: Judgement) -> None:
    assert proposals([judgement], [read()]) == ()


def accepted(tmp_path: Path) -> tuple[ReportFacts, Path]:
    """The report as an accepted entry made it, and the file of its checks."""
    before = read()
    after = replace(before, entries=(replace(before.entries[0], sectors=(Fact("agriculture", ()),)),))
    changed = changes(before.entries, after.entries)
    assert [(one.field, one.before, one.after) for one in changed] == [
        ("sectors", ("trade",), ("agriculture",))
    ]
    file = tmp_path / "lexicon-checks.jsonl"
    save_checks(file, checks_of("{word: бульба, sector: agriculture}", changed, "И. Зоркая", ON))
    return after, file


def test_a_row_that_is_read_otherwise_than_accepted_is_told(tmp_path: Path) -> None:
    after, file = accepted(tmp_path)
    assert list(broken(load_checks(file), [after])) == []
    (told,) = broken(load_checks(file), [read()])
    assert (told.check.after, told.now, told.number) == (("agriculture",), ("trade",), 1)


def test_a_line_that_is_no_check_is_told(tmp_path: Path) -> None:
    _, file = accepted(tmp_path)
    file.write_text(file.read_text("utf-8") + "{}\n", "utf-8")
    with pytest.raises(InputError) as caught:
        load_checks(file)
    assert caught.value.where is not None
    assert caught.value.where.row == 2
