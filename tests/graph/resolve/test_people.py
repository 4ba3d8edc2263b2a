import pytest

from graph.entities import Resolved
from ontology.model import PersonRef
from tests.graph.resolve.told import report, resolved, row

HEAD = "глава Оршанского района"


def met(*people: PersonRef) -> Resolved:
    """Each person in a row of their own."""
    rows = [row(number, f"Встреча № {number}", people=[one]) for number, one in enumerate(people, start=1)]
    return resolved(report("2024-Q2", *rows))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PersonRef("И.П. Северов", HEAD, "BY"), PersonRef("Иван Петрович Северов", HEAD, "BY")),
        (
            PersonRef("И.П. Северов", HEAD, "BY"),
            PersonRef("Северов И.П.", "председатель Оршанского совета", "BY"),
        ),
        (PersonRef("И.П. Северов", HEAD, "BY"), PersonRef("И.П. Северов", None, "BY")),
        (PersonRef("Феофан", "епископ Оршанский", "BY"), PersonRef("Феофан", "епископ Оршанский", "BY")),
        (
            PersonRef("И.П. Северов", "секретарь Союза", "RU"),
            PersonRef("И.П. Северов", "секретарь Союза", "RU-BY"),
        ),
    ],
)
def test_names_of_one_person_are_one(one: PersonRef, other: PersonRef) -> None:
    assert len(met(one, other).persons) == 1


@pytest.mark.parametrize(
    "other",
    [
        PersonRef("А.П. Северов", HEAD, "BY"),
        PersonRef("И.К. Северов", HEAD, "BY"),
        PersonRef("И.П. Северный", HEAD, "BY"),
        PersonRef("И.П. Северов", HEAD, "RU"),
        PersonRef("И.П. Северов", "директор музея льна", "BY"),
    ],
)
def test_different_people_stay_apart(other: PersonRef) -> None:
    assert len(met(PersonRef("И.П. Северов", HEAD, "BY"), other).persons) == 2


def test_one_name_in_full_with_two_posts_is_one_person() -> None:
    posts = (HEAD, "директор музея льна")
    found = met(*(PersonRef("Иван Петрович Северов", post, "BY") for post in posts))
    (person,) = found.persons
    assert [membership.post.value for membership in person.memberships] == [*posts]


def test_one_name_in_full_in_two_countries_is_two_people() -> None:
    found = met(
        PersonRef("Иван Петрович Северов", HEAD, "BY"),
        PersonRef("Иван Петрович Северов", "директор музея льна", "RU"),
    )
    assert len(found.persons) == 2


def test_namesakes_in_other_posts_are_a_candidate() -> None:
    found = met(PersonRef("И.П. Северов", HEAD, "BY"), PersonRef("И.П. Северов", "директор музея льна", "BY"))
    (candidate,) = found.candidates
    assert candidate.kind == "person"
    assert "another post" in candidate.reasons
    assert "person/by/severov-i-p" in (candidate.left, candidate.right)


def test_a_person_without_a_post_is_none_of_two_namesakes() -> None:
    found = met(
        PersonRef("И.П. Северов", HEAD, "BY"),
        PersonRef("И.П. Северов", "директор музея льна", "BY"),
        PersonRef("И.П. Северов", None, "BY"),
    )
    assert len(found.persons) == 3


def test_posts_are_memberships_with_the_event_and_the_organisation() -> None:
    council = "Оршанский районный совет | Орша | BY"
    person = PersonRef("И.П. Северов", "секретарь Оршанского районного совета", "BY")
    found = resolved(report("2024-Q2", row(1, "Встреча", orgs=[council], people=[person])))
    (membership,) = found.persons[0].memberships
    assert membership.post.value == "секретарь Оршанского районного совета"
    assert (membership.event, membership.organisation) == (found.events[0].id, found.organisations[0].id)
