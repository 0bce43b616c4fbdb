"""The gold of the samples in each format, opened by its own library or checked by its schema: offsets equal."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import cassis
import conllu
import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from quotes.cli import cli
from quotes.cli.options import GOLD_FORMAT
from quotes.errors import InputError, MissingExtraError, OutputError, RecordError
from quotes.evaluation.formats import FORMATS, read_gold, tei, web_annotation, write_gold
from quotes.evaluation.formats.jsonl import read as read_jsonl
from quotes.evaluation.gold import GoldArticle
from quotes.records import Span

from .conftest import gold_line

GOLD = Path(__file__).parents[2] / "samples/gold.jsonl"
NAMES = {"conllu": "gold.conllu", "tei": "gold.xml", "inception": "inception", "web-annotation": "annotations"}
TEI = "{http://www.tei-c.org/ns/1.0}"

#: What the Web Annotation Data Model says an annotation must have.
ANNOTATION_PAGE: dict[str, Any] = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "items": {
            "items": {
                "type": "object",
                "required": ["id", "type", "target"],
                "properties": {
                    "id": {"type": "string", "format": "uri"},
                    "type": {"const": "Annotation"},
                    "motivation": {"enum": ["highlighting", "linking"]},
                    "body": {
                        "items": {
                            "required": ["type", "purpose"],
                            "oneOf": [{"required": ["value"]}, {"required": ["source"]}],
                            "properties": {
                                "type": {"enum": ["TextualBody", "SpecificResource"]},
                                "purpose": {"enum": ["classifying", "identifying", "tagging", "linking"]},
                            },
                        },
                    },
                    "target": {
                        "items": {
                            "required": ["type", "source", "selector"],
                            "properties": {
                                "selector": {
                                    "prefixItems": [
                                        {"required": ["exact"], "properties": {"type": {"const": "TextQuoteSelector"}}},
                                        {
                                            "required": ["start", "end"],
                                            "properties": {
                                                "type": {"const": "TextPositionSelector"},
                                                "start": {"type": "integer", "minimum": 0},
                                                "end": {"type": "integer", "minimum": 0},
                                            },
                                        },
                                    ],
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def gold() -> list[GoldArticle]:
    return sorted(read_jsonl(GOLD), key=lambda article: article.id)


@pytest.fixture(scope="module")
def written(gold: list[GoldArticle], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("formats")
    for name, file in NAMES.items():
        write_gold(gold, folder / file, name)
    return {name: folder / file for name, file in NAMES.items()}


def contents(gold: list[GoldArticle]) -> list[tuple[str, str]]:
    return sorted((a.id, span.of(a.text)) for a in gold for q in a.quotes for span in q.content)


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_are_read_back_as_they_were_written(
    name: str, written: dict[str, Path], gold: list[GoldArticle]
) -> None:
    read = sorted(read_gold(written[name]), key=lambda article: article.id)
    assert [article.to_dict() for article in read] == [article.to_dict() for article in gold]


def test_the_command_knows_every_format() -> None:
    assert set(GOLD_FORMAT.choices) == set(FORMATS)


def test_conll_u_is_opened_by_its_library(written: dict[str, Path], gold: list[GoldArticle]) -> None:
    sentences = conllu.parse(written["conllu"].read_text(encoding="utf-8"))
    documents = [s.metadata["newdoc id"] for s in sentences if "newdoc id" in s.metadata]
    assert documents == [article.id for article in gold]
    for sentence in sentences:
        spaced = "".join(w["form"] + ("" if (w["misc"] or {}).get("SpaceAfter") == "No" else " ") for w in sentence)
        assert " ".join(spaced.split()) == " ".join(sentence.metadata["text"].split())
    begun = [tag for s in sentences for w in s for tag in ((w["misc"] or {}).get("Quote") or "").split(",")]
    assert sum(tag.endswith(":B-content") for tag in begun) == len(contents(gold))


def test_uima_cas_is_opened_by_cassis(written: dict[str, Path], gold: list[GoldArticle]) -> None:
    folder = written["inception"]
    types = cassis.load_typesystem((folder / "TypeSystem.xml").read_text(encoding="utf-8"))
    found = []
    for article in gold:
        cas = cassis.load_cas_from_xmi((folder / f"{article.id}.xmi").read_bytes().decode(), typesystem=types)
        assert cas.sofa_string == article.text
        labels = {"Direct", "Indirect", "Mixed"}
        quotes = [each for each in cas.select("webanno.custom.Quote") if each.label in labels]
        found += [(article.id, each.get_covered_text()) for each in quotes]
    assert sorted(found) == contents(gold)


def test_tei_is_valid_by_the_dtd_of_p5(written: dict[str, Path], gold: list[GoldArticle]) -> None:
    with files("trafilatura").joinpath("data/tei_corpus.dtd").open(encoding="utf-8") as file:
        dtd = etree.DTD(file)
    root = etree.parse(written["tei"]).getroot()
    assert dtd.validate(root), dtd.error_log.filter_from_errors()
    ids = root.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    pointers = {pointer for who in root.xpath("//@who | //@next | //@prev | //@corresp") for pointer in who.split()}
    assert pointers <= {f"#{name}" for name in ids}
    said = [
        (article.id, "".join(element.itertext()))
        for article, text in zip(gold, root.iter(f"{TEI}TEI"), strict=True)
        for element in text.iter(f"{TEI}said")
    ]
    assert sorted(said) == contents(gold)


def test_web_annotations_have_the_form_of_the_recommendation(written: dict[str, Path], gold: list[GoldArticle]) -> None:
    found = []
    for article in gold:
        page = json.loads((written["web-annotation"] / f"{article.id}.jsonld").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(ANNOTATION_PAGE).validate(page)
        names = {item["id"] for item in page["items"]}
        for item in page["items"]:
            linked = [body["source"] for body in item["body"] if body["purpose"] == "linking"]
            assert set(linked) <= names
            for target in item["target"]:
                words, place = target["selector"]
                assert article.text[place["start"] : place["end"]] == words["exact"]
                assert article.text[: place["start"]].endswith(words["prefix"])
                if not linked:
                    found.append((article.id, words["exact"]))
    assert sorted(found) == contents(gold)


def test_a_command_converts_what_was_extracted(tmp_path: Path, written: dict[str, Path]) -> None:
    target = tmp_path / "gold.jsonl"
    result = CliRunner().invoke(cli, ["convert-gold", str(written["tei"]), str(target)])
    assert result.exit_code == 0, result.output
    assert len(read_gold(target)) == 16


# --- TEI -------------------------------------------------------------------------------------------------------------


def test_spans_that_overlap_become_pieces_that_are_bound(tmp_path: Path) -> None:
    text = "Ratna mengatakan air laut\nnaik cepat sekali"
    quotes = [
        {"type": "indirect", "content": [[17, 36]], "cue": [6, 16], "source": [0, 5], "speaker": ["Ratna"]},
        {"type": "mixed", "content": [[21, 43]], "cue": None, "source": [17, 30], "speaker": []},
    ]
    line = {"id": "uji", "text": text, "aliases": {"Ratna": []}, "quotes": quotes}
    tei.write([GoldArticle.from_dict(line)], tmp_path / "uji.xml")
    root = etree.parse(tmp_path / "uji.xml").getroot()
    first, second = (e for e in root.iter(f"{TEI}said") if e.get("n") == "1.1")
    assert ("".join(first.itertext()), "".join(second.itertext())) == ("air laut", "naik cepat")
    assert first.get("next") == "#" + second.get("{http://www.w3.org/XML/1998/namespace}id")
    (article,) = read_gold(tmp_path / "uji.xml")
    assert article.to_dict() == line


def test_characters_that_xml_forbids_are_refused(tmp_path: Path) -> None:
    article = GoldArticle.from_dict({"id": "uji", "text": "Ya\x0b.", "aliases": {}, "quotes": []})
    for name, file in (("tei", "uji.xml"), ("inception", "cas")):
        with pytest.raises(OutputError, match="cannot be written as XML"):
            write_gold([article], tmp_path / file, name)


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<TEI", "is not XML"),
        (
            f"<TEI xmlns='{TEI[1:-1]}'><text><body><p><said n='1.1' who='#x'>Ya</said></p></body></text></TEI>",
            "who refers to 'x', which is no person; add the person",
        ),
    ],
)
def test_errors_of_tei_say_what_to_do(xml: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "uji.xml").write_text(xml, encoding="utf-8")
    with pytest.raises((InputError, RecordError), match=message):
        read_gold(tmp_path / "uji.xml")


def test_entities_of_tei_are_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "uji.xml"
    path.write_text(
        '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>A&x;B</p></body></text></TEI>',
        encoding="utf-8",
    )
    (article,) = read_gold(path)
    assert article.text == "A&x;B"


# --- Web Annotation --------------------------------------------------------------------------------------------------


def test_words_that_moved_are_found_by_what_stands_around_them(tmp_path: Path) -> None:
    article = GoldArticle.from_dict(gold_line())
    web_annotation.write([article], tmp_path)
    path = tmp_path / "pasar.txt"
    path.write_text("Diperbarui. " + article.text, encoding="utf-8")
    (read,) = read_gold(tmp_path)
    assert [[Span(s.start - 12, s.end - 12) for s in quote.content] for quote in read.quotes] == [
        list(quote.content) for quote in article.quotes
    ]


def test_words_that_are_gone_or_ambiguous_are_an_error(tmp_path: Path) -> None:
    web_annotation.write([GoldArticle.from_dict(gold_line())], tmp_path)
    (tmp_path / "pasar.txt").write_text("Tidak ada apa-apa.", encoding="utf-8")
    with pytest.raises(RecordError, match="stand at 0 places of the text; annotate it again"):
        read_gold(tmp_path)
    (tmp_path / "pasar.jsonld").write_text("[]", encoding="utf-8")
    with pytest.raises(RecordError, match="is not a page of annotations"):
        read_gold(tmp_path)


# --- CoNLL-U ---------------------------------------------------------------------------------------------------------


def test_conll_u_of_another_program_is_read_by_its_misc(tmp_path: Path) -> None:
    path = tmp_path / "berita.conllu"
    rows = [
        ("1", "Kami", "Quote=1:B-content|QuoteType=1:direct|QuoteSpeaker=1:Ratna%2C Bupati"),
        ("2", "siap", "Quote=1:I-content|SpaceAfter=No"),
        ("3", ",", "_"),
        ("4-5", "katanya", "SpaceAfter=No"),
        ("4", "kata", "Quote=1:B-cue"),
        ("5", "nya", "Quote=1:I-cue,1:B-source"),
        ("6", ".", "_"),
    ]
    lines = "".join("\t".join((number, form, *["_"] * 7, misc)) + "\n" for number, form, misc in rows)
    path.write_text(f"# sent_id = 1\n{lines}\n", encoding="utf-8")
    (article,) = read_gold(path)
    assert (article.id, article.text) == ("berita", "Kami siap, katanya. ")
    (quote,) = article.quotes
    assert [quote.content[0].of(article.text), quote.cue.of(article.text), quote.source.of(article.text)] == [
        "Kami siap", "katanya", "nya",
    ]  # fmt: skip
    assert quote.speakers == ("Ratna, Bupati",)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1\tYa", ":1: has 2 columns, not 10"),
        ("1\tYa" + "\t_" * 7 + "\tQuote=1", ":1: Quote=1 is no part of a quote; write Quote=1:B-content"),
        ("1\tYa" + "\t_" * 7 + "\tQuoteType=direct", "QuoteType=direct has no number of a quote"),
        ("# newdoc id = a\n# quotes_article = x", ":2: the comment quotes_article is not a JSON object"),
    ],
)
def test_errors_of_conll_u_have_their_line(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "uji.conllu"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(RecordError, match=message):
        read_gold(path)


# --- INCEpTION -------------------------------------------------------------------------------------------------------


def test_offsets_of_uima_are_code_points_here_and_utf_16_there(tmp_path: Path) -> None:
    text = '😀 "Ya," kata Budi.'
    quote = {"type": "direct", "content": [[3, 6]], "cue": [8, 12], "source": [13, 17], "speaker": ["Budi"]}
    line = {"id": "uji", "text": text, "aliases": {"Budi": []}, "quotes": [quote]}
    write_gold([GoldArticle.from_dict(line)], tmp_path / "cas", "inception")
    assert 'begin="4" end="7"' in (tmp_path / "cas/uji.xmi").read_text(encoding="utf-8")
    (article,) = read_gold(tmp_path / "cas")
    assert article.to_dict() == line


def test_without_cassis_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cassis", None)
    with pytest.raises(MissingExtraError, match=r"UIMA CAS files need the extra 'inception'"):
        write_gold([GoldArticle.from_dict(gold_line())], tmp_path / "cas", "inception")


# --- any text, any spans ---------------------------------------------------------------------------------------------


@st.composite
def gold_lines(draw: st.DrawFn) -> dict[str, Any]:
    """Articles of odd characters, with parts that overlap in any way and begin and end at no white space."""
    text = draw(st.text(alphabet='aB7 .,"“”&<>|=%;😀é\n\t', min_size=1, max_size=60))
    edges = [k for k, character in enumerate(text) if not character.isspace()]

    def span() -> list[int] | None:
        start, end = sorted(draw(st.tuples(st.sampled_from(edges), st.sampled_from(edges))))
        return [start, end + 1]

    quotes = []
    for _ in range(draw(st.integers(0, 3)) if edges else 0):
        speaker = draw(st.lists(st.text(alphabet="aB;=,|%: ", min_size=1, max_size=8).map(str.strip), max_size=2))
        quotes.append(
            {
                "type": draw(st.sampled_from(["direct", "indirect", "mixed"])),
                "content": [span()],
                "cue": draw(st.sampled_from([None, span()])),
                "source": draw(st.sampled_from([None, span()])),
                "speaker": [name for name in dict.fromkeys(speaker) if name],
            }
        )
    quotes.sort(key=lambda quote: quote["content"])
    return {"id": "uji", "text": text, "aliases": {}, "quotes": quotes}


@pytest.mark.parametrize("name", [*NAMES, "brat", "label-studio"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=gold_lines())
def test_any_text_and_any_spans_come_back(name: str, line: dict[str, Any], tmp_path: Path) -> None:
    file = NAMES.get(name, {"brat": "brat", "label-studio": "gold.json"}.get(name, ""))
    write_gold([GoldArticle.from_dict(line)], tmp_path / file, name)
    (article,) = read_gold(tmp_path / file, name)

    def by_place(quotes: list[dict[str, Any]]) -> list[str]:
        return sorted(map(str, quotes))

    assert article.text == line["text"]
    assert by_place(article.to_dict()["quotes"]) == by_place(line["quotes"])
