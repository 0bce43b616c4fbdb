"""The options that commands share, each defined once."""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quotes.cli.terminal import log_to_stderr
from quotes.writing import FORMATS, CsvOptions

if TYPE_CHECKING:
    from datetime import date, datetime

    from quotes.corpus import Selection
    from quotes.reading import Columns

_F = TypeVar("_F", bound=Callable[..., Any])

FILE = click.Path(path_type=Path, dir_okay=False)
#: The formats of gold quotes.
GOLD_FORMAT = click.Choice(["jsonl", "brat", "label-studio", "conllu", "tei", "inception", "web-annotation"])
_DAY = click.DateTime(["%Y-%m-%d"])


def combine(*options: Callable[..., Any]) -> Callable[[_F], _F]:
    """Return a decorator that adds several options, in the order of the help."""

    def decorate(command: _F) -> _F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


# --- every command ---------------------------------------------------------------------------------


def is_quiet(ctx: click.Context | None = None) -> bool:
    """Return whether the user asked for errors only."""
    ctx = ctx or click.get_current_context()
    return bool(ctx.meta.get("quotes.quiet"))


def _set_level(ctx: click.Context, parameter: click.Parameter, value: int) -> None:
    ctx.meta[f"quotes.{parameter.name}"] = value
    level = logging.INFO if ctx.meta.get("quotes.verbose") else logging.WARNING
    if ctx.meta.get("quotes.debug") or ctx.meta.get("quotes.verbose", 0) > 1:
        level = logging.DEBUG
    log_to_stderr(logging.ERROR if is_quiet(ctx) else level)


#: ``-v``, ``-q`` and ``--debug``. Commands ask :func:`is_quiet` before they print messages.
common_options = combine(
    click.option(
        "-v", "--verbose", count=True, callback=_set_level, expose_value=False,
        help="Print what is being done (-vv: the whole log).",
    ),
    click.option("-q", "--quiet", is_flag=True, callback=_set_level, expose_value=False, help="Print only errors."),
    click.option(
        "--debug", is_flag=True, callback=_set_level, expose_value=False,
        help="Print the traceback of an error, and the whole log.",
    ),
)  # fmt: skip


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's form
    if not value or ctx.resilient_parsing:
        return
    from importlib import metadata

    try:
        version = metadata.version("quotes-id")
    except metadata.PackageNotFoundError:
        version = "(not installed: run from a checkout)"
    click.echo(f"quotes {version}, Python {platform.python_version()}")
    ctx.exit()


version_option = click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)

# --- extraction ------------------------------------------------------------------------------------

model_option = click.option(
    "--model", default="id-news", show_default=True, metavar="NAME|DIR",
    help="The parsing model: id-news (shipped), gsd or csui (downloaded by Stanza on first use), or the directory"
    " of a Stanza model.",
)  # fmt: skip

rules_option = click.option(
    "--rules", multiple=True, metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of your own rules, with the layout of the shipped rules/: its files add to the shipped ones, or"
    " replace those of the same name. Can be repeated.",
)  # fmt: skip

speakers_option = click.option(
    "--speakers", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Your own list of speakers (.yaml or .csv): names, offices with dates, Wikidata ids.",
)  # fmt: skip


def _column_option(field: str, what: str) -> Callable[[_F], _F]:
    return click.option(f"--{field}-column", metavar="NAME", help=f"The column or key with {what}.")


#: How tables are read; :func:`take_columns` makes one value of them.
column_options = combine(
    _column_option("text", "the text, if it is not recognised by a usual name such as text, isi, konten, content"),
    _column_option("title", "the title (title, judul, headline, …)"),
    _column_option("date", "the date (date, tanggal, published, …)"),
    _column_option("outlet", "the outlet (outlet, media, sumber, source, …)"),
    _column_option("url", "the address (url, link, tautan, …)"),
    _column_option("id", "the id (id, article_id, …)"),
    click.option(
        "--date-order", type=click.Choice(["DMY", "MDY", "YMD"]), default="DMY", show_default=True,
        help="The order of day, month and year in dates such as 12/3/2024.",
    ),
)  # fmt: skip


