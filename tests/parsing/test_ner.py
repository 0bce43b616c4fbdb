"""The entity tagger gives the same tags as Stanza's, on a small tagger with random weights."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.parsing.stanza_cpu.checkpoints import Checkpoint, nest
from quotes.parsing.stanza_cpu.ner import CpuEntityTagger, find_best_paths, fix_edges, is_supported

SENTENCES = [
    ["Ratna", "Wulandari", "pulang", "ke", "Ambon", "."],
    ['"', "Itu", "benar", ",", '"', "ujar", "Haris", "."],
    ["Sukamerta"],
    ["Ketua", "PT", "Rintik", "Jaya", ",", "Haris", "Munandar", ",", "pulang", "."],
]


@pytest.fixture(scope="module")
def trainer():
    """Stanza's trainer of a small tagger that was never trained."""
    from stanza.models import ner_tagger
    from stanza.models.common.doc import Document
    from stanza.models.common.pretrain import PretrainedWordVocab
    from stanza.models.ner.data import DataLoader
    from stanza.models.ner.trainer import Trainer
    from stanza.models.ner.vocab import MultiVocab

    torch.manual_seed(5)
    small = ["--hidden_dim", "8", "--char_hidden_dim", "6", "--char_emb_dim", "5", "--no_emb_finetune"]
    args = ner_tagger.parse_args(small)
    words = PretrainedWordVocab(["ratna", "pulang", "ke", "ambon", ".", "ujar"], lang="id")
    vectors = SimpleNamespace(vocab=words, emb=torch.randn(len(words), 7))
    args["word_emb_dim"] = 7
    tags = ["B-PER", "I-PER", "O", "O", "B-LOC", "O"]
    gold = [[{"text": word, "ner": tag} for word, tag in zip(SENTENCES[0], tags, strict=True)]]
    found = DataLoader(Document(gold), 8, args, vectors, evaluation=False).vocab
    vocab = MultiVocab({name: found[name] for name in ("char", "tag", "word")})
    made = Trainer(args=args, vocab=vocab, pretrain=vectors, device="cpu")
    for parameter in made.model.parameters():
        torch.nn.init.normal_(parameter, std=1.5)
    made.model.tag_clfs[0].bias.data[:4] = -50  # padding and the like, which a trained tagger never predicts
    return made


@pytest.fixture(scope="module")
def checkpoint(trainer) -> Checkpoint:
    return Checkpoint(trainer.args, nest(trainer.model.state_dict()), trainer.vocab.state_dict())


def tag_with_stanza(trainer) -> list[list[str]]:
    from stanza.models.common.doc import Document
    from stanza.models.ner.data import DataLoader

    document = Document([[{"id": k, "text": word} for k, word in enumerate(words, 1)] for words in SENTENCES])
    loader = DataLoader(document, 2, trainer.args, vocab=trainer.vocab, evaluation=True, preprocess_tags=False)
    with torch.no_grad():
        return [tags for batch in loader for tags in trainer.predict(batch)]


def test_the_tags_are_equal_to_stanzas(trainer, checkpoint):
    ours = CpuEntityTagger(checkpoint, None, torch.float32).tag(SENTENCES)
    assert ours == tag_with_stanza(trainer)
    assert len({tag for tags in ours for tag in tags}) > 2


def test_the_tags_of_a_sentence_do_not_depend_on_the_batch(checkpoint):
    tagger = CpuEntityTagger(checkpoint, None, torch.float32)
    assert [tagger.tag([words])[0] for words in SENTENCES] == tagger.tag(SENTENCES)


def test_a_tagger_with_a_language_model_or_a_second_set_of_tags_is_not_supported(checkpoint):
    assert is_supported(checkpoint)
    assert not is_supported(replace(checkpoint, config=checkpoint.config | {"charlm": True}))
    assert not is_supported(replace(checkpoint, config=checkpoint.config | {"num_layers": 2}))
    two = SimpleNamespace(**{**vars(checkpoint.weights), "tag_clfs": checkpoint.weights.tag_clfs * 2})
    assert not is_supported(replace(checkpoint, weights=two))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["O", *(f"{part}-{kind}" for part in "BIES" for kind in ("PER", "LOC"))])))
def test_the_edges_of_names_are_corrected_as_by_stanza(tags):
    from stanza.models.ner.trainer import fix_singleton_tags

    assert fix_edges(tags) == fix_singleton_tags(tags)


def test_the_best_path_is_equal_to_stanzas():
    from stanza.models.common.crf import viterbi_decode

    generator = torch.Generator().manual_seed(7)
    scores = torch.randn(5, 9, 6, generator=generator)
    transitions = torch.randn(6, 6, generator=generator)
    lengths = [9, 7, 4, 2, 1]

    found = find_best_paths([scores[: sum(n > at for n in lengths), at] for at in range(9)], transitions)

    for path, score, length in zip(found.tolist(), scores.numpy(), lengths, strict=True):
        best, _ = viterbi_decode(score[:length], transitions.numpy())
        assert path[:length] == [int(tag) for tag in best]
