"""Figures by group of quotes."""

from __future__ import annotations

import pytest

from quotes.evaluation.gold import GoldArticle
from quotes.evaluation.groups import classify_cue, classify_source, group_to_dict
from quotes.evaluation.score import score

from .conftest import clitic, gold_line, place, three_quotes


def by_name(scores, key):
    return {group.name: group for group in scores.group_by(key)}


def test_the_cue_is_before_after_inside_or_none(gold):
    assert [classify_cue(quote, gold) for quote in gold.quotes] == ["before", "inside", "before"]
    quotes = [{**three_quotes()[1], "content": [place("Atapnya bocor")]}, {**three_quotes()[0], "cue": None}]
    article = GoldArticle.from_dict(gold_line(quotes=quotes))
    assert [classify_cue(quote, article) for quote in article.quotes] == ["after", "none"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (place("Kepala Dinas Pasar Sri Lestari"), "name"),
        (place("Kepala Dinas Pasar"), "other"),
        (clitic("katanya"), "clitic"),
        (None, "none"),
    ],
)
def test_the_source_is_a_name_a_clitic_other_or_none(source, kind):
    article = GoldArticle.from_dict(gold_line(quotes=[{**three_quotes()[1], "source": source}]))
    assert classify_source(article.quotes[0], article) == kind


@pytest.mark.parametrize(("word", "kind"), [("Dia", "pronoun"), ("mereka", "pronoun"), ("warga", "other")])
def test_a_pronoun_is_distinguished_from_a_noun(word, kind):
    text = f"{word} berkata kios penuh."
    quote = {
        "type": "indirect",
        "content": [[len(word) + 9, len(text) - 1]],
        "source": [0, len(word)],
        "speaker": ["X"],
    }
    article = GoldArticle.from_dict({"id": "a", "text": text, "quotes": [quote]})
    assert classify_source(article.quotes[0], article) == kind


def test_a_source_is_a_name_even_if_the_predicted_speaker_is_wrong(gold, predict):
    scores = score([gold], [predict(lambda _, quote: {**quote, "speaker": ["Orang Lain"]})])
    assert {name: group.pred for name, group in by_name(scores, "source").items()} == {"name": 2, "clitic": 1}


def test_precision_is_over_the_predicted_group_and_recall_over_the_gold_group(gold, predict):
    scores = score([gold], [predict(lambda n, quote: {**quote, "type": "mixed"} if n == 0 else quote)])
    groups = by_name(scores, "type")
    assert (groups["indirect"].gold, groups["indirect"].pred) == (2, 1)
    assert (groups["indirect"].found.precision, groups["indirect"].found.recall) == (1.0, 1.0)
    assert (groups["mixed"].gold, groups["mixed"].pred, groups["mixed"].found.recall) == (0, 1, 0.0)


def test_groups_that_only_predictions_have_give_precisions(gold, predict):
    values = ["name", "clitic", "name"]
    record = predict(lambda n, quote: {**quote, "resolved_by": values[n], "speaker": ["Sri Lestari"]})
    groups = by_name(score([gold], [record]), "resolved_by")
    assert group_to_dict(groups["name"]) == {
        "pred": 2,
        "speaker_accuracy": 0.5,
        "found_precision": 1.0,
        "exact_precision": 1.0,
        "joint_precision": 0.5,
    }
    assert groups["clitic"].gold is None


def test_the_outlet_gap_is_of_the_worst_outlet_with_twenty_quotes(predict):
    many = [GoldArticle.from_dict(gold_line(f"a{n}", outlet="A")) for n in range(7)]
    bad = [GoldArticle.from_dict(gold_line(f"b{n}", outlet="B")) for n in range(7)]
    few = [GoldArticle.from_dict(gold_line("c", outlet="C"))]
    records = [predict(id=f"a{n}") for n in range(7)]
    records += [predict(lambda n, quote: {**quote, "speaker": ["X"]} if n else quote, id=f"b{n}") for n in range(7)]
    scores = score([*many, *bad, *few], records)
    assert by_name(scores, "outlet")["B"].joint.f1 == pytest.approx(1 / 3)
    assert scores.outlet_gap == pytest.approx(1 / 3 - scores.rates["joint"].f1)
    assert score(few, records).outlet_gap is None
