"""Records as a pandas table, for notebooks and analysis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quotes.records import Record
from quotes.writing.rows import COLUMNS, NUMBERS, rows

if TYPE_CHECKING:
    import pandas as pd


def to_frame(records: Record | Iterable[Record]) -> pd.DataFrame:
    """Return one row a quote, with the columns of the CSV table.

    Args:
        records: one record or several.

    Returns:
        ``confidence`` is a float, ``start`` and ``end`` are integers, all other columns are text. What is not known
        is missing (``pd.NA``).

    Raises:
        TypeError: something among ``records`` is not a record.
    """
    import pandas as pd

    found: list[Any] = [records] if isinstance(records, Record) else list(records)
    for each in found:
        if not isinstance(each, Record):
            hint = "skip articles that failed with extractor.pipe(articles, on_error='skip')"
            raise TypeError(f"to_frame takes records, not {type(each).__name__}; {hint}")
    frame = pd.DataFrame([row for record in found for row in rows(record)], columns=list(COLUMNS))
    kinds = {name: {float: "Float64", int: "Int64"}.get(NUMBERS.get(name, str), "string") for name in COLUMNS}
    return frame.astype(kinds)
