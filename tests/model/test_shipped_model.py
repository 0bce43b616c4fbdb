"""The shipped model: a Stanza model directory that is small, loads quickly and splits clitics correctly."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.layout import Paragraph, split_paragraphs
from quotes.parsing import Parser
from quotes.pipeline import load_rules
from quotes.records import Span
from quotes.resources import model_folder
from quotes.trees import Word
from tools.training.package import copy_without, round_mantissas
from tools.training.score import score_clitics

SAMPLES = Path(__file__).parents[2] / "samples" / "gold.jsonl"


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, tuple[Paragraph, ...]]]:
    rules = load_rules().layout
    found = [json.loads(line)["text"] for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    return [(text, split_paragraphs(text, rules)) for text in found[:6]]


def test_stanza_itself_loads_the_folder_and_splits_the_clitics_of_reporting_words() -> None:
    import stanza

    pipeline = stanza.Pipeline(
        "id", dir=str(model_folder("id-news")), package="news", download_method=None, verbose=False
    )
    document = pipeline('"Kami siap," katanya di Ambon.')

    kata, nya = (word for s in document.sentences for word in s.words if word.text in {"kata", "nya"})
    assert (kata.upos, nya.upos, nya.deprel) == ("VERB", "PRON", "nsubj")
    assert score_clitics(pipeline) >= 0.99


def test_the_folder_is_not_larger_than_forty_megabytes() -> None:
    size = sum(path.stat().st_size for path in model_folder("id-news").rglob("*") if path.is_file())
    assert size <= 40 * 1024 * 1024


def test_vectors_are_stored_as_rounded_float32_and_weights_as_float16() -> None:
    import torch

    folder = model_folder("id-news") / "id"
    vectors = torch.load(folder / "pretrain" / "news.pt", weights_only=True)["emb"]
    assert vectors.dtype == torch.float32
    assert torch.equal(round_mantissas(vectors), vectors)
    weights = torch.load(folder / "depparse" / "news.pt", weights_only=True)["model"].values()
    assert {tensor.dtype for tensor in weights if tensor.is_floating_point()} == {torch.float16}


def test_the_model_loads_in_under_three_seconds_of_processor_time() -> None:
    Parser()  # imports torch and Stanza
    began = time.process_time()
    Parser()
    assert time.process_time() - began < 3


def test_every_word_that_is_not_masked_is_at_its_place_in_the_article(
    texts: list[tuple[str, tuple[Paragraph, ...]]],
) -> None:
    for text, paragraphs in texts:
        for word in _words(Parser(), [(text, paragraphs)]):
            if word.quotation is None:
                plain = text[word.start : word.end].translate(str.maketrans("“”„«»‘’—", '"""""\'\','))
                assert plain == word.form


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Saat ditemui CNNIndonesia.com beberapa waktu lalu, Haris bercerita ia melaut.", 1),
        ("Saat ditemui di rumahnya, Haris bercerita ia melaut. besok ia pulang.", 2),
    ],
)
def test_a_web_address_ends_no_sentence(text: str, sentences: int) -> None:
    (parsed,) = Parser().parse([(text, split_paragraphs(text, load_rules().layout))])
    found = [sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences]
    assert len(found) == sentences
    assert all(text[word.start : word.end] == word.form for sentence in found for word in sentence.words)


@pytest.mark.parametrize("name", ["Syafi'in", "D'Angelo", "N’Golo", "Marc'Antonio", "Sa`dullah", "McDonald's"])
def test_a_word_with_an_apostrophe_is_one_word(name: str) -> None:
    text = f"Menurut Bupati {name}, doanya dibaca pada Jum'at pagi."
    words = [
        text[word.start : word.end] for word in _words(Parser(), [(text, split_paragraphs(text, load_rules().layout))])
    ]
    assert words == ["Menurut", "Bupati", name, ",", "doa", "nya", "dibaca", "pada", "Jum'at", "pagi", "."]


def test_a_nickname_in_marks_is_read_as_a_part_of_the_name() -> None:
    text = 'Menurut Andi "Bang Jaya" Wijaya, air surut.'
    words = list(_words(Parser(), [(text, split_paragraphs(text, load_rules().layout))]))
    assert [word.form for word in words[:5]] == ["Menurut", "Andi", '"Bang', 'Jaya"', "Wijaya"]
    assert all(word.upos == "PROPN" and word.entity == "person" for word in words[1:5])
    assert all(text[word.start : word.end] == word.form for word in words)


def test_people_and_places_are_distinguished() -> None:
    text = "Bupati Sukamerta Asep Kurniadi mengatakan hal itu kepada wartawan Kompas di Ambon."
    rules = load_rules().layout
    words = _words(Parser(), [(text, split_paragraphs(text, rules))])

    kinds = {word.form: word.entity for word in words}
    assert (kinds["Asep"], kinds["Kurniadi"], kinds["Ambon"]) == ("person", "person", "place")
    assert kinds["Sukamerta"] != "person"
    assert kinds["mengatakan"] is None


def test_entity_tags_are_equal_to_stanzas(texts: list[tuple[str, tuple[Paragraph, ...]]]) -> None:
    ours = [(word.start, word.form, word.entity) for word in _words(Parser(), texts)]
    theirs = [(word.start, word.form, word.entity) for word in _words(Parser(optimized=False), texts)]

    assert ours == theirs
    assert sum(kind is not None for _, _, kind in ours) > 100


def test_a_model_without_an_entity_tagger_tags_no_entities(
    tmp_path: Path, texts: list[tuple[str, tuple[Paragraph, ...]]]
) -> None:
    copied = CliRunner().invoke(
        copy_without, [str(model_folder("id-news")), str(tmp_path / "plain"), "--without", "ner"]
    )
    assert copied.exit_code == 0, copied.output

    words = list(_words(Parser(tmp_path / "plain"), texts[:1]))
    assert words
    assert {word.entity for word in words} == {None}


def _words(parser: Parser, texts: list[tuple[str, tuple[Paragraph, ...]]]) -> Iterator[Word]:
    for parsed in parser.parse(texts):
        for paragraph in parsed.paragraphs:
            for sentence in paragraph.sentences:
                yield from sentence.words


def test_lemmas_are_added_on_request() -> None:
    text = "Ratna mengatakan air sudah naik."
    whole = Span(0, len(text))
    words = list(_words(Parser(lemmas=True), [(text, (Paragraph(0, whole, "body", whole),))]))
    assert {word.form: word.lemma for word in words}["mengatakan"] == "kata"
