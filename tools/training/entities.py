"""Train Stanza's named-entity tagger (persons, organisations, places), and score it by kind."""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes import yamlsource
from quotes.resources import rules_folder
from tools.training.entity_data import (
    Augmenter,
    Token,
    add_marks,
    find_cue,
    read_entities,
    tag_places_in_roles,
    write_entities,
)
from tools.training.loop import Schedule, fit

if TYPE_CHECKING:
    import torch

#: Options that differ from Stanza's defaults: a character LSTM in the place of character language models, of which
#: there are none for Indonesian, and frozen word vectors, so that the part is small.
SETTINGS = (
    "--hidden_dim", "160", "--char_hidden_dim", "64", "--char_emb_dim", "48", "--no_emb_finetune",
    "--dropout", "0.5", "--word_dropout", "0.05",
)  # fmt: skip

#: The weight of the sentences of each file. NERGrit is not news, and tags many more places than people.
_WEIGHTS = {"idner": 1.0, "augmented": 1.0, "nergrit": 0.7}
#: Characters of the longest head of an organisation that is used; longer ones are phrases of their own.
_MAX_HEAD = 25


def write_training_sets(folder: Path, work: Path, reporting_roots: Collection[str]) -> dict[str, Path]:
    """Write the training files and the development file; IDNER's test part and NERGrit's valid part are not used.

    Args:
        folder: the annotated sets.
        work: the folder to write to.
        reporting_roots: bare reporting words.

    Returns:
        The files by name: those of the weights, and ``dev``.
    """
    rng = random.Random(1)
    roles, organisations = [*read_list("role"), *read_list("abbreviation")], read_list("organisation")
    first_words = frozenset(role.split()[0].lower() for role in roles)
    places = frozenset(tuple(place.lower().split()) for place in read_list("place"))
    news = read_entities(folder / "idner-news-2k-train.tsv")
    news = [tag_places_in_roles(sentence, first_words, places) for sentence in news]
    prose = read_entities(folder / "nergrit-train.tsv")
    heads = [_capitalise(head) for head in organisations if len(head) <= _MAX_HEAD]
    augmenter = Augmenter(news + prose, [_capitalise(role) for role in roles], heads, rng)
    cues = {*reporting_roots, *(root + "nya" for root in reporting_roots)}
    # Sentences with a cue after a quotation are rare, so they are marked twice.
    with_cue = [sentence for sentence in news if find_cue(sentence, cues) is not None]
    marked = [add_marks(sentence, cues, rng) for sentence in [*news, *with_cue]]
    with_people = [sentence for sentence in news if any(tag == "B-PER" for _, tag in sentence)]
    sets: dict[str, Iterable[Sequence[Token]]] = {
        "idner": news + marked,
        "augmented": [augmenter.augment(sentence) for sentence in news + marked + with_people],
        "nergrit": prose,
        "dev": read_entities(folder / "idner-news-2k-dev.tsv"),
    }
    for name, sentences in sets.items():
        write_entities(work / f"entities-{name}.json", sentences)
    return {name: work / f"entities-{name}.json" for name in sets}


def read_list(name: str) -> list[str]:
    """Read the words of a list in ``rules/names/`` from its files; the lexicon belongs to a later stage."""
    files = (yamlsource.load(path).data for path in sorted((rules_folder() / "names").glob("*.yaml")))
    return [word for data in files if data["list"] == name for word in data["words"]]


def _capitalise(phrase: str) -> str:
    """Write a role or the head of an organisation as before a name."""
    return " ".join(word[0].upper() + word[1:] for word in phrase.split())


def train_stage(files: dict[str, Path], pretrain: Path, target: Path, steps: int) -> None:
    """Train on the files of :func:`write_training_sets`."""
    weighted = [(files[name], weight) for name, weight in _WEIGHTS.items()]
    train_tagger(weighted, files["dev"], pretrain, target, Schedule(steps, 2e-3))


def train_tagger(
    files: Sequence[tuple[Path, float]], dev: Path, pretrain: Path, target: Path, schedule: Schedule, *, batch: int = 32
) -> None:
    """Train on files of :func:`write_entities`, each with a weight."""
    from stanza.models import ner_tagger
    from stanza.models.common.doc import Document
    from stanza.models.common.pretrain import Pretrain
    from stanza.models.common.utils import set_random_seed
    from stanza.models.ner.data import DataLoader
    from stanza.models.ner.trainer import Trainer, unpack_batch
    from stanza.models.ner.vocab import MultiVocab

    set_random_seed(1)
    args = ner_tagger.parse_args([*SETTINGS, "--shorthand", "id_news"])
    vectors = Pretrain(str(pretrain))
    args["word_emb_dim"] = vectors.emb.shape[1]
    data = [json.loads(path.read_text(encoding="utf-8")) for path, _ in files]
    everything = [sentence for part in data for sentence in part]
    full_vocab = DataLoader(Document(everything), batch, args, vectors, evaluation=False).vocab
    vocab = MultiVocab({name: full_vocab[name] for name in ("char", "tag", "word")})  # no "delta": vectors are frozen
    loaders = [DataLoader(Document(part), batch, args, vectors, vocab=vocab, evaluation=False) for part in data]
    streams = [_repeat(loader) for loader in loaders]
    weights = [len(part) * weight for part, (_, weight) in zip(data, files, strict=True)]
    rng = random.Random(1)
    trainer = Trainer(args=args, vocab=vocab, pretrain=vectors, device=args["device"])

    def loss_of_step(_step: int) -> torch.Tensor:
        inputs, _, word_orig, char_orig, lens, word_lens, char_lens, offsets = unpack_batch(
            next(rng.choices(streams, weights)[0]), args["device"]
        )
        word, word_chars, word_chars_mask, chars, tags = inputs
        loss: torch.Tensor
        loss, _, _ = trainer.model(
            word, word_chars, word_chars_mask, tags, word_orig, lens, word_lens, chars, offsets, char_lens, char_orig
        )
        return loss

    fit(
        trainer.model,
        loss_of_step,
        schedule,
        target.with_suffix(".checkpoint"),
        lambda: compute_f1(trainer, dev)["all"],
        lambda: trainer.save(str(target)),
    )


def _repeat(loader: Any) -> Iterator[Any]:
    while True:
        yield from loader
        loader.reshuffle()


def compute_f1(trainer: Any, path: Path) -> dict[str, float]:
    """Compute the F1 of whole entities in percent, by kind and of ``all`` (Tjong Kim Sang & De Meulder 2003).

    Args:
        trainer: Stanza's ``Trainer`` of the tagger.
        path: a file of :func:`write_entities`.
    """
    import torch
    from stanza.models.common.doc import Document
    from stanza.models.ner.data import DataLoader
    from stanza.models.ner.scorer import score_by_entity

    document = Document(json.loads(path.read_text(encoding="utf-8")))
    loader = DataLoader(document, 100, trainer.args, vocab=trainer.vocab, evaluation=True)
    with torch.no_grad():
        predicted = [tags for part in loader for tags in trainer.predict(part)]
    gold = [[word[0] for word in sentence] for sentence in loader.tags]
    _, _, overall, by_kind = score_by_entity(predicted, gold, verbose=False)
    return {"all": 100 * overall} | {kind: 100 * value for kind, value in by_kind.items()}
