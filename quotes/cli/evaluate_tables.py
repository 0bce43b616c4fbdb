"""The figures of ``quotes evaluate`` as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from quotes.evaluation.calibration import Calibration
from quotes.evaluation.changes import Change, changes
from quotes.evaluation.gate import Verdict
from quotes.evaluation.groups import Group
from quotes.evaluation.matching import ArticleMatch, Pair
from quotes.evaluation.resampling import Interval, compare
from quotes.evaluation.score import Scores
from quotes.records import Quote

#: Width where the output is a file or a pipe.
_WIDTH = 120


class Printer:
    """Prints the parts of a report on standard output."""

    def __init__(self) -> None:
        console = Console(highlight=False)
        self._console = console if console.is_terminal else Console(highlight=False, width=_WIDTH)

    def summary(self, scores: Scores, draws: int) -> None:
        """The figures of the whole, by type, and the calibration."""
        missing = scores.count("articles_missing")
        note = f", [bold red]{missing} ARTICLES MISSING[/]" if missing else ""
        numbers = f"{scores.count('gold')} gold quotes, {scores.count('pred')} predicted"
        self._console.print(f"{len(scores.matches)} articles, {numbers}{note}")
        intervals = scores.intervals(draws)
        self._rates(scores, intervals)
        self._shares(scores, intervals)
        self.groups(scores, "type")
        if scores.calibration:
            self._calibration(scores.calibration)

    def groups(self, scores: Scores, key: str) -> None:
        """The figures by one kind of quote."""
        groups = scores.by(key)
        if all(group.gold is None for group in groups):
            self._predicted_groups(groups, key)
            return
        table = _table(key, "gold", "pred", "found R", "exact R", "joint P", "joint R", "joint F1", "speaker")
        for group in groups:
            figures = (group.found.recall, group.exact.recall, group.joint.precision, group.joint.recall)
            counts = (str(group.gold), str(group.pred))
            table.add_row(escape(group.name), *counts, *map(_shown, (*figures, group.joint.f1, group.speaker_accuracy)))
        self._console.print(table)

    def errors(self, scores: Scores) -> None:
        """Every quote that is not right in all."""
        for match in scores.matches:
            for pair in (pair for pair in match.pairs if pair.errors):
                self._error(match, pair)

    def comparison(self, before: Scores, after: Scores, draws: int) -> None:
        """Whether two runs differ, and in which quotes."""
        table = _table("measure", "before", "after", "gain", "95 % interval", "p")
        for name, each in compare(before.tallies, after.tallies, draws).items():
            row = (_shown(each.first), _shown(each.second), f"{each.gain:+.3f}", _interval(each.interval, sign="+"))
            table.add_row(name, *row, f"{each.p:.3f}")
        self._console.print(table)
        moved = changes(before.matches, after.matches)
        better, worse = [each for each in moved if each.better], [each for each in moved if each.worse]
        self._changes(f"{len(better)} quotes got better", better)
        self._changes(f"{len(worse)} quotes got worse", worse)

    def gate(self, verdicts: Iterable[Verdict]) -> None:
        """Figures against floors."""
        table = _table("floor of", "floor", "figure", "")
        for each in verdicts:
            figure = "none" if each.figure is None else f"{each.figure:.4f}"
            table.add_row(each.measure, f"{each.floor:.4f}", figure, "holds" if each.holds else "[bold red]BELOW[/]")
        self._console.print(table)

    def _rates(self, scores: Scores, intervals: dict[str, Interval]) -> None:
        table = _table("measure", "P", "R", "F1", *(["95 % interval of F1"] if intervals else []))
        for name, rate in scores.rates.items():
            interval = [_interval(intervals[name])] if intervals else []
            table.add_row(name, _shown(rate.precision), _shown(rate.recall), f"[bold]{_shown(rate.f1)}[/]", *interval)
        self._console.print(table)

    def _shares(self, scores: Scores, intervals: dict[str, Interval]) -> None:
        table = _table("share", "", *(["95 % interval"] if intervals else []))
        for name, share in scores.shares.items():
            table.add_row(name, _shown(share), *([_interval(intervals[name])] if intervals else []))
        if scores.outlet_gap is not None:
            table.add_row("outlet_gap", f"{scores.outlet_gap:+.3f}", *([""] if intervals else []))
        self._console.print(table)

    def _predicted_groups(self, groups: Sequence[Group], key: str) -> None:
        table = _table(key, "pred", "found P", "exact P", "joint P", "speaker")
        for group in groups:
            figures = (group.found.precision, group.exact.precision, group.joint.precision, group.speaker_accuracy)
            table.add_row(escape(group.name), str(group.pred), *map(_shown, figures))
        self._console.print(table)

    def _calibration(self, found: Calibration) -> None:
        table = _table("confidence", "quotes", "mean", "right")
        for each in found.bins:
            table.add_row(
                f"{each.low:.1f}–{each.high:.1f}", str(each.quotes), _shown(each.confidence), _shown(each.right)
            )
        table.caption = f"calibration error {found.error:.3f}, Brier score {found.brier:.3f}, {found.quotes} quotes"
        self._console.print(table)

    def _error(self, match: ArticleMatch, pair: Pair) -> None:
        self._console.print(f"[bold]{escape(match.article.id)}[/] {', '.join(pair.errors)}")
        for side, quote in (("gold", pair.gold), ("pred", pair.predicted)):
            if quote:
                self._console.print(f"    {side}: {_quote(quote)}", soft_wrap=True)

    def _changes(self, heading: str, moved: Sequence[Change]) -> None:
        self._console.print(f"[bold]{heading}[/]")
        for each in moved:
            quote = each.gold or each.first or each.second
            if quote:
                how = f"{', '.join(each.before) or 'right'} → {', '.join(each.after) or 'right'}"
                words = _quote(quote)
                self._console.print(f"  {escape(each.article.id)} {how}\n    {words}", soft_wrap=True)


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=bool(number))
    return table


def _shown(figure: float) -> str:
    return f"{figure:.3f}"


def _interval(interval: Interval, *, sign: str = "") -> str:
    return f"{interval.low:{sign}.3f} to {interval.high:{sign}.3f}"


def _quote(quote: Quote) -> str:
    words = quote.text.replace("\n", " ⏎ ")
    rule = f" ({quote.rule})" if quote.rule else ""
    return escape(f"[{quote.type}] {'; '.join(quote.speakers) or '?'}: {words}{rule}")
