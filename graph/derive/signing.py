"""Which agreements were signed: docs/counting.md tells it in words."""

from graph.entities import AgreementEntity

UNSIGNED_STATUSES = frozenset({"planned", "reached"})
"""What may be reported of an agreement without its having been signed."""


def was_signed(agreement: AgreementEntity) -> bool:
    """Whether it was ever reported signed, or what only a signed one can be."""
    return any(stage.status.value not in UNSIGNED_STATUSES for stage in agreement.stages)


def is_promised(agreement: AgreementEntity) -> bool:
    """Whether the latest that was reported of it is a plan or an understanding."""
    return agreement.status.value in UNSIGNED_STATUSES


def is_held(agreement: AgreementEntity) -> bool:
    """Whether it was ever more than planned."""
    return any(stage.status.value != "planned" for stage in agreement.stages)
