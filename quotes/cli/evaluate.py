"""``quotes evaluate`` and ``quotes convert-gold``: score against gold, and gold in other formats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.files import refuse_overwriting
from quotes.cli.options import GOLD_FORMAT, common_options, model_option, rules_option
from quotes.cli.terminal import count, say

if TYPE_CHECKING:
    from quotes.evaluation.gate import Section, Verdict
    from quotes.evaluation.gold import GoldArticle
    from quotes.evaluation.score import Scores
    from quotes.records import Record

_PATH = click.Path(path_type=Path)
#: Samples for --compare if --bootstrap does not give their number.
_DEFAULT_DRAWS = 2000


@click.command("evaluate")
@click.argument("gold", type=_PATH)
@click.argument("predicted", type=_PATH, required=False)
@click.option("--errors", is_flag=True, help="List every quote that is missed, spurious or wrong.")
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(["type", "cue", "source", "outlet", "resolved_by", "rule"]),
    help="Show the figures for each group of quotes. Can be repeated.",
)
@click.option(
    "--bootstrap",
    "draws",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Show 95 % confidence intervals from N bootstrap samples of articles.",
)
@click.option("--compare", "other", type=_PATH, metavar="OTHER", help="Compare with OTHER, an earlier prediction.")
@click.option("--html", type=_PATH, metavar="FILE", help="Write all errors to an HTML page.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
@click.option("--gate", type=_PATH, metavar="FILE", help="Fail if a figure is below its floor in FILE.")
@click.option("--section", metavar="NAME", help="The section of FILE with the floors. By default the name of GOLD.")
@click.option("--raise-floors", is_flag=True, help="Raise the floors to the figures; no floor is lowered.")
@click.option("--lower-floors", metavar="REASON", help="Set the floors to the figures, and record the reason.")
@click.option("--form", type=GOLD_FORMAT, help="The format of GOLD. Guessed from the file name by default.")
@model_option
@rules_option
@common_options
def evaluate_command(gold: Path, predicted: Path | None, **options: Any) -> None:
    """Compare predicted quotes with gold quotes: precision, recall and F1.

    GOLD is JSONL, a Label Studio export, or another format of quotes convert-gold. PREDICTED is the JSONL output of
    quotes extract; without it, the quotes are extracted from the texts of GOLD with --model and --rules.
    docs/evaluation.md defines the figures.
    """
    from quotes.evaluation import gate
    from quotes.evaluation.formats import read_gold
    from quotes.evaluation.formats.jsonl import read_predictions
    from quotes.evaluation.gold import write_text
    from quotes.evaluation.page import render_page
    from quotes.evaluation.score import score

    _check_options(options)
    articles = read_gold(gold, options["form"])
    if predicted:
        records = read_predictions(predicted, articles)
    else:
        records = _extract(articles, options["model"], options["rules"])
    scores = score(articles, records)
    before = score(articles, read_predictions(options["other"], articles)) if options["other"] else None
    if options["html"]:
        title = f"{predicted.name if predicted else 'pipeline'} on {gold.name}"
        write_text(options["html"], render_page(scores, title=title))
        say(f"wrote {options['html']}")
    verdicts = _apply_gate(scores, gold, options) if options["gate"] else ()
    if options["as_json"]:
        click.echo(json.dumps(_to_dict(scores, before, verdicts, options["draws"]), ensure_ascii=False, indent=1))
    else:
        _print(scores, before, verdicts, options)
    gate.require_floors(verdicts)


def _check_options(options: dict[str, Any]) -> None:
    if options["raise_floors"] and options["lower_floors"] is not None:
        raise click.UsageError("--raise-floors and --lower-floors cannot be used together.")
    if not options["gate"] and (options["raise_floors"] or options["lower_floors"] is not None or options["section"]):
        raise click.UsageError("floors are in a file: give it with --gate FILE.")


def _extract(gold: Iterable[GoldArticle], model: str, rules: Sequence[Path]) -> list[Record]:
    from quotes.pipeline import Extractor
    from quotes.records import Record

    records: list[Record] = []
    for result in Extractor(model=model, rules=rules).pipe(article.article for article in gold):
        if isinstance(result, Record):
            records.append(result)
        else:
            say(f"{result.error} (counted as an article without quotes)")
    return records


def _apply_gate(scores: Scores, gold: Path, options: dict[str, Any]) -> tuple[Verdict, ...]:
    """Move the floors if the options say so, then compare the figures with them."""
    from quotes.evaluation import gate

    path, name = options["gate"], options["section"] or gold.stem
    sections, figures, sha256 = gate.load_floors(path), gate.select_figures(scores), gate.hash_gold(gold)
    moved = _move_floors(sections.get(name), figures, sha256, options)
    if moved:
        sections = {**sections, name: moved}
        gate.save_floors(sections, path)
    return gate.compare_with_floors(gate.find_section(sections, name, path), figures, sha256)


def _move_floors(
    section: Section | None, figures: dict[str, float], sha256: str, options: dict[str, Any]
) -> Section | None:
    from datetime import UTC, datetime

    from quotes.evaluation import gate

    today = datetime.now(UTC).date()
    if options["raise_floors"]:
        return gate.raise_floors(section, figures, sha256, today)
    if options["lower_floors"] is not None:
        return gate.reset_floors(section, figures, sha256, options["lower_floors"], today)
    return None


def _to_dict(scores: Scores, before: Scores | None, verdicts: tuple[Verdict, ...], draws: int) -> dict[str, Any]:
    out = scores.to_dict()
    if draws:
        out["intervals"] = {name: [each.low, each.high] for name, each in scores.intervals(draws).items()}
    if before:
        from quotes.evaluation.comparison import compare_runs

        compared = compare_runs(before.tallies, scores.tallies, draws or _DEFAULT_DRAWS)
        out["compare"] = {name: {**asdict(each), "gain": each.gain} for name, each in compared.items()}
    if verdicts:
        out["gate"] = [{**asdict(each), "holds": each.holds} for each in verdicts]
    return out


def _print(scores: Scores, before: Scores | None, verdicts: tuple[Verdict, ...], options: dict[str, Any]) -> None:
    from quotes.cli import evaluate_tables as tables

    if options["errors"]:
        tables.print_errors(scores)
    tables.print_summary(scores, options["draws"])
    for key in options["by"]:
        tables.print_groups(scores, key)
    if before:
        tables.print_comparison(before, scores, options["draws"] or _DEFAULT_DRAWS)
    if verdicts:
        tables.print_gate(verdicts)


@click.command("convert-gold")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--from", "read_as", type=GOLD_FORMAT, help="The format of SOURCE. Guessed from the file name by default."
)
@click.option("--to", "write_as", type=GOLD_FORMAT, help="The format of TARGET. Guessed from the file name by default.")
@common_options
def convert_gold_command(source: Path, target: Path, read_as: str | None, write_as: str | None) -> None:
    """Convert gold quotes between annotation formats.

    The names of SOURCE and TARGET give their formats: .jsonl is the format of quotes extract, .json is Label Studio,
    .conllu is CoNLL-U, .xml is TEI, a name without an ending is a folder of brat files; --to inception and
    --to web-annotation write folders, too. SOURCE can be the output of quotes extract, to be corrected by hand.
    """
    from quotes.evaluation.formats import read_gold, write_gold

    refuse_overwriting(list(target.iterdir()) if target.is_dir() else target, [source])
    articles = read_gold(source, read_as)
    write_gold(articles, target, write_as)
    quotes = sum(len(article.quotes) for article in articles)
    say(f"{target}: {count(len(articles), 'article')}, {count(quotes, 'quote')}")
