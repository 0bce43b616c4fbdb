"""``quotes registry split``: part an identity by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from quotes.cli.messages import say
from quotes.cli.options import common_options, is_quiet
from quotes.cli.registry.common import one, registry_option, rules_option
from quotes.cli.registry.keep import keep
from quotes.errors import InputError


@click.command("split")
@click.argument("name")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--name", "names", multiple=True, metavar="NAME", help="Take out the articles that call him so.")
@registry_option
@rules_option
@common_options
def command(name: str, articles: Sequence[str], names: Sequence[str], path: Path, rules: Sequence[Path]) -> None:
    """Take the entries of some articles, or of a name, out of the identity NAME; they become one of their own.

    The decision is kept in decisions.yaml; to undo it, remove its line.
    """
    from quotes.registry.decisions import Decision
    from quotes.registry.storage import read_registry
    from quotes.text import fold

    stored = read_registry(path)
    identity = one(stored.registry, name)
    wanted = {fold(each) for each in names}
    out = [e for e in identity.entries if e.key.article in articles or fold(e.name) in wanted]
    if not out:
        hint = f"quotes registry show {identity.id} lists them"
        raise InputError(f"no entry of {identity.id} is taken out by that", hint=hint)
    if len(out) == len(identity.entries):
        raise InputError(f"all entries of {identity.id} would be taken out", hint="name some of its articles")
    decisions = keep(path, stored, Decision((identity.id,), tuple(names), tuple(articles)), rules)
    if not is_quiet():
        say(f"{len(out):,} of {len(identity.entries):,} entries of {identity.id} are another's; kept in {decisions}")
