"""``quotes graph``: the graph of who said what, written, drawn and asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.errors import OutputError

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from quotes.graphs import Filter
    from quotes.graphs.views import Model

_VIEWS = ("quotes", "mentions", "addressee", "together", "outlets", "topics")
_SPEAKER_VIEWS = ("together", "mentions", "addressee")
_PATHS = click.argument("paths", metavar="RECORDS...", nargs=-1, required=True, type=click.Path(allow_dash=True))
_WIDEST = 60  # characters of a cell on a terminal
_DAY = click.DateTime(["%Y-%m-%d"])
_FILTERS = (
    click.option("--speaker", "speakers", multiple=True, metavar="NAME", help="A name, alias or id; may be repeated."),
    click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="An outlet; may be repeated."),
    click.option("--type", "types", multiple=True, type=click.Choice(["direct", "indirect", "mixed"])),
    click.option("--cue-class", "cue_classes", multiple=True, metavar="CLASS", help="statement, denial, hope, …"),
    click.option("--kind", "kinds", multiple=True, help="Kinds of speakers.",
                 type=click.Choice(["person", "organisation", "group", "document", "unnamed"])),
    click.option("--from", "since", type=_DAY, metavar="DAY", help="First day, YYYY-MM-DD; drops undated articles."),
    click.option("--to", "until", type=_DAY, metavar="DAY", help="Last day."),
    click.option("--min-weight", type=click.FloatRange(min=1), default=1, show_default=True, help="Least weight."),
)  # fmt: skip


def _filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_FILTERS):
        command = option(command)
    return common_options(command)


class _Graph(click.Group):
    """``quotes graph RECORDS`` is ``quotes graph write RECORDS``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return super().resolve_command(ctx, args if args[0] in self.commands else ["write", *args])


@click.group("graph", cls=_Graph, context_settings={"ignore_unknown_options": True})
def command() -> None:
    """Write, draw and ask the graph of who said what, from stored RECORDS.

    RECORDS are JSON lines of quotes extract and stores of quotes corpus.

    \b
      quotes graph records.jsonl -o graph.gexf
      quotes graph records.jsonl -o page.html --view mentions
      quotes graph top records.jsonl --outlet kabarfajar.example --from 2024-01-01

    Without the name of a command it is write: quotes graph write --help shows its options.
    """  # noqa: D301 - click wants the character \b itself


@command.command("write")
@_PATHS
@click.option("-o", "--output", required=True, metavar="FILE", type=click.Path(path_type=Path),
              help="Ends in gexf, graphml, cyjs, json, dot, csv, ttl, jsonld, nt, html, svg, png or pdf.")  # fmt: skip
@click.option("--view", type=click.Choice(_VIEWS), help="By default quotes in files, together in pages and pictures.")
@click.option("--nodes", type=click.IntRange(min=1), help="Most nodes of a page (1000) or picture (80).")
@click.option("--articles", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
              help="Also write the article views to DIR; the quotes of an HTML page link to them.")  # fmt: skip
@_filtered
def write_command(
    paths: Sequence[str], output: Path, view: str | None, nodes: int | None, articles: Path | None, **wishes: Any
) -> None:
    """Write or draw a view of the graph. The ending of FILE chooses the format."""
    from quotes.graphs import write

    folder = _write_articles(paths, articles, output) if articles else None
    written = write(_model(paths), output, view, _filter(**wishes), nodes, folder)
    if not is_quiet():
        say(f"wrote {', '.join(map(str, written))}")


def _write_articles(paths: Sequence[str], articles: Path, output: Path) -> str:
    """The article views, and the way to them from the page."""
    import os

    from quotes.corpus.stored_records import read_records
    from quotes.html import write_pages

    if output.suffix.lower() != ".html":
        raise OutputError("only a page links to articles", path=str(output), hint="leave out --articles or write .html")
    if "-" in paths:
        raise OutputError("standard input is read once, --articles reads twice", hint="store the records in a file")
    write_pages(read_records(paths), articles)
    return Path(os.path.relpath(articles.resolve(), output.resolve().parent)).as_posix()


