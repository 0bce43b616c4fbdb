"""HTML pages of articles with their quotes.

``article_html(record)`` makes a fragment, ``summary_html(record)`` a short one for notebooks, ``page_html(records)``
a standalone page, and ``write_pages(records, folder)`` a page for each article. All show the plain data of
``article_view(record)``.
"""

from quotes.html.article import article_html, article_view, page_html, summary_html, write_pages

__all__ = ["article_html", "article_view", "page_html", "summary_html", "write_pages"]
