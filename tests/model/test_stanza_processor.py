"""The processor ``quote`` in pipelines of Stanza's own: with the shipped model, and with another package."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import stanza
from stanza.models.common.doc import Document

import quotes.stanza_processor as processor
from quotes.errors import InputError
from quotes.evaluation.formats import conllu
from quotes.evaluation.formats.jsonl import read
from quotes.evaluation.score import score
from quotes.records import Record
from quotes.resources import model_folder

TEXT = (
    '"Kami siap. Kapal sudah diperiksa," kata Menteri Perikanan Ratna Wulandari di Ambon.\n'
    "Ia mengatakan nelayan boleh melaut.\n"
    '"Hati-hati," pesannya.'
)
ROOT = Path(__file__).parents[2]
PROCESSORS = "tokenize,mwt,pos,lemma,depparse"


@pytest.fixture(scope="module")
def pipeline() -> Any:
    return stanza.Pipeline("id", processors=f"{PROCESSORS},ner,quote", verbose=False, **processor.package_options())


def test_a_document_has_its_quotes_with_words_speakers_and_cue(pipeline: Any) -> None:
    document = pipeline(TEXT)
    assert [(quote.text, quote.speakers, str(quote.cue), quote.type) for quote in document.quotes] == [
        ("Kami siap. Kapal sudah diperiksa,", ("Ratna Wulandari",), "kata", "direct"),
        ("nelayan boleh melaut", ("Ratna Wulandari",), "mengatakan", "indirect"),
        ("Hati-hati,", ("Ratna Wulandari",), "pesannya", "direct"),
    ]
    first = document.quotes[0]
    assert TEXT[first.start_char : first.end_char] == first.text
    assert (first.cue.start_char, first.source.text) == (TEXT.index("kata"), "Menteri Perikanan Ratna Wulandari")
    assert (first.cue_text, first.source_text) == ("kata", "Menteri Perikanan Ratna Wulandari")
    assert [word.text for word in first.words] == ["Kami", "siap", ".", "Kapal", "sudah", "diperiksa", ","]
    assert first.words[0] is document.sentences[0].words[1]
    assert first.to_dict()["cue"] == {"text": "kata", "start_char": 36, "end_char": 40}


def test_the_plain_data_of_a_document_has_the_quotes(pipeline: Any) -> None:
    words = [word for sentence in pipeline(TEXT).to_dict() for word in sentence]
    tagged = {word["text"]: word["misc"] for word in words if "Quote=" in word.get("misc", "")}
    assert tagged["Kami"] == "Quote=1:B-content|QuoteSpeaker=1:Ratna Wulandari|QuoteType=1:direct"
    assert tagged["kata"] == "Quote=1:B-cue"
    assert tagged["nya"] == "Quote=3:I-cue,3:B-source"


def test_the_conll_u_of_a_document_is_read_back_with_the_same_quotes(pipeline: Any, tmp_path: Path) -> None:
    document = pipeline(TEXT)
    path = tmp_path / "berita.conllu"
    path.write_text(f"{document:C}" + "\n\n", encoding="utf-8")
    (article,) = conllu.read(path)
    assert article.text.rstrip() == TEXT
    assert [(q.content, q.cue, q.source, q.speakers) for q in article.quotes] == [
        (q.content, q.cue, q.source, q.speakers) for q in document.record.quotes
    ]


def test_a_second_run_does_not_tag_words_twice(pipeline: Any) -> None:
    document = pipeline(TEXT)
    before = json.dumps(document.to_dict())
    assert json.dumps(pipeline.processors["quote"].process(document).to_dict()) == before


def test_the_record_can_be_written_as_others(pipeline: Any) -> None:
    record = pipeline(TEXT).record
    assert isinstance(record, Record)
    assert [quote.confidence for quote in record.quotes] == [None, None, None]


def test_positions_are_those_of_the_text_where_it_has_markup(pipeline: Any) -> None:
    text = "<p>\u201cKami&nbsp;siap melaut hari ini,\u201d kata Ratna Wulandari.</p>"
    (quote,) = pipeline(text).quotes
    assert quote.text == "Kami&nbsp;siap melaut hari ini,"
    assert text[quote.start_char : quote.end_char] == quote.text


def test_many_documents_are_processed_at_once(pipeline: Any) -> None:
    documents = pipeline.bulk_process([TEXT, "Hujan turun.", '"Ya, saya pulang," kata Budi.'])
    assert [len(document.quotes) for document in documents] == [3, 0, 1]


def test_a_document_that_was_not_processed_has_no_quotes() -> None:
    assert (Document([]).quotes, Document([]).record) == ((), None)


def test_a_document_without_its_text_is_refused(pipeline: Any) -> None:
    document = pipeline(TEXT)
    document.text = None
    with pytest.raises(InputError, match="the document has no text; give the pipeline the text"):
        pipeline.processors["quote"].process(document)


def test_the_pipeline_needs_a_tree() -> None:
    with pytest.raises(stanza.pipeline.core.PipelineRequirementsException):
        stanza.Pipeline("id", processors="tokenize,quote", verbose=False, **processor.package_options())


def test_the_score_on_the_samples_is_that_of_the_extractor_but_for_two_hundredths(pipeline: Any) -> None:
    gold = read(ROOT / "samples/gold.jsonl")
    records = [Record.from_dict({**pipeline(each.text).record.to_dict(), "id": each.id}) for each in gold]
    assert score(gold, records).rates["joint"].f1 >= 0.93


@pytest.fixture(scope="module")
def other_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with another name, without a tagger of entities and without lemmas."""
    folder = tmp_path_factory.mktemp("stanza")
    shipped = model_folder("id-news")
    for name in ("tokenize", "mwt", "pos", "depparse", "pretrain"):
        (folder / "id" / name).mkdir(parents=True)
        shutil.copy(shipped / "id" / name / "news.pt", folder / "id" / name / "uji.pt")
    index = json.loads((shipped / "resources.json").read_text(encoding="utf-8"))["id"]
    needs = {"dependencies": [{"model": "pretrain", "package": "uji"}]}
    models = {
        name: {"uji": needs if name in ("pos", "depparse") else {}} for name in index if (folder / "id" / name).exists()
    }
    packages = {"uji": {name: "uji" for name in models if name != "pretrain"}}
    (folder / "resources.json").write_text(
        json.dumps({"id": {"lang_name": "Indonesian", **models, "packages": packages}})
    )
    return folder


def test_another_package_finds_quotes_with_options_of_the_user(other_package: Path, tmp_path: Path) -> None:
    speakers = tmp_path / "speakers.csv"
    speakers.write_text("id,name,aliases,wikidata\nratna,Ratna Wulandari,Bu Ratna,Q42\n", encoding="utf-8")
    nlp = stanza.Pipeline(
        "id", dir=str(other_package), package=None, download_method=None, verbose=False, lemma_use_identity=True,
        processors={**dict.fromkeys(("tokenize", "mwt", "pos", "depparse", "quote"), "uji"), "lemma": "identity"},
        quote_speakers=str(speakers),
    )  # fmt: skip
    document = nlp(TEXT)
    assert [quote.speakers for quote in document.quotes] == [("Ratna Wulandari",)] * 3
    assert document.record.speakers[0].external == {"wikidata": "Q42"}


def test_a_model_directory_has_its_own_options(other_package: Path) -> None:
    assert processor.package_options(str(other_package)) == {
        "package": "uji", "dir": str(other_package), "download_method": None,
    }  # fmt: skip
    assert processor.package_options("gsd") == {"package": "gsd"}
