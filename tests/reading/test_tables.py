"""JSON, JSON lines and tables: every good line is read, every bad one is named."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from quotes.reading import Columns, Failure, read
from quotes.records import Article, Quote, Record, Span

_RECOGNISED = Columns()
SENTENCE = "Rani Dewi mengatakan harga beras turun."


def load(path: Path, content: str | bytes, columns: Columns = _RECOGNISED) -> list[Article | Failure]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read([path], columns))


def lines(*objects: Any) -> str:
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in objects)


def error(item: Article | Failure) -> str:
    assert isinstance(item, Failure), item
    return str(item.error)


def test_a_json_line_keeps_id_title_date_outlet_and_url(tmp_path: Path) -> None:
    fields = {"id": "b-1", "title": "Beras", "date": "2023-05-01", "outlet": "contoh.id", "url": "https://contoh.id/1"}
    (found,) = load(tmp_path / "a.jsonl", lines({**fields, "text": SENTENCE, "topik": ["beras"]}))
    assert found == Article(text=SENTENCE, origin=f"{tmp_path / 'a.jsonl'}:1", **fields)


def test_numbers_in_ids_and_dates_become_text_and_other_types_are_ignored(tmp_path: Path) -> None:
    (found,) = load(
        tmp_path / "a.jsonl", lines({"id": 17, "date": 2023, "title": {"a": 1}, "outlet": None, "text": SENTENCE})
    )
    assert isinstance(found, Article)
    assert (found.id, found.date, found.title, found.outlet) == ("17", "2023", None, None)


def test_a_stored_record_is_an_article(tmp_path: Path) -> None:
    quote = Quote("x#1", "indirect", (Span(21, 38),), cue=Span(10, 20))
    record = Record(Article("x", SENTENCE, title="Beras"), (quote,))
    (found,) = load(tmp_path / "a.jsonl", lines(record.to_dict()))
    assert isinstance(found, Article)
    assert (found.id, found.text, found.title) == ("x", SENTENCE, "Beras")


def test_bad_json_lines_are_named_and_the_others_read(tmp_path: Path) -> None:
    content = "\n".join(
        [
            lines({"text": SENTENCE}),
            "{broken",
            "",
            "[1]",
            lines({"ringkasan": SENTENCE}),
            lines({"text": 5}),
            lines({"text": " "}),
        ]
    )
    path = tmp_path / "a.jsonl"
    good, syntax, no_object, no_text, number, empty = load(path, content)
    assert isinstance(good, Article)
    assert error(syntax).startswith(f"{path}:2: the line is not JSON: ")
    assert error(no_object) == f'{path}:4: is not a JSON object; write {{"text": "…"}}'
    hint = "name the column with the text: --text-column NAME"
    assert error(no_text) == f"{path}:5: no column with the text, only: ringkasan; {hint}"
    assert error(number).startswith(f"{path}:6: field 'text' is not text but int")
    assert error(empty).startswith(f"{path}:7: the article has no words")


def test_a_json_line_that_is_not_utf8_is_the_only_failure(tmp_path: Path) -> None:
    content = lines({"text": SENTENCE}).encode() + b'\n{"text": "caf\xe9"}\n' + lines({"text": SENTENCE}).encode()
    first, broken, last = load(tmp_path / "a.jsonl", content)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert error(broken) == f"{tmp_path / 'a.jsonl'}:2: the line is not UTF-8; save the file as UTF-8"


def test_half_a_character_in_json_is_refused_as_it_could_not_be_written_again(tmp_path: Path) -> None:
    (found,) = load(tmp_path / "a.jsonl", '{"text": "Kata Rani \\ud83d siap"}')
    assert "half a character" in error(found)


def test_json_nested_without_end_is_a_failure(tmp_path: Path) -> None:
    (found,) = load(tmp_path / "a.jsonl", '{"text": ' + "[" * 100_000)
    assert "nested too deeply" in error(found) or "not JSON" in error(found)


def test_a_byte_order_mark_before_json_is_dropped(tmp_path: Path) -> None:
    (found,) = load(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + lines({"text": SENTENCE}).encode())
    assert isinstance(found, Article)


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_file_holds_one_object_or_a_list(tmp_path: Path, indent: int | None) -> None:
    one, two = {"id": "a", "text": SENTENCE}, {"id": "b", "text": SENTENCE}
    assert len(load(tmp_path / "a.json", json.dumps(one, indent=indent))) == 1
    found = load(tmp_path / "b.json", json.dumps([one, {}, two], indent=indent))
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "b"]
    assert error(found[1]).startswith(f"{tmp_path / 'b.json'}, item 2: no column with the text, only: none")


def test_json_lines_may_be_called_json(tmp_path: Path) -> None:
    assert len(load(tmp_path / "a.json", lines({"text": SENTENCE}, {"text": SENTENCE}))) == 2


@pytest.mark.parametrize("content", ["{", "[]", "nonsense", "[1, 2"])
def test_a_file_that_is_not_json_is_a_failure(tmp_path: Path, content: str) -> None:
    (found,) = load(tmp_path / "a.json", content)
    assert error(found).startswith(f"{tmp_path / 'a.json'}: ")


def test_a_table_keeps_its_fields_and_the_line_breaks_in_them(tmp_path: Path) -> None:
    content = 'id,title,text\r\nx,Beras,"Satu, kata Rani.\r\n""Dua."" Tiga."\r\ny,,Empat.\r\n'
    first, second = load(tmp_path / "a.csv", content)
    assert first == Article("x", 'Satu, kata Rani.\r\n"Dua." Tiga.', title="Beras", origin=f"{tmp_path / 'a.csv'}:2")
    assert second == Article("y", "Empat.", origin=f"{tmp_path / 'a.csv'}:4")


@pytest.mark.parametrize(("ending", "mark"), [("csv", ","), ("csv", ";"), ("csv", "\t"), ("csv", "|"), ("tsv", "\t")])
def test_the_header_determines_the_delimiter(tmp_path: Path, ending: str, mark: str) -> None:
    (found,) = load(tmp_path / f"a.{ending}", f"id{mark}text\nx{mark}{SENTENCE}\n")
    assert isinstance(found, Article)
    assert (found.id, found.text) == ("x", SENTENCE)


def test_a_table_of_windows_1252_is_read(tmp_path: Path) -> None:
    text = "“Kami siap,” kata Rani"
    (found,) = load(tmp_path / "a.csv", f"id;text\nx;{text}\n".encode("cp1252"))
    assert isinstance(found, Article)
    assert found.text == text


def test_a_table_without_the_column_names_its_columns_and_the_option(tmp_path: Path) -> None:
    (found,) = load(tmp_path / "a.csv", f"judul,ringkasan\nBeras,{SENTENCE}\n")
    hint = "name the column with the text: --text-column NAME"
    assert error(found) == f"{tmp_path / 'a.csv'}: no column with the text, only: judul, ringkasan; {hint}"


def test_columns_can_be_named_and_capitals_do_not_matter(tmp_path: Path) -> None:
    (found,) = load(tmp_path / "a.csv", f"Kode,Title,ISI\nx,Beras,{SENTENCE}\n", Columns(text="isi", id="kode"))
    assert isinstance(found, Article)
    assert (found.id, found.title, found.text) == ("x", "Beras", SENTENCE)


def test_bad_rows_are_named_by_their_line_and_the_others_read(tmp_path: Path) -> None:
    content = f'id,text\na,"Satu\nkata."\nb\nc,{SENTENCE},lagi\n\nd,"x" y\ne, \nf,{SENTENCE}\n'
    path = tmp_path / "a.csv"
    first, short, long, mark, empty, last = load(path, content)
    assert isinstance(first, Article)
    assert error(short).startswith(f"{path}:4: the row has 1 columns, the header 2")
    assert error(long).startswith(f"{path}:5: the row has 3 columns, the header 2")
    assert error(mark).startswith(f"{path}:7: the row cannot be read")
    assert error(empty).startswith(f"{path}:8: the article has no words")
    assert isinstance(last, Article)
    assert last.origin == f"{path}:9"


def test_a_quotation_mark_that_is_never_closed_is_named_where_it_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    good, broken = load(path, f'id,text\na,{SENTENCE}\nb,"Satu\nc,Dua\n')
    assert isinstance(good, Article)
    assert error(broken).startswith(f"{path}:3: ")
    assert "never closed" in error(broken)


def test_a_row_with_bytes_of_another_encoding_is_the_only_failure(tmp_path: Path) -> None:
    head = "id,text\n" + f"a,{SENTENCE}\n" * 3000  # beyond what the encoding is guessed from
    content = head.encode() + b"b,caf\xe9 itu\nc,Dua kata\n"
    found = load(tmp_path / "a.csv", content)
    assert len(found) == 3002
    assert error(found[3000]).startswith(
        f"{tmp_path / 'a.csv'}:3002: the row has bytes that are invalid in its encoding"
    )
    assert isinstance(found[3001], Article)


def test_an_article_may_be_longer_than_the_usual_limit_of_a_field(tmp_path: Path) -> None:
    text = "kata " * 100_000
    (found,) = load(tmp_path / "a.csv", f'id,text\nx,"{text}"\n')
    assert isinstance(found, Article)
    assert found.text == text


def test_a_table_with_only_a_header_says_so(tmp_path: Path) -> None:
    (found,) = load(tmp_path / "a.csv", "id,text\n\n")
    assert "the table has a header, but no rows" in error(found)


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;\r"])
def test_a_first_line_may_name_the_delimiter(first: str, tmp_path: Path) -> None:
    (found, bad) = load(tmp_path / "a.csv", f"{first}\nid;text\n1;{SENTENCE}\n2\n")
    assert isinstance(found, Article)
    assert (found.id, found.text, found.origin) == ("1", SENTENCE, f"{tmp_path / 'a.csv'}:3")
    assert f"{tmp_path / 'a.csv'}:4: " in error(bad)


def test_half_a_character_in_utf16_lines_fails_the_rest_of_the_file(tmp_path: Path) -> None:
    data = lines({"id": "a", "text": SENTENCE}).encode("utf-16") + b"\n\0" + b"\x00\xd8" * 3 + b"a\0\n\0"
    assert "invalid in utf-16" in error(load(tmp_path / "a.jsonl", data)[-1])


@pytest.mark.parametrize("indent", [None, 1])
def test_a_json_list_that_is_called_jsonl_is_read(indent: int | None, tmp_path: Path) -> None:
    content = json.dumps([{"id": "a", "text": SENTENCE}, {"id": "b", "text": SENTENCE}], indent=indent)
    found = load(tmp_path / "a.jsonl", content)
    assert [article.id for article in found if isinstance(article, Article)] == ["a", "b"]


def test_a_large_file_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for number in range(2000):
            file.write(json.dumps({"id": str(number), "text": "kata " * 1000}) + "\n")
    tracemalloc.start()
    try:
        assert sum(1 for _ in read([path])) == 2000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < path.stat().st_size / 4
