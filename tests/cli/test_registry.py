"""``quotes registry``: build, list, merge, split, undo, apply and export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quotes.cli.registry import COMMANDS
from quotes.writing import write
from tests.registry.people import record_of, speaker

Run = Callable[..., Result]


@pytest.fixture
def built(run: Run, tmp_path: Path) -> Run:
    """A registry of four articles: Rangga (with and without middle name), Gamel, Agus Santoso twice."""
    rangga = speaker("Rangga Melatiwangi", "Bupati Sukamerta")
    write(
        [
            record_of("a", [rangga]),
            record_of("b", [speaker("Rangga Bayu Melatiwangi", "Bupati Sukamerta"), speaker("Agus Santoso")]),
            record_of("c", [speaker("Gamel"), speaker("Agus Santoso")]),
        ],
        tmp_path / "records.jsonl",
    )
    result = run("registry", "build", "records.jsonl")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ("quotes: 5 speakers of articles in 4 identities, 1 pair proposed -> registry.json\n")
    return run


def rows(run: Run, *args: str) -> list[dict]:
    return json.loads(run("registry", *args, "--format", "json").stdout)


def test_every_command_has_help(run: Run):
    for name in COMMANDS:
        assert run("registry", name, "--help").exit_code == 0


def test_list_starts_with_the_most_quoted(built: Run):
    assert rows(built, "list")[0]["id"] == "rangga-bayu-melatiwangi"
    assert "Rangga Bayu Melatiwangi" in built("registry", "list", "-n", "1").stdout
    assert [row["name"] for row in csv.DictReader(io.StringIO(built("registry", "list", "--format", "csv").stdout))]


def test_show_explains_the_merges(built: Run):
    shown = built("registry", "show", "rangga melatiwangi").stdout
    assert "merged        Rangga Bayu Melatiwangi = Rangga Melatiwangi (0.96: part-of-name, same-office" in shown
    assert "article       a: Rangga Melatiwangi, Bupati Sukamerta" in shown


def test_merges_and_proposals_are_listed(built: Run):
    assert [(row["one"], row["other"]) for row in rows(built, "merges")] == [
        ("Rangga Bayu Melatiwangi", "Rangga Melatiwangi")
    ]
    assert rows(built, "proposals")[0]["reasons"] == ["common-name"]


def test_a_merge_is_kept_and_undone_by_removing_its_line(built: Run, tmp_path: Path):
    result = built("registry", "merge", "Gamel", "rangga-bayu-melatiwangi")
    assert result.stderr == "quotes: merged gamel and rangga-bayu-melatiwangi; kept in decisions.yaml\n"
    assert len(rows(built, "list")) == 3
    built("registry", "build", "records.jsonl")
    assert len(rows(built, "list")) == 3
    decisions = tmp_path / "decisions.yaml"
    decisions.write_text("".join(decisions.read_text().splitlines(keepends=True)[:-1]))
    built("registry", "build", "records.jsonl")
    assert len(rows(built, "list")) == 4


def test_a_split_is_kept(built: Run):
    result = built("registry", "split", "rangga-bayu-melatiwangi", "a")
    assert "separated 1 of 2 entries of rangga-bayu-melatiwangi" in result.stderr
    assert len(rows(built, "list")) == 5


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("merge", "gamel", "gammel"), "no identity is called 'gammel'; did you mean 'gamel'?"),
        (("merge", "gamel", "Gamel"), "give at least two different identities"),
        (("merge", "gamel", "Agus Santoso"), "2 identities are called 'Agus Santoso'; give an id: agus-santoso,"),
        (("split", "gamel", "c"), "this would separate all of gamel"),
        (("split", "gamel", "zz"), "gamel has no such article or name"),
        (("show", "zz"), "no identity is called 'zz'"),
    ],
)
def test_an_impossible_decision_is_an_error_and_changes_nothing(args, message, built: Run, tmp_path: Path):
    before = (tmp_path / "registry.json").read_bytes()
    result = built("registry", *args)
    assert result.exit_code != 0
    assert message in result.stderr
    assert (tmp_path / "registry.json").read_bytes() == before
    assert not (tmp_path / "decisions.yaml").exists()


def test_apply_writes_identities_into_records(built: Run, tmp_path: Path):
    built("registry", "merge", "gamel", "rangga-bayu-melatiwangi")
    result = built("registry", "apply", "records.jsonl", "registry.json", "-o", "identified.jsonl")
    assert result.stderr == "quotes: 3 records -> identified.jsonl\n"
    lines = (tmp_path / "identified.jsonl").read_text(encoding="utf-8").splitlines()
    ids = [speaker_id for line in lines for quote in json.loads(line)["quotes"] for speaker_id in quote["speaker_id"]]
    assert ids.count("rangga-bayu-melatiwangi") == 3


def test_apply_reports_records_that_are_not_in_the_registry(built: Run, tmp_path: Path):
    write([record_of("new", [speaker("Melur")])], tmp_path / "new.jsonl")
    result = built("registry", "apply", "new.jsonl", "registry.json", "-o", "out.jsonl")
    assert "1 record with speakers not in registry.json: build the registry again" in result.stderr


def test_an_output_cannot_overwrite_an_input(built: Run):
    assert built("registry", "build", "records.jsonl", "-o", "records.jsonl").exit_code == 2
    assert built("registry", "apply", "records.jsonl", "registry.json", "-o", "records.jsonl").exit_code == 2


@pytest.mark.parametrize("name", ["speakers.yaml", "speakers.csv"])
def test_an_exported_list_can_be_used_to_build(name, built: Run):
    assert built("registry", "export", "-o", name, "--min-articles", "1").exit_code == 0
    assert "no errors" in built("registry", "check", name).stderr
    assert built("registry", "build", "records.jsonl", "--speakers", name).exit_code == 0
    assert all(row["external"] == [] for row in rows(built, "list", "--listed"))


def test_a_list_in_another_format_is_refused(built: Run):
    assert "write .yaml or .csv" in built("registry", "export", "-o", "list.docx").stderr


def test_each_problem_in_the_users_list_is_a_line(built: Run, tmp_path: Path):
    (tmp_path / "speakers.yaml").write_text("speakers:\n  - nam: Rangga\n  - name: B\n    wikidata: 3\n")
    result = built("registry", "build", "records.jsonl", "--speakers", "speakers.yaml")
    assert result.exit_code == 3
    assert [line.split(" ")[1] for line in result.stderr.splitlines()] == [
        "speakers.yaml:2:5:", "speakers.yaml:2:5:", "speakers.yaml:4:15:",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99, "registry": []}', '{"format": 1, "registry": [1]}'])
def test_a_file_that_is_not_a_registry_is_named_in_the_error(text, run: Run, tmp_path: Path):
    (tmp_path / "registry.json").write_text(text)
    result = run("registry", "list")
    assert result.exit_code == 3
    assert result.stderr.startswith("quotes: registry.json: ")


def test_extract_passes_the_list_to_the_extractor(run: Run, extractors, article: str, tmp_path: Path):
    (tmp_path / "speakers.yaml").write_text("speakers: []\n")
    run("extract", article, "--speakers", "speakers.yaml")
    assert extractors[0].speakers == Path("speakers.yaml")
