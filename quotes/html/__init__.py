"""Pages that people read: the article with its quotes.

``article_html(record)`` is a fragment for notebooks, ``page_html(records)`` a page that stands alone,
``article_view(record)`` the plain data that both are made from, ``write_pages(records, folder)`` a page an article.
"""

from quotes.html.article import article_html, article_view, page_html
from quotes.html.folder import write_pages

__all__ = ["article_html", "article_view", "page_html", "write_pages"]
