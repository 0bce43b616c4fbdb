"""An error is one line on standard error with its remedy, and an exit code."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quotes.cli.errors import EXIT_CODES, ExitCode, report
from quotes.errors import ModelError, Problem, RuleError

Run = Callable[..., Result]
REPORT = "please report it to the issue tracker of quotes-id, with"


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the loading of model and rules fail."""

    def broken(**options: object) -> None:
        raise error

    monkeypatch.setattr("quotes.pipeline.Extractor", broken)


def test_a_missing_file_is_one_line_and_the_other_files_are_processed(run: Run, article: str) -> None:
    result = run("extract", "hilang.txt", article, "-o", "hasil.csv")
    assert result.exit_code == ExitCode.SOME_FAILED
    failed, summary = result.stderr.splitlines()
    assert failed.startswith("quotes: hilang.txt: ")
    assert summary.startswith("quotes: 1 article, 2 quotes, 1 failed -> hasil.csv (")
    assert Path("hasil.csv").exists()


def test_when_every_input_fails_nothing_is_written(run: Run) -> None:
    Path("hasil.csv").write_text("kemarin")
    result = run("extract", "hilang.txt", "lenyap.txt", "-o", "hasil.csv")
    assert result.exit_code == ExitCode.NOTHING_DONE
    assert result.stderr.splitlines()[-1] == "quotes: 2 inputs failed; no output was written"
    assert Path("hasil.csv").read_text() == "kemarin"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            ModelError("the model 'id-news' is not in this installation", hint="install again"),
            "quotes: the model 'id-news' is not in this installation; install again",
        ),
        (
            RuleError([Problem("r/a.yaml", 3, 5, "relation", "'nsbj' is no relation", "did you mean 'nsubj'?")]),
            "quotes: r/a.yaml:3:5: 'nsbj' is no relation; did you mean 'nsubj'? [relation]",
        ),
        (
            RuntimeError("two\nlines"),
            f"quotes: internal error: RuntimeError: two lines; {REPORT} the traceback that --debug shows",
        ),
        (
            MemoryError(),
            f"quotes: internal error: MemoryError; {REPORT} the traceback that --debug shows",
        ),
    ],
)
def test_an_error_that_stops_the_run_is_one_line(
    error: Exception, line: str, run: Run, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(error, monkeypatch)
    result = run("extract", article, "-o", "hasil.csv")
    assert result.exit_code == ExitCode.NOTHING_DONE
    assert result.stderr.splitlines() == [line]
    assert not Path("hasil.csv").exists()


def test_debug_shows_the_traceback_wherever_the_option_is(
    run: Run, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(RuntimeError("rusak"), monkeypatch)
    result = run("extract", "--debug", article)
    assert "Traceback (most recent call last)" in result.stderr
    assert result.stderr.splitlines()[-1].endswith(f"RuntimeError: rusak; {REPORT} the traceback above")
    assert "Traceback" in run("extract", article, "--debug").stderr


@pytest.mark.parametrize(
    ("name", "code"), [("hasil.doc", ExitCode.USAGE), ("tidak/ada/hasil.csv", ExitCode.NOTHING_DONE)]
)
def test_an_impossible_output_is_an_error_before_the_model_is_loaded(
    name: str, code: ExitCode, run: Run, article: str, extractors: list
) -> None:
    result = run("extract", article, "-o", name)
    assert result.exit_code == code
    assert result.stderr.startswith(f"quotes: {name}: ")
    assert len(result.stderr.splitlines()) == 1
    assert extractors == []


def test_ctrl_c_ends_with_130_and_leaves_no_file(run: Run, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(KeyboardInterrupt(), monkeypatch)
    result = run("extract", article, "-o", "hasil.csv")
    assert (result.exit_code, result.stderr) == (ExitCode.INTERRUPTED, "quotes: interrupted\n")
    assert not Path("hasil.csv").exists()


def test_control_characters_in_file_names_are_escaped_in_messages(run: Run) -> None:
    result = run("extract", "a\x1b[2Jb\nc.txt")
    assert "\x1b" not in result.stderr
    assert r"a\x1b[2Jb" in result.stderr


def test_the_help_explains_every_exit_code(run: Run) -> None:
    shown = run("extract", "--help").stdout
    assert "Exit codes:" in shown
    assert {int(code) for code in re.findall(r"^  (\d+) ", EXIT_CODES, re.MULTILINE)} == set(ExitCode)


def test_each_warning_of_the_package_is_printed_once(run: Run, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("extract", article)
    result = run("extract", article)
    assert "warning" not in result.stderr
    for form in (), ("-q",):
        fail_and_warn(monkeypatch)
        warned = run("extract", article, *form).stderr
        assert warned.count("quotes: warning: model agak tua") == (0 if form else 1)


def fail_and_warn(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**options: object) -> None:
        logging.getLogger("quotes.pipeline").warning("model %s tua", "agak")
        raise ModelError("tidak ada")

    monkeypatch.setattr("quotes.pipeline.Extractor", broken)


def test_every_problem_of_the_rule_files_has_a_line_of_its_own(capsys):
    problems = [Problem("r.yaml", 3, 1, "path", "cannot read the path"), Problem("a.yaml", 1, 5, "value", "no type")]

    assert report(RuleError(problems), debug=False) == ExitCode.NOTHING_DONE
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ", 1)[1] for line in lines] == [
        "a.yaml:1:5: no type [value]",
        "r.yaml:3:1: cannot read the path [path]",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "berita.txt", "-o", "x.foo"),
        ("extract", "berita.txt", "--format", "foo"),
        ("view", "berita.txt", "-o", "v.pdf"),
        ("speakers", "berita.txt", "-o", "s.foo"),
        ("rules", "show", "nonesuch"),
        ("rules", "show", "--list", "nonesuch"),
        ("rules", "test", "nonesuch"),
        ("rules", "new", "nonesuch"),
        ("evaluate", "berita.txt"),
        ("nonesuch",),
        ("extract", "--nonesuch"),
        ("extract",),
    ],
)
def test_a_value_that_names_nothing_is_wrong_usage(arguments: tuple[str, ...], run: Run, article: str) -> None:
    Path("berita.txt").write_bytes(Path(article).read_bytes())
    assert run(*arguments).exit_code == ExitCode.USAGE


@pytest.mark.parametrize("command", ["extract", "view", "speakers", "check", "evaluate"])
def test_a_missing_file_is_named_in_the_same_words_by_all_commands(command: str, run: Run) -> None:
    result = run(command, "tidakada.jsonl")
    assert result.exit_code == ExitCode.NOTHING_DONE
    assert "quotes: tidakada.jsonl: no such file or folder; check the spelling" in result.stderr.splitlines()
