"""``quotes corpus search``: full-text search in the quotes of a store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.cli.options import common_options, is_quiet, make_selection, selection_options, store_argument
from quotes.cli.terminal import replace_unprintable, say

if TYPE_CHECKING:
    from quotes.corpus.store import Hit

#: Around a word that was found: bold. Click removes the codes where the output is not a terminal.
_BOLD = ("\x1b[1m", "\x1b[22m")


@click.command("search")
@store_argument
@click.argument("words", nargs=-1, required=True)
@click.option(
    "-n", "--rows", "limit", type=click.IntRange(min=1), metavar="N", default=20, show_default=True,
    help="The number of quotes to show.",
)  # fmt: skip
@selection_options
@common_options
def command(store: Path, words: Sequence[str], limit: int, **options: Any) -> None:
    """Search the quotes of a store for words, and show the best matches first.

    A quote must contain all WORDS. Several words in quotation marks, as "harga beras", are a phrase; pangan* matches
    every word that begins with pangan.
    """
    from quotes.corpus import Store

    with Store(store, create=False) as opened:
        hits = opened.search(make_selection(words, **options), limit + 1, _BOLD)
    for hit in hits[:limit]:
        _print_hit(hit)
    if not hits and not is_quiet():
        say("no quote contains these words")
    if len(hits) > limit and not is_quiet():
        say(f"there are more than {limit}: show more with -n, write all with quotes corpus export --search")


def _print_hit(hit: Hit) -> None:
    about = " · ".join(part for part in (hit.outlet, hit.date, hit.title) if part)
    heading = f"{hit.speaker or '?'} ({hit.type}) {hit.quote}{f' · {about}' if about else ''}"
    click.echo(replace_unprintable(heading))
    start, end = _BOLD
    pieces = [piece.split(end) for piece in hit.words.split(start)]
    click.echo(f"    {start.join(end.join(map(replace_unprintable, piece)) for piece in pieces)}")
