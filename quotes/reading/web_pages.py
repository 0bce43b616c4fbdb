"""HTML pages to articles: the main text, by trafilatura."""

from __future__ import annotations

from quotes.errors import InputError
from quotes.reading.decoding import refuse_binary
from quotes.reading.making import article
from quotes.records import Article

_NONE = "save the article's text as .txt and give that"


def read_page(data: bytes, origin: str, stem: str) -> Article:
    """The article of a page. Its text is the extracted one: what positions count in.

    Title, date, outlet and address are those that the page declares.

    Raises:
        InputError: the page is empty or binary, or no article text is found on it.
    """
    if not data:
        raise InputError("the page is empty", path=origin, hint="check that it was saved")
    refuse_binary(data, origin)
    import trafilatura

    found = trafilatura.bare_extraction(data, include_comments=False, include_tables=False, with_metadata=True)
    if found is None or isinstance(found, dict) or not found.text:
        raise InputError("no article text is found on the page", path=origin, hint=_NONE)
    return article(
        found.text, stem, title=found.title, date=found.date, outlet=found.sitename, url=found.url, origin=origin
    )
