"""Every operator of the pattern language, on trees built by hand. ``docs/rules.md`` says what each means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.matching import content_spans, noun_phrases
from quotes.matching.matcher import Knowledge, Match, RuleIndex, SentenceView, attempts, match
from quotes.resources import rules_folder
from quotes.rulelang.load import Vocabulary, load_rules
from quotes.rulelang.rule import FINDER_KEYS, HOWS_OF, NEEDS, TESTS, Rule
from quotes.trees import Sentence
from tests.trees import paragraph, shipped

Find = Callable[..., list[dict[str, str]]]

REPORT = (
    "Ratna/PROPN/3/nsubj juga/ADV/3/advmod mengatakan/VERB/0/root air/NOUN/6/nsubj sudah/AUX/6/aux naik/VERB/3/ccomp "
    "./PUNCT/3/punct"
)
QUOTED = '"Air naik,"/ADJ/0/root ujar/VERB/1/parataxis +nya/PRON/2/nsubj ./PUNCT/1/punct'
PASSIVE = "Hal/NOUN/2/nsubj:pass disampaikan/VERB/0/root Ratna/PROPN/2/obl kemarin/ADV/2/advmod ./PUNCT/2/punct"
OPENED = "Namun/CCONJ/3/cc ,/PUNCT/1/punct kata/VERB/0/root Ratna/PROPN/3/nsubj ,/PUNCT/7/punct air/NOUN/7/nsubj naik/VERB/3/parataxis ./PUNCT/3/punct"  # noqa: E501 - one sentence, one line


def as_tagged(tree: Sentence) -> Sentence:
    """With the lemmas and features that a tagger would give some of the words."""
    known = {
        "mengatakan": ("kata", "Voice=Act"),
        "disampaikan": ("sampai", "Voice=Pass"),
        "nya": ("nya", "Number=Sing|Person=3|PronType=Prs"),
    }
    words = [
        w._replace(lemma=known.get(w.lower, (w.lower, ""))[0], feats=known.get(w.lower, ("", ""))[1])
        for w in tree.words
    ]
    return Sentence(tuple(words), tree.paragraph)


@pytest.fixture
def rule(tmp_path: Path) -> Callable[..., Rule]:
    """A rule of these lines, with the examples that every rule has."""

    def read(lines: str, kind: str = "indirect") -> Rule:
        text = f"title: T\ntype: {kind}\n{lines}\nexamples: ['[cue kata]']\ncounter-examples: [{{text: a, why: b}}]\n"
        (tmp_path / "uji.yaml").write_text(text, encoding="utf-8")
        book = shipped()
        [made] = load_rules([tmp_path], Vocabulary(book.lexicon.takes, book.lexicon.classes, book.lists.lists))
        return made

    return read


@pytest.fixture
def found(rule: Callable[..., Rule]) -> Find:
    """The words of the parts of every match of a rule in a sentence."""

    def match_rule(lines: str, compact: str, kind: str = "indirect") -> list[dict[str, str]]:
        built, text = paragraph(compact)
        view = SentenceView(
            as_tagged(built.sentences[0]), text, built.quotations, Knowledge(shipped().lexicon, shipped().lists)
        )
        return [_words(each, text) for each in match(view, 0, RuleIndex([rule(lines, kind)]))]

    return match_rule


def _words(made: Match, text: str) -> dict[str, str]:
    parts = {"cue": made.cue_span, "source": made.source, "addressee": made.addressee}
    out = {name: span.of(text) for name, span in parts.items() if span is not None}
    return out | ({"content": " … ".join(span.of(text) for span in made.content)} if made.content else {})


# --- conditions on a word ----------------------------------------------------------------------------

#: Of every condition a cue that meets it and one that does not, in a sentence.
CONDITIONS: dict[str, tuple[str, str, str]] = {
    "takes": ("{takes: clause}", "{takes: naming}", REPORT),
    "voice": ("{voice: passive}", "{voice: active}", PASSIVE),
    "class": ("{class: statement}", "{class: denial}", REPORT),
    "form": ("{form: [bilang, Mengatakan]}", "{form: kata}", REPORT),
    "lemma": ("{lemma: kata}", "{lemma: mengatakan}", REPORT),
    "upos": ("{upos: [AUX, VERB]}", "{upos: NOUN}", REPORT),
    "features": ("{features: {Voice: [Mid, Pass]}}", "{features: {Voice: Act}}", PASSIVE),
    "relation": ("{relation: root}", "{relation: ccomp}", REPORT),
    "list": ("{relation: root}", "{list: pronouns}", REPORT),
    "has": ('{has: ["> nsubj", "> ccomp > aux"]}', '{has: ["> nsubj", "> iobj"]}', REPORT),
    "not": ("{not: {upos: NOUN}}", "{not: {upos: VERB, voice: active}}", REPORT),
    "first": ("{first: true}", "{first: false}", OPENED),
    "after-comma": ("{after-comma: true}", "{after-comma: false}", OPENED),
    "beside-quotation": ("{beside-quotation: true}", "{beside-quotation: false}", QUOTED),
    "clitic-word": ("{clitic-word: false}", "{clitic-word: true}", QUOTED),
    "with-clitic": ("{with-clitic: true}", "{with-clitic: false}", QUOTED),
}
ANYTHING = "source:\n  - {phrase: after}\n  - {optional: true}"


@pytest.mark.parametrize("name", TESTS)
def test_a_condition_on_the_cue_holds_of_some_words_and_not_of_others(found, name):
    meets, fails, sentence = CONDITIONS[name]
    assert found(f"cue: {meets}\n{ANYTHING}", sentence, "introduction")
    assert not found(f"cue: {fails}\n{ANYTHING}", sentence, "introduction")


def test_conditions_hold_together_and_a_negation_only_where_all_of_it_holds(found):
    assert not found(f"cue: {{upos: VERB, form: kata}}\n{ANYTHING}", REPORT, "introduction")
    assert found(f"cue: {{not: {{upos: VERB, form: kata}}}}\n{ANYTHING}", REPORT, "introduction")


def test_a_negation_may_be_negated(found):
    assert found(f"cue: {{not: {{not: {{upos: VERB}}}}}}\n{ANYTHING}", REPORT, "introduction")


@pytest.mark.parametrize(
    ("condition", "source"),
    [
        ("upos: PROPN", "Ratna"),
        ("upos: PRON", None),
        ("not: {upos: PRON}", "Ratna"),
        ("not: {upos: PROPN}", None),
        ("has: '< nsubj'", "Ratna"),
        ("has: '> appos'", None),
        ("first: true", "Ratna"),
    ],
)
def test_a_condition_on_a_source_is_one_on_its_head(found, condition, source):
    lines = f'cue: {{takes: clause}}\nsource:\n  - {{path: "> nsubj", {condition}}}'
    assert [parts["source"] for parts in found(lines, REPORT, "introduction")] == ([source] if source else [])


def test_a_clitic_inside_a_token_is_a_word_with_features(found):
    lines = "cue: {takes: quote}\nsource: {clitic: cue, features: {Person: 3, Number: Sing}, clitic-word: true}"
    assert [parts["source"] for parts in found(lines, QUOTED, "introduction")] == ["nya"]


def test_a_clitic_does_not_come_between_a_word_and_its_quotation(found):
    behind = 'Kata/VERB/0/root +nya/PRON/1/nsubj ,/PUNCT/1/punct "Air naik."/ADJ/1/parataxis'
    assert found(f"cue: {{beside-quotation: true}}\n{ANYTHING}", behind, "introduction")


@pytest.mark.parametrize(
    ("lines", "reads"),
    [
        ("cue: {lemma: kata}\nsource: {phrase: before}", True),
        ("cue: {takes: clause}\nsource: {phrase: before, not: {lemma: hal}}", True),
        ("cue: {takes: clause}\nsource: {phrase: before, form: hal}", False),
    ],
)
def test_the_rules_know_whether_they_read_lemmas(rule, lines, reads):
    assert replace(shipped(), rules=(rule(lines, "introduction"),)).reads_lemmas == reads


def test_the_shipped_rules_read_no_lemmas_as_making_them_costs_time():
    assert not shipped().reads_lemmas


# --- ways to find a part -----------------------------------------------------------------------------

LONG = (
    "Kepala/NOUN/4/nsubj Dinas/NOUN/1/nmod Ratna/PROPN/1/flat:name menjelaskan/VERB/0/root kepada/ADP/6/case "
    "warga/NOUN/4/obl bahwa/SCONJ/9/mark air/NOUN/9/nsubj naik/VERB/4/ccomp ./PUNCT/4/punct"
)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("> nsubj", "Kepala Dinas Ratna"),
        ("> nsubj > flat", "Ratna"),
        ("> nsubj > flat:name", "Ratna"),
        ("> nsubj > flat:foreign", None),
        ("> nsubj > appos|flat", "Ratna"),
        ("> nsubj > flat*", "Kepala Dinas Ratna"),
        ("> nsubj > flat+", "Ratna"),
        ("> nsubj > any", "Dinas"),
        ("> conj? > nsubj", "Kepala Dinas Ratna"),
        ("> any* > nsubj", "Kepala Dinas Ratna"),
        ("> ccomp < ccomp > nsubj", "Kepala Dinas Ratna"),
    ],
)
def test_a_path_of_relations_leads_to_the_head_of_a_source(found, path, source):
    lines = f'cue: {{takes: clause}}\nsource: {{path: "{path}", side: before}}'
    assert [parts.get("source") for parts in found(lines, LONG, "introduction")] == ([source] if source else [])


@pytest.mark.parametrize(("gap", "there"), [(0, False), (1, False), (2, True)])
def test_a_path_reaches_no_further_than_its_gap(found, gap, there):
    lines = f'cue: {{takes: clause}}\nsource: {{path: "> nsubj", gap: {gap}}}'
    assert bool(found(lines, LONG, "introduction")) == there


def test_a_path_keeps_to_its_side(found):
    lines = 'cue: {takes: clause}\nsource: {path: "> nsubj", side: after}'
    assert found(lines, LONG, "introduction") == []


def test_a_path_to_a_content_takes_all_that_hangs_there_without_the_signs_at_its_edges(found):
    lines = 'cue: {takes: clause}\nsource: {phrase: before}\ncontent: {path: "> ccomp"}'
    assert found(lines, LONG) == [
        {"cue": "menjelaskan", "source": "Kepala Dinas Ratna", "content": "bahwa air naik"},
    ]


def test_a_content_never_holds_the_part_that_its_path_starts_at(found):
    lines = 'cue: {takes: clause}\ncontent: {path: "< any*"}'
    assert found(lines, LONG) == []


def test_an_addressee_is_found_like_a_source(found):
    addressee = 'addressee: {path: "> obl", side: after}'
    lines = f"cue: {{takes: clause}}\nsource: {{phrase: before}}\n{addressee}\ncontent: {{rest: after}}"
    [parts] = found(lines, LONG)
    assert parts["addressee"].endswith("warga")


def test_the_first_finder_that_succeeds_is_taken(found):
    lines = (
        'cue: {takes: clause}\nsource:\n  - {path: "> iobj"}\n  - {path: "> obl", upos: PROPN}\n  - {phrase: before}'
    )
    assert [parts["source"] for parts in found(lines, LONG, "introduction")] == ["Kepala Dinas Ratna"]


def test_a_part_may_be_missing_where_it_is_optional(found):
    source = 'source:\n  - {path: "> iobj"}\n'
    assert found(f"cue: {{takes: clause}}\n{source}content: {{rest: after}}", LONG) == []
    [parts] = found(f"cue: {{takes: clause}}\n{source}  - {{optional: true}}\ncontent: {{rest: after}}", LONG)
    assert "source" not in parts


def test_a_finder_that_starts_at_a_part_which_is_missing_finds_nothing(found):
    addressee = 'addressee:\n  - {path: "> iobj"}\n  - {optional: true}'
    lines = f"cue: {{takes: clause}}\n{addressee}\nsource: {{phrase: after, of: addressee}}"
    assert found(lines, LONG, "introduction") == []


def test_a_source_may_start_at_a_content(found):
    lines = "cue: {takes: quote}\ncontent: {quotation: before, gap: 1}\nsource: {phrase: after, of: content}"
    said = '"Air naik,"/ADJ/0/root Ratna/PROPN/3/nsubj berkata/VERB/1/parataxis ./PUNCT/1/punct'
    assert [parts["source"] for parts in found(lines, said, "direct")] == ["Ratna"]


@pytest.mark.parametrize(("gap", "there"), [("", False), (", gap: 1", False), (", gap: 2", True)])
def test_a_quotation_lies_no_further_than_its_gap(found, gap, there):
    far = '"Air naik,"/ADJ/0/root begitu/ADV/3/advmod kemarin/ADV/4/advmod ujar/VERB/1/parataxis Ratna/PROPN/4/nsubj'
    lines = f"cue: {{takes: quote}}\ncontent: {{quotation: before{gap}}}"
    assert bool(found(lines, far, "direct")) == there


def test_every_way_to_find_a_part_and_every_need_is_used_by_a_rule_or_tried_here():
    folders = (rules_folder() / "constructions", rules_folder() / "parts")
    rules = "".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.yaml"))
    here = Path(__file__).read_text(encoding="utf-8")
    words = {*FINDER_KEYS, *(how for hows in HOWS_OF.values() for how in hows), *NEEDS} - {"any", "clause"}
    assert {word for word in words if word not in rules and word not in here} == set()


# --- phrases at the cue ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behind", "is_off"),
    [
        ("diri/PRON/2/obj", True),
        ("dirinya/PRON/2/obj", False),
        ("diri/PRON/2/obj bahwa/SCONJ/2/mark", False),
        ("diri/PRON/2/obj akan/AUX/2/aux", False),
        ("diri/PRON/2/obj mereka/PRON/2/nsubj", False),
    ],
)
def test_a_phrase_at_the_cue_switches_a_rule_off_unless_a_clause_follows(rule, behind, is_off):
    built, text = paragraph(f"Ratna/PROPN/2/nsubj percaya/VERB/0/root {behind} kapal/NOUN/2/obj datang/VERB/2/ccomp")
    view = SentenceView(built.sentences[0], text, built.quotations, Knowledge(shipped().lexicon, shipped().lists))
    lines = "cue: {takes: clause}\nsource: {phrase: before}\nunless: {cue: [silent-phrases]}"
    [tried] = attempts(view, 0, [rule(lines, "introduction")])
    assert isinstance(tried, Match) is not is_off
    assert isinstance(tried, Match) or tried.at == "unless cue"


# --- where a rule stops ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        ("cue: {takes: naming}\nsource: {phrase: before}", "cue"),
        ('cue: {takes: clause}\nsource: {path: "> iobj"}', "source"),
        ("cue: {takes: clause}\nsource: {phrase: before}\nunless: {source: [roles]}", "unless source"),
        (
            "cue: {takes: clause}\nsource: {phrase: before}\nunless: {after cue: [addressee-prepositions]}",
            "unless after cue",
        ),
    ],
)
def test_an_attempt_says_where_the_rule_stopped(rule, lines, at):
    built, text = paragraph(LONG)
    view = SentenceView(built.sentences[0], text, built.quotations, Knowledge(shipped().lexicon, shipped().lists))
    [stop] = attempts(view, 0, [rule(lines, "introduction")])
    assert not isinstance(stop, Match)
    assert stop.at == at


def test_every_reading_of_a_sentence_is_tried_and_what_matches_is_among_the_attempts():
    built, text = paragraph(LONG)
    book = shipped()
    tried = book.attempts(built.sentences, text, built.quotations)
    made = book.match(built.sentences, text, built.quotations)
    assert [each for each in tried if isinstance(each, Match)] == made
    assert len(tried) > len(made)


# --- what it costs -----------------------------------------------------------------------------------


def test_what_many_rules_ask_of_a_sentence_is_worked_out_once(monkeypatch):
    """No phrase, rest of the sentence or way back over adverbs is looked for twice from the same word."""
    asked: list[tuple[str, int]] = []
    for module, name in ((noun_phrases, "find_after"), (content_spans, "take_after"), (content_spans, "take_before")):
        find = getattr(module, name)

        def counted(*args, find=find, key=f"{module.__name__}.{name}"):
            asked.append((key, next(arg for arg in args if isinstance(arg, int))))
            return find(*args)

        monkeypatch.setattr(module, name, counted)
    built, text = paragraph(LONG)
    book = shipped()
    assert book.match(built.sentences, text, built.quotations)
    assert len(book.rules) > 10
    assert sorted(asked) == sorted(set(asked))
    assert asked
