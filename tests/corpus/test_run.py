"""A run over a collection is continued and brought up to date; failures are listed and can be retried alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from corpus_articles import Articles, text

from quotes.corpus import ProgressListener, Selection, Settings, Store, run
from quotes.corpus.work_queue import Result
from quotes.errors import QuotesError, RuleError, StoreError
from quotes.reading import Failure
from quotes.reading.articles import digest_of
from quotes.records import Article


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store(tmp_path / "quotes.db") as opened:
        yield opened


@pytest.fixture
def rules(tmp_path: Path) -> tuple[Path, ...]:
    """A folder of rules of a user's own, which the shipped rules accept."""
    folder = tmp_path / "rules" / "words"
    folder.mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "rules" / "words" / "pronouns.yaml"
    (folder / "pronouns.yaml").write_bytes(shipped.read_bytes())
    return (folder.parent,)


def quotes_in(store: Store, *speakers: str) -> list[str]:
    return [quote.text for r in store.records(Selection(speakers)) for quote in r.quotes]


def test_the_records_of_a_run_come_in_the_order_of_the_articles(store: Store, many: Articles) -> None:
    outcome = run(store, [many(30)], Settings(workers=2))

    assert (outcome.read, outcome.done, outcome.parsed, outcome.quotes, outcome.failed) == (30, 30, 30, 30, 0)
    assert quotes_in(store) == [f"Panen ke-{k} baik" for k in range(1, 31)]
    assert [record.article.id for record in store.records()] == [f"a{k}" for k in range(1, 31)]


def test_a_second_run_has_nothing_to_do(store: Store, many: Articles) -> None:
    source = many(5)
    run(store, [source])

    outcome = run(store, [source])

    assert (outcome.read, outcome.done) == (5, 0)


def test_new_articles_are_added_to_those_that_are_there(store: Store, many: Articles) -> None:
    run(store, [many(3)])

    outcome = run(store, [many(5)])

    assert (outcome.done, len(quotes_in(store))) == (2, 5)


def test_the_same_text_from_two_origins_is_one_article_and_a_copy(store: Store, articles: Articles) -> None:
    first = articles([{"text": text(1), "outlet": "Kabar Raya"}], "raya.jsonl")
    second = articles([{"text": text(1) + " \r\n", "outlet": "Suara Pesisir"}], "pesisir.jsonl")

    outcome = run(store, [first, second])

    assert (outcome.read, outcome.done, store.summary().articles, store.summary().copies) == (2, 1, 1, 1)
    assert [record.article.outlet for record in store.records()] == ["Kabar Raya"]


def test_other_paragraph_breaks_make_another_article(store: Store, articles: Articles) -> None:
    run(store, [articles([text(1), text(1).replace(". ", ".\n")])])

    assert store.summary().articles == 2


def test_another_text_with_a_known_id_gets_a_digest_of_its_content(store: Store, articles: Articles) -> None:
    for name, number in (("satu.jsonl", 1), ("dua.jsonl", 2), ("tiga.jsonl", 3)):
        run(store, [articles([text(number)], name)])

    first, *others = (record.article for record in store.records())
    assert first.id == "a1"
    assert [each.id for each in others] == [f"a1-{digest_of(each)}" for each in others]


def test_a_date_is_kept_as_the_source_writes_it_beside_the_day(store: Store, articles: Articles) -> None:
    run(store, [articles([{"text": text(1), "date": "5 Maret 2024"}, {"text": text(2), "date": "2024-03-06"}])])

    dates = [(record.article.date, record.article.date_text) for record in store.records()]
    assert dates == [("2024-03-05", "5 Maret 2024"), ("2024-03-06", None)]


def test_a_date_that_was_added_at_the_source_is_taken_over(store: Store, articles: Articles) -> None:
    run(store, [articles([text(1)])])

    outcome = run(store, [articles([{"text": text(1), "date": "2024-03-05"}])])

    assert [record.article.date for record in store.records()] == ["2024-03-05"]
    assert (outcome.done, outcome.parsed) == (1, 0)


def test_other_rules_extract_again_without_parsing(store: Store, many: Articles, rules: tuple[Path, ...]) -> None:
    source = many(6)
    run(store, [source])
    before = [record.quotes for record in store.records()]

    outcome = run(store, [source], Settings(rules=rules))

    assert (outcome.done, outcome.parsed) == (6, 0)
    assert [len(record.quotes) for record in store.records()] == [2] * 6
    assert [record.quotes[:1] for record in store.records()] == before


def test_another_model_parses_again(store: Store, many: Articles) -> None:
    source = many(3)
    run(store, [source])

    outcome = run(store, [source], Settings(model="gsd"))

    assert (outcome.done, outcome.parsed, store.summary().parses) == (3, 3, 3)


