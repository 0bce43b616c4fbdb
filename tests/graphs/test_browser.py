"""The graph page in a real browser: search, filter, click, read."""

import time

import pytest

from quotes.graphs import Filter, build_graph, graph_html, write_graph
from quotes.html import write_pages
from tests.graphs.browsing import Page
from tests.graphs.graph_records import many, three_articles

GRAPH = "document.documentElement.graphPage"
NODES = f"return {GRAPH}.drawn.filter((index) => {GRAPH}.counts()[index]).length"
LINKS = f"return {GRAPH}.weights().filter(Boolean).length"


@pytest.fixture
def page(browser, model, tmp_path):
    """The three articles, with their article views."""
    write_pages(three_articles(), tmp_path / "articles")
    write_graph(model, tmp_path / "g.html", "mentions", articles="articles")
    opened = Page(browser, tmp_path / "g.html")
    yield opened
    assert not opened.errors()


def place_of(page, name):
    """The position of a speaker from the middle of the canvas, as selenium counts."""
    return page.run(
        f"const graph = {GRAPH}; const index = graph.speakers.findIndex((speaker) => speaker.n === arguments[0]);"
        "const box = document.getElementById('graph').getBoundingClientRect(); const [x, y] = graph.place(index);"
        "return [Math.round(x - box.width / 2), Math.round(y - box.height / 2)]",
        name,
    )


def click_at(page, x, y):
    from selenium.webdriver import ActionChains

    ActionChains(page.browser).move_to_element_with_offset(page.find("#graph"), x, y).click().perform()


def test_the_graph_is_drawn(page):
    assert page.run(NODES) == 2
    assert page.find("#status").text == "2 of 3 speakers drawn: people and bodies, quotes per speaker at least 2"
    shown = """
        const canvas = document.getElementById('graph');
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return data.some((value) => value > 0)
    """
    assert page.run(shown)


def test_everybody_is_in_the_list_and_their_quotes_can_be_read(page):
    names = [item.text.split("\n")[0] for item in page.all("#panel .people button")]
    assert names == ["Bagus Prakoso", "Dewi Anggraini", "Ratna Wulandari"]
    page.all("#panel .people button")[2].click()
    assert page.find("#panel h2").text == "Ratna Wulandari"
    assert "jembatan itu selesai bulan depan" in page.find("#panel .quote blockquote").text
    assert "Not drawn" in page.find("#panel").text


def test_a_search_finds_a_name_and_enter_opens_it(page):
    page.find("#search").send_keys("anggr\ue007")
    assert page.find("#panel h2").text == "Dewi Anggraini"
    words = {quote.text for quote in page.all("#panel .quote blockquote")}
    assert words == {
        "“saya sudah bertemu Bagus Prakoso di pelabuhan”",
        "“Bagus Prakoso sudah menyiapkan anggaran pasar”",
    }
    assert page.run("return location.hash") == "#speaker%3Adewi-anggraini"


def test_a_search_finds_who_is_not_drawn_and_says_when_nobody_is(page):
    page.find("#search").send_keys("ratna\ue007")
    assert page.find("#panel h2").text == "Ratna Wulandari"
    page.find("#search").clear()
    page.find("#search").send_keys("zzz")
    assert page.find("#results").text == "No speaker of this name"


def test_a_click_on_a_speaker_opens_them(page):
    click_at(page, *place_of(page, "Bagus Prakoso"))
    page.wait("document.querySelector('#panel h2').textContent === 'Bagus Prakoso'", 5)
    assert "What others say about them (2)" in page.find("#panel").text


