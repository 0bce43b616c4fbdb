"""Train the shipped model from start to end: ``python -m tools.training SHARED -o quotes/models/id-news``.

``SHARED`` has ``treebanks/`` (UD Indonesian CSUI, PUD, GSD and the 2017 train part
of GSD), ``ner/`` (IDNER-news-2k and NERGrit) and ``corpus/`` (news as gzipped JSON
lines). Every stage writes its result into the work folder and is skipped where
that is there; taggers and parser go on from their last checkpoint. On two CPU
cores it takes about three hours; a GPU is used where there is one.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from quotes import yamlsource
from quotes.resources import rules_folder
from tools.training import entitystages, lemmatizer, parser, tagger, tokenizer, treebanks, vectors
from tools.training.loop import Budget
from tools.training.package import pack
from tools.training.treebanks import Tree

_log = logging.getLogger(__name__)

#: How often the news treebank counts against the others, and the 2017 annotation of GSD. It is a quarter of the
#: words and the only one of the target's kind.
_CSUI_WEIGHT = 2.5
_SILVER_WEIGHT = {"tags": 0.35, "trees": 0.5}
#: Share of the parser's run after which it sees today's annotation alone.
_SILVER_UNTIL = 0.65


@dataclass(frozen=True)
class Data:
    """The treebanks, one sentence in fourteen to twenty held out for development; the test set is not among them."""

    folder: Path

    @cached_property
    def csui(self) -> tuple[list[Tree], list[Tree]]:
        return treebanks.split(self._read("id_csui-ud-train"), 14)

    @cached_property
    def rest(self) -> tuple[list[Tree], list[Tree]]:
        pud = treebanks.split(self._read("id_pud-ud-test"), 20)
        gsd = treebanks.split(self._read("id_gsd-ud-dev") + self._read("id_gsd-ud-test"), 20)
        return pud[0] + gsd[0], pud[1] + gsd[1]

    @cached_property
    def keep_whole(self) -> set[str]:
        return treebanks.unsplit_words(self.csui[0] + self.rest[0])

    @cached_property
    def silver(self) -> list[Tree]:
        return [treebanks.modernised(tree, self.keep_whole) for tree in self._read("id_gsd-ud-train-2017")]

    def _read(self, name: str) -> list[Tree]:
        return treebanks.read(self.folder / f"{name}.conllu")


class Run:
    """One training run: its data, its work folder, its stages."""

    def __init__(self, shared: Path, work: Path) -> None:
        self.shared, self.work = shared, work
        self.data = Data(shared / "treebanks")
        self.rng = random.Random(1)

    def run_stage(self, name: str, make: Callable[[Path], None]) -> Path:
        """Make a part, unless an earlier run has."""
        target = self.work / f"{name}.pt"
        if target.exists():
            _log.info("%s: there already", name)
        else:
            make(target)
        return target

    def treebanks(self) -> dict[str, Path]:
        """Write the training files, with marks in the styles of news."""
        csui, rest = self.data.csui, self.data.rest
        parts = {
            "dev": csui[1] + rest[1],
            "csui": self._varied(csui[0], 0.15),
            "rest": self._varied(rest[0], 0.1),
            "silver": self._varied(self.data.silver, 0.05),
        }
        for name, trees in parts.items():
            treebanks.write(self.work / f"{name}.conllu", trees)
        return {name: self.work / f"{name}.conllu" for name in parts}

    def _varied(self, trees: list[Tree], share: float) -> list[Tree]:
        more = treebanks.enclosed(trees, self.rng, int(len(trees) * share))
        return [*trees, *treebanks.restyled(trees, self.rng, 1), *more]

    def vectors(self, target: Path) -> None:
        news = vectors.news(sorted((self.shared / "corpus").glob("*.jsonl.gz")))
        trees = self.data.csui[0] + self.data.rest[0] + self.data.silver
        vectors.train(news, trees, self.data.keep_whole, target, workers=2)

    def tokenizer(self, files: dict[str, Path], target: Path, steps: int) -> None:
        csui, rest, silver = (treebanks.read(files[name]) for name in ("csui", "rest", "silver"))
        recast = list(treebanks.recast(csui + rest, reporting_roots(), self.rng, 3))
        self.rng.shuffle(silver)
        folder = self.work / "tokenizer"
        tokenizer.prepare(csui * 2 + rest + recast + silver[:2000], folder, "train", self.rng)
        tokenizer.prepare(treebanks.read(files["dev"]), folder, "dev", self.rng)
        tokenizer.train_tokenizer(folder, target, steps)

    def expander(self, files: dict[str, Path], target: Path) -> None:
        gold = treebanks.read(files["csui"]) + treebanks.read(files["rest"])
        gold += list(treebanks.recast(gold, reporting_roots(), self.rng, 3))
        for name, trees in (("train", gold), ("dev", treebanks.read(files["dev"]))):
            treebanks.write(self.work / f"expander-{name}.conllu", filter(treebanks.adds_up, trees))
        tokenizer.train_expander(self.work / "expander-train.conllu", self.work / "expander-dev.conllu", target)

    def lemmatizer(self, files: dict[str, Path], target: Path) -> None:
        gold = self.work / "lemmatizer-train.conllu"
        treebanks.write(gold, treebanks.read(files["csui"]) + treebanks.read(files["rest"]))
        lemmatizer.train(gold, files["dev"], target, epochs=5)

    def entities(self, pretrain: Path, target: Path, steps: int) -> None:
        files = entitystages.write_sets(self.shared / "ner", self.work, reporting_roots())
        entitystages.train(files, pretrain, target, steps)


def reporting_roots() -> list[str]:
    """The bare reporting words of the rules that stand beside a quotation.

    Read from the files themselves: the lexicon belongs to a later stage than the parser.
    """
    files = (yamlsource.load(path).data for path in sorted((rules_folder() / "verbs").glob("*.yaml")))
    entries = (entry for data in files for entry in data.get("words", {}).items())
    return sorted(root for root, forms in entries if "quote" in forms.get("bare", "").split() and root.isalpha())


@click.command(help=__doc__)
@click.argument("shared", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The model directory to write.")
@click.option(
    "--work",
    default="build/training",
    type=click.Path(path_type=Path),
    show_default=True,
    help="Checkpoints and parts.",
)
@click.option("--tokenizer-steps", default=1800, show_default=True)
@click.option("--tagger-steps", default=2500, show_default=True)
@click.option("--parser-steps", default=1800, show_default=True)
@click.option("--entity-steps", default=2400, show_default=True)
@click.option("--threads", default=1, show_default=True, help="Threads of torch; two on busy cores crawl.")
def main(
    shared: Path,
    output: Path,
    work: Path,
    tokenizer_steps: int,
    tagger_steps: int,
    parser_steps: int,
    entity_steps: int,
    threads: int,
) -> None:
    """Run every stage that has no result in the work folder yet, then pack the parts."""
    import torch

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(threads)
    work.mkdir(parents=True, exist_ok=True)
    run = Run(shared, work)
    files = run.treebanks()
    dev = files["dev"]
    pretrain = run.run_stage("pretrain", run.vectors)
    tags = [(files["csui"], _CSUI_WEIGHT), (files["rest"], 1.0), (files["silver"], _SILVER_WEIGHT["tags"])]
    trees = [
        (files["csui"], _CSUI_WEIGHT, 1.0),
        (files["rest"], 1.0, 1.0),
        (files["silver"], _SILVER_WEIGHT["trees"], _SILVER_UNTIL),
    ]
    parts = {
        "pretrain": pretrain,
        "tokenize": run.run_stage("tokenizer", lambda to: run.tokenizer(files, to, tokenizer_steps)),
        "mwt": run.run_stage("expander", lambda to: run.expander(files, to)),
        "pos": run.run_stage("tagger", lambda to: tagger.train(tags, dev, pretrain, to, Budget(tagger_steps, 2e-3))),
        "lemma": run.run_stage("lemmatizer", lambda to: run.lemmatizer(files, to)),
        "depparse": run.run_stage(
            "parser", lambda to: parser.train(trees, dev, pretrain, to, Budget(parser_steps, 2e-3), batch=2000)
        ),
        "ner": run.run_stage("entities", lambda to: run.entities(pretrain, to, entity_steps)),
    }
    pack(parts, output)


if __name__ == "__main__":
    main()
