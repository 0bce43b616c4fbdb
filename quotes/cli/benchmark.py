"""``quotes benchmark``: the speed of extraction, compared with Stanza's default pipeline, as tables or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.files import refuse_overwriting
from quotes.cli.options import common_options, is_quiet, model_option, rules_option
from quotes.cli.progress import Progress
from quotes.cli.terminal import count, make_table, say, show
from quotes.errors import InputError

if TYPE_CHECKING:
    from quotes.benchmark.worker import Setting
    from quotes.records import Article

_FILE = click.Path(path_type=Path)


if TYPE_CHECKING:
    _ParamType = click.ParamType[Any]
else:
    _ParamType = click.ParamType  # the first versions of click 8 that are allowed have no generic type


class _Counts(_ParamType):
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
def benchmark_command(paths: Sequence[str], **options: Any) -> None:
    """Measure the speed of extraction, and compare it with Stanza's default pipeline and the same model.

    The variants run in turn on the same articles, each in a process of its own. Speed is measured in processor time,
    which depends least on other work on the machine; still, compare only figures of one run. See docs/speed.md.

    \b
      quotes benchmark articles.jsonl
      quotes benchmark articles.jsonl --variant optimized --scaling 10,100,1000 -o figures.json
    """  # noqa: D301 - to click, the character \b before a paragraph keeps its line breaks
    from quotes.benchmark.measurement import describe_machine
    from quotes.benchmark.worker import Setting
    from quotes.evaluation.gold import write_text

    if options["output"]:
        refuse_overwriting(options["output"], paths)
    setting = Setting(options["model"], tuple(map(str, options["rules"])), options["threads"])
    articles = _read_articles(paths, options["limit"])
    figures: dict[str, Any] = {"machine": describe_machine(setting), "articles": len(articles)}
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
    from quotes.benchmark.measurement import measure_variants, report_variants, split_rounds

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
    from quotes.benchmark.measurement import report_scaling, scale_articles, scale_paragraphs

    with Progress("steps", total=2 * len(counts), wanted=not is_quiet()) as progress:
        steps = []
        for scale in (scale_articles, scale_paragraphs):
            for step in scale(articles, counts, setting):
                steps.append(step)
                progress.advance()
    return report_scaling(steps)


def _show(figures: dict[str, Any]) -> None:
    print_variants(figures)
    print_stages(figures)
    for comparison in figures["comparisons"]:
        print_comparison(comparison)
    if "gold" in figures:
        print_gold(figures["gold"])
    if "scaling" in figures:
        print_scaling(figures["scaling"])


#: How many articles with different quotes are named.
_NAMED = 8


def print_variants(figures: Mapping[str, Any]) -> None:
    """Print what was measured, and the speed of each variant."""
    machine = figures["machine"]
    versions = f"Python {machine['python']}, torch {machine['torch']}, Stanza {machine['stanza']}"
    articles, threads = count(figures["articles"], "article"), count(machine["threads"], "thread")
    show(f"{articles}, model {machine['model']}, {threads}; {versions}")
    numbers = ["articles/s", "words/s", "cpu s", "wall s", "peak MB", "load s", "first article s"]
    table = make_table(["variant"], numbers, edges=True)
    for variant in figures["variants"]:
        peak = "-" if variant["peak_mb"] is None else f"{variant['peak_mb']:.0f}"
        speed = (f"{variant['articles_per_second']:.2f}", f"{variant['words_per_second']:.0f}")
        spent = (f"{variant['cpu_seconds']:.1f}", f"{variant['wall_seconds']:.1f}", peak)
        start = (f"{variant['loading']['wall_seconds']:.1f}", f"{variant['first_article']['wall_seconds']:.2f}")
        table.add_row(variant["variant"], *speed, *spent, *start)
    show(table)


def print_stages(figures: Mapping[str, Any]) -> None:
    """Print the processor time of each stage."""
    from quotes.benchmark.measurement import STAGES

    show("processor time per stage: ms per article (% of the variant)")
    table = make_table(["variant"], STAGES, edges=True)
    for variant in figures["variants"]:
        whole = sum(variant["stages"].values())
        cells = (variant["stages"][name] for name in STAGES)
        per_article = 1000 / variant["articles"]
        table.add_row(
            variant["variant"], *(f"{s * per_article:.1f} ({100 * s / whole:.0f})" if s else "-" for s in cells)
        )
    show(table)


def print_comparison(found: Mapping[str, Any]) -> None:
    """Print the speed and the quotes of the optimized variant relative to another."""
    cpu, wall, same = found["cpu_speedup"], found["wall_speedup"], found["agreement"]
    show(
        f"optimized is {cpu['overall']:.2f} times as fast as {found['variant']} in processor time "
        f"(rounds {cpu['lowest']:.2f} to {cpu['highest']:.2f}, median {cpu['median']:.2f}), "
        f"{wall['overall']:.2f} times in wall-clock time ({wall['lowest']:.2f} to {wall['highest']:.2f})"
    )
    show(
        f"  the same quotes in {same['same_articles']} of {same['articles']} articles; "
        f"{same['quotes']} quotes by optimized, {same['other_quotes']} by {found['variant']}, "
        f"{same['same_quotes']} the same"
    )
    if same["differing"] and same["same_quotes"] * 2 > same["quotes"]:
        more = len(same["differing"]) - _NAMED
        named = ", ".join(same["differing"][:_NAMED]) + (f" and {more} more" if more > 0 else "")
        show(f"  different: {named}")


def print_gold(found: Mapping[str, Any]) -> None:
    """Print the joint F1 of each variant."""
    f1s = ", ".join(f"{name} {value:.3f}" for name, value in found["f1"].items())
    show(f"joint F1 on {found['file']} ({count(found['articles'], 'article')}): {f1s}")


def print_scaling(steps: Sequence[Mapping[str, Any]]) -> None:
    """Print the cost of more articles, and of longer ones."""
    numbers = ["count", "words", "cpu s", "cpu ms each", "cpu s per 1,000 words", "peak MB"]
    table = make_table(["input"], numbers, edges=True)
    for step in steps:
        peak = "-" if step["cost"]["peak"] is None else f"{step['cost']['peak']:.0f}"
        spent = (
            f"{step['cost']['cpu']:.2f}",
            f"{step['cpu_ms_per_unit']:.1f}",
            f"{step['cpu_seconds_per_1000_words']:.3f}",
        )
        table.add_row(step["unit"], f"{step['count']:,}", f"{step['words']:,}", *spent, peak)
    show(table)
