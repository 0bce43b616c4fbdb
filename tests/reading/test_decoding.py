"""Encodings are recognised, and binary data is refused with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.errors import InputError
from quotes.reading.decoding import decode, guess_encoding

TEXT = "“Kami siap,” kata Rani – pagi itu. Kafé itu ramai, ‘ramai sekali’ kata warga.\r\nBesok libur."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_both_byte_orders_are_known_by_their_mark(mark: str) -> None:
    assert decode(("\ufeff" + TEXT).encode(mark), "a.txt") == TEXT


def test_one_curly_mark_in_a_long_text_is_enough_for_windows_1252() -> None:
    text = "Harga beras turun di pasar. " * 200 + "“Kami siap,” kata Rani."
    assert decode(text.encode("cp1252"), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
        (b"\xff\xd8\xff\xe0", "an image (JPEG)"),
        (b"{\\rtf1\\ansi}", "an RTF document"),
        (b"Kata Rani\0\0\0", "binary data"),
        ("Kata Rani".encode("utf-16-le"), "binary data"),
    ],
)
def test_binary_data_is_refused_by_name_with_a_remedy(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=r"^x: is ") as caught:
        decode(data, "x")
    assert what in str(caught.value)
    assert caught.value.hint


def test_broken_utf8_is_not_taken_for_windows_1252() -> None:
    data = (TEXT * 5).encode()
    broken = data[:-3] + b"\xe2\x80" + data[-3:]
    with pytest.raises(InputError, match="byte 0xe2 on line 6 fits neither"):
        decode(broken, "a.txt")


def test_utf8_cut_in_the_middle_of_a_character_is_broken() -> None:
    with pytest.raises(InputError, match="save it as UTF-8"):
        decode("Kata Rani, “Kami siap”".encode()[:-1], "a.txt")


def test_bytes_of_an_unknown_encoding_are_refused() -> None:
    with pytest.raises(InputError, match="neither UTF-8 nor Windows-1252"):
        decode(b"Kata Rani siap. " * 20 + b"\xff\xfe\x81\x8d", "a.txt")


def test_utf16_with_half_a_character_at_its_end_is_refused() -> None:
    with pytest.raises(InputError, match=r"^a\.txt: "):
        decode(TEXT.encode("utf-16")[:-1], "a.txt")


def test_the_head_of_a_file_may_end_inside_a_character() -> None:
    head = TEXT.encode()[:1] + "“".encode()[:2]
    with pytest.raises(InputError):
        guess_encoding(b"Kata " + head, "a.csv", complete=True)
    assert guess_encoding(b"Kata \xe2\x80", "a.csv", complete=False) == "utf-8"


def test_a_refused_file_is_named_in_the_message(tmp_path: Path) -> None:
    from quotes.reading import Failure, read

    path = tmp_path / "foto.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (found,) = read([path])
    assert isinstance(found, Failure)
    assert str(found.error) == f"{path}: is an image (PNG), not text; give the article as text"
