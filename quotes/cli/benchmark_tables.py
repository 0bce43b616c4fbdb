"""The figures of ``quotes benchmark`` as tables in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quotes.benchmark.measurement import STAGES
from quotes.cli.terminal import count, make_table, show

#: How many articles with different quotes are named.
_NAMED = 8


def print_variants(figures: Mapping[str, Any]) -> None:
    """Print what was measured, and the speed of each variant."""
    machine = figures["machine"]
    versions = f"Python {machine['python']}, torch {machine['torch']}, Stanza {machine['stanza']}"
    articles, threads = count(figures["articles"], "article"), count(machine["threads"], "thread")
    show(f"{articles}, model {machine['model']}, {threads}; {versions}")
    numbers = ["articles/s", "words/s", "cpu s", "wall s", "peak MB", "load s", "first article s"]
    table = make_table(["variant"], numbers, edges=True)
    for variant in figures["variants"]:
        peak = "-" if variant["peak_mb"] is None else f"{variant['peak_mb']:.0f}"
        speed = (f"{variant['articles_per_second']:.2f}", f"{variant['words_per_second']:.0f}")
        spent = (f"{variant['cpu_seconds']:.1f}", f"{variant['wall_seconds']:.1f}", peak)
        start = (f"{variant['loading']['wall_seconds']:.1f}", f"{variant['first_article']['wall_seconds']:.2f}")
        table.add_row(variant["variant"], *speed, *spent, *start)
    show(table)


def print_stages(figures: Mapping[str, Any]) -> None:
    """Print the processor time of each stage."""
    show("processor time per stage: ms per article (% of the variant)")
    table = make_table(["variant"], STAGES, edges=True)
    for variant in figures["variants"]:
        whole = sum(variant["stages"].values())
        cells = (variant["stages"][name] for name in STAGES)
        per_article = 1000 / variant["articles"]
        table.add_row(
            variant["variant"], *(f"{s * per_article:.1f} ({100 * s / whole:.0f})" if s else "-" for s in cells)
        )
    show(table)


def print_comparison(found: Mapping[str, Any]) -> None:
    """Print the speed and the quotes of the optimized variant relative to another."""
    cpu, wall, same = found["cpu_speedup"], found["wall_speedup"], found["agreement"]
    show(
        f"optimized is {cpu['overall']:.2f} times as fast as {found['variant']} in processor time "
        f"(rounds {cpu['lowest']:.2f} to {cpu['highest']:.2f}, median {cpu['median']:.2f}), "
        f"{wall['overall']:.2f} times in wall-clock time ({wall['lowest']:.2f} to {wall['highest']:.2f})"
    )
    show(
        f"  the same quotes in {same['same_articles']} of {same['articles']} articles; "
        f"{same['quotes']} quotes by optimized, {same['other_quotes']} by {found['variant']}, "
        f"{same['same_quotes']} the same"
    )
    if same["differing"] and same["same_quotes"] * 2 > same["quotes"]:
        more = len(same["differing"]) - _NAMED
        named = ", ".join(same["differing"][:_NAMED]) + (f" and {more} more" if more > 0 else "")
        show(f"  different: {named}")


def print_gold(found: Mapping[str, Any]) -> None:
    """Print the joint F1 of each variant."""
    f1s = ", ".join(f"{name} {value:.3f}" for name, value in found["f1"].items())
    show(f"joint F1 on {found['file']} ({count(found['articles'], 'article')}): {f1s}")


def print_scaling(steps: Sequence[Mapping[str, Any]]) -> None:
    """Print the cost of more articles, and of longer ones."""
    numbers = ["count", "words", "cpu s", "cpu ms each", "cpu s per 1,000 words", "peak MB"]
    table = make_table(["input"], numbers, edges=True)
    for step in steps:
        peak = "-" if step["cost"]["peak"] is None else f"{step['cost']['peak']:.0f}"
        spent = (
            f"{step['cost']['cpu']:.2f}",
            f"{step['cpu_ms_per_unit']:.1f}",
            f"{step['cpu_seconds_per_1000_words']:.3f}",
        )
        table.add_row(step["unit"], f"{step['count']:,}", f"{step['words']:,}", *spent, peak)
    show(table)
