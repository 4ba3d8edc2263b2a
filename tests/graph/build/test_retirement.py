from pathlib import Path

from graph.build.retirement import Earlier, carry_redirects, read_earlier
from graph.build.run import ReportInput, build_snapshot
from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from ontology.model import ReportFacts
from tests.graph.resolve.told import report, resolved, row

OLD, NEW = "organisation/by/klub-gorn", "organisation/by/orsha/klub-gorn"


def naming(*organisations: str) -> ReportFacts:
    return report(
        "2024-Q2", *(row(n, f"Ярмарка {n}", orgs=[one]) for n, one in enumerate(organisations, start=1))
    )


def redirects(facts: ReportFacts, earlier: Earlier) -> dict[str, str]:
    return dict(carry_redirects(resolved(facts), earlier).redirects)


def test_who_bears_the_label_alone_survives_an_identifier_that_went() -> None:
    assert redirects(naming("Клуб «Горн» | Орша | BY"), Earlier({OLD: "Клуб «Горн»"})) == {OLD: NEW}


def test_of_two_bearers_neither_survives() -> None:
    two = naming("Клуб «Горн» | Орша | BY", "Клуб «Горн» | Полоцк | BY")
    assert redirects(two, Earlier({OLD: "Клуб «Горн»"})) == {}


def test_an_identifier_that_lives_leads_nowhere() -> None:
    assert redirects(naming("Клуб «Горн» | Орша | BY"), Earlier({NEW: "Клуб «Горн»"}, {NEW: OLD})) == {}


def test_a_redirect_of_long_ago_leads_to_who_lives_now() -> None:
    earlier = Earlier(
        {OLD: "Клуб «Горн»"}, {"organisation/by/gorn": OLD, "organisation/by/lost": "organisation/x"}
    )
    assert redirects(naming("Клуб «Горн» | Орша | BY"), earlier) == {OLD: NEW, "organisation/by/gorn": NEW}


def test_a_build_reads_what_the_served_snapshot_gave_out(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    build_snapshot([ReportInput.of(naming("Клуб «Горн» | | BY"))], folder)
    assert read_earlier(folder.current().open(), DEFAULT_BASE).labels[OLD] == "Клуб «Горн»"
    build_snapshot([ReportInput.of(naming("Клуб «Горн» | Орша | BY"))], folder)
    assert read_earlier(folder.current().open(), DEFAULT_BASE).redirects == {OLD: NEW}
