"""``quotes evaluate``: predicted quotes against gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options

if TYPE_CHECKING:
    from quotes.evaluation.gate import Section, Verdict
    from quotes.evaluation.gold import GoldArticle
    from quotes.evaluation.score import Scores
    from quotes.records import Record

_FILE = click.Path(path_type=Path)
#: Draws for --compare where --bootstrap does not say how many.
_DRAWS = 2000


@click.command("evaluate")
@click.argument("gold", type=_FILE)
@click.argument("predicted", type=_FILE, required=False)
@click.option("--errors", is_flag=True, help="List every quote that is missed, spurious or wrong.")
@click.option("--by", multiple=True, type=click.Choice(["type", "cue", "source", "outlet", "resolved_by", "rule"]),
              help="Figures by kind of quote; may be given again.")  # fmt: skip
@click.option("--bootstrap", "draws", type=click.IntRange(min=0), default=0, metavar="N",
              help="95 % intervals from N draws of articles.")  # fmt: skip
@click.option(
    "--compare", "other", type=_FILE, metavar="OTHER", help="Compare with another prediction, the one before."
)
@click.option("--html", type=_FILE, metavar="FILE", help="Write the error browser, one page.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
@click.option("--gate", type=_FILE, metavar="FILE", help="Fail where a figure is below its floor in FILE.")
@click.option("--section", metavar="NAME", help="Section of the floors; else the name of GOLD.")
@click.option("--raise-floors", is_flag=True, help="Move floors up to the figures; none goes down.")
@click.option("--lower-floors", metavar="REASON", help="Set floors to the figures, and write down the reason.")
@click.option("--form", type=click.Choice(["jsonl", "brat", "label-studio"]), help="Form of GOLD; else by its name.")
@click.option("--model", metavar="MODEL", help="Model that extracts where PREDICTED is not given.")
@click.option("--rules", multiple=True, type=_FILE, metavar="FOLDER", help="More rules where PREDICTED is not given.")
@common_options
def command(gold: Path, predicted: Path | None, **options: Any) -> None:
    """Score PREDICTED against GOLD, or the shipped pipeline on the texts of GOLD.

    GOLD is our JSONL, a folder of brat standoff or a Label Studio export; PREDICTED is what quotes extract wrote.
    docs/evaluation.md says what each figure means.
    """
    from quotes.evaluation.formats import read_gold
    from quotes.evaluation.score import score

    _refuse_nonsense(options)
    articles = read_gold(gold, options["form"])
    scores = score(articles, _predictions(articles, predicted, options["model"], options["rules"]))
    before = score(articles, _stored(options["other"], articles)) if options["other"] else None
    if options["html"]:
        _write_page(scores, options["html"], f"{predicted.name if predicted else 'pipeline'} on {gold.name}")
    verdicts = _verdicts(scores, gold, options)
    if options["as_json"]:
        click.echo(json.dumps(_to_dict(scores, before, verdicts, options["draws"]), ensure_ascii=False, indent=1))
    else:
        _print(scores, before, verdicts, options)
    _demand(verdicts)


def _refuse_nonsense(options: dict[str, Any]) -> None:
    if options["raise_floors"] and options["lower_floors"] is not None:
        raise click.UsageError("--raise-floors and --lower-floors exclude each other")
    if not options["gate"] and (options["raise_floors"] or options["lower_floors"] is not None or options["section"]):
        raise click.UsageError("floors are in a file: give it with --gate FILE")


def _predictions(
    gold: Sequence[GoldArticle], predicted: Path | None, model: str | None, rules: Sequence[Path]
) -> list[Record]:
    return _stored(predicted, gold) if predicted else _extracted(gold, model, rules)


def _stored(path: Path, gold: Sequence[GoldArticle]) -> list[Record]:
    from quotes.evaluation.formats.jsonl import read_predictions

    return read_predictions(path, gold)


def _extracted(gold: Iterable[GoldArticle], model: str | None, rules: Sequence[Path]) -> list[Record]:
    from quotes.pipeline import Extractor
    from quotes.records import Record

    extractor = Extractor(model=model, rules=rules) if model else Extractor(rules=rules)
    records: list[Record] = []
    for result in extractor.pipe(article.article for article in gold):
        if isinstance(result, Record):
            records.append(result)
        else:
            say(f"{result.error} (counted as an article without quotes)")
    return records


def _write_page(scores: Scores, path: Path, title: str) -> None:
    from quotes.evaluation.formats.files import write_text
    from quotes.evaluation.page import page

    write_text(path, page(scores, title=title))
    say(f"{path} written")


def _verdicts(scores: Scores, gold: Path, options: dict[str, Any]) -> tuple[Verdict, ...]:
    """Move the floors where that is asked for, then hold the figures against them."""
    from quotes.evaluation import gate

    if not options["gate"]:
        return ()
    path, name = options["gate"], options["section"] or gold.stem
    sections, figures, sha256 = gate.load(path), gate.gated(scores), gate.fingerprint(gold)
    moved = _moved(sections.get(name), figures, sha256, options)
    if moved:
        gate.save({**sections, name: moved}, path)
        sections = {**sections, name: moved}
    return gate.check(gate.section_of(sections, name, path), figures, sha256)


def _moved(section: Section | None, figures: dict[str, float], sha256: str, options: dict[str, Any]) -> Section | None:
    from datetime import UTC, datetime

    from quotes.evaluation import gate

    today = datetime.now(UTC).date()
    if options["raise_floors"]:
        return gate.raised(section, figures, sha256, today)
    if options["lower_floors"] is not None:
        return gate.lowered(section, figures, sha256, options["lower_floors"], today)
    return None


def _demand(verdicts: tuple[Verdict, ...]) -> None:
    from quotes.evaluation.gate import demand

    demand(verdicts)


def _to_dict(scores: Scores, before: Scores | None, verdicts: tuple[Verdict, ...], draws: int) -> dict[str, Any]:
    out = scores.to_dict()
    if draws:
        out["intervals"] = {name: [each.low, each.high] for name, each in scores.intervals(draws).items()}
    if before:
        from quotes.evaluation.resampling import compare

        compared = compare(before.tallies, scores.tallies, draws or _DRAWS)
        out["compare"] = {name: {**asdict(each), "gain": each.gain} for name, each in compared.items()}
    if verdicts:
        out["gate"] = [{**asdict(each), "holds": each.holds} for each in verdicts]
    return out


def _print(scores: Scores, before: Scores | None, verdicts: tuple[Verdict, ...], options: dict[str, Any]) -> None:
    from quotes.cli.evaluate_tables import Printer

    out = Printer()
    if options["errors"]:
        out.errors(scores)
    out.summary(scores, options["draws"])
    for key in options["by"]:
        out.groups(scores, key)
    if before:
        out.comparison(before, scores, options["draws"] or _DRAWS)
    if verdicts:
        out.gate(verdicts)