def test_a_click_on_a_link_opens_its_quotes(page):
    (x, y), (u, v) = place_of(page, "Bagus Prakoso"), place_of(page, "Dewi Anggraini")
    click_at(page, (x + u) // 2, (y + v) // 2)
    page.wait("document.querySelector('#panel h2').textContent === 'Dewi Anggraini → Bagus Prakoso'", 5)
    assert len(page.all("#panel .quote")) == 2


def test_a_quote_leads_to_its_words_in_the_article(page):
    page.find("#search").send_keys("anggr\ue007")
    hrefs = [link.get_attribute("href") for link in page.all("#panel .quote a")]
    page.browser.get(next(href for href in hrefs if "a2.html" in href))
    page.wait("document.documentElement.dataset.ready === 'yes'")
    assert page.find(".quotes-lit.quotes-content").text == "saya sudah bertemu Bagus Prakoso di pelabuhan"


def choose(page, selector, value):
    page.run(
        "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
        "field.dispatchEvent(new Event('input', { bubbles: true }))", selector, value,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [("#type", "indirect", 0), ("#type", "direct", 0), ("#kind", "organisation", 0), ("#kind", "person", 1),
     ("#sure", "0.9", 1), ("#gender", "female", 0), ("#gender", "unknown", 1), ("#from", "3", 0), ("#to", "1", 1)],
)  # fmt: skip
def test_filters_leave_the_links_that_pass(browser, model, tmp_path, field, value, left):
    write_graph(model, tmp_path / "g.html", "together")
    page = Page(browser, tmp_path / "g.html")
    choose(page, field, value)
    assert page.run(LINKS) == left
    page.find("#filters button[type=reset]").click()
    page.wait(f"{GRAPH}.weights().filter(Boolean).length === 1", 5)
    assert not page.errors()


def test_a_filter_updates_the_quotes_of_a_speaker(page):
    page.find("#search").send_keys("anggr\ue007")
    choose(page, "#outlet", page.run("return [...document.querySelectorAll('#outlet option')].find("
                                     "(option) => option.text === 'wartasenja.example').value"))  # fmt: skip
    assert "What they said (1)" in page.find("#panel").text


def test_the_tabs_show_outlets_words_time_and_quotes(page):
    page.find("#tab-outlets").click()
    cells = page.all("#outlets td button")
    assert len(cells) == 5
    cells[0].click()
    assert page.all("#panel .quote")
    page.find("#tab-time").click()
    assert len(page.all("#time svg")) == 3  # everybody, and the two with two quotes
    page.find("#tab-words").click()
    assert page.find("#words").is_displayed()
    page.find("#tab-quotes").click()
    assert len(page.all("#quotes .quote")) == 5
    page.find("#quotes input").send_keys("jembatan")
    assert len(page.all("#quotes .quote")) == 1


@pytest.mark.parametrize(
    ("view", "tab"), [("outlets", "outlets"), ("topics", "words"), ("quotes", "quotes"), ("together", "network")]
)
def test_a_view_opens_its_tab(browser, model, tmp_path, view, tab):
    write_graph(model, tmp_path / "g.html", view)
    page = Page(browser, tmp_path / "g.html")
    assert page.find(f"#tab-{tab}").get_attribute("aria-selected") == "true"
    assert page.find(f"#{tab}").is_displayed()


def test_language_and_theme_change_all_texts_and_colours(page):
    page.find("#language").click()
    assert page.find("#panel h2").text == "Paling banyak dikutip"
    assert page.find("#search").get_attribute("placeholder") == "Cari penutur"
    before = page.run("return getComputedStyle(document.body).backgroundColor")
    page.find("#theme").click()
    assert page.run("return getComputedStyle(document.body).backgroundColor") != before
    page.find("#language").click()
    page.find("#theme").click()


@pytest.mark.parametrize("mode", ["community", "kind", "outlet", "gender"])
def test_speakers_are_coloured_in_four_ways_with_a_legend(page, mode):
    choose(page, "#colour", mode)
    assert page.all("#legend li")


def test_zoom_and_keys_work(page):
    zoom = f"return {GRAPH}.camera.k"
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
    for tab in ("network", "words", "time", "quotes"):
        page.find(f"#tab-{tab}").click()
        assert page.widest() <= 0, tab
    assert not page.find("#filters").is_displayed()
    page.find("#filters-toggle").click()
    assert page.find("#filters").is_displayed()


def test_hostile_names_run_nothing(browser, hostile_model, tmp_path):
    write_graph(hostile_model, tmp_path / "g.html", "quotes")
    page = Page(browser, tmp_path / "g.html")
    page.find("#search").send_keys("sri\ue007")
    assert page.find("#panel h2").text.startswith('Sri "Ayu" </script><b onclick=alert(1)>')
    for tab in ("network", "outlets", "words", "time", "quotes"):
        page.find(f"#tab-{tab}").click()
    assert page.run("return window.broken") is None
    assert page.run("return document.querySelectorAll('main b[onclick], main script, main img').length") == 0
    assert not page.errors()


def test_an_empty_graph_says_so(browser, tmp_path):
    (tmp_path / "g.html").write_text(graph_html(build_graph([])), encoding="utf-8")
    page = Page(browser, tmp_path / "g.html")
    assert page.find("#status").text == "These records have no quote."
    for tab in ("outlets", "words", "time", "quotes"):
        page.find(f"#tab-{tab}").click()
    assert not page.errors()


def test_labels_do_not_overlap_and_the_most_quoted_have_theirs(browser, tmp_path):
    path = tmp_path / "g.html"
    path.write_text(graph_html(build_graph(many(200, people=300))), encoding="utf-8")
    page = Page(browser, path, 1300, 900)
    labels = page.run(f"return {GRAPH}.labelled()")
    for position, (_, left, top, right, bottom) in enumerate(labels):
        for _, left2, top2, right2, bottom2 in labels[:position]:
            assert right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
    first = page.run(f"return {GRAPH}.drawn.slice().sort((a, b) => {GRAPH}.counts()[b] - {GRAPH}.counts()[a])[0]")
    assert first in {label[0] for label in labels}


@pytest.mark.parametrize(("articles", "people", "drawn"), [(900, 1000, 500), (3500, 5000, 2500)])
def test_a_thousand_and_five_thousand_speakers_are_usable(browser, tmp_path, articles, people, drawn):
    model = build_graph(many(articles, people=people))
    path = tmp_path / "g.html"
    path.write_text(graph_html(model, "together", Filter(min_quotes=1), nodes=5000), encoding="utf-8")
    page = Page(browser, path)
    assert page.run(NODES) > drawn
    assert page.run("return Number(document.documentElement.dataset.drawn)") < 15_000, "first drawing, in ms"
    started = time.monotonic()
    page.find("#search").send_keys("dewi\ue007")
    assert page.find("#panel .quote").is_displayed()
    assert time.monotonic() - started < 10, "found"
    choose(page, "#type", "direct")
    page.find("#in").click()
    assert not page.errors()
