"""``python -m quotes.fitting GOLD.jsonl … [--write rules/resolution]``: fit, say how well by ten folds, write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from quotes.evaluation.calibration import BINS
from quotes.evaluation.formats import read_gold
from quotes.evaluation.gold import GoldArticle
from quotes.fitting import models
from quotes.fitting.cases import Outcome, choices, outcomes
from quotes.fitting.standoff import is_standoff, joined
from quotes.fitting.unread import keep, kept
from quotes.parsing import ParsedText
from quotes.pipeline import Extractor
from quotes.resolution.weights import FEATURES

#: The sieve that the ranker is compared with: whoever spoke, or was the subject, last.
SIEVE: Mapping[str, float] = {"last-strong": 1.0, "near": 0.01}


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--corpus", type=click.Path(exists=True, path_type=Path), help="Where the texts of standoff gold are.")
@click.option(
    "--write", type=click.Path(path_type=Path), help="Folder of antecedents.yaml and confidence.yaml to rewrite."
)
@click.option("--unread", type=click.Path(exists=True, path_type=Path), help="Outcomes that set how sure quotes are.")
@click.option("--keep-unread", type=click.Path(path_type=Path), help="Only note the outcomes of GOLD here, unread yet.")
def main(
    gold: Sequence[Path], corpus: Path | None, write: Path | None, unread: Path | None, keep_unread: Path | None
) -> None:
    """Fit the weights of the speaker stage on GOLD."""
    articles = [a for path in gold for a in (joined(path, corpus) if is_standoff(path) else read_gold(path))]
    extractor = Extractor()
    parsed = list(zip(articles, _parsed(extractor, articles), strict=True))
    if keep_unread is not None:
        keep(keep_unread, outcomes(extractor, parsed))
        return
    focus = _focus(extractor, parsed)
    if write is not None:
        _rewrite(write / "antecedents.yaml", focus)
        extractor = Extractor()  # confidence is that of the new weights
    confidence = _confidence(outcomes(extractor, parsed), kept(unread) if unread else [])
    if write is not None:
        _rewrite(write / "confidence.yaml", confidence)


def _parsed(extractor: Extractor, articles: Sequence[GoldArticle]) -> list[ParsedText]:
    return [p for n in range(0, len(articles), 16) for p in extractor.parse([a.article for a in articles[n : n + 16]])]


def _focus(extractor: Extractor, parsed: Sequence[tuple[GoldArticle, ParsedText]]) -> models.Weights:
    cases = choices(extractor, parsed)
    names = list(FEATURES)
    right = {"sieve": 0, "ranker": 0}
    for train, test in models.folds(cases):
        weights = models.fit_focus(train, names)
        right["sieve"] += sum(models.chosen(case, SIEVE) for case in test)
        right["ranker"] += sum(models.chosen(case, weights) for case in test)
    click.echo(f"choices: {len(cases)}, of which gold has a candidate: {sum(any(c.right) for c in cases)}")
    for name, count in right.items():
        click.echo(f"  {name:8} right, by ten folds: {count} ({count / len(cases):.3f})")
    return models.fit_focus(cases, names)


def _confidence(cases: Sequence[Outcome], unread: Sequence[Outcome]) -> models.Weights:
    _tell("by ten folds", cases, _tried(cases, models.fit_confidence))
    weights = models.fit_confidence(cases)
    if not unread:
        return weights
    _tell("in unread articles", unread, [(models.sure(case, weights), case.right) for case in unread])
    _tell("levelled by them, by ten folds", unread, _tried(unread, lambda some: models.levelled(weights, some)))
    return models.levelled(weights, unread)


def _tried(cases: Sequence[Outcome], fit: Callable[[Sequence[Outcome]], models.Weights]) -> list[tuple[float, bool]]:
    """How sure each quote is by weights that its article had no part in, and whether it is right."""
    return [
        (models.sure(case, weights), case.right)
        for train, test in models.folds(cases)
        for weights in (fit(train),)
        for case in test
    ]


def _tell(how: str, cases: Sequence[Outcome], pairs: Sequence[tuple[float, bool]]) -> None:
    click.echo(f"quotes: {len(cases)}, right: {sum(c.right for c in cases) / len(cases):.3f}; {how}:")
    click.echo("  given        quotes   mean  right")
    error = 0.0
    for n in range(BINS):
        inside = [pair for pair in pairs if min(int(pair[0] * BINS), BINS - 1) == n]
        if inside:
            mean, share = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            error += len(inside) * abs(mean - share) / len(pairs)
            click.echo(f"  {n / BINS:.1f}-{(n + 1) / BINS:.1f}  {len(inside):9}  {mean:.3f}  {share:.3f}")
    click.echo(f"  expected calibration error {error:.3f}")


def _rewrite(path: Path, weights: Mapping[str, float]) -> None:
    """Put new weights in place of the old ones; title and description stay."""
    head = path.read_text(encoding="utf-8").partition("\nweights:")[0]
    lines = [f"  {name}: {value}" for name, value in sorted(weights.items()) if value]
    path.write_text("\n".join([head, "weights:", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
