"""``quotes benchmark``: how fast it is, beside the obvious way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.progress import Progress
from quotes.errors import InputError

if TYPE_CHECKING:
    from quotes.benchmark.sides import Setting
    from quotes.records import Article

_FILE = click.Path(path_type=Path)


class _Counts(click.ParamType[Any]):
    """``10,100,1000``."""

    name = "counts"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        parts = str(value).split(",")
        if not all(part.strip().isdigit() and int(part) for part in parts):
            self.fail(f"{value!r} is no list of numbers like 10,100,1000", param, ctx)
        return tuple(int(part) for part in parts)


@click.command("benchmark")
@click.argument("paths", metavar="ARTICLES...", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=500, show_default=True, help="Take so many articles.")
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True, help="Rounds of turns.")
@click.option("--whole", is_flag=True, help="Every round takes all articles, rather than its share of them.")
@click.option(
    "--side", "sides", multiple=True, type=click.Choice(["obvious", "plain", "exact", "ours"]),
    help="A side to measure; may be given again. Else all: the obvious way, our frames with Stanza's own processors"
    " on every sentence of each article, ours with all products in float32, and ours.",
)  # fmt: skip
@click.option("--gold", type=_FILE, metavar="FILE", help="Also the F1 of every side on gold quotes (see evaluate).")
@click.option(
    "--growth", type=_Counts(), default=(), metavar="N,N,…", help="Also our cost for so many articles, and paragraphs."
)
@click.option("--threads", type=click.IntRange(min=1), default=1, show_default=True, help="Threads of each side.")
@click.option("--model", default="id-news", show_default=True, metavar="NAME|DIR", help="The model of all sides.")
@click.option("--rules", multiple=True, metavar="DIR", help="Rules that add to the shipped ones.")
@click.option("-o", "--output", type=_FILE, metavar="FILE", help="Write all figures as JSON.")
@common_options
def command(paths: Sequence[str], **options: Any) -> None:
    """Measure how fast quotes are extracted from ARTICLES, beside the obvious way with the same model.

    The sides run by turns on the same articles, each in a process of its own. Speed is counted in processor time,
    which other work on the machine changes least; compare figures of one run only. docs/speed.md says more.

    \b
      quotes benchmark articles.jsonl
      quotes benchmark articles.jsonl --side ours --growth 10,100,1000 -o figures.json
    """  # noqa: D301 - to click, the character \b before a paragraph keeps its line breaks
    from quotes.benchmark import report
    from quotes.benchmark.sides import Setting
    from quotes.evaluation.formats.files import write_text

    setting = Setting(options["model"], options["rules"], options["threads"])
    articles = _read(paths, options["limit"])
    figures: dict[str, Any] = {"machine": report.machine(setting), "articles": len(articles)}
    figures |= _compared(articles, setting, options)
    if options["gold"]:
        figures["gold"] = _scored(options["gold"], setting, options)
    if options["growth"]:
        figures["growth"] = _grown(articles, options["growth"], setting)
    _show(figures)
    if options["output"]:
        write_text(options["output"], json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
        say(f"{options['output']} written")


def _read(paths: Sequence[str], limit: int) -> list[Article]:
    from itertools import islice

    from quotes.reading import read
    from quotes.records import Article

    articles = list(islice((item for item in read(paths) if isinstance(item, Article)), limit))
    if not articles:
        raise InputError("there is no article in the input", hint="give files that quotes extract can read")
    return articles


def _names(options: dict[str, Any]) -> list[str]:
    from quotes.benchmark.sides import SIDES

    return [name for name in SIDES if not options["sides"] or name in options["sides"]]


def _compared(articles: Sequence[Article], setting: Setting, options: dict[str, Any]) -> dict[str, Any]:
    from quotes.benchmark import report, rounds

    names, number = _names(options), options["rounds"]
    chunks = [c for c in rounds.shares(len(articles), number, whole=options["whole"]) if c]
    with Progress("turns", total=len(names) * len(chunks), wanted=not is_quiet()) as progress:

        def done(side: str, turn: int) -> None:
            progress.doing(f"{side}, round {turn + 1}")
            progress.advance()

        return report.compared(rounds.run(names, articles, chunks, setting, done))


def _scored(path: Path, setting: Setting, options: dict[str, Any]) -> dict[str, Any]:
    """The joint F1 of every side on gold articles."""
    from quotes.benchmark import rounds
    from quotes.evaluation.formats import read_gold
    from quotes.evaluation.score import score
    from quotes.records import Record

    gold = read_gold(path, None)
    chunk = list(range(len(gold)))
    sides = rounds.run(_names(options), [each.article for each in gold], [chunk], setting)
    found = {
        name: score(gold, [r for r in side.results.values() if isinstance(r, Record)]) for name, side in sides.items()
    }
    return {"file": path.name, "articles": len(gold), "f1": {name: s.figures["joint"] for name, s in found.items()}}


def _grown(articles: Sequence[Article], counts: tuple[int, ...], setting: Setting) -> list[dict[str, Any]]:
    from quotes.benchmark import growth, report

    with Progress("steps", total=2 * len(counts), wanted=not is_quiet()) as progress:
        steps = []
        for grow in (growth.more_articles, growth.longer_article):
            for step in grow(articles, counts, setting):
                steps.append(step)
                progress.advance()
    return report.grown(steps)


def _show(figures: dict[str, Any]) -> None:
    from quotes.cli.benchmark_tables import Printer

    out = Printer()
    out.sides(figures)
    out.stages(figures)
    for against in figures["against"]:
        out.against(against)
    if "gold" in figures:
        out.gold(figures["gold"])
    if "growth" in figures:
        out.growth(figures["growth"])
