"""joints.yml: what stands before, between and after those who make agreements, typed at one door."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loaders.cell.expressions import Expression, read_expressions


@dataclass(frozen=True, slots=True)
class Joints:
    """The expressions of joints.yml."""

    town_of_person: Expression
    with_counterpart: Expression
    with_others: Expression
    leads_on_with: Expression
    no_subject: Expression
    point_of_document: Expression
    next_part_of_point: Expression
    subject_of_point: Expression
    also_with: Expression
    together: Expression
    and_beside: Expression
    parted_before: Expression
    between: Expression
    between_called: Expression
    between_these: Expression
    begins_with_between: Expression
    no_more_said: Expression
    begins_list: Expression
    signed_before_list: Expression
    where: Expression
    owner_before: Expression
    that_they: Expression
    signs_for: Expression
    before_comma: Expression
    after_comma: Expression
    speaks_for: Expression
    pair_in_bracket: Expression
    opened_bracket: Expression
    before_named: Expression
    and_place: Expression
    dated: Expression
    with_party: Expression
    usual_subject: Expression
    led_by_preposition: Expression
    about: Expression
    of_date: Expression
    joined_pair_wise: Expression
    parted_pairs: Expression
    joined_by_with: Expression
    goes_on_pairs: Expression
    dash_and_with: Expression
    told_in_order: Expression
    and_another: Expression
    parted_again: Expression
    dash_for_verb: Expression
    with_somebody: Expression
    carries_out: Expression
    side_by_side: Expression
    parted_names: Expression
    place_mark: Expression
    place_mark_before: Expression
    only_mark: Expression
    name_begins: Expression
    post_before: Expression
    dash_to_party: Expression
    and_unknown: Expression
    firm: Expression
    beside_firm: Expression
    between_firm: Expression
    with_firm: Expression
    with_alone: Expression
    begins_firm: Expression
    after_firm: Expression
    after_subject: Expression


@lru_cache(maxsize=1)
def joints() -> Joints:
    """The expressions, each compiled when it is first asked."""
    return read_expressions(Path(__file__).with_name("joints.yml"), Joints)
