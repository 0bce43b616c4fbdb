"""``quotes graph``: the graph of who said what, as a file, a picture, a page or a table of figures."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.files import refuse_overwriting, write_text
from quotes.cli.group import GroupWithDefault
from quotes.cli.options import combine, common_options, is_quiet, selection_options, table_options, to_date
from quotes.cli.terminal import replace_unprintable, say
from quotes.errors import InputError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from quotes.graphs import Filter
    from quotes.graphs.views import QuoteGraph

_VIEWS = ("quotes", "mentions", "together", "outlets", "topics")
_SPEAKER_VIEWS = ("together", "mentions")
_KINDS = ("person", "organisation", "group", "document", "unnamed")
#: Of no quote a dot, of the most a full block.
_BLOCKS = "·▁▂▃▄▅▆▇█"
#: Longest text in a cell of a table on a terminal, in characters.
_MAX_CELL = 60

_records = click.argument("paths", metavar="RECORDS...", nargs=-1, required=True, type=click.Path(allow_dash=True))
_filter_options = combine(
    selection_options,
    click.option(
        "--cue-class", "cue_classes", multiple=True, metavar="CLASS",
        help="Only quotes with a cue of this class: statement, denial, hope and others. Can be repeated.",
    ),
    click.option(
        "--kind", "kinds", multiple=True, type=click.Choice(_KINDS),
        help="Only speakers of this kind. Can be repeated.",
    ),
    click.option(
        "--min-weight", type=click.FloatRange(min=1), metavar="N", default=1, show_default=True,
        help="The lowest weight of a link; weaker links are left out.",
    ),
)  # fmt: skip


_table_file = click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path),
    help="Write all rows to FILE, which ends in csv or json, instead of printing them.",
)  # fmt: skip


@click.group("graph", cls=GroupWithDefault, default="write", context_settings={"ignore_unknown_options": True})
def graph_command() -> None:
    """Export, draw or query the graph of who said what.

    RECORDS are what quotes extract (JSONL) and quotes corpus (stores) have written.

    \b
      quotes graph records.jsonl -o graph.gexf
      quotes graph records.jsonl -o page.html --view mentions
      quotes graph top records.jsonl --outlet kabarfajar.example --from 2024-01-01
      quotes graph timeline records.jsonl --every month

    quotes graph alone means quotes graph write; quotes graph write --help shows its options.
    """  # noqa: D301 - click wants the character \b itself


@graph_command.command("write")
@_records
@click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(path_type=Path),
    help="The file to write. It ends in gexf, graphml, cyjs, json, dot, csv, ttl, jsonld, nt, html, svg, png or pdf.",
)  # fmt: skip
@click.option(
    "--view",
    type=click.Choice(_VIEWS),
    help="What is linked. By default quotes in files, together in pages and pictures.",
)
@click.option(
    "--nodes",
    type=click.IntRange(min=1),
    help="The highest number of speakers in a page or picture. By default 1000; lists and search have all.",
)
@click.option(
    "--min-quotes",
    type=click.IntRange(min=1),
    metavar="N",
    default=2,
    show_default=True,
    help="A page or picture draws people and bodies with at least N quotes.",
)
@click.option(
    "--articles", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="Also write a page for each article to DIR. The quotes of an HTML page link to them.",
)  # fmt: skip
@_filter_options
@common_options
def write_command(
    paths: Sequence[str], output: Path, view: str | None, nodes: int | None, articles: Path | None, **filters: Any
) -> None:
    """Write the graph to a file, a picture or a page, depending on the ending of FILE."""
    from quotes.graphs import write_graph

    refuse_overwriting([output, *(articles.glob("*.html") if articles else ())], paths)
    folder = _write_articles(paths, articles, output) if articles else None
    graph, keep = _build_filtered(paths, filters)
    written = write_graph(graph, output, view, keep, nodes, folder)
    if not is_quiet():
        say(f"wrote {', '.join(map(str, written))}")


@click.command("report")
@_records
@click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(path_type=Path),
    help="The page to write; it ends in html.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="The heading of the page.")
@click.option(
    "--articles", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="Also write a page for each article to DIR, to which the quotes link.",
)  # fmt: skip
@_filter_options
@common_options
def report_command(
    paths: Sequence[str], output: Path, title: str | None, articles: Path | None, **filters: Any
) -> None:
    """Write a report to send round: who is quoted most, by outlet, over time, how concentrated, named and sure.

    RECORDS are what quotes extract (JSONL) and quotes corpus (stores) have written. The report is one HTML file that
    loads nothing. Every figure opens its quotes.

    \b
      quotes report records.jsonl -o report.html
      quotes report records.jsonl -o maret.html --from 2024-03-01 --to 2024-03-31 --title "Maret 2024"
    """  # noqa: D301 - click wants the character \b itself
    from quotes.graphs import report_html

    if output.suffix.lower() not in (".html", ".htm"):
        raise UsageError("a report is written as HTML", path=str(output), hint="end the name in .html")
    refuse_overwriting([output, *(articles.glob("*.html") if articles else ())], paths)
    folder = _write_articles(paths, articles, output) if articles else None
    graph, keep = _build_filtered(paths, filters)
    write_text(report_html(graph, keep, title, folder), output)
    if not is_quiet():
        say(f"wrote {output}")


def _build_filtered(paths: Sequence[str], filters: dict[str, Any]) -> tuple[QuoteGraph, Filter]:
    """Build the graph, and make the filter.

    Raises:
        InputError: no quote passes the filter.
        UsageError: the filter names a speaker whom nobody is called.
    """
    from quotes.graphs import EVERYTHING
    from quotes.graphs.filters import select_quotes, select_speakers

    graph, keep = _build_graph(paths), _make_filter(**filters)
    wanted = select_speakers(graph, keep)
    if keep != EVERYTHING and wanted is None and not select_quotes(graph, keep):
        hint = "nothing was written; --from and --to leave out articles without a date"
        raise InputError("no quote passes the filters", hint=hint)
    return graph, keep


def _write_articles(paths: Sequence[str], articles: Path, output: Path) -> str:
    """Write a page for each article and return the path to them from the page of the graph."""
    from quotes.corpus.stored_records import read_records
    from quotes.html import write_pages

    if output.suffix.lower() != ".html":
        hint = "leave out --articles, or write .html"
        raise UsageError("only an HTML page can link to articles", path=str(output), hint=hint)
    if "-" in paths:
        hint = "write the records to a file first"
        raise UsageError("--articles reads the records twice, and standard input can be read once", hint=hint)
    write_pages(read_records(paths), articles)
    return Path(os.path.relpath(articles.resolve(), output.resolve().parent)).as_posix()


def _analysis(name: str, *options: Callable[..., Any]) -> Callable[[Callable[..., Any]], click.Command]:
    """Return a decorator that makes a command of a function that prints a table."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        return graph_command.command(name)(
            combine(_records, table_options, _table_file, *options, _filter_options, common_options)(function)
        )

    return decorate


