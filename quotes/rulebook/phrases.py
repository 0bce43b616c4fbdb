"""Noun phrases beside a cue, found by tags and word lists: what holds where the tree is wrong.

With one dependency in four wrong, the subject of a reporting verb is too often
lost in the tree alone. Indonesian word order is strict here: the phrase right
before ``mengatakan`` or right after ``kata`` is the speaker.
"""

from __future__ import annotations

from collections.abc import Iterable

from quotes.rulebook.wordlists import WordLists
from quotes.trees import Sentence, Word

_NOMINAL = {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "X", "SYM"}
_HEADS = {"NOUN", "PROPN", "PRON", "X"}
#: Pronouns that are a whole source by themselves.
SINGLE_PRONOUNS = frozenset({"dia", "ia", "beliau", "mereka", "saya", "kami", "keduanya", "ketiganya", "nya"})


def after(sentence: Sentence, index: int, lists: WordLists) -> list[int]:
    """The noun phrase that begins right after the word ``index``; empty where none does."""
    words = sentence.words
    at = index + 1
    while at < len(words) and words[at].lower in ("oleh", "si", "sang", "para", "–", "-", "—"):
        at += 1
    found: list[int] = []
    while at < len(words):
        word = words[at]
        if word.quotation is not None or (lists.length_at("stops", sentence.lowers, at) and found):
            break
        if word.lower == "(":
            inside = _bracket(words, at)
            if not inside or not found:
                break
            found += inside
            at = inside[-1] + 1
            continue
        if word.lower == ",":
            if not found or not _goes_on(sentence, at, found, lists):
                break
        elif word.lower in ("dan", "&", "/", "-"):
            if not found or at + 1 >= len(words) or not _can_follow_and(words, found, at):
                break
        elif word.form == "." and found and len(words[found[-1]].form) < 4 and at + 1 < len(words) and words[at + 1].form[:1].isupper():
            pass  # "dr. Andini", where the tokenizer parts the stop
        elif not _nominal(word, found) or _name_is_over(words, found, word, lists):
            break
        found.append(at)
        if word.lower in SINGLE_PRONOUNS and len(found) == 1:
            break
        at += 1
    while found and (words[found[-1]].lower in (",", "dan", "-", "/") or words[found[-1]].upos == "PUNCT" and words[found[-1]].lower != ")"):
        found.pop()
    return found if any(words[k].upos in _HEADS or words[k].form[:1].isupper() for k in found) else []


def _can_follow_and(words: tuple[Word, ...], found: list[int], at: int) -> bool:
    follower = words[at + 1]
    return follower.form[:1].isupper() or (follower.upos in _HEADS and words[found[-1]].form[:1].islower())


def _name_is_over(words: tuple[Word, ...], found: list[int], word: Word, lists: WordLists) -> bool:
    """A small word after a name begins something else: ``menurut Iis | hal itu``; after a role it may go on: ``Presiden terpilih``."""
    if not found or word.form[:1].isupper() or word.form[:1].isdigit() or word.lower in ("itu", "ini", "tersebut"):
        return False
    last = words[found[-1]]
    office = lists.has("roles", last.lower) or lists.has("office-words", last.lower)
    return last.form[:1].isupper() and last.upos == "PROPN" and not office


def _nominal(word: Word, found: list[int]) -> bool:
    if word.lower == "yang":
        return False
    if word.upos in _NOMINAL or word.form[:1].isupper():
        return True
    return False


def _bracket(words: tuple[Word, ...], at: int) -> list[int]:
    """``(Indef)``, ``(Purn)``: a short bracket inside a name; a date is none."""
    for end in range(at + 1, min(at + 7, len(words))):
        if words[end].lower == ")":
            inner = words[at + 1 : end]
            named = any(w.form[:1].isalpha() for w in inner) and not any(w.form[:1].isdigit() for w in inner)
            return list(range(at, end + 1)) if named else []
    return []