def _question(name: str, *options: Callable[..., Any]) -> Callable[[Callable[..., Any]], click.Command]:
    """A command that prints the table which the function of this name gives."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        function = _filtered(function)
        for option in (*options, _format, _limit, _PATHS):
            function = option(function)
        return command.command(name)(function)

    return decorate


_format = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
_limit = click.option("-n", "--rows", type=click.IntRange(min=0), default=20, show_default=True,
                      help="Most rows; 0 for all. CSV and JSON have all.")  # fmt: skip


@_question("top")
def top_command(paths: Sequence[str], form: str, rows: int, **wishes: Any) -> None:
    """Who is quoted most."""
    from quotes.graphs import top

    _print(top(_model(paths), _filter(**wishes)), form, rows)


@_question("share")
def share_command(paths: Sequence[str], form: str, rows: int, **wishes: Any) -> None:
    """Share of voice: whose words an outlet quotes, in parts of its quotes."""
    from quotes.graphs import share

    _print(share(_model(paths), _filter(**wishes)), form, rows)


@_question("pairs")
def pairs_command(paths: Sequence[str], form: str, rows: int, **wishes: Any) -> None:
    """Who talks about whom."""
    from quotes.graphs import pairs

    _print(pairs(_model(paths), _filter(**wishes)), form, rows)


_view = click.option("--view", type=click.Choice(_SPEAKER_VIEWS), default="together", show_default=True)


@_question("communities", _view)
def communities_command(paths: Sequence[str], form: str, rows: int, view: str, **wishes: Any) -> None:
    """Groups of speakers who are linked more with each other than with others."""
    from quotes.graphs import communities

    _print(communities(_model(paths), _filter(**wishes), view), form, rows)


@_question("brokers", _view)
def brokers_command(paths: Sequence[str], form: str, rows: int, view: str, **wishes: Any) -> None:
    """Who stands between the groups."""
    from quotes.graphs import brokers

    _print(brokers(_model(paths), _filter(**wishes), view), form, rows)


@_question(
    "timeline",
    click.option("--every", type=click.Choice(["day", "week", "month", "year"]), default="month", show_default=True),
    click.option("--window", type=click.IntRange(min=1), default=1, help="Periods that a row adds up (rolling)."),
    click.option("--most", type=click.IntRange(min=1), default=10, help="How many speakers, the most quoted."),
)
def timeline_command(
    paths: Sequence[str], form: str, rows: int, every: Any, window: int, most: int, **wishes: Any
) -> None:
    """Quotes by period, and the share of each speaker."""
    from quotes.graphs import timeline

    _print(timeline(_model(paths), _filter(**wishes), every, window, most), form, rows)


def _model(paths: Sequence[str]) -> Model:
    from quotes.corpus.stored_records import read_records
    from quotes.graphs import build

    return build(read_records(paths))


def _filter(since: datetime | None, until: datetime | None, **wishes: Any) -> Filter:
    from quotes.graphs import Filter

    return Filter(**wishes, since=since.date() if since else None, until=until.date() if until else None)


def _print(table: pd.DataFrame, form: str, rows: int) -> None:
    if form == "csv":
        click.echo(table.to_csv(index=False), nl=False)
    elif form == "json":
        click.echo(table.to_json(orient="records", date_format="iso", force_ascii=False))
    elif table.empty:
        say("no row: no quote passes the filters and answers the question")
    else:
        _print_text(table, rows)


def _print_text(table: pd.DataFrame, rows: int) -> None:
    """On a terminal: days without hours, long texts cut, control characters not sent."""
    shown = table.head(rows) if rows else table
    days = {str(column): shown[column].dt.strftime("%Y-%m-%d") for column in shown.select_dtypes("datetime")}
    shown = shown.assign(**days).map(_cell)
    click.echo(shown.to_string(index=False, na_rep="", float_format="{:.3f}".format))
    if len(shown) < len(table):
        say(f"{len(shown)} of {len(table)} rows; -n 0 shows all")


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    plain = "".join(character if character.isprintable() else " " for character in value)
    return plain if len(plain) <= _WIDEST else f"{plain[: _WIDEST - 1]}…"
