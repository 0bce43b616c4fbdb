"""Web pages: the main text and the metadata."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from quotes.reading import Failure, read
from quotes.records import Article

PARAGRAPHS = [
    "Harga beras di Pasar Melati turun sejak awal pekan ini setelah panen raya di beberapa kabupaten.",
    "“Stok kami cukup sampai akhir tahun,” kata Kepala Pasar Melati Rani Dewi, Senin (1/5/2023).",
    "Menurut Rani, para pedagang sudah menerima kiriman pertama dan menjualnya dengan harga yang lebih rendah.",
    "Ia menambahkan bahwa pengawasan akan dilakukan setiap hari agar harga tidak kembali naik menjelang hari raya.",
]
PAGE = f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>Harga Beras Turun - Contoh</title>
<meta property="og:title" content="Harga Beras Turun">
<meta property="og:site_name" content="Contoh">
<meta property="og:url" content="https://contoh.id/berita/1">
<meta property="article:published_time" content="2023-05-01T08:00:00+07:00">
</head><body><nav><a href="/">Beranda</a> <a href="/bola">Bola</a></nav>
<article><h1>Harga Beras Turun</h1>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article>
<footer>Hak cipta Contoh 2023</footer></body></html>"""


def test_the_main_text_of_a_page_is_the_article(tmp_path: Path) -> None:
    path = tmp_path / "beras.html"
    path.write_text(PAGE, encoding="utf-8")
    (found,) = read([path])
    assert isinstance(found, Article)
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)
    assert "Beranda" not in found.text
    assert (found.id, found.title, found.date) == ("beras", "Harga Beras Turun", "2023-05-01")
    assert (found.outlet, found.url, found.origin) == ("Contoh", "https://contoh.id/berita/1", str(path))


def test_a_page_on_standard_input_is_known_by_its_first_tag() -> None:
    (found,) = read(["-"], stdin=io.BytesIO(("\ufeff \n" + PAGE).encode()))
    assert isinstance(found, Article)
    assert PARAGRAPHS[1] in found.text


def test_a_page_in_windows_1252_keeps_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "beras.htm"
    path.write_bytes(PAGE.replace("utf-8", "windows-1252").encode("cp1252"))
    (found,) = read([path])
    assert isinstance(found, Article)
    assert PARAGRAPHS[1] in found.text


@pytest.mark.parametrize("content", [b"<html><body></body></html>", b"\x89PNG\r\n\x1a\n", b"", b"<html>"])
def test_a_page_without_an_article_is_a_failure(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kosong.html"
    path.write_bytes(content)
    (found,) = read([path])
    assert isinstance(found, Failure)
    assert str(found.error).startswith(f"{path}: ")
    assert found.error.hint


def test_a_page_that_this_project_has_made_is_no_article(tmp_path):
    from quotes.html import page_html
    from quotes.records import Article, Record

    path = tmp_path / "p.html"
    path.write_text(page_html([Record(Article("a", "Harga beras naik, kata Sri Lestari."))]), encoding="utf-8")
    (found,) = read([str(path)])

    assert isinstance(found, Failure)
    assert "a page that quotes has made" in str(found.error)
