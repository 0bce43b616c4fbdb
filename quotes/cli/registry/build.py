"""``quotes registry build``: from records to a registry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.registry.common import FILE, rules_option


@click.command("build")
@click.argument("records", nargs=-1, required=True, metavar="RECORDS...", type=click.Path(allow_dash=True))
@click.option("-o", "--output", type=FILE, default=Path("registry.json"), show_default=True, metavar="FILE")
@click.option("--speakers", type=FILE, metavar="FILE", help="Your own list (speakers.yaml, .csv): it goes before all.")
@click.option("--decisions", type=FILE, metavar="FILE",
              help="What you joined and parted by hand; else decisions.yaml beside the output.")  # fmt: skip
@rules_option
@common_options
def command(
    records: Sequence[str], output: Path, speakers: Path | None, decisions: Path | None, rules: Sequence[Path]
) -> None:
    """Find out who the speakers of RECORDS are, and write the registry.

    The order of the articles does not matter. What is doubtful is not joined: quotes registry proposals lists it.
    """
    from quotes.corpus.stored_records import read_records
    from quotes.registry import build_registry, load_registry_rules, read_user_list
    from quotes.registry.decisions import read_decisions
    from quotes.registry.storage import StoredRegistry, write_registry

    if any(Path(path).resolve() == output.resolve() for path in records):
        raise click.UsageError(f"-o {output} would overwrite an input; give another name.")
    decided = decisions or output.with_name("decisions.yaml")
    user_list = read_user_list(speakers) if speakers else None
    registry = build_registry(read_records(records), load_registry_rules(rules), user_list, read_decisions(decided))
    write_registry(StoredRegistry(registry, str(speakers) if speakers else None, str(decided)), output)
    if not is_quiet():
        entries = sum(len(identity.entries) for identity in registry.identities)
        found = f"{entries:,} entries of articles are {len(registry.identities):,} identities"
        say(f"{found}; {len(registry.proposals):,} pairs are proposed -> {output}")
