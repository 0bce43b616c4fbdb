"""The graph page as data and as one file."""

import hashlib
import html
import json
import re

from quotes.graphs import Filter, graph_html
from quotes.graphs.page import VENDOR, list_packages, make_page_data, read_scripts
from quotes.html.markup import anchor, article_file
from tools.vendor import hash_file


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_the_page_holds_nodes_links_and_quotes_by_number(model):
    data = data_of(graph_html(model, "mentions"))
    source, target, quotes = data["links"][0]
    assert (data["nodes"][source]["label"], data["nodes"][target]["label"]) == ("Dewi Anggraini", "Bagus Prakoso")
    assert {data["quotes"][number]["text"] for number in quotes} == {
        "Bagus Prakoso sudah menyiapkan anggaran pasar", "saya sudah bertemu Bagus Prakoso di pelabuhan",
    }  # fmt: skip


def test_a_quote_links_to_its_words_in_the_article_on_the_web(model):
    hrefs = [quote["href"] for quote in data_of(graph_html(model, "together"))["quotes"]]
    assert "https://kabarfajar.example/a1#:~:text=Bagus%20Prakoso%20sudah%20menyiapkan%20anggaran%20pasar" in hrefs
    assert None in hrefs  # the second article has no address


def test_a_quote_links_to_its_position_in_the_article_view(model):
    hrefs = [quote["href"] for quote in data_of(graph_html(model, "together", articles="articles"))["quotes"]]
    assert f"articles/{article_file('a1')}#{anchor('a1#1')}" in hrefs


def test_the_page_says_what_it_leaves_out(large_model):
    page = graph_html(large_model, "together", nodes=10)
    data = data_of(page)
    assert data["drawn"][0] <= 10 < data["whole"][0]
    assert f"nodes, {data['drawn'][1]} of {data['whole'][1]} links" in page


def test_filters_count_in_the_page_too(model):
    assert data_of(graph_html(model, "quotes", Filter(types=("mixed",))))["whole"] == [3, 2]


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
    assert any("</script><b onclick=alert(1)>" in node["label"] for node in data["nodes"])
    assert all("javascript:" not in str(quote["href"]) for quote in data["quotes"])


def test_words_beyond_the_limit_are_left_out_but_counted(large_model, monkeypatch):
    monkeypatch.setattr("quotes.graphs.page.QUOTES", 5)
    data = make_page_data(large_model, "together", Filter(), 1000, None)
    texts = [quote["text"] for quote in data["quotes"]]
    assert sum(text is not None for text in texts) == 5
    assert len(texts) > 1000


def test_the_vendored_scripts_are_those_of_the_manifest():
    for package in list_packages():
        assert hash_file(VENDOR / package["file"]) == package["sha256"], package["name"]
        assert (VENDOR / f"{package['name']}.LICENSE").read_text(encoding="utf-8")
    assert sum(len(script) for script in read_scripts()) < 1_000_000


def test_the_policy_names_the_digest_of_every_script(model):
    from base64 import b64encode

    page = graph_html(model, "mentions")
    for script in read_scripts():
        assert b64encode(hashlib.sha256(script.encode()).digest()).decode() in page
