"""Why a quote is what it is: the parts with the way to them, and the way from the mention to the person."""

from __future__ import annotations

import json

from quotes.records import Quote, Record
from tests.trees import record

NAMED = (
    '"Air naik,"/ADJ/0/root kata/VERB/1/parataxis Menteri/NOUN/2/nsubj Perikanan/NOUN/3/nmod '
    "Ratna/PROPN/3/flat:name Wulandari/PROPN/3/flat:name ./PUNCT/1/punct"
)
CLITIC = '"Warga mengungsi,"/ADJ/0/root ujar/VERB/1/parataxis +nya/PRON/2/nsubj ./PUNCT/1/punct'
REPORT = (
    "Ratna/PROPN/3/nsubj Wulandari/PROPN/1/flat:name mengatakan/VERB/0/root bahwa/SCONJ/6/mark "
    "air/NOUN/6/nsubj naik/VERB/3/ccomp ./PUNCT/3/punct"
)


def told(quote: Quote, text: str) -> dict[str, tuple[str, str, str]]:
    """Of every part its words, how it was found, and the way to it."""
    assert quote.evidence is not None
    return {
        part.part: (" … ".join(span.of(text) for span in part.spans), part.how, part.walk(text))
        for part in quote.evidence.parts
    }


def only(made: Record) -> Quote:
    [quote] = made.quotes
    return quote


def test_every_part_says_how_it_was_found_and_hangs_on_the_cue():
    made = record(NAMED)
    assert told(only(made), made.article.text) == {
        "cue": ("kata", "lexicon", ""),
        "content": ("Air naik,", "quotation", ""),
        "source": ("Menteri Perikanan Ratna Wulandari", "phrase", ">nsubj Menteri"),
    }


def test_a_path_that_the_rule_asked_for_is_told_from_one_that_only_shows_the_tree():
    for article, asked in ((NAMED, False), (REPORT, True)):
        evidence = only(record(article)).evidence
        assert evidence is not None
        [source] = [part for part in evidence.parts if part.part == "source"]
        assert (source.asked, source.how == "path") == (asked, asked)


def test_a_part_says_where_its_finder_started_and_on_which_side():
    evidence = only(record(NAMED)).evidence
    assert evidence is not None
    assert [(part.of, part.side) for part in evidence.parts] == [(None, None), ("cue", "before"), ("cue", "after")]


def test_a_quotation_alone_has_the_words_that_introduce_it():
    introduction = (
        "Hal/NOUN/3/nsubj:pass itu/DET/1/det disampaikan/VERB/0/root Ratna/PROPN/3/obl Wulandari/PROPN/4/flat"
    )
    made = record([introduction + " ./PUNCT/3/punct", '"Air sudah naik sejak pagi."'])
    parts = told(only(made), made.article.text)
    assert parts["content"][:2] == ("Air sudah naik sejak pagi.", "quotation")
    assert parts["introducing cue"][0] == "disampaikan"
    assert parts["introducing source"][0] == "Ratna Wulandari"


def test_the_way_from_a_clitic_goes_over_who_was_in_focus_to_the_name():
    made = record(NAMED, CLITIC)
    evidence = made.quotes[1].evidence
    assert evidence is not None
    first, *_, last = evidence.chain
    assert (first.by, first.text) == ("source", "nya")
    assert (last.by, last.text) == ("name", "Ratna Wulandari")
    assert last.span is not None
    assert last.span.of(made.article.text) == "Ratna Wulandari"
    assert len(evidence.chain) == 3


def test_a_source_that_is_the_name_needs_no_further_link():
    evidence = only(record(REPORT)).evidence
    assert evidence is not None
    assert [link.by for link in evidence.chain] == ["source"]


def test_a_record_has_its_evidence_only_where_it_is_asked_for_and_reads_it_back():
    made = record(NAMED, CLITIC)
    assert all("evidence" not in quote for quote in made.to_dict()["quotes"])
    written = json.loads(json.dumps(made.to_dict(evidence=True)))
    read = Record.from_dict(written)
    assert [quote.evidence for quote in read.quotes] == [quote.evidence for quote in made.quotes]
    assert all(quote.evidence is not None for quote in read.quotes)


def test_those_who_bear_the_name_too_are_turned_down():
    other = REPORT.replace("Ratna/", "Sari/")
    short = REPORT.replace("Ratna/PROPN/3/nsubj Wulandari/PROPN/1/flat:name", "Wulandari/PROPN/2/nsubj").replace(
        "mengatakan/VERB/0/root bahwa/SCONJ/6/mark air/NOUN/6/nsubj naik/VERB/3/ccomp ./PUNCT/3/punct",
        "mengatakan/VERB/0/root bahwa/SCONJ/5/mark hujan/NOUN/5/nsubj turun/VERB/2/ccomp ./PUNCT/2/punct",
    )
    made = record(REPORT, other, short)
    evidence = made.quotes[2].evidence
    assert evidence is not None
    [turned_down] = evidence.candidates
    assert {turned_down.name, *made.quotes[2].speakers} == {"Ratna Wulandari", "Sari Wulandari"}
    assert (turned_down.reason, turned_down.taken) == ("answers to the name too", False)


def test_a_candidate_says_where_he_was_seen():
    made = record(NAMED, CLITIC)
    evidence = made.quotes[1].evidence
    assert evidence is not None
    [taken] = [candidate for candidate in evidence.candidates if candidate.taken]
    assert taken.span is not None
    assert taken.span.of(made.article.text) == "Menteri Perikanan Ratna Wulandari"