def take_columns(options: dict[str, Any]) -> Columns:
    """Remove the values of :data:`column_options` from the options of a command, and return them as one."""
    from quotes.reading import Columns

    named = {field: options.pop(f"{field}_column") for field in ("text", "title", "date", "outlet", "url", "id")}
    return Columns(**named, date_order=options.pop("date_order"))


# --- output ----------------------------------------------------------------------------------------

output_options = combine(
    click.option(
        "-o", "--output", "files", multiple=True, metavar="FILE", type=click.Path(path_type=Path, allow_dash=True),
        help="Write to FILE, in the format of its ending; - is standard output. Can be repeated.",
    ),
    click.option(
        "--format", "format_name", type=click.Choice(list(FORMATS)),
        help="The format of the output, if the ending of FILE does not give it.",
    ),
)  # fmt: skip


def _parse_delimiter(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    r"""Return the one character that the user means; a tab can be written as ``tab`` or ``\t``."""
    named = {"tab": "\t", "\\t": "\t"}.get(value or "", value)
    if named is not None and (len(named) != 1 or named in '"\r\n'):
        raise click.BadParameter("give one character, such as ';', or tab.")
    return named


#: How CSV and TSV are written; :func:`take_csv_options` makes one value of them.
csv_options = combine(
    click.option(
        "--delimiter", metavar="CHARACTER", callback=_parse_delimiter,
        help="What separates the columns of CSV: ';' for Excel where a comma is the decimal sign.",
    ),
    click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, by which Excel recognises UTF-8."),
    click.option(
        "--raw", is_flag=True,
        help="Write cells of CSV as they are, for programs. By default a cell that a spreadsheet would take for a"
        " formula gets an apostrophe before it.",
    ),
)  # fmt: skip


def take_csv_options(options: dict[str, Any]) -> CsvOptions:
    """Remove the values of :data:`csv_options` from the options of a command, and return them as one."""
    return CsvOptions(options.pop("delimiter"), bom=options.pop("bom"), raw=options.pop("raw"))


min_confidence_option = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), metavar="SHARE",
    help="Leave out quotes with a lower confidence (0 to 1), and those without one.",
)  # fmt: skip


def format_option(*names: str, explain: str | None = None) -> Callable[[_F], _F]:
    """Return ``--format`` for what a command prints; the first name is the default."""
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True,
        help=explain or "The format of the output.",
    )  # fmt: skip


#: A table for people, or all rows for programs.
table_options = combine(
    click.option(
        "-n", "--rows", "limit", type=click.IntRange(min=0), metavar="N", default=20, show_default=True,
        help="The number of rows in the table, 0 for all. CSV and JSON have all rows.",
    ),
    format_option("table", "csv", "json"),
)  # fmt: skip

# --- selection -------------------------------------------------------------------------------------

#: Options that select quotes of a store or a graph.
selection_options = combine(
    click.option(
        "--speaker", "speakers", multiple=True, metavar="NAME",
        help="Only quotes of this speaker (name, alias or id). Can be repeated.",
    ),
    click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Only this outlet. Can be repeated."),
    click.option(
        "--type", "types", multiple=True, type=click.Choice(["direct", "indirect", "mixed"]),
        help="Only quotes of this type. Can be repeated.",
    ),
    click.option(
        "--from", "since", type=_DAY, metavar="DAY",
        help="The first day, as YYYY-MM-DD. Articles without a date are left out.",
    ),
    click.option("--to", "until", type=_DAY, metavar="DAY", help="The last day."),
)  # fmt: skip

store_argument = click.argument("store", type=FILE)


def make_selection(words: Sequence[str], since: datetime | None, until: datetime | None, **options: Any) -> Selection:
    """Return the selection of quotes that words and :data:`selection_options` make."""
    from quotes.corpus import Selection

    return Selection(words=tuple(words), since=to_date(since), until=to_date(until), **options)


def to_date(moment: datetime | None) -> date | None:
    """Return the day of ``--from`` or ``--to``."""
    return moment.date() if moment else None
