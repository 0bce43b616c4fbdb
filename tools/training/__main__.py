"""Train the shipped model from start to end: ``python -m tools.training SHARED -o quotes/models/id-news``.

SHARED has treebanks/ (UD Indonesian CSUI, PUD, GSD and the 2017 train part of GSD), ner/ (IDNER-news-2k and NERGrit)
and corpus/ (news as gzipped JSON lines). Every stage writes its result to the work folder and is skipped when that
exists; taggers and parser continue from their last checkpoint. It takes about three hours on two CPU cores; a GPU is
used where there is one.
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
from tools.training import entities, parser, stanza_scripts, tagger, treebanks, vectors
from tools.training.forms import write_forms
from tools.training.loop import Schedule
from tools.training.package import write_model
from tools.training.treebanks import Tree

_log = logging.getLogger(__name__)

#: Weights of the news treebank and of the 2017 annotation of GSD relative to the others. The news treebank has a
#: quarter of the words and is the only one of the target genre.
_CSUI_WEIGHT = 2.5
_SILVER_WEIGHT = {"tags": 0.35, "trees": 0.5}
#: Share of the parser's run after which the 2017 annotation is left out.
_SILVER_UNTIL = 0.65


@dataclass(frozen=True)
class Data:
    """The treebanks, with one sentence in fourteen to twenty held out for development; the test set is not used."""

    folder: Path

    @cached_property
    def csui(self) -> tuple[list[Tree], list[Tree]]:
        """The news treebank: for training, and for development."""
        return treebanks.hold_out(self._read("id_csui-ud-train"), 14)

    @cached_property
    def rest(self) -> tuple[list[Tree], list[Tree]]:
        """The other treebanks: for training, and for development."""
        pud = treebanks.hold_out(self._read("id_pud-ud-test"), 20)
        gsd = treebanks.hold_out(self._read("id_gsd-ud-dev") + self._read("id_gsd-ud-test"), 20)
        return pud[0] + gsd[0], pud[1] + gsd[1]

    @cached_property
    def unsplit_words(self) -> set[str]:
        """Words in ``nya`` that are not split."""
        return treebanks.find_unsplit_words(self.csui[0] + self.rest[0])

    @cached_property
    def silver(self) -> list[Tree]:
        """The 2017 annotation of GSD, converted."""
        return [treebanks.convert_2017(tree, self.unsplit_words) for tree in self._read("id_gsd-ud-train-2017")]

    def _read(self, name: str) -> list[Tree]:
        return treebanks.read_trees(self.folder / f"{name}.conllu")


class Run:
    """One training run: its data, its work folder, its stages."""

    def __init__(self, shared: Path, work: Path) -> None:
        self.shared, self.work = shared, work
        self.data = Data(shared / "treebanks")
        self.rng = random.Random(1)

    def run_stage(self, name: str, make: Callable[[Path], None]) -> Path:
        """Make a part, unless an earlier run did."""
        target = self.work / f"{name}.pt"
        if target.exists():
            _log.info("%s: exists already", name)
        else:
            make(target)
        return target

    def write_treebanks(self) -> dict[str, Path]:
        """Write the training files, with quotation marks in the styles of news; return them by name."""
        csui, rest = self.data.csui, self.data.rest
        parts = {
            "dev": csui[1] + rest[1],
            "csui": self._vary_marks(csui[0], 0.15),
            "rest": self._vary_marks(rest[0], 0.1),
            "silver": self._vary_marks(self.data.silver, 0.05),
        }
        for name, trees in parts.items():
            treebanks.write_trees(self.work / f"{name}.conllu", trees)
        return {name: self.work / f"{name}.conllu" for name in parts}

    def _vary_marks(self, trees: list[Tree], share: float) -> list[Tree]:
        enclosed = treebanks.sample_enclosed(trees, self.rng, int(len(trees) * share))
        return [*trees, *treebanks.vary_marks(trees, self.rng, 1), *enclosed]

    def train_vectors(self, target: Path) -> None:
        news = vectors.read_texts(sorted((self.shared / "corpus").glob("*.jsonl.gz")))
        trees = self.data.csui[0] + self.data.rest[0] + self.data.silver
        vectors.train_vectors(news, trees, self.data.unsplit_words, target, workers=2)

    def train_tokenizer(self, files: dict[str, Path], target: Path, steps: int) -> None:
        csui, rest, silver = (treebanks.read_trees(files[name]) for name in ("csui", "rest", "silver"))
        varied = list(treebanks.vary_reporting_words(csui + rest, read_reporting_roots(), self.rng, 3))
        self.rng.shuffle(silver)
        folder = self.work / "tokenizer"
        stanza_scripts.write_tokenizer_data(csui * 2 + rest + varied + silver[:2000], folder, "train", self.rng)
        stanza_scripts.write_tokenizer_data(treebanks.read_trees(files["dev"]), folder, "dev", self.rng)
        stanza_scripts.train_tokenizer(folder, target, steps)

    def train_expander(self, files: dict[str, Path], target: Path) -> None:
        gold = treebanks.read_trees(files["csui"]) + treebanks.read_trees(files["rest"])
        gold += list(treebanks.vary_reporting_words(gold, read_reporting_roots(), self.rng, 3))
        for name, trees in (("train", gold), ("dev", treebanks.read_trees(files["dev"]))):
            treebanks.write_trees(self.work / f"expander-{name}.conllu", filter(treebanks.has_consistent_tokens, trees))
        stanza_scripts.train_expander(self.work / "expander-train.conllu", self.work / "expander-dev.conllu", target)

    def train_lemmatizer(self, files: dict[str, Path], target: Path) -> None:
        gold = self.work / "lemmatizer-train.conllu"
        treebanks.write_trees(gold, treebanks.read_trees(files["csui"]) + treebanks.read_trees(files["rest"]))
        stanza_scripts.train_lemmatizer(gold, files["dev"], target, epochs=5)

    def train_entities(self, pretrain: Path, target: Path, steps: int) -> None:
        files = entities.write_training_sets(self.shared / "ner", self.work, read_reporting_roots())
        entities.train_stage(files, pretrain, target, steps)


def read_reporting_roots() -> list[str]:
    """Read the bare reporting words that can stand beside a quotation from the rule files.

    The lexicon is not used, because it belongs to a later stage than the parser.
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
    help="The folder of checkpoints and parts.",
)
@click.option("--tokenizer-steps", default=1800, show_default=True)
@click.option("--tagger-steps", default=2500, show_default=True)
@click.option("--parser-steps", default=1800, show_default=True)
@click.option("--entity-steps", default=2400, show_default=True)
@click.option("--threads", default=1, show_default=True, help="Threads of PyTorch; one is best on busy cores.")
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
    """Run every stage that has no result in the work folder yet, then write the model directory."""
    import torch

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(threads)
    work.mkdir(parents=True, exist_ok=True)
    run = Run(shared, work)
    files = run.write_treebanks()
    dev = files["dev"]
    pretrain = run.run_stage("pretrain", run.train_vectors)
    tags = [(files["csui"], _CSUI_WEIGHT), (files["rest"], 1.0), (files["silver"], _SILVER_WEIGHT["tags"])]
    trees = [
        (files["csui"], _CSUI_WEIGHT, 1.0),
        (files["rest"], 1.0, 1.0),
        (files["silver"], _SILVER_WEIGHT["trees"], _SILVER_UNTIL),
    ]
    parts = {
        "pretrain": pretrain,
        "tokenize": run.run_stage("tokenizer", lambda to: run.train_tokenizer(files, to, tokenizer_steps)),
        "mwt": run.run_stage("expander", lambda to: run.train_expander(files, to)),
        "pos": run.run_stage(
            "tagger", lambda to: tagger.train_tagger(tags, dev, pretrain, to, Schedule(tagger_steps, 2e-3))
        ),
        "lemma": run.run_stage("lemmatizer", lambda to: run.train_lemmatizer(files, to)),
        "depparse": run.run_stage(
            "parser", lambda to: parser.train_parser(trees, dev, pretrain, to, Schedule(parser_steps, 2e-3), batch=2000)
        ),
        "ner": run.run_stage("entities", lambda to: run.train_entities(pretrain, to, entity_steps)),
    }
    write_model(parts, output)
    write_forms(output, vectors.read_texts(sorted((shared / "corpus").glob("*.jsonl.gz"))))


if __name__ == "__main__":
    main()
