"""The sample articles and their gold: what is promised in samples/README.md holds."""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.samples import build_gold
from tests.samples.build_gold import COMMAND, CONSTRUCTIONS, SAMPLES, GoldError
from tests.samples.locate import Locator

README = (SAMPLES / "README.md").read_text(encoding="utf-8")
GOLD = [json.loads(line) for line in (SAMPLES / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
BY_ID = {article["id"]: article for article in GOLD}


def annotation(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((SAMPLES / "annotations" / f"{name}.json").read_text(encoding="utf-8"))
    return data


def quote(**changes: Any) -> dict[str, Any]:
    base = {"type": "indirect", "content": ["air sudah surut"], "cue": "mengatakan", "source": "Yayah"}
    return {**base, "speaker": ["Yayah"], "shows": ["I1"], **changes}


# The files


def test_gold_is_what_the_annotations_give() -> None:
    fresh = build_gold.gold(build_gold.load())
    assert (SAMPLES / "gold.jsonl").read_text(encoding="utf-8") == fresh, f"gold.jsonl is stale, run: {COMMAND}"


def test_the_tables_of_the_readme_are_what_the_annotations_give() -> None:
    assert build_gold.readme_with_table(README, build_gold.load()) == README, f"the README is stale, run: {COMMAND}"


def test_the_readme_describes_every_article() -> None:
    described = re.findall(r"^\| ([a-z]+-[a-z]+) \| ", README, flags=re.MULTILINE)
    assert sorted(described) == sorted(BY_ID)


@pytest.mark.parametrize("name", sorted(BY_ID))
def test_the_text_of_the_gold_is_the_text_of_the_file(name: str) -> None:
    encoding = annotation(name).get("encoding", "utf-8")
    assert (SAMPLES / "articles" / f"{name}.txt").read_bytes() == BY_ID[name]["text"].encode(encoding)


def test_one_article_is_in_windows_1252_and_not_in_utf_8() -> None:
    data = (SAMPLES / "articles" / "demam-berdarah.txt").read_bytes()
    assert "“Penurunan ini" in data.decode("windows-1252")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


@pytest.mark.parametrize("name", ["kereta-pesisir", "banjir-wanakerta"])
def test_the_page_of_an_article_holds_all_its_words(name: str) -> None:
    page = (SAMPLES / "formats" / f"{name}.html").read_text(encoding="utf-8")
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())
    for paragraph in BY_ID[name]["text"].splitlines():
        assert paragraph in words


def test_the_tables_of_articles_have_a_text_column() -> None:
    lines = (SAMPLES / "formats" / "dua-berita.jsonl").read_text(encoding="utf-8").splitlines()
    with (SAMPLES / "formats" / "dua-berita.csv").open(encoding="utf-8", newline="") as table:
        rows = [*map(json.loads, lines), *csv.DictReader(table)]
    assert len({row["id"] for row in rows}) == 4
    assert all(len(row["text"].splitlines()) >= 5 for row in rows)


def test_the_scraped_table_has_the_articles_of_the_other_under_indonesian_names() -> None:
    tables = []
    for name in ("dua-berita", "hasil-unduhan"):
        with (SAMPLES / "formats" / f"{name}.csv").open(encoding="utf-8", newline="") as table:
            tables.append(list(csv.DictReader(table)))
    plain, scraped = tables
    assert [(row["Judul"], row["Isi"]) for row in scraped] == [(row["title"], row["text"]) for row in plain]


# The quotes


@pytest.mark.parametrize("name", sorted(BY_ID))
def test_every_offset_gives_the_words_of_the_annotation(name: str) -> None:
    text, quotes, annotated = BY_ID[name]["text"], BY_ID[name]["quotes"], annotation(name)["quotes"]
    assert len(quotes) == len(annotated)
    for found, wanted in zip(quotes, annotated, strict=True):
        assert [text[start:end] for start, end in found["content"]] == wanted["content"]
        for part in ("cue", "source"):
            assert (text[slice(*found[part])] if found[part] else None) == wanted[part]


@pytest.mark.parametrize("name", sorted(BY_ID))
def test_every_speaker_has_aliases(name: str) -> None:
    speakers = {speaker for quote in BY_ID[name]["quotes"] for speaker in quote["speaker"]}
    assert speakers == BY_ID[name]["aliases"].keys()


def test_quotes_stand_in_the_order_of_the_text() -> None:
    for article in GOLD:
        starts = [quote["content"][0][0] for quote in article["quotes"]]
        assert starts == sorted(starts), article["id"]


@pytest.mark.parametrize("label", CONSTRUCTIONS)
def test_every_construction_of_the_readme_occurs(label: str) -> None:
    row = re.search(rf"^\| {label} \| .* \| (\d+) \| (.*) \|$", README, flags=re.MULTILINE)
    assert row is not None, f"no row for {label} in the README, run: {COMMAND}"
    where = {name for name in BY_ID if any(label in quote["shows"] for quote in annotation(name)["quotes"])}
    assert int(row[1]) >= 2
    assert set(row[2].split(", ")) == where


def test_direct_indirect_and_mixed_are_labelled_as_what_they_are() -> None:
    for name in BY_ID:
        for entry in annotation(name)["quotes"]:
            kinds = {label[0] for label in entry["shows"] if label[0] in "DI"}
            assert kinds == ({"D"} if entry["type"] == "direct" else {"I"}), entry
            assert ("mixed" in entry["shows"]) == (entry["type"] == "mixed"), entry


def test_an_article_of_plain_fact_has_marks_but_no_quote() -> None:
    article = BY_ID["jembatan-delima"]
    assert article["quotes"] == []
    assert article["text"].count('"') >= 10


def test_common_constructions_are_the_common_ones() -> None:
    shown = [label for name in BY_ID for entry in annotation(name)["quotes"] for label in entry["shows"]]
    for rare in ("D4", "D5", "D9", "D10", "I7", "I8", "I9"):
        assert shown.count(rare) < min(shown.count("D1"), shown.count("D2"), shown.count("I1"), shown.count("I2"))


# From strings to offsets, strictly


def locate(text: str, *quotes: dict[str, Any]) -> Locator:
    locator = Locator(text, "contoh.json")
    locator.quotes(quotes)
    return locator


def test_a_good_annotation_has_no_problem() -> None:
    assert locate("Yayah mengatakan air sudah surut.\n", quote()).problems == []


def test_cue_and_source_are_the_nearest_ones() -> None:
    text = '"Satu," kata Rudi.\n"Dua," kata Rudi.\n'
    changes = {"type": "direct", "cue": "kata", "source": "Rudi", "speaker": ["Rudi"]}
    _, second = Locator(text, "contoh.json").quotes(
        [quote(content=["Satu,"], **changes), quote(content=["Dua,"], **changes)]
    )
    assert second.cue == (text.rindex("kata"), text.rindex("kata") + 4)
    assert second.source == (text.rindex("Rudi"), text.rindex("Rudi") + 4)


def test_nya_is_the_end_of_the_cue() -> None:
    text = '"Air sudah surut," katanya.\n'
    changes = {"type": "direct", "content": ["Air sudah surut,"], "cue": "katanya", "source": "nya"}
    (found,) = Locator(text, "contoh.json").quotes([quote(**changes)])
    assert found.cue is not None
    assert (text[slice(*found.cue)], found.source) == ("katanya", (found.cue[1] - 3, found.cue[1]))


@pytest.mark.parametrize(
    ("text", "changes", "problem"),
    [
        ("Yayah mengatakan air sudah naik.\n", {}, "not found after the quote before"),
        ("Air surut.\nYayah mengatakan air sudah surut.\n", {"cue": "menuturkan"}, "not in the paragraph"),
        ("Yayah datang.\nDia mengatakan air sudah surut.\n", {}, "not in the paragraph"),
        ("Yayah kata Yayah air sudah surut.\n", {"cue": "kata"}, "twice at the same distance"),
        ("Yayah mengatakan bahwa air sudah surut.\n", {"content": ["bahwa air sudah surut"]}, "has bahwa"),
        ("Yayah mengatakan air sudah surut.\n", {"content": ["air sudah surut."]}, "a full stop"),
        ("Yayah mengatakan air sudah surut.\n", {"content": ["air sudah sur"]}, "at its edge"),
        ("Yayah mengatakan air sudah surut.\n", {"type": "direct"}, "does not fill its marks"),
        ("Yayah mengatakan air sudah surut.\n", {"source": "nya"}, "does not end in"),
        ("Yayah mengatakan air sudah surut.\n", {"type": "langsung"}, "missing or unknown"),
        ("Yayah mengatakan air sudah surut.\n", {"speaker": []}, "missing or unknown"),
        ("Yayah mengatakan air sudah surut.\n", {"kata": "x"}, "the keys differ"),
    ],
)
def test_a_string_that_does_not_fit_is_reported(text: str, changes: dict[str, Any], problem: str) -> None:
    problems = locate(text, quote(**changes)).problems
    assert len(problems) == 1
    assert problems[0].startswith("contoh.json: quote 1")
    assert problem in problems[0]


def test_a_quote_annotated_twice_is_reported() -> None:
    problems = locate("Yayah mengatakan air sudah surut.\n", quote(), quote()).problems
    assert any("overlaps the quote before" in problem for problem in problems)


def write(folder: Path, name: str, text: str, **changes: Any) -> None:
    for kind in ("articles", "annotations"):
        (folder / kind).mkdir(exist_ok=True)
    data = {"outlet": "contoh.id", "title": "Contoh", "aliases": {"Yayah": []}, "quotes": [quote()]}
    (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "annotations" / f"{name}.json").write_text(
        json.dumps({**data, "negatives": {}, "marks": {}, **changes}), encoding="utf-8"
    )


def test_problems_of_all_annotations_are_reported_together(tmp_path: Path) -> None:
    text = "Yayah mengatakan air sudah surut.\n"
    write(tmp_path, "alias", text, aliases={"Yayah": ["Bu Yayah"]})
    write(tmp_path, "baik", text)
    write(tmp_path, "bukan", text, negatives={"scare quotes": ["Yayah mengatakan"]})
    write(tmp_path, "label", text, quotes=[quote(shows=["Z9"])])
    write(tmp_path, "orang", text, aliases={})
    write(tmp_path, "rusak", text)
    (tmp_path / "annotations" / "rusak.json").write_text("{", encoding="utf-8")
    (tmp_path / "annotations" / "sendiri.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GoldError) as error:
        build_gold.load(tmp_path)
    found = [problem.split(":")[0] for problem in error.value.problems]
    assert found == ["sendiri", "alias.json", "bukan.json", "label.json", "orang.json", "rusak.json"]
