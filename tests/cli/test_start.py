"""How the command starts: quickly, in every way it can be called, and with all its commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from quotes.cli import COMMANDS, cli

Run = Callable[..., Result]
#: Limit of processor time in seconds; it does not depend on other work on the machine.
LIMIT = 0.3
HEAVY = ("torch", "stanza", "numpy", "networkx", "pyarrow", "openpyxl", "rich", "trafilatura", "lxml", "yaml")


def process(*args: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *args], capture_output=True, timeout=120, check=False, **options)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from quotes.cli import cli; cli(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = set(process("-c", code).stdout.decode().split())
    assert "quotes.cli" in loaded
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.skipif(os.name != "posix", reason="os.times counts child processes only there")
def test_help_is_fast() -> None:
    def seconds() -> float:
        before = os.times()
        assert process("-m", "quotes", "--help").returncode == 0
        after = os.times()
        return after.children_user - before.children_user + after.children_system - before.children_system

    assert min(seconds() for _ in range(3)) < LIMIT


def test_python_m_quotes_is_the_command() -> None:
    done = process("-m", "quotes", "--help")
    assert done.stdout.startswith(b"Usage: quotes [OPTIONS] COMMAND")
    assert process("-m", "quotes", "extract").returncode == 2


def test_version_is_the_version_of_the_distribution(run: Run) -> None:
    from importlib import metadata

    assert run("--version").stdout.startswith(f"quotes {metadata.version('quotes-id')}, Python ")


def test_every_command_exists_and_is_in_the_help(run: Run) -> None:
    shown = run("--help").stdout
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert isinstance(command, click.Command)
        assert f"\n  {name} " in shown


def test_the_help_shows_whole_summaries(run: Run) -> None:
    for group in ((), ("corpus",), ("graph",), ("registry",), ("rules",)):
        shown = run(*group, "--help").stdout
        assert "..." not in shown.split("Commands:")[1]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("extrct",), "extract"),
        (("corpus", "serach", "quotes.db", "beras"), "search"),
        (("graph", "tpo", "records.jsonl"), "top"),
        (("registry", "lst"), "list"),
        (("rules", "chek"), "check"),
    ],
)
def test_a_mistyped_command_is_wrong_usage_and_the_nearest_is_suggested(
    run: Run, typed: tuple[str, ...], meant: str
) -> None:
    result = run(*typed)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"did you mean '{meant}'?\n")


def test_an_unknown_command_that_resembles_none_lists_all(run: Run) -> None:
    result = run("zzz")
    assert result.exit_code == 2
    assert f"No such command 'zzz'; the commands are {', '.join(COMMANDS)}" in " ".join(result.stderr.split())


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
@pytest.mark.parametrize("form", ["jsonl", "table", "xlsx"])
def test_a_reader_that_stops_reading_gets_no_error_message(form: str, tmp_path: Path) -> None:
    """As in ``quotes extract … --format jsonl | head -1``: more output than a pipe holds, and nothing reads it."""
    (tmp_path / "panjang.txt").write_text('"Harga naik," kata Sri. ' * 3_000, encoding="utf-8")
    code = (
        "from tests.cli.conftest import FakeExtractor; import quotes.pipeline;"
        "quotes.pipeline.Extractor = FakeExtractor; from quotes.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "extract", str(tmp_path / "panjang.txt"), "--format", form]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        complaint = running.stderr.read().decode()
    assert (running.returncode, complaint) == (141, "")
