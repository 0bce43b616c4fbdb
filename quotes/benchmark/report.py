"""All figures of a benchmark as plain data, for JSON and for the tables."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib import metadata
from typing import Any

from quotes.benchmark.growth import Step
from quotes.benchmark.rounds import Agreement, Ratio, Side, agreement, ratio
from quotes.benchmark.sides import SIDES, Setting


def machine(setting: Setting) -> dict[str, Any]:
    """Where and with what it ran."""
    return {
        "python": platform.python_version(),
        "torch": metadata.version("torch"),
        "stanza": metadata.version("stanza"),
        "processor": platform.processor() or platform.machine(),
        "threads": setting.threads,
        "model": setting.model,
    }


def compared(sides: Mapping[str, Side]) -> dict[str, Any]:
    """Speed, memory and stages of every side, and how our side stands to each other one."""
    out: dict[str, Any] = {"sides": [_side(side) for side in sides.values()], "against": []}
    ours = sides.get("ours")
    for side in sides.values():
        if ours is not None and side is not ours:
            out["against"].append(_against(ours, side))
    return out


def _side(side: Side) -> dict[str, Any]:
    return {
        "side": side.name,
        "what": SIDES[side.name],
        "articles": sum(t.articles for t in side.turns),
        "words": sum(t.words for t in side.turns),
        "articles_a_second": side.articles_a_second,
        "words_a_second": side.words_a_second,
        "cpu_seconds": side.cpu,
        "wall_seconds": side.seconds,
        "peak_mb": side.peak,
        "loading": {"wall_seconds": side.loading.seconds, "cpu_seconds": side.loading.cpu},
        "first_article": {"wall_seconds": side.first.seconds, "cpu_seconds": side.first.cpu},
        "stages": side.stages,
        "rounds": [asdict(turn) for turn in side.turns],
    }


def _against(ours: Side, side: Side) -> dict[str, Any]:
    return {
        "side": side.name,
        "times_as_fast": _ratio(ratio(ours, side)),
        "times_as_fast_by_the_wall": _ratio(ratio(ours, side, lambda cost: cost.seconds)),
        "agreement": _agreement(agreement(ours.results, side.results)),
    }


def _ratio(found: Ratio) -> dict[str, Any]:
    low, middle, high = found.spread
    return {"whole": found.whole, "rounds": found.rounds, "lowest": low, "median": middle, "highest": high}


def _agreement(found: Agreement) -> dict[str, Any]:
    return asdict(found)


def grown(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """The steps, each with what a unit and a thousand words cost."""
    return [
        asdict(step) | {"cpu_ms_each": 1000 * step.cost.cpu / step.count, "cpu_s_a_1000_words": _a_thousand(step)}
        for step in steps
    ]


def _a_thousand(step: Step) -> float:
    return 1000 * step.cost.cpu / max(step.words, 1)
