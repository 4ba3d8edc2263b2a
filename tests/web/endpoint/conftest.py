"""The endpoint over the small graph, by either way in which requests reach it."""

from collections.abc import Iterator

import pytest
from httpx2 import Client

from tests.web.clients import connected_client, small_client


@pytest.fixture(scope="module", params=["application", "connection"])
def either_client(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    """A client of the application alone, and one on connections as `pobratim serve` has them."""
    folder = tmp_path_factory.mktemp("data")
    if request.param == "application":
        yield small_client(folder)
    else:
        with connected_client(folder) as client:
            yield client
