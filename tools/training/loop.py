"""The training loop of tagger and parser: Adam, a warm-up and a linear decay, averaged weights, checkpoints.

Stanza's own scripts train until the development score stalls, which suits a
GPU and large treebanks. On two CPU cores and 60,000 words a fixed budget with
a decaying rate and an average of the weights gives more for the same hour
(Polyak & Juditsky 1992 on averaging).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import torch

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Budget:
    """How long and how fast: steps, the highest learning rate, how often to look at the development set."""

    steps: int
    rate: float
    warmup: int = 100
    evaluate_every: int = 250
    average: float = 0.998

    def rate_at(self, step: int) -> float:
        if step < self.warmup:
            return self.rate * (step + 1) / self.warmup
        return self.rate * max(0.02, (self.steps - step) / (self.steps - self.warmup))


class Average:
    """An exponential moving average of the trainable weights."""

    def __init__(self, model: torch.nn.Module, decay: float) -> None:
        self.decay = decay
        self.values = {k: p.detach().clone() for k, p in model.named_parameters() if p.requires_grad}

    def update(self, model: torch.nn.Module, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, parameter in model.named_parameters():
            if name in self.values:
                self.values[name].lerp_(parameter.detach(), 1 - decay)

    @contextmanager
    def applied(self, model: torch.nn.Module) -> Iterator[None]:
        """Lend the averaged weights to the model, for an evaluation or for saving."""
        own = {k: p.detach().clone() for k, p in model.named_parameters() if k in self.values}
        _assign(model, self.values)
        try:
            yield
        finally:
            _assign(model, own)


def _assign(model: torch.nn.Module, values: dict[str, torch.Tensor]) -> None:
    for name, parameter in model.named_parameters():
        if name in values:
            parameter.data.copy_(values[name])


def fit(
    model: torch.nn.Module,
    loss_of_step: Callable[[int], torch.Tensor],
    budget: Budget,
    checkpoint: Path,
    evaluate: Callable[[], float],
    save: Callable[[], None],
) -> None:
    """Train ``model`` in place and call ``save`` with the averaged weights in it at the end.

    Args:
        loss_of_step: draws a batch for the step and returns its loss.
        checkpoint: written at every evaluation; a run that finds it goes on from there.
        evaluate: a development score in percent, called with the averaged weights in the model.
    """
    import torch

    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.Adam(parameters, lr=budget.rate, betas=(0.9, 0.95), eps=1e-6)
    average = Average(model, budget.average)
    first = _resume(checkpoint, model, optimizer, average)
    began, total = time.monotonic(), 0.0
    for step in range(first, budget.steps):
        for group in optimizer.param_groups:
            group["lr"] = budget.rate_at(step)
        model.train()
        optimizer.zero_grad()
        loss = loss_of_step(step)
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        average.update(model, step)
        total += float(loss.detach())
        if (step + 1) % budget.evaluate_every == 0 or step + 1 == budget.steps:
            with average.applied(model):
                model.eval()
                score = evaluate()
            seconds = (time.monotonic() - began) / (step + 1 - first)
            _log.info(
                "%s: step %d of %d, loss %.3f, development %.2f, %.2f s a step",
                checkpoint.stem, step + 1, budget.steps, total / budget.evaluate_every, score, seconds,
            )  # fmt: skip
            total = 0.0
            _keep(checkpoint, model, optimizer, average, step + 1)
    with average.applied(model):
        model.eval()
        save()


def _keep(path: Path, model: torch.nn.Module, optimizer: Any, average: Average, step: int) -> None:
    import torch

    state = {
        "model": {k: p.detach() for k, p in model.named_parameters() if p.requires_grad},
        "optimizer": optimizer.state_dict(),
        "average": average.values,
        "step": step,
    }
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def _resume(path: Path, model: torch.nn.Module, optimizer: Any, average: Average) -> int:
    import torch

    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    _assign(model, state["model"])
    optimizer.load_state_dict(state["optimizer"])
    average.values = state["average"]
    _log.info("%s: goes on at step %d", path.stem, state["step"])
    return int(state["step"])
