"""Match the rules on the trees of a paragraph: every way to read an attribution, before overlaps are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quotes.marks import Quotation
from quotes.records import Span
from quotes.rulebook import contents, phrases
from quotes.rulebook.lexicon import Cue, Lexicon
from quotes.rulebook.morphology import CLITIC
from quotes.rulebook.rule import Finder, Part, Rule, Side, Step, WordTest
from quotes.rulebook.wordlists import WordLists
from quotes.trees import Sentence, Word


@dataclass(frozen=True, slots=True)
class Found:
    """A part that was found: its words (for a source or a cue) or its spans (for a content), and how."""

    words: tuple[int, ...] = ()
    spans: tuple[Span, ...] = ()
    quotations: tuple[int, ...] = ()
    how: str = ""
    head: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of one sentence by one rule."""

    rule: Rule
    sentence: Sentence
    number: int
    parts: Mapping[str, Found]
    cue: Cue | None = None
    cue_word: int | None = None

    @property
    def content(self) -> tuple[Span, ...]:
        return self.parts["content"].spans if "content" in self.parts else ()

    @property
    def quotations(self) -> tuple[int, ...]:
        return self.parts["content"].quotations if "content" in self.parts else ()

    @property
    def source(self) -> Span | None:
        return self._span("source")

    @property
    def addressee(self) -> Span | None:
        return self._span("addressee")

    @property
    def cue_span(self) -> Span | None:
        if self.cue_word is None:
            return None
        word = self.sentence.words[self.cue_word]
        end = word.end
        if self.cue_word + 1 < len(self.sentence.words) and self.sentence.words[self.cue_word + 1].clitic:
            end = self.sentence.words[self.cue_word + 1].end
        return Span(word.start, end)

    def _span(self, part: str) -> Span | None:
        found = self.parts.get(part)
        if found is None or not found.words:
            return None
        words = self.sentence.words
        return Span(words[found.words[0]].start, words[found.words[-1]].end)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the matcher looks things up in."""

    lexicon: Lexicon
    lists: WordLists


@dataclass(slots=True)
class Scene:
    """A sentence with its surroundings while one rule is tried on it."""

    sentence: Sentence
    text: str
    quotations: Sequence[Quotation]
    knowledge: Knowledge
    cue_word: int | None = None
    cue: Cue | None = None
    found: dict[str, Found] = field(default_factory=dict)

    def edges(self, part: str) -> tuple[int, int]:
        """First and last word of a part that is already found."""
        if part == "cue":
            assert self.cue_word is not None
            last = self.cue_word
            if last + 1 < len(self.sentence.words) and self.sentence.words[last + 1].clitic:
                last += 1
            return self.cue_word, last
        words = self.found[part].words
        return words[0], words[-1]


def match(
    sentence: Sentence,
    number: int,
    text: str,
    quotations: Sequence[Quotation],
    rules: Sequence[Rule],
    knowledge: Knowledge,
) -> list[Match]:
    """All matches of ``rules`` on one sentence, in the order of the rules and of the text."""
    out: list[Match] = []
    anchors = list(_cue_words(sentence, quotations, knowledge.lexicon))
    for rule in rules:
        if rule.cue is None:
            out += _bind(rule, Scene(sentence, text, quotations, knowledge), number)
            continue
        for index, cue in anchors:
            if _accepts_cue(rule.cue, sentence, index, cue, knowledge.lists):
                out += _bind(rule, Scene(sentence, text, quotations, knowledge, index, cue), number)
    return out


def _cue_words(sentence: Sentence, quotations: Sequence[Quotation], lexicon: Lexicon) -> Iterator[tuple[int, Cue]]:
    """Words of the lexicon outside of quoted speech: a report inside a direct quote is none of the article's."""
    for word in sentence.words:
        if word.quotation is not None or word.clitic:
            continue
        if any(q.content.contains(word.span) and not q.single for q in quotations):
            continue
        for cue in lexicon.find(word.lower):
            yield word.index, cue


def _accepts_cue(test: WordTest, sentence: Sentence, index: int, cue: Cue, lists: WordLists) -> bool:
    if test.takes and not test.takes & cue.takes:
        return False
    if test.voice and cue.voice not in test.voice:
        return False
    if test.cue_class and cue.cue_class not in test.cue_class:
        return False
    return accepts(test, sentence, index, lists)


def accepts(test: WordTest, sentence: Sentence, index: int, lists: WordLists) -> bool:
    """Does a word pass a test? The lexicon's conditions are looked at elsewhere."""
    word = sentence.words[index]
    for wanted, value in ((test.form, word.lower), (test.lemma, word.lemma.lower()), (test.upos, word.upos)):
        if wanted and value not in wanted:
            return False
    if test.relation and not {word.deprel, word.relation} & test.relation:
        return False
    if any(not lists.has(name, word.lower) for name in test.lists):
        return False
    if test.clitic is not None and test.clitic != word.clitic:
        return False
    if test.after_comma is not None and test.after_comma != _after_comma(sentence, index):
        return False
    return test.first is None or test.first == (contents.opening(sentence, lists) == index)


