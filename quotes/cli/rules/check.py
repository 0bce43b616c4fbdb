"""Commands that check rules: errors in their files, their examples, and how often each fires on a corpus."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.errors import ExitCode
from quotes.cli.files import read_or_extract
from quotes.cli.options import common_options, format_option, is_quiet, model_option, rules_option
from quotes.cli.terminal import count, make_table, say, shorten_path, show
from quotes.errors import Problem, QuotesError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from quotes.authoring.coverage import Coverage, Usage
    from quotes.authoring.examples import Outcome
    from quotes.matching.rulebook import Rulebook
    from quotes.rulelang.rule import Rule

#: What the caret underlines: a word, or a single other character.
_WORD = re.compile(r"[\w-]+|.")


@click.command("check")
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path(path_type=Path))
@format_option(
    "text", "github", "json",
    explain="The format of the output. text shows the lines; github makes GitHub Actions mark them in a pull request.",
)  # fmt: skip
@common_options
def check_command(folders: Sequence[Path], form: str) -> ExitCode:
    """Check the shipped rules, together with your own in the folders DIR, and show each error with its line.

    All errors of all files are shown at once, each with its place and a remedy. The exit code is 1 if there are any.
    """
    from quotes.authoring.check import check_rules

    checked = check_rules(folders)
    _PRINTERS[form](checked.problems)
    if not is_quiet():
        problems = "no problems"
        if checked.problems:
            wrong = len({problem.path for problem in checked.problems})
            problems = f"{count(len(checked.problems), 'problem')} in {count(wrong, 'file')}"
        say(f"{count(checked.files, 'file')} checked, {problems}")
    return ExitCode.SOME_FAILED if checked.problems else ExitCode.DONE


def _print_text(problems: Sequence[Problem]) -> None:
    """Print ``file:line:column: problem [code]``, then the line with a caret at the place, and the remedy."""
    from rich.text import Text

    for problem in problems:
        where = f"{shorten_path(problem.path)}:{problem.line}:{problem.column}:"
        head = Text.assemble((where, "bold"), f" {problem.text} ", (f"[{problem.code}]", "dim"))
        line, remedy = _read_line(problem), problem.hint or ""
        excerpt = []
        if line.strip():
            before, rest = line[: problem.column - 1], line[problem.column - 1 :]
            word = _WORD.match(rest)
            caret = "^" * (len(word[0]) if word else 1)
            excerpt = [
                Text.assemble((f"{problem.line:>5} | ", "dim"), line.expandtabs(1)),
                Text.assemble(("      | ", "dim"), " " * len(before), (caret, "bold red"), " ", (remedy, "green")),
            ]
        elif remedy:
            excerpt = [Text(f"      {remedy}", "green")]
        show(head, *excerpt, wrap=False)


def _print_github(problems: Sequence[Problem]) -> None:
    """Print commands of https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def escape_property(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    for problem in problems:
        place = f"file={escape_property(shorten_path(problem.path))},line={problem.line},col={problem.column}"
        remedy = f"; {problem.hint}" if problem.hint else ""
        click.echo(f"::error {place},title={escape_property(problem.code)}::{escape(problem.text + remedy)}")


def _print_json(problems: Sequence[Problem]) -> None:
    """Print a list of objects; ``path`` is as on the command line, ``hint`` can be null."""
    listed = [
        {
            "path": shorten_path(problem.path),
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "message": problem.text,
            "hint": problem.hint,
            "source": _read_line(problem),
        }
        for problem in problems
    ]
    click.echo(json.dumps(listed, ensure_ascii=False, indent=1))


def _read_line(problem: Problem) -> str:
    """Return the line that a problem is in; empty if there is none, or the file cannot be read."""
    try:
        lines = Path(problem.path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[problem.line - 1].rstrip("\r") if problem.line <= len(lines) else ""


_PRINTERS: Mapping[str, Callable[[Sequence[Problem]], None]] = {
    "text": _print_text,
    "github": _print_github,
    "json": _print_json,
}


@click.command("test")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@rules_option
@model_option
@common_options
def test_command(ids: Sequence[str], rules: Sequence[Path], model: str) -> ExitCode:
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


@click.command("coverage")
@click.argument("paths", nargs=-1, required=True, metavar="CORPUS...")
@rules_option
@model_option
@format_option("text", "json")
@common_options
def coverage_command(paths: Sequence[str], rules: Sequence[Path], model: str, form: str) -> ExitCode:
    """Count how often each rule found a quote in a corpus, and how often another rule overrode it.

    CORPUS is what quotes extract reads, or its JSONL output. An introduction rule is counted where it gives the
    speaker of a quotation. Rules that never fired, and rules that were always overridden, are listed.
    """
    from quotes.authoring.catalog import list_rules
    from quotes.authoring.coverage import coverage

    failed: list[str] = []
    counted = coverage(read_or_extract(paths, model, rules, failed), list_rules(rules))
    if not counted.articles:
        raise QuotesError("there is no article in the input", hint="nothing was counted")
    if form == "json":
        click.echo(json.dumps(_to_dict(counted), ensure_ascii=False, indent=1))
    else:
        show(*_format_coverage(counted))
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE


def _to_dict(counted: Coverage) -> dict[str, object]:
    return {
        "articles": counted.articles,
        "quotes": counted.quotes,
        "whole": counted.whole,
        "rules": [
            {
                "id": used.rule.id,
                "won": used.won,
                "overridden": used.overridden,
                "overridden_by": dict(used.overridden_by),
            }
            for used in counted.rules
        ],
        "never": [used.rule.id for used in counted.rules if used.never],
        "always_overridden": [used.rule.id for used in counted.rules if used.always_overridden],
        "unknown": dict(counted.unknown),
    }


def _format_coverage(counted: Coverage) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(f"{count(counted.articles, 'article')}, {count(counted.quotes, 'quote')}\n")
    table = make_table(["rule"], ["won", "share", "overridden"])
    table.add_column("overridden by")
    for used in sorted(counted.rules, key=lambda used: (-used.won, -used.overridden, used.rule.id)):
        if used.fired:
            table.add_row(*_cells(used, counted.quotes))
    yield table
    yield from _list_rules("never fired", [used for used in counted.rules if used.never])
    yield from _list_rules("always overridden", [used for used in counted.rules if used.always_overridden])
    if counted.unknown:
        yield Text("\nunknown rules", "bold")
        yield Text("\n".join(f"  {rule} ({number:,})" for rule, number in counted.unknown))
    if not counted.whole:
        hint = "\nThe records have no evidence, so overridden rules are not counted: give the articles instead."
        yield Text(hint, "yellow")


def _cells(used: Usage, quotes: int) -> tuple[str, ...]:
    share = f"{used.won / quotes:.1%}" if used.won and quotes and used.rule.type != "introduction" else ""
    by = ", ".join(f"{rule} {number:,}" for rule, number in used.overridden_by[:3])
    more = f", {len(used.overridden_by) - 3} more" if len(used.overridden_by) > 3 else ""
    return used.rule.id, f"{used.won:,}", share, f"{used.overridden:,}" if used.overridden else "", by + more


def _list_rules(heading: str, rules: Sequence[Usage]) -> Iterator[Text]:
    from rich.text import Text

    if rules:
        yield Text(f"\n{heading}", "bold")
        for used in rules:
            off = "  (off)" if used.rule.status == "off" else ""
            yield Text.assemble(f"  {used.rule.id}", (f"  {used.rule.title}{off}", "dim"))
