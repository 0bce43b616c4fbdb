"""All figures of a benchmark as plain data, for JSON and for the tables."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib import metadata
from typing import Any

from quotes.benchmark.measurement import Measurement, ScalingStep, Speedup, compare_results, compute_speedup
from quotes.benchmark.worker import VARIANTS, Setting


def describe_machine(setting: Setting) -> dict[str, Any]:
    """Describe the machine, the versions of the libraries, and the setting."""
    return {
        "python": platform.python_version(),
        "torch": metadata.version("torch"),
        "stanza": metadata.version("stanza"),
        "processor": platform.processor() or platform.machine(),
        "threads": setting.threads,
        "model": setting.model,
    }


def report_variants(measured: Mapping[str, Measurement]) -> dict[str, Any]:
    """Report speed, memory and stages of every variant, and compare the optimized variant with each other one."""
    optimized = measured.get("optimized")
    others = [each for each in measured.values() if optimized is not None and each is not optimized]
    return {
        "variants": [_report_variant(each) for each in measured.values()],
        "comparisons": [_report_comparison(optimized, other) for other in others if optimized is not None],
    }


def _report_variant(measured: Measurement) -> dict[str, Any]:
    return {
        "variant": measured.variant,
        "description": VARIANTS[measured.variant],
        "articles": sum(each.articles for each in measured.rounds),
        "words": sum(each.words for each in measured.rounds),
        "articles_per_second": measured.articles_per_second,
        "words_per_second": measured.words_per_second,
        "cpu_seconds": measured.cpu,
        "wall_seconds": measured.seconds,
        "peak_mb": measured.peak,
        "loading": {"wall_seconds": measured.loading.seconds, "cpu_seconds": measured.loading.cpu},
        "first_article": {"wall_seconds": measured.first.seconds, "cpu_seconds": measured.first.cpu},
        "stages": measured.stages,
        "rounds": [asdict(each) for each in measured.rounds],
    }


def _report_comparison(optimized: Measurement, other: Measurement) -> dict[str, Any]:
    return {
        "variant": other.variant,
        "cpu_speedup": _report_speedup(compute_speedup(optimized, other)),
        "wall_speedup": _report_speedup(compute_speedup(optimized, other, lambda cost: cost.seconds)),
        "agreement": asdict(compare_results(optimized.results, other.results)),
    }


def _report_speedup(speedup: Speedup) -> dict[str, Any]:
    low, middle, high = speedup.spread
    return {"overall": speedup.overall, "rounds": speedup.rounds, "lowest": low, "median": middle, "highest": high}


def report_scaling(steps: Sequence[ScalingStep]) -> list[dict[str, Any]]:
    """Report the steps, each with its cost per unit and per thousand words."""
    return [
        asdict(step)
        | {
            "cpu_ms_per_unit": 1000 * step.cost.cpu / step.count,
            "cpu_seconds_per_1000_words": 1000 * step.cost.cpu / max(step.words, 1),
        }
        for step in steps
    ]
