"""A version covers all that a result depends on, so that no stale result is kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import quotes
from quotes.corpus.versions import MATCHING_CODE, PARSING_CODE, code_files, compute_version
from quotes.errors import ModelError

PACKAGE = Path(quotes.__file__).parent
#: Imported by an extraction, without a say in what it finds: errors, places of files, timing, the reading of sources.
WITHOUT_A_SAY = ("__init__.py", "errors.py", "resources.py", "profiling.py", "reading")


def test_all_code_of_an_extraction_counts() -> None:
    show = "import quotes.pipeline, sys; print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('quotes')))"
    loaded = subprocess.run(
        [sys.executable, "-c", show], cwd=PACKAGE.parent, capture_output=True, text=True, check=True
    )
    counted = {*code_files(PARSING_CODE), *code_files(MATCHING_CODE)}

    left = {Path(name) for name in loaded.stdout.split()} - counted

    assert [path for path in left if path.relative_to(PACKAGE).parts[0] not in WITHOUT_A_SAY] == []


def test_the_same_files_are_the_same_version() -> None:
    assert compute_version("id-news") == compute_version("id-news")


def test_a_rule_of_the_user_changes_the_rules_and_no_parse(tmp_path: Path) -> None:
    (tmp_path / "verbs").mkdir()
    (tmp_path / "verbs" / "mine.yaml").write_text("a", encoding="utf-8")
    first = compute_version("id-news", [tmp_path])
    (tmp_path / "verbs" / "mine.yaml").write_text("b", encoding="utf-8")
    second = compute_version("id-news", [tmp_path])

    assert len({first.rules, second.rules, compute_version("id-news").rules}) == 3
    assert first.parsing == second.parsing == compute_version("id-news").parsing


def test_a_list_of_speakers_changes_the_rules_and_no_parse(tmp_path: Path) -> None:
    listed = tmp_path / "speakers.yaml"
    listed.write_text("a", encoding="utf-8")
    first = compute_version("id-news", speakers=listed)
    listed.write_text("b", encoding="utf-8")
    second = compute_version("id-news", speakers=listed)

    assert len({first.rules, second.rules, compute_version("id-news").rules}) == 3
    assert first.parsing == second.parsing == compute_version("id-news").parsing


def test_rules_of_layout_change_what_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "layout").mkdir()
    (tmp_path / "layout" / "mine.yaml").write_text("a", encoding="utf-8")

    assert compute_version("id-news", [tmp_path]).parsing != compute_version("id-news").parsing


def test_names_that_stand_in_datelines_change_what_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "mine.yaml").write_text("list: place\nwords: [Sorowa]\n", encoding="utf-8")
    names = compute_version("id-news", [tmp_path])
    (tmp_path / "names" / "mine.yaml").write_text("list: place\ndatelines: true\nwords: [Sorowa]\n", encoding="utf-8")

    assert names.parsing == compute_version("id-news").parsing
    assert compute_version("id-news", [tmp_path]).parsing != names.parsing


def test_the_location_of_the_rules_does_not_matter(tmp_path: Path) -> None:
    for place in ("here", "there"):
        (tmp_path / place / "verbs").mkdir(parents=True)
        (tmp_path / place / "verbs" / "mine.yaml").write_text("a", encoding="utf-8")

    assert compute_version("id-news", [tmp_path / "here"]) == compute_version("id-news", [tmp_path / "there"])


def test_a_file_of_the_model_changes_what_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "resources.json").write_text('{"id": {"packages": {"mine": {}}}}', encoding="utf-8")
    (tmp_path / "parser.pt").write_bytes(b"one")
    first = compute_version(tmp_path)
    (tmp_path / "parser.pt").write_bytes(b"two")

    assert compute_version(tmp_path).parsing != first.parsing


def test_rules_that_need_lemmas_need_other_parses() -> None:
    assert compute_version("id-news", lemmas=True).parsing != compute_version("id-news").parsing


def test_a_model_of_stanza_is_identified_by_its_name() -> None:
    assert compute_version("gsd").parsing != compute_version("csui").parsing


def test_a_missing_model_is_an_error() -> None:
    with pytest.raises(ModelError, match="no such model"):
        compute_version("id-nwes")
