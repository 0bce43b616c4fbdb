"""The three formats of gold: what is written is read back, and errors say where and why."""

from __future__ import annotations

import json

import pytest

from quotes.errors import InputError, QuotesError, RecordError, UsageError
from quotes.evaluation.formats import detect_format, read_gold, write_gold
from quotes.evaluation.formats.jsonl import read_predictions
from quotes.evaluation.gold import GoldArticle

from .conftest import TEXT, gold_line, place, three_quotes

FORMS = {
    "jsonl": "gold.jsonl", "brat": "gold", "label-studio": "gold.json", "conllu": "gold.conllu", "tei": "gold.xml",
    "inception": "inception", "web-annotation": "annotations",
}  # fmt: skip


@pytest.fixture(params=FORMS)
def round_trip(request, tmp_path):
    """Write an article in one of the formats and read it back."""

    def write_and_read(line):
        path = tmp_path / FORMS[request.param]
        write_gold([GoldArticle.from_dict(line)], path, request.param)
        (article,) = read_gold(path)
        return article.to_dict()

    return write_and_read


def test_an_article_is_read_as_it_was_written(round_trip):
    line = gold_line()
    assert line["quotes"][1]["content"] == [place("Atapnya bocor"), place("Lantainya juga licin")]
    assert round_trip(line) == line


def test_a_clitic_source_keeps_its_place_inside_the_word(round_trip):
    start, end = round_trip(gold_line())["quotes"][1]["source"]
    assert TEXT[start - 4 : end] == "katanya"


def test_quotes_without_cue_source_or_speaker_are_kept(round_trip):
    line = gold_line(quotes=[{**three_quotes()[1], "cue": None, "source": None, "speaker": []}])
    assert round_trip(line) == line


def test_an_article_without_quotes_keeps_its_aliases(round_trip):
    line = gold_line(quotes=[])
    assert round_trip(line) == line


def test_a_cue_that_serves_two_quotes_is_kept_for_both(round_trip):
    first, second = three_quotes()[0], three_quotes()[2]
    line = gold_line(quotes=[first, {**second, "cue": first["cue"], "source": first["source"]}])
    assert round_trip(line) == line


def test_a_content_over_several_paragraphs_stays_one_span(round_trip):
    text = '"Kami lelah.\n\nKami pulang," kata warga.'
    quote = {"type": "direct", "content": [[1, 26]], "cue": [28, 32], "source": [33, 38], "speaker": ["warga"]}
    line = {"id": "w", "text": text, "aliases": {"warga": []}, "quotes": [quote]}
    assert round_trip(line) == line


def test_offsets_are_kept_in_text_with_emoji_and_unusual_line_ends(round_trip):
    text = "😀 \u201cNaïve\r\nsekali\u201d,\tkatanya.\u2028Akhir"
    quote = {"type": "direct", "content": [[3, 16]], "cue": [19, 26], "source": [23, 26], "speaker": ["Rina 😀"]}
    line = {"id": "a/b c", "text": text, "aliases": {"Rina 😀": []}, "quotes": [quote]}
    assert round_trip(line) == line


def test_names_with_separators_are_kept(round_trip):
    name = "PT Maju; Jaya = Raya \\ Tbk"
    line = gold_line(
        aliases={name: ["Maju; Jaya", "a\nb"]}, quotes=[{**three_quotes()[0], "speaker": [name, "Lestari"]}]
    )
    assert round_trip(line) == line


def test_other_keys_of_an_article_are_kept(round_trip):
    line = gold_line(date="2026-02-03", url="https://example.org/1", licence="CC-BY-4.0")
    assert round_trip(line) == line


def test_an_extracted_record_can_be_read_as_gold(tmp_path, predict):
    speaker = {"id": "sri", "name": "Sri Lestari", "aliases": ["Lestari"], "roles": ["Kepala Dinas Pasar"]}
    record = predict(speakers=[speaker])
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(record.to_dict()), encoding="utf-8")
    (article,) = read_gold(path)
    assert article.aliases == {"Sri Lestari": ("Lestari", "Kepala Dinas Pasar")}
    assert [quote.content for quote in article.quotes] == [quote.content for quote in record.quotes]


