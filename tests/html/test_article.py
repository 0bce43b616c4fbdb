"""Articles as plain data and as HTML."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.html import article_html, article_view, page_html, summary_html
from quotes.records import Article, Quote, Record, Span
from tests.graphs.graph_records import Draft


def test_the_pieces_joined_are_the_text(article):
    assert "".join(piece["text"] for piece in article_view(article)["pieces"]) == article.article.text


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_quotes_can_overlap_in_any_way_without_losing_words(ends):
    text = "Harga beras naik, kata pedagang."
    quotes = tuple(Quote(f"a#{k}", "direct", (Span(min(pair), max(pair)),)) for k, pair in enumerate(ends))
    record = Record(Article("a", text), quotes)
    view = article_view(record)
    assert "".join(piece["text"] for piece in view["pieces"]) == text
    for index, quote in enumerate(record.quotes):
        marked = "".join(piece["text"] for piece in view["pieces"] if index in piece["quotes"])
        assert marked == quote.text


def test_a_quote_inside_another_has_the_number_of_its_own_speaker():
    text = "Ia berkata ibunya berpesan jangan menyerah."
    outer, inner = (
        Quote("a#1", "indirect", (Span(11, 42),), speakers=("Ani",)),
        Quote("a#2", "direct", (Span(27, 42),), speakers=("Ibu",)),
    )
    pieces = article_view(Record(Article("a", text), (outer, inner)))["pieces"]
    assert [(piece["quotes"], piece["speaker"]) for piece in pieces if piece["quotes"]] == [([0], 1), ([0, 1], 2)]


def test_speakers_are_in_the_order_of_their_first_quote(article):
    speakers = article_view(article)["speakers"]
    assert [(speaker["number"], speaker["name"], speaker["quotes"]) for speaker in speakers] == [
        (1, "Dewi Anggraini", [0, 3]), (2, "Bagus Prakoso", [1]), (3, "unknown speaker", [2]),
    ]  # fmt: skip
    assert len({speaker["color"] for speaker in speakers}) == 3


def test_the_rows_of_a_quote_have_all_that_is_known_about_it(article):
    rows = dict(article_view(article)["quotes"][0]["rows"])
    assert rows["cue"] == "kata (statement)"
    assert rows["source"] == "Dewi Anggraini"
    assert rows["addressee"] == "wartawan"
    assert rows["rule"] == "direct/quote-verb-speaker"
    assert rows["confidence"] == "90%"
    assert rows["speaker found by"] == "name"
    assert rows["chain"] == "kalimat sebelumnya (spoke before)"
    assert rows["rejected"] == "Ratna: other gender"


def test_uncalibrated_confidence_is_shown_as_such_and_unknown_values_are_left_out(article):
    rows = dict(article_view(article)["quotes"][1]["rows"])
    assert rows["confidence"] == "not calibrated"
    assert "addressee" not in rows


def test_every_quote_has_one_anchor_and_a_link_to_it(article):
    page = page_html([article])
    for quote in article_view(article)["quotes"]:
        assert page.count(f'id="{quote["anchor"]}"') == 1
        assert f'href="#{quote["anchor"]}"' in page


def test_every_id_is_unique(article):
    ids = re.findall(
        r'\sid="([^"]+)"', page_html([article, replace(article, article=replace(article.article, id="b"), quotes=())])
    )
    assert len(ids) == len(set(ids))


def test_the_fragment_has_titles_and_no_script(article):
    fragment = article_html(article)
    assert "<script" not in fragment
    assert 'title="Dewi Anggraini · direct' in fragment


@pytest.mark.parametrize("make", [article_html, summary_html, lambda record: page_html([record])])
def test_markup_in_names_and_words_is_escaped(make):
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'"
    draft = Draft(hostile, hostile, hostile, "javascript:alert(1)").knows(hostile, roles=(hostile,))
    page = make(draft.says(hostile, hostile, rule=hostile, cue_class=hostile).record())
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert html.escape(hostile, quote=False).split("&gt;")[0] in page


def test_an_article_without_quotes_is_shown_with_a_note():
    record = Record(Article("a", "Hujan turun di Sukamerta."))
    assert "No quotes were found in this article." in page_html([record])
    assert "Hujan turun di Sukamerta." in page_html([record])


def test_emoji_control_characters_and_lone_surrogates_can_be_written():
    page = page_html([Draft("a").says("Dewi 🦜", "siap \x07 \ud800 selalu").record()])
    assert page.encode("utf-8")
    assert "Dewi 🦜" in page


def test_the_ninth_speaker_is_grey_and_has_a_number():
    draft = Draft("a")
    for number in range(9):
        draft.says(f"Warga {number}", "setuju")
    speakers = article_view(draft.record())["speakers"]
    assert speakers[8] | {"quotes": None} == speakers[8] | {"quotes": None, "number": 9, "color": "#868C95"}


def test_several_articles_share_a_page_with_a_list(article):
    other = Draft("b").says("Bagus Prakoso", "pasar buka").record()
    page = page_html([article, other])
    assert page.count('<article class="quotes-article"') == 2
    assert '<a href="#article-2">Judul b</a>' in page


def test_jupyter_shows_a_record_short_and_unfolds_it_to_the_article():
    import quotes

    text = '"Siap," kata Ratna.'
    quote = quotes.Quote("a#1", "direct", (quotes.Span(1, 6),), cue=quotes.Span(8, 12), speakers=("Ratna",))
    shown = quotes.Record(quotes.Article("a", text), (quote,))._repr_html_()
    short, _, whole = shown.partition("<details>")
    assert "1 quote · 0 speakers" in short
    assert '<td>Ratna</td><td lang="id">kata</td><td lang="id">Siap,</td><td>direct</td>' in short
    assert "more</td>" not in short
    assert '<article class="quotes-article"' in whole


def test_the_short_form_has_five_quotes_and_counts_the_rest():
    draft = Draft("a")
    for number in range(6):
        draft.says("Dewi", f"ucapan {number}")
    short = summary_html(draft.record()).partition("<details>")[0]
    assert "ucapan 4" in short
    assert "ucapan 5" not in short
    assert "and 1 more" in short


def test_a_record_without_quotes_has_no_table():
    assert "<table" not in summary_html(Record(Article("a", "Hujan turun.")))


@pytest.mark.parametrize(
    ("title", "text", "heading"),
    [
        ("Pasar Buka", "Hujan turun.", "Pasar Buka"),
        (None, "\n Hujan turun.\nWarga pulang.", "Hujan turun."),
        (None, f"{'kata ' * 15}akhir", f"{'kata ' * 15}akhir"),
        (None, f"{'kata ' * 15}berakhir", f"{'kata ' * 15}…"),
    ],
)
def test_an_article_without_a_title_is_headed_by_its_first_words(title, text, heading):
    assert article_view(Record(Article("a", text, title)))["heading"] == heading
