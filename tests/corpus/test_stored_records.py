"""Reading stored records."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.corpus import Selection, Store
from quotes.corpus.stored_records import are_records, read_records
from quotes.corpus.versions import Version
from quotes.corpus.work_queue import Result
from quotes.errors import InputError, QuotesError, RecordError
from quotes.graphs import build_graph, share
from quotes.html.markup import anchor, article_file, web_link
from quotes.records import Record
from quotes.text import safe_name
from tests.graphs.graph_records import three_articles

LINES = "".join(json.dumps(record.to_dict(), ensure_ascii=False) + "\n" for record in three_articles())


@pytest.fixture
def stored(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(LINES, encoding="utf-8")
    return path


def test_records_are_read_back_unchanged(stored):
    assert list(read_records([stored])) == three_articles()


def test_a_store_of_a_corpus_run_is_read_like_a_file_of_records(tmp_path):
    path = tmp_path / "quotes.db"
    with Store(path) as store:
        this = store.begin_run(Version("id-news", "parsing", "rules"), {})
        store.add_items(this, [record.article for record in three_articles()])
        waiting = [task for tasks in store.fetch_tasks(this, 9) for task in tasks]
        results = [Result(task.number, record) for task, record in zip(waiting, three_articles(), strict=True)]
        store.save_results(this, results)

    assert are_records(path)
    assert list(read_records([path])) == three_articles()


def test_gzip_a_byte_order_mark_and_empty_lines_are_read(tmp_path):
    path = tmp_path / "records.jsonl.gz"
    path.write_bytes(gzip.compress(("\ufeff" + LINES.replace("\n", "\n\n")).encode()))
    assert list(read_records([path])) == three_articles()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "has no records; make records first: quotes extract"),
        ('{"id": 1}\n', r":1: is not a record: it has no text or no quotes"),
        ("\n{oops\n", r":2: is not JSON: "),
        ("[1]\n", r":1: is not a JSON object"),
        ('{"id": "a", "text": "b", "quotes": [], "format": 99}\n', r":1: the record has format 99.*upgrade"),
        ('{"id": "a", "text": "b", "quotes": [{"id": "a#1"}]}\n', r":1: the record has no 'type'"),
        (
            '{"id": "a", "text": "b", "quotes": [{"id": "q", "type": "direct", "content": [[0, 9]]}]}\n',
            ":1: the quote 'q' points",
        ),
        (
            '{"id": "a", "text": "b", "quotes": [{"id": "q", "type": "direct", "content": []}]}\n',
            ":1: the quote 'q' points",
        ),
    ],
)
def test_a_line_that_is_not_a_record_is_named(tmp_path, content, message):
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises((InputError, RecordError), match=f"bad.jsonl.*{message}" if message[0] == ":" else message):
        list(read_records([path]))


def test_a_file_that_is_not_text_is_named(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QuotesError, match="is not UTF-8"):
        list(read_records([path]))


def test_a_missing_file_is_named():
    with pytest.raises(InputError, match=r"none\.jsonl: no such file or folder; check the spelling"):
        list(read_records(["none.jsonl"]))


def test_a_broken_gzip_is_named(tmp_path):
    path = tmp_path / "bad.jsonl.gz"
    path.write_bytes(gzip.compress(LINES.encode())[:100])
    with pytest.raises(InputError, match=r"bad\.jsonl\.gz: cannot be read"):
        list(read_records([path]))


def test_records_are_distinguished_from_articles(stored, tmp_path):
    articles = tmp_path / "articles.jsonl"
    articles.write_text('{"id": "a", "text": "Hujan."}\n', encoding="utf-8")
    assert are_records(stored)
    assert not are_records(articles)
    assert not are_records("article.txt")


def test_file_names_are_safe_and_differ_where_ids_differ():
    assert article_file("pasar-1") == "pasar-1.html"
    assert "/" not in safe_name("../../etc/passwd")
    assert safe_name("a#1") != safe_name("a-1") != safe_name("a/1")
    assert anchor("a#1") == anchor("a#1")
    assert safe_name("🦜")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", 'https://a.example/"><b>', "", None])
def test_only_web_addresses_become_links(address):
    assert web_link(address) is None


def test_a_copy_in_another_outlet_counts_alike_from_lines_and_from_a_store(tmp_path):
    original = three_articles()[0]
    article = replace(original.article, origin="a.jsonl:1")
    copy = replace(article, id="c1", origin="a.jsonl:2", outlet="harianlaut.example")
    with Store(tmp_path / "quotes.db") as store:
        this = store.begin_run(Version("id-news", "parsing", "rules"), {})
        store.add_items(this, [article, copy])
        (waiting,) = store.fetch_tasks(this, 9)
        store.save_results(this, [Result(task.number, replace(original, article=task.article)) for task in waiting])
        selected = list(store.records(Selection(outlets=("HarianLaut.example",))))
    records = [replace(original, article=article), replace(original, article=copy, quotes=renamed(original, "c1"))]
    lines = "".join(json.dumps(record.to_dict()) + "\n" for record in records)
    (tmp_path / "records.jsonl").write_text(lines, encoding="utf-8")

    tables = [share(build_graph(read_records(tmp_path / name))) for name in ("quotes.db", "records.jsonl")]
    assert tables[0].equals(tables[1])
    assert set(tables[0]["outlet"]) == {"kabarfajar.example", "harianlaut.example"}
    assert [record.article.other_outlets for record in selected] == [("harianlaut.example",)]
    assert Record.from_dict(selected[0].to_dict()) == selected[0]


def renamed(record, article_id):
    return tuple(replace(quote, id=f"{article_id}#{number}") for number, quote in enumerate(record.quotes, 1))


def test_a_line_without_end_is_an_error_and_not_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotes.corpus.stored_records.LONGEST_LINE", 100)
    (tmp_path / "r.jsonl").write_text('{"id": "' + "a" * 1_000, encoding="utf-8")
    with pytest.raises(QuotesError, match=r"r\.jsonl:1"):
        list(read_records(tmp_path / "r.jsonl"))
