"""The graph page in a real browser: search, filter, click, read."""

import time

import pytest

from quotes.graphs import build_graph, graph_html, write_graph
from quotes.html import write_pages
from tests.graphs.browsing import Page
from tests.graphs.graph_records import many

NODES = "return document.documentElement.cytoscapeGraph.nodes().not('.gone').length"
LINKS = "return document.documentElement.cytoscapeGraph.edges().not('.gone').length"


@pytest.fixture
def page(browser, model, tmp_path):
    """The three articles, with their article views."""
    from tests.graphs.graph_records import three_articles

    write_pages(three_articles(), tmp_path / "articles")
    write_graph(model, tmp_path / "g.html", "mentions", articles="articles")
    opened = Page(browser, tmp_path / "g.html")
    yield opened
    assert not opened.errors()


def test_the_graph_is_drawn(page):
    assert page.run(NODES) == 2
    assert page.find("#status").text == "2 nodes, 1 links"
    assert page.run("return document.querySelectorAll('#graph canvas').length") > 0


def test_the_list_opens_a_speaker_whose_quotes_can_be_read(page):
    page.find(".people button").click()
    assert page.find("#panel h2").text in ("Dewi Anggraini", "Bagus Prakoso")
    assert page.find("#panel .quote blockquote").text


def test_a_search_finds_a_name_and_enter_opens_it(page):
    page.find("#search").send_keys("anggr\ue007")
    assert page.find("#panel h2").text == "Dewi Anggraini"
    words = [quote.text for quote in page.all("#panel .quote blockquote")]
    assert words == [
        "“saya sudah bertemu Bagus Prakoso di pelabuhan”",
        "“Bagus Prakoso sudah menyiapkan anggaran pasar”",
    ]
    assert page.run("return location.hash") == "#speaker%3Adewi-anggraini"


def test_a_search_for_nobody_says_so(page):
    page.find("#search").send_keys("zzz")
    assert page.find("#results").text == "nobody of this name"


def test_a_click_on_a_node_opens_it_and_fades_the_rest(page):
    page.run("document.documentElement.cytoscapeGraph.$('node[label = \"Bagus Prakoso\"]').emit('tap')")
    assert page.find("#panel h2").text == "Bagus Prakoso"
    assert "Said about Bagus Prakoso (2)" in page.find("#panel").text


def test_a_real_click_of_the_mouse_on_a_node_opens_it(page):
    from selenium.webdriver import ActionChains

    place = page.run(
        "const cy = document.documentElement.cytoscapeGraph;"
        "const place = cy.$('node[label = \"Dewi Anggraini\"]').renderedPosition();"
        "const box = document.getElementById('graph').getBoundingClientRect();"
        "return [place.x - box.width / 2, place.y - box.height / 2]"
    )
    ActionChains(page.browser).move_to_element_with_offset(page.find("#graph"), *map(round, place)).click().perform()
    page.wait("document.querySelector('#panel h2').textContent === 'Dewi Anggraini'", 5)


def test_a_click_on_a_link_opens_its_quotes(page):
    page.run("document.documentElement.cytoscapeGraph.edges()[0].emit('tap')")
    assert page.find("#panel h2").text == "Dewi Anggraini → Bagus Prakoso"
    assert len(page.all("#panel .quote")) == 2


def test_a_quote_leads_to_its_words_in_the_article(page):
    page.find("#search").send_keys("anggr\ue007")
    href = page.find("#panel .quote a").get_attribute("href")
    page.browser.get(href)
    page.wait("document.documentElement.dataset.ready === 'yes'")
    lit = page.find(".quotes-lit.quotes-content")
    assert lit.text == "saya sudah bertemu Bagus Prakoso di pelabuhan"


def choose(page, selector, value):
    page.run(
        "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
        "field.dispatchEvent(new Event('input', { bubbles: true }))", selector, value,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [("#outlet", "kabarfajar.example", 1), ("#type", "indirect", 0), ("#from", "2024-02-01", 1),
     ("#to", "2024-01-31", 1), ("#least", "2", 1), ("#least", "3", 0), ("#cue", "statement", 1)],
)  # fmt: skip
def test_filters_leave_the_links_that_pass(page, field, value, left):
    choose(page, field, value)
    assert page.run(LINKS) == left
    page.find("#filters button[type=reset]").click()
    page.wait("document.getElementById('status').textContent === '2 nodes, 1 links'", 5)


def test_a_filter_updates_the_number_of_quotes_of_a_speaker(page):
    page.find("#search").send_keys("anggr\ue007")
    choose(page, "#outlet", "wartasenja.example")
    assert "Said (1)" in page.find("#panel").text


def test_zoom_and_keys_work(page):
    zoom = "return document.documentElement.cytoscapeGraph.zoom()"
    before = page.run(zoom)
    page.find("#in").click()
    assert page.run(zoom) > before
    page.press("/")
    assert page.run("return document.activeElement.id") == "search"
    page.press("ratna")
    page.press("\ue00c")
    assert not page.find("#results").is_displayed()


def test_an_address_with_a_speaker_opens_it(browser, model, tmp_path):
    write_graph(model, tmp_path / "g.html", "together")
    page = Page(browser, tmp_path / "g.html", fragment="#speaker:dewi-anggraini")
    assert page.find("#panel h2").text == "Dewi Anggraini"


def test_the_page_fits_a_phone(browser, model, tmp_path):
    write_graph(model, tmp_path / "g.html", "together")
    page = Page(browser, tmp_path / "g.html", 500, 900)
    assert page.widest() <= 0
    assert not page.find("#filters").is_displayed()
    page.find("#filters-toggle").click()
    assert page.find("#filters").is_displayed()
    page.find(".people button").click()
    assert page.find("#panel .quote").is_displayed()


def test_hostile_names_run_nothing(browser, hostile_model, tmp_path):
    write_graph(hostile_model, tmp_path / "g.html", "quotes")
    page = Page(browser, tmp_path / "g.html")
    page.find("#search").send_keys("sri\ue007")
    assert page.find("#panel h2").text.startswith('Sri "Ayu" </script><b onclick=alert(1)>')
    assert page.run("return window.broken") is None
    assert page.run("return document.querySelectorAll('#panel b, #panel script, #panel img').length") == 0
    assert not page.errors()


def test_an_empty_graph_says_so(browser, tmp_path):
    (tmp_path / "g.html").write_text(graph_html(build_graph([])), encoding="utf-8")
    page = Page(browser, tmp_path / "g.html")
    assert "no quote links two of them" in page.find("#status").text
    assert not page.errors()


def test_a_thousand_nodes_are_usable(browser, tmp_path):
    model = build_graph(many(700, people=1600))
    path = tmp_path / "g.html"
    path.write_text(graph_html(model, "together"), encoding="utf-8")
    started = time.monotonic()
    page = Page(browser, path)
    assert page.run(NODES) > 700
    assert time.monotonic() - started < 30, "open and laid out"
    started = time.monotonic()
    page.find("#search").send_keys("dewi\ue007")
    choose(page, "#type", "direct")
    page.find("#in").click()
    assert page.find("#panel .quote").is_displayed()
    assert time.monotonic() - started < 5, "found, filtered, zoomed"
