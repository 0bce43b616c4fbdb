"""``quotes view``: articles and records as HTML pages."""

import json

import pytest
from click.testing import CliRunner

from quotes.cli.records import view_command
from quotes.errors import InputError, OutputError, UsageError
from quotes.reading import Failure
from quotes.records import Record
from tests.graphs.graph_records import three_articles


@pytest.fixture
def stored(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record.to_dict()) + "\n" for record in three_articles()), encoding="utf-8")
    return path


def view(*arguments):
    return CliRunner().invoke(view_command, [str(argument) for argument in arguments])


def test_records_are_written_to_one_page(stored, tmp_path):
    result = view(stored, "-o", tmp_path / "page.html")
    assert f"wrote {tmp_path / 'page.html'}" in result.stderr
    assert (tmp_path / "page.html").read_text(encoding="utf-8").count('<article class="quotes-article"') == 3


def test_records_are_written_to_a_folder_with_a_page_each(stored, tmp_path):
    view(stored, "-o", tmp_path / "pages")
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == [
        "a1.html",
        "a2.html",
        "a3.html",
        "index.html",
    ]
    assert '<a href="a2.html">Judul a2</a>' in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")


def test_a_minus_writes_the_page_to_standard_output(stored):
    assert view(stored, "-o", "-").stdout.startswith("<!doctype html>")


def test_without_an_output_pages_are_named_after_the_input(stored, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = view(stored)
    assert result.stdout == ""
    assert "wrote records-pages/index.html" in result.stderr
    assert view(stored).exit_code == 0, "a folder of pages may be written again"


def test_without_an_output_an_article_becomes_a_page_beside_the_user(tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.pipeline.Extractor", FakeExtractor)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hujan.txt").write_text("Hujan turun di Sukamerta.", encoding="utf-8")
    assert "wrote hujan.html" in view("hujan.txt").stderr
    assert "Hujan turun di Sukamerta." in (tmp_path / "hujan.html").read_text(encoding="utf-8")


def test_without_an_output_a_page_of_somebody_else_stays(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hujan.txt").write_text("Hujan turun di Sukamerta.", encoding="utf-8")
    (tmp_path / "hujan.html").write_text("<p>mine", encoding="utf-8")
    error = view("hujan.txt").exception
    assert isinstance(error, OutputError)
    assert "hujan.html: exists already; name another file or folder with -o" in str(error)


def test_the_list_of_speakers_is_used(tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.pipeline.Extractor", FakeExtractor)
    (tmp_path / "hujan.txt").write_text("Hujan turun di Sukamerta.", encoding="utf-8")
    (tmp_path / "speakers.csv").write_text("id,name\nsri,Sri\n", encoding="utf-8")
    view(tmp_path / "hujan.txt", "--speakers", tmp_path / "speakers.csv", "-o", "-")
    assert str(FakeExtractor.speakers) == str(tmp_path / "speakers.csv")


def test_every_page_has_a_way_back_to_the_list(stored, tmp_path):
    view(stored, "-o", tmp_path / "pages")
    assert '<a href="index.html">← ' in (tmp_path / "pages" / "a1.html").read_text(encoding="utf-8")


def test_an_output_that_is_not_html_is_refused(stored, tmp_path):
    assert isinstance(view(stored, "-o", tmp_path / "page.pdf").exception, UsageError)


def test_an_output_that_cannot_be_written_is_named(stored, tmp_path):
    error = view(stored, "-o", tmp_path / "none" / "page.html").exception
    assert isinstance(error, OutputError)
    assert "none/page.html: cannot be written" in str(error)


class FakeExtractor:
    """Replaces the pipeline: no quotes, no model."""

    speakers = None

    def __init__(self, model, rules, speakers=None):
        self.model = model
        FakeExtractor.speakers = speakers

    def pipe(self, articles):
        return (item if isinstance(item, Failure) else Record(item) for item in articles)


def test_a_raw_article_is_extracted_first(tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.pipeline.Extractor", FakeExtractor)
    (tmp_path / "hujan.txt").write_text("Hujan turun di Sukamerta.", encoding="utf-8")
    assert "Hujan turun di Sukamerta." in view(tmp_path / "hujan.txt", "-o", "-").stdout


def test_an_unreadable_article_is_reported_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr("quotes.pipeline.Extractor", FakeExtractor)
    result = view(tmp_path / "none.txt", "-o", tmp_path / "page.html")
    assert "none.txt" in result.stderr
    assert isinstance(result.exception, InputError)
    assert not (tmp_path / "page.html").exists()
