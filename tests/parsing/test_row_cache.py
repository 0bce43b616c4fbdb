"""The cache of rows: every row is that of its key, whatever was requested before, and frequent ones stay."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.parsing.stanza_cpu.highway import RowCache


class Rows:
    """Computes rows, and records the keys for which it did."""

    def __init__(self) -> None:
        self.computed: list[int] = []

    def __call__(self, keys: Sequence[int]) -> torch.Tensor:
        self.computed += keys
        return torch.tensor([[float(key), -float(key)] for key in keys])


def look_up(cache: RowCache, keys: Sequence[int]) -> list[list[float]]:
    table, rows = cache(keys)
    found: list[list[float]] = table[rows].tolist()
    return found


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=20), max_size=12), st.integers(1, 12))
def test_every_row_is_that_of_its_key(batches: list[list[int]], capacity: int) -> None:
    cache = RowCache(Rows(), capacity=capacity)
    for keys in batches:
        assert look_up(cache, keys) == [[float(key), -float(key)] for key in keys]


def test_a_row_is_computed_once() -> None:
    rows = Rows()
    cache = RowCache(rows)
    for keys in ([1, 2, 1], [2, 3], [1, 2, 3]):
        cache(keys)
    assert rows.computed == [1, 2, 3]


def test_frequent_keys_stay_when_the_cache_is_full() -> None:
    rows = Rows()
    cache = RowCache(rows, capacity=6)
    for k in range(20):
        cache([1, 2, 1, 2, 100 + k])
    assert rows.computed.count(1) == rows.computed.count(2) == 1


def test_a_batch_larger_than_the_capacity_is_served() -> None:
    assert look_up(RowCache(Rows(), capacity=3), range(10)) == [[float(k), -float(k)] for k in range(10)]
