"""List the rules and find one of them, as ``quotes rules list`` and ``quotes rules show`` do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quotes.errors import QuotesError
from quotes.lexicon.word_lists import WordList
from quotes.matching.rulebook import Rulebook
from quotes.resources import rules_folder
from quotes.rulelang.rule import Rule
from quotes.yamlsource import did_you_mean


def list_rules(extra: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """List all rules, those that are off included, by type and priority, the highest first.

    Raises:
        RuleError: a rule file has a problem.
    """
    book = Rulebook.load(rules_folder(), extra)
    order = ("direct", "indirect", "introduction")
    return tuple(sorted((*book.rules, *book.off), key=lambda rule: (order.index(rule.type), -rule.priority, rule.id)))


def show_rule(rule_id: str, extra: Sequence[Path] = ()) -> Rule:
    """Return the rule with an id, as :func:`find_rule` does, from the shipped rules and ``extra`` folders.

    Raises:
        QuotesError: no rule, or several, match the id.
        RuleError: a rule file has a problem.
    """
    return find_rule(rule_id, list_rules(extra))


def show_list(name: str, extra: Sequence[Path] = ()) -> WordList:
    """Return the word list of a name, from the shipped lists and ``extra`` folders.

    Raises:
        QuotesError: there is no such list.
        RuleError: a rule file has a problem.
    """
    lists = Rulebook.load(rules_folder(), extra).lists.about
    if name not in lists:
        raise QuotesError(f"there is no word list '{name}'", hint=did_you_mean(name, lists) or "see rules/words")
    return lists[name]


def find_rule(rule_id: str, rules: Sequence[Rule]) -> Rule:
    """Return the rule with an id. The last part of an id is enough where only one rule ends in it.

    Raises:
        QuotesError: no rule, or several, match the id.
    """
    found = [rule for rule in rules if rule.id == rule_id]
    found = found or [rule for rule in rules if rule.id.endswith(f"/{rule_id}")]
    if len(found) == 1:
        return found[0]
    if found:
        raise QuotesError(f"several rules end in '{rule_id}'", hint=f"one of {', '.join(rule.id for rule in found)}")
    ids = [rule.id for rule in rules]
    hint = did_you_mean(rule_id, [*ids, *(each.rpartition("/")[2] for each in ids)]) or "see quotes rules list"
    raise QuotesError(f"there is no rule '{rule_id}'", hint=hint)
