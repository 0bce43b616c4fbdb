"""How many threads PyTorch computes with."""

from __future__ import annotations


def use_threads(count: int) -> None:
    """Compute with so many threads in this process.

    One is best nearly always: the networks are small, so that several threads
    wait for each other more than they compute, and threads of several processes
    on the same cores stop each other (https://github.com/stanfordnlp/stanza/issues/552).
    Use more processes instead.
    """
    import torch

    torch.set_num_threads(count)
