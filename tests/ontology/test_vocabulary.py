"""Schemes as data: codes, order, labels, definitions."""

import pytest

from ontology.vocabulary import SCHEME_OF, concepts, scheme

CODES = {
    "sector": "economy investment industry trade agriculture construction transport environment culture "
    "tourism education social health youth memory public sport employment governance",
    "event-type": "festival competition concert exhibition conference sport celebration commemoration visit "
    "signing training other",
    "status": "planned reached signed in_force prolonged resumed suspended expired ended",
    "agreement-type": "agreement contract memorandum protocol plan arrangement accession other",
    "organisation-kind": "authority company education culture ensemble sport health_social ngo religious "
    "media other",
    "mode": "offline online mixed",
    "strength": "formal memorandum project contact",
}


@pytest.mark.parametrize(("name", "codes"), CODES.items())
def test_scheme_has_the_codes_of_the_contract_in_order(name: str, codes: str) -> None:
    found = [one.code for one in scheme(name)]
    assert found == codes.split(), (
        f"the contract has other codes of {name}: tell docs/extraction.md, and CODES in this file"
    )


def test_every_parameter_with_codes_takes_those_of_a_scheme() -> None:
    assert set(SCHEME_OF.values()) == set(CODES), "tell CODES in this file"


@pytest.mark.parametrize("iri", sorted(concepts()))
def test_concept_is_labelled_and_defined_in_both_languages(iri: str) -> None:
    concept = concepts()[iri]

    assert iri.endswith(f"/{concept.scheme}/{concept.code}")
    both = set(concept.labels) == set(concept.definitions) == {"ru", "en"}
    assert both, f"label and define {concept.code} in both languages in ontology/schemes"


@pytest.mark.parametrize("name", CODES)
def test_labels_tell_the_concepts_of_a_scheme_apart(name: str) -> None:
    for language in ("ru", "en"):
        labels = [one.label(language) for one in scheme(name)]

        assert len(set(labels)) == len(labels)


def test_label_falls_back_to_english() -> None:
    assert scheme("mode")[0].label("de") == "In person"


def test_unknown_scheme() -> None:
    with pytest.raises(KeyError, match="colour"):
        scheme("colour")
