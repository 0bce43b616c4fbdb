"""Who said what in Indonesian news.

>>> import quotes
>>> record = quotes.extract('"Kami siap," kata Menteri Perikanan Ratna Wulandari di Ambon.')
>>> [(quote.text, quote.speakers, quote.cue_text) for quote in record.quotes]
[('Kami siap,', ('Ratna Wulandari',), 'kata')]

:func:`extract` uses the shipped model and rules. For many articles, another model or other rules, make an
:class:`Extractor` once and use its :meth:`~Extractor.pipe`::

    extractor = quotes.Extractor()
    records = extractor.pipe(quotes.read("articles/"), on_error="skip")
    frame = quotes.to_frame(records)
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from quotes.errors import (
    InputError,
    ModelError,
    OutputError,
    Problem,
    QuotesError,
    RecordError,
    RuleError,
    UsageError,
)
from quotes.records import (
    Article,
    Candidate,
    Evidence,
    Link,
    Overridden,
    PathStep,
    Quote,
    Record,
    Span,
    Speaker,
    Trace,
)

if TYPE_CHECKING:
    from quotes.corpus.stored_records import read_records
    from quotes.pipeline import Extractor
    from quotes.reading import Columns, Failure, read
    from quotes.verification import Finding, verify
    from quotes.writing import CsvOptions, to_frame, to_speakers_frame, write

__version__ = "0.1.0"

#: Imported on first use: they bring in the rules, the readers and pandas, which ``quotes --help`` does without.
_LAZY = {
    "Columns": "quotes.reading",
    "CsvOptions": "quotes.writing",
    "Extractor": "quotes.pipeline",
    "Failure": "quotes.reading",
    "Finding": "quotes.verification",
    "read": "quotes.reading",
    "read_records": "quotes.corpus.stored_records",
    "to_frame": "quotes.writing",
    "to_speakers_frame": "quotes.writing",
    "verify": "quotes.verification",
    "write": "quotes.writing",
}

__all__ = [
    "Article",
    "Candidate",
    "Columns",
    "CsvOptions",
    "Evidence",
    "Extractor",
    "Failure",
    "Finding",
    "InputError",
    "Link",
    "ModelError",
    "OutputError",
    "Overridden",
    "PathStep",
    "Problem",
    "Quote",
    "QuotesError",
    "Record",
    "RecordError",
    "RuleError",
    "Span",
    "Speaker",
    "Trace",
    "UsageError",
    "extract",
    "read",
    "read_records",
    "to_frame",
    "to_speakers_frame",
    "verify",
    "write",
]


def extract(article: Article | str) -> Record:
    """Extract the quotes and speakers of one article, or of its text, with the shipped model and rules.

    The model is loaded on the first call and kept.

    Raises:
        ModelError: the installation has no model.
        TypeError: ``article`` is neither an article nor a text.
    """
    return _shipped()(article)


@cache
def _shipped() -> Extractor:
    from quotes.pipeline import Extractor

    return Extractor()


def _show_record(record: Record) -> str:
    from quotes.html import summary_html

    return str(summary_html(record))


# Jupyter shows a record as a short table that unfolds to the article. Set here and not in the class: the data is
# independent of the stages.
setattr(Record, "_repr_html_", _show_record)  # noqa: B010 - mypy knows no attribute that is set otherwise


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'quotes' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
