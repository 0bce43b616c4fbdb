"""The error browser: its content, and that nothing in it can run or load anything."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.page import build_views, render_page
from quotes.evaluation.score import score
from quotes.records import Candidate, Evidence, Link, Record, Span, Trace

from .conftest import TEXT, gold_line, place, three_quotes


@pytest.fixture
def scores(gold, predict):
    def change(n, quote):
        if n == 0:
            return {**quote, "content": [place("akan diperbaiki")], "rule": "indirect/verb-that", "confidence": 0.83}
        return {**quote, "speaker": ["Budi Hartono"], "resolved_by": "clitic"} if n == 1 else None

    return score([gold], [predict(change)])


class Elements(HTMLParser):
    """Start tags with their attributes, and the text outside script and style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._skip = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._skip = tag in ("script", "style")

    def handle_endtag(self, tag):
        self._skip = False

    def handle_data(self, data):
        if not self._skip:
            self.words.append(data)


def test_both_columns_have_the_unchanged_text(scores):
    (article,) = build_views(scores.matches)
    paragraphs = [line for line in TEXT.split("\n") if line]
    for side in ("gold", "predicted"):
        assert ["".join(piece.text for piece in getattr(row, side)) for row in article.paragraphs] == paragraphs


def test_pieces_have_a_class_for_each_error(scores):
    (article,) = build_views(scores.matches)
    pieces = {piece.text: piece.classes for row in article.paragraphs for piece in row.gold}
    assert pieces["kios lama akan diperbaiki"] == ("content", "is-span")
    assert pieces["Atapnya bocor"] == ("content", "is-speaker")
    assert pieces["sewa kios terlalu mahal"] == ("content", "is-missed")
    assert pieces["kata"] == ("cue",)
    assert pieces["nya"] == ("cue", "source")


def test_a_case_has_the_lost_and_the_added_words(gold, predict):
    record = predict(lambda n, quote: {**quote, "content": [place('lama akan diperbaiki.\n"Atap')]} if n == 0 else None)
    case = build_views(score([gold], [record]).matches)[0].cases[0]
    assert (case.kinds, case.lost, case.added) == (("span",), ("kios",), ('.\n"Atap',))


def test_of_nested_quotes_the_inner_one_comes_first(predict):
    outer = {**three_quotes()[0], "content": [place("kios lama akan diperbaiki")]}
    inner = {**three_quotes()[0], "content": [place("lama")]}
    article = GoldArticle.from_dict(gold_line(quotes=[outer, inner]))
    (shown,) = build_views(score([article], [predict(quotes=[outer])]).matches)
    piece = next(piece for row in shown.paragraphs for piece in row.gold if piece.text == "lama")
    assert piece.cases == (1, 0)
    assert piece.classes[-1] == "is-missed"


def test_the_page_counts_every_kind_of_error(scores):
    html = render_page(scores, title="percobaan")
    counts = dict(re.findall(r'data-filter="(\w+)".*?<b>(\d+)</b>', html))
    assert counts == {
        "wrong": "3",
        "missed": "1",
        "spurious": "0",
        "span": "1",
        "speaker": "1",
        "type": "0",
        "right": "0",
    }


def test_the_page_shows_rule_confidence_and_resolution(scores):
    words = " ".join(Elements(render_page(scores, title="percobaan")).words)
    for expected in ("indirect/verb-that", "0.83", "clitic", "kios lama", "Nothing was predicted here."):
        assert expected in words


def test_the_page_shows_evidence_where_the_record_has_it(gold, predict):
    record = predict()
    candidates = (Candidate("Sri Lestari", "nearest subject", taken=True), Candidate("Budi Hartono", "too far"))
    cue = Trace("cue", (Span(*place("katanya")),), "lexicon")
    evidence = Evidence((cue,), candidates, (Link("spoke before", "Sri Lestari"),))
    quote = record.quotes[1]
    shown = type(quote)(quote.id, quote.type, quote.content, speakers=quote.speakers, evidence=evidence)
    html = render_page(score([gold], [Record(record.article, (shown,))]), title="percobaan")
    words = Elements(html).words
    assert "cue: katanya (lexicon)" in words
    assert "path to the speaker: spoke before Sri Lestari" in words
    assert "chosen: Sri Lestari (nearest subject)" in words
    assert "rejected: Budi Hartono (too far)" in words


MARKUP = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' onmouseover=alert(3) {{ 7*7 }}"


def test_text_of_articles_and_records_is_escaped():
    text = f"{MARKUP} katanya."
    quote = {
        "type": "direct",
        "content": [[0, len(MARKUP)]],
        "cue": [len(MARKUP) + 1, len(text) - 1],
        "speaker": [MARKUP],
        "rule": MARKUP,
        "resolved_by": MARKUP,
        "flags": [MARKUP],
    }
    line = {"id": MARKUP, "text": text, "title": MARKUP, "outlet": MARKUP, "aliases": {}, "quotes": [quote]}
    predicted = {**line, "quotes": [{**quote, "id": MARKUP, "speaker": ["Lain"]}]}
    html = render_page(score([GoldArticle.from_dict(line)], [Record.from_dict(predicted)]), title=MARKUP)
    elements = Elements(html)
    assert sum(tag == "script" for tag, _ in elements.tags) == 1
    assert not any(tag == "img" for tag, _ in elements.tags)
    assert not any(name.startswith("on") for _, attributes in elements.tags for name in attributes)
    assert "49" not in "".join(elements.words)


def test_the_page_loads_nothing_and_allows_no_other_script(scores):
    html = render_page(scores, title="percobaan")
    elements = Elements(html)
    assert not any({"src", "href", "srcset", "action"} & set(attributes) for _, attributes in elements.tags)
    assert "url(" not in html
    assert "@import" not in html
    (policy,) = [
        attributes["content"] for tag, attributes in elements.tags if tag == "meta" and "http-equiv" in attributes
    ]
    for tag in ("script", "style"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_an_article_that_was_not_predicted_is_marked(gold):
    assert "not in the prediction" in render_page(score([gold], []), title="percobaan")
