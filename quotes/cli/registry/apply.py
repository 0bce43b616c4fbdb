"""``quotes registry apply``: identities into records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.registry.common import FILE

if TYPE_CHECKING:
    from quotes.records import Record


@click.command("apply")
@click.argument("records", type=click.Path(allow_dash=True))
@click.argument("registry", type=FILE)
@click.option("-o", "--output", required=True, type=FILE, metavar="FILE", help="Ends in jsonl, csv, xlsx, parquet …")
@common_options
def command(records: str, registry: Path, output: Path) -> None:
    """Write RECORDS with the ids and names of REGISTRY: quotes graph and all exports then know who is who."""
    from quotes.corpus.stored_records import read_records
    from quotes.registry import apply_identities
    from quotes.registry.storage import read_registry
    from quotes.writing import write

    if records != "-" and Path(records).resolve() == output.resolve():
        raise click.UsageError(f"-o {output} would overwrite an input; give another name.")
    identities = read_registry(registry).registry.by_key()
    articles = {key.article for key in identities}
    strange = 0

    def identified() -> Iterator[Record]:
        nonlocal strange
        for record in read_records([records]):
            strange += record.article.id not in articles and _names_people(record)
            yield apply_identities(record, identities)

    count = write(identified(), output)
    if not is_quiet():
        say(f"{count:,} records -> {output}")
        if strange:
            say(f"{strange:,} of them have speakers, and nobody in {registry}: build the registry anew if they are new")


def _names_people(record: Record) -> bool:
    return any(speaker.kind == "person" and speaker.name[:1].isupper() for speaker in record.speakers)
