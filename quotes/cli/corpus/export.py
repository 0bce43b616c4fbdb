"""``quotes corpus export``: the quotes of a store in any format that ``quotes extract`` writes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from quotes.cli.files import drop_uncertain, is_on_terminal, plan_outputs
from quotes.cli.options import (
    common_options,
    csv_options,
    is_quiet,
    make_selection,
    min_confidence_option,
    output_options,
    selection_options,
    store_argument,
    take_csv_options,
)
from quotes.cli.terminal import count, say
from quotes.errors import InputError


@click.command("export")
@store_argument
@output_options
@csv_options
@min_confidence_option
@click.option(
    "--search", "words", multiple=True, metavar="WORDS", help="Only quotes with these words. Can be repeated."
)
@selection_options
@common_options
def command(store: Path, files: Sequence[Path], format_name: str | None, words: Sequence[str], **options: Any) -> None:
    """Write the quotes of a store, or a selection of them, in any format that quotes extract writes.

    Articles keep all their speakers. When quotes are selected by speaker, type or words, articles without such a quote
    are left out.
    """
    from quotes.corpus import Store

    quotes = 0
    with Store(store, create=False) as opened, ExitStack() as entered:
        csv, minimum = take_csv_options(options), options.pop("min_confidence")
        outputs = plan_outputs(files, format_name, table=False, sources=[str(store)], csv=csv)
        for output in outputs:
            entered.enter_context(output)
        for selected in opened.records(make_selection(words, **options)):
            record = drop_uncertain(selected, minimum)
            quotes += len(record.quotes)
            for output in outputs:
                output.write(record)
        if not quotes:
            raise InputError("no quote is selected", path=str(store), hint="nothing was written; select less strictly")
    if not is_quiet() and not any(map(is_on_terminal, outputs)):
        written = ", ".join(str(file) for file in files if file != Path("-"))
        say(f"{count(quotes, 'quote')}{f' -> {written}' if written else ''}")
