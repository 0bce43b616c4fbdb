"""The commands quotes speakers and quotes check."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import quotes
from quotes.records import Article, Quote, Record, Span, Speaker

Run = Callable[..., Result]


def record(name: str, outlet: str, date: str, *roles: str, types: tuple[str, ...] = ("direct",)) -> Record:
    made = tuple(
        Quote(f"{name}#{k}", kind, (Span(0, 4),), speakers=("Sri",), speaker_ids=("sri",), confidence=0.5)  # type: ignore[arg-type]  # one of the three
        for k, kind in enumerate(types, 1)
    )
    return Record(Article(name, "Siap", date=date, outlet=outlet), made, (Speaker("sri", "Sri", roles=roles),))


RECORDS = [
    record("a", "Kabar Raya", "2024-03-05T10:00", "Camat"),
    record("b", "Harian Selat", "2024-03-07", "Camat", "Bupati", types=("indirect", "mixed")),
    record("c", "Harian Selat", "2024-03-09", types=()),
]


@pytest.fixture
def stored(run: Run) -> str:
    quotes.write(RECORDS, "records.jsonl")
    return "records.jsonl"


def rows(path: str, delimiter: str = ",") -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_a_speaker_has_one_row_with_counts_and_the_most_frequent_role_first(run: Run, stored: str) -> None:
    result = run("speakers", stored, "-o", "speakers.csv")
    assert result.stderr == "quotes: 3 articles -> speakers.csv\n"
    (row,) = rows("speakers.csv")
    assert (row["speaker"], row["roles"], row["kind"]) == ("Sri", "Camat; Bupati", "person")
    assert [row[name] for name in ("quotes", "direct", "indirect", "mixed")] == ["3", "1", "1", "1"]
    assert [row[name] for name in ("articles", "outlets", "first", "last")] == ["2", "2", "2024-03-05", "2024-03-07"]


def test_a_speaker_has_one_row_for_each_article_that_quotes_them(run: Run, stored: str) -> None:
    run("speakers", stored, "-o", "speakers.tsv", "--by", "article")
    found = rows("speakers.tsv", "\t")
    assert [(row["article"], row["date"], row["quotes"]) for row in found] == [
        ("a", "2024-03-05", "1"), ("b", "2024-03-07", "2"),
    ]  # fmt: skip


def test_an_article_that_occurs_twice_counts_once() -> None:
    frame = quotes.to_speakers_frame([*RECORDS, RECORDS[0]])
    assert frame["quotes"].tolist() == [3]


def test_standard_output_is_csv_and_uncertain_quotes_do_not_count(run: Run, stored: str) -> None:
    assert run("speakers", stored).stdout.startswith("speaker,speaker_id,kind,roles")
    assert len(run("speakers", stored, "--min-confidence", "0.9").stdout.splitlines()) == 1


def test_quotes_of_articles_are_extracted_first(run: Run, article: str) -> None:
    result = run("speakers", article)
    assert result.stdout.splitlines()[1].startswith("Sri Lestari,sri-lestari,person,,,,,,2,2,0,0,1,0,,")


def test_another_ending_is_refused_with_the_remedy(run: Run, stored: str) -> None:
    result = run("speakers", stored, "-o", "speakers.xlsx")
    assert result.exit_code == 2
    assert "quotes extract -o FILE.xlsx has both tables" in result.stderr


def test_records_are_not_overwritten(run: Run, stored: str) -> None:
    Path("records.csv").hardlink_to(stored)
    assert "would overwrite an input" in run("speakers", stored, "-o", "records.csv").stderr


def test_the_tables_are_pandas_tables_in_python() -> None:
    frame = quotes.to_speakers_frame(RECORDS)
    assert frame[["quotes", "articles"]].to_numpy().tolist() == [[3, 2]]
    assert str(frame["first"].dtype) == "datetime64[s]"
    assert quotes.to_speakers_frame(RECORDS, by="article")["article"].tolist() == ["a", "b"]


def lines(*records: object) -> bytes:
    return b"\n".join(each if isinstance(each, bytes) else json.dumps(each).encode() for each in records)


SOUND = Record(Article("a", "Harga beras naik.")).to_dict()


def test_sound_records_end_with_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(lines(SOUND, SOUND | {"id": "b"}))
    result = run("check", "r.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 records checked, no problems" in result.stderr


def test_each_problem_has_its_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(lines(SOUND, b"{", SOUND, SOUND | {"id": "c", "text": None}, b"[" * 100_000))
    result = run("check", "r.jsonl")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "r.jsonl:2: is not JSON: it is cut off [json]",
        "r.jsonl:3: the id 'a' is that of line 1, too [id]",
        "r.jsonl:4: text is null, not string [schema]",
        "r.jsonl:5: is not JSON: nested too deeply [json]",
    ]
    assert "5 records checked, 4 problems" in result.stderr


def test_problems_can_be_had_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(lines(SOUND | {"text": None}))
    result = run("check", "r.jsonl", "--format", "json")
    assert json.loads(result.stdout) == {
        "path": "r.jsonl", "line": 1, "code": "schema", "message": "text is null, not string",
    }  # fmt: skip


def test_the_schema_is_printed(run: Run) -> None:
    assert json.loads(run("check", "--schema").stdout)["definitions"]["quote"]["type"] == "object"


def test_without_records_the_usage_is_wrong(run: Run, tmp_path: Path) -> None:
    assert run("check").exit_code == 2
    (tmp_path / "r.jsonl").write_bytes(b"\n")
    assert run("check", "r.jsonl").exit_code == 3


def test_a_file_of_another_kind_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "artikel.txt").write_text("Kami siap.\nHujan turun.\n", encoding="utf-8")
    result = run("check", "artikel.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "quotes: artikel.txt: is not a file of records: they are JSON lines; "
        "make records first: quotes extract ARTICLES -o records.jsonl\n"
    )


# --- proposals of ids ------------------------------------------------------------------------------------------------


def test_speakers_alone_makes_the_table_and_a_typing_error_is_told(run: Run, stored: str) -> None:
    assert run("speakers", stored).stdout == run("speakers", "table", stored).stdout
    assert "did you mean 'propose'" in run("speakers", "propos", stored).stderr


def test_queries_are_written_for_a_reconciliation_service(run: Run, stored: str) -> None:
    result = run("speakers", "propose", stored, "-o", "queries.json")
    assert result.stderr == "quotes: queries for 1 speaker -> queries.json\n"
    assert json.loads(Path("queries.json").read_text(encoding="utf-8"))["sri"]["query"] == "Sri"
    assert json.loads(run("speakers", "propose", stored, "--min-quotes", "4").stdout) == {}


def test_answers_are_shown_and_the_user_decides_what_is_taken(run: Run, stored: str) -> None:
    candidate = {"id": "Q42", "name": "Sri Lestari", "score": 97, "match": True, "description": "camat"}
    Path("answers.json").write_text(json.dumps({"sri": {"result": [candidate]}}), encoding="utf-8")
    result = run("speakers", "propose", stored, "--answers", "answers.json", "-o", "speakers.yaml")
    assert "Q42" in result.stdout
    assert "wikidata" not in Path("speakers.yaml").read_text(encoding="utf-8")
    run("speakers", "propose", stored, "--answers", "answers.json", "-o", "speakers.csv", "--take-matches", "-q")
    assert rows("speakers.csv")[0]["wikidata"] == "Q42"
    assert run("registry", "check", "speakers.csv").exit_code == 0


def test_matches_are_taken_into_a_list_only(run: Run, stored: str) -> None:
    result = run("speakers", "propose", stored, "--take-matches")
    assert result.exit_code == 2
    assert "give --answers FILE and -o FILE" in result.stderr
