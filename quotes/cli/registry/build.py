"""``quotes registry build``: from records to a registry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli.files import refuse_overwriting
from quotes.cli.options import FILE, common_options, is_quiet, rules_option, speakers_option
from quotes.cli.terminal import count, say


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
def command(
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
