"""Names that are safe in a file system and in a link, and the same every time."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from quotes.records import Article

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST = 80


def slug(text: str) -> str:
    """Letters, digits and hyphens; where that loses something, a short digest of ``text`` keeps two names apart."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    short = _UNSAFE.sub("-", plain).strip("-")[:_LONGEST]
    if short == text:
        return short
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{short}-{digest}" if short else digest


def article_file(article_id: str) -> str:
    """The file name of the article view of an article."""
    return f"{slug(article_id)}.html"


def anchor(quote_id: str) -> str:
    """The ``id`` of the first words of a quote in the article view."""
    return f"q-{slug(quote_id)}"


def web_link(url: str | None) -> str | None:
    """``url`` where it is a link of the web, else None: no ``javascript:`` gets into a page."""
    return url if url and re.match(r"https?://[^\s\"'<>]+$", url) else None


def heading(article: Article) -> str:
    """What an article is called on a page: its title, or its id."""
    return article.title or article.id
