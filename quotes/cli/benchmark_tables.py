"""The figures of ``quotes benchmark`` as tables for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from quotes.benchmark.rounds import STAGES

#: Width where the output is a file or a pipe.
_WIDTH = 120
#: Articles whose quotes differ that are named.
_NAMED = 8


class Printer:
    """Prints the parts of a report on standard output."""

    def __init__(self) -> None:
        console = Console(highlight=False, markup=False)
        self._console = console if console.is_terminal else Console(highlight=False, markup=False, width=_WIDTH)

    def sides(self, figures: Mapping[str, Any]) -> None:
        """What was measured where, and how fast each side is."""
        machine = figures["machine"]
        threads = f"{machine['threads']} thread{'s' if machine['threads'] > 1 else ''}"
        versions = f"Python {machine['python']}, torch {machine['torch']}, Stanza {machine['stanza']}"
        self._console.print(f"{figures['articles']} articles, model {machine['model']}, {threads}; {versions}")
        table = _table("side", "articles/s", "words/s", "cpu s", "wall s", "peak MB", "load s", "first quote s")
        for side in figures["sides"]:
            peak = "-" if side["peak_mb"] is None else f"{side['peak_mb']:.0f}"
            speed = (f"{side['articles_a_second']:.2f}", f"{side['words_a_second']:.0f}")
            spent = (f"{side['cpu_seconds']:.1f}", f"{side['wall_seconds']:.1f}", peak)
            start = (f"{side['loading']['wall_seconds']:.1f}", f"{side['first_article']['wall_seconds']:.2f}")
            table.add_row(side["side"], *speed, *spent, *start)
        self._console.print(table)

    def stages(self, figures: Mapping[str, Any]) -> None:
        """Where the time goes: seconds a thousand articles, and the share."""
        self._console.print("processor time by stage, ms an article (and per cent)")
        table = _table("side", *STAGES)
        for side in figures["sides"]:
            whole = sum(side["stages"].values())
            cells = (side["stages"][name] for name in STAGES)
            each = 1000 / side["articles"]
            table.add_row(side["side"], *(f"{s * each:.1f} ({100 * s / whole:.0f})" if s else "-" for s in cells))
        self._console.print(table)

    def against(self, found: Mapping[str, Any]) -> None:
        """How our side stands to another."""
        times, wall, same = found["times_as_fast"], found["times_as_fast_by_the_wall"], found["agreement"]
        self._console.print(
            f"ours is {times['whole']:.2f} times as fast as {found['side']} in processor time "
            f"(rounds {times['lowest']:.2f} to {times['highest']:.2f}, median {times['median']:.2f}), "
            f"{wall['whole']:.2f} times by the wall clock ({wall['lowest']:.2f} to {wall['highest']:.2f})"
        )
        self._console.print(
            f"  the same quotes in {same['same_articles']} of {same['articles']} articles; "
            f"{same['quotes']} quotes here, {same['other_quotes']} there, {same['same_quotes']} the same"
        )
        if same["differing"] and same["same_quotes"] * 2 > same["quotes"]:
            more = len(same["differing"]) - _NAMED
            named = ", ".join(same["differing"][:_NAMED]) + (f" and {more} more" if more > 0 else "")
            self._console.print(f"  differing: {named}")

    def gold(self, found: Mapping[str, Any]) -> None:
        """The joint F1 of each side."""
        f1s = ", ".join(f"{name} {value:.3f}" for name, value in found["f1"].items())
        self._console.print(f"joint F1 on {found['file']} ({found['articles']} articles): {f1s}")

    def growth(self, steps: list[dict[str, Any]]) -> None:
        """The cost of more articles, and of longer ones."""
        table = _table("growing", "count", "words", "cpu s", "cpu ms each", "cpu s a 1,000 words", "peak MB")
        for step in steps:
            peak = "-" if step["cost"]["peak"] is None else f"{step['cost']['peak']:.0f}"
            spent = (f"{step['cost']['cpu']:.2f}", f"{step['cpu_ms_each']:.1f}", f"{step['cpu_s_a_1000_words']:.3f}")
            table.add_row(step["what"], f"{step['count']:,}", f"{step['words']:,}", *spent, peak)
        self._console.print(table)


def _table(first: str, *columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first)
    for name in columns:
        table.add_column(name, justify="right")
    return table
