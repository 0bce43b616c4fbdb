"""Tokens written for several words (``katanya``), taken apart by Stanza's expander, each once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotes.parsing.stanza_cpu.tokenizer import Token

#: Expansions that are kept; then the memory begins anew.
KEPT = 20_000


class CpuExpander:
    """Keeps what Stanza's ``mwt`` processor made of a token: its answer depends on the token alone."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor
        self._known: dict[str, tuple[str, ...]] = {}

    def expand(self, sentences: Sequence[Sequence[Token]]) -> list[tuple[tuple[str, ...], ...]]:
        """The words of every token of every sentence."""
        self._learn({token.form for sentence in sentences for token in sentence if token.several})
        known = self._known
        return [tuple(known[t.form] if t.several else (t.form,) for t in sentence) for sentence in sentences]

    def _learn(self, forms: set[str]) -> None:
        from stanza.models.common.doc import ID, MISC, TEXT, Document

        if len(self._known) > KEPT:
            self._known.clear()
        new = sorted(forms.difference(self._known))
        if not new:
            return
        document = Document([[{ID: (1,), TEXT: form, MISC: "MWT=Yes"}] for form in new])
        done = self._processor.process(document)
        for form, sentence in zip(new, done.sentences, strict=True):
            self._known[form] = tuple(word.text for word in sentence.words)
