"""Match the rules on the trees of a paragraph: every reading of an attribution, before overlaps are resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from quotes.lexicon.reporting_words import Cue
from quotes.matching.context import Knowledge, MatchContext, SentenceView
from quotes.matching.finders import find_part
from quotes.matching.quotations import has_label
from quotes.matching.results import FailedMatch, Match, PartMatch
from quotes.matching.word_tests import accepts, accepts_cue, accepts_reading, is_silent
from quotes.rulelang.rule import Finder, Part, Rule
from quotes.trees import Word

__all__ = ["FailedMatch", "Knowledge", "Match", "PartMatch", "RuleIndex", "SentenceView", "attempts", "match"]


class RuleIndex:
    """Rules indexed by the reporting words they can match on, so that each word is tried only with these.

    Args:
        rules: in the order in which they are tried.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._without_cue = tuple(k for k, rule in enumerate(self.rules) if rule.cue is None)
        self._labelled = frozenset(k for k in self._without_cue if _needs_label(self.rules[k]))
        self._quoting = frozenset(k for k, rule in enumerate(self.rules) if _needs_quotation(rule))
        self._asked = tuple(tuple(rule.only_if.values()) for rule in self.rules)
        self._by_cue: dict[Cue, tuple[int, ...]] = {}

    def find_candidates(self, view: SentenceView) -> Iterator[tuple[Rule, Sequence[tuple[int, Cue]]]]:
        """Yield the rules that may match on a sentence, in their order, each with the reporting words for it.

        In a sentence without a tree no rule with a cue matches.
        """
        labelled = not self._labelled or has_label(view)
        anchors: dict[int, list[tuple[int, Cue]]] = {
            k: [] for k in self._without_cue if labelled or k not in self._labelled
        }
        for index, cue in _cue_words(view) if view.sentence.has_tree else ():
            for k in self._find_rules(cue):
                anchors.setdefault(k, []).append((index, cue))
        for k in sorted(anchors):
            asked = self._asked[k]
            if k in self._quoting and not view.quotations:
                continue
            if not asked or all(any(map(view.may_have, names)) for names in asked):
                yield self.rules[k], anchors[k]

    def _find_rules(self, cue: Cue) -> tuple[int, ...]:
        """Return the rules whose conditions on the lexicon a reporting word meets, by their places."""
        found = self._by_cue.get(cue)
        if found is None:
            tests = ((k, rule.cue) for k, rule in enumerate(self.rules) if rule.cue is not None)
            found = self._by_cue[cue] = tuple(k for k, test in tests if accepts_reading(test, cue))
        return found


def _needs_quotation(rule: Rule) -> bool:
    """Return whether the content of a rule is always a quotation."""
    contents = [finder for part in rule.parts if part.name == "content" for finder in part.finders]
    return bool(contents) and all(finder.how == "quotation" for finder in contents)


def _needs_label(rule: Rule) -> bool:
    """Return whether a part of a rule is always found by a colon or a dash."""
    return any(all(f.how in ("label", "turn") for f in part.finders) for part in rule.parts if not part.optional)


def match(view: SentenceView, number: int, rules: RuleIndex) -> list[Match]:
    """Return all matches of rules on one sentence, in rule and text order.

    Args:
        number: of the sentence in its paragraph.
    """
    tried = ((rule, c) for rule, anchors in rules.find_candidates(view) for c in _find_contexts(view, rule, anchors))
    return [_make_match(rule, context, number) for rule, context in tried if _find_failure(rule, context) is None]


def attempts(view: SentenceView, number: int, rules: Sequence[Rule]) -> Iterator[Match | FailedMatch]:
    """Yield the matches, and for every other attempt of a rule on a reporting word where it failed."""
    anchors = list(_cue_words(view))
    for rule in rules:
        for index, cue in anchors if rule.cue is not None else ():
            if rule.cue is not None and not accepts_cue(rule.cue, view, index, cue):
                yield FailedMatch(rule, view.sentence, number, "cue", {}, cue, index)
        for context in _find_contexts(view, rule, anchors):
            failed = _find_failure(rule, context)
            if failed is None:
                yield _make_match(rule, context, number)
            else:
                yield FailedMatch(rule, view.sentence, number, failed, context.found, context.cue, context.cue_word)


def _find_contexts(view: SentenceView, rule: Rule, anchors: Sequence[tuple[int, Cue]]) -> Iterator[MatchContext]:
    """Yield what a rule is tried on: each reporting word that passes its test, or the sentence for a rule without."""
    if rule.cue is None:
        yield MatchContext(view)
        return
    for index, cue in anchors:
        if accepts_cue(rule.cue, view, index, cue):
            yield MatchContext(view, index, cue)


