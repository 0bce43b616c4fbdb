"""``python -m quotes.fitting GOLD.jsonl … [--write rules/resolution]``: fit the weights of resolution on gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from quotes.evaluation.calibration import calibrate
from quotes.evaluation.formats import read_gold
from quotes.fitting import models
from quotes.fitting.cases import Choice, Outcome, collect_choices, collect_outcomes, parse_gold
from quotes.fitting.readings import ReadingCase, collect_readings, kind_of
from quotes.fitting.standoff import is_standoff, join_texts
from quotes.pipeline import Extractor
from quotes.resolution.weights import FEATURES

#: The sieve that the ranker is compared with: whoever spoke, or was the subject, last.
SIEVE: Mapping[str, float] = {"last-strong": 1.0, "near": 0.01}


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--corpus", type=click.Path(exists=True, path_type=Path), help="Folder with the texts of standoff gold.")
@click.option(
    "--write", type=click.Path(path_type=Path), help="Folder of names, antecedents and confidence.yaml to rewrite."
)
@click.option(
    "--entities", multiple=True, type=click.Path(exists=True, path_type=Path), help="Sentences with tagged persons."
)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(["names", "antecedents", "confidence"]),
    help="Fit these weights alone, and keep the others.  [default: all]",
)
@click.option(
    "--organisations", type=click.Path(exists=True, path_type=Path), help="Speakers of GOLD that are not people."
)
def main(
    gold: Sequence[Path],
    corpus: Path | None,
    write: Path | None,
    entities: Sequence[Path],
    only: Sequence[str],
    organisations: Path | None,
) -> None:
    """Fit the weights of the speaker stage on GOLD, and print how good they are by folds over outlets.

    Without --write nothing is changed.
    """
    articles = [a for path in gold for a in (join_texts(path, corpus) if is_standoff(path) else read_gold(path))]
    extractor = Extractor()
    parses = parse_gold(extractor, articles)
    noted = organisations.read_text(encoding="utf-8").splitlines() if organisations else ()
    steps: Mapping[str, Callable[[Extractor], models.Weights]] = {
        "names": lambda extractor: _fit_names(collect_readings(extractor, parses, entities, noted)),
        "antecedents": lambda extractor: _fit_antecedents(collect_choices(extractor, parses)),
        "confidence": lambda extractor: _fit_confidence(collect_outcomes(extractor, parses)),
    }
    for name, fit in steps.items():
        if only and name not in only:
            continue
        weights = fit(extractor)
        if write is not None:
            rewrite(write / f"{name}.yaml", weights)
            extractor = Extractor()  # antecedents depend on who is named, confidence on both


def _fit_names(cases: Sequence[ReadingCase]) -> models.Weights:
    right: Counter[str] = Counter()
    for train, test in models.split_folds(cases):
        weights = models.fit_names([cases[k] for k in train])
        right.update(kind_of(cases[k]) for k in test if models.is_chosen(cases[k], weights))
    click.echo("names exact, by folds:")
    for kind, count in sorted(Counter(map(kind_of, cases)).items()):
        click.echo(f"  {kind:24} {right[kind]} of {count} ({right[kind] / count:.3f})")
    return models.fit_names(cases)


def _fit_antecedents(cases: Sequence[Choice]) -> models.Weights:
    names = list(FEATURES)
    right = {"sieve": 0, "ranker": 0}
    for train, test in models.split_folds(cases):
        weights = models.fit_antecedents([cases[k] for k in train], names)
        right["sieve"] += sum(models.is_chosen(cases[k], SIEVE) for k in test)
        right["ranker"] += sum(models.is_chosen(cases[k], weights) for k in test)
    with_right = sum(any(case.right) for case in cases)
    click.echo(f"choices: {len(cases)}, with the right person among the candidates: {with_right}")
    for name, count in right.items():
        click.echo(f"  {name:8} right, by folds: {count} ({count / len(cases):.3f})")
    return models.fit_antecedents(cases, names)


def _fit_confidence(cases: Sequence[Outcome]) -> models.Weights:
    predicted = [0.0] * len(cases)
    for train, test in models.split_folds(cases):
        weights = models.fit_confidence([cases[k] for k in train])
        for k in test:
            predicted[k] = models.predict(cases[k], weights)
    found = calibrate(list(zip(models.cap(predicted, cases), (case.right for case in cases), strict=True)))
    click.echo(f"quotes with a speaker: {found.quotes}, right: {sum(case.right for case in cases) / len(cases):.3f}")
    click.echo("  confidence   quotes   mean  right")
    for each in found.bins:
        click.echo(f"  {each.low:.1f}-{each.high:.1f}  {each.quotes:11}  {each.confidence:.3f}  {each.right:.3f}")
    for coverage, precision in found.precision_at:
        click.echo(f"  precision of the surest {coverage:4.0%}: {precision:.3f}")
    click.echo(f"  area under the ROC curve {found.auc or 1.0:.3f}, calibration error {found.error:.3f}")
    return models.less_sure(models.fit_confidence(cases), models.FLATTERY)


def rewrite(path: Path, weights: Mapping[str, float]) -> None:
    """Write new weights in place of the old ones; title, description and other keys before them stay."""
    head = path.read_text(encoding="utf-8").partition("\nweights:")[0]
    lines = [f"  {name}: {value}" for name, value in sorted(weights.items()) if value]
    path.write_text("\n".join([head, "weights:", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
