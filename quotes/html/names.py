"""Names that are safe in a file system and in a link, and the same every time."""

from __future__ import annotations

import re

from quotes.records import Article
from quotes.text import safe_name


def article_file(article_id: str) -> str:
    """The file name of the article view of an article."""
    return f"{safe_name(article_id)}.html"


def anchor(quote_id: str) -> str:
    """The ``id`` of the first words of a quote in the article view."""
    return f"q-{safe_name(quote_id)}"


def web_link(url: str | None) -> str | None:
    """``url`` where it is a link of the web, else None: no ``javascript:`` gets into a page."""
    return url if url and re.match(r"https?://[^\s\"'<>]+$", url) else None


def heading(article: Article) -> str:
    """What an article is called on a page: its title, or its id."""
    return article.title or article.id