def test_brat_files_have_the_standoff_format(tmp_path):
    write_gold([GoldArticle.from_dict(gold_line())], tmp_path / "gold")
    lines = (tmp_path / "gold" / "pasar.ann").read_text(encoding="utf-8").splitlines()
    start, end = place("kios lama akan diperbaiki")
    assert lines[0] == f"T1\tIndirect {start} {end}\tkios lama akan diperbaiki"
    assert "R1\tCue_of Arg1:T2 Arg2:T1\t" in lines
    assert "#1\tAnnotatorNotes T1\tSri Lestari" in lines
    assert "#4\tAliases T1\tSri Lestari = Kepala Dinas Pasar; Lestari" in lines
    assert (tmp_path / "gold" / "pasar.txt").read_bytes() == TEXT.encode()
    assert "Cue_of" in (tmp_path / "gold" / "annotation.conf").read_text(encoding="utf-8")


BRAT_ERRORS = {
    "T1\tDirect 0 5\tSalah": (":1: the words are not those of the text", RecordError),
    "T1\tDirect 0\tPASAR": (":1: ", RecordError),
    "T1\tDirect 0 5\tPASAR\nR1\tCue_of Arg1:T9 Arg2:T1": ("Cue_of binds T9 to T1", RecordError),
    "T1\tDirect 0 5\tPASAR\n#1\tAliases T1\tSri Lestari": ("'Sri Lestari' has no =", RecordError),
    "T1\tDirect 0 5\tPASAR\nT2\tCue 6 10\tBARU\nT3\tCue 0 5\tPASAR\nR1\tCue_of Arg1:T2 Arg2:T1\n"
    "R2\tCue_of Arg1:T3 Arg2:T1": ("T1 has more than one Cue_of", RecordError),
}


@pytest.mark.parametrize("broken", BRAT_ERRORS)
def test_a_malformed_brat_file_is_an_error_with_place_and_reason(tmp_path, broken):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text(broken, encoding="utf-8")
    message, kind = BRAT_ERRORS[broken]
    with pytest.raises(kind) as caught:
        read_gold(tmp_path)
    assert str(caught.value).startswith(str(tmp_path / "a.ann"))
    assert message in str(caught.value)


def test_brat_attributes_and_events_are_skipped(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tDirect 0 5\tPASAR\nA1\tSure T1\nE1\tCue:T1\n* Equiv\n", encoding="utf-8")
    (article,) = read_gold(tmp_path)
    assert [quote.type for quote in article.quotes] == ["direct"]


def task(tmp_path, **changes):
    """Write an export of Label Studio with the article and changed keys."""
    path = tmp_path / "export.json"
    write_gold([GoldArticle.from_dict(gold_line())], path)
    (made,) = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([{**made, **changes}]), encoding="utf-8")
    return path, made


def test_the_labelling_interface_is_written_beside_the_tasks(tmp_path):
    task(tmp_path)
    assert '<Relation value="source"/>' in (tmp_path / "export.xml").read_text(encoding="utf-8")


def test_of_several_annotations_the_ground_truth_or_the_last_valid_one_counts(tmp_path):
    _, made = task(tmp_path)
    full, empty = made["annotations"][0], {"result": []}
    for given, quotes in (
        ([{**full, "ground_truth": True}, empty], 3),
        ([empty, full], 3),
        ([full, {**empty, "was_cancelled": True}], 3),
        ([full, empty], 0),
    ):
        path, _ = task(tmp_path, annotations=given)
        assert len(read_gold(path)[0].quotes) == quotes


def test_a_relation_can_have_either_direction(tmp_path):
    path, made = task(tmp_path)
    for result in made["annotations"][0]["result"]:
        if result["type"] == "relation" and result["labels"] == ["cue"]:
            result["from_id"], result["to_id"] = result["to_id"], result["from_id"]
    path.write_text(json.dumps([made]), encoding="utf-8")
    assert read_gold(path)[0].to_dict() == gold_line()


