import numpy as np
import pytest

from web.index.distinct import distinct, numbered


@pytest.mark.parametrize("numbers", [[], [7], [3, 1, 3, 2, 1], [5, 10_000_000, 5]])
def test_numbers_stand_once_in_their_order_and_tell_where(numbers: list[int]) -> None:
    given = np.array(numbers, dtype=np.int64)
    assert distinct(given).tolist() == sorted({*numbers})
    met, places = numbered(given)
    assert met.tolist() == sorted({*numbers})
    assert met[places].tolist() == numbers
