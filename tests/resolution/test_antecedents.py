"""The candidates for an anaphor, and what speaks for and against each."""

from __future__ import annotations

import cProfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from quotes.resolution.antecedents import (
    MOST_CANDIDATES,
    Anaphor,
    AntecedentRanker,
    History,
    Mention,
    Past,
    compute_features,
)
from quotes.resolution.people import Person
from quotes.resolution.positions import Positions
from quotes.resolution.weights import AntecedentWeights
from tests.trees import parsed

RATNA, HARIS = Person(("Ratna", "Wulandari")), Person(("Haris", "Munandar"))
BODY = Person(("Dewan", "Warga"), "organisation")
PASSING = Person(("Tomas", "Velinko"), bystander=True)


def spoke(person: Person, sentence: int = 0) -> Mention:
    return Mention(10 * sentence, person, "spoke", sentence, sentence)


def seen(person: Person, sentence: int, standing: str = "mentioned", *, accused: bool = False) -> Mention:
    how = "subject" if standing not in ("mentioned", "inner-subject") else "mentioned"
    return Mention(10 * sentence + 1, person, how, sentence, sentence, None, standing, accused)


def anaphor(sentence: int, **more: object) -> Anaphor:
    return Anaphor(10 * sentence + 5, sentence, sentence, **{"kind": "clitic", **more})  # type: ignore[arg-type]


def of(person: Person, *mentions: Mention, at: Anaphor) -> dict[str, float]:
    return compute_features(person, Past(History(mentions), at.at), at)


def candidates(*mentions: Mention, at: Anaphor) -> set[str]:
    ranker = AntecedentRanker(AntecedentWeights({}))
    for mention in mentions:
        ranker.note(mention)
    return {ranked.person.name for ranked in ranker.rank(at)}


# --- introductions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("standing", ["introduced", "reacts", "undergoes", "silent"])
@pytest.mark.parametrize(("away", "expected"), [(0, 1.0), (1, 1.0), (2, 0.5), (3, 0.5), (4, 0.0)])
def test_a_standing_fades_with_the_sentences_behind_it(standing, away, expected):
    assert of(RATNA, spoke(HARIS), seen(RATNA, 2, standing), at=anaphor(2 + away))[standing] == expected


def test_an_introduction_ends_where_somebody_speaks():
    assert of(RATNA, seen(RATNA, 1, "introduced"), spoke(HARIS, 2), at=anaphor(2))["introduced"] == 0.0


@pytest.mark.parametrize(("person", "enters"), [(PASSING, 1.0), (RATNA, 0.0)])
def test_a_subject_enters_who_is_no_source_elsewhere(person, enters):
    assert of(person, seen(person, 1, "subject"), at=anaphor(1))["enters"] == enters


@pytest.mark.parametrize(
    ("standing", "bystander"), [("introduced", 0.0), ("reacts", 0.0), ("subject", 0.0), ("undergoes", 1.0)]
)
def test_who_is_introduced_is_no_bystander(standing, bystander):
    assert of(PASSING, seen(PASSING, 1, standing), at=anaphor(1))["bystander"] == bystander


@pytest.mark.parametrize(("later", "expected"), [(15, 0.0), (16, 1.0)])
def test_who_is_named_by_a_later_source_speaks_later(later, expected):
    person = Person(("Siti", "Rahayu"), last_source=later)
    assert of(person, seen(person, 0), at=anaphor(1))["speaks-later"] == expected


@pytest.mark.parametrize(("person", "expected"), [(RATNA, 1.0), (HARIS, 0.0)])
def test_who_is_named_by_the_next_source_speaks_next(person, expected):
    assert of(person, seen(person, 0), at=anaphor(1, next_named=(RATNA,)))["speaks-next"] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [(("Ahmad", "Udin"), 1.0), (("Ahmad", "Ud"), 0.0), (("Ahmad", "Rudin"), 0.0)],
)
def test_a_part_of_a_name_inside_quoted_words_names_the_person_if_it_has_three_letters(words, expected):
    person, said = Person(words), frozenset({"Udin", "Ud"})
    assert of(person, seen(person, 0), at=anaphor(1, capitals=said))["named-inside"] == expected


