"""The passages of a source, and where words of a draft stand in them; the bounds with a case on each side."""

from __future__ import annotations

import pytest

from quotes.quotation_marks import quotations
from quotes.records import Span
from quotes.verification.passages import (
    LONGEST_PARAGRAPH,
    Passage,
    Sources,
    ends_sentence_between,
    find_blocks,
    marked_spans,
    paragraph_end,
)
from quotes.verification.words import Words
from tests.verification.verification_records import BAMBANG, RATNA, record


def passage(text: str) -> Passage:
    return Passage(record(text), "narration", Words.of(text, [Span(0, len(text))]))


def kinds(*said: object, text: str) -> list[tuple[str, str]]:
    made = Sources([record(text, *said)])  # type: ignore[arg-type]  # speakers and words
    return [(each.kind, " ".join(each.words.folded)) for each in made._passages]


def test_quotes_of_one_speaker_in_one_paragraph_are_one_passage() -> None:
    text = '"Kami siap," kata Bambang. "Besok berangkat."'
    assert kinds((BAMBANG, "Kami siap"), (BAMBANG, "Besok berangkat"), text=text) == [
        ("quote", "kami siap besok berangkat"), ("narration", "kata bambang"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ('"Kami siap," kata Bambang.\n"Besok berangkat," katanya.', BAMBANG),
        ('"Kami siap," kata Bambang. "Besok berangkat," kata Ratna.', RATNA),
    ],
)
def test_quotes_of_two_paragraphs_or_speakers_are_two_passages(text: str, other: object) -> None:
    found = kinds((BAMBANG, "Kami siap"), (other, "Besok berangkat"), text=text)
    assert [words for kind, words in found if kind == "quote"] == ["kami siap", "besok berangkat"]


def test_wrapped_lines_are_one_paragraph_where_empty_lines_part_paragraphs() -> None:
    text = '"Kami siap," kata\nBambang. "Besok\nberangkat."\n\nSelesai.'
    assert paragraph_end(text) == "\n\n"
    assert kinds((BAMBANG, "Kami siap"), (BAMBANG, "Besok\nberangkat"), text=text)[0] == (
        "quote", "kami siap besok berangkat",
    )  # fmt: skip


@pytest.mark.parametrize(("between", "blocks"), [(7, 1), (8, 2)])
def test_a_block_has_at_most_seven_other_words_in_a_gap(between: int, blocks: int) -> None:
    filler = " ".join(f"kata{chr(97 + k)}" for k in range(between))
    source = passage(f"air naik cepat {filler} warga kami bawa")
    draft = ["air", "naik", "cepat", "warga", "kami", "bawa"]
    assert len(find_blocks(source, draft, 0, len(draft))) == blocks
    changed = ["air", "naik", "cepat", *(f"lain{chr(97 + k)}" for k in range(between)), "warga", "kami", "bawa"]
    assert len(find_blocks(source, changed, 0, len(changed))) == blocks


@pytest.mark.parametrize(
    ("text", "is_end"),
    [
        ("satu dua. tiga empat lima enam", True),
        ("satu dua, tiga empat lima enam", False),
        ("satu dua tiga empat lima. enam", True),
    ],
)
def test_a_sentence_ends_between_two_words(text: str, is_end: bool) -> None:
    assert ends_sentence_between(passage(text), 2, 5) == is_end


def test_two_words_left_out_are_no_sentence() -> None:
    assert not ends_sentence_between(passage("satu dua. tiga empat lima"), 2, 4)
    assert ends_sentence_between(passage("satu dua. tiga empat lima enam"), 2, 5)


def test_a_run_has_three_words() -> None:
    source = passage("air naik cepat sekali")
    assert source.longest_run(("air", "naik", "lambat"), 0, 3) == (0, 0)
    assert source.longest_run(("air", "naik", "cepat"), 0, 3) == (0, 3)
    assert source.longest_run(("air", "naik", "cepat", "sekali"), 0, 3) == (0, 3)


def test_words_are_found_after_a_place_only() -> None:
    source = passage("kami siap dan kami siap")
    assert source.find(("kami", "siap")) == 0
    assert source.find(("kami", "siap"), 1) == 3
    assert source.find(("kami", "siap"), 4) is None
    assert source.find(("ami", "siap")) is None


@pytest.mark.parametrize(("length", "found"), [(LONGEST_PARAGRAPH, 1), (LONGEST_PARAGRAPH + 1, 0)])
def test_marks_of_a_longer_paragraph_are_not_paired(length: int, found: int) -> None:
    text = '"Ya," ' + "a" * (length - 6)
    assert len(marked_spans(text, 1, 3)) == found
    assert len(quotations(text, Span(0, length))) == 1
