"""The desk shows, searches and corrects a store, and refuses what no page of its own asks for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk_worker import StandIn
from fastapi.testclient import TestClient

from quotes.corpus import Store
from quotes.desk import Settings, make_app
from quotes.desk.guard import POLICY
from quotes.desk.pages import draw_months, draw_neighbours, load_texts
from quotes.desk.worker import Worker
from quotes.evaluation.formats import read_gold

PAGES = [
    "/",
    "/search",
    "/search?q=beras",
    "/speakers",
    "/speaker?id=sri-lestari",
    "/article?id=a1",
    "/queue",
    "/graph",
]


# --- pages ---


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_in_both_languages_and_runs_no_inline_script(desk: TestClient, path: str) -> None:
    english = desk.get(path, headers={"accept-language": "en-GB,en"})
    indonesian = desk.get(path, headers={"accept-language": "id-ID,id;q=0.9"})

    assert (english.status_code, indonesian.status_code) == (200, 200)
    if path != "/graph":  # a page that brings its own policy
        assert english.headers["content-security-policy"] == POLICY
        assert '<html lang="en">' in english.text
        assert '<html lang="id">' in indonesian.text
        assert "<script>" not in english.text
        assert "style=" not in english.text


def test_both_languages_have_the_same_texts() -> None:
    texts = load_texts()

    assert texts["en"].keys() == texts["id"].keys()
    assert [key for key, text in texts["en"].items() if text and not texts["id"][key]] == []


def test_what_an_article_holds_is_escaped(desk: TestClient) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in desk.get("/article?id=a3").text


def test_a_search_marks_its_words_and_links_to_the_article(desk: TestClient) -> None:
    page = desk.get("/search", params={"q": "beras stok"}).text

    assert "<mark>Stok</mark> <mark>beras</mark> aman" in page
    assert "/article?id=a2#a2#1" in page.replace("%23", "#")


def test_the_results_of_a_search_are_downloaded(desk: TestClient) -> None:
    table = desk.get("/search/download/csv", params={"speaker": "Sri Lestari"})

    assert table.headers["content-disposition"] == 'attachment; filename="quotes.csv"'
    assert table.text.count("Sri Lestari") == 2
    assert desk.get("/search/download/exe").status_code == 404


def test_the_language_is_kept_and_leads_back_to_the_desk_alone(desk: TestClient) -> None:
    kept = desk.get("/language/id", params={"back": "/search?q=beras"})

    assert (kept.status_code, kept.headers["location"]) == (303, "/search?q=beras")
    assert '<html lang="id">' in desk.get("/", headers={"accept-language": "en"}).text
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example"):
        assert desk.get("/language/en", params={"back": elsewhere}).headers["location"] == "/"


def test_an_unknown_page_article_or_speaker_is_said_to_be_so(desk: TestClient) -> None:
    for path in ("/nowhere", "/article?id=a9", "/speaker?id=nobody"):
        answer = desk.get(path)
        assert (answer.status_code, 'role="alert"' in answer.text) == (404, True)


# --- try ---


def test_pasted_text_is_saved_and_opened(browser: TestClient, settings: Settings) -> None:
    answer = browser.post("/try", data={"text": '"Gula langka," kata Tuti Handayani di pasar.', "title": "Gula"})

    assert answer.status_code == 204
    page = browser.get(answer.headers["hx-redirect"]).text
    assert "Tuti Handayani" in page
    with Store(settings.store) as store:
        assert store.summary().articles == 4


def test_uploaded_files_are_read_as_on_the_command_line(browser: TestClient) -> None:
    lines = "\n".join(json.dumps({"text": f'"Gula {k}," kata Tuti Handayani.'}) for k in range(3)) + "\n{broken\n"
    said = "<p>&quot;Cabai mahal,&quot; kata Rini Aulia di pasar pagi ini.</p>"
    page = f"<html><body><script>alert(1)</script>{said}</body></html>"
    answer = browser.post("/try", files=[("files", ("../../etc/x.jsonl", lines)), ("files", ("b.html", page))])

    assert answer.status_code == 200
    assert answer.text.count("/article?id=") == 4
    assert "x.jsonl" in answer.text
    assert "tmp" not in answer.text
    assert "<script>" not in answer.text


def test_nothing_is_no_article(browser: TestClient) -> None:
    answer = browser.post("/try", data={"text": "  "}, headers={"hx-request": "true"})

    assert answer.status_code == 422
    assert "paste an article" in answer.text
    assert "<html" not in answer.text


# --- corrections ---


def correct(browser: TestClient, **fields: str) -> str:
    answer = browser.post("/article/correct", data=fields)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_correction_shows_at_once_and_is_undone(browser: TestClient) -> None:
    page = correct(browser, article="a1", action="speaker", quote="a1#1", speaker="Rini Aulia")
    assert "Rini Aulia" in page
    assert "by rina" in page
    assert "Rini Aulia" in browser.get("/search", params={"q": "Senin"}).text

    page = browser.post("/article/undo", data={"article": "a1", "number": "1"}).text

    assert 'class="undone"' in page
    assert "Rini Aulia" not in browser.get("/search", params={"q": "Senin"}).text


def test_a_missed_quote_is_added_from_selected_words(browser: TestClient) -> None:
    page = correct(browser, article="a1", action="add", places="[[44, 56]]", type="indirect", speaker="Sri Lestari")

    assert 'id="a1#c1"' in page


def test_the_edges_of_a_quote_are_moved_to_selected_words(browser: TestClient) -> None:
    page = correct(browser, article="a1", action="span", quote="a1#1", places="[[1, 17]]")

    assert '<blockquote lang="id">Harga beras naik</blockquote>' in page


def test_a_quote_of_the_queue_is_judged_and_leaves_it(browser: TestClient) -> None:
    assert "Harga beras naik" in browser.get("/queue").text
    assert browser.post("/queue/judge", data={"article": "a1", "quote": "a1#1", "action": "right"}).text == ""
    assert "Harga beras naik" not in browser.get("/queue").text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"article": "a1", "action": "praise", "quote": "a1#1"}, 422),
        ({"article": "a1", "action": "right", "quote": "a1#9"}, 409),
        ({"article": "a1", "action": "add", "places": "[[5, 900]]"}, 409),
        ({"article": "a1", "action": "add", "places": "[[5"}, 422),
        ({"article": "a1", "action": "add", "places": '{"a": 1}'}, 422),
        ({"article": "a1", "action": "merge", "speaker": "Sri Lestari", "into": "Joko"}, 409),
        ({"article": "a9", "action": "complete"}, 404),
    ],
)
def test_a_correction_that_fits_nothing_is_refused(browser: TestClient, fields: dict[str, str], status: int) -> None:
    assert browser.post("/article/correct", data=fields).status_code == status
    assert browser.get("/api/v1/corrections").json() == []


@pytest.mark.parametrize("form", ["jsonl", "label-studio"])
def test_checked_articles_are_gold(browser: TestClient, tmp_path: Path, form: str) -> None:
    correct(browser, article="a1", action="speaker", quote="a1#1", speaker="Rini Aulia")
    correct(browser, article="a1", action="complete")
    answer = browser.get(f"/gold/{form}")
    path = tmp_path / answer.headers["content-disposition"].partition('"')[2].rstrip('"')
    path.write_bytes(answer.content)

    (article,) = read_gold(path)
    assert [(quote.text, quote.speakers) for quote in article.quotes] == [
        ("Harga beras naik sejak Senin", ("Rini Aulia",))
    ]


def test_an_article_is_shown_as_a_table_and_as_a_graph(desk: TestClient) -> None:
    page = desk.get("/article?id=a1", headers={"accept-language": "en"}).text

    assert "<td>Sri Lestari</td>" in page
    assert "/graph?article=a1" in page
    assert "Sri Lestari" in desk.get("/graph?article=a1").text
    assert "Dewi Anggraini" not in desk.get("/graph?article=a1").text
    assert desk.get("/graph?article=a9").status_code == 404


# --- the API ---


def test_the_api_extracts_and_saves_nothing(desk: TestClient, settings: Settings) -> None:
    record = desk.post("/api/v1/extract", json={"text": '"Gula langka," kata Tuti Handayani.'}).json()

    assert record["quotes"][0]["speaker"] == ["Tuti Handayani"]
    with Store(settings.store) as store:
        assert store.summary().articles == 3


def test_the_api_streams_the_records_of_many(desk: TestClient) -> None:
    given = [{"id": f"b{k}", "text": f'"Gula {k}," kata Tuti Handayani.'} for k in range(3)]
    lines = desk.post("/api/v1/extract/batch", json=given).text.splitlines()

    assert [json.loads(line)["id"] for line in lines] == ["b0", "b1", "b2"]
    assert desk.post("/api/v1/extract/batch?save=true", json=given).text.count('"id"') == 3
    assert desk.get("/api/v1/articles/b1").json()["quotes"][0]["speaker_id"] == ["tuti-handayani"]


def test_the_api_searches(desk: TestClient) -> None:
    page = desk.get("/api/v1/quotes", params={"q": "beras", "outlet": "kabar raya"}).json()

    assert (page["total"], page["quotes"][0]["speakers"]) == (1, ["Sri Lestari"])
    assert [each["name"] for each in desk.get("/api/v1/speakers").json()] == ["Sri Lestari", "Dewi Anggraini"]
    assert desk.get("/api/v1/speakers/sri-lestari").json()["months"] == [["2024-03", 1]]


def test_the_api_draws_who_is_quoted_together(desk: TestClient) -> None:
    together = [{"text": '"A b," kata Sri Lestari. "C d," kata Tuti Handayani.'}]
    desk.post("/api/v1/extract/batch?save=true", json=together)
    graph = desk.get("/api/v1/graph").json()

    assert {node["id"] for node in graph["nodes"]} >= {"speaker:sri-lestari", "speaker:tuti-handayani"}
    assert len(graph["links"]) == 1


def test_the_api_corrects(desk: TestClient) -> None:
    made = desk.post(
        "/api/v1/corrections", json={"article": "a1", "action": "wrong", "quote": "a1#1", "author": "tono"}
    )

    assert (made.status_code, made.json()["author"]) == (201, "tono")
    assert desk.get("/api/v1/articles/a1").json()["quotes"] == []
    assert desk.delete(f"/api/v1/corrections/{made.json()['id']}").status_code == 204
    assert len(desk.get("/api/v1/articles/a1").json()["quotes"]) == 1
    assert desk.delete("/api/v1/corrections/77").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/api/v1/extract", {"text": ""}, 422),
        ("POST", "/api/v1/extract", {"text": "a", "colour": "red"}, 422),
        ("GET", "/api/v1/quotes?order=best", None, 422),
        ("GET", "/api/v1/articles/a9", None, 404),
        ("GET", "/api/v1/speakers/nobody", None, 404),
        ("GET", "/api/v1/nothing", None, 404),
        ("PUT", "/api/v1/quotes", None, 405),
    ],
)
def test_errors_of_the_api_are_problems(desk: TestClient, method: str, path: str, body: object, status: int) -> None:
    answer = desk.request(method, path, json=body)

    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_api_describes_itself_with_its_errors(desk: TestClient) -> None:
    described = desk.get("/api/v1/openapi.json").json()

    assert described["paths"]["/api/v1/corrections"]["post"]["responses"].keys() >= {"201", "404", "409", "403"}
    assert "Problem" in described["components"]["schemas"]


# --- the guard ---


def test_a_request_for_another_host_is_refused(desk: TestClient) -> None:
    answer = desk.get("/", headers={"host": "evil.example"})

    assert (answer.status_code, answer.json()["title"]) == (421, "unknown host")
    assert desk.get("/", headers={"host": "localhost:8765"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_changes_nothing(desk: TestClient, headers: dict[str, str]) -> None:
    wanted = {"article": "a1", "action": "wrong", "quote": "a1#1"}

    assert desk.post("/api/v1/corrections", json=wanted, headers=headers).status_code == 403
    assert desk.post("/article/correct", data=wanted, headers=headers).status_code == 403
    assert desk.get("/api/v1/corrections").json() == []


def test_a_form_without_the_token_of_the_page_changes_nothing(desk: TestClient) -> None:
    wanted = {"article": "a1", "action": "wrong", "quote": "a1#1"}
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}

    assert desk.post("/article/correct", data=wanted, headers=headers).status_code == 403
    assert desk.post("/api/v1/corrections", json=wanted, headers=headers).status_code == 403
    assert desk.post("/article/correct", data=wanted).status_code == 403  # not even from a program


def test_a_body_that_is_too_large_is_refused(settings: Settings) -> None:
    small = Settings(settings.store, hosts=("testserver",), most_bytes=1000)
    with TestClient(make_app(small, StandIn(small)), headers={"sec-fetch-site": "none"}) as desk:
        assert desk.post("/api/v1/extract", json={"text": "a" * 500}).status_code == 200
        assert desk.post("/api/v1/extract", json={"text": "a" * 1000}).status_code == 413
        assert desk.post("/api/v1/extract", content=(b"a" * 100 for _ in range(50))).status_code == 413


def test_a_desk_with_a_token_lets_nobody_in_without_it(settings: Settings) -> None:
    closed = Settings(settings.store, hosts=("testserver",), token="rahasia-sekali")
    with TestClient(make_app(closed, StandIn(closed)), follow_redirects=False) as desk:
        assert desk.get("/").status_code == 401
        assert desk.get("/api/v1/quotes", headers={"authorization": "Bearer salah"}).status_code == 401
        assert desk.get("/api/v1/quotes", headers={"authorization": "Bearer rahasia-sekali"}).status_code == 200
        assert desk.get("/health").status_code == 200
        opened = desk.get("/search", params={"token": "rahasia-sekali"})
        assert (opened.status_code, opened.headers["location"]) == (303, "/search")
        assert "HttpOnly" in opened.headers["set-cookie"]
        assert desk.get("/search").status_code == 200


@pytest.mark.parametrize("waiting", [0, 1])
def test_a_full_queue_asks_to_come_again(settings: Settings, waiting: int) -> None:
    full = Settings(settings.store, hosts=("testserver",), most_waiting=1)
    worker = StandIn(full)
    worker._waiting = waiting
    with TestClient(make_app(full, worker), headers={"sec-fetch-site": "none"}) as desk:
        answer = desk.post("/api/v1/extract", json={"text": "Hari ini cerah."})

    assert answer.status_code == (200, 429)[waiting]
    assert answer.headers.get("retry-after") == (None, "5")[waiting]


def test_an_extraction_that_takes_too_long_is_given_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    hasty = Settings(settings.store, hosts=("testserver",), most_seconds=0.05)
    worker = StandIn(hasty)
    monkeypatch.setattr(worker, "_extract", lambda _: time.sleep(0.3))
    with TestClient(make_app(hasty, worker), headers={"sec-fetch-site": "none"}) as desk:
        assert desk.post("/api/v1/extract", json={"text": "Hari ini cerah."}).status_code == 503


def test_the_desk_is_ready_when_the_model_is_loaded(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(settings)
    monkeypatch.setattr(worker, "start", lambda: None)
    with TestClient(make_app(settings, worker)) as desk:
        assert (desk.get("/health").status_code, desk.get("/ready").status_code) == (200, 503)
        worker._extractor = object()  # type: ignore[assignment]  # any loaded model
        assert desk.get("/ready").status_code == 200


# --- drawings ---


def test_months_without_a_quote_have_a_place_in_the_chart() -> None:
    bars = draw_months([("2023-12", 2), ("2024-02", 1)])

    assert [(bar.month, bar.quotes, bar.height) for bar in bars] == [
        ("2023-12", 2, 80),
        ("2024-01", 0, 0),
        ("2024-02", 1, 40),
    ]
    assert draw_months([]) == []


def test_neighbours_stand_around_the_speaker(desk: TestClient, settings: Settings) -> None:
    desk.post(
        "/api/v1/extract/batch?save=true", json=[{"text": '"A b," kata Sri Lestari. "C d," kata Tuti Handayani.'}]
    )
    with Store(settings.store) as store:
        profile = store.profile("sri-lestari")
    assert profile is not None

    assert [(each.name, each.x, each.y) for each in draw_neighbours(profile)] == [("Tuti Handayani", 0.0, -110.0)]


# --- the command ---


def test_a_port_in_use_is_said_to_be_so_and_leaves_no_store(tmp_path: Path) -> None:
    import socket

    from click.testing import CliRunner

    from quotes.cli import cli

    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = CliRunner().invoke(cli, ["serve", str(tmp_path / "baru.db"), "--port", str(port)])

    assert done.exit_code == 3
    assert "Address already in use; close the other program" in done.stderr
    assert not (tmp_path / "baru.db").exists()
