"""The shipped model gives the same words, tags and trees in quotes.parsing.stanza_cpu and in Stanza's own pipeline."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quotes.layout import Paragraph, split_paragraphs
from quotes.parsing import ParsedText, Parser
from quotes.parsing.models import SHIPPED, choose_model, load_cpu_pipeline
from quotes.parsing.stanza_cpu import Token, tagger
from quotes.parsing.stanza_cpu.highway import RowCache
from quotes.pipeline import load_rules
from quotes.resources import model_folder
from quotes.trees import Sentence, Word

SAMPLES = Path(__file__).parents[2] / "samples" / "gold.jsonl"

ODD = {
    "a nickname in marks": 'Menurut Andi "Bang Jaya" Wijaya, air surut.',
    "a single mark": '"',
    "one word": "Ya",
    "white space of all kinds": "Ratna\u2003Wulandari \t\u00a0 pulang \u2009ke   Ambon . ",
    "web addresses": "Tulis ke warta.kapal@contoh.id atau lihat www.contoh-kapal.id/jadwal?hari=2, kata Ratna.",
    "many marks": "Benarkah??!! Sungguh!!!?? Ya... – ujarnya; (katanya: tidak)",
    "another script": "نعم kata Ratna, 说 Да 🎉 ujarnya.",
    "control characters": "Kata \x07 Ratna \x85 pulang\x9f.",
    "a token that is too long": "Nomor " + "7" * 400 + " itu milik Ratna.",
    "clitics": "Katanya, kapalnya dan rumahnyalah yang dilihatnya; bukunya dibacanya.",
    "no full stop": "Ratna Wulandari pulang ke Ambon",
    "a paragraph of several windows": "Menurut Ratna, kapal itu berangkat ke Ambon pukul tujuh pagi. " * 60,
    "several windows without a full stop": "kapal itu berangkat ke Ambon dan kembali ke Ternate lalu " * 60,
    "exactly a window": ("Ratna menunggu kapal di Ambon. " * 40)[:1000].rstrip() + "x" * 4,
}


@pytest.fixture(scope="module")
def optimized() -> Parser:
    return Parser(precision="float32")


@pytest.fixture(scope="module")
def stanza() -> Parser:
    return Parser(optimized=False)


def laid_out(texts: Sequence[str]) -> list[tuple[str, tuple[Paragraph, ...]]]:
    rules = load_rules().layout
    return [(text, split_paragraphs(text, rules)) for text in texts]


def sample_texts(count: int) -> list[str]:
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[:count]]


def sentences(parsed: Sequence[ParsedText]) -> list[Sentence]:
    return [s for text in parsed for paragraph in text.paragraphs for s in paragraph.sentences]


def words(parsed: Sequence[ParsedText]) -> list[Word]:
    """Return all words without their lemmas, which the optimized processors leave out."""
    return [word._replace(lemma="") for sentence in sentences(parsed) for word in sentence.words]


def test_words_tags_and_trees_are_equal_to_those_of_stanzas_own_pipeline(optimized: Parser, stanza: Parser) -> None:
    texts = laid_out(sample_texts(6))
    ours, theirs = words(optimized.parse(texts)), words(stanza.parse(texts))

    assert len(ours) > 1000
    assert ours == theirs


def test_bfloat16_changes_fewer_than_one_word_in_two_hundred(optimized: Parser) -> None:
    texts = laid_out(sample_texts(16))
    exact, rounded = words(optimized.parse(texts)), words(Parser(precision="bfloat16").parse(texts))
    changed = len(set(exact) ^ set(rounded)) / 2

    assert len(exact) > 3000
    assert changed / len(exact) < 0.005


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_are_parsed_as_by_stanza(optimized: Parser, stanza: Parser, text: str) -> None:
    assert words(optimized.parse(laid_out([text]))) == words(stanza.parse(laid_out([text])))


def test_plain_words_are_divided_as_by_the_network(optimized: Parser) -> None:
    tokenizer = optimized._cpu_pipeline._tokenizer
    texts = [line for text in sample_texts(16) for line in text.splitlines()]
    quickly = tokenizer.tokenize(texts)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tokenizer, "_plain_words", None)
        whole = tokenizer.tokenize(texts)
    ours, theirs = (
        {(k, *token) for k, text in enumerate(found) for s in text for token in s} for found in (quickly, whole)
    )

    assert len(theirs) > 4000
    assert len(ours ^ theirs) <= 4
    assert sum(map(len, quickly)) == sum(map(len, whole))


def test_multi_word_tokens_are_expanded_as_by_stanza(optimized: Parser, stanza: Parser) -> None:
    from stanza.models.common.doc import ID, MISC, TEXT, Document

    forms = [
        "katanya",
        "Katanya",
        "KATANYA",
        "kaTanya",
        "hariannya",
        "rumahnyalah",
        "Éternya",
        "说nya",
        "PT-nya",
        "a",
        "ku",
    ]
    expected = stanza._pipeline.processors["mwt"].process(
        Document([[{ID: (1,), TEXT: form, MISC: "MWT=Yes"}] for form in forms])
    )
    tokens = [[Token(form, 0, len(form), is_multiword=True) for form in forms]]
    found = optimized._cpu_pipeline._expander.expand(tokens)[0]

    assert list(found) == [tuple(word.text for word in sentence.words) for sentence in expected.sentences]
    assert len([words for words in found if len(words) > 1]) > 5


def test_the_model_is_loaded_without_stanza_and_without_pytorchs_compiler() -> None:
    code = "import sys, quotes; quotes.Extractor(); print({'stanza', 'torch._dynamo', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_parse_of_a_text_does_not_depend_on_other_texts(optimized: Parser) -> None:
    texts = laid_out([*sample_texts(3), *ODD.values()])
    together = optimized.parse(texts)
    alone = [optimized.parse([text])[0] for text in texts]

    assert together == alone


def test_a_cache_that_is_too_small_changes_nothing(optimized: Parser) -> None:
    texts = laid_out(sample_texts(2))
    small = Parser(precision="float32")
    assert small._cpu_pipeline is not None
    for part in (small._cpu_pipeline._tagger, small._cpu_pipeline._parser):
        part._rows = RowCache(part._encode_words, capacity=50)

    assert small.parse(texts) == optimized.parse(texts)


def test_no_text_gives_no_words(optimized: Parser) -> None:
    assert optimized.parse([]) == []
    assert words(optimized.parse(laid_out(["", " \n "]))) == []


# --- only the trees that are needed ----------------------------------------------------------------

REPORT = (
    "Kapal itu tiba di Ambon.\nRatna Wulandari menyatakan kapal akan kembali besok.\n"
    '"Kami siap berangkat pagi ini," ujar Ratna di pelabuhan.'
)


def needs_any(*needed: str) -> Callable[[Sentence, object], bool]:
    return lambda sentence, _: not set(needed).isdisjoint(sentence.lowers)


def test_a_sentence_that_no_rule_needs_has_the_tags_of_its_forms_and_no_tree(optimized: Parser) -> None:
    arrived, said, _ = sentences(optimized.parse(laid_out([REPORT]), needs_any("menyatakan")))

    assert (arrived.has_tree, said.has_tree) == (False, True)
    assert [word.upos for word in arrived.words[:2]] == ["NOUN", "DET"]
    assert {(word.head, word.deprel) for word in arrived.words} == {(-1, "")}


def test_the_needed_trees_equal_those_of_a_full_parse(optimized: Parser) -> None:
    whole = sentences(optimized.parse(laid_out([REPORT])))
    part = sentences(optimized.parse(laid_out([REPORT]), needs_any("menyatakan")))

    assert [s for s in part if s.has_tree] == [whole[1]]


def test_missing_trees_are_added_later_and_are_the_same(optimized: Parser) -> None:
    part = optimized.parse(laid_out([REPORT]), needs_any("menyatakan"))
    assert optimized.add_trees(part) == optimized.parse(laid_out([REPORT]))


def test_listed_forms_have_the_tags_that_the_tagger_gives_them_by_themselves() -> None:
    pipeline = load_cpu_pipeline(choose_model(SHIPPED), "float32")
    listed = tagger.read_forms(model_folder(SHIPPED) / "id" / "pos" / "news.forms.json")
    assert pipeline is not None
    assert len(listed) > 15_000
    pipeline._tagger._upos_of_form = {}
    found = pipeline.tag_forms([[form] for form in listed])

    # Other processors round otherwise, which matters where two tags are equally likely.
    assert sum(tag != listed[form] for form, (tag,) in zip(listed, found, strict=True)) <= len(listed) // 2000


def test_a_full_cache_of_forms_keeps_the_listed_ones(optimized: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert optimized._cpu_pipeline is not None
    tagged = optimized._cpu_pipeline._tagger
    before = tagged.tag_forms([["kapal", "Zebrakunsky", "kapalnyakah"]])
    monkeypatch.setattr(tagger, "MAX_FORMS", len(tagged._listed) + 2)
    tagged.tag_forms([["kapal", "kapalmulah", "Wzzt"]])

    assert tagged._upos_of_form.keys() == {*tagged._listed, "kapalmulah", "Wzzt"}
    assert tagged.tag_forms([["kapal", "Zebrakunsky", "kapalnyakah"]]) == before


def test_a_text_that_misses_no_tree_is_returned_as_it_is(optimized: Parser) -> None:
    part = optimized.parse(laid_out([REPORT]), needs_any("menyatakan"))
    assert optimized.add_trees(part, needs_any("menyatakan"))[0] is part[0]
