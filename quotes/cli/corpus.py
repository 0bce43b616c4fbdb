"""``quotes corpus``: a run over a whole collection, and what is in its store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.corpus_run import run_command
from quotes.cli.errors import EXIT_CODES, ExitCode
from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.outputs import on_terminal, planned
from quotes.errors import InputError
from quotes.writing import FORMATS

if TYPE_CHECKING:
    from datetime import datetime

    from quotes.corpus import Selection
    from quotes.corpus.store import Hit, Summary

_DAY = click.DateTime(["%Y-%m-%d"])
_STORE = click.argument("store", type=click.Path(dir_okay=False, path_type=Path))
_CHOICE = (
    click.option("--speaker", "speakers", multiple=True, metavar="NAME", help="A name, alias or id; may be repeated."),
    click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="An outlet; may be repeated."),
    click.option("--type", "types", multiple=True, type=click.Choice(["direct", "indirect", "mixed"])),
    click.option("--from", "since", type=_DAY, metavar="DAY", help="First day, YYYY-MM-DD; drops undated articles."),
    click.option("--to", "until", type=_DAY, metavar="DAY", help="Last day."),
)


def _chosen(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose quotes."""
    for option in reversed(_CHOICE):
        command = option(command)
    return command


@click.group("corpus", epilog=EXIT_CODES)
def command() -> None:
    """Quotes of a whole collection, kept in one SQLite file: run, look, search, export.

    \b
      quotes corpus run arsip/ -s quotes.db --workers 4
      quotes corpus search quotes.db "harga beras" --speaker "Sri Lestari"
      quotes corpus export quotes.db -o maret.csv --from 2024-03-01 --to 2024-03-31

    A run may be stopped or killed at any moment: the same command goes on where it was.
    """  # noqa: D301 - click wants the character \b itself


command.add_command(run_command)


@command.command("status")
@_STORE
@common_options
def status_command(store: Path) -> None:
    """What STORE holds, how far it is, and its runs. May be asked while a run is going on."""
    from quotes.corpus import Store

    with Store(store, create=False) as opened:
        for line in _counts(opened.summary()):
            click.echo(line)
        for version in opened.versions():
            click.echo(f"by model {version.model}, rules {version.rules[:8]}: {version.articles:,} articles")
        for past in opened.runs():
            how = f"to {past.ended}" if past.ended else "and did not end yet, or was cut off"
            what = f"{past.done:,} articles done, {past.parsed:,} parsed, {past.failed:,} failed"
            click.echo(f"run {past.id}: from {past.started} {how}: {what}")


def _counts(summary: Summary) -> list[str]:
    lines = [f"{summary.articles:,} articles", f"{summary.quotes:,} quotes of {summary.speakers:,} speakers"]
    lines[0] += f", {summary.copies:,} copies from other places" if summary.copies else ""
    if summary.waiting:
        lines.append(f"{summary.waiting:,} articles wait: run again")
    if summary.failed_articles or summary.failed_sources:
        failed = f"{summary.failed_articles:,} articles failed, {summary.failed_sources:,} sources could not be read"
        lines.append(f"{failed}: quotes corpus failures lists them")
    return lines


@command.command("failures")
@click.argument("store", type=click.Path(path_type=Path))
@common_options
def failures_command(store: Path) -> None:
    """The articles of STORE that failed and the sources that could not be read, with the reason: a line each.

    STORE may also be a folder of parts, made with --engine ray.
    """
    from quotes.corpus import Store
    from quotes.corpus.cluster import is_parts, parts

    if is_parts(store):
        for origin, reason, hint in parts.read_failures(store):
            click.echo(" ".join(f"{origin}: {reason}{f'; {hint}' if hint else ''}".split()))
        return
    with Store(store, create=False) as opened:
        for failed in opened.failures():
            name = f" ({failed.article})" if failed.article else ""
            remedy = f"; {failed.hint}" if failed.hint else ""
            click.echo(" ".join(f"{failed.origin}{name}: {failed.reason}{remedy}".split()))


@command.command("search")
@_STORE
@click.argument("words", nargs=-1, required=True)
@click.option("-n", "--rows", type=click.IntRange(min=1), default=20, show_default=True, help="Most quotes to show.")
@_chosen
@common_options
def search_command(store: Path, words: Sequence[str], rows: int, **wishes: Any) -> ExitCode:
    """The quotes of STORE that have all of WORDS, the best first.

    "harga beras" in quotation marks is a phrase, pangan* every word that begins so.
    """
    from quotes.corpus import Store

    with Store(store, create=False) as opened:
        hits = opened.search(_selection(words, **wishes), rows + 1, _marks())
    for hit in hits[:rows]:
        _show(hit)
    if not hits and not is_quiet():
        say("no quote has these words")
    if len(hits) > rows and not is_quiet():
        say(f"there are more than {rows}; -n shows more, quotes corpus export --search writes all")
    return ExitCode.DONE


def _marks() -> tuple[str, str]:
    """Words that were found are bold on a terminal; click takes that away where there is none."""
    return "\x1b[1m", "\x1b[22m"


def _show(hit: Hit) -> None:
    about = " · ".join(part for part in (hit.outlet, hit.date, hit.title) if part)
    click.echo(f"{_plain(hit.speaker or '?')} ({hit.type}) {_plain(hit.quote)}{f' · {_plain(about)}' if about else ''}")
    start, end = _marks()
    words = _plain(hit.words.replace(start, "\ue000").replace(end, "\ue001"))
    click.echo(f"    {words.replace(chr(0xE000), start).replace(chr(0xE001), end)}")


def _plain(text: str) -> str:
    return "".join(ch if ch.isprintable() or ch in "\ue000\ue001" else " " for ch in text)


@command.command("export")
@_STORE
@click.option(
    "-o", "--output", "files", multiple=True, metavar="FILE", type=click.Path(path_type=Path, allow_dash=True),
    help="Write to FILE; its ending says the format. May be repeated. - is standard output.",
)  # fmt: skip
@click.option(
    "--format", "format_name", type=click.Choice(list(FORMATS)), help="The format, where the ending does not say it."
)
@click.option("--search", "words", multiple=True, metavar="WORDS", help="Quotes with these words; may be repeated.")
@_chosen
@common_options
def export_command(
    store: Path, files: Sequence[Path], format_name: str | None, words: Sequence[str], **wishes: Any
) -> None:
    """Write the quotes of STORE, or some of them, in any format that quotes extract writes.

    Articles keep all their speakers; where quotes are chosen by speaker, type or words, those without one are left
    out.
    """
    from quotes.corpus import Store

    count = 0
    with Store(store, create=False) as opened, ExitStack() as entered:
        outputs = planned(files, format_name, table=False, sources=[str(store)])
        for output in outputs:
            entered.enter_context(output)
        for record in opened.records(_selection(words, **wishes)):
            count += len(record.quotes)
            for output in outputs:
                output.write(record)
        if not count:
            raise InputError("no quote is chosen", path=str(store), hint="nothing was written; ask for less")
    if not is_quiet() and not any(map(on_terminal, outputs)):
        say(f"{count:,} quotes{_names(files)}")


def _names(files: Iterable[Path]) -> str:
    named = ", ".join(str(file) for file in files if file != Path("-"))
    return f" -> {named}" if named else ""


def _selection(words: Sequence[str], since: datetime | None, until: datetime | None, **wishes: Any) -> Selection:
    from quotes.corpus import Selection

    return Selection(
        words=tuple(words), since=since.date() if since else None, until=until.date() if until else None, **wishes
    )
