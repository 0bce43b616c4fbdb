"""Which files are read, in which order, and the messages if there are none."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from quotes.errors import InputError
from quotes.reading import Failure, derive_id, make_article, read
from quotes.records import Article

SENTENCE = "Rani Dewi mengatakan harga beras turun."


def write(path: Path, text: str = SENTENCE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def ids(items: list[Article | Failure]) -> list[str]:
    assert all(isinstance(item, Article) for item in items), items
    return [item.id for item in items if isinstance(item, Article)]


def only_error(*sources: str | Path, **options: str) -> str:
    found = list(read(sources, **options))
    assert len(found) == 1
    assert isinstance(found[0], Failure)
    return str(found[0].error)


def test_a_text_file_is_an_article_named_after_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "beras.txt")
    assert list(read([path])) == [Article("beras", SENTENCE, origin=str(path))]


def test_a_single_source_needs_no_list(tmp_path: Path) -> None:
    path = write(tmp_path / "beras.txt")
    assert ids(list(read(path))) == ids(list(read(str(path)))) == ["beras"]


def test_line_breaks_and_spaces_of_a_text_stay_as_they_are(tmp_path: Path) -> None:
    text = "  Satu.\r\n\r\nDua.\rTiga.\xa0 \n\n"
    (found,) = read([write(tmp_path / "a.txt", text)])
    assert isinstance(found, Article)
    assert found.text == text


def test_a_folder_is_read_recursively_sorted_and_known_endings_only(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.txt",
        "c/d/e.jsonl",
        "tabel.csv",
        "gambar.png",
        "catatan.md",
        ".rahasia.txt",
        ".git/x.txt",
    ):
        content = json.dumps({"id": "e", "text": SENTENCE}) if name.endswith("jsonl") else f"text,id\n{SENTENCE},t\n"
        write(tmp_path / name, content if name.endswith(("jsonl", "csv")) else SENTENCE)
    assert ids(list(read([tmp_path]))) == ["a", "b", "t", "e"]


def test_endings_may_be_in_capitals(tmp_path: Path) -> None:
    write(tmp_path / "A.TXT")
    assert ids(list(read([tmp_path]))) == ["A"]


def test_a_pattern_names_its_matches_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        write(tmp_path / name)
    assert ids(list(read([str(tmp_path / "*.txt")]))) == ["a", "b"]


def test_a_pattern_with_two_stars_reads_every_file_once(tmp_path: Path) -> None:
    write(tmp_path / "x/y/a.txt")
    write(tmp_path / "x/b.txt")
    assert ids(list(read([str(tmp_path / "**/*.txt")]))) == ["x/b", "x/y/a"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    assert ids(list(read([write(tmp_path / "berita[1].txt")]))) == ["berita[1]"]


def test_the_id_of_a_file_is_its_path_below_the_folder_whatever_else_is_in_it(tmp_path: Path) -> None:
    for folder in ("y", "z"):
        write(tmp_path / folder / "beras.txt")
    assert ids(list(read([tmp_path]))) == ["y/beras", "z/beras"]
    write(tmp_path / "x" / "beras.txt")
    assert ids(list(read([tmp_path]))) == ["x/beras", "y/beras", "z/beras"]
    assert ids(list(read([str(tmp_path / "*" / "beras.txt")]))) == ["x/beras", "y/beras", "z/beras"]
    assert ids(list(read([tmp_path / "y" / "beras.txt"]))) == ["beras"]


def ids_of_rows(path: Path, *rows: dict[str, str]) -> list[str]:
    return ids(list(read([write(path, "\n".join(map(json.dumps, rows)))])))


def test_the_id_of_a_row_without_one_is_made_of_its_address_and_not_of_its_place(tmp_path: Path) -> None:
    one = {"url": "https://www.Kabar.example/a/1/", "text": SENTENCE}
    two = {"url": "https://kabar.example/a/2", "text": SENTENCE}
    first, second = ids_of_rows(tmp_path / "a.jsonl", one, two)
    assert ids_of_rows(tmp_path / "b.jsonl", two, one) == [second, first]
    assert first.startswith("kabar.example-")
    assert ids_of_rows(tmp_path / "c.jsonl", one | {"url": "http://Kabar.example/a/1#komentar"}) == [first]


def test_the_id_of_a_row_without_address_is_made_of_its_content(tmp_path: Path) -> None:
    one, copy = {"media": "Kabar Raya", "text": SENTENCE}, {"media": "Harian Selat", "text": SENTENCE}
    first, second = ids_of_rows(tmp_path / "a.jsonl", one, copy)
    assert ids_of_rows(tmp_path / "b.jsonl", copy, one) == [second, first]
    assert first != second


def test_an_id_that_the_data_gives_is_kept(tmp_path: Path) -> None:
    row = {"id": "a", "url": "https://kabar.example/a/1", "text": SENTENCE}
    assert ids_of_rows(tmp_path / "a.jsonl", row, row, row | {"id": "a-2"}) == ["a", "a", "a-2"]


def test_another_article_of_the_same_id_gets_a_digest_of_its_content(tmp_path: Path) -> None:
    one, other, third = ({"id": "a", "text": f"{SENTENCE} {word}"} for word in ("Satu.", "Dua.", "Tiga."))
    first, second, last = ids_of_rows(tmp_path / "a.jsonl", one, other, third)
    assert first == "a"
    assert ids_of_rows(tmp_path / "b.jsonl", one, third, other) == ["a", last, second]


def test_the_id_of_standard_input_is_made_of_its_content() -> None:
    (found,) = read(["-"], stdin=io.BytesIO(SENTENCE.encode()))
    assert isinstance(found, Article)
    assert found.id == derive_id(SENTENCE)


def test_gzip_is_unpacked_whatever_is_in_it_and_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps({"id": "a", "text": SENTENCE}).encode()))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(SENTENCE.encode()))
    assert ids(list(read([tmp_path]))) == ["a", "b"]
    (tmp_path / "unduhan").write_bytes((tmp_path / "a.jsonl.gz").read_bytes())
    assert ids(list(read([tmp_path / "unduhan"]))) == ["a"]
    assert ids(list(read(["-"], stdin=io.BytesIO((tmp_path / "a.jsonl.gz").read_bytes())))) == ["a"]


def test_broken_gzip_is_named(tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps({"text": SENTENCE * 9}).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[:-12])
    assert "a.jsonl.gz: is broken gzip data" in only_error(tmp_path / "a.jsonl.gz")


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_a_failure_and_not_the_current_folder(name: str) -> None:
    assert "the name of an input is empty" in only_error(name)


def test_a_missing_file_is_a_failure_and_the_next_source_is_read(tmp_path: Path) -> None:
    missing, found = read([tmp_path / "tiada.txt", write(tmp_path / "ada.txt")])
    assert isinstance(missing, Failure)
    assert missing.origin == str(tmp_path / "tiada.txt")
    assert str(missing.error) == f"{tmp_path / 'tiada.txt'}: no such file or folder; check the spelling"
    assert isinstance(found, Article)


def test_a_folder_without_articles_says_which_endings_are_read(tmp_path: Path) -> None:
    write(tmp_path / "catatan.md")
    assert ".jsonl" in only_error(tmp_path)


def test_a_pattern_without_matches_is_a_failure(tmp_path: Path) -> None:
    assert "no file matches the pattern; " in only_error(str(tmp_path / "*.txt"))


@pytest.mark.parametrize("content", ["", "\ufeff", " \n\t ", "12345 67!", "…"])
def test_an_article_without_words_is_a_failure(tmp_path: Path, content: str) -> None:
    error = only_error(write(tmp_path / "a.txt", content))
    assert "a.txt: " in error
    assert "empty" in error or "no words" in error


def test_a_file_that_may_not_be_read_is_a_failure_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, mode: str = "r") -> io.BytesIO:
        raise PermissionError(13, "Permission denied", str(self))

    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "open", refuse)
    assert only_error(path) == f"{path}: cannot be read: Permission denied; check the file and its rights"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (SENTENCE, SENTENCE),
        (json.dumps({"text": SENTENCE}), SENTENCE),
        (json.dumps({"text": SENTENCE}, indent=2), SENTENCE),
        (json.dumps([{"text": SENTENCE}]), SENTENCE),
        (f"id,text\nx,{SENTENCE}\n", SENTENCE),
        (f"id;text\nx;{SENTENCE}\n", SENTENCE),
        (f"[Baca juga] {SENTENCE}", f"[Baca juga] {SENTENCE}"),
        (f"Text {SENTENCE}\nDan lagi.", f"Text {SENTENCE}\nDan lagi."),
    ],
)
def test_the_format_of_standard_input_is_recognised_by_its_first_bytes(content: str, text: str) -> None:
    (found,) = read(["-"], stdin=io.BytesIO(content.encode()))
    assert isinstance(found, Article)
    assert found.text == text
    assert found.origin is not None
    assert found.origin.startswith("-")


def test_standard_input_may_come_in_small_pieces_and_stays_open() -> None:
    class Pipe(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size, 7) if size and size > 0 else 7)

    lines = [json.dumps({"id": str(n), "text": SENTENCE}) for n in range(50)]
    pipe = Pipe("\n".join(lines).encode())
    assert ids(list(read(["-"], stdin=pipe))) == [str(n) for n in range(50)]
    assert not pipe.closed


def test_empty_standard_input_is_a_failure() -> None:
    (found,) = read(["-"], stdin=io.BytesIO())
    assert isinstance(found, Failure)
    assert str(found.error) == "-: standard input is empty; check that it was saved"


def test_a_file_without_a_known_ending_is_recognised_by_its_first_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "unduhan", json.dumps({"id": "x", "text": SENTENCE}))
    assert ids(list(read([path]))) == ["x"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    reading = read([write(tmp_path / "a.txt"), tmp_path / "tiada.txt"])
    assert isinstance(next(reading), Article)
    assert isinstance(next(reading), Failure)


def test_an_article_can_be_made_from_a_string() -> None:
    assert make_article(SENTENCE, "beras", title="Beras") == Article("beras", SENTENCE, title="Beras")


@pytest.mark.parametrize("text", ["", "  ", "123", "Kata \ud83d Rani"])
def test_a_string_without_words_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        make_article(text)
