"""What a corpus says about the rules: how often each won, and which it was overridden by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quotes.authoring.coverage import Coverage, Usage, coverage
from quotes.records import Record
from tests.cli.handmade import TEXTS, HandMade, articles
from tests.trees import shipped


def records() -> Iterator[Record]:
    return (record for record in HandMade().pipe(articles(TEXTS)) if isinstance(record, Record))


def used(counted: Coverage, rule: str) -> Usage:
    return next(usage for usage in counted.rules if usage.rule.id == rule)


def test_a_rule_is_counted_where_a_quote_is_by_it():
    counted = coverage(records(), shipped().rules)
    assert (counted.articles, counted.quotes) == (3, 3)
    assert {usage.rule.id: usage.won for usage in counted.rules if usage.won} == {
        "direct/uncued": 1, "direct/quote-cue-clitic": 1, "indirect/subject-verb-clause": 1,
        "introduction/passive-subject": 1,
    }  # fmt: skip


def test_a_rule_that_was_beaten_is_counted_with_the_one_that_beat_it():
    overridden = used(coverage(records(), shipped().rules), "direct/quote-cue-source")
    assert (overridden.won, overridden.overridden, overridden.overridden_by) == (
        0,
        1,
        (("direct/quote-cue-clitic", 1),),
    )
    assert overridden.always_overridden
    assert not overridden.never


def test_a_rule_that_never_fired_is_known_as_that():
    label = used(coverage(records(), shipped().rules), "direct/label")
    assert label.never
    assert not label.always_overridden


def test_records_that_keep_no_evidence_tell_only_what_won():
    bare = [replace(r, quotes=tuple(replace(quote, evidence=None) for quote in r.quotes)) for r in records()]
    counted = coverage(bare, shipped().rules)
    assert not counted.whole
    assert used(counted, "direct/quote-cue-clitic").won == 1
    assert used(counted, "direct/quote-cue-source").never


def test_stored_records_with_their_evidence_tell_as_much_as_fresh_ones():
    stored = [Record.from_dict(record.to_dict(evidence=True)) for record in records()]
    assert coverage(stored, shipped().rules) == coverage(records(), shipped().rules)


def test_a_rule_that_is_gone_is_counted_apart():
    rules = [rule for rule in shipped().rules if rule.id != "direct/uncued"]
    assert coverage(records(), rules).unknown == (("direct/uncued", 1),)