@pytest.mark.parametrize(("first", "new"), [(0, 0.0), (2, 1.0)])
def test_new_is_who_was_first_named_after_the_last_quote(first, new):
    mentions = [seen(RATNA, first), spoke(HARIS, 1), seen(RATNA, 2)]
    assert of(RATNA, *mentions, at=anaphor(2))["new"] == new


# --- verbs that go on ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "continues", "expected"), [(RATNA, True, 1.0), (RATNA, False, 0.0), (HARIS, True, 0.0)]
)
def test_a_verb_that_continues_is_that_of_who_spoke_last(person, continues, expected):
    assert of(person, spoke(HARIS), spoke(RATNA, 1), at=anaphor(1, continues=continues))["continues"] == expected


@pytest.mark.parametrize(
    ("is_direct", "continues", "goes_on"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_an_organisation_that_was_quoted_last_in_its_own_words_continues(is_direct, continues, goes_on):
    mentions = [spoke(HARIS), replace(spoke(BODY, 1), is_direct=is_direct)]
    expected = {"Haris Munandar", "Dewan Warga"} if goes_on else {"Haris Munandar"}
    assert candidates(*mentions, at=anaphor(1, continues=continues)) == expected


def test_a_document_that_spoke_last_does_not_continue():
    mentions = [spoke(HARIS), spoke(Person(("laporan", "warga"), "document"), 1)]
    assert candidates(*mentions, at=anaphor(1, continues=True)) == {"Haris Munandar"}


# --- candidates ------------------------------------------------------------------------------------------


def test_a_body_is_a_candidate_where_no_source_is_a_person():
    assert candidates(spoke(BODY), seen(PASSING, 1), at=anaphor(1)) == {"Dewan Warga"}
    assert candidates(spoke(BODY), seen(PASSING, 1, "subject"), at=anaphor(1)) == {"Dewan Warga", "Tomas Velinko"}
    assert candidates(spoke(BODY), spoke(RATNA, 1), at=anaphor(1)) == {"Ratna Wulandari"}


def test_whoever_is_mentioned_is_a_candidate_where_nobody_else_is():
    assert candidates(seen(PASSING, 0), at=anaphor(1)) == {"Tomas Velinko"}


@pytest.mark.parametrize(("kind", "found"), [("role", {"Haris Munandar"}), ("pronoun", {"Haris Munandar", "saksi"})])
def test_a_role_is_nobody_without_a_name(kind, found):
    assert candidates(spoke(HARIS), spoke(Person(("saksi",), "unnamed"), 1), at=anaphor(1, kind=kind)) == found


def test_a_role_is_nobody_whom_it_rules_out():
    at = anaphor(1, kind="role", ruled_out=frozenset({HARIS}))
    assert candidates(spoke(HARIS), spoke(RATNA, 1), at=at) == {"Ratna Wulandari"}


def test_whom_the_article_describes_like_a_role_is_likelier():
    at = anaphor(1, kind="role", described={RATNA: 0.5})
    assert [of(person, spoke(person), at=at)["described"] for person in (RATNA, HARIS)] == [0.5, 0.0]


@pytest.mark.parametrize(("standing", "there"), [("subject", True), ("mentioned", False)])
def test_a_role_is_nobody_who_is_only_mentioned_in_passing(standing, there):
    found = candidates(spoke(RATNA), seen(PASSING, 1, standing), at=anaphor(1, kind="role"))
    assert ("Tomas Velinko" in found) == there


@pytest.mark.parametrize("reaches", [True, False])
def test_a_role_may_be_somebody_in_passing_where_nobody_else_is(reaches):
    assert candidates(seen(PASSING, 0), at=anaphor(1, kind="role", reaches_passing=reaches)) == (
        {"Tomas Velinko"} if reaches else set()
    )


def test_a_clitic_may_be_somebody_who_is_only_mentioned():
    assert "Tomas Velinko" in candidates(spoke(RATNA), seen(PASSING, 1), at=anaphor(1))


# --- words about somebody --------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "full"), [("ratna wulandari menghina kami", 1.0), ("ratna menghina kami", 0.0)])
def test_words_that_name_a_person_in_full_speak_against_them(words, full):
    found = of(RATNA, spoke(RATNA), at=anaphor(1, words=words, about=(RATNA,)))
    assert (found["named-in-full-inside"], found["named-inside"]) == (full, 1.0)


@pytest.mark.parametrize(
    ("accused", "accuses", "expected"), [(True, True, 1.0), (True, False, 0.0), (False, True, 0.0)]
)
def test_words_about_a_suspect_speak_against_a_suspect(accused, accuses, expected):
    mention = seen(RATNA, 0, "undergoes", accused=accused)
    assert of(RATNA, mention, at=anaphor(1, accuses=accuses))["accused-inside"] == expected


# --- distance --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("away", "far"), [(2, 0.0), (3, 1.0)])
def test_far_is_beyond_two_paragraphs(away, far):
    found = of(RATNA, spoke(RATNA), at=anaphor(away))
    assert (found["far"], found["near"]) == (far, 1 / (1 + away))


@pytest.mark.parametrize(("away", "before"), [(1, 1.0), (2, 0.0)])
def test_just_before_is_this_sentence_or_the_one_before(away, before):
    assert of(RATNA, spoke(RATNA), at=anaphor(away))["spoke-just-before"] == before


# --- positions -------------------------------------------------------------------------------------------


def test_a_quotation_alone_is_a_sentence_of_its_own():
    article = parsed(["Haris/PROPN/2/nsubj tiba/VERB/0/root ./PUNCT/2/punct", '"Kru juga lengkap."'], ['"Kapal siap."'])
    positions = Positions(article)
    text = article.text
    assert [positions.of(text.index(word)) for word in ("Haris", "tiba", "Kru", "Kapal")] == [
        (0, 0),
        (0, 0),
        (1, 0),
        (2, 1),
    ]
    assert positions.sentence(text.index("tiba")) is article.paragraphs[0].sentences[0]
    assert positions.sentence(text.index("Kru")) is None


# --- long articles ---------------------------------------------------------------------------------------


def test_of_many_people_those_seen_last_are_the_candidates():
    people = [Person((f"Warga{number}",)) for number in range(MOST_CANDIDATES + 1)]
    mentions = [spoke(person, number) for number, person in enumerate(people)]
    assert candidates(*mentions[:-1], at=anaphor(200)) == {person.name for person in people[:-1]}
    assert candidates(*mentions, at=anaphor(200)) == {person.name for person in people[1:]}


def test_mentions_after_the_anaphor_do_not_count_whenever_they_are_noted():
    assert candidates(seen(RATNA, 5), spoke(HARIS), seen(HARIS, 6), at=anaphor(1)) == {"Haris Munandar"}


def count_steps(call: Callable[[], object]) -> int:
    """Count the functions that a call calls, which is the same on every machine."""
    profile = cProfile.Profile()
    profile.runcall(call)
    return sum(entry.callcount for entry in profile.getstats())


def test_an_anaphor_costs_as_much_behind_a_thousand_mentions_as_behind_ten():
    def rank(mentions: int) -> int:
        ranker = AntecedentRanker(AntecedentWeights({}))
        for number in range(mentions):
            ranker.note(spoke((RATNA, HARIS)[number % 2], number))
        return count_steps(lambda: ranker.rank(anaphor(mentions)))

    assert rank(1000) == rank(10)


@pytest.mark.parametrize(("sentence", "continues", "expected"), [(1, False, 1.0), (1, True, 0.0), (2, False, 0.0)])
def test_who_asks_a_question_seldom_answers_it(sentence, continues, expected):
    question = Mention(0, RATNA, "spoke", 0, 0, asks=True)
    assert of(RATNA, question, at=anaphor(sentence, continues=continues))["asks"] == expected


@pytest.mark.parametrize(("addressed", "expected"), [("Wulandari", 1.0), ("Wu", 0.0), ("Munandar", 0.0)])
def test_a_form_of_address_inside_names_in_full(addressed, expected):
    found = of(RATNA, spoke(RATNA), at=anaphor(1, addressed=frozenset({addressed})))
    assert found["named-in-full-inside"] == expected


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([spoke(HARIS), seen(RATNA, 1, "subject")], 0.5),
        ([spoke(RATNA, 1)], 0.0),
        ([seen(RATNA, 0), spoke(HARIS, 1)], 0.0),
        ([spoke(HARIS), seen(RATNA, 1, "reacts")], 0.0),
    ],
)
def test_words_about_somebody_are_seldom_of_who_was_mentioned_last(mentions, expected):
    assert of(RATNA, *mentions, at=anaphor(2, speaks_of_other=0.5))["spoken-of"] == expected
