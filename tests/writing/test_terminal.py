"""The table in the terminal is readable at any width, and no text of an article controls the terminal."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from quotes.records import Article, Record
from quotes.writing import FORMATS, Output
from quotes.writing.terminal import PLAIN_WIDTH, make_printable


class Screen(io.BytesIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def table(*records: Record, stream: io.BytesIO | None = None) -> str:
    stream = stream or io.BytesIO()
    with Output(stream, FORMATS["table"]) as output:
        for record in records:
            output.write(record)
    return stream.getvalue().decode("utf-8")


def test_the_table_says_who_said_what(record: Record) -> None:
    lines = table(record).splitlines()
    assert lines[0] == "pasar · Kabar Raya · 2024-03-05 · Harga Beras Naik"
    (said,) = (line for line in lines if "Harga beras naik," in line)
    assert said.split(maxsplit=3)[:3] == ["Sri", "Lestari", "kata"]
    assert said.split()[-2:] == ["direct", "0.97"]


def test_a_quote_without_a_speaker_shows_its_source_and_why(record: Record) -> None:
    (said,) = (line for line in table(record).splitlines() if "gudang baru" in line)
    assert said.strip().startswith("? (Ia)")
    assert "[no-speaker]" in said


def test_an_article_without_quotes_says_so() -> None:
    assert table(Record(Article("sepi", "Hujan turun."))).splitlines()[:2] == ["sepi", "  no quotes"]


def test_in_a_pipe_the_table_is_plain_and_wide(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown_plain = table(record)
    assert "\x1b" not in shown_plain
    assert max(map(len, shown_plain.splitlines())) == PLAIN_WIDTH


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (40, ["speaker", "quote"]),
        (59, ["speaker", "quote"]),
        (60, ["speaker", "cue", "quote"]),
        (79, ["speaker", "cue", "quote"]),
        (80, ["speaker", "cue", "quote", "type"]),
        (99, ["speaker", "cue", "quote", "type"]),
        (100, ["speaker", "cue", "quote", "type", "confidence"]),
    ],
)
def test_a_narrow_terminal_keeps_speaker_and_quote(
    width: int, columns: list[str], record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    from rich.text import Text

    plain = Text.from_ansi(table(record, stream=Screen())).plain
    (heading,) = (line for line in plain.splitlines() if line.split()[:1] == ["speaker"])
    assert heading.split() == columns


@pytest.mark.parametrize("width", [50, 80, 200])
def test_on_a_terminal_the_table_fits_the_window(
    width: int, record: Record, record_of: Callable[..., Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    words = "kata " * 60 + "x" * 300  # a word longer than any window
    from rich.text import Text

    plain = Text.from_ansi(table(record, record_of(words), stream=Screen())).plain
    assert max(map(len, plain.splitlines())) == width
    assert plain.count("x") >= 300


def test_articles_line_up_below_each_other(record: Record, record_of: Callable[..., Record]) -> None:
    headings = [line for line in table(record, record_of("Pendek")).splitlines() if "cue" in line]
    assert len(headings) == 2
    assert len(set(headings)) == 1


def test_control_characters_are_replaced(record_of: Callable[..., Record]) -> None:
    seen = table(record_of("\x1b[2Jmerah\x07 \u202ebalik\x9b", name="a\x1b]0;x"))
    assert not set(seen) & set("\x1b\x07\u202e\x9b")
    assert "\ufffd[2Jmerah\ufffd \ufffdbalik\ufffd" in seen


def test_square_brackets_and_emoji_names_are_words_not_markup(record_of: Callable[..., Record]) -> None:
    assert "[bold]tebal[/bold] :smile:" in table(record_of("[bold]tebal[/bold] :smile:"))


def test_line_breaks_inside_words_are_shown_as_spaces() -> None:
    assert make_printable("dua\r\nbaris\u2028lagi") == "dua baris lagi"
