"""``quotes extract``: where the quotes go, and which messages are printed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quotes.records import Record

Run = Callable[..., Result]


def contents(path: str) -> list[str]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return [row["content"] for row in csv.DictReader(file)]


def test_without_an_output_the_table_is_shown(run: Run, article: str) -> None:
    result = run("extract", article)
    assert result.exit_code == 0
    assert "Sri Lestari" in result.stdout
    assert "Harga naik," in result.stdout
    assert result.stderr.startswith("quotes: 1 article, 2 quotes (")


def test_a_file_is_written_and_the_summary_names_it(run: Run, article: str) -> None:
    result = run("extract", article, "-o", "hasil.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert contents("hasil.csv") == ["Harga naik,", "Stok aman,"]
    assert result.stderr.startswith("quotes: 1 article, 2 quotes -> hasil.csv (")


def test_the_table_and_several_files_come_from_one_run(run: Run, article: str) -> None:
    result = run("extract", article, "-o", "hasil.csv", "-o", "hasil.jsonl", "-o", "hasil.xlsx", "--table")
    assert result.exit_code == 0
    assert "Stok aman," in result.stdout
    assert contents("hasil.csv") == ["Harga naik,", "Stok aman,"]
    record = Record.from_dict(json.loads(Path("hasil.jsonl").read_text(encoding="utf-8")))
    assert len(record.quotes) == 2
    assert Path("hasil.xlsx").exists()


@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_a_format_goes_to_standard_output(output: tuple[str, ...], run: Run, article: str) -> None:
    result = run("extract", article, "--format", "jsonl", *output)
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["quotes"][1]["speaker"] == ["Sri Lestari"]


def test_format_overrides_the_ending_of_the_file(run: Run, article: str) -> None:
    assert run("extract", article, "-o", "hasil.dat", "--format", "csv").exit_code == 0
    assert contents("hasil.dat") == ["Harga naik,", "Stok aman,"]


def test_a_dash_among_several_outputs_is_the_table(run: Run, article: str) -> None:
    result = run("extract", article, "-o", "hasil.csv", "-o", "-")
    assert result.exit_code == 0
    assert "Stok aman," in result.stdout
    assert contents("hasil.csv") == ["Harga naik,", "Stok aman,"]


def test_standard_input_is_read(run: Run) -> None:
    result = run("extract", "-", "--format", "csv", stdin='"Air surut," kata warga.')
    assert result.exit_code == 0
    assert "Air surut," in result.stdout


def test_the_columns_of_a_table_are_named_by_options(run: Run) -> None:
    Path("berita.csv").write_text('nomor,isi\n7,"""Air surut,"" kata warga."\n', encoding="utf-8")
    result = run("extract", "berita.csv", "--text-column", "isi", "--id-column", "nomor", "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    record = json.loads(result.stdout)
    assert (record["id"], record["text"]) == ("7", '"Air surut," kata warga.')


def test_model_and_rules_reach_the_extractor(run: Run, article: str, extractors: list) -> None:
    Path("aturan").mkdir()
    run("extract", article)
    run("extract", article, "--model", "gsd", "--rules", "aturan")
    assert [(made.model, list(made.rules)) for made in extractors] == [("id-news", []), ("gsd", [Path("aturan")])]


def test_quiet_prints_no_messages(run: Run, article: str) -> None:
    assert run("extract", article, "-o", "hasil.csv", "--quiet").stderr == ""


def test_verbose_prints_what_is_being_done(run: Run, article: str) -> None:
    assert "quotes: info: loading the model" in run("extract", article, "-o", "hasil.csv", "-v").stderr.splitlines()
    assert "loading" not in run("extract", article, "-o", "hasil.csv").stderr


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        ((), "Missing argument 'PATHS...'"),
        (("pasar.txt", "-o", "a.csv", "-o", "b.csv", "--format", "csv"), "--format is for one output"),
        (("pasar.txt", "-o", "a.csv", "-o", "./a.csv"), "-o names the same output twice"),
        (("pasar.txt", "--table", "--format", "csv"), "both use standard output"),
        (("pasar.txt", "-o", "./pasar.txt"), "would overwrite an input"),
        (("pasar.txt", "--rules", "tidak-ada"), "does not exist"),
        (("pasar.txt", "--format", "doc"), "'doc' is not one of"),
    ],
)
def test_wrong_usage_exits_with_2_and_the_reason(args: tuple[str, ...], reason: str, run: Run, article: str) -> None:
    before = Path(article).read_text(encoding="utf-8")
    result = run("extract", *args)
    assert result.exit_code == 2
    assert reason in " ".join(result.stderr.split())
    assert Path(article).read_text(encoding="utf-8") == before
