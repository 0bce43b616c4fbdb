"""The training loop of taggers and parser: Adam, warm-up and linear decay, averaged weights, checkpoints.

Stanza's own scripts train until the development score stops rising, which suits a GPU and large treebanks. On two CPU
cores and 60,000 words, a fixed number of steps with a decaying learning rate and averaged weights (Polyak & Juditsky
1992) gives a better model in the same time.
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
class Schedule:
    """The length and the learning rate of a training run.

    Attributes:
        steps: number of steps.
        rate: the highest learning rate.
        warmup: steps until the learning rate is at its highest.
        evaluate_every: steps between evaluations.
        average: decay of the moving average of the weights.
    """

    steps: int
    rate: float
    warmup: int = 100
    evaluate_every: int = 250
    average: float = 0.998

    def rate_at(self, step: int) -> float:
        if step < self.warmup:
            return self.rate * (step + 1) / self.warmup
        return self.rate * max(0.02, (self.steps - step) / (self.steps - self.warmup))


class MovingAverage:
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
    def apply(self, model: torch.nn.Module) -> Iterator[None]:
        """Give the averaged weights to the model while it is evaluated or saved."""
        own = {k: p.detach().clone() for k, p in model.named_parameters() if k in self.values}
        _set_weights(model, self.values)
        try:
            yield
        finally:
            _set_weights(model, own)


def _set_weights(model: torch.nn.Module, values: dict[str, torch.Tensor]) -> None:
    for name, parameter in model.named_parameters():
        if name in values:
            parameter.data.copy_(values[name])


def fit(
    model: torch.nn.Module,
    loss_of_step: Callable[[int], torch.Tensor],
    schedule: Schedule,
    checkpoint: Path,
    evaluate: Callable[[], float],
    save: Callable[[], None],
) -> None:
    """Train a model in place; at the end call ``save`` with the averaged weights in the model.

    Args:
        model: the network.
        loss_of_step: draws a batch for the step and returns its loss.
        schedule: the length and the learning rate.
        checkpoint: a file that is written at every evaluation; a run that finds it continues from there.
        evaluate: returns the development score in percent; called with the averaged weights in the model.
        save: writes the model.
    """
    import torch

    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.Adam(parameters, lr=schedule.rate, betas=(0.9, 0.95), eps=1e-6)
    average = MovingAverage(model, schedule.average)
    first = _load_checkpoint(checkpoint, model, optimizer, average)
    began, total = time.monotonic(), 0.0
    for step in range(first, schedule.steps):
        for group in optimizer.param_groups:
            group["lr"] = schedule.rate_at(step)
        model.train()
        optimizer.zero_grad()
        loss = loss_of_step(step)
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        average.update(model, step)
        total += float(loss.detach())
        if (step + 1) % schedule.evaluate_every == 0 or step + 1 == schedule.steps:
            with average.apply(model):
                model.eval()
                score = evaluate()
            seconds = (time.monotonic() - began) / (step + 1 - first)
            _log.info(
                "%s: step %d of %d, loss %.3f, development %.2f, %.2f s per step",
                checkpoint.stem, step + 1, schedule.steps, total / schedule.evaluate_every, score, seconds,
            )  # fmt: skip
            total = 0.0
            _save_checkpoint(checkpoint, model, optimizer, average, step + 1)
    with average.apply(model):
        model.eval()
        save()


def _save_checkpoint(path: Path, model: torch.nn.Module, optimizer: Any, average: MovingAverage, step: int) -> None:
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


def _load_checkpoint(path: Path, model: torch.nn.Module, optimizer: Any, average: MovingAverage) -> int:
    import torch

    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    _set_weights(model, state["model"])
    optimizer.load_state_dict(state["optimizer"])
    average.values = state["average"]
    _log.info("%s: continues at step %d", path.stem, state["step"])
    return int(state["step"])
