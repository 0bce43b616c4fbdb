"""Dates of scraped articles: ISO in the record, the original beside it, one warning for all that cannot be read."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from quotes.reading import Columns, read
from quotes.reading.dates import DateReader, find_date_in_address, find_dateline_date
from quotes.records import Article, Record

SENTENCE = "Rani Dewi mengatakan harga beras turun."


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Jumat, 29 Mei 2026 22:02 WIB", "2026-05-29"),
        ("Senin, 3 Agt 2020 | 10.30 WIB", "2020-08-03"),
        ("05 Jan 2025", "2025-01-05"),
        ("29-Mei-26", "2026-05-29"),
        ("12 Des 24 10:20", "2024-12-12"),
        ("12/3/2024", "2024-03-12"),
        ("12.03.2024 17.01", "2024-03-12"),
        ("Kompas.com - 12/05/2023, 17:01 WIB", "2023-05-12"),
        ("Fri, 29 May 2026 22:02:00 +0700", "2026-05-29"),
        ("May 5, 2024", "2024-05-05"),
        ("Sept 5th, 2021", "2021-09-05"),
        ("2023 12 Juni", "2023-06-12"),
        ("2024/3/9", "2024-03-09"),
        ("20240309", "2024-03-09"),
        ("1716998520", "2024-05-29"),
        ("1716998520000", "2024-05-29"),
    ],
)
def test_the_usual_forms_are_read_as_days(written: str, day: str) -> None:
    assert DateReader().read(written, "a.csv:2") == day


@pytest.mark.parametrize("written", ["2024", "2024-05", "2024-05-17", "2024-05-17T10:00:00+07:00", "2024-05-17 10:00"])
def test_an_iso_date_stays_as_it_is(written: str) -> None:
    assert DateReader().read(written, "a.csv:2") == written


@pytest.mark.parametrize(
    ("text", "day", "written"),
    [
        ("JAKARTA, 29 Mei 2026 - Menteri datang.", "2026-05-29", "29 Mei 2026"),
        ("Jakarta, KABAR.com, Jumat (29/5/2026) - Menteri datang.", "2026-05-29", "29/5/2026"),
        ("SURABAYA (29/5/2026): Polisi datang.", "2026-05-29", "29/5/2026"),
        ("Jakarta, 29/5/2026 (ANTARA) -- Menteri datang.", "2026-05-29", "29/5/2026"),
        ("Jumat, 29 Mei 2026 22:02 WIB\nMenteri datang.", "2026-05-29", "29 Mei 2026"),
        ("Judul Berita\nKabar.com - 29/05/2026, 22:02 WIB\nMenteri datang.", "2026-05-29", "29/05/2026"),
        ("a\nb\nc\n29 Mei 2026\nMenteri datang.", "2026-05-29", "29 Mei 2026"),
    ],
)
def test_a_dateline_or_a_line_of_its_own_gives_the_date(text: str, day: str, written: str) -> None:
    assert find_dateline_date(text) == (day, written)


@pytest.mark.parametrize(
    "text",
    [
        "Jadwal Puasa 1 Maret 2025\nSimak jadwal ini.",  # a headline
        "Wanakerta - Banjir datang, Rabu (6/3/2024) malam.",  # the day of an event
        "Jakarta, 29 Mei - Menteri datang.",  # without a year
        "Jakarta (ANTARA) - Menteri datang.",
        "Warga berkumpul pada 3 Mei 2024 di lapangan - mereka menari.",
        "a\nb\nc\nd\n29 Mei 2026\nMenteri datang.",  # the fifth line
    ],
)
def test_days_elsewhere_are_not_the_date_of_the_article(text: str) -> None:
    assert find_dateline_date(text) is None


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://kabar.example/read/2019/09/20/337/judul", "2019-09-20"),
        ("https://kabar.example/berita/20171114173004-277-255605/judul/", "2017-11-14"),
        ("https://kabar.example/read/1439718/174/judul-1568474327", "2019-09-14"),
        ("https://kabar.example/2019/13/40/judul", None),
        ("https://kabar.example/berita/671074/judul", None),
        (None, None),
    ],
)
def test_the_address_gives_the_day_under_which_it_is_filed(address: str | None, day: str | None) -> None:
    assert find_date_in_address(address) == day


def test_address_and_dateline_count_only_where_nothing_else_gives_the_date(tmp_path: Path) -> None:
    text = f"Jakarta, 29/5/2026 (ANTARA) - {SENTENCE}"
    rows = [
        {"id": "a", "text": text, "date": "2024-01-02", "url": "https://kabar.example/2019/09/20/x"},
        {"id": "b", "text": text, "url": "https://kabar.example/2019/09/20/x"},
        {"id": "c", "text": text},
        {"id": "d", "text": text, "date": "kemarin"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "e.txt").write_text(text, encoding="utf-8")
    found = [item for item in read([tmp_path / "a.jsonl", tmp_path / "e.txt"]) if isinstance(item, Article)]
    assert [(item.date, item.date_text) for item in found] == [
        ("2024-01-02", None),
        ("2019-09-20", None),
        ("2026-05-29", "29/5/2026"),
        (None, "kemarin"),
        ("2026-05-29", "29/5/2026"),
    ]


@pytest.mark.parametrize("written", ["kemarin", "2 jam yang lalu", "31/2/2024", "29 Mei", "2024-13", "2024-02-30", "?"])
def test_what_names_no_day_is_not_guessed(written: str) -> None:
    assert DateReader().read(written, "a.csv:2") is None


@pytest.mark.parametrize(
    ("order", "written", "day"),
    [
        ("DMY", "5/3/2024", "2024-03-05"),
        ("MDY", "5/3/2024", "2024-05-03"),
        ("YMD", "24/3/5", "2024-03-05"),
        ("MDY", "29/3/2024", "2024-03-29"),
        ("DMY", "3/29/2024", "2024-03-29"),
        ("YMD", "5/3/2024", "2024-03-05"),
    ],
)
def test_the_order_of_day_and_month_can_be_given(order: str, written: str, day: str) -> None:
    assert DateReader(order).read(written, "a.csv:2") == day  # type: ignore[arg-type]  # one of the three


def test_the_century_of_two_digits_is_not_in_the_future() -> None:
    assert DateReader().read("12/3/98", "a") == "1998-03-12"


def test_one_warning_counts_the_dates_that_cannot_be_read() -> None:
    reader = DateReader()
    for line, written in enumerate(["kemarin", "2024-05-17", "tadi"], 2):
        reader.read(written, f"a.csv:{line}")
    assert list(reader.warnings()) == [
        "2 of 3 dates cannot be read, first 'kemarin' (a.csv:2); these articles have no date"
    ]


def test_dates_of_another_order_are_a_warning_as_the_others_may_be_read_wrongly() -> None:
    reader = DateReader()
    reader.read("5/3/2024", "a.csv:2")
    reader.read("5/29/2024", "a.csv:3")
    assert list(reader.warnings()) == [
        "1 of 2 dates cannot have the day first, such as '5/29/2024' (a.csv:3); if all are so, give --date-order MDY"
    ]


def test_the_original_is_kept_beside_and_survives_the_record(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.jsonl"
    dates = ["29 Mei 2026", "kemarin", "2024-05-17"]
    path.write_text("\n".join(json.dumps({"id": day, "text": SENTENCE, "date": day}) for day in dates))
    found = [item for item in read([path]) if isinstance(item, Article)]
    assert [(each.date, each.date_text) for each in found] == [
        ("2026-05-29", "29 Mei 2026"), (None, "kemarin"), ("2024-05-17", None),
    ]  # fmt: skip
    assert "1 of 3 dates cannot be read, first 'kemarin'" in caplog.text
    path.write_text("\n".join(json.dumps(Record(article).to_dict()) for article in found))
    again = [item for item in read([path]) if isinstance(item, Article)]
    assert [(each.date, each.date_text) for each in again] == [(each.date, each.date_text) for each in found]
    assert "date_text" not in Record(found[2]).to_dict()
    assert Record.from_dict(Record(found[0]).to_dict()).article.date_text == "29 Mei 2026"


def test_a_date_order_reaches_the_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"tgl,isi\n5/3/2024,{SENTENCE}\n")
    (found,) = read([path], Columns(date_order="MDY"))
    assert isinstance(found, Article)
    assert found.date == "2024-05-03"


def test_ten_thousand_dates_take_less_than_a_second() -> None:
    reader, start = DateReader(), time.process_time()
    for minute in range(10_000):
        assert reader.read(f"Jumat, 29 Mei 2026 {minute // 60}:{minute % 60:02} WIB", "a")
    assert time.process_time() - start < 1
