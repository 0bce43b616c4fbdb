"""From an article to its record, with the shipped model: what the README promises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import quotes
from quotes.evaluation import gate
from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.score import score
from quotes.parsing.serialization import deserialize, serialize
from quotes.pipeline import Extractor
from quotes.reading import Failure
from quotes.records import Article, Record

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "gold.jsonl"
SHARED = ROOT.parent / "shared" / "gold"
FLOORS = ROOT / "tests" / "evaluation" / "floors.yaml"

#: What a figure may lose to another processor, whose arithmetic flips a tag here and there: two quotes in two hundred.
ARITHMETIC = 0.01

ODD = [
    "",
    " \n \t ",
    '"',
    '"""""',
    "”",
    '"Kami siap,"',
    "kata kata kata katanya katanya",
    '"Kami siap," kata',
    "menurut, menurut, menurut",
    "Menurutnya",
    '👩‍👩‍👧 "Ya 🎉," kata Ratna 😀.',
    '\u200b\u200e"Siap," katanya.\r\n\r\n“Lagi,” ujarnya\u2028',
    'نعم "Да" 说 katanya \x00 \x07',
    "kata " * 400,
    '"Kami ' * 60,
]


def test_the_first_example_of_the_documentation_holds() -> None:
    record = quotes.extract('"Kami siap," kata Menteri Perikanan Ratna Wulandari di Ambon.')

    assert [quote.speakers for quote in record.quotes] == [("Ratna Wulandari",)]
    assert record.quotes[0].text == "Kami siap,"


def test_a_clitic_goes_to_the_speaker_before(extractor: Extractor) -> None:
    record = extractor(
        '"Kami siap," kata Ratna Wulandari di Ambon.\n"Semua kapal sudah diperiksa sejak kemarin," lanjutnya.'
    )

    assert [(q.speakers, q.resolved_by) for q in record.quotes] == [
        (("Ratna Wulandari",), "name"),
        (("Ratna Wulandari",), "clitic"),
    ]


def test_an_unknown_speaker_is_empty_and_a_flag_says_so(extractor: Extractor) -> None:
    record = extractor('"Semua kapal sudah diperiksa sejak kemarin," katanya.')

    assert record.quotes[0].speakers == ()
    assert "unknown-speaker" in record.quotes[0].flags


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_give_a_record_whose_offsets_hold(extractor: Extractor, text: str) -> None:
    record = extractor(text)

    assert record.article.text == text
    for quote in record.quotes:
        spans = [*quote.content, *(s for s in (quote.cue, quote.source) if s)]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(span.of(text) == span.of(text).strip() for span in quote.content)


def test_a_very_long_paragraph_without_punctuation_is_bounded_and_said_to_be_left_out(
    extractor: Extractor, caplog: pytest.LogCaptureFixture
) -> None:
    record = extractor("warga desa " * 90_000)

    assert record.quotes == ()
    assert record.flags == ("damaged-text", "paragraph-too-long")
    assert "too long and was not parsed" in caplog.text


def test_the_same_articles_give_the_same_records_in_any_company(extractor: Extractor) -> None:
    articles = [Article(one["id"], one["text"]) for one in _lines(SAMPLES)[:4]]
    together = [r.to_dict() for r in extractor.pipe(articles) if isinstance(r, Record)]
    alone = [extractor(article).to_dict() for article in articles]

    assert together == alone


def test_an_article_that_fails_stops_nothing(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    from quotes import pipeline

    real = pipeline.resolve

    def failing(article: Article, *rest: object) -> Record:
        if article.id == "b":
            raise ValueError("broken")
        return real(article, *rest)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(pipeline, "resolve", failing)
    results = list(extractor.pipe([Article(name, '"Kami siap," kata Ratna.') for name in "abc"]))

    assert [type(result) for result in results] == [Record, Failure, Record]
    assert "broken" in str(results[1].error)  # type: ignore[union-attr]  # the line above says what it is


@pytest.mark.parametrize("name", ["gold", "dev", "seed"])
def test_the_score_is_at_its_floors(extractor: Extractor, name: str) -> None:
    path = SAMPLES if name == "gold" else SHARED / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the reference articles are not on this machine")
    articles = [GoldArticle.from_dict(line) for line in _lines(path)]
    records = [r for r in extractor.pipe([g.article for g in articles]) if isinstance(r, Record)]
    scores = score(articles, records)
    section = gate.find_section(gate.load_floors(FLOORS), name, FLOORS)

    figures = {name: figure + ARITHMETIC for name, figure in gate.select_figures(scores).items()}
    gate.require_floors(gate.compare_with_floors(section, figures, gate.hash_gold(path)))


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_parsing_and_reading_off_are_the_two_halves_of_an_extraction(extractor: Extractor) -> None:
    article = Article("laut", '"Kami siap," kata Menteri Perikanan Ratna Wulandari di Ambon.')
    [parsed] = extractor.parse([article])

    assert extractor.extract_parsed(article, deserialize(serialize(parsed), article.text)) == extractor(article)


DIRTY = (
    "<p>&ldquo;Kami siap&nbsp;berang\u00adkat,&rdquo; kata Menteri Perikanan <b>Ratna Wulandari</b> di Ambon kepada\n"
    "wartawan. Ia menga\u200btakan <a href='https://contoh.id'>kapal</a> sudah diperiksa dan semua\n"
    "awak sehat. Baca juga: Harga Ikan Naik Lagi Menurut Ratna, cuaca akan memburuk.</p>"
)


def test_positions_of_a_record_are_those_of_the_dirty_article(extractor: Extractor) -> None:
    record = extractor(Article("kotor", DIRTY))

    first, second, third = record.quotes
    assert [span.of(DIRTY) for span in first.content] == ["Kami siap&nbsp;berang\u00adkat,"]
    assert (first.cue_text, first.source_text) == ("kata", "Menteri Perikanan <b>Ratna Wulandari")
    assert [span.of(DIRTY) for span in second.content] == ["kapal", "sudah diperiksa dan semua\nawak sehat"]
    assert second.cue_text == "menga\u200btakan"
    assert third.text == "cuaca akan memburuk"
    assert {name for quote in record.quotes for name in quote.speakers} == {"Ratna Wulandari"}
    assert all(span.of(DIRTY)[0].isalnum() for speaker in record.speakers for span in speaker.mentions)
    evidence = first.evidence
    assert evidence is not None
    assert {trace.part: trace.spans[0].of(DIRTY) for trace in evidence.parts}["cue"] == "kata"
    assert all(step.word.of(DIRTY).isalpha() for trace in evidence.parts for step in trace.path)


def test_a_stored_parse_of_a_dirty_article_gives_the_same_record(extractor: Extractor) -> None:
    article = Article("kotor", DIRTY)
    [parsed] = extractor.parse([article])

    stored = deserialize(serialize(parsed), extractor.view(article.text).text)
    assert extractor.extract_parsed(article, stored) == extractor(article)


def test_a_damaged_text_is_flagged_and_the_run_warns_once(
    extractor: Extractor, caplog: pytest.LogCaptureFixture
) -> None:
    extractor._has_warned_of_damage = False
    damaged = "â€œKami siap berangkat,â€\x9d kata Ratna Wulandari."
    records = list(extractor.pipe([Article("satu", damaged), Article("dua", damaged)], on_error="raise"))

    assert [record.flags for record in records] == [("damaged-text",)] * 2
    assert [quote.speakers for record in records for quote in record.quotes] == [("Ratna Wulandari",)] * 2
    assert caplog.text.count("damaged-text") == 1
