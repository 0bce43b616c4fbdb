"""The graph page as data and as one file."""

import hashlib
import html
import json
import re

import pytest

from quotes.graphs import Filter, build_graph, graph_html
from quotes.graphs.page import make_page_data
from quotes.html.markup import HUES, REST, anchor, article_file, asset, page_texts
from tests.graphs.graph_records import Draft


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_the_page_holds_speakers_links_and_quotes_by_number(model):
    data = data_of(graph_html(model, "mentions"))
    source, target, quotes = data["links"][0]
    assert (data["speakers"][source]["n"], data["speakers"][target]["n"]) == ("Dewi Anggraini", "Bagus Prakoso")
    assert {data["quotes"][number]["t"] for number in quotes} == {
        "Bagus Prakoso sudah menyiapkan anggaran pasar", "saya sudah bertemu Bagus Prakoso di pelabuhan",
    }  # fmt: skip


def test_everybody_is_in_the_page_drawn_or_not(model):
    data = data_of(graph_html(model, "together"))
    places = {speaker["n"]: "x" in speaker for speaker in data["speakers"]}
    assert places == {"Dewi Anggraini": True, "Bagus Prakoso": True, "Ratna Wulandari": False}


@pytest.mark.parametrize(("least", "drawn"), [(1, 3), (2, 2)])
def test_people_with_few_quotes_are_not_drawn(model, least, drawn):
    data = make_page_data(model, "together", Filter(min_quotes=least), 1000, None)
    assert sum("x" in speaker for speaker in data["speakers"]) == drawn


def test_people_and_bodies_are_drawn_and_documents_are_not():
    draft = Draft("a1")
    for name, kind in (("Dewi Anggraini", "person"), ("Bank Laut", "organisation"), ("Undang-Undang", "document")):
        draft.knows(name, kind=kind).says(name, "hujan turun").says(name, "hujan reda")
    data = make_page_data(build_graph([draft.record()]), "together", Filter(), 1000, None)
    assert {speaker["n"] for speaker in data["speakers"] if "x" in speaker} == {"Dewi Anggraini", "Bank Laut"}


def test_a_quote_links_to_its_words_in_the_article_on_the_web(model):
    hrefs = [quote.get("h") for quote in data_of(graph_html(model, "together"))["quotes"]]
    assert "https://kabarfajar.example/a1#:~:text=Bagus%20Prakoso%20sudah%20menyiapkan%20anggaran%20pasar" in hrefs
    assert None in hrefs  # the second article has no address


def test_a_quote_links_to_its_position_in_the_article_view(model):
    hrefs = [quote["h"] for quote in data_of(graph_html(model, "together", articles="articles"))["quotes"]]
    assert f"articles/{article_file('a1')}#{anchor('a1#1')}" in hrefs


def test_the_drawing_is_limited_and_the_lists_are_not(large_model):
    data = data_of(graph_html(large_model, "together", nodes=10))
    assert sum("x" in speaker for speaker in data["speakers"]) == 10
    assert len(data["speakers"]) == data["whole"] > 50


def test_filters_count_in_the_page_too(model):
    assert len(data_of(graph_html(model, "quotes", Filter(types=("mixed",))))["quotes"]) == 1


def test_nothing_is_loaded_from_anywhere(model):
    page = graph_html(model, "mentions")
    markup = re.sub(r"(<script[^>]*>).*?</script>", r"\1</script>", page, flags=re.DOTALL)
    assert not re.search(r"(src|href|action)=|url\(|@import", markup)
    assert "default-src 'none'" in html.unescape(page)


def test_hostile_names_end_no_script_and_make_no_markup(hostile_model):
    page = graph_html(hostile_model, "quotes")
    assert page.count("</script>") == page.count("<script")
    assert "<b onclick" not in page
    assert "<img src=x>" not in page
    data = data_of(page)
    assert any("</script><b onclick=alert(1)>" in speaker["n"] for speaker in data["speakers"])
    assert all("javascript:" not in str(quote.get("h")) for quote in data["quotes"])


def test_words_beyond_the_limit_are_left_out_but_counted(large_model, monkeypatch):
    monkeypatch.setattr("quotes.graphs.page.QUOTES", 5)
    data = make_page_data(large_model, "together", Filter(), 1000, None)
    texts = [quote["t"] for quote in data["quotes"]]
    assert sum(text is not None for text in texts) == 5
    assert len(texts) > 1000


def test_the_policy_names_the_digest_of_every_script(model):
    from base64 import b64encode

    page = graph_html(model, "mentions")
    for script in (asset("quotes.html", "base.js"), asset("quotes.graphs", "graph.js")):
        assert b64encode(hashlib.sha256(script.encode()).digest()).decode() in page


def test_every_text_that_a_page_asks_for_is_there_in_both_languages():
    assets = [
        ("quotes.graphs", "graph.js"),
        ("quotes.graphs", "graph.html.j2"),
        ("quotes.html", "base.js"),
        ("quotes.graphs", "report.js"),
        ("quotes.graphs", "report.html.j2"),
        ("quotes.html", "index.js"),
        ("quotes.html", "index.html.j2"),
        ("quotes.html", "page.html.j2"),
        ("quotes.html", "body.html.j2"),
    ]
    asked = {key for each in assets for key in re.findall(r"""(?<![\w.])t\(["']([\w-]+)["'][,)]""", asset(*each))}
    labels = {key for each in assets for key in re.findall(r'data-t-\w+="([\w-]+)"', asset(*each))}
    texts = page_texts()
    assert not (asked | labels) - set(texts)
    assert all(len(text) == 2 and all(text) for text in texts.values())
    values = [[set(re.findall(r"\{(\d)\}", text)) for text in each] for each in texts.values()]
    assert all(english == indonesian for english, indonesian in values)


@pytest.mark.parametrize("ground", ["#fbfaf7", "#14161a"])
def test_every_colour_stands_out_from_light_and_dark_ground(ground):
    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    for hue in (*HUES, REST):
        dark, light = sorted((luminance(hue.hex), luminance(ground)))
        assert (light + 0.05) / (dark + 0.05) >= 3, hue.name
