"""``quotes verify``: the quotations of a draft against its sources."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.errors import ExitCode
from quotes.cli.files import read_or_extract, refuse_overwriting, write_text
from quotes.cli.options import (
    FILE,
    common_options,
    format_option,
    is_quiet,
    model_option,
    rules_option,
    speakers_option,
)
from quotes.cli.terminal import count, make_table, replace_unprintable, say, shorten_path, show
from quotes.errors import InputError

if TYPE_CHECKING:
    from quotes.records import Record
    from quotes.verification import Finding

_VERDICTS = ("unconfirmed", "altered", "spliced", "misattributed", "not-found")


@click.command("verify")
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True)
@click.option(
    "--against", "sources", metavar="SOURCES", multiple=True, required=True,
    help="Articles, folders of articles, or records (JSONL of quotes extract, stores of quotes corpus). Can be"
    " repeated.",
)  # fmt: skip
@click.option(
    "--accept", "accepted", multiple=True, type=click.Choice(_VERDICTS), metavar="VERDICT",
    help="Do not fail for this verdict. Can be repeated.",
)  # fmt: skip
@click.option("--html", "page", type=FILE, metavar="FILE", help="Write a page with the words of the sources.")
@format_option("table", "json", explain="The format of the output. json has all places and differences.")
@speakers_option
@model_option
@rules_option
@common_options
def verify_command(
    drafts: Sequence[str],
    sources: Sequence[str],
    accepted: Sequence[str],
    page: Path | None,
    form: str,
    speakers: Path | None,
    model: str,
    rules: Sequence[Path],
) -> ExitCode:
    """Check whether each quotation of a draft is in the sources, word for word, and by the same person.

    \b
    verbatim        the words are in a source, and the same person says them
    unconfirmed     the words are in a source, but not who says them
    altered         the source has other words
    spliced         words from several places are joined to one quotation
    misattributed   somebody else says it in the source
    not-found       no source has these words

    \b
    Exit codes:
      0  every quotation is verbatim, or has a verdict that --accept names
      1  another verdict, or a draft or source that could not be read
      2  wrong usage
      3  nothing was checked

    \b
      quotes verify draft.txt --against transcripts/ --html check.html
    """  # noqa: D301 - click wants the character \b itself
    from quotes.verification import Sources, is_accepted, verify
    from quotes.verification.page import page_html

    if page:
        refuse_overwriting(page, [*drafts, *sources])
    recognise = _make_recogniser(speakers, rules)
    failed: list[str] = []
    records = list(map(recognise, read_or_extract(drafts, model, rules, failed)))
    if not records:
        raise InputError("no draft could be read", hint="nothing was checked")
    found = list(map(recognise, read_or_extract(sources, model, rules, failed)))
    own = {record.article.text for record in records}
    known = Sources(record for record in found if record.article.text not in own)
    if len(known.records) < len(found) and not is_quiet():
        say(f"{count(len(found) - len(known.records), 'source')} left out: the draft itself")
    if not known.records:
        raise InputError(
            "no source could be read" if not found else "the draft is no source", hint="nothing was checked"
        )
    findings = [finding for record in records for finding in verify(record, known)]
    if page:
        write_text(page_html(findings), page)
        say(f"wrote {page}")
    if form == "json":
        click.echo(json.dumps([finding.to_dict() for finding in findings], ensure_ascii=False, indent=1))
    else:
        _print_table(findings)
    if not is_quiet():
        say(_summarize(findings, len(known.records)))
    is_right = all(is_accepted(finding, accepted) for finding in findings)
    return ExitCode.DONE if is_right and not failed else ExitCode.SOME_FAILED


def _make_recogniser(speakers: Path | None, rules: Sequence[Path]) -> Callable[[Record], Record]:
    """Return what recognises the people of the user's list in a record."""
    if speakers is None:
        return lambda record: record
    from quotes.registry import load_registry_rules, read_user_list, recognise_listed_speakers

    listed, how = read_user_list(speakers), load_registry_rules(rules)
    return lambda record: recognise_listed_speakers(record, listed, how)


def _print_table(findings: Iterable[Finding]) -> None:
    table = make_table(["verdict", "draft", "speaker", "quotation", "in the source"])
    for finding in findings:
        draft = f"{shorten_path(finding.draft.origin or finding.draft.id)}:{finding.line}"
        cells = (finding.verdict, draft, "; ".join(finding.speakers), finding.text, "\n".join(_describe(finding)))
        table.add_row(*map(replace_unprintable, cells))
    show(table)


def _describe(finding: Finding) -> Iterator[str]:
    """Yield what the table says about the sources: differences, other speakers, notes and places."""
    yield from map(str, finding.differences)
    if finding.verdict in ("misattributed", "spliced"):
        yield f"said by {', '.join(finding.source_speakers) or 'nobody named'}"
    if finding.notes:
        yield f"[{', '.join(finding.notes)}]"
    for place in finding.places:
        where = "title" if place.in_title else str(place.line)
        yield f"{shorten_path(place.article.origin or place.article.id)}:{where}"


def _summarize(findings: Sequence[Finding], sources: int) -> str:
    verdicts = Counter[str](finding.verdict for finding in findings)
    parts = ", ".join(f"{verdicts[name]} {name}" for name in ("verbatim", *_VERDICTS) if verdicts[name])
    return f"{count(len(findings), 'quotation')} against {count(sources, 'source')}: {parts or 'nothing to check'}"
