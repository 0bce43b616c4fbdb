"""Signals, full disks, closed streams and damaged files: one line with the remedy, and the documented exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quotes.cli.errors import ExitCode, report
from quotes.corpus import Store
from quotes.errors import StoreError
from quotes.reading.articles import make_article
from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, str(Path(__file__).with_name("without_model.py"))]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
LINE = b'{"id": "a", "text": "Harga beras naik."}\n'


def start(*args: str, folder: Path, **streams: object) -> subprocess.Popen[bytes]:
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    streams["preexec_fn"] = _listen_to_signals
    return subprocess.Popen([*COMMAND, *args], cwd=folder, env=ENVIRONMENT, **streams)  # type: ignore[call-overload]


def _listen_to_signals() -> None:
    """Undo what a shell or nohup does to commands in the background: they ignore these signals."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in which ``$quotes`` is the command."""
    (folder / "a.jsonl").write_bytes(LINE)
    script = script.replace("$quotes", " ".join(COMMAND))
    return subprocess.run(
        ["sh", "-c", script], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_cleans_up_and_ends_with_its_code(number: signal.Signals, code: int, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("kemarin", encoding="utf-8")
    process = start("extract", "-", "-o", "r.jsonl", folder=tmp_path)
    assert process.stdin is not None
    process.stdin.write(LINE)
    process.stdin.flush()
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".r.jsonl.*.part")):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(number)
    assert process.wait(60) == code == ExitCode(code)
    assert [path.name for path in tmp_path.iterdir()] == ["r.jsonl"]
    assert (tmp_path / "r.jsonl").read_text(encoding="utf-8") == "kemarin"
    assert process.stderr is not None
    assert len(process.stderr.read().splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize(
    "script",
    [
        "$quotes extract -q a.jsonl --format jsonl > /dev/full",
        "$quotes extract -q a.jsonl -o /dev/full --format csv",
        "$quotes extract -q a.jsonl --format xlsx -o /dev/full",
        "$quotes extract -q a.jsonl --format parquet -o /dev/full",
        "$quotes check --schema > /dev/full",
        "$quotes extract -q a.jsonl -o /dev/full --format schema-org",
        "$quotes extract -q a.jsonl -o r.jsonl && $quotes view r.jsonl -o - > /dev/full",
    ],
)
def test_a_full_disk_is_one_line_with_the_remedy(script: str, tmp_path: Path) -> None:
    done = shell(script, tmp_path)
    assert done.returncode == ExitCode.NOTHING_DONE, done.stderr
    [line] = done.stderr.splitlines()
    assert "No space left on device" in line
    assert "free s" in line


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("$quotes extract -q a.jsonl --format jsonl >&-", "standard output is closed"),
        ("$quotes extract -q - <&-", "standard input is empty"),
        (
            "mkdir d && cd d && rmdir ../d && $quotes extract -q ../a.jsonl -o r.csv",
            "the folder that the command runs in",
        ),
    ],
)
def test_closed_streams_and_a_deleted_folder_are_said(script: str, message: str, tmp_path: Path) -> None:
    done = shell(script, tmp_path)
    assert done.returncode == ExitCode.NOTHING_DONE, done.stderr
    assert message in done.stderr
    assert "internal error" not in done.stderr


def test_without_standard_error_the_work_is_done(tmp_path: Path) -> None:
    assert shell("$quotes extract a.jsonl -o r.jsonl 2>&-", tmp_path).returncode == ExitCode.DONE
    assert (tmp_path / "r.jsonl").read_bytes().startswith(b'{"format"')


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with Store(tmp_path / "s.db") as made:
        from quotes.corpus.versions import Version

        run = made.begin_run(Version("m", "p", "r", 1), {})
        made.add_items(run, (make_article(f"Harga beras naik {n} kali. " * 50, f"a{n}") for n in range(50)))
        made.end_run(run)
    return tmp_path / "s.db"


@pytest.mark.parametrize("keep", [16, 100, 5_000, 50_000])
@pytest.mark.parametrize("command", [["corpus", "status"], ["corpus", "search", "harga"], ["check"], ["view"]])
def test_a_truncated_store_is_one_line(keep: int, command: list[str], store: Path, run: Run) -> None:
    store.write_bytes(store.read_bytes()[:keep])
    first, *words = command[:2] if command[0] == "corpus" else (command[0],)
    result = run(first, *words, str(store), *command[2:])
    assert result.exit_code in (ExitCode.NOTHING_DONE, ExitCode.USAGE), result.stderr
    assert "internal error" not in result.stderr


def test_a_damaged_store_says_what_to_do(store: Path) -> None:
    data = bytearray(store.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    store.write_bytes(data)
    with pytest.raises(StoreError, match=r"the store is damaged: .*restore a copy"), Store(store) as damaged:
        damaged.summary()


def test_other_errors_of_the_system_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(OSError(5, "Input/output error", "a.csv"), debug=False) == ExitCode.NOTHING_DONE
    line = "quotes: a.csv: cannot be read or written: Input/output error; check the name, the rights and the disk\n"
    assert capsys.readouterr().err == line


DEEP = "[" * 200_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", DEEP),
        ("a.jsonl", f'{{"text": "Harga naik.", "lain": {DEEP}}}'),
        ("a.jsonl", f'{{"text": "Harga naik.", "quotes": {DEEP}}}'),
    ],
)
@pytest.mark.parametrize("command", ["extract", "view", "evaluate", "graph", "registry build", "check"])
def test_deep_nesting_is_one_line(name: str, text: str, command: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    more = [name] if command == "evaluate" else []
    result = run(*command.split(), name, *more)
    assert result.exit_code in (1, 2, 3)
    assert "internal error" not in result.stderr


def test_two_runs_with_one_output_leave_the_whole_file_of_one(tmp_path: Path) -> None:
    lines = {
        name: "".join(f'{{"id": "{name}{n}", "text": "Harga beras naik."}}\n' for n in range(2_000)) for name in "ab"
    }
    for name, text in lines.items():
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    runs = [start("extract", "-q", f"{name}.jsonl", "-o", "r.csv", folder=tmp_path) for name in lines]
    assert [run.wait(120) for run in runs] == [0, 0]
    rows = (tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 2_001
    assert len({row.split(",")[0][:1] for row in rows[1:]}) == 1
    assert not list(tmp_path.glob(".*"))
