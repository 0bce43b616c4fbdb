"""How sure a quote is: from what is known of it, by the weights of the rules, and only with the model they are of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from quotes.records import Span
from quotes.resolution import decide
from quotes.resolution.confidence import ConfidenceEstimator, _of_names, collect_signs
from quotes.resolution.source_phrases import SourcePhrase
from quotes.resolution.weights import SIGNS
from tests.trees import attributions, parsed, record, shipped, weights

NAMED = (
    '"Kapal sudah siap."/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj Wulandari/PROPN/3/flat:name '
    "./PUNCT/1/punct"
)
CLITIC = '"Kru juga lengkap."/ADJ/0/root ujar/VERB/1/parataxis +nya/PRON/2/nsubj ./PUNCT/1/punct'


def known(*paragraphs: Sequence[str] | str) -> list[dict[str, float]]:
    """The signs of every quote."""
    article = parsed(*paragraphs)
    decided = decide(article, attributions(article), shipped(), weights())
    return [collect_signs(*each, decided.resolver) for each in decided.each]


def estimates(of: Mapping[str, float], *paragraphs: Sequence[str] | str) -> list[float | None]:
    article = parsed(*paragraphs)
    decided = decide(article, attributions(article), shipped(), weights())
    estimator = ConfidenceEstimator(of)
    return [estimator.estimate(*each, decided.resolver) for each in decided.each]


def source(words: str) -> str:
    """A quote with this source; the words are a flat name."""
    tagged = " ".join(
        f"{word}/PROPN/{2 if k == 0 else 3}/{'flat:name' if k else 'nsubj'}" for k, word in enumerate(words.split())
    )
    return f'"Kapal sudah siap."/ADJ/0/root kata/VERB/1/parataxis {tagged} ./PUNCT/1/punct'


def test_without_weights_nothing_is_claimed():
    assert estimates({}, NAMED) == [None]


def test_where_nobody_is_named_nothing_is_claimed():
    assert estimates({"always": 1.0}, CLITIC) == [None]


def test_a_quote_with_a_full_name_is_very_sure():
    [quote] = record(NAMED).quotes
    assert quote.confidence is not None
    assert quote.confidence > 0.9


# --- doubt is inherited ----------------------------------------------------------------------------------


def test_a_pronoun_is_at_most_as_sure_as_what_its_person_said_before():
    named, clitic = estimates({"always": 1.0, "by-clitic": 3.0}, NAMED, CLITIC)
    assert clitic == named


def test_a_pronoun_may_be_less_sure():
    named, clitic = estimates({"always": 1.0, "by-clitic": -3.0}, NAMED, CLITIC)
    assert named is not None
    assert clitic is not None
    assert clitic < named


def test_the_surest_earlier_quote_counts():
    _, _, clitic = estimates({"by-alias": 2.0, "by-clitic": 9.0}, NAMED, source("Ratna"), CLITIC)
    assert clitic == estimates({"by-alias": 2.0}, NAMED, source("Ratna"))[1]


# --- signs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "count"), [("Ratna", 1), ("Ratna Wulandari", 2), ("Ratna Ayu Wulandari Putri Kusuma", 4)]
)
def test_the_number_of_words_of_a_name_is_a_sign(words, count):
    [found] = known(source(words))
    assert {name for name in found if name.startswith("name-words-")} == {f"name-words-{count}"}


def test_a_name_that_somebody_else_answers_to_is_a_sign():
    assert "shared-name" not in known(NAMED, source("Haris Munandar"))[0]
    assert known(source("Ratna Wulandari"), source("Ratna Kusuma"), source("Ratna"))[2]["shared-name"] == 1.0


def test_a_person_who_is_mentioned_once_is_a_sign():
    assert known(NAMED)[0]["named-once"] == 1.0
    assert "named-once" not in known(NAMED, source("Ratna"))[0]


def test_a_word_of_a_list_in_a_name_is_a_sign_of_its_kind():
    body = "Menurut/ADP/0/root Kementerian/PROPN/1/obl Kelautan/PROPN/2/flat ,/PUNCT/3/punct kapal/NOUN/1/nsubj "
    assert known(body + "akan/AUX/1/aux datang/VERB/1/ccomp ./PUNCT/1/punct")[0]["listed-organisation"] == 1.0
    assert not any(name.startswith("listed-") for name in known(NAMED)[0])


def test_another_report_in_the_sentence_is_a_sign():
    assert "shares-sentence" not in known(NAMED)[0]


def test_several_speakers_are_a_sign():
    both = (
        '"Kapal sudah siap."/ADJ/0/root kata/VERB/1/parataxis Ratna/PROPN/2/nsubj Wulandari/PROPN/3/flat:name '
        "dan/CCONJ/6/cc Haris/PROPN/3/conj Munandar/PROPN/6/flat:name ./PUNCT/1/punct"
    )
    assert known(both)[0]["several"] == 1.0
    assert "several" not in known(NAMED)[0]


def test_an_introduction_that_lost_is_a_sign():
    lost = (
        "Haris/PROPN/3/nsubj Munandar/PROPN/1/flat:name menangis/VERB/0/root ./PUNCT/3/punct",
        '"Kru Haris Munandar lengkap."/ADJ/0/root tambah/VERB/1/parataxis +nya/PRON/2/nsubj ./PUNCT/1/punct',
    )
    assert known(NAMED, *lost)[-1]["introduction-lost"] == 1.0
    assert "introduction-lost" not in known(NAMED, CLITIC)[-1]


def test_the_odds_of_a_choice_are_a_sign_and_cut():
    assert known(NAMED, CLITIC)[-1]["odds-in-focus"] == 1.0
    assert "odds-in-focus" not in known(NAMED)[0]


@pytest.mark.parametrize(("words", "small"), [("Kapal sudah siap.", False), ("kapal sudah siap.", True)])
def test_words_that_begin_small_are_a_sign(words, small):
    assert ("small-start" in known(NAMED.replace("Kapal sudah siap.", words))[0]) is small


def test_the_length_grows_with_the_words_up_to_a_limit():
    one, some, many, more = (
        known(NAMED.replace("Kapal sudah siap.", "Kapal " * n + "siap."))[0].get("length", 0.0) for n in (0, 9, 60, 90)
    )
    assert (one, many, more) == (0.0, 1.0, 1.0)
    assert 0 < some < 1


def test_a_short_name_is_as_doubtful_as_the_reading_of_the_full_one():
    full, short, clitic = known(NAMED, source("Ratna"), CLITIC)
    assert full["close-name"] == full["close-full-name"]
    assert short["close-full-name"] == clitic["close-full-name"] == full["close-full-name"]


def test_a_full_name_that_no_source_gives_is_a_sign():
    elsewhere = (
        "Ratna/PROPN/3/nsubj Wulandari/PROPN/1/flat:name datang/VERB/0/root ./PUNCT/3/punct",
        source("Ratna"),
    )
    assert known(*elsewhere)[-1]["full-name-elsewhere"] == 1.0
    assert "full-name-elsewhere" not in known(NAMED, source("Ratna"))[-1]


def seen(*names: str) -> list[str]:
    """A sentence for each person, who is met and says nothing."""
    met = "Kapal/NOUN/2/nsubj menjemput/VERB/0/root {}/PROPN/2/obj {}/PROPN/3/flat:name ./PUNCT/2/punct"
    return [met.format(*name.split()) for name in names]


@pytest.mark.parametrize(
    ("names", "between", "near"),
    [
        ((), 0.0, 0.0),
        (("Haris Munandar",), 0.5, 0.5),
        (("Haris Munandar", "Sinta Dewi"), 1.0, 1.0),
        (("Haris Munandar", "Sinta Dewi", "Budi Santosa"), 1.0, 1.0),
    ],
)
def test_people_between_an_anaphor_and_its_antecedent_are_a_sign(names, between, near):
    found = known(NAMED, *seen(*names), CLITIC)[-1]
    assert (found.get("rivals-between", 0.0), found.get("rivals-near", 0.0)) == (between, near)


@pytest.mark.parametrize(("sentences", "near"), [(0, 0.5), (1, 0.0)])
def test_a_person_is_near_an_anaphor_up_to_two_sentences_before(sentences, near):
    weather = ["Hujan/NOUN/2/nsubj turun/VERB/0/root ./PUNCT/2/punct"] * sentences
    assert known(*seen("Haris Munandar"), NAMED, *weather, CLITIC)[-1].get("rivals-near", 0.0) == near


@pytest.mark.parametrize(("sentences", "sign"), [(0, 0.25), (2, 0.75), (3, 1.0), (5, 1.0)])
def test_the_sentences_between_an_anaphor_and_its_antecedent_are_a_sign(sentences, sign):
    weather = ["Hujan/NOUN/2/nsubj turun/VERB/0/root ./PUNCT/2/punct"] * sentences
    assert known(NAMED, *weather, CLITIC)[-1]["sentences-away"] == sign


@pytest.mark.parametrize(("quotes", "sign"), [(1, 1 / 6), (3, 0.5), (6, 1.0), (7, 1.0)])
def test_mentions_of_the_speaker_are_a_sign_up_to_six(quotes, sign):
    assert known(NAMED, *[source("Ratna")] * (quotes - 1))[-1]["mentions"] == pytest.approx(sign)


# --- weights ---------------------------------------------------------------------------------------------


def test_every_weight_is_of_a_rule_that_is_there():
    named = {name.removeprefix("rule-") for name in weights().confidence if name.startswith("rule-")}
    assert named <= {rule.id for rule in shipped().rules}


def test_every_sign_is_described():
    found = {name for each in known(NAMED, CLITIC) for name in each}
    assert all(name in SIGNS or any(s.endswith("-") and name.startswith(s) for s in SIGNS) for name in found)


@pytest.mark.parametrize("name", ["introduction-lost", "several", "shared-name", "tagged-as-other", "tagged-as-both"])
def test_a_second_reading_lowers_the_confidence(name):
    assert weights().confidence[name] < 0


# --- bounds ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "is_long"), [(54, False), (55, True)])
def test_a_content_is_long_from_fifty_five_words_on(words, is_long):
    [found] = known(NAMED.replace("Kapal sudah siap.", "Kapal " * (words - 1) + "siap."))
    assert (found["length"] == 1.0) is is_long


@pytest.mark.parametrize(("odds", "sign"), [(-4.1, -1.0), (-3.9, -0.975), (2.0, 0.5), (3.9, 0.975), (4.1, 1.0)])
def test_the_odds_of_a_choice_count_up_to_four(odds, sign):
    article = parsed(NAMED, CLITIC)
    decided = decide(article, attributions(article), shipped(), weights())
    attribution, decision = decided.each[-1]
    share = 1 / (1 + math.exp(-odds))
    found = collect_signs(attribution, replace(decision, share=share), decided.resolver)
    assert found["odds-in-focus"] == pytest.approx(sign)


@pytest.mark.parametrize(("margin", "sign"), [(0.0, 1.0), (3.0, 0.5), (5.9, 1 - 5.9 / 6), (6.1, 0.0)])
def test_a_second_reading_of_a_name_counts_up_to_a_margin_of_six(margin, sign):
    read = SourcePhrase(Span(0, 5), "Ratna", "name", (("Ratna",),), margin=margin)
    assert _of_names(read, (), ())["close-name"] == pytest.approx(sign)
