"""``quotes rules test`` without a model: the trees are built by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from quotes.parsing import ParsedText
from tests.trees import parsed

Run = Callable[..., Result]

SPOKEN = '"Ombak tenang,"/ADJ/0/root kata/VERB/1/parataxis Beni/PROPN/2/nsubj ./PUNCT/1/punct'
CHIRPED = '"Laut biru,"/ADJ/0/root cicit/VERB/1/parataxis Ratna/PROPN/2/nsubj ./PUNCT/1/punct'
SILENT = "Beni/PROPN/2/nsubj pulang/VERB/0/root ./PUNCT/2/punct"
RULE = """\
title: '"Q," kata X'
type: direct
cue: {takes: quote}
content: {quotation: before}
source: {phrase: after}
examples: ['"[content Ombak tenang]," [cue kata] [source Beni].']
counter-examples: [{text: 'Beni pulang.', why: nobody speaks}]
"""
CHIRP = """'"[content Laut biru]," [cue cicit] [source Ratna].'"""


class HandMade:
    """Stands in for the parser: trees of the sentences above."""

    asked: Sequence[str] = ()
    lemmas = False

    def __init__(self, model: str, *, lemmas: bool) -> None:
        HandMade.asked = (*HandMade.asked, model)
        HandMade.lemmas = lemmas

    def parse(self, texts: Sequence[tuple[str, object]]) -> list[ParsedText]:
        built = {tree.text: tree for tree in map(parsed, (SPOKEN, CHIRPED, SILENT))}
        return [built[text] for text, _ in texts]


@pytest.fixture
def mine(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Writes the rule ``direct/mine`` into the folder ``mine``; the parser is the hand-made one."""
    monkeypatch.setattr("quotes.parsing.Parser", HandMade)
    HandMade.asked = ()

    def write(text: str) -> Path:
        path = tmp_path / "mine" / "constructions" / "direct" / "mine.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_rule_that_passes_is_one_line(run: Run, mine: Callable[[str], Path]) -> None:
    mine(RULE)
    done = run("rules", "test", "direct/mine", "--rules", "mine")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "quotes: 1 rule: 1 example, 1 counter-example; all passed\n"


def test_the_given_model_is_used(run: Run, mine: Callable[[str], Path]) -> None:
    mine(RULE)
    run("rules", "test", "mine", "--rules", "mine", "--model", "gsd")
    assert HandMade.asked == ("gsd",)
    assert not HandMade.lemmas


def test_lemmas_are_made_if_a_rule_asks_for_one(run: Run, mine: Callable[[str], Path]) -> None:
    mine(RULE.replace("{takes: quote}", "{lemma: kata}"))
    run("rules", "test", "direct/mine", "--rules", "mine")
    assert HandMade.lemmas


def test_a_failure_shows_its_line_its_tree_and_where_the_match_stopped(run: Run, mine: Callable[[str], Path]) -> None:
    mine(RULE.replace("examples: [", f"examples: [{CHIRP}, ", 1).replace("{phrase: after}", '{path: "> obl"}'))
    done = run("rules", "test", "direct/mine", "--rules", "mine")
    assert done.exit_code == 1
    assert done.stdout == (
        "mine/constructions/direct/mine.yaml:6: direct/mine: this example is not found\n"
        '  "Laut biru," cicit Ratna.\n'
        "  'cicit' is no reporting word: list it in verbs/\n"
        "\n"
        '  "Laut biru,"  ADJ    root\n'
        "  └─ cicit      VERB   parataxis   cue  ◀ stopped here\n"
        "     └─ Ratna   PROPN  nsubj\n"
        "\n"
        "mine/constructions/direct/mine.yaml:6: direct/mine: this example is not found\n"
        '  "Ombak tenang," kata Beni.\n'
        "  the source of 'kata' is not found\n"
        "    in the tree, from the cue down obl: no obl below 'kata'\n"
        "\n"
        '  "Ombak tenang,"  ADJ    root        content\n'
        "  └─ kata          VERB   parataxis   cue  ◀ stopped here\n"
        "     └─ Beni       PROPN  nsubj\n"
        "\n"
    )
    assert done.stderr.endswith("2 failed\n")


def test_a_known_miss_that_is_found_is_reported(run: Run, mine: Callable[[str], Path]) -> None:
    mine(RULE + "misses: ['\"[content Ombak tenang],\" [cue kata] [source Beni].']\n")
    done = run("rules", "test", "direct/mine", "--rules", "mine")
    assert done.exit_code == 1
    assert done.stdout.startswith(
        "mine/constructions/direct/mine.yaml:8: direct/mine: this miss is found now; make it an example\n"
    )


def test_a_counter_example_that_matches_is_reported_with_what_was_found(run: Run, mine: Callable[[str], Path]) -> None:
    mine(RULE.replace("Beni pulang.", '"Ombak tenang," kata Beni.').replace("'\"Ombak", "'\"Ombak"))
    done = run("rules", "test", "direct/mine", "--rules", "mine")
    assert done.exit_code == 1
    assert (
        "this counter-example matches, and should not: [content Ombak tenang,] [cue kata] [source Beni]" in done.stdout
    )


def test_a_rule_that_is_off_is_tested_if_named(run: Run, mine: Callable[[str], Path]) -> None:
    mine(RULE.replace("type: direct", "type: direct\nstatus: off"))
    assert run("rules", "test", "direct/mine", "--rules", "mine").exit_code == 0


def test_an_unknown_rule_is_an_error_with_the_nearest(run: Run, mine: Callable[[str], Path]) -> None:
    mine(RULE)
    done = run("rules", "test", "direct/mein", "--rules", "mine")
    assert done.exit_code == 2
    assert "there is no rule 'direct/mein'; did you mean 'direct/mine'?" in done.stderr
