"""Score a Stanza model directory on a treebank from raw text, or on a named-entity set from its tokens.

Run it as ``python -m tools.training.score MODEL FILE``; a ``.conllu`` file is a treebank, a ``.tsv`` file an
entity set.

The figures of a treebank are those of the CoNLL 2018 shared task (Zeman et al. 2018), by the script of Universal
Dependencies (``udtools``, a dependency of Stanza): F1 of tokens, sentences, words, tags and attachments, from raw text.
Those of an entity set are the F1 of whole entities (Tjong Kim Sang & De Meulder 2003).
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tools.training import treebanks
from tools.training.entities import compute_f1
from tools.training.entity_data import read_entities, write_entities

MEASURES = ("Tokens", "Sentences", "Words", "UPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS")


def score_treebank(model: Path, treebank: Path) -> dict[str, float]:
    """Compute the F1 in percent of every measure; ``clitics`` is that of :func:`score_clitics`."""
    import stanza
    from stanza.models.common.utils import ud_scores

    package = next(iter(json.loads((model / "resources.json").read_text(encoding="utf-8"))["id"]["packages"]))
    pipeline = stanza.Pipeline("id", dir=str(model), package=package, download_method=None, verbose=False)
    trees = treebanks.read_trees(treebank)
    document = pipeline("".join(("\n\n" if tree.starts_paragraph else "") + tree.text for tree in trees).strip())
    scores = ud_scores(io.StringIO("".join(tree.conllu() for tree in trees)), io.StringIO(f"{document:C}\n\n"))
    figures = {name: round(100 * scores[name].f1, 2) for name in MEASURES}
    return figures | {"clitics": round(100 * score_clitics(pipeline), 2)}


def score_entities(model: Path, entity_set: Path) -> dict[str, float]:
    """Compute the F1 of entities in percent, of all and by kind, given the tokens of the set."""
    import stanza

    pipeline = stanza.Pipeline("id", dir=str(model), processors="tokenize,ner", download_method=None, verbose=False)
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.json"
        write_entities(gold, read_entities(entity_set))
        f1 = compute_f1(pipeline.processors["ner"].trainers[0], gold)
    return {kind: round(value, 1) for kind, value in f1.items()}


#: Templates of news around a reporting word with a clitic, of which the treebanks have too few.
_TEMPLATES = (
    '"Kami siap," {}.',
    "“Kami sudah menunggu lama,” {} di Jakarta, Rabu (3/4).",
    '"Harga beras sudah turun sejak pekan lalu," {} saat ditemui wartawan.',
    "”Itu tidak benar,” {} kepada wartawan.",
    '"Semua sudah selesai", {}, Senin.',
)
_WORDS = (
    "katanya",
    "ujarnya",
    "lanjutnya",
    "ucapnya",
    "tuturnya",
    "jelasnya",
    "imbuhnya",
    "tambahnya",
    "ungkapnya",
    "terangnya",
)
_OPENERS = ("Menurutnya, {}", "Namun menurutnya, {}", "Hal itu, menurutnya, {}")
_CLAUSES = (
    "harga beras sudah turun.",
    "jalan itu rusak sejak tahun lalu.",
    "cuaca buruk masih akan terjadi.",
    "warga harus waspada.",
)


def score_clitics(pipeline: object) -> float:
    """Return the share of reporting words in ``-nya`` that are split into two words, in invented sentences of news."""
    texts = [template.format(word) for template in _TEMPLATES for word in _WORDS]
    texts += [opener.format(clause) for opener in _OPENERS for clause in _CLAUSES]
    document = pipeline("\n\n".join(texts))  # type: ignore[operator]  # a stanza.Pipeline
    words = {*_WORDS, "menurutnya"}
    tokens = [t for s in document.sentences for t in s.tokens if t.text.lower().strip('.,"”') in words]
    split = [t for t in tokens if len(t.words) == 2 and t.words[1].text.lower() == "nya"]
    return len(split) / len(texts)


def format_table(figures: Mapping[str, float]) -> str:
    """Format the figures as a Markdown table of one row."""
    names = list(figures)
    return "\n".join(
        (f"| {' | '.join(names)} |", f"|{'---|' * len(names)}", f"| {' | '.join(f'{figures[n]:.2f}' for n in names)} |")
    )


if __name__ == "__main__":
    score = score_entities if sys.argv[2].endswith(".tsv") else score_treebank
    sys.stdout.write(format_table(score(Path(sys.argv[1]), Path(sys.argv[2]))) + "\n")
