"""A small share of the campaign's attacks, with other numbers each time."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.campaign.__main__ import ATTACKS, HOUR, attacked
from bench.campaign.run import Run

pytestmark = pytest.mark.slow
SHARE = 0.01


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One run, whose data the attacks share."""
    seed = random.SystemRandom().randrange(10**6)
    return Run(tmp_path_factory.mktemp("campaign"), seed, SHARE)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_loses_nothing(campaign: Run, attack: str) -> None:
    before = len(campaign.wrong)
    with ThreadPoolExecutor(1) as thread:  # a browser of another test may run a loop in this one
        thread.submit(attacked, campaign, attack, HOUR * SHARE).result()
    assert campaign.wrong[before:] == [], f"python -m bench.campaign --seed {campaign.seed} --share {SHARE}"
