"""Files here and elsewhere, by pyarrow: paths, and addresses such as ``s3://bucket/arsip``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from quotes.errors import InputError

if TYPE_CHECKING:
    from pyarrow import fs


class Place(NamedTuple):
    """A file or folder, with the file system that has it."""

    system: fs.FileSystem
    path: str

    def below(self, name: str) -> Place:
        return Place(self.system, f"{self.path}/{name}")

    def exists(self) -> bool:
        return bool(self.info().type.name != "NotFound")

    def info(self) -> Any:
        return self.system.get_file_info(self.path)

    def files(self) -> list[Any]:
        """The files in a folder and below it, sorted; none where there is no such folder."""
        from pyarrow import fs

        found = self.system.get_file_info(fs.FileSelector(self.path, recursive=True, allow_not_found=True))
        return sorted((info for info in found if info.is_file), key=lambda info: str(info.path))

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        with self.system.open_input_file(self.path) as stream:
            yield cast("BinaryIO", stream)

    def delete(self) -> None:
        """Delete a file that may be there."""
        if self.exists():
            self.system.delete_file(self.path)

    def write(self, data: bytes) -> None:
        """Write a file so that it is there as a whole or not at all."""
        unfinished = f"{self.path}.unfinished"
        with self.system.open_output_stream(unfinished) as stream:
            stream.write(data)
        self.system.move(unfinished, self.path)


def place(name: str | Path) -> Place:
    """The place that a path or an address names.

    Raises:
        InputError: the address is of a kind that is not known.
    """
    from pyarrow import ArrowInvalid, fs

    if "://" not in str(name):
        return Place(fs.LocalFileSystem(), str(Path(name).absolute()))
    try:
        return Place(*fs.FileSystem.from_uri(str(name)))
    except (ArrowInvalid, OSError) as error:
        hint = "paths, s3://, gs:// and hdfs:// are known"
        raise InputError(f"cannot be opened ({error})", path=str(name), hint=hint) from error
