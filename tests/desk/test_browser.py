"""A person at the desk, in a headless Chromium: paste, read, follow, search, correct, undo, run again, export."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from desk_worker import run_again

from quotes.corpus import Store
from quotes.desk import Settings
from tests.graphs.browsing import browser as chromium  # noqa: F401 - a fixture

WIDTHS = (390, 820, 1280)
TEXT = '"Gula langka di pasar," kata Tuti Handayani kemarin. "Cabai ikut mahal," kata Sri Lestari. Hari mulai hujan.'


class Person:
    """Drives the browser by what a person sees."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver, self.address = driver, address
        driver.set_window_size(1280, 1000)
        driver.get_log("browser")

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    def see(self, selector: str, words: str = "") -> Any:
        """Wait for an element with these words, and return it."""
        from selenium.common.exceptions import StaleElementReferenceException

        for _ in range(200):
            with suppress(StaleElementReferenceException):  # the page is replaced at this moment
                for element in self.driver.find_elements("css selector", selector):
                    if element.is_displayed() and words in element.text:
                        return element
            time.sleep(0.05)
        raise AssertionError(f"{selector} with {words!r} is not on {self.driver.current_url}")

    def click(self, selector: str, words: str = "") -> None:
        element = self.see(selector, words)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def write(self, selector: str, words: str) -> None:
        field = self.see(selector)
        field.clear()
        field.send_keys(words)

    def press(self, keys: str) -> None:
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(keys).perform()

    def select_words(self, words: str) -> None:
        """Select words of the article with the mouse."""
        from selenium.webdriver import ActionChains

        self.see("#words[data-ready]")
        box = self.driver.execute_script(
            """
            const walker = document.createTreeWalker(document.getElementById("words"), NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
              const at = node.data.indexOf(arguments[0]);
              if (at < 0) continue;
              const range = document.createRange();
              range.setStart(node, at); range.setEnd(node, at + arguments[0].length);
              node.parentElement.scrollIntoView({ block: "center" });
              const boxes = [...range.getClientRects()], first = boxes[0], last = boxes[boxes.length - 1];
              return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
            }
            """,
            words,
        )
        start_x, start_y, end_x, end_y = map(round, box)
        mouse = ActionChains(self.driver)
        mouse.w3c_actions.pointer_action.move_to_location(start_x, start_y)
        mouse.w3c_actions.pointer_action.pointer_down()
        mouse.w3c_actions.pointer_action.move_to_location((start_x + end_x) // 2, end_y)
        mouse.w3c_actions.pointer_action.move_to_location(end_x, end_y)
        mouse.w3c_actions.pointer_action.pointer_up()
        mouse.w3c_actions.perform()
        self.see("#selection", words)

    def wait(self, condition: str) -> None:
        from selenium.webdriver.support.wait import WebDriverWait

        WebDriverWait(self.driver, 10).until(lambda driver: driver.execute_script(f"return {condition}"))

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]


@pytest.fixture
def person(chromium: Any, opened: str) -> Iterator[Person]:  # noqa: F811
    person = Person(chromium, opened)
    yield person
    assert person.errors() == []


def test_a_person_pastes_reads_corrects_undoes_and_exports(person: Person, settings: Settings) -> None:
    person.open("/")
    person.write("#text", TEXT)
    person.write("#heading", "Gula langka")
    person.click("button.main")
    person.see("h1", "Gula langka")
    person.see(".card", "Tuti Handayani")

    # The speaker of a quote was another.
    person.click(".card:nth-child(2) summary")
    person.write(".card:nth-child(2) input[name=speaker]", "Rini Aulia")
    person.click(".card:nth-child(2) button[value=speaker]")
    person.see(".card:nth-child(2) .who", "Rini Aulia")

    # A quote was missed.
    person.select_words("Hari mulai hujan")
    person.write("#add-speaker", "Rini Aulia")
    person.click("#adding button")
    person.see(".card:nth-child(3)", "Hari mulai hujan")

    # The edges of a quote were wrong.
    person.select_words("Gula langka")
    person.click(".card:nth-child(1) summary")
    person.click(".card:nth-child(1) button[value=span]")
    person.wait("document.querySelector('.card:nth-child(1) blockquote').textContent === 'Gula langka'")

    # That was a mistake.
    person.click(".history button", "Undo")
    person.see(".card:nth-child(1) blockquote", "Gula langka di pasar")

    # The article is extracted again; the corrections stay, and the article becomes gold.
    with Store(settings.store) as store:
        run_again(store)
        name = next(article.id for article in store.articles() if article.title == "Gula langka")
    person.click("button", "whole article is checked")
    person.see(".tag", "checked completely")
    person.open("/search?q=hujan")
    person.click(".who a", "Rini Aulia")
    person.see("h1", "Rini Aulia")
    person.open("/queue")
    assert "/gold/jsonl" in person.see("a", "JSONL").get_attribute("href")
    with Store(settings.store) as store:
        assert [quote.speakers for quote in store.record(name).quotes] == [
            ("Tuti Handayani",), ("Rini Aulia",), ("Rini Aulia",),
        ]  # fmt: skip


def test_one_key_judges_a_quote_and_the_next_one_has_the_focus(person: Person) -> None:
    person.open("/queue")
    person.see(".card", "Harga beras naik")
    person.press("j")
    for left, key in ((2, "y"), (1, "x")):
        person.press(key)
        person.wait(f"document.querySelectorAll('.queue .card').length === {left}")
        person.wait("document.activeElement.matches('.card')")


def test_a_search_answers_without_a_new_page_and_can_be_linked(person: Person) -> None:
    person.open("/search")
    person.driver.execute_script("window.isSame = true")
    person.write("#q", "stok")
    person.press("\n")
    person.see(".total", "1 quote")

    assert person.driver.execute_script("return window.isSame")
    assert "q=stok" in person.driver.current_url


def test_an_error_is_told_and_the_page_stays(person: Person) -> None:
    person.open("/")
    person.click("button.main")
    person.see("#notice", "paste an article")
    person.errors()  # the browser itself notes the answer 422

    assert person.see("#text").is_displayed()


@pytest.mark.parametrize(
    "path", ["/", "/search?q=beras", "/speakers", "/speaker?id=sri-lestari", "/article?id=a1", "/queue"]
)
def test_a_page_is_accessible_and_fits_every_width(person: Person, path: str) -> None:
    axe = pytest.importorskip("axe_core_python.selenium", reason="axe-core-python is not installed")
    person.open(path)
    for width in WIDTHS:
        person.driver.set_window_size(width, 900)
        wider = person.driver.execute_script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider == 0, f"the page is {wider} px wider than {width} px"
    found = axe.Axe().run(person.driver)

    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
