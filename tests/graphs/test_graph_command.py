"""The command quotes graph and its analyses."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from quotes.cli.errors import ExitCode
from quotes.cli.graph import graph_command, report_command
from tests.graphs.graph_records import Draft, three_articles


@pytest.fixture
def stored(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record.to_dict()) + "\n" for record in three_articles()), encoding="utf-8")
    return path


def graph(*arguments, **about):
    return CliRunner().invoke(graph_command, [str(argument) for argument in arguments], **about)


@pytest.mark.parametrize(
    "order", [("RECORDS", "-o", "FILE"), ("-o", "FILE", "RECORDS"), ("write", "RECORDS", "-o", "FILE")]
)
def test_the_ending_chooses_the_format_whatever_the_order(stored, tmp_path, order):
    target = tmp_path / "g.gexf"
    result = graph(*({"RECORDS": stored, "FILE": target}.get(word, word) for word in order))
    assert result.exit_code == 0, result.output
    assert "http://gexf.net/1.3" in target.read_text(encoding="utf-8")
    assert f"wrote {target}" in result.stderr


def test_a_view_and_filters_are_kept(stored, tmp_path):
    graph(stored, "-o", tmp_path / "g.json", "--view", "mentions", "--from", "2024-02-01", "-q")
    assert json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))["links"][0]["weight"] == 1


def test_article_views_are_written_beside_a_page(stored, tmp_path):
    graph(stored, "-o", tmp_path / "g.html", "--articles", tmp_path / "views" / "of")
    assert (tmp_path / "views" / "of" / "a1.html").is_file()
    assert '"h":"views/of/a1.html#q-' in (tmp_path / "g.html").read_text(encoding="utf-8")


def test_articles_go_with_a_page_only(stored, tmp_path):
    result = graph(stored, "-o", tmp_path / "g.gexf", "--articles", tmp_path / "views")
    assert "only an HTML page can link to articles" in result.stderr
    assert not (tmp_path / "views").exists()


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        ("top", "speaker,name,kind,quotes,direct,indirect,mixed,articles,outlets,first,last"),
        ("share", "outlet,speaker,name,quotes,share"),
        ("pairs", "speaker,about,quotes,articles,sample,article,start,end"),
        ("communities", "community,size,speaker,name,links"),
        ("brokers", "speaker,name,betweenness,communities,neighbours"),
    ],
)
def test_an_analysis_is_printed_as_table_csv_and_json(stored, question, columns):
    table, comma, objects = (graph(question, stored, "--format", form) for form in ("table", "csv", "json"))
    rows = list(csv.DictReader(io.StringIO(comma.stdout)))
    assert comma.stdout.splitlines()[0] == columns
    assert len(rows) == len(json.loads(objects.stdout)) > 0
    assert table.stdout.split()[: len(columns.split(","))] == columns.split(",")


def test_a_timeline_is_a_line_for_each_speaker(stored):
    shown = graph("timeline", stored).stdout.splitlines()
    assert shown[0].split() == ["name", "quotes", "line", "start", "end"]
    assert shown[1].split() == ["Bagus", "Prakoso", "2", "██··", "2024-01-01", "2024-04-01"]
    rows = list(csv.DictReader(io.StringIO(graph("timeline", stored, "--format", "csv").stdout)))
    assert [row["quotes"] for row in rows] == ["1"] * 5


def test_outlets_are_columns(stored):
    shown = graph("outlets", stored, "--format", "csv").stdout.splitlines()
    assert shown[0] == "speaker,name,kabarfajar.example,wartasenja.example"
    assert "bagus-prakoso,Bagus Prakoso,1,1" in shown


def test_all_rows_are_written_to_a_file(stored, tmp_path):
    assert f"wrote {tmp_path / 'top.csv'}" in graph("top", stored, "-o", tmp_path / "top.csv", "-n", "1").stderr
    assert len((tmp_path / "top.csv").read_text(encoding="utf-8").splitlines()) == 4
    assert "a table is written as CSV or JSON" in graph("top", stored, "-o", tmp_path / "top.xlsx").stderr


@pytest.mark.parametrize(("width", "columns"), [(None, 3), (40, 3), (25, 2), (10, 2)])
def test_in_a_narrow_window_the_name_and_the_number_stay(width, columns):
    import pandas as pd

    from quotes.cli.graph import _fit_window

    table = pd.DataFrame([("dewi-anggraini", "Dewi Anggraini", 12)], columns=["speaker", "name", "quotes"])
    heading = _fit_window(table, width).splitlines()[0].split()
    assert heading == ["speaker", "name", "quotes"][-columns:]


def test_a_table_is_limited_to_the_wanted_rows_and_says_so(stored):
    result = graph("top", stored, "-n", "1")
    assert len(result.stdout.splitlines()) == 2
    assert "1 of 3 rows" in result.stderr
    assert len(graph("top", stored, "-n", "0").stdout.splitlines()) == 4


def test_a_table_without_rows_is_reported(stored):
    result = graph("pairs", stored, "--type", "mixed")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "the table has no rows" in result.stderr


def test_an_unknown_speaker_is_named(stored):
    assert "did you mean Dewi Anggraini?" in graph("top", stored, "--speaker", "Dewi Angraini").stderr


def test_a_wrong_day_is_wrong_usage(stored):
    assert graph("top", stored, "--from", "10/1/2024").exit_code == 2


def test_an_empty_file_is_an_error_and_writes_nothing(tmp_path):
    (tmp_path / "none.jsonl").touch()
    assert graph(tmp_path / "none.jsonl", "-o", tmp_path / "g.gexf").exit_code == ExitCode.NOTHING_DONE
    assert not (tmp_path / "g.gexf").exists()


def test_records_come_from_standard_input_too(stored):
    result = graph("top", "-", "--format", "csv", input=stored.read_text(encoding="utf-8"))
    assert len(result.stdout.splitlines()) == 4


def test_no_control_character_reaches_the_terminal(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(Draft("a").says("Dewi \x1b[31m", "hujan turun").record().to_dict()), encoding="utf-8")
    assert "\x1b" not in graph("top", path).stdout


def test_the_help_names_every_analysis():
    listed = graph("--help").stdout
    assert all(name in listed for name in ("top", "share", "pairs", "communities", "brokers", "timeline", "write"))


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (["--from", "2031-01-01"], "no quote passes the filters"),
        (["--outlet", "Kabar Antariksa"], "no quote passes the filters"),
        (["--speaker", "Nobody Known"], "no speaker is called 'Nobody Known'"),
    ],
)
@pytest.mark.parametrize("command", [graph_command, report_command])
def test_nothing_is_written_where_nothing_passes_the_filters(stored, tmp_path, command, filters, message):
    target = tmp_path / "g.html"
    result = CliRunner().invoke(command, [str(stored), "-o", str(target), *filters])
    assert message in f"{result.exception} {result.stderr}"
    assert not target.exists()
