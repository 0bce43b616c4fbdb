"""The Python interface, as a user meets it; the extractor's trees are built by hand, so no model is needed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import quotes
from quotes.errors import InputError, RecordError
from quotes.parsing import ParsedText
from quotes.records import Article, Quote, Record, Span
from tests.cli.handmade import TEXTS, HandMade, articles


@pytest.fixture(scope="module")
def extractor() -> HandMade:
    return HandMade()


@pytest.fixture(scope="module")
def records(extractor: HandMade) -> list[Record]:
    return list(extractor.pipe(articles(TEXTS), on_error="raise"))


def test_an_extractor_is_called_with_an_article_or_its_text(extractor: HandMade) -> None:
    article = next(articles(TEXTS))
    whole, plain = extractor(article), extractor(article.text)
    assert whole.article is article
    assert plain.article.text == article.text
    assert [quote.text for quote in plain.quotes] == [quote.text for quote in whole.quotes]


def test_the_id_of_a_text_depends_on_its_words_alone(extractor: HandMade) -> None:
    first, other = extractor(TEXTS[0]).article.id, extractor(TEXTS[1]).article.id
    assert first == extractor(TEXTS[0]).article.id
    assert first != other


def test_a_record_says_that_a_field_of_its_article_was_repaired(extractor: HandMade) -> None:
    article = next(articles(TEXTS))
    assert extractor(replace(article, title="Laut \udcff tenang")).flags == ("repaired-field",)
    assert extractor(article).flags == ()


def test_half_a_character_fails_its_article_and_no_other(extractor: HandMade) -> None:
    found = list(extractor.pipe(["Harga \ud83d naik.", TEXTS[0]]))
    assert [type(item).__name__ for item in found] == ["Failure", "Record"]


def test_a_quote_gives_its_words_cue_and_source(records: list[Record]) -> None:
    report, speech = records[0].quotes
    assert (report.text, report.cue_text, report.source_text) == ("ombak tenang", "mengatakan", "Nakhoda Beni")
    assert (speech.text, speech.cue_text, speech.source_text) == ("Kapal sudah siap,", "ujarnya", "nya")
    assert (speech.speakers, speech.speaker_ids) == (("Beni",), ("beni",))


def test_a_quotation_without_a_cue_has_no_cue_text(records: list[Record]) -> None:
    (quote,) = records[1].quotes
    assert (quote.cue_text, quote.source_text) == (None, None)


def test_a_quote_outside_of_a_record_says_where_to_take_it_from() -> None:
    with pytest.raises(RecordError, match=r"take it from record\.quotes"):
        _ = Quote("a#1", "direct", (Span(0, 3),)).text


def test_quotes_and_records_show_themselves_in_one_line(records: list[Record]) -> None:
    assert repr(records[0]) == "<Record a1: 2 quotes, 1 speakers>"
    assert repr(records[0].quotes[0]) == "<Quote a1#1 indirect, Beni: ombak tenang>"
    assert repr(Quote("a#1", "direct", (Span(0, 3),))) == "<Quote a#1 direct, nobody named: at [[0, 3]]>"


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        (Path("berita.txt"), r"read files with quotes\.read\('berita\.txt'\)"),
        (["satu", "dua"], r"for many articles use extractor\.pipe\(\)"),
        (5, "not int"),
        (None, "not NoneType"),
    ],
)
def test_a_wrong_type_is_a_type_error_with_the_remedy(extractor: HandMade, wrong: object, remedy: str) -> None:
    with pytest.raises(TypeError, match=remedy):
        extractor(wrong)  # type: ignore[arg-type]  # what is tested


def test_a_single_text_is_not_taken_for_many(extractor: HandMade) -> None:
    with pytest.raises(TypeError, match=r"call the extractor"):
        extractor.pipe(TEXTS[0])


def test_an_unknown_way_to_treat_errors_is_refused(extractor: HandMade) -> None:
    with pytest.raises(ValueError, match="'yield', 'raise' or 'skip', not 'ignore'"):
        extractor.pipe([], on_error="ignore")  # type: ignore[call-overload]  # what is tested


@pytest.fixture
def one_fails() -> list[object]:
    first, second, *_ = articles(TEXTS)
    return [first, quotes.Failure("rusak.html", InputError("cannot be read", path="rusak.html")), second]


def test_a_failure_is_yielded_in_its_place(extractor: HandMade, one_fails: list[object]) -> None:
    kinds = [type(each) for each in extractor.pipe(one_fails)]  # type: ignore[arg-type]  # articles and a failure
    assert kinds == [Record, quotes.Failure, Record]


def test_a_failure_is_skipped_with_a_warning(
    extractor: HandMade, one_fails: list[object], caplog: pytest.LogCaptureFixture
) -> None:
    found = list(extractor.pipe(one_fails, on_error="skip"))  # type: ignore[call-overload]  # articles and a failure
    assert [type(each) for each in found] == [Record, Record]
    assert "skipped: rusak.html: cannot be read" in caplog.text


def test_a_failure_is_raised_where_asked_for(extractor: HandMade, one_fails: list[object]) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        list(extractor.pipe(one_fails, on_error="raise"))  # type: ignore[call-overload]  # articles and a failure


def test_a_frame_has_a_row_a_quote_and_typed_columns(records: list[Record]) -> None:
    frame = quotes.to_frame(records)
    assert list(frame["speaker"][:2]) == ["Beni", "Beni"]
    assert str(frame["start"].dtype) == "Int64"
    assert str(frame["confidence"].dtype) == "Float64"
    assert str(frame["date"].dtype) == "datetime64[s]"
    assert len(frame) == sum(len(record.quotes) for record in records)


def test_articles_with_and_without_a_date_share_a_frame(records: list[quotes.Record]) -> None:
    dates = ("2024-03-05", None, "2024")
    dated = [replace(records[0], article=replace(records[0].article, date=date)) for date in dates]
    frame = quotes.to_frame(dated)
    assert str(frame["date"].dtype) == "datetime64[s]"
    assert sorted(set(frame["date"].dropna().astype(str))) == ["2024-03-05"]


def test_a_frame_is_made_of_one_record_and_of_none(records: list[Record]) -> None:
    assert len(quotes.to_frame(records[0])) == 2
    assert list(quotes.to_frame([]).columns) == list(quotes.to_frame(records).columns)


def test_a_failure_is_no_record_of_a_frame() -> None:
    failure = quotes.Failure("a.txt", InputError("cannot be read", path="a.txt"))
    with pytest.raises(TypeError, match="on_error='skip'"):
        quotes.to_frame([failure])  # type: ignore[list-item]  # what is tested


def test_records_are_read_back_from_one_path_or_several(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record.to_dict()) + "\n" for record in records), encoding="utf-8")
    assert list(quotes.read_records(path)) == records
    assert list(quotes.read_records(str(path))) == records
    assert list(quotes.read_records([path, path])) == [*records, *records]
    pd.testing.assert_frame_equal(quotes.to_frame(quotes.read_records(path)), quotes.to_frame(records))


def test_everything_public_is_there_and_visible() -> None:
    assert set(quotes.__all__) <= set(dir(quotes))
    assert all(getattr(quotes, name) is not None for name in quotes.__all__)
    with pytest.raises(AttributeError, match="no attribute 'extrct'"):
        _ = quotes.extrct


@pytest.mark.parametrize("given", [str, Path, lambda folder: [folder], lambda folder: (str(folder),)])
def test_rules_are_one_folder_or_several_as_text_or_path(tmp_path: Path, given: Callable[[Path], Any]) -> None:
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "mine.yaml").write_text(
        "title: T\ndescription: D\nlist: role\nwords: [Pawang Hujan]\n", encoding="utf-8"
    )
    extractor = quotes.Extractor(rules=given(tmp_path), parser=NoParser())
    assert extractor.rulebook.titles.length("role", ["Pawang", "Hujan"]) == 2


class NoParser:
    """Stands in for the parser where nothing is parsed."""

    def parse(self, *_: object) -> list[ParsedText]:
        return []

    def complete(self, *_: object) -> list[ParsedText]:
        return []


def test_the_words_of_a_quote_are_joined_by_a_blank_around_markup_only():
    text = "Rani mengatakan harga <b>cabai</b> naik, katanya, dan **beras** juga."
    pieces = ("harga", "cabai", "naik", "dan", "beras", "juga")
    content = tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
    record = Record(Article("uji", text), (Quote("uji#1", "indirect", content),))
    assert record.quotes[0].text == "harga cabai naik … dan beras juga"
