"""Write Parquet for pandas, Polars, DuckDB and Spark: typed and compressed columns in groups of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from quotes.records import Record
from quotes.writing.rows import COLUMNS, DAYS, NUMBERS, Row, to_date, to_rows

if TYPE_CHECKING:
    import pyarrow as pa

#: Rows in a group: a few MB of memory, and enough for good compression.
GROUP = 20_000


class ParquetWriter:
    """Writes one row for each quote: ``date`` is date32, ``start`` and ``end`` int64, ``confidence`` float64.

    All else is string.
    """

    def __init__(self, stream: BinaryIO) -> None:
        from pyarrow import parquet

        self._schema = _schema()
        self._file = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._waiting: list[Row] = []

    def write(self, record: Record) -> None:
        self._waiting += to_rows(record)
        if len(self._waiting) >= GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._waiting:
            columns = [
                [to_date(value) for value in column] if name in DAYS else list(column)
                for name, column in zip(COLUMNS, zip(*self._waiting, strict=True), strict=True)
            ]
            self._file.write_table(pa.table(columns, schema=self._schema))
            self._waiting.clear()


def _schema() -> pa.Schema:
    import pyarrow as pa

    kinds = {int: pa.int64(), float: pa.float64()}
    typed = {name: kinds[kind] for name, kind in NUMBERS.items()} | dict.fromkeys(DAYS, pa.date32())
    return pa.schema([(name, typed.get(name, pa.string())) for name in COLUMNS])
