"""``quotes extract``: where the quotes go, and which messages are printed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from quotes.cli.files import refuse_overwriting
from quotes.records import Record

Run = Callable[..., Result]


def contents(path: str) -> list[str]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return [row["quote"] for row in csv.DictReader(file)]


def test_without_an_output_the_table_is_shown(run: Run, article: str) -> None:
    result = run("extract", article)
    assert result.exit_code == 0
    assert "Sri Lestari" in result.stdout
    assert "Harga naik" in result.stdout
    assert result.stderr.startswith("quotes: 1 article, 2 quotes (")


def test_a_file_is_written_and_the_summary_names_it(run: Run, article: str) -> None:
    result = run("extract", article, "-o", "hasil.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert contents("hasil.csv") == ["Harga naik", "Stok aman"]
    assert result.stderr.startswith("quotes: 1 article, 2 quotes -> hasil.csv (")


def test_the_table_and_several_files_come_from_one_run(run: Run, article: str) -> None:
    result = run("extract", article, "-o", "hasil.csv", "-o", "hasil.jsonl", "-o", "hasil.xlsx", "--table")
    assert result.exit_code == 0
    assert "Stok aman" in result.stdout
    assert contents("hasil.csv") == ["Harga naik", "Stok aman"]
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
    assert contents("hasil.dat") == ["Harga naik", "Stok aman"]


def test_a_dash_among_several_outputs_is_the_table(run: Run, article: str) -> None:
    result = run("extract", article, "-o", "hasil.csv", "-o", "-")
    assert result.exit_code == 0
    assert "Stok aman" in result.stdout
    assert contents("hasil.csv") == ["Harga naik", "Stok aman"]


def test_standard_input_is_read(run: Run) -> None:
    result = run("extract", "-", "--format", "csv", stdin='"Air surut," kata warga.')
    assert result.exit_code == 0
    assert "Air surut" in result.stdout


def test_the_columns_of_a_table_are_named_by_options(run: Run) -> None:
    Path("berita.csv").write_text('nomor,isi\n7,"""Air surut,"" kata warga."\n', encoding="utf-8")
    result = run("extract", "berita.csv", "--text-column", "isi", "--id-column", "nomor", "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    record = json.loads(result.stdout)
    assert (record["id"], record["text"]) == ("7", '"Air surut," kata warga.')


def test_a_scraped_table_is_read_and_its_columns_are_told(run: Run) -> None:
    table = (
        'Judul;Tanggal;Media;Isi;Penulis\nAir;Jumat, 29 Mei 2026 22:02 WIB;Kabar Raya;"""Air surut,"" kata warga.";X\n'
    )
    Path("berita.csv").write_text(table, encoding="utf-8")
    result = run("extract", "berita.csv", "--format", "csv")
    (row,) = csv.DictReader(result.stdout.splitlines())
    assert (row["title"], row["date"], row["outlet"], row["quote"]) == ("Air", "2026-05-29", "Kabar Raya", "Air surut")
    told, *_ = result.stderr.splitlines()
    columns = "text = Isi, title = Judul, date = Tanggal, outlet = Media"
    assert told == f"quotes: berita.csv: columns: {columns}; not used: Penulis"
    assert run("extract", "berita.csv", "--format", "csv", "--quiet").stderr == ""


def test_every_column_and_the_order_of_dates_can_be_named(run: Run) -> None:
    Path("berita.csv").write_text('a,b,c,d,e,f\n1,Air,5/3/2024,Kabar,https://x.id/1,"""Air surut,"" kata warga."\n')
    names = [
        f"--{field}-column={name}"
        for field, name in zip(("id", "title", "date", "outlet", "url", "text"), "abcdef", strict=True)
    ]
    result = run("extract", "berita.csv", *names, "--date-order", "MDY", "--format", "jsonl")
    record = json.loads(result.stdout)
    about = [record[key] for key in ("id", "title", "date", "outlet", "url")]
    assert about == ["1", "Air", "2024-05-03", "Kabar", "https://x.id/1"]


def test_dates_that_cannot_be_read_are_one_warning(run: Run) -> None:
    row = ',"""Air surut,"" kata warga."'
    Path("berita.csv").write_text(f"tanggal,isi\nkemarin{row}\ntadi{row}\n", encoding="utf-8")
    assert "quotes: warning: 2 of 2 dates cannot be read, first 'kemarin'" in run("extract", "berita.csv").stderr


def test_an_empty_input_is_an_error_and_not_the_current_folder(run: Run, article: str) -> None:
    result = run("extract", "")
    assert result.exit_code == 3
    assert "the name of an input is empty" in result.stderr


def test_uncertain_quotes_are_left_out_of_every_output(run: Run, article: str) -> None:
    run("extract", article, "-o", "hasil.csv", "-o", "hasil.jsonl", "--min-confidence", "0.6")
    assert contents("hasil.csv") == ["Harga naik"]
    assert len(json.loads(Path("hasil.jsonl").read_text(encoding="utf-8"))["quotes"]) == 1


def test_csv_is_written_as_excel_or_a_program_wants_it(run: Run) -> None:
    Path("pasar.txt").write_text('"-5 persen," kata Sri Lestari.', encoding="utf-8")
    run("extract", "pasar.txt", "-o", "hasil.csv", "--delimiter", ";", "--bom")
    written = Path("hasil.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfarticle;date;")
    assert b";'-5 persen;" in written
    assert b",-5 persen," in run("extract", "pasar.txt", "--format", "csv", "--raw").stdout_bytes
    assert (
        b"\t-5 persen\t" in run("extract", "pasar.txt", "--format", "csv", "--raw", "--delimiter", "tab").stdout_bytes
    )


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("--delimiter", ";;", "-o", "a.csv"), "give one character"),
        (("--delimiter", ";", "-o", "a.jsonl"), "are for CSV and TSV"),
        (("--min-confidence", "90", "-o", "a.csv"), "not in the range"),
    ],
)
def test_options_of_tables_are_checked(args: tuple[str, ...], reason: str, run: Run, article: str) -> None:
    result = run("extract", article, *args)
    assert result.exit_code == 2
    assert reason in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("arsip", "arsip/pasar.jsonl"),
        ("arsip/*", "arsip/pasar.jsonl"),
        ("arsip/**/*.jsonl", "arsip/pasar.jsonl"),
        ("arsip/pasar.jsonl", "tautan.jsonl"),
        ("tautan.jsonl", "arsip/pasar.jsonl"),
        ("arsip", "keras.jsonl"),
    ],
)
def test_no_input_is_overwritten_however_it_is_named(source: str, output: str, run: Run) -> None:
    Path("arsip").mkdir()
    pasar = Path("arsip/pasar.jsonl")
    pasar.write_text(json.dumps({"id": "a", "text": '"Air surut," kata warga.'}), encoding="utf-8")
    Path("tautan.jsonl").symlink_to(pasar)
    Path("keras.jsonl").hardlink_to(pasar)
    before = pasar.read_bytes()
    result = run("extract", source, "-o", output)
    assert result.exit_code == 2
    assert "would overwrite an input" in result.stderr
    assert pasar.read_bytes() == before
    assert run("extract", source, "-o", "lain.jsonl").exit_code == 0


def test_a_file_that_standard_input_is_redirected_from_is_not_overwritten(run: Run, monkeypatch, article: str) -> None:
    with Path(article).open(encoding="utf-8") as stream:
        monkeypatch.setattr("quotes.cli.files.sys.stdin", stream)
        with pytest.raises(click.UsageError, match="standard input is this file"):
            refuse_overwriting(Path(article), ["-"])
        refuse_overwriting(Path("lain.csv"), ["-"])


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
