"""Write records to a file, which appears only when it is complete, or to a stream."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from quotes.errors import OutputError
from quotes.records import Record
from quotes.writing.formats import Format, Writer, format_for
from quotes.writing.text_formats import CsvOptions


def write(
    records: Iterable[Record],
    path: str | Path,
    *,
    format_name: str | None = None,
    csv: CsvOptions = CsvOptions(),  # noqa: B008 - it is frozen
) -> int:
    """Write records to a file one by one, and return their number.

    Args:
        records: consumed one by one; all formats except Excel need little memory.
        path: its ending chooses the format, unless one is named.
        format_name: a name of ``quotes.writing.FORMATS``.
        csv: delimiter, byte order mark and escaping of formulas in CSV and TSV: ``CsvOptions(raw=True)``.

    Raises:
        UsageError: there is no such format.
        OutputError: the file cannot be written; an existing one then stays.
    """
    count = 0
    with Output(path, format_for(path, format_name).with_options(csv)) as output:
        for record in records:
            output.write(record)
            count += 1
    return count


class Output:
    """A context manager that records are written to.

    A file is written beside its target, and replaces it when the block ends normally. If the block ends by an
    exception, Ctrl-C included, the target stays as it was. A stream is written to directly, and stays open.

    Raises:
        OutputError: on entering, writing or leaving, if the file cannot be written.
    """

    def __init__(self, target: str | Path | BinaryIO, form: Format) -> None:
        self.format = form
        self._file = _NewFile(Path(target)) if isinstance(target, str | Path) else None
        self._given = None if isinstance(target, str | Path) else target
        self._writer: Writer | None = None

    @property
    def path(self) -> Path | None:
        """The file, or None for a stream."""
        return self._file.path if self._file else None

    def __enter__(self) -> Self:
        with self._explain_errors():
            stream = self._file.open() if self._file else self._stream()
            try:
                self._writer = self.format.open(stream)
            except BaseException:
                self._discard()
                raise
        return self

    def write(self, record: Record) -> None:
        assert self._writer is not None, "an Output is written to inside its with block"
        with self._explain_errors():
            self._writer.write(record)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._discard()
            return
        assert self._writer is not None
        writer, self._writer = self._writer, None  # a writer that fails to close is not closed again
        try:
            with self._explain_errors():
                writer.close()
                if self._file:
                    self._file.keep()
                else:
                    self._stream().flush()
        except BaseException:
            self._discard()
            raise

    def _discard(self) -> None:
        """Discard the file. Its writer is closed first, as pyarrow and openpyxl complain otherwise."""
        if self._file:
            with suppress(Exception):
                if self._writer:
                    self._writer.close()
            self._file.discard()

    def _stream(self) -> BinaryIO:
        assert self._given is not None
        return self._given

    @contextmanager
    def _explain_errors(self) -> Iterator[None]:
        """Turn the errors of a file into messages. The caller handles those of a stream, such as a closed pipe."""
        try:
            yield
        except OSError as error:
            if not self._file:
                raise
            reason = error.strerror or " ".join(str(error).split())
            raise OutputError(f"cannot be written ({reason})", path=str(self.path), hint=self._file.remedy()) from error


class _NewFile:
    """A temporary file that :meth:`keep` moves to ``path`` and :meth:`discard` deletes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._target = path.resolve()  # for a link: the file that it points to is replaced, not the link
        self._part = self._target.with_name(f".{self._target.name}.{os.urandom(4).hex()}.part")
        self._stream: BinaryIO | None = None

    @property
    def _is_special(self) -> bool:
        """Is it ``/dev/stdout`` or a named pipe, which cannot be replaced?"""
        return self._target.exists() and not self._target.is_file() and not self._target.is_dir()

    def open(self) -> BinaryIO:
        if self._target.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        self._stream = self._target.open("wb") if self._is_special else self._part.open("xb")
        return self._stream

    def keep(self) -> None:
        assert self._stream is not None
        self._stream.close()
        if self._is_special:
            return
        if self._target.exists():
            shutil.copymode(self._target, self._part)
        self._part.replace(self._target)

    def discard(self) -> None:
        if self._stream is not None:
            with suppress(OSError):  # a full disk fails again when the last bytes are flushed
                self._stream.close()
        self._part.unlink(missing_ok=True)

    def remedy(self) -> str:
        if not self._target.parent.is_dir():
            return f"make its folder first: mkdir -p {self.path.parent}"
        if self._target.is_dir():
            return "give the name of a file in it"
        return "check the rights and the free space, or choose another place with -o"