def _goes_on(sentence: Sentence, comma: int, found: list[int], lists: WordLists) -> bool:
    """After a comma the phrase goes on with a name, or with a degree: ``Kepala Dinas, Budi``; ``Joko, M.Si.``"""
    words = sentence.words
    if comma + 1 >= len(words):
        return False
    follower = words[comma + 1]
    if not lists.has("roles", words[found[0]].lower):
        return lists.has("roles", follower.lower) and follower.form[:1].isupper()  # "Alex, Direktur Utama …"
    if lists.has("dates", follower.lower) or lists.length_at("stops", sentence.lowers, comma + 1):
        return False
    if not follower.form[:1].isupper() or follower.quotation is not None:
        return False
    rest = words[comma + 1 : comma + 4]
    place_and_date = any(lists.has("dates", w.lower) for w in rest)
    return follower.upos in ("PROPN", "NOUN", "X") and not place_and_date


def before(sentence: Sentence, index: int, lists: WordLists) -> list[int]:
    """The noun phrase that ends right before the word ``index``, adverbs in between aside; empty where none does."""
    words = sentence.words
    at = skip_back(sentence, index, lists)
    if at < 0:
        return []
    if words[at].lower == "," and at > 0:
        at -= 1  # the comma that closes an apposition: "Ketua X, Budi, mengatakan"
    if words[at].lower in SINGLE_PRONOUNS:
        return [at]
    found: list[int] = []
    while at >= 0:
        word = words[at]
        if word.quotation is not None:
            break
        if word.lower == ")":
            start = next((k for k in range(at, max(at - 6, -1), -1) if words[k].lower == "("), None)
            if start is None:
                break
            found += range(at, start - 1, -1)
            at = start - 1
            continue
        if word.lower == ",":
            if not found or not words[found[-1]].form[:1].isupper() or at == 0 or not _joins(sentence, at, lists):
                break
        elif word.lower in ("dan", "&", "dari", "di", "untuk", "-", "–", "/", "bidang"):
            if not found or at == 0 or words[at - 1].upos not in _HEADS or word.lower == "di":
                break
        elif not _nominal(word, found):
            break
        found.append(at)
        at -= 1
    found.reverse()
    return trimmed_left(sentence, found, lists)


def _joins(sentence: Sentence, comma: int, lists: WordLists) -> bool:
    """Is what stands before the comma the role of the name after it? ``Ketua Komisi II DPR, Zainudin Amali``"""
    word = sentence.words[comma - 1]
    return word.form[:1].isupper() and word.upos in ("PROPN", "NOUN", "X", "NUM") and not lists.has("dates", word.lower)


def skip_back(sentence: Sentence, index: int, lists: WordLists) -> int:
    """From ``index`` to the left over adverbs and auxiliaries; the place of the first other word."""
    at = index - 1
    words = sentence.words
    while at >= 0 and words[at].quotation is None and (
        lists.has("between", words[at].lower) or (words[at].upos in ("AUX", "ADV", "PART") and words[at].lower != ",")
    ):
        at -= 1
    return at


def trimmed_left(sentence: Sentence, found: Iterable[int], lists: WordLists) -> list[int]:
    """A phrase without connectors and dangling punctuation at its left edge."""
    rest = list(found)
    words = sentence.words
    while rest:
        length = lists.length_at("connectors", sentence.lowers, rest[0])
        if length and length < len(rest):
            rest = rest[length:]
        elif len(rest) > 1 and lists.has("time-adverbs", words[rest[0]].lower):
            rest = rest[1:]
        elif words[rest[0]].lower in (",", "dan", "-", "–", ")", "itu") or words[rest[0]].upos in ("PUNCT", "CCONJ"):
            rest = rest[1:]
        else:
            break
    return rest if any(words[k].upos in _HEADS or words[k].form[:1].isupper() for k in rest) else []


def of_subject(sentence: Sentence, head: int, limit: int, lists: WordLists) -> list[int]:
    """The words of a subject in the tree, from its left edge to ``limit`` (the cue, for a subject before it)."""
    below = [k for k in sentence.subtree(head) if k < limit] if head < limit else [k for k in sentence.subtree(head) if k > limit]
    if not below or head not in below:
        return []
    left, right = min(below), max(below)
    if head < limit:
        right = max(k for k in below if k <= skip_back(sentence, limit, lists) or k == head)
    run = [k for k in range(left, right + 1) if sentence.words[k].quotation is None]
    while run and sentence.words[run[-1]].upos == "PUNCT" and sentence.words[run[-1]].lower != ")":
        run.pop()
    return trimmed_left(sentence, run, lists)
