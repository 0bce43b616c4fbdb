"""``quotes rules test``: run the examples in the rules, parsed with the model in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.errors import ExitCode
from quotes.cli.options import common_options, is_quiet, model_option, rules_option
from quotes.cli.terminal import count, say, shorten_path, show

if TYPE_CHECKING:
    from rich.text import Text

    from quotes.authoring.examples import Outcome
    from quotes.matching.rulebook import Rulebook
    from quotes.rulelang.rule import Rule


@click.command("test")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@rules_option
@model_option
@common_options
def command(ids: Sequence[str], rules: Sequence[Path], model: str) -> ExitCode:
    """Run the examples of the rules ID, or of all rules, each rule by itself.

    A rule must match its examples, and must not match its counter-examples and known misses. For a failure the
    dependency tree of the sentence is shown, and where the match stopped; the exit code is then 1.
    """
    from quotes.authoring.examples import parse_by, run_examples
    from quotes.matching.rulebook import Rulebook
    from quotes.parsing import Parser
    from quotes.resources import rules_folder

    book = Rulebook.load(rules_folder(), rules)
    chosen = _find_rules(ids, book)
    outcomes = list(run_examples(chosen, book, parse_by(Parser(model, lemmas=book.reads_lemmas))))
    failed = [outcome for outcome in outcomes if outcome.problem]
    for outcome in failed:
        show(*_format_failure(outcome, book), wrap=False)
    if not is_quiet():
        say(_summarize(len(chosen), outcomes, len(failed)))
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _find_rules(ids: Sequence[str], book: Rulebook) -> Sequence[Rule]:
    """Return the rules with these ids, even if they are off; without ids, all rules that are not off."""
    from quotes.authoring.catalog import find_rule

    return [find_rule(each, (*book.rules, *book.off)) for each in ids] or book.rules


def _format_failure(outcome: Outcome, book: Rulebook) -> Iterator[Text]:
    from rich.text import Text

    from quotes.cli.tree_drawing import draw_tree

    rule, example = outcome.rule, outcome.example
    place = f"{shorten_path(rule.path)}:{example.line}:"
    yield Text.assemble((place, "bold"), f" {rule.id}: this {outcome.kind} ", (outcome.problem or "", "bold red"))
    yield Text(f"  {example.text}")
    if outcome.kind == "example" and outcome.problem == "is not found":
        yield from _format_diagnosis(outcome, book)
    else:
        for sentence in outcome.paragraph.sentences:
            yield Text()
            yield from draw_tree(sentence, example.text, {}, indent="  ")
    yield Text()


def _format_diagnosis(outcome: Outcome, book: Rulebook) -> Iterator[Text]:
    from rich.text import Text

    from quotes.authoring.diagnosis import diagnose
    from quotes.cli.tree_drawing import draw_tree

    diagnosis = diagnose(outcome.rule, book, outcome.example, outcome.paragraph)
    yield Text(f"  {diagnosis.reason}", "red")
    for attempt in diagnosis.attempts:
        yield Text.assemble(f"    {attempt.way}: ", (attempt.result, "red"))
    if diagnosis.sentence is not None:
        yield Text()
        yield from draw_tree(diagnosis.sentence, outcome.example.text, diagnosis.parts, diagnosis.words, indent="  ")


def _summarize(rules: int, outcomes: Sequence[Outcome], failed: int) -> str:
    counts = Counter(outcome.kind for outcome in outcomes)
    run = ", ".join(count(counts[kind], kind) for kind in ("example", "counter-example", "miss") if counts[kind])
    return f"{count(rules, 'rule')}: {run}; {f'{failed} failed' if failed else 'all passed'}"