def test_offsets_of_older_versions_in_utf16_units_are_converted(tmp_path):
    text = "😀😀 kata warga"
    region = {"start": 5, "end": 9, "text": "kata", "labels": ["Direct"]}
    result = {"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "value": region}
    path = tmp_path / "old.json"
    path.write_text(json.dumps([{"id": 7, "data": {"text": text}, "annotations": [{"result": [result]}]}]), "utf-8")
    (article,) = read_gold(path)
    assert article.id == "7"
    assert article.quotes[0].text == "kata"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"annotations": []}, "task 1: has no annotation"),
        ({"data": {}}, "task 1: is not a task (KeyError: 'text')"),
        ({"data": {"text": "Teks lain."}}, "task 1: the words at"),
    ],
)
def test_a_malformed_task_is_an_error_with_its_number_and_the_reason(tmp_path, changes, message):
    path, _ = task(tmp_path, **changes)
    with pytest.raises(RecordError) as caught:
        read_gold(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "not an article with an id"),
        (json.dumps({"id": "a", "quotes": []}), "has no 'text'"),
        (json.dumps(gold_line(quotes=[{**three_quotes()[0], "cue": [5, 9999]}])), "cue [5, 9999] of quote pasar#1"),
        (json.dumps(gold_line(quotes=[{**three_quotes()[0], "content": []}])), "quote pasar#1 has no content"),
        (json.dumps(gold_line(quotes=[{**three_quotes()[0], "type": "free"}])), "has type 'free'"),
        (json.dumps(gold_line(quotes="none")), "not a list of objects"),
        (json.dumps(gold_line(aliases=["Sri"])), "not lists of names"),
    ],
)
def test_a_malformed_line_is_an_error_with_its_number_and_the_reason(tmp_path, line, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold_line("dulu")) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_gold(path)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert message in str(caught.value)


def test_a_file_that_is_not_gold_is_an_error_with_the_reason(tmp_path):
    (tmp_path / "empty.jsonl").write_text("")
    (tmp_path / "table.csv").write_text("a,b")
    (tmp_path / "latin.jsonl").write_bytes(b"\xff")
    twice = tmp_path / "twice.jsonl"
    twice.write_text(f"{json.dumps(gold_line())}\n" * 2, encoding="utf-8")
    for name, message in (
        ("none.jsonl", "no such file"),
        ("empty.jsonl", "no annotated article"),
        ("table.csv", "no format of gold has the suffix '.csv'"),
        ("latin.jsonl", "is not UTF-8 (byte 0)"),
        ("twice.jsonl", "two articles with the id 'pasar'"),
    ):
        with pytest.raises(UsageError if name == "table.csv" else InputError) as caught:
            read_gold(tmp_path / name)
        assert message in str(caught.value)


def test_a_path_without_suffix_is_a_brat_folder(tmp_path):
    assert detect_format(tmp_path / "new") == "brat"


def test_predictions_need_no_text_and_no_ids_and_can_have_other_articles(tmp_path, gold):
    lines = [{"id": "pasar", "quotes": three_quotes()[:1]}, {"id": "lain", "quotes": []}]
    path = tmp_path / "predicted.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (record,) = read_predictions(path, [gold])
    assert record.article.text == TEXT
    assert record.quotes[0].id == "pasar#1"


@pytest.mark.parametrize(
    ("change", "message"),
    [({"text": "Lain"}, "is not the gold text"), ({"quotes": [{"content": [[0, 9999]]}]}, "not inside the text")],
)
def test_predictions_that_do_not_fit_gold_are_an_error_with_their_line(tmp_path, gold, change, message):
    path = tmp_path / "predicted.jsonl"
    path.write_text(json.dumps({"id": "pasar", "quotes": [], **change}), encoding="utf-8")
    with pytest.raises(QuotesError) as caught:
        read_predictions(path, [gold])
    assert str(caught.value).startswith(f"{path}:1: ")
    assert message in str(caught.value)
