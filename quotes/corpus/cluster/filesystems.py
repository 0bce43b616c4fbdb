"""Files on any file system that pyarrow supports: paths, and addresses such as ``s3://bucket/arsip``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from quotes.errors import InputError

if TYPE_CHECKING:
    from pyarrow import fs


class Location(NamedTuple):
    """A file or folder on a file system."""

    system: fs.FileSystem
    path: str

    def below(self, name: str) -> Location:
        return Location(self.system, f"{self.path}/{name}")

    def exists(self) -> bool:
        return bool(self.info().type.name != "NotFound")

    def info(self) -> Any:
        return self.system.get_file_info(self.path)

    def files(self) -> list[Any]:
        """List the files in a folder and its subfolders, sorted; none if the folder does not exist."""
        from pyarrow import fs

        found = self.system.get_file_info(fs.FileSelector(self.path, recursive=True, allow_not_found=True))
        return sorted((info for info in found if info.is_file), key=lambda info: str(info.path))

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        with self.system.open_input_file(self.path) as stream:
            yield cast("BinaryIO", stream)

    def delete(self) -> None:
        """Delete the file if it exists."""
        if self.exists():
            self.system.delete_file(self.path)

    def write(self, data: bytes) -> None:
        """Write the file atomically: it exists completely or not at all."""
        unfinished = f"{self.path}.unfinished"
        with self.system.open_output_stream(unfinished) as stream:
            stream.write(data)
        self.system.move(unfinished, self.path)


def locate(name: str | Path) -> Location:
    """Find the file system of a path or an address.

    Raises:
        InputError: the kind of address is not supported.
    """
    from pyarrow import ArrowInvalid, fs

    if "://" not in str(name):
        return Location(fs.LocalFileSystem(), str(Path(name).absolute()))
    try:
        return Location(*fs.FileSystem.from_uri(str(name)))
    except (ArrowInvalid, OSError) as error:
        hint = "use a path, s3://, gs:// or hdfs://"
        raise InputError(f"cannot be opened ({error})", path=str(name), hint=hint) from error