def _make_match(rule: Rule, context: MatchContext, number: int) -> Match:
    return Match(rule, context.sentence, number, context.found, context.cue, context.cue_word)


def _cue_words(view: SentenceView) -> Iterator[tuple[int, Cue]]:
    """Yield the reporting words of the sentence, but those inside direct quotes and those that end a name."""
    cues, words = view.knowledge.lexicon.cues, view.sentence.words
    for index, lower in enumerate(view.sentence.lowers):
        readings = cues.get(lower)
        if not readings or is_silent(words[index], view.quotations):
            continue
        if not _ends_name(words, index) and not _begins_compound(view, index):
            yield from ((index, cue) for cue in readings)


def _begins_compound(view: SentenceView, index: int) -> bool:
    """Return whether a noun in small letters gives a word another sense: ``kata | sandi``, but ``kata | Sandi``."""
    behind = view.sentence.words[index + 1 : index + 2]
    return (
        bool(behind)
        and behind[0].form.islower()
        and view.lists.length_at("cue-compounds", view.sentence.lowers, index) > 0
    )


def _ends_name(words: Sequence[Word], index: int) -> bool:
    """Return whether a word is the last of a name: ``Sugeng | Prihatin, yang …``; in a headline a capital follows."""
    if words[index].form.islower() or not index:
        return False
    named = all(word.entity == "person" and word.form.istitle() for word in words[index - 1 : index + 1])
    return named and not any(word.form[0].isupper() for word in words[index + 1 : index + 2])


def _find_failure(rule: Rule, context: MatchContext) -> str | None:
    """Find the parts of a rule and check its conditions; return what fails, None if the rule matches."""
    return (
        _find_failed_condition(rule, context, "cue", _WITHOUT_PARTS)
        or _find_missing_part(rule, context)
        or _find_failed_condition(rule, context, "source", _ON_PARTS)
    )


def _find_missing_part(rule: Rule, context: MatchContext) -> str | None:
    """Find the parts in order; return the name of the first required part that is missing."""
    for part in rule.parts:
        found = _find_by_ways(part, context)
        if found is not None:
            context.found[part.name] = found
        elif not part.optional:
            return part.name
    return None


def _find_by_ways(part: Part, context: MatchContext) -> PartMatch | None:
    for finder in part.finders:
        shared = finder.block is not None and finder.of == "cue" and part.name != "content"
        found = _find_shared(part.name, finder, context) if shared else _find_checked(part.name, finder, context)
        if found is not None:
            return found
    return None


def _find_shared(part: str, finder: Finder, context: MatchContext) -> PartMatch | None:
    """Find a part by a line of a shared block; cached, as many rules use it on the same word."""
    key = (id(finder), context.cue_word)
    if key not in context.view.shared:
        context.view.shared[key] = _find_checked(part, finder, context)
    return context.view.shared[key]


def _find_checked(part: str, finder: Finder, context: MatchContext) -> PartMatch | None:
    """Find a part and check the conditions on its head; a content, which is spans, has none."""
    found = find_part(part, finder, context)
    if found is None:
        return None
    head = next(iter(found.words), None) if found.head is None else found.head
    if head is not None and not accepts(finder.test, context.view, head):
        return None
    return PartMatch(found.words, found.spans, found.quotations, found.head, found.path, finder)


#: Places that can be checked before any part is found, and those on parts.
_WITHOUT_PARTS = ("cue", "before cue", "after cue", "subject", "opening", "end")
_ON_PARTS = ("source", "before source", "after source", "content")


def _find_failed_condition(rule: Rule, context: MatchContext, part: str, places: Sequence[str]) -> str | None:
    """Return the condition on the words around a part that fails; None if all hold."""
    if not rule.unless and not rule.only_if:
        return None
    edges = context.edges(part)
    for place in places:
        if place in rule.unless and _stands(place, rule.unless[place], context, edges):
            return f"unless {place}"
        if place in rule.only_if and not _stands(place, rule.only_if[place], context, edges):
            return f"if {place}"
    return None


def _stands(place: str, names: Sequence[str], context: MatchContext, edges: tuple[int, int] | None) -> bool:
    """Return whether a word of one of the lists is in this place, given the edges of the cue or the source."""
    if place == "content":
        return _begins_content(names, context)
    if edges is None and place not in ("opening", "end"):
        return False
    (first, last), has_word = edges or (0, 0), _PLACES[place]
    return any(has_word(name, context, first, last) for name in names)


def _fills(name: str, view: SentenceView, stop: int) -> bool:
    """Return whether an entry of the list, adverbs aside, fills the sentence up to the word ``stop``."""
    length = view.lists.length_at(name, view.sentence.lowers, view.opening)
    return bool(length) and view.skip_back(stop) == view.opening + length - 1


