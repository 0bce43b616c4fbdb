"""The figures of ``quotes evaluate`` as tables in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from quotes.cli.terminal import count, make_table, show
from quotes.evaluation.calibration import Calibration
from quotes.evaluation.comparison import Change, Interval, compare_runs, find_changes
from quotes.evaluation.gate import Verdict
from quotes.evaluation.groups import Group
from quotes.evaluation.score import Scores
from quotes.records import Quote


def print_summary(scores: Scores, draws: int) -> None:
    """Print the figures of all quotes, the figures by type, and the calibration.

    Args:
        draws: bootstrap samples for the confidence intervals; 0 for none.
    """
    missing = scores.count("articles_missing")
    head = f"{count(len(scores.matches), 'article')}, {count(scores.count('gold'), 'gold quote')}"
    note = (f", {count(missing, 'ARTICLE').upper()} MISSING", "bold red") if missing else ""
    show(Text.assemble(f"{head}, {scores.count('pred'):,} predicted", note))
    intervals = scores.intervals(draws)
    table = make_table(["measure"], ["P", "R", "F1", *(["95 % interval of F1"] if intervals else [])], edges=True)
    for name, rate in scores.rates.items():
        interval = [_format_interval(intervals[name])] if intervals else []
        table.add_row(name, _format(rate.precision), _format(rate.recall), Text(_format(rate.f1), "bold"), *interval)
    show(table)
    table = make_table(["share"], ["", *(["95 % interval"] if intervals else [])], edges=True)
    for name, share in scores.shares.items():
        table.add_row(name, _format(share), *([_format_interval(intervals[name])] if intervals else []))
    if scores.outlet_gap is not None:
        table.add_row("outlet_gap", f"{scores.outlet_gap:+.3f}", *([""] if intervals else []))
    show(table)
    print_groups(scores, "type")
    if scores.calibration:
        _print_calibration(scores.calibration)


def print_groups(scores: Scores, key: str) -> None:
    """Print the figures of each group of quotes."""
    groups = scores.group_by(key)
    if all(group.gold is None for group in groups):
        _print_predicted_groups(groups, key)
        return
    numbers = ["gold", "pred", "found R", "exact R", "joint P", "joint R", "joint F1", "speaker"]
    table = make_table([key], numbers, edges=True)
    for group in groups:
        figures = (group.found.recall, group.exact.recall, group.joint.precision, group.joint.recall)
        counts = (str(group.gold), str(group.pred))
        table.add_row(group.name, *counts, *map(_format, (*figures, group.joint.f1, group.speaker_accuracy)))
    show(table)


def _print_predicted_groups(groups: Sequence[Group], key: str) -> None:
    """Print the figures of groups that only predicted quotes have, such as the rule."""
    table = make_table([key], ["pred", "found P", "exact P", "joint P", "speaker"], edges=True)
    for group in groups:
        figures = (group.found.precision, group.exact.precision, group.joint.precision, group.speaker_accuracy)
        table.add_row(group.name, str(group.pred), *map(_format, figures))
    show(table)


def _print_calibration(found: Calibration) -> None:
    table = make_table(["confidence"], ["quotes", "mean", "right"], edges=True)
    for each in found.bins:
        table.add_row(
            f"{each.low:.1f}–{each.high:.1f}", str(each.quotes), _format(each.confidence), _format(each.right)
        )
    table.caption = f"calibration error {found.error:.3f}, Brier score {found.brier:.3f}, {found.quotes} quotes"
    show(table)
    table = make_table(["confidence from"], ["quotes", "precision", "coverage", "recall"], edges=True)
    for sure in found.sure:
        figures = map(_format, (sure.precision, sure.coverage, sure.recall))
        table.add_row(f"{sure.confidence:.2f}", str(sure.quotes), *figures)
    sure = found.sure[1]
    table.caption = (
        f"of the quotes with a confidence of {sure.confidence:.2f} or more, {sure.precision:.1%} are right, and they"
        f" are {sure.coverage:.1%} of all quotes found"
    )
    show(table)
    table = make_table(["surest"], ["precision"], edges=True)
    for coverage, precision in found.precision_at:
        table.add_row(f"{coverage:.0%}", _format(precision))
    table.caption = f"area under the ROC curve {_format(found.auc)}" if found.auc is not None else None
    show(table)


def print_errors(scores: Scores) -> None:
    """Print every quote with an error, gold and predicted."""
    for match in scores.matches:
        for pair in (pair for pair in match.pairs if pair.errors):
            show(Text.assemble((match.article.id, "bold"), f" {', '.join(pair.errors)}"), wrap=False)
            for side, quote in (("gold", pair.gold), ("pred", pair.predicted)):
                if quote:
                    show(f"    {side}: {_format_quote(quote)}", wrap=False)


def print_comparison(before: Scores, after: Scores, draws: int) -> None:
    """Print whether two predictions differ, and in which quotes.

    Args:
        draws: bootstrap samples for the intervals and p-values.
    """
    table = make_table(["measure"], ["before", "after", "gain", "95 % interval", "p"], edges=True)
    for name, each in compare_runs(before.tallies, after.tallies, draws).items():
        row = (
            _format(each.first),
            _format(each.second),
            f"{each.gain:+.3f}",
            _format_interval(each.interval, sign="+"),
        )
        table.add_row(name, *row, f"{each.p:.3f}")
    show(table)
    moved = find_changes(before.matches, after.matches)
    for heading, some in (
        ("got better", [each for each in moved if each.is_better]),
        ("got worse", [each for each in moved if each.is_worse]),
    ):
        show(Text(f"{count(len(some), 'quote')} {heading}", "bold"))
        for change in some:
            _print_change(change)


def _print_change(change: Change) -> None:
    quote = change.gold or change.first or change.second
    if quote:
        errors = f"{', '.join(change.before) or 'right'} → {', '.join(change.after) or 'right'}"
        show(f"  {change.article.id} {errors}\n    {_format_quote(quote)}", wrap=False)


def print_gate(verdicts: Iterable[Verdict]) -> None:
    """Print the figures and their floors."""
    table = make_table(["floor of"], ["floor", "figure", ""], edges=True)
    for each in verdicts:
        figure = "none" if each.figure is None else f"{each.figure:.4f}"
        verdict = "holds" if each.holds else Text("BELOW", "bold red")
        table.add_row(each.measure, f"{each.floor:.4f}", figure, verdict)
    show(table)


def _format(figure: float) -> str:
    return f"{figure:.3f}"


def _format_interval(interval: Interval, *, sign: str = "") -> str:
    return f"{interval.low:{sign}.3f} to {interval.high:{sign}.3f}"


def _format_quote(quote: Quote) -> str:
    words = quote.text.replace("\n", " ⏎ ")
    rule = f" ({quote.rule})" if quote.rule else ""
    return f"[{quote.type}] {'; '.join(quote.speakers) or '?'}: {words}{rule}"
