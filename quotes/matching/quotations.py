"""Find the quotation beside a cue or a source: one that stands beside the sentence, inside it, or right before it.

Standalone speech is masked by a placeholder in the tree (:mod:`quotes.parsing.masking`). Shorter words in marks stay
words of the sentence; whether they are speech depends on the cue, so it is judged here and not by the parser.
"""

from __future__ import annotations

from quotes.matching.context import SentenceView
from quotes.quotation_marks import Quotation
from quotes.trees import Word

#: Signs that do not count as words between two others, whatever their tag.
_SIGNS = (",", ":", ".", "-", "–", "—", "―", "~")
#: Dashes before the name of the speaker of a quotation above (``"…" – Ratna``).
_DASHES = frozenset("–—-―~")
#: Signs that separate the words in marks from the clause before.
_CLAUSE_ENDS = (",", ":", ";", ".", "!", "?", "–", "-", "—", ")")


def counts_as_word(word: Word) -> bool:
    """Return whether a word counts in a gap between two parts; signs do not."""
    return word.upos != "PUNCT" and word.form not in _SIGNS


def find_standing(view: SentenceView, edges: tuple[int, int], side: str, gap: int) -> int | None:
    """Return the nearest masked quotation, at most ``gap`` words away; None if there is none."""
    words = view.sentence.words
    walk = range(edges[0] - 1, -1, -1) if side == "before" else range(edges[1] + 1, len(words))
    between = 0
    for k in walk:
        if words[k].quotation is not None:
            return words[k].quotation
        between += counts_as_word(words[k])
        if between > gap:
            return None
    return None


def find_inline_before(view: SentenceView, cue: int) -> int | None:
    """Return the words in marks right before a cue, if they are speech: ``… pukul tiga "Kami pulang" kata Ratna``.

    They are speech where no clause leads up to the opening mark, or where they begin with a capital and continue in
    small letters. Otherwise they are a part of a report (``Tarif itu "terlalu tinggi," kata Ratna``) or a title.
    """
    words = view.sentence.words
    at = cue - 1
    while at >= 0 and at not in view.inline and not counts_as_word(words[at]):
        at -= 1
    number = view.inline.get(at)
    if number is None or view.quotations[number].outer.end > words[cue].start:
        return None
    quotation = view.quotations[number]
    named = any(word.is_capitalised for word in words[cue + 1 : cue + 2])
    if _is_title(view, quotation) and not named and at == cue - 1:
        return None
    lead = [word for word in words if word.end <= quotation.outer.start]
    apart = not any(map(_is_written, lead)) or lead[-1].form in _CLAUSE_ENDS
    exclaims = bool(lead) and _is_exclamation(view, quotation) and lead[-1].upos not in ("NOUN", "PROPN", "ADP")
    return number if apart or exclaims or _is_sentence(view, quotation) else None


def find_inline_after(view: SentenceView, last: int, gap: int) -> int | None:
    """Return the words in marks behind a cue, if they are the whole content: ``bilang kepada saya "Q" tetapi …``.

    Only the addressee and the place may stand between the two. The sentence ends after the marks or continues with
    something other than content (a word of ``after-marks``).
    """
    words, lists = view.sentence.words, view.lists
    start = next((k for k in range(last + 1, len(words)) if k in view.inline), None)
    if start is None:
        return None
    quotation = view.quotations[view.inline[start]]
    between = [word for word in words[last + 1 : start] if counts_as_word(word)]
    if words[start].start != quotation.outer.start or len(between) > gap:
        return None
    leads = not between or any(
        lists.length_at(name, view.sentence.lowers, between[0].index) for name in ("before-marks", "postverbal-adverbs")
    )
    leads = leads and not any(lists.has("complementizers", word.lower) for word in between)
    behind = next((word for word in words if word.start >= quotation.outer.end), None)
    ends = behind is None or not _is_written(behind) or lists.has("after-marks", behind.lower)
    return view.inline[start] if leads and ends and not _is_title(view, quotation) else None


def find_preceding(view: SentenceView) -> int | None:
    """Return the quotation that ends right before the sentence, white space aside; None if there is none."""
    start = view.sentence.start
    for number, quotation in enumerate(view.quotations):
        end = quotation.outer.end
        if end <= start and not quotation.nested and not view.text[end:start].strip():
            return number
    return None


def has_label(view: SentenceView) -> bool:
    """Return whether the sentence has a colon, or a dash or a bracket that may precede a signature."""
    sentence, text = view.sentence, view.text
    if ":" in sentence.lowers or (text[sentence.end - 2 : sentence.end].rstrip(".").endswith(")")):
        return True
    has_dash = not _DASHES.isdisjoint(text[sentence.start : sentence.end])
    return has_dash and any(text[word.start] in _DASHES for word in sentence.words)


def find_signature_dash(view: SentenceView) -> int | None:
    """Return the dash or the bracket that opens the sentence or follows its quotation; None if there is none."""
    for word in view.sentence.words:
        if word.form == "(" or set(view.text[word.start : word.end]) <= _DASHES:
            return word.index
        if word.quotation is None and word.index not in view.inline:
            return None
    return None


def _is_written(word: Word) -> bool:
    """Return whether it is a word, and not a sign or an emoji."""
    return any(char.isalnum() for char in word.form)


def _is_exclamation(view: SentenceView, quotation: Quotation) -> bool:
    """Return whether it is one or two words with a capital and a stop or comma: ``"Syukurlah," katanya``."""
    said = quotation.content.of(view.text)
    return said[:1].isupper() and said[-1] in ",.!?…"


def _is_sentence(view: SentenceView, quotation: Quotation) -> bool:
    """Return whether it begins with a capital and continues in small letters; titles have capitals throughout."""
    first, *others = quotation.content.of(view.text).split()
    return first[:1].isupper() and any(word[:1].islower() for word in others)


def _is_title(view: SentenceView, quotation: Quotation) -> bool:
    """Return whether it has two or more words, each with a capital and none in capitals only."""
    words = quotation.content.of(view.text).split()
    return len(words) > 1 and all(word[:1].isupper() and not word.isupper() for word in words)
