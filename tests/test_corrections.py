"""Corrections hold by their words: after another extraction, and in a text that has changed around them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.corrections import Anchor, Correction, apply_corrections, correct_quote
from quotes.errors import RecordError
from quotes.records import Article, Quote, Record, Span, Speaker
from quotes.validation import check_record

TEXT = '"Harga beras naik," kata Sri. "Stok aman," ujar Dewi. "Stok aman," ulang Budi Hartono.'


def quote(number: int, words: str, *speakers: str, nth: int = 0) -> Quote:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    ids = tuple(name.lower() for name in speakers)
    return Quote(f"a#{number}", "direct", (Span(start, start + len(words)),), speakers=speakers, speaker_ids=ids)


RECORD = Record(
    Article("a", TEXT),
    (quote(1, "Harga beras naik,", "Sri"), quote(2, "Stok aman,", "Dewi"), quote(3, "Stok aman,", "Dewi", nth=1)),
    (Speaker("sri", "Sri"), Speaker("dewi", "Dewi", aliases=("Dewi Anggraini",))),
)


def said(record: Record) -> list[tuple[str, tuple[str, ...]]]:
    return [(quote.text, quote.speakers) for quote in record.quotes]


def apply(*corrections: Correction, to: Record = RECORD) -> Record:
    corrected = apply_corrections(to, corrections)
    assert corrected.lost == ()
    assert check_record(json.loads(json.dumps(corrected.record.to_dict()))) == []
    return corrected.record


def test_a_record_without_corrections_stays_as_it_is() -> None:
    assert apply_corrections(RECORD, ()).record == RECORD


def test_a_wrong_quote_goes_with_a_speaker_who_said_nothing_else() -> None:
    record = apply(correct_quote(RECORD, RECORD.quotes[0], "wrong"))

    assert said(record) == [("Stok aman,", ("Dewi",)), ("Stok aman,", ("Dewi",))]
    assert [speaker.name for speaker in record.speakers] == ["Dewi"]


def test_of_equal_words_the_corrected_ones_are_meant() -> None:
    record = apply(correct_quote(RECORD, RECORD.quotes[2], "speaker", speakers=("Budi Hartono",)))

    assert [quote.speakers for quote in record.quotes] == [("Sri",), ("Dewi",), ("Budi Hartono",)]
    assert record.quotes[2].speaker_ids == ("budi-hartono",)
    assert (record.quotes[2].resolved_by, record.quotes[2].flags, record.quotes[2].confidence) == (
        "correction", ("corrected",), 1.0,
    )  # fmt: skip


def test_a_speaker_is_recognised_by_an_alias() -> None:
    record = apply(correct_quote(RECORD, RECORD.quotes[0], "speaker", speakers=("dewi anggraini",)))

    assert record.quotes[0].speaker_ids == ("dewi",)


def test_a_quote_can_be_given_to_nobody() -> None:
    record = apply(correct_quote(RECORD, RECORD.quotes[0], "speaker", speakers=()))

    assert (record.quotes[0].speakers, record.quotes[0].flags) == ((), ("unknown-speaker", "corrected"))
    assert record.quotes[0].confidence is None


def test_a_new_speaker_gets_an_id_that_no_other_entry_has() -> None:
    taken = replace(RECORD, speakers=(*RECORD.speakers, Speaker("budi", "Budi Santoso")))
    taken = replace(
        taken, quotes=(replace(taken.quotes[0], speakers=("Budi Santoso",), speaker_ids=("budi",)), taken.quotes[1])
    )
    record = apply(correct_quote(taken, taken.quotes[1], "speaker", speakers=("Budi",)), to=taken)

    assert record.quotes[1].speaker_ids == ("budi-2",)


def test_the_edge_of_a_quote_can_be_moved() -> None:
    start = TEXT.index("beras")
    moved = correct_quote(RECORD, RECORD.quotes[0], "span", changed=(Anchor.of(TEXT, Span(start, start + 10)),))

    assert apply(moved).quotes[0].text == "beras naik"


def test_a_missed_quote_can_be_added() -> None:
    bare = replace(RECORD, quotes=RECORD.quotes[1:])
    start = TEXT.index("Harga")
    added = Correction("add", (Anchor.of(TEXT, Span(start, start + 16)),), speakers=("Sri",))
    record = apply(added, to=bare)

    assert said(record)[0] == ("Harga beras naik", ("Sri",))
    assert record.quotes[0].id == "a#c1"


def test_two_entries_can_be_made_one() -> None:
    record = apply(Correction("merge", speakers=("Sri", "Dewi")))

    assert {quote.speaker_ids for quote in record.quotes} == {("dewi",)}
    assert record.speakers[0].aliases == ("Dewi Anggraini", "Sri")


def test_a_merge_of_somebody_who_is_not_in_the_article_is_lost() -> None:
    assert apply_corrections(RECORD, [Correction("merge", speakers=("Joko", "Dewi"))]).lost == (0,)


def test_the_last_correction_of_a_quote_counts() -> None:
    first = correct_quote(RECORD, RECORD.quotes[0], "speaker", speakers=("Joko",))
    second = correct_quote(RECORD, RECORD.quotes[0], "speaker", speakers=("Tuti",))

    assert apply(first, second).quotes[0].speakers == ("Tuti",)


def test_a_confirmed_quote_comes_back_when_the_rules_lose_it() -> None:
    confirmed = correct_quote(RECORD, RECORD.quotes[0], "right")
    record = apply(confirmed, to=replace(RECORD, quotes=RECORD.quotes[1:], speakers=RECORD.speakers[1:]))

    assert said(record)[0] == ("Harga beras naik,", ("Sri",))
    assert record.quotes[0].flags == ("confirmed",)


def test_a_quote_that_is_found_with_other_edges_is_still_the_corrected_one() -> None:
    shorter = replace(RECORD.quotes[0], content=(Span(1, 17),))
    record = apply(
        correct_quote(RECORD, RECORD.quotes[0], "speaker", speakers=("Joko",)),
        to=replace(RECORD, quotes=(shorter, *RECORD.quotes[1:])),
    )

    assert said(record)[0] == ("Harga beras naik", ("Joko",))


@pytest.mark.parametrize(("kept", "is_same"), [(9, True), (8, False)])
def test_half_of_the_words_make_it_the_same_quote(kept: int, is_same: bool) -> None:
    part = replace(RECORD.quotes[0], content=(Span(1, 1 + kept),))  # of 17 characters
    record = apply(correct_quote(RECORD, RECORD.quotes[0], "wrong"), to=replace(RECORD, quotes=(part,)))

    assert (record.quotes == ()) is is_same


def test_a_changed_text_keeps_the_corrections_of_words_that_it_still_has() -> None:
    text = f"JAKARTA - Kemarin ramai. {TEXT}"
    moved = Record(Article("a", text), tuple(_shift(quote, 25) for quote in RECORD.quotes), RECORD.speakers)
    record = apply(correct_quote(RECORD, RECORD.quotes[2], "speaker", speakers=("Budi Hartono",)), to=moved)

    assert [quote.speakers for quote in record.quotes] == [("Sri",), ("Dewi",), ("Budi Hartono",)]


def _shift(quote: Quote, by: int) -> Quote:
    return replace(quote, content=tuple(Span(span.start + by, span.end + by) for span in quote.content))


def test_a_correction_whose_words_are_gone_is_lost_and_said_to_be() -> None:
    other = Record(Article("a", "Hari ini cerah."))
    corrected = apply_corrections(other, [correct_quote(RECORD, RECORD.quotes[0], "right"), Correction("complete")])

    assert (corrected.record, corrected.lost, corrected.is_complete) == (other, (0,), True)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"action": "praise"}, "is no action"),
        ({"action": "right"}, "of no words"),
        ({"action": "span", "content": [{"exact": "a"}]}, "no new span"),
        ({"action": "merge", "speakers": ["Sri"]}, "names two speakers"),
        ({"action": "add", "content": [{"words": "a"}]}, "not of the expected form"),
        ({}, "not of the expected form"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        Correction.from_dict(fields)


def test_a_correction_is_read_back_unchanged() -> None:
    made = correct_quote(RECORD, RECORD.quotes[0], "span", changed=(Anchor("Harga", "", " beras", 1),), author="rina")

    assert Correction.from_dict(json.loads(json.dumps(made.to_dict()))) == made


@given(st.text("ab ", max_size=40), st.data())
def test_an_anchor_finds_its_own_words(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))

    assert Anchor.of(text, span).find(text) == span
