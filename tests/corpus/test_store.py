"""A store is searched by words, speaker, outlet and day; other files are refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import stand_in
from corpus_articles import Articles
from hypothesis import given
from hypothesis import strategies as st

from quotes.corpus import Selection, Store, is_store
from quotes.corpus.browsing import Order, Query
from quotes.corpus.sql import SCHEMA_VERSION, make_datasette_metadata
from quotes.corpus.versions import Version
from quotes.corpus.work_queue import Result, Task
from quotes.corrections import Anchor, Correction, correct_quote
from quotes.errors import RecordError, StoreError
from quotes.reading import read
from quotes.records import Article


def said(words: str, who: str, **about: str) -> dict[str, str]:
    return {"text": f'"{words}," kata {who} di pasar.'} | about


@pytest.fixture
def store(articles: Articles, tmp_path: Path) -> Iterator[Store]:
    source = articles([
        said("Harga beras naik sejak Senin", "Sri Lestari", outlet="Kabar Raya", date="2024-03-05T08:00:00+07:00"),
        said("Stok beras aman", "Dewi Anggraini", outlet="Suara Pesisir", date="2024-03-09"),
        said("Beras, harga: semua naik", "Sri Lestari", outlet="kabar raya"),
    ])  # fmt: skip
    with Store(tmp_path / "quotes.db") as opened:
        fill(opened, source)
        yield opened


def fill(store: Store, source: str) -> None:
    """A run in this process, where a worker of its own would take a second to start."""
    this = store.begin_run(Version("id-news", "parsing", "rules"), {})
    store.add_items(this, read([source]))
    for tasks in store.fetch_tasks(this, 2):
        store.save_results(this, stand_in.load("id-news")(tasks))
    store.end_run(this)


def found(store: Store, **wishes: object) -> list[str]:
    return [record.article.id for record in store.records(Selection(**wishes))]  # type: ignore[arg-type]  # as it takes


def test_a_record_is_read_back_unchanged(store: Store) -> None:
    record = next(store.records())

    assert record.quotes[0].text == "Harga beras naik sejak Senin"
    assert record.quotes[0].speaker_ids == ("sri-lestari",)
    assert record.speakers[0].aliases == ("Lestari",)
    assert (record.article.outlet, record.article.date) == ("Kabar Raya", "2024-03-05T08:00:00+07:00")


@pytest.mark.parametrize("called", ["Sri Lestari", "sri lestari", "sri-lestari", "Lestari", "LESTARI"])
def test_a_speaker_is_found_by_name_id_and_alias(store: Store, called: str) -> None:
    assert found(store, speakers=(called,)) == ["a1", "a3"]


def test_one_of_several_speakers_is_enough(store: Store) -> None:
    assert found(store, speakers=("Lestari", "Dewi Anggraini")) == ["a1", "a2", "a3"]


def test_outlets_are_found_regardless_of_case(store: Store) -> None:
    assert found(store, outlets=("KABAR RAYA",)) == ["a1", "a3"]


def test_the_first_and_last_day_are_included_and_undated_articles_are_not(store: Store) -> None:
    assert found(store, since=date(2024, 3, 5), until=date(2024, 3, 9)) == ["a1", "a2"]
    assert found(store, since=date(2024, 3, 6)) == ["a2"]
    assert found(store, until=date(2024, 3, 5)) == ["a1"]


def test_a_type_without_quotes_selects_nothing(store: Store) -> None:
    assert found(store, types=("indirect",)) == []
    assert found(store, types=("indirect", "direct")) == ["a1", "a2", "a3"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("beras",), ["a1", "a2", "a3"]),
        (("BERAS", "naik"), ["a1", "a3"]),
        (("harga beras",), ["a1"]),
        (("ber*",), ["a1", "a2", "a3"]),
        (("ber",), []),
        (("naik OR aman",), []),
        (("*",), []),
        (('"',), []),
    ],
)
def test_all_words_must_occur_and_a_phrase_word_by_word(
    store: Store, words: tuple[str, ...], expected: list[str]
) -> None:
    assert found(store, words=words) == expected


def test_hits_are_the_best_first_with_their_words_marked(store: Store) -> None:
    first, *others = store.search(Selection(words=("aman",)), 10, ("[", "]"))

    assert (first.words, first.speaker, first.outlet, others) == (
        "Stok beras [aman]", "Dewi Anggraini", "Suara Pesisir", [],
    )  # fmt: skip


def test_hits_are_filtered_and_limited(store: Store) -> None:
    assert len(store.search(Selection(words=("beras",)), 2)) == 2
    assert [hit.article for hit in store.search(Selection(words=("beras",), speakers=("Anggraini",)), 9)] == ["a2"]


@given(words=st.lists(st.text(), min_size=1, max_size=3))
def test_search_words_are_never_query_syntax(words: list[str]) -> None:
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE VIRTUAL TABLE t USING fts5 (words)")
        db.execute("SELECT * FROM t WHERE t MATCH ?", (Selection(words=tuple(words)).match,)).fetchall()


def test_words_of_replaced_results_are_not_found(store: Store, articles: Articles, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "quotes.db") as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM articles WHERE name = 'a2'")
        db.execute("INSERT INTO quote_words (quote_words) VALUES ('integrity-check')")

    assert store.search(Selection(words=("aman",)), 9) == []


def test_the_view_for_people_has_one_row_for_each_quote(store: Store, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "quotes.db") as db:
        row = db.execute("SELECT speaker, words, type, article, outlet FROM said").fetchone()

    assert row == ("Sri Lestari", "Harga beras naik sejak Senin", "direct", "a1", "Kabar Raya")


def test_others_read_while_a_store_is_written(store: Store, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "quotes.db", isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM quotes")

        assert store.summary().quotes == 3
        writer.execute("ROLLBACK")


def test_reading_does_not_create_a_missing_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such store"):
        Store(tmp_path / "none.db", create=False)

    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("belanja: beras, garam\n" * 99, encoding="utf-8")

    with pytest.raises(StoreError, match=r"notes\.txt: is not a store of quotes"):
        Store(path)

    assert path.read_text(encoding="utf-8").startswith("belanja")
    assert not is_store(path)


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE articles (id)")

    with pytest.raises(StoreError, match="a SQLite file, but not a store of quotes"):
        Store(path)

    with sqlite3.connect(path) as db:
        assert db.execute("SELECT name FROM sqlite_schema").fetchall() == [("articles",)]


@pytest.mark.parametrize(("version", "remedy"), [(99, "upgrade"), (0, "run again")])
def test_a_store_of_another_version_is_refused_with_a_remedy(tmp_path: Path, version: int, remedy: str) -> None:
    path = tmp_path / "quotes.db"
    Store(path).__exit__(None, None, None)
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {version}")

    with pytest.raises(StoreError, match=remedy):
        Store(path)


def test_a_store_of_version_1_is_upgraded_in_place(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    Store(path).__exit__(None, None, None)
    with sqlite3.connect(path) as db:
        db.executescript("ALTER TABLE articles DROP COLUMN date_text; PRAGMA user_version = 1;")
        db.executescript("DROP TABLE corrections; DROP TABLE extracted;")

    with Store(path, create=False) as store:
        assert list(store.records()) == []
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store(tmp_path)


def test_a_damaged_parse_is_made_again() -> None:
    article = Article("a1", '"Stok aman," kata Dewi Anggraini.')

    [result] = stand_in.load("id-news")([Task(1, article, b"damaged")])

    assert result.parse is not None
    assert result.record is not None


def test_a_batch_is_written_completely_or_not_at_all(articles: Articles, tmp_path: Path) -> None:
    source = articles([said("Harga naik", "Sri Lestari"), said("Stok aman", "Dewi Anggraini")])
    with Store(tmp_path / "fresh.db") as store:
        this = store.begin_run(Version("id-news", "parsing", "rules"), {})
        store.add_items(this, read([source]))
        [tasks] = store.fetch_tasks(this, 2)
        sound, _ = stand_in.load("id-news")(tasks)

        with pytest.raises(sqlite3.IntegrityError):
            store.save_results(this, [sound, Result(999, None, "no such article", parse=b"x")])

        assert (store.summary().quotes, store.summary().waiting) == (0, 2)


def test_a_correction_shows_in_every_reading_of_the_store_and_can_be_undone(store: Store) -> None:
    record = store.record("a1")
    number = store.add_correction("a1", correct_quote(record, record.quotes[0], "speaker", speakers=("Rini Aulia",)))

    assert found(store, speakers=("Rini Aulia",)) == ["a1"]
    assert [hit.speaker for hit in store.search(Selection(words=("Senin",)), 5)] == ["Rini Aulia"]
    assert store.extracted("a1") == record
    assert [(made.id, made.article, made.undone) for made in store.corrections("a1")] == [(number, "a1", None)]

    store.undo_correction(number)

    assert store.record("a1") == record
    assert store.corrections()[0].undone is not None
    with pytest.raises(StoreError, match="no correction 1 to undo"):
        store.undo_correction(number)


def test_a_correction_survives_another_extraction(store: Store) -> None:
    record = store.record("a1")
    store.add_correction("a1", correct_quote(record, record.quotes[0], "speaker", speakers=("Rini Aulia",)))
    again = store.begin_run(Version("id-news", "parsing", "other rules"), {})
    store.queue_all(again)
    for tasks in store.fetch_tasks(again, 2):
        store.save_results(again, stand_in.load("id-news")(tasks))

    assert store.record("a1").quotes[0].speakers == ("Rini Aulia",)
    assert store.extracted("a1").quotes[0].speakers == ("Sri Lestari",)


def test_a_correction_that_fits_nothing_is_refused_and_not_stored(store: Store) -> None:
    with pytest.raises(RecordError, match="fits nothing"):
        store.add_correction("a1", Correction("add", (Anchor("kata yang tidak ada"),), speakers=("Sri Lestari",)))
    with pytest.raises(StoreError, match="no record of the article 'a9'"):
        store.add_correction("a9", Correction("complete"))

    assert store.corrections() == []


@pytest.mark.parametrize(
    ("order", "wanted"),
    [("newest", ["a2", "a1", "a3"]), ("oldest", ["a1", "a2", "a3"]), ("relevance", ["a2", "a1", "a3"])],
)
def test_quotes_are_browsed_in_an_order_undated_articles_last(store: Store, order: Order, wanted: list[str]) -> None:
    total, hits = store.browse(Query(order=order))

    assert (total, [hit.article for hit in hits]) == (3, wanted)
    assert [hit.article for hit in store.browse(Query(order=order), limit=1, offset=1)[1]] == wanted[1:2]


def test_browsing_by_words_marks_them(store: Store) -> None:
    total, hits = store.browse(Query(Selection(words=("beras",), outlets=("Kabar Raya",))), marks=("[", "]"))

    assert total == 2
    assert "[Beras], harga: semua naik" in [hit.words for hit in hits]


def test_browsing_can_leave_out_what_a_person_has_judged(store: Store) -> None:
    record = store.record("a1")
    store.add_correction("a1", correct_quote(record, record.quotes[0], "right"))

    assert [hit.article for hit in store.browse(Query(unjudged=True))[1]] == ["a2", "a3"]
    assert [hit.article for hit in store.browse(Query(min_confidence=1.0))[1]] == ["a1"]
    assert store.browse(Query(roles=("100%",)))[0] == 0


def test_a_profile_sums_up_a_speaker_over_all_articles(store: Store) -> None:
    profile = store.profile("sri-lestari")

    assert profile is not None
    assert (profile.name, profile.quotes, profile.kind) == ("Sri Lestari", 2, "person")
    assert (profile.months, profile.outlets) == ((("2024-03", 1),), (("Kabar Raya", 1), ("kabar raya", 1)))
    assert profile.aliases == (("Lestari", 2),)
    assert store.profile("nobody") is None


def test_speakers_are_listed_by_their_quotes_and_found_by_an_alias(store: Store) -> None:
    assert [(s.name, s.quotes, s.articles) for s in store.speakers()] == [
        ("Sri Lestari", 2, 2),
        ("Dewi Anggraini", 1, 1),
    ]
    assert [s.name for s in store.speakers("lestari")] == ["Sri Lestari"]
    assert store.speakers("50%_") == []


def test_the_metadata_for_datasette_has_tables_and_queries_of_the_store(store: Store) -> None:
    about = make_datasette_metadata(store.path.stem)["databases"]["quotes"]
    with sqlite3.connect(store.path) as db:
        known = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        columns = {name for _, name, *_ in db.execute("PRAGMA table_info(said)")}
        values = {"words": "beras", "speaker": "Lestari"}
        rows = {key: db.execute(query["sql"], values).fetchall() for key, query in about["queries"].items()}
    assert set(about["tables"]) <= known
    assert set(about["tables"]["said"]["columns"]) <= columns
    assert all(rows.values())