def _after_comma(sentence: Sentence, index: int) -> bool:
    if index == 0:
        return False
    before = sentence.words[index - 1]
    return before.form in (",", "–", "-", "—") or before.quotation is not None


def _bind(rule: Rule, scene: Scene, number: int) -> list[Match]:
    if _ruled_out(rule, scene):
        return []
    for part in rule.parts:
        found = _find_part(part, scene)
        if found is None and not part.optional:
            return []
        if found is not None:
            scene.found[part.name] = found
    if _source_ruled_out(rule, scene):
        return []
    return [Match(rule, scene.sentence, number, dict(scene.found), scene.cue, scene.cue_word)]


def _ruled_out(rule: Rule, scene: Scene) -> bool:
    if scene.cue_word is None:
        return False
    lowers, lists = scene.sentence.lowers, scene.knowledge.lists
    first, last = scene.edges("cue")
    between = lowers[max(phrases.skip_back(scene.sentence, first, lists), 0) : first]
    before = any(lists.has(name, word) for name in rule.unless.get("before cue", ()) for word in between)
    after = any(lists.length_at(name, lowers, last + 1) for name in rule.unless.get("after cue", ()))
    opening = contents.opening(scene.sentence, lists)
    subject = any(_only(name, scene.sentence, opening, first, lists) for name in rule.unless.get("subject", ()))
    return before or after or subject


def _only(name: str, sentence: Sentence, start: int, stop: int, lists: WordLists) -> bool:
    """Does an entry of the list, adverbs aside, fill the words from ``start`` to ``stop``?"""
    length = lists.length_at(name, sentence.lowers, start)
    return bool(length) and phrases.skip_back(sentence, stop, lists) == start + length - 1


def _source_ruled_out(rule: Rule, scene: Scene) -> bool:
    source = scene.found.get("source")
    if source is None or not source.words:
        return False
    lowers, lists = scene.sentence.lowers, scene.knowledge.lists
    inner = tuple(lowers[k] for k in source.words)
    return any(lists.length_at(name, inner, 0) for name in rule.unless.get("source", ()))


def _find_part(part: Part, scene: Scene) -> Found | None:
    for finder in part.finders:
        found = FINDERS[finder.how](finder, scene)
        if found is not None and _passes(finder.test, found, scene):
            return found
    return None


def _passes(test: WordTest, found: Found, scene: Scene) -> bool:
    """Is the head of what was found as the finder wants it? Spans have no head, and pass."""
    if not found.words:
        return True
    head = found.words[0] if found.head is None else found.head
    return accepts(test, scene.sentence, head, scene.knowledge.lists)


def _by_path(finder: Finder, scene: Scene) -> Found | None:
    """Follow relations of the tree from a part; the first word that they reach on the right side is the head."""
    start = scene.edges(finder.of)[0]
    here = [start]
    for step in finder.path:
        here = [reached for k in here for reached in _step(scene.sentence, k, step)]
    for head in here:
        if not _on_side(finder.side, head, start) or not _can_head(scene, head):
            continue
        words = _subject_words(scene.sentence, head, start, scene.knowledge.lists)
        if words:
            return Found(tuple(words), how=f"{finder.how} from {finder.of}", head=head)
    return None


def _on_side(side: Side | None, word: int, start: int) -> bool:
    return not ((side == "before" and word > start) or (side == "after" and word < start))


def _can_head(scene: Scene, head: int) -> bool:
    word, lists = scene.sentence.words[head], scene.knowledge.lists
    connects = lists.length_at("connectors", scene.sentence.lowers, head)
    return word.quotation is None and not lists.has("relativisers", word.lower) and not connects


def _step(sentence: Sentence, index: int, step: Step) -> Iterator[int]:
    """The words one step away: children over these relations, or the head if the word hangs on it by one of them."""
    word = sentence.words[index]
    if step.down:
        yield from (child.index for child in sentence.children(index) if _hangs_by(child, step))
    elif word.head >= 0 and _hangs_by(word, step):
        yield word.head


def _hangs_by(word: Word, step: Step) -> bool:
    return not {word.deprel, word.relation}.isdisjoint(step.relations)


def _subject_words(sentence: Sentence, head: int, limit: int, lists: WordLists) -> list[int]:
    word = sentence.words[head]
    if word.upos in ("VERB", "AUX", "ADP", "SCONJ", "PUNCT") and not word.form[:1].isupper():
        return []
    if head > limit:
        linear = phrases.after(sentence, limit, lists)
        return linear if head in linear else phrases.of_subject(sentence, head, limit, lists)
    return phrases.of_subject(sentence, head, limit, lists)


