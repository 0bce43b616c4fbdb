"""The page of an article in a real browser, with mouse, touch and keyboard."""

from itertools import pairwise

import pytest

from quotes.html import article_html, page_html, write_pages
from quotes.html.markup import anchor
from tests.graphs.browsing import Page


@pytest.fixture
def file(article, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page_html([article]), encoding="utf-8")
    return path


@pytest.fixture
def page(browser, file):
    opened = Page(browser, file)
    yield opened
    assert not opened.errors()


def card(page):
    found = page.find("#quotes-card")
    return found.text if found.is_displayed() else None


def test_hovering_says_why_and_leaving_hides_it(page):
    from selenium.webdriver import ActionChains

    ActionChains(page.browser).move_to_element(page.find(".quotes-content.quotes-direct[tabindex]")).perform()
    assert "The words stand in quotation marks, and “kata” reports them." in card(page)
    assert "Of quotes found like this one, 90 % are right." in card(page)
    assert "direct/quote-verb-speaker" not in card(page), "the technical part is folded"
    ActionChains(page.browser).move_to_element(page.find(".quotes-article h2")).perform()
    assert card(page) is None


def test_a_tap_keeps_the_card_open_until_a_tap_elsewhere(page):
    page.all(".quotes-article .quotes-content[tabindex]")[1].click()
    assert "Bagus Prakoso" in card(page)
    page.find("#quotes-card .quotes-technical summary").click()
    assert "denial" in card(page)
    page.find(".quotes-article h2").click()
    assert card(page) is None


def test_all_parts_of_the_quote_are_highlighted(page):
    page.all(".quotes-article .quotes-content[tabindex]")[0].click()
    assert [piece.text for piece in page.all(".quotes-lit")] == [
        "anggaran pasar sudah siap hari", "kata", "Dewi Anggraini", "wartawan",
    ]  # fmt: skip


def test_keys_move_from_quote_to_quote(page):
    page.press("n")
    assert "Dewi Anggraini" in card(page)
    page.press("n")
    assert "Bagus Prakoso" in card(page)
    page.press("p")
    assert "Dewi Anggraini" in card(page)
    page.press("\ue00c")
    assert card(page) is None
    page.press("\ue004")
    assert "Bagus Prakoso" in card(page), "Tab continues from the quote"


def test_a_link_in_the_list_opens_the_quote(page):
    page.all(".quotes-goto")[1].click()
    page.wait("!document.getElementById('quotes-card').hidden", 5)
    assert page.find(".quotes-lit.quotes-content").text == "bulan depan dimulai"
    assert page.run("return location.hash") == f"#{anchor('pasar/1#4')}"


def test_an_address_with_an_anchor_opens_the_quote(browser, file):
    page = Page(browser, file, fragment=f"#{anchor('pasar/1#2')}")
    assert page.find(".quotes-lit.quotes-content").text == "pembangunan belum mulai"


def test_the_text_to_copy_is_the_text_of_the_article(page, article):
    shown = page.run(
        "const words = document.querySelector('.quotes-words').cloneNode(true);"
        "words.querySelectorAll('sup').forEach((mark) => mark.remove()); return words.textContent"
    )
    assert shown == article.article.text


def test_paragraphs_have_space_between_them(page):
    boxes = page.run(
        "return [...document.querySelectorAll('.quotes-words p')].map((each) => each.getBoundingClientRect())"
        ".map((box) => [box.top, box.bottom])"
    )
    assert len(boxes) > 1
    assert all(below[0] - above[1] >= 12 for above, below in pairwise(boxes))


def test_the_list_of_articles_is_searched_by_title_and_speaker(browser, article, tmp_path):
    write_pages([article], tmp_path / "pages")
    page = Page(browser, tmp_path / "pages" / "index.html")
    assert page.find("#shown").text == "1 of 1 article"
    page.find("#search").send_keys("bagus prakoso")
    assert page.all(".quotes-index tbody tr")[0].is_displayed()
    page.find("#search").send_keys("zzz")
    assert page.find("#shown").text == "0 of 1 article"
    page.run(
        "const search = document.getElementById('search'); search.value = '';search.dispatchEvent(new Event('input'))"
    )
    page.find(".quotes-index a").click()
    page.wait("document.documentElement.dataset.ready === 'yes' && document.querySelector('.quotes-words')")
    page.find(".quotes-bar a").click()
    page.wait("document.querySelector('.quotes-index')")
    assert not page.errors()


def test_on_a_phone_the_page_fits_and_the_card_is_at_the_bottom(browser, file):
    page = Page(browser, file, 500, 900)
    assert page.widest() <= 0
    page.all(".quotes-article .quotes-content[tabindex]")[0].click()
    low, width = page.run(
        "const box = document.getElementById('quotes-card').getBoundingClientRect();"
        "return [innerHeight - box.bottom, innerWidth - box.width]"
    )
    assert low == pytest.approx(0, abs=1)
    assert width == pytest.approx(0, abs=16)


def test_the_fragment_works_without_a_script(browser, article, tmp_path):
    path = tmp_path / "notebook.html"
    path.write_text(
        f"<!doctype html><html data-ready=yes><meta charset=utf-8>{article_html(article)}", encoding="utf-8"
    )
    page = Page(browser, path)
    page.find(".quotes-about summary").click()
    assert "The sentence names Dewi Anggraini." in page.find(".quotes-why").text
    page.find(".quotes-technical summary").click()
    assert "direct/quote-verb-speaker" in page.find(".quotes-about dl").text
    assert page.widest() <= 0
