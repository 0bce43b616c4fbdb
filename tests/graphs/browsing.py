"""A headless Chromium for the tests that look at pages; they are skipped where it is absent."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests."""
    selenium = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    program, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("Chromium and chromedriver are not installed")
    options = selenium.ChromeOptions()
    options.binary_location = program
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = selenium.Chrome(options=options, service=selenium.ChromeService(driver))
    yield found
    found.quit()


class Page:
    """A page in the browser, by CSS selectors."""

    def __init__(self, browser, path, width=1200, height=900, fragment=""):
        self.browser = browser
        browser.set_window_size(width, height)
        browser.get_log("browser")
        browser.get("about:blank")
        browser.get(path.as_uri() + fragment)
        self.wait("document.documentElement.dataset.ready === 'yes'")

    def run(self, script, *arguments):
        return self.browser.execute_script(script, *arguments)

    def wait(self, condition, seconds=60):
        from selenium.webdriver.support.wait import WebDriverWait

        WebDriverWait(self.browser, seconds).until(lambda browser: browser.execute_script(f"return {condition}"))

    def find(self, selector):
        return self.browser.find_element("css selector", selector)

    def all(self, selector):
        return self.browser.find_elements("css selector", selector)

    def press(self, *keys):
        from selenium.webdriver import ActionChains

        ActionChains(self.browser).send_keys(*keys).perform()

    def errors(self):
        return [entry["message"] for entry in self.browser.get_log("browser") if entry["level"] == "SEVERE"]

    def widest(self):
        """How far the page reaches beyond the window, in pixels."""
        return self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
