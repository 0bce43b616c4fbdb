"""The shipped model run by quotes.parsing.swift says what it says in Stanza's own pipeline: words, tags and trees."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.parsing import ParsedText, Parser
from quotes.parsing.swift.highway import Forms
from quotes.reading.layout import Paragraph, layout, load_layout_rules
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
def swift() -> Parser:
    return Parser(precision="float32")


@pytest.fixture(scope="module")
def stanza() -> Parser:
    return Parser(swift=False)


def laid_out(texts: Sequence[str]) -> list[tuple[str, tuple[Paragraph, ...]]]:
    rules = load_layout_rules(rules_folder() / "text")
    return [(text, layout(text, rules)) for text in texts]


def sample_texts(count: int) -> list[str]:
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[:count]]


def sentences(parsed: Sequence[ParsedText]) -> list[Sentence]:
    return [s for text in parsed for paragraph in text.paragraphs for s in paragraph.sentences]


def words(parsed: Sequence[ParsedText]) -> list[Word]:
    """All that Stanza says of the words; its lemmas are not asked for."""
    return [replace(word, lemma="") for sentence in sentences(parsed) for word in sentence.words]


def test_words_tags_and_trees_are_those_of_stanzas_own_pipeline(swift: Parser, stanza: Parser) -> None:
    texts = laid_out(sample_texts(6))
    ours, theirs = words(swift.parse(texts)), words(stanza.parse(texts))

    assert len(ours) > 1000
    assert ours == theirs


def test_in_bfloat16_hardly_a_word_is_read_otherwise(swift: Parser) -> None:
    texts = laid_out(sample_texts(16))
    exact, fast = words(swift.parse(texts)), words(Parser(precision="bfloat16").parse(texts))
    other = len(set(exact) ^ set(fast)) / 2

    assert len(exact) > 3000
    assert other / len(exact) < 0.005


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_are_read_as_stanza_reads_them(swift: Parser, stanza: Parser, text: str) -> None:
    assert words(swift.parse(laid_out([text]))) == words(stanza.parse(laid_out([text])))


def test_what_is_said_of_a_text_depends_on_no_other_text(swift: Parser) -> None:
    texts = laid_out([*sample_texts(3), *ODD.values()])
    together = swift.parse(texts)
    alone = [swift.parse([text])[0] for text in texts]

    assert together == alone


def test_forms_are_worked_out_anew_when_the_memory_of_them_is_full(swift: Parser) -> None:
    texts = laid_out(sample_texts(2))
    small = Parser(precision="float32")
    assert small._swift is not None
    for part in (small._swift._tagger, small._swift._parser):
        part._forms = Forms(part._rows, kept=50)

    assert small.parse(texts) == swift.parse(texts)


def test_no_text_is_no_work(swift: Parser) -> None:
    assert swift.parse([]) == []
    assert words(swift.parse(laid_out(["", " \n "]))) == []


# --- only the trees that are wanted ----------------------------------------------------------------

REPORT = (
    "Kapal itu tiba di Ambon.\nRatna Wulandari menyatakan kapal akan kembali besok.\n"
    '"Kami siap berangkat pagi ini," ujar Ratna di pelabuhan.'
)


def asks_for(*wanted: str) -> Callable[[Sequence[str]], bool]:
    return lambda words: not set(wanted).isdisjoint(words)


def test_a_sentence_that_nobody_asks_for_is_tagged_and_has_no_tree(swift: Parser) -> None:
    arrived, said, _ = sentences(swift.parse(laid_out([REPORT]), asks_for("menyatakan")))

    assert (arrived.parsed, said.parsed) == (False, True)
    assert [word.upos for word in arrived.words[:2]] == ["NOUN", "DET"]
    assert {(word.head, word.deprel) for word in arrived.words} == {(-1, "")}


def test_a_sentence_with_a_stand_in_has_its_tree_in_any_case(swift: Parser) -> None:
    *_, quoted = sentences(swift.parse(laid_out([REPORT]), asks_for()))
    assert quoted.parsed


def test_the_trees_that_are_made_are_those_of_a_whole_parse(swift: Parser) -> None:
    whole = sentences(swift.parse(laid_out([REPORT])))
    part = sentences(swift.parse(laid_out([REPORT]), asks_for("menyatakan")))

    assert [s for s in part if s.parsed] == whole[1:]


def test_missing_trees_are_made_later_and_are_the_same(swift: Parser) -> None:
    part = swift.parse(laid_out([REPORT]), asks_for("menyatakan"))
    assert swift.complete(part) == swift.parse(laid_out([REPORT]))


def test_a_text_that_misses_no_tree_is_handed_back_as_it_is(swift: Parser) -> None:
    part = swift.parse(laid_out([REPORT]), asks_for("menyatakan"))
    assert swift.complete(part, asks_for("menyatakan"))[0] is part[0]
