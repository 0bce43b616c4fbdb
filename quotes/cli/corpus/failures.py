"""``quotes corpus failures``: what could not be processed, and why."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import common_options


@click.command("failures")
@click.argument("store", type=click.Path(path_type=Path))
@common_options
def command(store: Path) -> None:
    """List the articles that failed and the sources that could not be read, one per line with the reason.

    STORE can also be a folder of parts that was made with --engine ray.
    """
    from quotes.corpus import Store
    from quotes.corpus.cluster import is_parts, parts

    if is_parts(store):
        for origin, reason, hint in parts.read_failures(store):
            _print_failure(origin, reason, hint)
        return
    with Store(store, create=False) as opened:
        for failed in opened.failures():
            origin = f"{failed.origin} ({failed.article})" if failed.article else failed.origin
            _print_failure(origin, failed.reason, failed.hint)


def _print_failure(origin: str, reason: str, hint: str | None) -> None:
    remedy = f"; {hint}" if hint else ""
    click.echo(" ".join(f"{origin}: {reason}{remedy}".split()))
