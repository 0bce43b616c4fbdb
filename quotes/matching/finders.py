"""The ways to find a part of an attribution, one function per way; docs/rules.md describes each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import dropwhile, takewhile

from quotes.lexicon.cues import ATTITUDES, Cue
from quotes.lexicon.morphology import CLITIC
from quotes.lexicon.word_lists import WordLists
from quotes.matching import content_needs, content_spans, noun_phrases
from quotes.matching.context import MatchContext, SentenceView
from quotes.matching.paths import find_ways
from quotes.matching.quotations import (
    counts_as_word,
    find_inline_after,
    find_inline_before,
    find_preceding,
    find_signature_dash,
    find_standing,
)
from quotes.matching.results import PartMatch
from quotes.records import Span
from quotes.rulelang.rule import Finder
from quotes.trees import Word

#: The most words before the colon of a turn in an interview.
_LONGEST_LABEL = 6
#: As many words with capitals are an answer; more of them are a list of names.
_FEW_WORDS = 4
_ENDS_SENTENCE = (".", "!", "?", "…")
_STOPS = (".", "!", "?")
#: A question of an interview, the line above an answer, and how far back it may begin.
_QUESTION = re.compile(r"^[^\n:?]{1,40}:[^\n]*\?[\"”’]?\s*\Z", re.MULTILINE)
_LONGEST_QUESTION = 400
#: A paragraph that begins with a label, behind another.
_TURN_BELOW = re.compile(r"\s*\n\s*[A-Z][\w.'’ -]{1,40}: ?\S")


def _follow_path(finder: Finder, context: MatchContext) -> PartMatch | None:
    """Follow relations of the tree from a part; the first word that they reach on the right side is the head."""
    edges = context.edges(finder.of)
    if edges is None:
        return None
    for head, path in find_ways(context.sentence, edges[0], finder.path):
        if not _in_reach(finder, context, head, edges[0]) or not _can_head(context, head):
            continue
        words = _subject_words(context, head, edges[0])
        if words:
            return PartMatch(words, head=head, path=path)
    return None


def _in_reach(finder: Finder, context: MatchContext, word: int, start: int) -> bool:
    """Return whether a word is on the requested side, with at most ``gap`` words in between."""
    if (finder.side == "before" and word > start) or (finder.side == "after" and word < start):
        return False
    between = context.sentence.words[min(word, start) + 1 : max(word, start)]
    return finder.gap is None or sum(counts_as_word(each) for each in between) <= finder.gap


def _can_head(context: MatchContext, head: int) -> bool:
    word, lists = context.sentence.words[head], context.lists
    connects = lists.length_at("connectors", context.sentence.lowers, head)
    return word.quotation is None and not lists.has("relativisers", word.lower) and not connects


def _subject_words(context: MatchContext, head: int, limit: int) -> tuple[int, ...]:
    """Return the phrase of a head: the one right after the start if it contains the head, else that of the tree."""
    word = context.sentence.words[head]
    if word.upos in ("VERB", "AUX", "ADP", "SCONJ", "PUNCT") and not word.is_capitalised:
        return ()
    beside = context.view.phrase("after", limit) if head > limit else ()
    return beside if head in beside else tuple(noun_phrases.find_subject(context.sentence, head, limit, context.lists))


def _follow_path_to_clause(finder: Finder, context: MatchContext) -> PartMatch | None:
    """Follow relations as :func:`_follow_path` does, to a content: all words below the word that the path reaches."""
    edges = context.edges(finder.of)
    if edges is None:
        return None
    for head, path in find_ways(context.sentence, edges[0], finder.path):
        below = context.sentence.subtree(head)
        spans = content_spans.cut_span(context.sentence, context.view.text, below[0], below[-1] + 1)
        outside = not below[0] <= edges[0] <= below[-1] and _in_reach(finder, context, head, edges[0])
        if (
            outside
            and spans
            and content_needs.meets_needs(finder.needs, context.sentence, edges[1], spans, context.lists)
        ):
            return PartMatch(spans=tuple(spans), head=head, path=path)
    return None


def _take_phrase(finder: Finder, context: MatchContext) -> PartMatch | None:
    edges = context.edges(finder.of)
    if edges is None:
        return None
    first = edges[0]
    if context.cue is not None and context.cue.voice == "noun" and finder.side == "before":
        giving = context.view.skip_back(first)  # "Kubu itu | melempar tuduhan bahwa"
        first = giving if context.lists.has("light-verbs", context.sentence.lowers[max(giving, 0)]) else first
    words = context.view.phrase(finder.side, first if finder.side == "before" else edges[1])
    return PartMatch(words) if words else None


def _share_source(_finder: Finder, context: MatchContext) -> PartMatch | None:
    """Return the source of the cue before, if this one is joined to it: ``X membantah A dan mengaku B``.

    An attitude right behind a cue has its source, too: ``X mengaku | khawatir A``.
    """
    sentence, lists = context.sentence, context.lists
    at = -1 if context.cue_word is None else context.view.skip_back(context.cue_word)
    joined = at >= 0 and any(lists.has("clause-coordinators", word) for word in sentence.lowers[at : at + 2])
    held = at >= 0 and context.cue is not None and context.cue.cue_class in ATTITUDES
    for word in reversed(sentence.words[:at] if joined else sentence.words[at : at + held]):
        readings = context.view.knowledge.lexicon.find(word.lower) if word.upos in ("VERB", "ADJ") else ()
        if any(cue.voice == "adjective" if word.upos == "ADJ" else cue.voice != "passive" for cue in readings):
            found = _find_source_before(context, word.index)
            if found and not _has_speaker_between(context, word.index):
                return PartMatch(found)
    return None


def _has_speaker_between(context: MatchContext, first: int) -> bool:
    """Return whether the cue has a subject behind the verb ``first`` that may be somebody, and not a thing.

    ``Ratna mengatakan banjir surut | lalu mengimbau warga …``: what the first verb reports says nothing itself.
    """
    sentence, lists = context.sentence, context.lists
    at = -1 if context.cue_word is None else context.cue_word
    subject = next((w for w in sentence.children(at) if w.relation == "nsubj" and first < w.index < at), None)
    if subject is None:
        return False
    somebody = ("roles", "groups", "organisations", "indefinites")
    return subject.upos != "NOUN" or any(lists.has(name, subject.lower) for name in somebody)


def _find_source_before(context: MatchContext, cue: int) -> tuple[int, ...]:
    """Return the phrase before a cue, else its subject on the left in the tree, else the phrase after a bare verb."""
    sentence = context.sentence
    subject = next((w.index for w in sentence.children(cue) if w.relation == "nsubj" and w.index < cue), None)
    found = context.view.phrase("before", cue)
    if found or subject is None:
        bare = any(each.voice == "bare" for each in context.view.knowledge.lexicon.find(sentence.lowers[cue]))
        return found or (context.view.phrase("after", cue) if bare else ())
    return tuple(noun_phrases.find_subject(sentence, subject, cue, context.lists))


def _take_clitic(finder: Finder, context: MatchContext) -> PartMatch | None:
    edges = context.edges(finder.of)
    after = context.sentence.words[edges[0] + 1 : edges[0] + 2] if edges else ()
    return PartMatch((after[0].index,)) if after and after[0].clitic and after[0].lower == CLITIC else None


def _take_quotation(finder: Finder, context: MatchContext) -> PartMatch | None:
    """Return the quotation nearest to a part, on the requested side or one on each, at most ``gap`` words away."""
    edges = context.edges(finder.of)
    if finder.adjacent:
        number = find_preceding(context.view)
        spans = () if number is None else (context.view.quotations[number].content,)
        return None if number is None else PartMatch(spans=spans, quotations=(number,))
    if edges is None:
        return None  # attribution handles quotations without a cue after all others are taken
    if finder.inline:
        near = [_find_inline(finder, context, edges)]
    else:
        sides = (finder.side,) if finder.side else ("before", "after")
        near = [find_standing(context.view, edges, side, finder.gap or 0) for side in sides]
        near = [None if _continues(number, context) else number for number in near]
    if any(number is None for number in near) or (len(near) > 1 and _is_divided(context, edges)):
        return None
    numbers = tuple(number for number in near if number is not None)
    return PartMatch(spans=tuple(context.view.quotations[number].content for number in numbers), quotations=numbers)


def _is_divided(context: MatchContext, edges: tuple[int, int]) -> bool:
    """Return whether another sentence or report begins between a part and the quotation behind it.

    The tokenizer may go on behind a stop. A report is joined: ``"…," kata Ratna, | sementara Haris berkata, "…"``. The
    quotation may have a cue of its own: ``"…," kata Ratna | "…," ujarnya lagi``.
    """
    words, lists, lexicon = context.sentence.words, context.lists, context.view.knowledge.lexicon
    ahead = takewhile(lambda word: word.quotation is None, reversed(words[: edges[0]]))
    if any(lists.has("clause-conjunctions", word.lower) for word in ahead):
        return True  # "…," tetapi | Ratna menjawab, "…"
    between = list(takewhile(lambda word: word.quotation is None, words[edges[1] + 1 :]))
    said = dropwhile(lambda word: word.quotation is not None, words[edges[1] + 1 + len(between) :])
    behind = next((word for word in said if word.upos != "PUNCT"), None)
    if behind is not None and any(cue.voice == "bare" for cue in lexicon.find(behind.lower)):
        return True
    joins = ("clause-conjunctions", "clause-coordinators")
    joined = dropwhile(lambda word: not any(lists.has(name, word.lower) for name in joins), between)
    reports = any(cue.voice in ("active", "ber") for word in joined for cue in lexicon.find(word.lower))
    return reports or any(_ends_sentence(words, word.index, lists) for word in between if word.form in (*_STOPS, ";"))


def _ends_sentence(words: Sequence[Word], at: int, lists: WordLists) -> bool:
    """Return whether a sign ends a sentence: not the stop of a title or a degree: ``Brigjen Pol. | Haris``."""
    if words[at].form != ".":
        return True
    behind = words[at + 1]
    titled = lists.has("roles", words[at - 1].lower)
    return not (titled or behind.form == "," or behind.form[:1].islower())


def _continues(number: int | None, context: MatchContext) -> bool:
    """Return whether a quotation goes on a report behind its cue: ``mengatakan kapal aman, "dan semua pulang"``."""
    words, cue = context.sentence.words, context.cue_word
    if number is None or cue is None or context.cue is None or context.cue.voice not in ("active", "ber"):
        return False
    standin = next(word for word in words if word.quotation == number)
    between = words[cue + 1 : standin.index]
    return content_spans.continues_report(between, standin, context.view.text, context.lists)


def _find_inline(finder: Finder, context: MatchContext, edges: tuple[int, int]) -> int | None:
    """Return the words in marks inside the sentence, on the requested side."""
    if finder.side == "before":
        return find_inline_before(context.view, edges[0])
    return find_inline_after(context.view, edges[1], finder.gap or 0)


def _take_rest(finder: Finder, context: MatchContext) -> PartMatch | None:
    edges = context.edges(finder.of)
    if edges is None:
        return None
    first, last = edges
    if finder.side == "before":
        first = _skip_closers(context, first)
        if _ends_with_report(context, first):
            return None
    if finder.of == "source" and finder.side == "after":
        last = _skip_description(context, last)
    spans = context.view.rest(finder.side, first if finder.side == "before" else last)
    source = context.edges("source")
    if spans and finder.of == "cue" and finder.side == "after" and source is not None and source[0] > last:
        spans = _cut_before_agent(context, spans[0].start, source[0])
    objects = finder.of == "cue" and context.cue is not None and "object" in context.cue.takes
    if not spans or not content_needs.meets_needs(
        finder.needs, context.sentence, last, spans, context.lists, takes_objects=objects
    ):
        return None
    return PartMatch(spans=spans)


def _cut_before_agent(context: MatchContext, start: int, agent: int) -> tuple[Span, ...]:
    """Return the content from ``start`` to a source behind it: ``dituduh | mencuri ikan | oleh Haris``."""
    words = context.sentence.words
    while agent > 0 and context.lists.has("agent-prepositions", words[agent - 1].lower):
        agent -= 1
    return content_spans.trim_span(context.view.text, start, words[agent - 1].end)


def _skip_closers(context: MatchContext, first: int) -> int:
    """Return the end of the content before what leads up to a cue.

    ``Kapal itu aman, | demikian dikatakan Ratna``; ``Kapal itu, | begitu kata Ratna, …``; ``Kapal itu, | seperti yang
    dilaporkan Antara, tenggelam``.
    """
    lists, lowers = context.lists, context.sentence.lowers
    if context.cue is None or context.cue.voice in ("active", "ber"):
        return first
    first -= first > 1 and lists.has("cue-leads", lowers[first - 1]) and lowers[first - 2] == ","
    if context.cue.voice not in ("passive", "noun"):
        return first
    simile = context.view.skip_back(first)
    first = simile if simile >= 0 and lists.has("similes", lowers[simile]) else first
    while first > 0 and lists.has("passive-closers", lowers[first - 1]):
        first -= 1
    return first


def _skip_description(context: MatchContext, last: int) -> int:
    """Return the last word of the description of a source; the source of a reporting noun has none."""
    if context.cue is None or context.cue.voice == "noun":
        return last
    return content_spans.skip_description(context.sentence, last, context.lists, narrow=context.cue.voice == "passive")


def _take_both_sides(finder: Finder, context: MatchContext) -> PartMatch | None:
    """Return both sides of cue and source inside a content: ``Dengan begitu, kata X, …``."""
    edges = [found for part in ("cue", "source") if (found := context.edges(part)) is not None]
    if not edges:
        return None
    first, last = min(e[0] for e in edges), max(e[1] for e in edges)
    left = _take_first_piece(context, _skip_closers(context, first), edges[-1][0])
    if left is None:
        return None
    described = _skip_description(context, last)
    right = context.view.rest("after", described)
    if not right or not _states_something(finder, context, described, left, right):
        return None
    if content_needs.is_complete(context.sentence, left, context.lists) and (
        described > last or content_needs.is_aside(context.sentence, described, right, context.lists)
    ):
        return None  # the content is complete before the cue: "Kapal itu aman, kata Ratna yang memeriksanya, sambil …"
    return PartMatch(spans=(*left, *right))


def _take_first_piece(context: MatchContext, first: int, agent: int) -> tuple[Span, ...] | None:
    """Return the piece of a content before its cue, if any; None if a passive needs one that is spoken of.

    Args:
        first: the first word of the cue, or what leads up to it.
        agent: the first word of the source.
    """
    cue = context.cue
    if cue is None or cue.voice != "passive":
        left = context.view.rest("before", first)
        if _ends_with_report(context, first):
            return ()  # "Ratna mengatakan, | menurut Haris, kapal itu aman"
        if cue is None or cue.voice not in ("active", "ber"):
            return left
        left = content_needs.select_fronted(context.sentence, left, first, context.lists)
        return () if _tells_report(context, left) else left
    words, apart = context.sentence.words, context.sentence.words[first].form == ","
    while first > 0 and words[first - 1].upos in ("ADV", "AUX", "PART"):  # "Elsa | sempat disarankan dokter …"
        first -= 1
    left = _keep_subject(context, cue, context.view.rest("before", first), first)
    if _is_spoken_of(context, left, agent):
        return left
    if "awaited" in cue.takes:
        return None  # "Melalui acara itu | diharapkan Ambon makin dikenal"
    return () if apart else left  # "Dalam rapat itu, | disampaikan Ratna, kapal itu aman"


def _states_something(
    finder: Finder, context: MatchContext, last: int, left: tuple[Span, ...], right: tuple[Span, ...]
) -> bool:
    """Return whether the piece behind the source is a content; of a passive, that or both pieces together.

    ``Inflasi | diperkirakan Ratna | hanya 2 persen``.
    """
    sentence, lists = context.sentence, context.lists
    passive = bool(left) and context.cue is not None and context.cue.voice == "passive"
    return any(
        content_needs.meets_needs(finder.needs, sentence, last, spans, lists)
        for spans in ((right, (*left, *right)) if passive else (right,))
    )


def _tells_report(context: MatchContext, spans: Sequence[Span]) -> bool:
    """Return whether another report stands before a cue: ``Jika Haris menyebut kapal itu aman, | Ratna menilai …``."""
    inside = (word for span in spans for word in context.sentence.words if span.contains(word.span))
    verbs = (word.lower for word in inside if word.upos == "VERB")
    return any(
        cue.voice == "active" and "clause" in cue.takes
        for verb in verbs
        for cue in context.view.knowledge.lexicon.find(verb)
    )


def _ends_with_report(context: MatchContext, first: int) -> bool:
    """Return whether a reporting verb, with a comma or bahwa, stands right before a bare cue, or before menurut."""
    words, lists = context.sentence.words, context.lists
    if context.cue is None or context.cue.voice not in ("bare", "preposition"):
        return False
    at = first - 1
    while at > 0 and (words[at].form == "," or lists.has("complementizers", words[at].lower)):
        at -= 1
    beside = first if context.cue.voice == "preposition" else first - 1
    readings = context.view.knowledge.lexicon.find(words[at].lower) if 0 < at < beside else ()
    return any(cue.voice in ("active", "ber") and "clause" in cue.takes for cue in readings)


def _keep_subject(context: MatchContext, cue: Cue, left: tuple[Span, ...], first: int) -> tuple[Span, ...]:
    """Return what is spoken of before a passive: of a whole clause only the noun phrase right before it, if any.

    ``Ratna mengatakan bahwa | tarif itu dinilai Haris mahal``; ``Ratna mengaku | diminta Haris untuk pulang``. What is
    called or held to be something may be a clause itself, if no reporting verb is in it.
    """
    sentence, lexicon = context.sentence, context.view.knowledge.lexicon
    verbs = [word for word in sentence.words[:first] if word.upos == "VERB"]
    reports = any(each.voice == "active" for word in verbs for each in lexicon.find(word.lower))
    asked = cue.cue_class == "request" and content_needs.is_complete(sentence, left, context.lists)
    if not asked and not (reports and "naming" in cue.takes):
        return left
    subject = context.view.phrase("before", first)
    if not subject or sentence.words[subject[0]].clitic:
        return ()
    return tuple(content_spans.cut_span(sentence, context.view.text, subject[0], subject[-1] + 1))


def _is_spoken_of(context: MatchContext, left: Sequence[Span], agent: int) -> bool:
    """Return whether what precedes a passive is spoken of, and does not say where or when it is so.

    It is if the agent is ``-nya``; a name behind the passive may otherwise be what is spoken of.
    """
    if context.sentence.words[agent].clitic:
        return True
    words = context.sentence.words[context.view.opening :]
    first = next((word for span in left for word in words if word.start >= span.start), None)
    return first is not None and first.upos not in ("ADP", "SCONJ", "ADV", "AUX", "PART", "VERB", "PUNCT")


def _take_label(finder: Finder, context: MatchContext) -> PartMatch | None:
    """Return the phrase that opens a sentence before a colon: ``Budi Santoso: "…"``.

    With a dash, return the phrase after it, which ends the sentence or precedes a comma or a bracket; a bracket is as
    good as a dash if it ends the sentence, and holds two words of a name or a comma.
    """
    words = context.sentence.words
    if finder.label == ":":
        colon = next((w.index for w in words if w.form == ":"), len(words))
        if colon == len(words):
            return None
        found = context.view.phrase("before", colon)
        return PartMatch(found) if found and found[0] <= 1 else None
    dash = find_signature_dash(context.view)
    found = () if dash is None else context.view.phrase("after", dash)
    if not found or dash is None or found[0] != dash + 1 or not words[found[0]].is_capitalised:
        return None
    behind = [word.form for word in words[found[-1] + 1 : found[-1] + 2]]
    if words[dash].form == "(":  # "…" (Ratna Dewi, nelayan), not "…" (Antara)
        closing = words[-2 if words[-1].form == "." else -1]
        ends = closing.form == ")" and (behind == [","] or (behind == [")"] and len(found) > 1))
        first = words[found[0]]
        nobody = any(context.lists.has(name, first.lower) for name in ("cited-documents", "place-words"))
        nobody = nobody or first.entity in ("organisation", "place") or any(words[k].upos == "NUM" for k in found)
        nobody = nobody or first.form.isupper()  # "…" (HR. Ahmad)
        return PartMatch(found) if ends and not nobody else None
    return PartMatch(found) if behind in ([], [","], ["."], ["("]) else None


def _take_turn(_finder: Finder, context: MatchContext) -> PartMatch | None:
    """Return the words from the colon after a name or a letter to the end of the paragraph: ``Kirana: Awalnya …``.

    The label opens its paragraph and has capitals; the words after it end like a sentence. Behind a letter, or a person
    whom the article names elsewhere, it may be a word or two; else most words have small letters, which excludes
    entries of tables and lists of names (``Sutradara: Bayu``), unless it is below the question of
    another. A headline is one as well (``Bupati: Jalan Dibuka``).
    """
    words, view = context.sentence.words, context.view
    colon = next((word.index for word in words[: _LONGEST_LABEL + 1] if word.form == ":"), None)
    if not colon or view.body is None or context.sentence.start != view.body.start:
        return None
    spans = content_spans.trim_span(view.text, words[colon].end, view.body.end)
    ends = view.text[: view.body.end].rstrip().endswith(_ENDS_SENTENCE)
    label = all(word.is_capitalised or not counts_as_word(word) for word in words[:colon])
    if not (spans and label and colon + 1 < len(words)):
        return None
    if not ends:
        return PartMatch(spans=spans) if _is_headline(view, words[:colon], spans[0]) else None
    is_known = "source" not in context.found or _is_person_elsewhere(words[:colon], view.text)
    said = spans[0].of(view.text).split()
    small = sum(word[:1].islower() for word in said)
    if is_known:
        opening = view.text[words[0].start : spans[0].start] + " ".join(said[:2])
        is_title = view.text.count(opening) > 1  # "Layang: Angin Timur" is named again
        speaks = not is_title and (len(said) <= _FEW_WORDS or 2 * small > len(said))
    elif _QUESTION.search(view.text, max(0, view.body.start - _LONGEST_QUESTION), view.body.start):
        speaks = True  # "Hakim: Saudara kenal saksi? | Terdakwa: Tidak, Yang Mulia."
    elif "?" in view.text[spans[0].end : view.body.end] and _TURN_BELOW.match(view.text, view.body.end):
        speaks = True  # "Redaksi: Sejak kapan Anda membatik?" above "Laras: Sejak kecil."
    else:
        office = any(context.lists.has(name, words[0].lower) for name in ("roles", "groups"))
        speaks = len(said) > 1 and (office or said[0][:1].isupper()) and small > 0
        written = sum(word[:1].isalpha() for word in said)
        named = words[colon + 1].upos in ("PROPN", "X") and 2 * small <= written  # "Sutradara: Bayu Seno dan Rani"
        speaks = speaks and not named and _is_speaker_label(words[:colon], context.lists)
    return PartMatch(spans=spans) if speaks else None


def _is_headline(view: SentenceView, label: Sequence[Word], said: Span) -> bool:
    """Return whether a first paragraph is the headline of what an office-holder or a person of the article says."""
    above, below = view.text[: label[0].start], view.text[said.end :]
    person = view.lists.has("roles", label[0].lower) or _is_person_elsewhere(label, below)
    return person and not above.strip() and bool(below.strip()) and len(said.of(view.text).split()) > 2


def _is_person_elsewhere(label: Sequence[Word], text: str) -> bool:
    """Return whether a label may be a person, whom the article names in a sentence as well."""
    name = re.escape(text[label[0].start : label[-1].end])
    person = any(word.entity == "person" for word in label) or label[0].entity is None
    return person and re.search(rf"(?:[a-z,]|\b[A-Z][a-z]+) {name}(?![\w:])|(?<!\w){name} [A-Z]", text) is not None


def _is_speaker_label(label: Sequence[Word], lists: WordLists) -> bool:
    """Return whether a label is a name or a role, and not a letter, an institution, a place or half of a title."""
    if len(label) == 1 and len(label[0].form) == 1:
        return False
    person = label[0].upos == "PROPN" or any(lists.has(name, label[0].lower) for name in ("roles", "indefinites"))
    return person and label[0].entity in ("person", None)


_Find = Callable[[Finder, MatchContext], PartMatch | None]
#: The ways to find a source or an addressee, which are phrases.
_PHRASES: Mapping[str, _Find] = {
    "path": _follow_path,
    "phrase": _take_phrase,
    "clitic": _take_clitic,
    "label": _take_label,
    "shared": _share_source,
}
#: The ways to find a content, which is spans of text.
_CONTENTS: Mapping[str, _Find] = {
    "path": _follow_path_to_clause,
    "quotation": _take_quotation,
    "rest": _take_rest,
    "around": _take_both_sides,
    "turn": _take_turn,
}


def find_part(part: str, finder: Finder, context: MatchContext) -> PartMatch | None:
    """Find a part by a finder; None if there is nothing."""
    return (_CONTENTS if part == "content" else _PHRASES)[finder.how](finder, context)
