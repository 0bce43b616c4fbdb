"""A quotation over several paragraphs that opens anew in each: only its last piece has a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from quotes.attribution import Attribution
from quotes.attribution.continuation import link_reopened
from tests.trees import attributions, parsed

FIRST = '"Kami sudah siap."'
SECOND = '"Kapal berangkat besok."'
LAST = '"Kami pulang pekan depan,"/ADJ/0/root ujar/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct'


def linked(*paragraphs: Sequence[str], is_open: bool = True) -> list[Attribution]:
    """The attributions of an article in which the mark of every quotation without a cue stays open, or closes."""
    article = parsed(*paragraphs)
    flags = ("unclosed-mark",) if is_open else ()
    return link_reopened([replace(a, flags=a.flags if a.match else flags) for a in attributions(article)], article)


def test_a_piece_whose_mark_stays_open_has_the_speaker_of_the_next_paragraph():
    piece, last = linked([FIRST], [LAST])
    assert last.match is not None
    assert piece.introduced is last.match
    assert last.introduced is None


def test_all_pieces_have_the_speaker_of_the_last():
    first, second, last = linked([FIRST], [SECOND], [LAST])
    assert first.introduced is second.introduced is last.match


def test_empty_paragraphs_between_the_pieces_do_not_count():
    piece, last = linked([FIRST], [], [LAST])
    assert piece.introduced is last.match


def test_a_mark_that_closes_ends_the_quotation():
    piece, _ = linked([FIRST], [LAST], is_open=False)
    assert piece.introduced is None


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param([[FIRST], ["Warga/NOUN/2/nsubj diam/VERB/0/root ./PUNCT/2/punct"], [LAST]], id="words between"),
        pytest.param([[FIRST], ["Warga/NOUN/2/nsubj diam/VERB/0/root ./PUNCT/2/punct", LAST]], id="words before it"),
        pytest.param([[FIRST, LAST]], id="the same paragraph"),
        pytest.param([[FIRST]], id="nothing follows"),
    ],
)
def test_only_a_quotation_at_the_top_of_the_next_paragraph_continues_it(paragraphs):
    piece = linked(*paragraphs)[0]
    assert (piece.match, piece.introduced) == (None, None)


def test_a_quotation_that_is_introduced_keeps_its_introduction():
    hal = "Hal/NOUN/3/nsubj:pass itu/DET/1/det disampaikan/VERB/0/root Haris/PROPN/3/obl:agent ./PUNCT/3/punct"
    piece, last = linked([hal, FIRST], [LAST])
    assert piece.introduced is not None
    assert piece.introduced is not last.match