def test_without_sources_the_whole_store_is_brought_up_to_date(
    store: Store, many: Articles, rules: tuple[Path, ...]
) -> None:
    run(store, [many(6)])

    outcome = run(store, [], Settings(rules=rules))

    assert (outcome.read, outcome.done, outcome.parsed) == (0, 6, 0)


def test_with_sources_the_other_articles_are_left_as_they_are(
    store: Store, articles: Articles, rules: tuple[Path, ...]
) -> None:
    run(store, [articles([text(1)], "satu.jsonl")])

    outcome = run(store, [articles([text(2)], "dua.jsonl")], Settings(rules=rules))

    assert (outcome.done, [version.articles for version in store.versions()]) == (1, [1, 1])


def test_an_article_that_fails_is_listed_and_stops_nothing(store: Store, many: Articles) -> None:
    source = many(5, {2: "GAGAL"})

    outcome = run(store, [source])

    assert (outcome.done, outcome.failed, len(quotes_in(store))) == (5, 1, 4)
    assert [tuple(failed) for failed in store.failures()] == [
        (f"{source}:2", "a2", "could not be processed (GAGAL)", "leave it out")
    ]


def test_failures_are_not_retried_automatically(store: Store, many: Articles) -> None:
    source = many(5, {2: "GAGAL"})
    run(store, [source])

    assert run(store, [source]).done == 0


def test_failures_can_be_retried_alone(
    store: Store, many: Articles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(store, [many(9, {2: "GAGAL", 5: "MATI"})])
    assert [failed.article for failed in store.failures()] == ["a2", "a5"]
    mended = "def load(model, rules, speakers):\n    import stand_in\n    StandIn = stand_in.StandIn\n"
    mended += "    StandIn._parse = lambda self, article: stand_in.ParsedText(article.text, ())\n"
    (tmp_path / "mended.py").write_text(mended + "    return stand_in.load(model, rules)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import mended as module  # type: ignore[import-not-found]  # just written

    monkeypatch.setattr("quotes.corpus.runner.load_worker", module.load)

    outcome = run(store, [], Settings(retry_failures=True))

    assert (outcome.done, outcome.failed, list(store.failures()), len(quotes_in(store))) == (2, 0, [], 9)


def test_a_source_that_cannot_be_read_is_listed_until_it_can(store: Store, articles: Articles) -> None:
    source = Path(articles([text(1), text(2)]))
    sound = source.read_text(encoding="utf-8")
    source.write_text(sound + "\n{broken", encoding="utf-8")

    outcome = run(store, [str(source)])

    assert (outcome.read, outcome.unread, outcome.done) == (2, 1, 2)
    assert [(failed.origin, failed.article) for failed in store.failures()] == [(f"{source}:3", None)]
    assert run(store, [], Settings(retry_failures=True)).unread == 1
    source.write_text(sound, encoding="utf-8")
    assert run(store, [], Settings(retry_failures=True)).unread == 0
    assert list(store.failures()) == []


def test_a_listener_receives_what_is_read_the_total_and_the_results(store: Store, many: Articles) -> None:
    heard: list[tuple[str, int]] = []

    class Listening(ProgressListener):
        def on_read(self, items: Sequence[Article | Failure]) -> None:
            heard.append(("read", len(items)))

        def on_start(self, total: int) -> None:
            heard.append(("work", total))

        def on_results(self, results: Sequence[Result], articles: int) -> None:
            heard.append(("done", articles))

    run(store, [many(10)], Settings(), Listening())

    assert heard == [("read", 10), ("work", 10), ("done", 4), ("done", 8), ("done", 10)]


def test_a_model_that_cannot_be_loaded_is_the_error_of_the_run(store: Store, many: Articles) -> None:
    with pytest.raises(QuotesError, match="this model is broken; take another"):
        run(store, [many(3)], Settings(model="csui", workers=2))

    assert store.summary().waiting == 3


def test_rules_with_a_problem_end_the_run_before_it_begins(store: Store, many: Articles, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(RuleError):
        run(store, [many(3)], Settings(rules=(tmp_path / "empty",)))

    assert store.summary().articles == 0


def test_a_second_run_at_the_same_time_is_refused(store: Store, many: Articles) -> None:
    with store.lock_for_writing(), pytest.raises(StoreError, match="another run is writing"):
        run(store, [many(3)])


def test_every_run_is_stored_with_its_settings(store: Store, many: Articles) -> None:
    source = many(3, {2: "GAGAL"})
    run(store, [source], Settings(workers=2))

    [past] = store.runs()

    assert (past.done, past.parsed, past.failed) == (3, 2, 1)
    assert past.ended is not None
    assert past.settings["sources"] == [source]
    assert json.dumps(past.settings)
