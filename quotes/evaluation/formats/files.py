"""Read and write UTF-8 text without changing line ends; errors name the file."""

from __future__ import annotations

from pathlib import Path

from quotes.errors import InputError, OutputError


def read_text(path: Path) -> str:
    """Read the text of a file.

    Raises:
        InputError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 (byte {error.start})", path=str(path), hint="save it as UTF-8") from error


def write_text(path: Path, text: str) -> None:
    """Write a file; create its folder.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", path=str(path)) from error