@_analysis("top")
def top_command(paths: Sequence[str], form: str, limit: int, output: Path | None, **filters: Any) -> None:
    """List the speakers who are quoted most."""
    from quotes.graphs import top

    _print(top(_build_graph(paths), _make_filter(**filters)), form, limit, output, paths)


@_analysis("share")
def share_command(paths: Sequence[str], form: str, limit: int, output: Path | None, **filters: Any) -> None:
    """Compute the share of voice: the share of each speaker in the quotes of an outlet."""
    from quotes.graphs import share

    _print(share(_build_graph(paths), _make_filter(**filters)), form, limit, output, paths)


@_analysis("pairs")
def pairs_command(paths: Sequence[str], form: str, limit: int, output: Path | None, **filters: Any) -> None:
    """List who talks about whom."""
    from quotes.graphs import pairs

    _print(pairs(_build_graph(paths), _make_filter(**filters)), form, limit, output, paths)


_view = click.option(
    "--view", type=click.Choice(_SPEAKER_VIEWS), default="together", show_default=True, help="What links two speakers."
)


@_analysis("communities", _view)
def communities_command(
    paths: Sequence[str], form: str, limit: int, output: Path | None, view: str, **filters: Any
) -> None:
    """Find communities: groups of speakers with more links among themselves than to others."""
    from quotes.graphs import communities

    _print(communities(_build_graph(paths), _make_filter(**filters), view), form, limit, output, paths)


@_analysis("brokers", _view)
def brokers_command(
    paths: Sequence[str], form: str, limit: int, output: Path | None, view: str, **filters: Any
) -> None:
    """List the speakers who connect communities, by betweenness."""
    from quotes.graphs import brokers

    _print(brokers(_build_graph(paths), _make_filter(**filters), view), form, limit, output, paths)


@_analysis(
    "timeline",
    click.option(
        "--every", type=click.Choice(["day", "week", "month", "year"]), default="month", show_default=True,
        help="The length of a period.",
    ),
    click.option(
        "--window", type=click.IntRange(min=1), metavar="N", default=1, show_default=True,
        help="The number of periods that each row adds up (a rolling sum).",
    ),
    click.option(
        "--most", type=click.IntRange(min=1), metavar="N", default=10, show_default=True,
        help="The number of speakers, the most quoted first.",
    ),
)  # fmt: skip
def timeline_command(
    paths: Sequence[str], form: str, limit: int, output: Path | None, every: Any, window: int, most: int, **filters: Any
) -> None:
    """Count the quotes of each speaker per period, with their share.

    The table shows a line for each speaker, all on one scale; CSV and JSON have the numbers, without rows of 0.
    """
    from quotes.graphs import timeline

    wants_lines = form == "table" and output is None
    table = timeline(_build_graph(paths), _make_filter(**filters), every, window, most, zeros=wants_lines)
    _print(_draw_lines(table) if wants_lines else table, form, limit, output, paths)


