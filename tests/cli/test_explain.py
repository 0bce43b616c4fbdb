"""``quotes explain``: how a quote was found, as text and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quotes.authoring.explain import explain
from quotes.records import Article
from tests.cli.handmade import TEXTS, HandMade

Run = Callable[..., Result]


@pytest.fixture
def explained(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs ``quotes explain`` on one of the hand-made articles."""
    monkeypatch.setattr("quotes.pipeline.Extractor", HandMade)

    def run_on(text: str, *args: str) -> Result:
        (tmp_path / "ombak.txt").write_text(text, encoding="utf-8")
        return run("explain", "ombak.txt", *args)

    return run_on


def test_a_quote_is_explained_with_its_rule_parts_tree_and_speaker(explained: Callable[..., Result]) -> None:
    done = explained(TEXTS[0], "--quote", "1")
    assert done.exit_code == 0
    assert re.sub(r"confidence  0\.\d\d?", "confidence  0.9", done.stdout) == (
        "ombak#1   indirect\n"
        "  ombak tenang\n"
        "\n"
        "  rule        indirect/subject-verb-clause     X mengatakan [bahwa] C, priority 50\n"
        "  overridden  indirect/subject-verb-statement  X mengatakan C, without a verb in C, priority 47: "
        "“ombak tenang” by\n"
        "                                               'mengatakan'\n"
        "  cue         mengatakan                       a reporting word (statement)\n"
        "  source      Nakhoda Beni                     path before the cue: >nsubj Nakhoda\n"
        "  content     ombak tenang                     rest after the cue\n"
        "  speaker     Beni                             by name\n"
        "  chain       Nakhoda Beni                     source, line 1\n"
        "              Beni                             name, line 1\n"
        "  confidence  0.9\n"
        "\n"
        "  ┌─ Nakhoda   NOUN   nsubj       source\n"
        "  │  └─ Beni   PROPN  flat:name   source\n"
        "  mengatakan   VERB   root        cue\n"
        "  │  ┌─ ombak  NOUN   nsubj       content\n"
        "  └─ tenang    ADJ    ccomp       content\n"
        "\n"
    )


def test_overridden_rules_and_candidates_are_shown(explained: Callable[..., Result]) -> None:
    shown = explained(TEXTS[0], "--quote", "2").stdout
    assert '  rule        direct/quote-cue-clitic  "Q," katanya, priority 90\n' in shown
    assert (
        "  overridden  direct/quote-cue-source  \"Q,\" kata X, priority 85: “Kapal sudah siap,” by 'ujarnya'\n" in shown
    )
    assert "  candidates  ✓ Beni  " in shown
    assert shown.endswith(
        '  "Kapal sudah siap,"  ADJ    root        content\n'
        "  └─ ujar              VERB   parataxis   cue\n"
        "     └─ nya            PRON   nsubj       source\n"
        "\n"
    )


def test_a_quotation_without_a_cue_shows_the_sentence_that_introduces_it(explained: Callable[..., Result]) -> None:
    shown = explained(TEXTS[1]).stdout
    assert "  introducing source  Ratna " in shown
    assert "  disampaikan  VERB   root        cue\n" in shown
    assert "flags" in shown


def test_all_quotes_are_explained_unless_one_is_chosen(explained: Callable[..., Result]) -> None:
    shown = explained(TEXTS[0]).stdout
    assert "ombak#1   indirect\n" in shown
    assert "ombak#2   direct\n" in shown


def test_a_quote_number_that_is_too_high_is_an_error(explained: Callable[..., Result]) -> None:
    done = explained(TEXTS[0], "--quote", "3")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "quotes: ombak.txt: there is no quote 3; the article has 2 quotes\n"


def test_an_article_without_quotes_says_so(explained: Callable[..., Result]) -> None:
    assert explained(TEXTS[2]).stdout == "ombak: no quotes\n"


def test_json_has_the_evidence_the_rule_and_the_trees(explained: Callable[..., Result]) -> None:
    first, second = json.loads(explained(TEXTS[0], "--format", "json").stdout)["quotes"]
    assert (first["rule"], first["rule_title"]) == ("indirect/subject-verb-clause", "X mengatakan [bahwa] C")
    assert [(word["form"], word["head"], word["part"]) for word in first["tree"]][:3] == [
        ("Nakhoda", 2, "source"), ("Beni", 0, "source"), ("mengatakan", -1, "cue"),
    ]  # fmt: skip
    assert [part["how"] for part in first["evidence"]["parts"]] == ["lexicon", "path", "rest"]
    overridden = {each["rule"] for each in second["evidence"]["beaten"]}
    assert overridden == {"direct/quote-cue-alone", "direct/quote-cue-source"}


def test_the_python_function_returns_the_record_and_an_explanation_for_every_quote() -> None:
    record, explanations = explain(HandMade(), Article("ombak", TEXTS[1]))
    [quote], [explanation] = record.quotes, explanations
    assert explanation.quote == quote
    assert explanation.rule.id == "direct/uncued"
    assert explanation.tree is None
    assert explanation.introducing is not None
    assert quote.evidence is not None
    assert quote.evidence.introduced_by == "introduction/passive-subject"
