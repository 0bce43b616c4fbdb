"""The memory of word forms: a row is that of its key, whatever was asked before, and the frequent ones stay."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.parsing.stanza_cpu.highway import Forms


class Rows:
    """Works out rows, and counts for which keys it did."""

    def __init__(self) -> None:
        self.worked_out: list[int] = []

    def __call__(self, keys: Sequence[int]) -> torch.Tensor:
        self.worked_out += keys
        return torch.tensor([[float(key), -float(key)] for key in keys])


def looked_up(forms: Forms, keys: Sequence[int]) -> list[list[float]]:
    table, rows = forms(keys)
    found: list[list[float]] = table[rows].tolist()
    return found


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=20), max_size=12), st.integers(1, 12))
def test_every_row_is_that_of_its_key(batches: list[list[int]], kept: int) -> None:
    forms = Forms(Rows(), kept=kept)
    for keys in batches:
        assert looked_up(forms, keys) == [[float(key), -float(key)] for key in keys]


def test_a_row_is_worked_out_once() -> None:
    rows = Rows()
    forms = Forms(rows)
    for keys in ([1, 2, 1], [2, 3], [1, 2, 3]):
        forms(keys)
    assert rows.worked_out == [1, 2, 3]


def test_what_is_asked_for_often_is_kept_when_the_memory_is_full() -> None:
    rows = Rows()
    forms = Forms(rows, kept=6)
    for k in range(20):
        forms([1, 2, 1, 2, 100 + k])
    assert rows.worked_out.count(1) == rows.worked_out.count(2) == 1


def test_a_batch_of_more_forms_than_are_kept_is_served() -> None:
    assert looked_up(Forms(Rows(), kept=3), range(10)) == [[float(k), -float(k)] for k in range(10)]
