"""The figures of ``quotes benchmark`` as tables in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quotes.benchmark.rounds import STAGES
from quotes.cli.terminal import count, make_table, show

#: How many articles with different quotes are named.
_NAMED = 8


def print_sides(figures: Mapping[str, Any]) -> None:
    """Print what was measured, and the speed of each side."""
    machine = figures["machine"]
    versions = f"Python {machine['python']}, torch {machine['torch']}, Stanza {machine['stanza']}"
    articles, threads = count(figures["articles"], "article"), count(machine["threads"], "thread")
    show(f"{articles}, model {machine['model']}, {threads}; {versions}")
    numbers = ["articles/s", "words/s", "cpu s", "wall s", "peak MB", "load s", "first quote s"]
    table = make_table(["side"], numbers, edges=True)
    for side in figures["sides"]:
        peak = "-" if side["peak_mb"] is None else f"{side['peak_mb']:.0f}"
        speed = (f"{side['articles_a_second']:.2f}", f"{side['words_a_second']:.0f}")
        spent = (f"{side['cpu_seconds']:.1f}", f"{side['wall_seconds']:.1f}", peak)
        start = (f"{side['loading']['wall_seconds']:.1f}", f"{side['first_article']['wall_seconds']:.2f}")
        table.add_row(side["side"], *speed, *spent, *start)
    show(table)


def print_stages(figures: Mapping[str, Any]) -> None:
    """Print the processor time of each stage."""
    show("processor time per stage: ms per article (% of the side)")
    table = make_table(["side"], STAGES, edges=True)
    for side in figures["sides"]:
        whole = sum(side["stages"].values())
        cells = (side["stages"][name] for name in STAGES)
        per_article = 1000 / side["articles"]
        table.add_row(side["side"], *(f"{s * per_article:.1f} ({100 * s / whole:.0f})" if s else "-" for s in cells))
    show(table)


def print_comparison(found: Mapping[str, Any]) -> None:
    """Print the speed and the quotes of our side relative to another."""
    times, wall, same = found["times_as_fast"], found["times_as_fast_by_the_wall"], found["agreement"]
    show(
        f"ours is {times['whole']:.2f} times as fast as {found['side']} in processor time "
        f"(rounds {times['lowest']:.2f} to {times['highest']:.2f}, median {times['median']:.2f}), "
        f"{wall['whole']:.2f} times in wall-clock time ({wall['lowest']:.2f} to {wall['highest']:.2f})"
    )
    show(
        f"  the same quotes in {same['same_articles']} of {same['articles']} articles; "
        f"{same['quotes']} quotes by ours, {same['other_quotes']} by {found['side']}, {same['same_quotes']} the same"
    )
    if same["differing"] and same["same_quotes"] * 2 > same["quotes"]:
        more = len(same["differing"]) - _NAMED
        named = ", ".join(same["differing"][:_NAMED]) + (f" and {more} more" if more > 0 else "")
        show(f"  different: {named}")


def print_gold(found: Mapping[str, Any]) -> None:
    """Print the joint F1 of each side."""
    f1s = ", ".join(f"{name} {value:.3f}" for name, value in found["f1"].items())
    show(f"joint F1 on {found['file']} ({count(found['articles'], 'article')}): {f1s}")


def print_growth(steps: Sequence[Mapping[str, Any]]) -> None:
    """Print the cost of more articles, and of longer ones."""
    numbers = ["count", "words", "cpu s", "cpu ms each", "cpu s per 1,000 words", "peak MB"]
    table = make_table(["growing"], numbers, edges=True)
    for step in steps:
        peak = "-" if step["cost"]["peak"] is None else f"{step['cost']['peak']:.0f}"
        spent = (f"{step['cost']['cpu']:.2f}", f"{step['cpu_ms_each']:.1f}", f"{step['cpu_s_a_1000_words']:.3f}")
        table.add_row(step["what"], f"{step['count']:,}", f"{step['words']:,}", *spent, peak)
    show(table)
