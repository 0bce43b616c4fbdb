"""The cases for the weights of names: which reading of a phrase gold takes, and what the weights learn from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.fitting.models import NAME_PRIOR, fit_names, is_chosen
from quotes.fitting.readings import ReadingCase, _articles, _longest, kind_of
from tests.trees import phrase


def case(right: int) -> ReadingCase:
    """No name, a word behind a form of address, or that form as well."""
    candidates = ({"none": 1.0}, {"before:honorific": 1.0}, {"first:honorific": 1.0})
    return ReadingCase("a", "phrase", candidates, tuple(k == right for k in range(3)), 1.0)


def test_the_reading_that_gold_takes_gets_the_weight():
    weights = fit_names([case(1)] * 20)
    assert weights["before:honorific"] > max(weights["none"], weights["first:honorific"])
    assert is_chosen(case(1), weights)


def test_a_rare_feature_gets_no_weight():
    assert fit_names([case(1)] * 2) == {}
    assert fit_names([case(1)] * 3).keys() == {"none", "before:honorific", "first:honorific"}


def test_what_is_believed_beforehand_gives_way_to_cases():
    against = fit_names([case(0)] * 60)
    assert against["before:honorific"] < NAME_PRIOR["before:honorific"]


def test_the_kind_of_a_case_says_whether_it_has_a_name():
    assert (kind_of(case(1)), kind_of(case(0))) == ("phrase", "phrase without a name")


@pytest.mark.parametrize(
    ("words", "names", "found"),
    [
        ("Menteri Keuangan Ratna Wulandari", ["Ratna Wulandari"], "Ratna Wulandari"),
        ("Pak Haris", ["Haris Munandar"], "Haris"),
        ("Rahmat bin Salim", ["Rahmat bin Salim"], "Rahmat bin Salim"),
        ("Rini M. Suwarni", ["Rini M Suwarni"], "Rini M. Suwarni"),
        ("Om Oji", ["Rozi Pranata", "Oji"], "Oji"),
        ("Menteri Keuangan", ["Ratna Wulandari"], ""),
    ],
)
def test_the_right_reading_is_the_longest_stretch_of_the_words_of_a_name(words, names, found):
    span = _longest(phrase(words), names) or (0, 0)
    assert " ".join(word.form for word in phrase(words)[slice(*span)]) == found


def test_tagged_sentences_become_articles_with_the_places_of_people(tmp_path: Path):
    path = tmp_path / "tagged.tsv"
    path.write_text(
        "Kata O\nRatna B-PER\nWulandari I-PER\n, O\nHaris B-PERSON\n. O\n\nPT B-ORG\nRintik I-ORG\n", "utf-8"
    )
    ((article, people),) = list(_articles(path))
    assert article.text == "Kata Ratna Wulandari, Haris.\nPT Rintik"
    assert [span.of(article.text) for span in people] == ["Ratna Wulandari", "Haris"]
