"""The files of a model: vectors are rounded, so that they compress."""

from __future__ import annotations

import pytest
import torch

from tools.training.package import round_mantissas


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (1.0, 1.0),
        (-1.0 - 2**-4, -1.0 - 2**-4),  # four bits hold it
        (1.0 + 2**-5 - 2**-10, 1.0),  # just below half of the last bit
        (1.0 + 2**-5 + 2**-10, 1.0 + 2**-4),  # just above
        (1.0 + 2**-5, 1.0),  # half: to the even neighbour
        (1.0 + 3 * 2**-5, 1.0 + 2**-3),
        (-1.0 - 3 * 2**-5, -1.0 - 2**-3),
        (2.0 - 2**-10, 2.0),  # the carry raises the exponent
        (0.0, 0.0),
    ],
)
def test_a_number_is_rounded_to_the_nearest_with_four_bits(value: float, rounded: float) -> None:
    assert round_mantissas(torch.tensor([value]), 4).item() == rounded


def test_rounding_is_within_half_of_the_last_bit_and_rounding_again_changes_nothing() -> None:
    values = torch.randn(1000, generator=torch.Generator().manual_seed(1))
    rounded = round_mantissas(values)
    assert ((rounded - values).abs() <= values.abs() * 2**-13).all()
    assert torch.equal(round_mantissas(rounded), rounded)
    assert rounded.dtype == torch.float32
