"""YAML with positions: what is read, which positions it has, and what is refused."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quotes.resources import RuleFolders
from quotes.yamlsource import MAX_BYTES, MAX_DEPTH, did_you_mean, load, parse


def codes(text):
    return [problem.code for problem in parse(text, "r.yaml").problems]


def test_data_are_plain_python_objects():
    source = parse("a: 1\nb: [x, 2.5, true, null, '7']\nc:\n  d: |\n    two\n    lines\n")
    assert source.problems == ()
    assert source.data == {"a": 1, "b": ["x", 2.5, True, None, "7"], "c": {"d": "two\nlines\n"}}


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "y", "2024-05-12", "0o17", "1_000"])
def test_words_with_a_special_meaning_in_yaml_1_1_are_words(word):
    assert parse(f"- {word}").data == [word]


def test_every_value_and_key_has_a_position_from_one_in_code_points():
    source = parse("title: Kata\nwords:\n  kata: {bare: “petik” x, di-kan: passive}\n")
    assert source.position(("title",)) == (1, 8)
    assert source.key_position(("title",)) == (1, 1)
    assert source.key_position(("words", "kata", "di-kan")) == (3, 27)
    assert source.position(("words", "kata", "di-kan")) == (3, 35)
    assert source.line(3).startswith("  kata:")


def test_a_missing_value_has_the_position_of_the_value_around_it():
    source = parse("a:\n  b: 1\n")
    assert source.position(("a", "nothing", 3)) == (2, 3)
    assert source.line(99) == ""


def test_a_problem_is_printed_with_file_line_and_column():
    source = parse("a: rong", "x/r.yaml")
    problem = source.problem(("a",), "word", "'rong' is unknown", did_you_mean("rong", ["wrong", "other"]))
    assert str(problem) == "x/r.yaml:1:4: 'rong' is unknown; did you mean 'wrong'? [word]"


def test_a_duplicate_key_is_a_problem_with_both_positions_and_the_first_is_kept():
    source = parse("a: 1\nb: 2\na: 3\n", "r.yaml")
    assert [str(p) for p in source.problems] == [
        "r.yaml:3:1: 'a' is given twice, first on line 1; keep one of them [duplicate-key]"
    ]
    assert source.data == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\nb: *x\n", "alias"),
        ("b: *x\n", "alias"),
        ("a: !!python/object/apply:os.system ['true']\n", "tag"),
        ("a: !mine 1\n", "tag"),
        ("[a, b]: 1\n", "key"),
        ("a: 1\n---\nb: 2\n", "documents"),
        ("a: [1, 2\n", "yaml"),
        ("a:\n\t- b\n", "yaml"),
        ("a: b: c\n", "yaml"),
        ("a: \x07\n", "yaml"),
        ("- " * (MAX_DEPTH + 2) + "x", "too-deep"),
    ],
)
def test_dangerous_or_broken_yaml_is_one_problem_and_no_data(text, code):
    source = parse(text, "r.yaml")
    assert [problem.code for problem in source.problems] == [code]
    assert source.data is None
    assert source.problems[0].hint


def test_an_alias_bomb_is_refused_at_once():
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    begin = time.perf_counter()
    assert codes(bomb) == ["alias"]
    assert time.perf_counter() - begin < 1


def test_deep_nesting_is_refused_at_once():
    assert codes("[" * 100_000) == ["too-deep"]


def test_an_empty_file_has_no_data_and_no_problem():
    assert parse("# only a comment\n").data is None
    assert codes("") == []


def test_unreadable_files_are_problems_with_reason_and_remedy(tmp_path):
    (tmp_path / "latin.yaml").write_bytes(b"a: 1\nb: \xe9\n")
    (tmp_path / "big.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    reports = [str(load(tmp_path / name).problems[0]) for name in ("none.yaml", "latin.yaml", "big.yaml")]
    assert reports == [
        f"{tmp_path}/none.yaml:1:1: cannot be read: No such file or directory; check path and permissions [unreadable]",
        f"{tmp_path}/latin.yaml:2:1: is not UTF-8; save it as UTF-8 [encoding]",
        f"{tmp_path}/big.yaml:1:1: has 1,000,001 bytes, at most 1,000,000 are read; split it [too-large]",
    ]


def test_a_byte_order_mark_is_not_part_of_the_first_key(tmp_path):
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert load(tmp_path / "bom.yaml").data == {"a": 1}


def test_there_is_no_hint_if_no_known_word_is_similar():
    assert did_you_mean("zzz", ["clause", "quote"]) is None


# --- hostile files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("digits", "kind"), [(18, int), (19, str), (10_000, str)])
def test_a_number_with_too_many_digits_stays_text(digits: int, kind: type) -> None:
    assert type(parse("a: " + "9" * digits).data["a"]) is kind


@pytest.mark.parametrize(("written", "kind"), [("1e308", float), ("1e309", str), ("-1e309", str)])
def test_a_number_that_is_infinite_stays_text(written: str, kind: type) -> None:
    assert type(parse(f"a: {written}").data["a"]) is kind


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.symlink_to("/dev/zero"), "unreadable"),
        (os.mkfifo, "unreadable"),
        (lambda path: path.symlink_to(path.name), "unreadable"),
        (lambda path: path.symlink_to("missing"), "unreadable"),
        (Path.mkdir, "unreadable"),
        (lambda path: path.write_bytes(b"\x80\xff" * 100), "encoding"),
        (lambda path: path.write_bytes("a: 1".encode("utf-16")), "encoding"),
        (lambda path: path.write_bytes(b"a: \0"), "yaml"),
        (lambda path: path.write_text("a: [" + "x, " * MAX_BYTES), "too-large"),
        (lambda path: path.write_text("[" * 100_000), "too-deep"),
        (lambda path: path.write_text("{a: " * 100_000), "too-deep"),
        (lambda path: path.write_text("a: &a [x]\nb: [*a, *a]"), "alias"),
        (lambda path: path.write_text("a: &a [*a]"), "alias"),
        (lambda path: path.write_text("!!python/object/apply:os.system ['true']"), "tag"),
        (lambda path: path.write_text('a: "\\ud800"'), "yaml"),
    ],
)
def test_a_hostile_file_is_one_problem_and_is_not_waited_for(
    tmp_path: Path, make: Callable[[Path], object], code: str
) -> None:
    make(tmp_path / "a.yaml")
    [problem] = load(tmp_path / "a.yaml").problems
    assert problem.code == code


def test_a_folder_linked_into_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "verbs").mkdir()
    (tmp_path / "verbs" / "again").symlink_to(tmp_path)
    assert RuleFolders((tmp_path,)).problems()
