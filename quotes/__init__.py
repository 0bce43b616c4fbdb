"""Who said what in Indonesian news.

>>> import quotes
>>> record = quotes.extract('"Kami siap," kata Menteri Perikanan Ratna Wulandari di Ambon.')
>>> [(quote.speaker, quote.words(record.article.text)) for quote in record.quotes]
[(('Ratna Wulandari',), 'Kami siap,')]

``extract`` loads the shipped model on its first call; for many articles, or
another model or rules, make an :class:`Extractor` and keep it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from quotes.errors import InputError, ModelError, QuotesError, RuleError
from quotes.records import Article, Quote, Record, Span, Speaker

if TYPE_CHECKING:
    from quotes.pipeline import Extractor

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Extractor",
    "InputError",
    "ModelError",
    "Quote",
    "QuotesError",
    "Record",
    "RuleError",
    "Span",
    "Speaker",
    "extract",
    "read",
]


def extract(article: Article | str) -> Record:
    """The quotes and speakers of one article, or of its text, by the shipped model and rules.

    Raises:
        ModelError: the installation has no model.
    """
    return _shipped().extract(article)


def _shown(record: Record) -> str:
    """The article view, which Jupyter shows for a record."""
    from quotes.html import article_html

    return str(article_html(record))


# Here and not in the class: the data knows nothing of the stages that show it.
setattr(Record, "_repr_html_", _shown)  # noqa: B010 - mypy knows no attribute that is set like this otherwise


@cache
def _shipped() -> Extractor:
    from quotes.pipeline import Extractor

    return Extractor()


def __getattr__(name: str) -> Any:
    """``Extractor`` and ``read`` on first use: they bring in rules and readers, which ``quotes --help`` can spare."""
    if name == "Extractor":
        from quotes.pipeline import Extractor

        return Extractor
    if name == "read":
        from quotes.reading import read

        return read
    raise AttributeError(f"module 'quotes' has no attribute {name!r}")
