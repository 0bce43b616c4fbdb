"""Where a rule stops: what is told of a sentence that it does not find."""

from __future__ import annotations

import pytest

from quotes.authoring.diagnosis import Diagnosis, diagnose
from quotes.rulelang.rule import Example, Finder, Part, Rule, Step, WordTest
from tests.trees import paragraph, shipped

SENTENCE = (
    '"Ombak sudah tenang,"/ADJ/0/root kata/VERB/1/parataxis nakhoda/NOUN/2/nsubj Beni/PROPN/3/flat ,/PUNCT/6/punct '
    "Selasa/PROPN/2/obl ./PUNCT/1/punct"
)
CONTENT = Part("content", (Finder("quotation", side="before"),))
NSUBJ = Step(down=True, relations=frozenset({"nsubj"}))
APPOS = Step(down=True, relations=frozenset({"appos"}))


def rule(*finders: Finder, **about: object) -> Rule:
    given = {"cue": WordTest(takes=frozenset({"quote"})), "parts": (CONTENT, Part("source", finders))}
    return Rule(id="direct/uji", title="", type="direct", priority=1, **{**given, **about})


def stopped(tried: Rule, sentence: str = SENTENCE, *, cue: str | None = "kata") -> tuple[Diagnosis, set[str]]:
    """Where a rule stops in a sentence, and the words there."""
    built, text = paragraph(sentence)
    found = diagnose(tried, shipped(), Example(text, (("cue", cue),) if cue else ()), built)
    return found, {found.sentence.words[k].form for k in found.words} if found.sentence else set()


def test_a_path_stops_at_the_last_word_that_it_reached():
    found, words = stopped(rule(Finder("path", side="after", path=(NSUBJ, APPOS))))
    assert found.reason == "the source of 'kata' is not found"
    assert [attempt.result for attempt in found.attempts] == ["no appos below 'nakhoda'"]
    assert words == {"nakhoda"}


def test_a_path_up_says_what_the_word_does_not_hang_as():
    up = Step(down=False, relations=frozenset({"conj"}))
    found, words = stopped(rule(Finder("path", path=(up, NSUBJ))))
    assert [attempt.result for attempt in found.attempts] == ["'kata' does not hang as conj"]
    assert words == {"kata"}


def test_a_word_that_is_reached_and_cannot_be_the_part_is_named():
    found, words = stopped(rule(Finder("path", side="before", path=(NSUBJ,))))
    assert [attempt.result for attempt in found.attempts] == ["ends at 'nakhoda', which cannot be it"]
    assert words == {"nakhoda"}


def test_what_is_found_and_fails_a_condition_is_told_with_the_condition():
    found, words = stopped(rule(Finder("phrase", side="after", test=WordTest(lists=("pronouns",)))))
    assert [attempt.result for attempt in found.attempts] == [
        "finds 'nakhoda Beni', but not one that is on the list pronouns"
    ]
    assert words == {"nakhoda"}


def test_every_way_is_told_in_its_order():
    found, _ = stopped(rule(Finder("clitic"), Finder("phrase", side="before")))
    assert [attempt.way for attempt in found.attempts] == [
        "the -nya on the cue",
        "the noun phrase right before the cue",
    ]


def test_what_had_been_found_by_then_is_marked():
    found, _ = stopped(rule(Finder("clitic")))
    words = found.sentence.words
    assert {
        name: {words[k].form for k, part in found.parts.items() if part == name} for name in ("cue", "content")
    } == {
        "cue": {"kata"},
        "content": {'"Ombak sudah tenang,"', '"', "Itu", "benar", ","} & {word.form for word in words},
    }


@pytest.mark.parametrize(
    ("test", "reason"),
    [
        (WordTest(form=frozenset({"ujar"})), "is written ujar"),
        (WordTest(voice=frozenset({"passive"}), takes=frozenset({"clause"})), "takes clause, is passive"),
        (WordTest(first=True), "is the first word of its sentence"),
    ],
)
def test_a_cue_that_does_not_pass_is_told_what_it_lacks(test, reason):
    found, words = stopped(rule(Finder("phrase", side="after"), cue=test))
    assert found.reason == f"the cue of 'kata' does not pass: it should be one that {reason}"
    assert words == {"kata"}


def test_a_condition_that_turns_the_rule_off_is_named():
    found, _ = stopped(
        rule(Finder("phrase", side="after"), unless={"before cue": ("negations",)}),
        '"Ombak sudah tenang,"/ADJ/0/root tidak/PART/3/advmod kata/VERB/1/parataxis Beni/PROPN/3/nsubj',
    )
    assert found.reason == "the rule is off here, by unless before cue: negations"


def test_a_cue_that_no_list_of_verbs_has_is_told_to_be_listed():
    found, words = stopped(rule(Finder("phrase", side="after")), SENTENCE.replace("kata/", "cicit/"), cue="cicit")
    assert found.reason == "'cicit' is no reporting word: list it in verbs/"
    assert words == {"cicit"}


def test_a_cue_that_is_no_word_of_the_tree_is_told_so():
    assert stopped(rule(Finder("clitic")), cue="menyampaikan")[0].reason == "the parser sees no word 'menyampaikan'"


def test_without_a_marked_cue_the_try_that_came_furthest_is_told():
    found, _ = stopped(
        rule(Finder("clitic"), cue=WordTest(form=frozenset({"kata", "ujar"}))),
        f"{SENTENCE[: -len(' ./PUNCT/1/punct')]}",
        cue=None,
    )
    assert found.reason == "the source of 'kata' is not found"


def test_a_text_of_quotations_alone_has_no_tree_to_show():
    found, _ = stopped(rule(Finder("clitic")), '"Ombak sudah tenang."')
    assert (found.reason, found.sentence) == ("there is nothing but quotations in it", None)
