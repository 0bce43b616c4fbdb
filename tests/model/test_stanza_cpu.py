"""The shipped model gives the same words, tags and trees in quotes.parsing.stanza_cpu and in Stanza's own pipeline."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.layout import Paragraph, load_layout_rules, split_paragraphs
from quotes.parsing import ParsedText, Parser
from quotes.parsing.stanza_cpu.highway import Forms
from quotes.resources import rules_folder
from quotes.trees import Sentence, Word

SAMPLES = Path(__file__).parents[2] / "samples" / "gold.jsonl"

ODD = {
    "nothing but a mark": '"',
    "one word": "Ya",
    "white space of all kinds": "Ratna\u2003Wulandari \t\u00a0 pulang \u2009ke   Ambon . ",
    "addresses of the net": "Tulis ke warta.kapal@contoh.id atau lihat www.contoh-kapal.id/jadwal?hari=2, kata Ratna.",
    "many marks": "Benarkah??!! Sungguh!!!?? Ya... – ujarnya; (katanya: tidak)",
    "another script": "نعم kata Ratna, 说 Да 🎉 ujarnya.",
    "control characters": "Kata \x07 Ratna \x85 pulang\x9f.",
    "a token that is too long": "Nomor " + "7" * 400 + " itu milik Ratna.",
    "clitics": "Katanya, kapalnya dan rumahnyalah yang dilihatnya; bukunya dibacanya.",
    "no stop": "Ratna Wulandari pulang ke Ambon",
    "a paragraph of several windows": "Menurut Ratna, kapal itu berangkat ke Ambon pukul tujuh pagi. " * 60,
    "several windows and no stop": "kapal itu berangkat ke Ambon dan kembali ke Ternate lalu " * 60,
    "just a window": ("Ratna menunggu kapal di Ambon. " * 40)[:1000].rstrip() + "x" * 4,
}


@pytest.fixture(scope="module")
def fast() -> Parser:
    return Parser(precision="float32")


@pytest.fixture(scope="module")
def stanza() -> Parser:
    return Parser(fast=False)


def laid_out(texts: Sequence[str]) -> list[tuple[str, tuple[Paragraph, ...]]]:
    rules = load_layout_rules(rules_folder() / "layout")
    return [(text, split_paragraphs(text, rules)) for text in texts]


def sample_texts(count: int) -> list[str]:
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[:count]]


def sentences(parsed: Sequence[ParsedText]) -> list[Sentence]:
    return [s for text in parsed for paragraph in text.paragraphs for s in paragraph.sentences]


def words(parsed: Sequence[ParsedText]) -> list[Word]:
    """All that Stanza says of the words; its lemmas are not asked for."""
    return [replace(word, lemma="") for sentence in sentences(parsed) for word in sentence.words]


def test_words_tags_and_trees_are_those_of_stanzas_own_pipeline(fast: Parser, stanza: Parser) -> None:
    texts = laid_out(sample_texts(6))
    ours, theirs = words(fast.parse(texts)), words(stanza.parse(texts))

    assert len(ours) > 1000
    assert ours == theirs


def test_in_bfloat16_hardly_a_word_is_read_otherwise(fast: Parser) -> None:
    texts = laid_out(sample_texts(16))
    exact, rounded = words(fast.parse(texts)), words(Parser(precision="bfloat16").parse(texts))
    other = len(set(exact) ^ set(rounded)) / 2

    assert len(exact) > 3000
    assert other / len(exact) < 0.005


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_are_read_as_stanza_reads_them(fast: Parser, stanza: Parser, text: str) -> None:
    assert words(fast.parse(laid_out([text]))) == words(stanza.parse(laid_out([text])))


def test_what_is_said_of_a_text_depends_on_no_other_text(fast: Parser) -> None:
    texts = laid_out([*sample_texts(3), *ODD.values()])
    together = fast.parse(texts)
    alone = [fast.parse([text])[0] for text in texts]

    assert together == alone


def test_forms_are_worked_out_anew_when_the_memory_of_them_is_full(fast: Parser) -> None:
    texts = laid_out(sample_texts(2))
    small = Parser(precision="float32")
    assert small._cpu_pipeline is not None
    for part in (small._cpu_pipeline._tagger, small._cpu_pipeline._parser):
        part._forms = Forms(part._rows, kept=50)

    assert small.parse(texts) == fast.parse(texts)


def test_no_text_is_no_work(fast: Parser) -> None:
    assert fast.parse([]) == []
    assert words(fast.parse(laid_out(["", " \n "]))) == []


# --- only the trees that are wanted ----------------------------------------------------------------

REPORT = (
    "Kapal itu tiba di Ambon.\nRatna Wulandari menyatakan kapal akan kembali besok.\n"
    '"Kami siap berangkat pagi ini," ujar Ratna di pelabuhan.'
)


def asks_for(*wanted: str) -> Callable[[Sequence[str]], bool]:
    return lambda words: not set(wanted).isdisjoint(words)


def test_a_sentence_that_nobody_asks_for_is_tagged_and_has_no_tree(fast: Parser) -> None:
    arrived, said, _ = sentences(fast.parse(laid_out([REPORT]), asks_for("menyatakan")))

    assert (arrived.parsed, said.parsed) == (False, True)
    assert [word.upos for word in arrived.words[:2]] == ["NOUN", "DET"]
    assert {(word.head, word.deprel) for word in arrived.words} == {(-1, "")}


def test_a_sentence_with_a_stand_in_has_its_tree_in_any_case(fast: Parser) -> None:
    *_, quoted = sentences(fast.parse(laid_out([REPORT]), asks_for()))
    assert quoted.parsed


def test_the_trees_that_are_made_are_those_of_a_whole_parse(fast: Parser) -> None:
    whole = sentences(fast.parse(laid_out([REPORT])))
    part = sentences(fast.parse(laid_out([REPORT]), asks_for("menyatakan")))

    assert [s for s in part if s.parsed] == whole[1:]


def test_missing_trees_are_made_later_and_are_the_same(fast: Parser) -> None:
    part = fast.parse(laid_out([REPORT]), asks_for("menyatakan"))
    assert fast.complete(part) == fast.parse(laid_out([REPORT]))


def test_a_text_that_misses_no_tree_is_handed_back_as_it_is(fast: Parser) -> None:
    part = fast.parse(laid_out([REPORT]), asks_for("menyatakan"))
    assert fast.complete(part, asks_for("menyatakan"))[0] is part[0]
