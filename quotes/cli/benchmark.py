"""``quotes benchmark``: the speed of extraction, compared with Stanza's default pipeline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import common_options, is_quiet, model_option, rules_option
from quotes.cli.progress import Progress
from quotes.cli.terminal import say
from quotes.errors import InputError

if TYPE_CHECKING:
    from quotes.benchmark.sides import Setting
    from quotes.records import Article

_FILE = click.Path(path_type=Path)


class _Counts(click.ParamType[Any]):
    """A list of numbers such as ``10,100,1000``."""

    name = "counts"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        parts = str(value).split(",")
        if not all(part.strip().isdigit() and int(part) for part in parts):
            self.fail(f"{value!r} is not a list of numbers such as 10,100,1000", param, ctx)
        return tuple(int(part) for part in parts)


@click.command("benchmark")
@click.argument("paths", metavar="ARTICLES...", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(min=1), default=500, show_default=True, help="The highest number of articles."
)
@click.option(
    "--rounds",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="The number of rounds. In each round every side runs once.",
)
@click.option("--whole", is_flag=True, help="Use all articles in every round. By default a round uses a share of them.")
@click.option(
    "--side",
    "sides",
    multiple=True,
    type=click.Choice(["obvious", "plain", "exact", "ours"]),
    help="What to measure: Stanza's default pipeline (obvious), our masking with Stanza's own processors and every"
    " sentence parsed (plain), our pipeline in float32 (exact), our pipeline (ours). Can be repeated. By default all.",
)
@click.option(
    "--gold", type=_FILE, metavar="FILE", help="Also compute the F1 of every side on these gold quotes (see evaluate)."
)
@click.option(
    "--growth",
    type=_Counts(),
    default=(),
    metavar="N,N,…",
    help="Also measure our cost for these numbers of articles, and of paragraphs in one article.",
)
@click.option(
    "--threads", type=click.IntRange(min=1), default=1, show_default=True, help="The number of threads of each side."
)
@model_option
@rules_option
@click.option("-o", "--output", type=_FILE, metavar="FILE", help="Write all figures to FILE as JSON.")
@common_options
def command(paths: Sequence[str], **options: Any) -> None:
    """Measure the speed of extraction, and compare it with Stanza's default pipeline and the same model.

    The sides run in turn on the same articles, each in a process of its own. Speed is measured in processor time,
    which depends least on other work on the machine; still, compare only figures of one run. See docs/speed.md.

    \b
      quotes benchmark articles.jsonl
      quotes benchmark articles.jsonl --side ours --growth 10,100,1000 -o figures.json
    """  # noqa: D301 - to click, the character \b before a paragraph keeps its line breaks
    from quotes.benchmark import report
    from quotes.benchmark.sides import Setting
    from quotes.evaluation.formats.files import write_text

    setting = Setting(options["model"], tuple(map(str, options["rules"])), options["threads"])
    articles = _read_articles(paths, options["limit"])
    figures: dict[str, Any] = {"machine": report.machine(setting), "articles": len(articles)}
    figures |= _compare(articles, setting, options)
    if options["gold"]:
        figures["gold"] = _score(options["gold"], setting, options)
    if options["growth"]:
        figures["growth"] = _measure_growth(articles, options["growth"], setting)
    _show(figures)
    if options["output"]:
        write_text(options["output"], json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
        say(f"wrote {options['output']}")


def _read_articles(paths: Sequence[str], limit: int) -> list[Article]:
    from itertools import islice

    from quotes.reading import read
    from quotes.records import Article

    articles = list(islice((item for item in read(paths) if isinstance(item, Article)), limit))
    if not articles:
        raise InputError("there is no article in the input", hint="give files that quotes extract can read")
    return articles


def _side_names(options: dict[str, Any]) -> list[str]:
    from quotes.benchmark.sides import SIDES

    return [name for name in SIDES if not options["sides"] or name in options["sides"]]


def _compare(articles: Sequence[Article], setting: Setting, options: dict[str, Any]) -> dict[str, Any]:
    from quotes.benchmark import report, rounds

    names, number = _side_names(options), options["rounds"]
    chunks = [c for c in rounds.shares(len(articles), number, whole=options["whole"]) if c]
    with Progress("runs", total=len(names) * len(chunks), wanted=not is_quiet()) as progress:

        def done(side: str, turn: int) -> None:
            progress.set_step(f"{side}, round {turn + 1}")
            progress.advance()

        return report.compared(rounds.run(names, articles, chunks, setting, done))


def _score(path: Path, setting: Setting, options: dict[str, Any]) -> dict[str, Any]:
    """Compute the joint F1 of every side on gold articles."""
    from quotes.benchmark import rounds
    from quotes.evaluation.formats import read_gold
    from quotes.evaluation.score import score
    from quotes.records import Record

    gold = read_gold(path, None)
    chunk = list(range(len(gold)))
    sides = rounds.run(_side_names(options), [each.article for each in gold], [chunk], setting)
    found = {
        name: score(gold, [r for r in side.results.values() if isinstance(r, Record)]) for name, side in sides.items()
    }
    return {"file": path.name, "articles": len(gold), "f1": {name: s.figures["joint"] for name, s in found.items()}}


def _measure_growth(articles: Sequence[Article], counts: tuple[int, ...], setting: Setting) -> list[dict[str, Any]]:
    from quotes.benchmark import growth, report

    with Progress("steps", total=2 * len(counts), wanted=not is_quiet()) as progress:
        steps = []
        for grow in (growth.more_articles, growth.longer_article):
            for step in grow(articles, counts, setting):
                steps.append(step)
                progress.advance()
    return report.grown(steps)


def _show(figures: dict[str, Any]) -> None:
    from quotes.cli import benchmark_tables as tables

    tables.print_sides(figures)
    tables.print_stages(figures)
    for comparison in figures["against"]:
        tables.print_comparison(comparison)
    if "gold" in figures:
        tables.print_gold(figures["gold"])
    if "growth" in figures:
        tables.print_growth(figures["growth"])
