"""Word vectors: fastText (Bojanowski et al. 2017) on the news corpus and the treebanks, in Stanza's pretrain format."""

from __future__ import annotations

import gzip
import json
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.training.treebanks import Tree

_log = logging.getLogger(__name__)

#: The table has to fit into a model of 40 MB: 45,000 words of 100 numbers are 18 MB.
MAX_WORDS = 45_000
SIZE = 100
_TOKEN = re.compile(r"\w+(?:[-'./]\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘A-Z])|\n")


def read_texts(paths: Iterable[Path]) -> Iterator[str]:
    """Read the ``text`` fields of gzipped JSON-lines files."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield str(json.loads(line)["text"])


def tokenize(texts: Iterable[str], unsplit_words: set[str]) -> list[list[str]]:
    """Split texts into sentences of lower-cased tokens, with ``-nya`` split off as in the treebanks."""
    plain = [_TOKEN.findall(part.lower()) for text in texts for part in _SENTENCE.split(text) if part.strip()]
    counts = Counter(word for sentence in plain for word in sentence)
    return [list(_split_clitics(sentence, counts, unsplit_words)) for sentence in plain]


def _split_clitics(sentence: Iterable[str], counts: Counter[str], unsplit_words: set[str]) -> Iterator[str]:
    for word in sentence:
        base = word[:-3]
        if word.endswith("nya") and len(base) > 2 and word not in unsplit_words and counts[base] >= 5:
            yield base
            yield "nya"
        else:
            yield word


def train_vectors(
    texts: Iterable[str], trees: Iterable[Tree], unsplit_words: set[str], target: Path, *, workers: int
) -> None:
    """Train word vectors and write them to ``target``, a pretrain file of Stanza's in float32.

    Args:
        texts: news.
        trees: sentences of the treebanks, which count twice.
        unsplit_words: words in ``nya`` that are not split.
        target: the file to write.
        workers: number of threads.
    """
    import numpy as np
    import torch
    from gensim.models import FastText
    from stanza.models.common.pretrain import PretrainedWordVocab
    from stanza.models.common.vocab import VOCAB_PREFIX

    data = tokenize(texts, unsplit_words)
    data += [[row.form.lower() for row in tree.words] for tree in trees] * 2
    _log.info("vectors: %d sentences, %d tokens", len(data), sum(map(len, data)))
    model = FastText(
        vector_size=SIZE, window=4, min_count=3, sg=1, negative=8, epochs=8, min_n=3, max_n=5,
        bucket=400_000, sample=1e-4, workers=workers, seed=1,
    )  # fmt: skip
    model.build_vocab(data)
    model.train(data, total_examples=len(data), epochs=model.epochs)
    words = model.wv.index_to_key[:MAX_WORDS]
    table = np.stack([model.wv[word] for word in words])
    table = table / table.std()  # unit variance, the scale that Stanza's linear layer expects
    table = np.concatenate([np.zeros((len(VOCAB_PREFIX), SIZE)), table]).astype("float32")
    table[1:4] = 0.0
    vocab = PretrainedWordVocab(words, lang="id")
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"vocab": vocab.state_dict(), "emb": torch.from_numpy(table)}, target)
    _log.info("vectors: %d words written to %s", len(words), target)
