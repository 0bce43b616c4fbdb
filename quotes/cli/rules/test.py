"""``quotes rules test``: the examples inside the rules, on trees of the model in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.errors import ExitCode
from quotes.cli.messages import counted, say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.screen import model_option, rules_option, short, show

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

    A rule must find its examples, leave its counter-examples alone and miss its known misses; a miss that is found is
    reported, too. For a failure the tree of the sentence is shown, and where the match stopped. Exits with 1 then.
    """
    from quotes.authoring.examples import parse_by, run_examples
    from quotes.matching.rulebook import Rulebook
    from quotes.parsing import Parser
    from quotes.resources import rules_folder

    book = Rulebook.load(rules_folder(), rules)
    chosen = _chosen(ids, book)
    outcomes = list(run_examples(chosen, book, parse_by(Parser(model, lemmas=book.reads_lemmas))))
    failed = [outcome for outcome in outcomes if outcome.problem]
    for outcome in failed:
        show(*_failure(outcome, book), wrap=False)
    if not is_quiet():
        say(_summary(len(chosen), outcomes, len(failed)))
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _chosen(ids: Sequence[str], book: Rulebook) -> Sequence[Rule]:
    """The rules of these ids, those that are off among them; all that are not off where no id is given."""
    from quotes.authoring.catalog import find_rule

    return [find_rule(each, (*book.rules, *book.off)) for each in ids] or book.rules


def _failure(outcome: Outcome, book: Rulebook) -> Iterator[Text]:
    from rich.text import Text

    rule, example = outcome.rule, outcome.example
    place = f"{short(rule.path)}:{example.line}:"
    yield Text.assemble((place, "bold"), f" {rule.id}: this {outcome.kind} ", (outcome.problem or "", "bold red"))
    yield Text(f"  {example.text}")
    if outcome.kind == "example" and outcome.problem == "is not found":
        yield from _stopped(outcome, book)
    else:
        yield from _trees(outcome)
    yield Text()


def _stopped(outcome: Outcome, book: Rulebook) -> Iterator[Text]:
    from rich.text import Text

    from quotes.authoring.diagnosis import diagnose
    from quotes.cli.trees import tree

    halt = diagnose(outcome.rule, book, outcome.example, outcome.paragraph)
    yield Text(f"  {halt.reason}", "red")
    for tried in halt.tried:
        yield Text.assemble(f"    {tried.way}: ", (tried.result, "red"))
    if halt.sentence is not None:
        yield Text()
        yield from tree(halt.sentence, outcome.example.text, halt.parts, halt.words, indent="  ")


def _trees(outcome: Outcome) -> Iterator[Text]:
    from rich.text import Text

    from quotes.cli.trees import tree

    for sentence in outcome.paragraph.sentences:
        yield Text()
        yield from tree(sentence, outcome.example.text, {}, indent="  ")


def _summary(rules: int, outcomes: Sequence[Outcome], failed: int) -> str:
    counts = Counter(outcome.kind for outcome in outcomes)
    told = ", ".join(counted(counts[kind], kind) for kind in ("example", "counter-example", "miss") if counts[kind])
    return f"{counted(rules, 'rule')}: {told}; {f'{failed} failed' if failed else 'all as they should be'}"
