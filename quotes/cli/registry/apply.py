"""``quotes registry apply``: identities into records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.files import refuse_overwriting
from quotes.cli.options import FILE, common_options, is_quiet
from quotes.cli.terminal import count, say

if TYPE_CHECKING:
    from quotes.records import Record


@click.command("apply")
@click.argument("records", type=click.Path(allow_dash=True))
@click.argument("registry", type=FILE)
@click.option(
    "-o", "--output", required=True, type=FILE, metavar="FILE",
    help="The file to write. Its ending gives the format: jsonl, csv, xlsx, parquet and others.",
)  # fmt: skip
@common_options
def command(records: str, registry: Path, output: Path) -> None:
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
