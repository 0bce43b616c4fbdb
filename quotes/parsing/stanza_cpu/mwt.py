"""Multi-word tokens (``katanya``), expanded by Stanza's model, each form once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotes.parsing.stanza_cpu.tokenizer import Token

#: Forms whose expansion is kept; a fuller cache is emptied.
CACHE_SIZE = 20_000


class CpuExpander:
    """Caches the answers of Stanza's ``mwt`` processor, which depend on the form of the token alone."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor
        self._words: dict[str, tuple[str, ...]] = {}

    def expand(self, sentences: Sequence[Sequence[Token]]) -> list[tuple[tuple[str, ...], ...]]:
        """Return, for every sentence, the words of every token."""
        self._add({token.form for sentence in sentences for token in sentence if token.is_multiword})
        words = self._words
        return [tuple(words[t.form] if t.is_multiword else (t.form,) for t in sentence) for sentence in sentences]

    def _add(self, forms: set[str]) -> None:
        from stanza.models.common.doc import ID, MISC, TEXT, Document

        if len(self._words) > CACHE_SIZE:
            self._words.clear()
        new = sorted(forms.difference(self._words))
        if not new:
            return
        document = Document([[{ID: (1,), TEXT: form, MISC: "MWT=Yes"}] for form in new])
        expanded = self._processor.process(document)
        for form, sentence in zip(new, expanded.sentences, strict=True):
            self._words[form] = tuple(word.text for word in sentence.words)
