"""Commands from records to a registry and back: build, apply, export, and check a list of speakers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.files import refuse_overwriting
from quotes.cli.options import FILE, common_options, is_quiet, rules_option, speakers_option
from quotes.cli.registry.common import read_stored_user_list, registry_option
from quotes.cli.terminal import count, say

if TYPE_CHECKING:
    from quotes.records import Record


@click.command("build")
@click.argument("records", nargs=-1, required=True, metavar="RECORDS...", type=click.Path(allow_dash=True))
@click.option(
    "-o", "--output", type=FILE, default=Path("registry.json"), show_default=True, metavar="FILE",
    help="The registry to write.",
)  # fmt: skip
@speakers_option
@click.option(
    "--decisions", type=FILE, metavar="FILE",
    help="Your decisions to merge and split identities. By default decisions.yaml beside the output.",
)  # fmt: skip
@rules_option
@common_options
def build_command(
    records: Sequence[str], output: Path, speakers: Path | None, decisions: Path | None, rules: Sequence[Path]
) -> None:
    """Group the speakers of all records into identities, and write the registry.

    The order of the articles makes no difference. Doubtful pairs are not merged; quotes registry proposals lists them.
    """
    from quotes.corpus.stored_records import read_records
    from quotes.registry import build_registry, load_registry_rules, read_user_list
    from quotes.registry.decisions import read_decisions
    from quotes.registry.storage import StoredRegistry, write_registry

    refuse_overwriting(output, records)
    decided = decisions or output.with_name("decisions.yaml")
    user_list = read_user_list(speakers) if speakers else None
    registry = build_registry(read_records(records), load_registry_rules(rules), user_list, read_decisions(decided))
    write_registry(StoredRegistry(registry, str(speakers) if speakers else None, str(decided)), output)
    if not is_quiet():
        entries = sum(len(identity.entries) for identity in registry.identities)
        grouped = f"{count(entries, 'speaker')} of articles in {len(registry.identities):,} identities"
        say(f"{grouped}, {count(len(registry.proposals), 'pair')} proposed -> {output}")


@click.command("apply")
@click.argument("records", type=click.Path(allow_dash=True))
@click.argument("registry", type=FILE)
@click.option(
    "-o", "--output", required=True, type=FILE, metavar="FILE",
    help="The file to write. Its ending gives the format: jsonl, csv, xlsx, parquet and others.",
)  # fmt: skip
@common_options
def apply_command(records: str, registry: Path, output: Path) -> None:
    """Write records with the ids and names of the identities, for quotes graph and all exports."""
    from quotes.corpus.stored_records import read_records
    from quotes.registry import apply_identities
    from quotes.registry.storage import read_registry
    from quotes.writing import write

    refuse_overwriting(output, [records])
    identities = read_registry(registry).registry.by_key()
    articles = {key.article for key in identities}
    unknown = 0

    def identify() -> Iterator[Record]:
        nonlocal unknown
        for record in read_records([records]):
            unknown += record.article.id not in articles and _names_people(record)
            yield apply_identities(record, identities)

    written = write(identify(), output)
    if not is_quiet():
        say(f"{count(written, 'record')} -> {output}")
        if unknown:
            say(f"{count(unknown, 'record')} with speakers not in {registry}: build the registry again to add them")


def _names_people(record: Record) -> bool:
    return any(speaker.kind == "person" and speaker.name[:1].isupper() for speaker in record.speakers)


@click.command("export")
@registry_option
@click.option("-o", "--output", required=True, type=FILE, metavar="FILE", help="The file to write: .yaml or .csv.")
@click.option(
    "--min-articles", type=click.IntRange(min=1), metavar="N", default=2, show_default=True,
    help="Leave out identities in fewer articles, unless they are from your own list.",
)  # fmt: skip
@common_options
def export_command(path: Path, output: Path, min_articles: int) -> None:
    """Write the identities as a list of speakers, to edit and to use with --speakers.

    Roles in articles are not exported as offices, because articles do not say when they began and ended; the YAML file
    has them as comments.
    """
    from quotes.registry.storage import read_registry
    from quotes.registry.user_list import write_user_list

    refuse_overwriting(output, [path])
    stored = read_registry(path)
    found = [each for each in stored.registry.identities if each.listed_at or each.articles >= min_articles]
    write_user_list(found, read_stored_user_list(stored), output)
    if not is_quiet():
        say(f"{len(found):,} identities -> {output}")


@click.command("check")
@click.argument("speakers", type=FILE)
@common_options
def check_command(speakers: Path) -> None:
    """Check your own list of speakers (.yaml or .csv), and show each error with its line."""
    from quotes.registry import read_user_list

    user_list = read_user_list(speakers)
    if not is_quiet():
        offices = sum(len(person.terms) for person in user_list.people)
        say(f"{speakers}: {count(len(user_list.people), 'speaker')}, {count(offices, 'office')}, no errors")
