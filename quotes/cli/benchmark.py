"""``quotes benchmark``: the speed of extraction, compared with Stanza's default pipeline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.files import refuse_overwriting
from quotes.cli.options import common_options, is_quiet, model_option, rules_option
from quotes.cli.progress import Progress
from quotes.cli.terminal import say
from quotes.errors import InputError

if TYPE_CHECKING:
    from quotes.benchmark.worker import Setting
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
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    default=500,
    show_default=True,
    help="The highest number of articles.",
)
@click.option(
    "--rounds",
    type=click.IntRange(min=1),
    metavar="N",
    default=5,
    show_default=True,
    help="The number of rounds. In each round every variant runs once.",
)
@click.option("--whole", is_flag=True, help="Use all articles in every round. By default a round uses a share of them.")
@click.option(
    "--variant",
    "variants",
    multiple=True,
    type=click.Choice(["baseline", "unoptimized", "float32", "optimized"]),
    help="What to measure: Stanza's default pipeline (baseline), our masking with Stanza's own processors and every"
    " sentence parsed (unoptimized), our pipeline in float32 (float32), our pipeline (optimized). Can be repeated."
    " By default all.",
)
@click.option(
    "--gold",
    type=_FILE,
    metavar="FILE",
    help="Also compute the F1 of every variant on gold quotes (see evaluate).",
)
@click.option(
    "--scaling",
    type=_Counts(),
    default=(),
    metavar="N,N,…",
    help="Also measure our cost for these numbers of articles, and of paragraphs in one article.",
)
@click.option(
    "--threads",
    type=click.IntRange(min=1),
    metavar="N",
    default=1,
    show_default=True,
    help="The number of threads of each variant.",
)
@model_option
@rules_option
@click.option("-o", "--output", type=_FILE, metavar="FILE", help="Write all figures to FILE as JSON.")
@common_options
def command(paths: Sequence[str], **options: Any) -> None:
    """Measure the speed of extraction, and compare it with Stanza's default pipeline and the same model.

    The variants run in turn on the same articles, each in a process of its own. Speed is measured in processor time,
    which depends least on other work on the machine; still, compare only figures of one run. See docs/speed.md.

    \b
      quotes benchmark articles.jsonl
      quotes benchmark articles.jsonl --variant optimized --scaling 10,100,1000 -o figures.json
    """  # noqa: D301 - to click, the character \b before a paragraph keeps its line breaks
    from quotes.benchmark import report
    from quotes.benchmark.worker import Setting
    from quotes.evaluation.formats.files import write_text

    if options["output"]:
        refuse_overwriting(options["output"], paths)
    setting = Setting(options["model"], tuple(map(str, options["rules"])), options["threads"])
    articles = _read_articles(paths, options["limit"])
    figures: dict[str, Any] = {"machine": report.describe_machine(setting), "articles": len(articles)}
    figures |= _compare(articles, setting, options)
    if options["gold"]:
        figures["gold"] = _score(options["gold"], setting, options)
    if options["scaling"]:
        figures["scaling"] = _measure_scaling(articles, options["scaling"], setting)
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


def _chosen_variants(options: dict[str, Any]) -> list[str]:
    from quotes.benchmark.worker import VARIANTS

    return [name for name in VARIANTS if not options["variants"] or name in options["variants"]]


def _compare(articles: Sequence[Article], setting: Setting, options: dict[str, Any]) -> dict[str, Any]:
    from quotes.benchmark.measurement import measure_variants, split_rounds
    from quotes.benchmark.report import report_variants

    variants = _chosen_variants(options)
    rounds = [each for each in split_rounds(len(articles), options["rounds"], whole=options["whole"]) if each]
    with Progress("runs", total=len(variants) * len(rounds), wanted=not is_quiet()) as progress:

        def on_round(variant: str, number: int) -> None:
            progress.set_step(f"{variant}, round {number + 1}")
            progress.advance()

        return report_variants(measure_variants(variants, articles, rounds, setting, on_round))


def _score(path: Path, setting: Setting, options: dict[str, Any]) -> dict[str, Any]:
    """Compute the joint F1 of every variant on gold articles."""
    from quotes.benchmark.measurement import measure_variants
    from quotes.evaluation.formats import read_gold
    from quotes.evaluation.score import score
    from quotes.records import Record

    gold = read_gold(path, None)
    articles = [each.article for each in gold]
    measured = measure_variants(_chosen_variants(options), articles, [range(len(gold))], setting)
    f1 = {
        variant: score(gold, [r for r in each.results.values() if isinstance(r, Record)]).figures["joint"]
        for variant, each in measured.items()
    }
    return {"file": path.name, "articles": len(gold), "f1": f1}


def _measure_scaling(articles: Sequence[Article], counts: tuple[int, ...], setting: Setting) -> list[dict[str, Any]]:
    from quotes.benchmark.measurement import scale_articles, scale_paragraphs
    from quotes.benchmark.report import report_scaling

    with Progress("steps", total=2 * len(counts), wanted=not is_quiet()) as progress:
        steps = []
        for scale in (scale_articles, scale_paragraphs):
            for step in scale(articles, counts, setting):
                steps.append(step)
                progress.advance()
    return report_scaling(steps)


def _show(figures: dict[str, Any]) -> None:
    from quotes.cli import benchmark_tables as tables

    tables.print_variants(figures)
    tables.print_stages(figures)
    for comparison in figures["comparisons"]:
        tables.print_comparison(comparison)
    if "gold" in figures:
        tables.print_gold(figures["gold"])
    if "scaling" in figures:
        tables.print_scaling(figures["scaling"])