def _draw_lines(table: pd.DataFrame) -> pd.DataFrame:
    """Make one row of each speaker of a timeline: name, quotes, a line of blocks, and the first and last period."""
    if table.empty:
        return table
    counts = table.pivot_table(index="period", columns="speaker", values="quotes", fill_value=0, aggfunc="sum")
    names = table.drop_duplicates("speaker").set_index("speaker")["name"]
    most, first, last = counts.to_numpy().max(), counts.index.min(), counts.index.max()
    lines = counts.apply(lambda column: "".join(_BLOCKS[-(-int(count) * 8 // most)] for count in column))
    rows = lines.rename("line").to_frame().assign(name=names, quotes=counts.sum(), start=first, end=last)
    ordered = rows.sort_values(["quotes", "name"], ascending=[False, True], ignore_index=True)
    return ordered[["name", "quotes", "line", "start", "end"]]


@_analysis(
    "words",
    click.option(
        "--by", type=click.Choice(["speaker", "outlet"]), default="speaker", show_default=True, help="Whose words."
    ),
)
def words_command(paths: Sequence[str], form: str, limit: int, output: Path | None, by: Any, **filters: Any) -> None:
    """List the words that a speaker or an outlet uses more than all others (log-odds)."""
    from quotes.graphs import keyness

    _print(keyness(_build_graph(paths), _make_filter(**filters), by), form, limit, output, paths)


@_analysis("outlets")
def outlets_command(paths: Sequence[str], form: str, limit: int, output: Path | None, **filters: Any) -> None:
    """Count the quotes of each speaker in each outlet: a row a speaker, a column an outlet."""
    from quotes.graphs import heat_table

    everybody = 1_000_000
    _print(heat_table(_build_graph(paths), _make_filter(**filters), everybody), form, limit, output, paths)


def _build_graph(paths: Sequence[str]) -> QuoteGraph:
    from quotes.corpus.stored_records import read_records
    from quotes.graphs import build_graph

    return build_graph(read_records(paths))


def _make_filter(since: datetime | None, until: datetime | None, **filters: Any) -> Filter:
    from quotes.graphs import Filter

    return Filter(**filters, since=to_date(since), until=to_date(until))


def _print(table: pd.DataFrame, form: str, limit: int, output: Path | None, paths: Sequence[str]) -> None:
    if output is not None:
        form = output.suffix.lower().removeprefix(".")
        if form not in ("csv", "json"):
            raise UsageError(
                "a table is written as CSV or JSON", path=str(output), hint="end the name in .csv or .json"
            )
        refuse_overwriting(output, paths)
    texts = {
        "csv": lambda: table.to_csv(index=False),
        "json": lambda: f"{table.to_json(orient='records', date_format='iso', force_ascii=False)}\n",
    }
    if form in texts:
        write_text(texts[form](), output or Path("-"))
        if output is not None and not is_quiet():
            say(f"wrote {output}")
    elif table.empty:
        say("the table has no rows: no quote passes the filters")
    else:
        _print_text(table, limit)


def _print_text(table: pd.DataFrame, limit: int) -> None:
    """Print dates without hours, long texts cut, and no control characters."""
    shown = table.head(limit) if limit else table
    days = {str(column): shown[column].dt.strftime("%Y-%m-%d") for column in shown.select_dtypes("datetime")}
    shown = shown.assign(**days).map(_format_cell)
    click.echo(_fit_window(shown, shutil.get_terminal_size().columns if sys.stdout.isatty() else None))
    if len(shown) < len(table):
        say(f"{len(shown)} of {len(table):,} rows; -n 0 shows all")


def _fit_window(table: pd.DataFrame, width: int | None) -> str:
    """Return the text of a table; where the window is narrow, ids and the last columns give way to the first."""
    while True:
        text = table.to_string(index=False, na_rep="", float_format="{:.3f}".format)
        if width is None or len(table.columns) <= 2 or max(map(len, text.splitlines())) <= width:
            return text
        drop = "speaker" if {"speaker", "name"} <= set(table.columns) else table.columns[-1]
        table = table.drop(columns=drop)


def _format_cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    plain = replace_unprintable(value)
    return plain if len(plain) <= _MAX_CELL else f"{plain[: _MAX_CELL - 1]}…"