def _by_phrase(finder: Finder, scene: Scene) -> Found | None:
    first, last = scene.edges(finder.of)
    lists = scene.knowledge.lists
    if finder.side == "before":
        words = phrases.before(scene.sentence, first, lists)
    else:
        words = phrases.after(scene.sentence, last, lists)
    return Found(tuple(words), how=f"phrase {finder.side} {finder.of}") if words else None


def _by_shared(_finder: Finder, scene: Scene) -> Found | None:
    """The source of the cue before, where this one is joined to it: ``X membantah A dan mengaku B``."""
    sentence, lists = scene.sentence, scene.knowledge.lists
    at = phrases.skip_back(sentence, scene.edges("cue")[0], lists)
    if at < 0 or not any(lists.has("second-report", word) for word in sentence.lowers[at : at + 2]):
        return None
    for word in reversed(sentence.words[:at]):
        if word.upos == "VERB" and scene.knowledge.lexicon.find(word.lower):
            found = _source_before(sentence, word.index, lists)
            if found:
                return Found(tuple(found), how="shared with the cue before")
    return None


def _source_before(sentence: Sentence, cue: int, lists: WordLists) -> list[int]:
    """The phrase before a cue, else the subject that the tree hangs on it from the left."""
    subject = next((w.index for w in sentence.children(cue) if w.relation == "nsubj" and w.index < cue), None)
    found = phrases.before(sentence, cue, lists)
    if found or subject is None:
        return found
    return phrases.of_subject(sentence, subject, cue, lists)


def _by_clitic(finder: Finder, scene: Scene) -> Found | None:
    first, _ = scene.edges(finder.of)
    words = scene.sentence.words
    if first + 1 < len(words) and words[first + 1].clitic and words[first + 1].lower == CLITIC:
        return Found((first + 1,), how="clitic")
    return None


def _by_quotation(finder: Finder, scene: Scene) -> Found | None:
    """The quotation nearest to a part, on the asked side (or one on either side), not further than ``gap`` words."""
    if finder.of == "cue" and scene.cue_word is None:
        return None  # a quotation alone is found by the attribution, when all others have taken theirs
    sides = (finder.side,) if finder.side else ("before", "after")
    near = [_nearest(scene, finder.of, side, finder.gap) for side in sides]
    if any(number is None for number in near):
        return None
    numbers = tuple(number for number in near if number is not None)
    spans = tuple(scene.quotations[number].content for number in numbers)
    return Found(spans=spans, quotations=numbers, how=f"quotation {finder.side or 'on both sides'}")


def _nearest(scene: Scene, part: str, side: str, gap: int) -> int | None:
    words = scene.sentence.words
    first, last = scene.edges(part)
    walk = range(first - 1, -1, -1) if side == "before" else range(last + 1, len(words))
    between = 0
    for k in walk:
        if words[k].quotation is not None:
            return words[k].quotation
        between += words[k].upos != "PUNCT" and words[k].form not in (",", ":", ".", "-", "–")
        if between > gap:
            return None
    return None


def _by_rest(finder: Finder, scene: Scene) -> Found | None:
    first, last = scene.edges(finder.of)
    lists = scene.knowledge.lists
    if finder.side == "before":
        spans = contents.before(scene.sentence, scene.text, first, lists)
    else:
        spans = contents.after(scene.sentence, scene.text, last, lists)
    if not spans or not contents.meets(finder.needs, scene.sentence, last, spans, lists):
        return None
    return Found(spans=tuple(spans), how=f"rest {finder.side} {finder.of}")


def _by_around(finder: Finder, scene: Scene) -> Found | None:
    """Both sides of cue and source, where these stand in the middle of the words: ``Dengan begitu, kata X, …``."""
    lists = scene.knowledge.lists
    edges = [scene.edges(part) for part in ("cue", "source") if part == "cue" or part in scene.found]
    first, last = min(e[0] for e in edges), max(e[1] for e in edges)
    right = contents.after(scene.sentence, scene.text, last, lists)
    left = contents.before(scene.sentence, scene.text, first, lists)
    if not right or not contents.meets(finder.needs, scene.sentence, last, right, lists):
        return None
    return Found(spans=(*left, *right), how="around")


def _by_label(_finder: Finder, scene: Scene) -> Found | None:
    """The phrase before a colon that a quotation follows: ``Budi Santoso: "…"``."""
    words = scene.sentence.words
    colon = next((w.index for w in words if w.form == ":" and w.index + 1 < len(words)), None)
    if colon is None or words[colon + 1].quotation is None:
        return None
    found = phrases.before(scene.sentence, colon, scene.knowledge.lists)
    return Found(tuple(found), how="label") if found and found[0] <= 1 else None


FINDERS: Mapping[str, Callable[[Finder, Scene], Found | None]] = {
    "path": _by_path,
    "phrase": _by_phrase,
    "clitic": _by_clitic,
    "quotation": _by_quotation,
    "rest": _by_rest,
    "around": _by_around,
    "label": _by_label,
    "shared": _by_shared,
}
