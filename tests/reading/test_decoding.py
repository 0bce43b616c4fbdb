"""Encodings are recognised, and binary data is refused with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.errors import InputError
from quotes.reading.decoding import decode, guess_encoding

TEXT = "“Kami siap,” kata Rani – pagi itu. Kafé itu ramai, ‘ramai sekali’ kata warga.\r\nBesok libur."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
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
    with pytest.raises(InputError, match="byte 0xe2 on line 6 fits none"):
        decode(broken, "a.txt")


def test_utf8_cut_in_the_middle_of_a_character_is_broken() -> None:
    with pytest.raises(InputError, match="save it as UTF-8"):
        decode("Kata Rani, “Kami siap”".encode()[:-1], "a.txt")


def test_bytes_of_an_unknown_encoding_are_refused() -> None:
    with pytest.raises(InputError, match="neither UTF-8, Windows-1252 nor Mac Roman"):
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


@pytest.mark.parametrize(
    "text",
    [
        "Kata Rani, “Kami siap.”", "Menurut dia, ‘siap’ – begitu.", "José dan François di São Paulo.",
        "ÉCOLE dan École dan Ångström.", "Harga naik…", "• Satu\n• Dua", "Kafé",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_windows_1252_and_mac_roman_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("encoding", "name"), [("shift_jis", "Shift-JIS"), ("euc_jp", "EUC-JP"), ("gb18030", "GB 18030"), ("big5", "Big5")]
)
def test_east_asian_encodings_are_refused_by_name(encoding: str, name: str) -> None:
    japanese = "東京で大統領は、経済は成長すると述べた。インドネシアのニュースです。"
    text = japanese if "j" in encoding else "總統說，經濟會增長。這是印尼的新聞，市場很熱鬧。"
    for data in (text.encode(encoding) * 5, f"Harga naik. {text} Kata Rani.".encode(encoding) * 3):
        with pytest.raises(InputError, match="is not UTF-8 but seems to be") as caught:
            decode(data, "a.txt")
    assert name in str(caught.value) or encoding == "gb18030"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-7"])
def test_other_alphabets_are_not_read_as_windows_1252(encoding: str) -> None:
    text = "Президент сказал." if encoding != "iso8859-7" else "Ο πρόεδρος είπε."
    with pytest.raises(InputError, match="save it as UTF-8"):
        decode((text * 5).encode(encoding), "a.txt")


def test_cesu8_is_refused_by_name() -> None:
    halves = "Harga naik 😀 kata Rani.".encode("utf-16-le", "surrogatepass")
    units = [halves[k : k + 2].decode("utf-16-le", "surrogatepass") for k in range(0, len(halves), 2)]
    data = b"".join(unit.encode("utf-8", "surrogatepass") for unit in units)
    with pytest.raises(InputError, match="is CESU-8"):
        decode(data, "a.txt")
