"""``quotes corpus``: run, status, search and export, with workers that need no model."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotes.cli import cli

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))  # a worker, which is a new process, gets this path too

import stand_in

ARTICLES = [
    {"id": "pasar", "text": '"Harga beras naik," kata Sri Lestari.', "outlet": "Kabar Raya", "date": "2024-03-05"},
    {"id": "gudang", "text": '"Stok beras aman," kata Dewi Anggraini.', "outlet": "Suara Pesisir"},
    {"id": "rusak", "text": "GAGAL"},
]


def quotes(*args: str) -> Result:
    return CliRunner().invoke(cli, ["corpus", *args], prog_name="quotes")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sources and the store of a run over them. It is made once: a worker takes a second to start."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "arsip.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quotes.corpus.runner.load_worker", stand_in.load)
        assert quotes("run", str(folder / "arsip.jsonl"), "-s", str(folder / "quotes.db")).exit_code == 1
    return folder


@pytest.fixture(autouse=True)
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where commands run: it has the sources, and no store yet."""
    monkeypatch.setattr("quotes.corpus.runner.load_worker", stand_in.load)
    monkeypatch.chdir(tmp_path)
    shutil.copy(made / "arsip.jsonl", tmp_path)
    return tmp_path


@pytest.fixture
def store(made: Path, folder: Path) -> str:
    shutil.copy(made / "quotes.db", folder)
    return "quotes.db"


def test_a_run_reads_a_scraped_table_and_prints_its_columns(folder: Path) -> None:
    rows = ["Tgl,Media,Berita"] + [
        f'5/3/2024,Kabar Raya,"""Air {word},"" kata Sri Lestari."' for word in ("naik", "surut")
    ]
    (folder / "berita.csv").write_text("\n".join(rows), encoding="utf-8")
    done = quotes("run", "berita.csv", "-s", "quotes.db", "--date-order", "MDY", "--outlet-column", "Media")
    assert "berita.csv: columns: text = Berita, date = Tgl, outlet = Media" in done.stderr
    found = quotes("export", "quotes.db", "--format", "csv", "--raw").stdout.splitlines()[1:]
    assert [row.split(",")[1:3] for row in found] == [["2024-05-03", "Kabar Raya"]] * 2


def test_a_run_prints_what_it_did_and_what_failed() -> None:
    done = quotes("run", "arsip.jsonl", "-s", "quotes.db")

    assert "3 articles done (2 parsed), 2 quotes, 1 failed -> quotes.db" in done.stderr
    assert done.exit_code == 1
    again = quotes("run", "arsip.jsonl", "-s", "quotes.db")
    assert "0 articles done (0 parsed), 0 quotes, 3 unchanged" in again.stderr
    assert again.exit_code == 0


def test_a_source_that_cannot_be_read_is_reported(folder: Path) -> None:
    (folder / "kosong.txt").touch()

    done = quotes("run", "kosong.txt", "arsip.jsonl", "-s", "quotes.db")

    assert "kosong.txt: the file is empty; check that it was saved" in done.stderr
    assert "1 could not be read" in done.stderr


def test_a_run_without_a_readable_article_is_an_error() -> None:
    done = quotes("run", "none.jsonl", "-s", "quotes.db")

    assert done.exit_code == 3
    assert "there is no article in the input" in done.stderr


def test_failures_are_listed_with_reason_and_remedy(store: str, made: Path) -> None:
    listed = quotes("failures", store).stdout

    assert listed == f"{made / 'arsip.jsonl'}:3 (rusak): could not be processed (GAGAL); leave it out\n"


def test_retry_failures_processes_only_the_failures(store: str) -> None:
    done = quotes("run", "-s", store, "--retry-failures")

    assert "1 article done (0 parsed), 0 quotes, 1 failed" in done.stderr


def test_the_status_counts_what_is_in_the_store(store: str) -> None:
    lines = quotes("status", store).stdout.splitlines()

    assert lines[:3] == [
        "3 articles",
        "2 quotes of 2 speakers",
        "1 article failed, 0 sources could not be read: see quotes corpus failures",
    ]
    assert lines[3].startswith("model id-news, rules ")
    assert lines[4].endswith("3 articles done, 2 parsed, 1 failed")


def test_a_search_shows_speaker_article_and_words(store: str) -> None:
    assert quotes("search", store, "beras", "--outlet", "kabar raya").stdout == (
        "Sri Lestari (direct) pasar#1 · Kabar Raya · 2024-03-05\n    Harga beras naik\n"
    )


def test_a_search_says_that_there_is_no_quote_or_that_there_are_more(store: str) -> None:
    assert "no quote contains these words" in quotes("search", store, "jagung").stderr
    assert "2 quotes, of which 1 are shown: more with -n" in quotes("search", store, "beras", "-n", "1").stderr


def test_a_speaker_alone_is_searched_for(store: str) -> None:
    assert quotes("search", store, "--speaker", "Sri Lestari").stdout.startswith("Sri Lestari (direct) pasar#1")


def test_a_mistyped_speaker_is_suggested(store: str) -> None:
    told = quotes("search", store, "--speaker", "Sri Lestrai").stderr
    assert "no speaker is called 'Sri Lestrai' in this store; did you mean 'Sri Lestari'?" in told


def test_a_search_for_nothing_is_wrong_usage(store: str) -> None:
    assert "give words, or --speaker" in quotes("search", store).stderr


@pytest.mark.parametrize("ending", ["jsonl", "csv", "tsv", "xlsx", "parquet", "md", "txt"])
def test_a_selection_is_exported_in_every_format(store: str, folder: Path, ending: str) -> None:
    done = quotes("export", store, "-o", f"out.{ending}", "--speaker", "lestari", "--search", "harga")

    assert f"1 quote -> out.{ending}" in done.stderr
    assert (folder / f"out.{ending}").stat().st_size


def test_an_export_has_the_format_of_an_extraction(store: str) -> None:
    lines = [json.loads(line) for line in quotes("export", store, "--format", "jsonl").stdout.splitlines()]

    assert [line["id"] for line in lines] == ["pasar", "gudang"]
    assert lines[0]["quotes"][0]["content"] == [[1, 17]]


def test_an_empty_selection_is_an_error_and_writes_nothing(store: str, folder: Path) -> None:
    done = quotes("export", store, "-o", "out.csv", "--speaker", "Bambang")

    assert done.exit_code == 3
    assert "no quote is selected" in done.stderr
    assert not (folder / "out.csv").exists()


def test_an_export_cannot_overwrite_the_store(store: str) -> None:
    assert "would overwrite an input" in quotes("export", store, "-o", store, "--format", "csv").stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "-s", "new.db"], "a new store needs SOURCES"),
        (["run", "arsip.jsonl", "-s", "quotes.db", "--retry-failures"], "leave out SOURCES"),
    ],
)
def test_contradictory_options_are_wrong_usage(arguments: list[str], message: str) -> None:
    refused = quotes(*arguments)

    assert refused.exit_code == 2
    assert message in refused.stderr


def test_a_missing_store_is_an_error() -> None:
    refused = quotes("status", "none.db")

    assert refused.exit_code == 3
    assert "there is no such store" in refused.stderr


def test_an_export_of_a_mistyped_speaker_suggests_the_name(store: str) -> None:
    told = quotes("export", store, "--speaker", "Sri Lestrai", "--format", "csv").stderr
    assert "no speaker is called 'Sri Lestrai' in this store; did you mean 'Sri Lestari'?" in told
