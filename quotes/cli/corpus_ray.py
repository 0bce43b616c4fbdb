"""``quotes corpus run --engine ray``: the same extraction on many machines."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from quotes.cli.errors import ExitCode
from quotes.cli.messages import counted, say
from quotes.cli.options import is_quiet
from quotes.cli.progress import Progress


def on_ray(sources: Sequence[str], folder: str, **chosen: Any) -> ExitCode:
    """Run on Ray and tell what was done; what is chosen are the fields of ``ClusterSettings``."""
    from quotes.corpus.cluster import ClusterSettings, run_on_ray

    started, articles, quotes, failed, known = time.monotonic(), 0, 0, 0, 0
    with Progress("blocks", wanted=not is_quiet()) as progress:
        progress.doing("cutting the sources into blocks")
        for block in run_on_ray(sources, folder, ClusterSettings(**chosen)):
            if not block.part:
                known = block.done
                progress.expect(block.blocks - known)
                progress.doing("extracting on Ray")
                continue
            articles, quotes, failed = articles + block.articles, quotes + block.quotes, failed + block.failed
            progress.advance()
    if not is_quiet():
        more = "".join([f", {known:,} blocks done before" if known else "", f", {failed:,} failed" if failed else ""])
        told = f"{counted(articles, 'article')} done, {counted(quotes, 'quote')}{more}"
        say(f"{told} -> {folder} ({time.monotonic() - started:.1f} s)")
    return ExitCode.SOME_FAILED if failed else ExitCode.DONE