#: Lists of words with which a clause begins behind a phrase at the cue.
_CLAUSE_OPENERS = ("complementizers", "modals", "third-person-pronouns")


def _begins_at_cue(name: str, context: MatchContext, first: int, _last: int) -> bool:
    """Return whether the cue begins a phrase of a list, and no clause follows: ``percaya diri | ia bisa menang``."""
    lists, lowers = context.lists, context.sentence.lowers
    length = lists.length_at(name, lowers, first)
    follower = lowers[first + length : first + length + 1]
    return length > 0 and not any(lists.has(opener, word) for opener in _CLAUSE_OPENERS for word in follower)


def _is_before_cue(name: str, context: MatchContext, first: int, _last: int) -> bool:
    key = (name, first)
    if key not in context.view.before_cue:
        context.view.before_cue[key] = _looks_before_cue(name, context, first)
    return context.view.before_cue[key]


def _looks_before_cue(name: str, context: MatchContext, first: int) -> bool:
    start = context.view.skip_back(first)
    if start > 0 and context.sentence.words[start].clitic:
        start -= 1  # "bukannya menjawab", "tugasnya memastikan"
    if start > 0 and context.lists.has("light-verbs", context.sentence.lowers[start]):
        start = context.view.skip_back(start)  # "tidak memberi kepastian": for a noun, the words before its verb
    at, lists, lowers = max(start, 0), context.lists, context.sentence.lowers
    if not lists.has_any(name, lowers[at:first]):
        return False
    while at < first:
        emphatic = lists.length_at("emphatic-negations", lowers, at)
        if not emphatic and lists.has(name, lowers[at]):
            return True
        at += emphatic or 1
    return False


def _is_before_source(name: str, context: MatchContext, first: int, _last: int) -> bool:
    near, lowers = {first - 1, context.view.skip_back(first)}, context.sentence.lowers
    if any(k >= 0 and context.lists.has(name, lowers[k]) for k in near):
        return True
    return first > 1 and context.lists.length_at(name, lowers, first - 2) > 1  # "belum ada | warga yang mengaku"


def _is_behind(name: str, context: MatchContext, _first: int, last: int) -> bool:
    return context.lists.length_at(name, context.sentence.lowers, last + 1) > 0


def _begins_source(name: str, context: MatchContext, _first: int, _last: int) -> bool:
    """Return whether a source begins with an entry of the list, and is no person of that name, or named behind a role.

    ``Novel Baswedan``; ``Program Manager Ratna``; ``Program Manager Yayasan Laut, | Ratna``.
    """
    words = [context.sentence.words[k] for k in context.found["source"].words]
    named = words[0].entity == "person" and all(word.is_capitalised for word in words)
    held = any(word.is_capitalised and context.lists.has("roles", word.lower) for word in words[1:2])
    if (
        named
        or (held and words[-1].entity == "person")
        or any(word.form == "," and behind.entity == "person" for word, behind in pairwise(words))
    ):
        return False
    lowers = tuple(word.lower for word in words)
    counted = words[0].upos == "NUM" or context.lists.has("indefinites", lowers[0])  # "satu | fitur baru"
    return any(context.lists.length_at(name, lowers, at) > 0 for at in range(1 + (counted and len(words) > 1)))


def _begins_content(names: Sequence[str], context: MatchContext) -> bool:
    """Return whether a content begins so right behind its cue; behind a comma or ``bahwa`` it is a clause anyway."""
    found, sentence, lists = context.found.get("content"), context.sentence, context.lists
    if found is None or not found.spans:
        return False
    start = found.spans[0].start
    first = next((word.index for word in sentence.words if word.start >= start), len(sentence.words))
    if not any(lists.length_at(name, sentence.lowers, first) for name in names):
        return False
    lead = sentence.lowers[(context.cue_word or 0) + 1 : first]
    return not any(word in (",", ":") or lists.has("complementizers", word) for word in lead)


#: For every place of ``if`` and ``unless`` but the content, whether a list has a word there, given the edges of cue or
#: source.
_PLACES: Mapping[str, Callable[[str, MatchContext, int, int], bool]] = {
    "cue": _begins_at_cue,
    "before cue": _is_before_cue,
    "after cue": _is_behind,
    "before source": _is_before_source,
    "after source": _is_behind,
    "source": _begins_source,
    "subject": lambda name, context, first, _: _fills(name, context.view, first),
    "opening": lambda name, context, _, __: (
        context.lists.length_at(name, context.sentence.lowers, context.view.opening) > 0
    ),
    "end": lambda name, context, _, __: context.lists.has(name, context.sentence.lowers[-1]),
}
