"""The report: its counts, and in a real browser that every figure opens its quotes."""

import json

import pytest
from click.testing import CliRunner

from quotes.cli.graph import report_command
from quotes.errors import UsageError
from quotes.graphs import Filter, build_graph, report_html
from quotes.graphs.filters import select_quotes
from quotes.graphs.page import QuoteTable
from quotes.graphs.report import make_report
from tests.graphs.browsing import Page
from tests.graphs.graph_records import Draft, many, three_articles


def report_of(model):
    return make_report(QuoteTable(model, select_quotes(model, Filter())).to_data())


def test_the_most_quoted_come_first_with_articles_and_outlets(model):
    rows = report_of(model)["people"]
    assert [row["name"] for row in rows] == ["Bagus Prakoso", "Dewi Anggraini", "Ratna Wulandari"]
    assert (rows[0]["quotes"].value, rows[0]["articles"], rows[0]["outlets"]) == (2, 2, 2)


def test_the_period_and_its_months_have_no_gap(model):
    report = report_of(model)
    assert report["period"] == ("2024-01-10", "2024-04-01")
    assert [(month, figure.value) for month, figure, _ in report["months"]] == [
        ("2024-01", 2), ("2024-02", 2), ("2024-03", 0), ("2024-04", 1),
    ]  # fmt: skip


def test_half_of_the_quotes_and_the_share_of_the_first(model):
    report = report_of(model)
    assert report["half"] == 2
    assert [(top, figure.share) for top, figure in report["tops"]] == [(1, pytest.approx(0.4))]


def test_quotes_of_nobody_and_of_unnamed_sources_are_counted():
    draft = Draft("a1").says("Dewi Anggraini", "satu").knows("warga", kind="unnamed").says("warga", "dua")
    draft.says("Ratna", "tiga", speakers=(), speaker_ids=())
    report = report_of(build_graph([draft.record()]))
    assert {kind: figure.value for kind, figure in report["named"] if figure.value} == {
        "person": 1, "unnamed": 1, "nobody": 1,
    }  # fmt: skip
    assert (report["unnamed"].value, report["unnamed"].whole) == (2, 3)


def test_gender_is_counted_where_the_text_says_it_with_the_rest_as_unknown():
    draft = Draft("a1").knows("Dewi Anggraini", gender="female").says("Dewi Anggraini", "satu").says("Bagus", "dua")
    found = dict(report_of(build_graph([draft.record()]))["gender"])
    assert [found[key].share for key in ("female", "male", "unknown")] == [0.5, 0, 0.5]


@pytest.mark.parametrize(
    ("confidence", "band"),
    [(0.9, 0.9), (0.899, 0.75), (0.75, 0.75), (0.749, 0.5), (0.5, 0.5), (0.499, 0.0), (None, None)],
)
def test_a_quote_is_in_the_band_of_its_confidence(confidence, band):
    model = build_graph([Draft("a1").says("Dewi Anggraini", "satu", confidence=confidence).record()])
    assert [found for found, figure in report_of(model)["sure"] if figure.value] == [band]


def test_a_noun_agrees_with_its_number():
    one = [Draft("a1").says("Dewi Anggraini", "satu").record()]
    two = [Draft("a2").says("Dewi Anggraini", "dua").says("Bagus Rinaldi", "tiga").record()]
    assert "1 quote by 1 speaker in 1 article" in report_html(build_graph(one))
    assert "3 quotes by 2 speakers in 2 articles" in report_html(build_graph([*one, *two]))


def test_a_report_without_quotes_says_so():
    assert "These records have no quote." in report_html(build_graph([]))


@pytest.fixture
def stored(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record.to_dict()) + "\n" for record in three_articles()), encoding="utf-8")
    return path


def report(*arguments):
    return CliRunner().invoke(report_command, [str(argument) for argument in arguments])


def test_the_command_writes_one_page_that_loads_nothing(stored, tmp_path):
    result = report(stored, "-o", tmp_path / "report.html", "--title", "Maret 2024")
    assert f"wrote {tmp_path / 'report.html'}" in result.stderr
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<h1>Maret 2024</h1>" in page
    assert "src=" not in page


def test_the_command_writes_html_only(stored, tmp_path):
    error = report(stored, "-o", tmp_path / "report.pdf").exception
    assert isinstance(error, UsageError)
    assert "a report is written as HTML" in str(error)


@pytest.fixture(params=["three", "many", "hostile"])
def opened(request, browser, hostile_model, tmp_path):
    model = {"three": build_graph(three_articles()), "many": build_graph(many(60, 40)), "hostile": hostile_model}
    (tmp_path / "report.html").write_text(report_html(model[request.param]), encoding="utf-8")
    page = Page(browser, tmp_path / "report.html")
    yield page
    assert not page.errors()


def test_every_figure_opens_as_many_quotes_as_it_counts(opened):
    wrong = opened.run("""
        const pick = document.documentElement.reportPage.pick;
        const figures = [...document.querySelectorAll("[data-pick]")].filter((figure) => !figure.disabled);
        const count = (figure) => Number(figure.dataset.number || figure.textContent || figure.title.split(": ").pop());
        return figures.map((figure) => [figure.dataset.pick, figure.dataset.share ? null : count(figure),
                                        pick(JSON.parse(figure.dataset.pick)).length])
                      .filter(([, counted, found]) => !found || (counted !== null && counted !== found));
    """)
    assert wrong == []


def test_a_figure_opens_its_quotes_and_the_page_fits_a_phone(opened):
    figure = opened.find("table .figure")
    counted = int(figure.text)
    figure.click()
    assert len(opened.all("#drawer .quote")) == min(counted, 40)
    opened.press("\ue00c")
    opened.browser.set_window_size(500, 900)
    assert opened.widest() <= 0
    opened.browser.set_window_size(1200, 900)


def test_the_report_speaks_indonesian_too(opened):
    opened.find("#language").click()
    assert opened.find("h1").text == "Siapa yang dikutip"
    opened.find("#language").click()
