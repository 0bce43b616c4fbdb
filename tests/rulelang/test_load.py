"""Rule files: what they may say, and what is reported, with place and remedy, where they are wrong."""

from __future__ import annotations

from typing import get_args

import pytest

from quotes.errors import RuleError
from quotes.matching.rulebook import Rulebook
from quotes.resources import rules_folder
from quotes.rulelang.load import RELATIONS, load_rules
from quotes.rulelang.rule import FINDER_KEYS, Requirement, Rule, Step

GOOD = """\
title: X says C
type: indirect
priority: 5
cue: {takes: clause}
source:
  - {phrase: before}
content:
  - {rest: after}
examples:
  - '[source Ratna] [cue mengatakan] [content kapal itu datang].'
counter-examples:
  - {text: 'Ratna pulang.', why: nobody speaks}
"""


def changed(old: str, new: str) -> str:
    """The good rule with one place made different."""
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


@pytest.fixture
def rule(tmp_path):
    """Reads one rule file."""

    def read(text: str) -> Rule:
        (tmp_path / "aturan.yaml").write_text(text, encoding="utf-8")
        [found] = load_rules([tmp_path])
        return found

    return read


@pytest.fixture
def report(tmp_path):
    """The problems of rule files, each as its line, without the folder before the file's name."""

    def read(text: str | None = None, **files: str) -> list[str]:
        for name, content in {"aturan": text, **files}.items():
            if content is not None:
                (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
        with pytest.raises(RuleError) as caught:
            load_rules([tmp_path])
        return [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]

    return read


# --- what a rule says ------------------------------------------------------------------------------


def test_a_rule_is_named_by_its_folder_and_file(tmp_path):
    (tmp_path / "indirect").mkdir()
    (tmp_path / "indirect" / "subject-verb.yaml").write_text(GOOD, encoding="utf-8")
    [rule] = load_rules([tmp_path])
    assert (rule.id, rule.title, rule.type, rule.priority) == ("indirect/subject-verb", "X says C", "indirect", 5)
    assert rule.path == str(tmp_path / "indirect" / "subject-verb.yaml")


def test_an_example_is_its_sentence_and_its_parts_and_the_line_it_stands_in(rule):
    [example] = rule(GOOD).examples
    assert example.text == "Ratna mengatakan kapal itu datang."
    assert example.parts == (("source", "Ratna"), ("cue", "mengatakan"), ("content", "kapal itu datang"))
    assert example.line == 10


def test_a_counter_example_has_its_reason(rule):
    [example] = rule(GOOD).counter_examples
    assert (example.text, example.parts, example.why) == ("Ratna pulang.", (), "nobody speaks")


def test_a_path_is_steps_up_and_down_over_relations(rule):
    source, _ = rule(changed("{phrase: before}", '{path: "< acl:relcl|acl > nsubj", side: before}')).parts
    [finder] = source.finders
    assert finder.path == (
        Step(down=False, relations=frozenset({"acl:relcl", "acl"})),
        Step(down=True, relations=frozenset({"nsubj"})),
    )
    assert finder.side == "before"


def test_one_value_may_stand_for_a_list_of_one(rule):
    one = rule(changed("  - {phrase: before}\n", "  {phrase: before}\n"))
    assert one.parts == rule(GOOD).parts
    assert rule(changed("{takes: clause}", "{takes: [clause]}")).cue == rule(GOOD).cue


def test_a_part_is_optional_where_a_line_of_it_says_so(rule):
    parts = rule(changed("  - {phrase: before}\n", "  - {phrase: before}\n  - {optional: true}\n")).parts
    assert [(part.name, part.optional, len(part.finders)) for part in parts] == [
        ("source", True, 1),
        ("content", False, 1),
    ]


def test_an_introduction_needs_no_content(rule):
    text = changed("type: indirect", "type: introduction").replace("content:\n  - {rest: after}\n", "")
    assert rule(text).type == "introduction"


def test_a_rule_may_have_no_cue(rule):
    text = changed("cue: {takes: clause}\n", "").replace("{phrase: before}", '{label: ":"}')
    assert rule(text.replace("{rest: after}", "{quotation: after, of: source}")).cue is None


def test_rules_come_by_priority_and_then_by_name(tmp_path):
    for name, priority in (("b", 5), ("a", 5), ("c", 9)):
        (tmp_path / f"{name}.yaml").write_text(changed("priority: 5", f"priority: {priority}"), encoding="utf-8")
    assert [rule.id for rule in load_rules([tmp_path])] == ["c", "a", "b"]


def test_a_rule_of_a_later_folder_replaces_one_of_the_same_name(tmp_path):
    for name in ("shipped", "mine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "aturan.yaml").write_text(changed("X says C", name), encoding="utf-8")
    assert [rule.title for rule in load_rules([tmp_path / "shipped", tmp_path / "mine"])] == ["mine"]


def test_a_rule_that_is_off_is_left_out_and_turns_off_one_of_the_same_name(tmp_path):
    for name, status in (("shipped", "stable"), ("mine", "off")):
        (tmp_path / name).mkdir()
        text = changed("priority: 5", f"priority: 5\nstatus: {status}")
        (tmp_path / name / "aturan.yaml").write_text(text, encoding="utf-8")
    assert load_rules([tmp_path / "shipped", tmp_path / "mine"]) == ()


def test_an_experimental_rule_takes_part(rule):
    assert rule(changed("priority: 5", "priority: 5\nstatus: experimental")).status == "experimental"


def test_the_shipped_rules_have_no_problems():
    rules = Rulebook.load(rules_folder()).rules
    assert len(rules) == len(list((rules_folder() / "constructions").rglob("*.yaml")))


# --- what is wrong with it -------------------------------------------------------------------------

NEEDS = ", ".join(get_args(Requirement))
SOURCES = "path, phrase, clitic, label, shared"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param("priority: 5", "prioriti: 5",
            "aturan.yaml:3:1: unknown key 'prioriti'; did you mean 'priority'? [unknown-key]",
            id="unknown key",
        ),
        pytest.param("{takes: clause}", "{taks: clause}",
            "aturan.yaml:4:7: unknown key 'taks'; did you mean 'takes'? [unknown-key]",
            id="unknown condition on the cue",
        ),
        pytest.param("{rest: after}", "{rest: after, gaps: 3}",
            "aturan.yaml:8:19: unknown key 'gaps'; did you mean 'gap'? [unknown-key]",
            id="unknown key of a finder",
        ),
        pytest.param("examples:\n  - '[", "unless:\n  befor cue: [negations]\nexamples:\n  - '[",
            "aturan.yaml:10:3: unknown key 'befor cue'; did you mean 'before cue'? [unknown-key]",
            id="unknown place of an unless",
        ),
        pytest.param("title: X says C\n", "",
            "aturan.yaml:1:1: the rule has no 'title'; add title: [missing-key]",
            id="no title",
        ),
        pytest.param("type: indirect\n", "",
            "aturan.yaml:1:1: the rule has no 'type'; add type: [missing-key]",
            id="no type",
        ),
        pytest.param("content:\n  - {rest: after}\n", "",
            "aturan.yaml:1:1: the rule has no 'content'; say where the words are, e.g. content: [{rest: after}] "
            "[missing-key]",
            id="no content",
        ),
        pytest.param("examples:\n  - '[source Ratna] [cue mengatakan] [content kapal itu datang].'\ncounter", "counter",
            "aturan.yaml:1:1: the rule has no examples; a rule shows what it finds and what it leaves alone "
            "[no-example]",
            id="no examples",
        ),
        pytest.param("counter-examples:\n  - {text: 'Ratna pulang.', why: nobody speaks}\n", "counter-examples: []\n",
            "aturan.yaml:1:1: the rule has no counter-examples; a rule shows what it finds and what it leaves alone "
            "[no-example]",
            id="no counter-examples",
        ),
        pytest.param("type: indirect", "type: indirekt",
            "aturan.yaml:2:7: 'indirekt' is no type; did you mean 'indirect'? [value]",
            id="unknown type",
        ),
        pytest.param("priority: 5", "priority: 5\nstatus: beta",
            "aturan.yaml:4:9: 'beta' is no status; one of stable, experimental, off [value]",
            id="unknown status",
        ),
        pytest.param("priority: 5", "priority: high",
            "aturan.yaml:3:11: priority is a whole number, not 'high'; e.g. 2 [value]",
            id="priority in words",
        ),
        pytest.param("priority: 5", "priority: true",
            "aturan.yaml:3:11: priority is a whole number, not True; e.g. 2 [value]",
            id="priority true",
        ),
        pytest.param("{rest: after}", "{quotation: after, gap: 1.5}",
            "aturan.yaml:8:29: gap is a whole number, not 1.5; e.g. 2 [value]",
            id="half a gap",
        ),
        pytest.param("{rest: after}", "{rest: after, needs: [clause, openner]}",
            "aturan.yaml:8:35: 'openner' is not known for needs; did you mean 'opener'? [value]",
            id="unknown requirement",
        ),
        pytest.param("{rest: after}", "{rest: after, needs: xyz}",
            f"aturan.yaml:8:26: 'xyz' is not known for needs; one of {NEEDS} [value]",
            id="unknown requirement like none",
        ),
        pytest.param("{takes: clause}", "clause",
            "aturan.yaml:4:6: the cue is a mapping, and not empty; e.g. {takes: quote} [not-a-test]",
            id="a cue that is a word",
        ),
        pytest.param("examples:\n  - '[", "unless: negations\nexamples:\n  - '[",
            "aturan.yaml:9:9: unless is a mapping; e.g. before cue: [negations] [not-a-test]",
            id="an unless that is a word",
        ),
        pytest.param("{phrase: before}", "before",
            "aturan.yaml:6:5: a part is found by a mapping; e.g. {phrase: before} [not-a-finder]",
            id="a finder that is a word",
        ),
        pytest.param("{phrase: before}", "{phrase: before, clitic: cue}",
            f"aturan.yaml:6:5: a part is found in exactly one way; give one of {SOURCES} [how]",
            id="a finder with two ways",
        ),
        pytest.param("{phrase: before}", "{side: before}",
            f"aturan.yaml:6:5: a part is found in exactly one way; give one of {SOURCES} [how]",
            id="a finder with no way",
        ),
        pytest.param("{phrase: before}", "{phrase: left}",
            "aturan.yaml:6:14: 'left' is no side; write before or after [side]",
            id="a side that is none",
        ),
        pytest.param("{rest: after}", "{rest: both}",
            "aturan.yaml:8:12: 'both' is no side; write before or after [side]",
            id="both sides, which only a quotation has",
        ),
        pytest.param("{phrase: before}", "{path: nsubj}",
            "aturan.yaml:6:12: cannot read the path 'nsubj'; "
            "write steps such as '> nsubj', '< conj > nsubj' or '> flat|appos*' [path]",
            id="a path without a direction",
        ),
        pytest.param("{phrase: before}", '{path: "> nsubj conj"}',
            "aturan.yaml:6:12: cannot read the path '> nsubj conj'; "
            "write steps such as '> nsubj', '< conj > nsubj' or '> flat|appos*' [path]",
            id="a path with a word too many",
        ),
        pytest.param("{phrase: before}", '{path: "> nsbj"}',
            "aturan.yaml:6:15: 'nsbj' is no relation of Universal Dependencies; did you mean 'nsubj'? [relation]",
            id="an unknown relation in a path",
        ),
        pytest.param("{takes: clause}", "{relation: xyzzy}",
            "aturan.yaml:4:17: 'xyzzy' is no relation of Universal Dependencies [relation]",
            id="an unknown relation like none",
        ),
        pytest.param("{takes: clause}", "{}",
            "aturan.yaml:4:6: the cue is a mapping, and not empty; e.g. {takes: quote} [not-a-test]",
            id="a cue without a condition",
        ),
        pytest.param("{takes: clause}", "{upos: VREB}",
            "aturan.yaml:4:13: 'VREB' is not known for upos; did you mean 'VERB'? [value]",
            id="a tag like another",
        ),
        pytest.param("{takes: clause}", "{features: {Vioce: Pass}}",
            "aturan.yaml:4:18: 'Vioce' is no feature of Universal Dependencies; did you mean 'Voice'? [feature]",
            id="a feature like another",
        ),
        pytest.param("{takes: clause}", "{features: Pass}",
            "aturan.yaml:4:17: features is a mapping, and not empty; e.g. {Voice: Pass} [not-a-test]",
            id="features without names",
        ),
        pytest.param("{takes: clause}", "{not: {}}",
            "aturan.yaml:4:12: not is a mapping, and not empty; e.g. {upos: PROPN} [not-a-test]",
            id="a negation of nothing",
        ),
        pytest.param("{takes: clause}", "{not: {upso: PROPN}}",
            "aturan.yaml:4:13: unknown key 'upso'; did you mean 'upos'? [unknown-key]",
            id="an unknown key inside a negation",
        ),
        pytest.param("{takes: clause}", '{has: "nsubj"}',
            "aturan.yaml:4:12: cannot read the path 'nsubj'; "
            "write steps such as '> nsubj', '< conj > nsubj' or '> flat|appos*' [path]",
            id="a path to something that a word has",
        ),
        pytest.param("{phrase: before}", '{path: "> nsubj**"}',
            "aturan.yaml:6:12: cannot read the path '> nsubj**'; "
            "write steps such as '> nsubj', '< conj > nsubj' or '> flat|appos*' [path]",
            id="a repetition repeated",
        ),
        pytest.param("{phrase: before}", "{phrase: before, takes: clause}",
            f"aturan.yaml:6:22: unknown key 'takes'; one of {', '.join(FINDER_KEYS)} [unknown-key]",
            id="a condition of the lexicon on a source",
        ),
        pytest.param("{phrase: before}", "{phrase: before, gap: 3}",
            "aturan.yaml:6:22: 'gap' does nothing beside 'phrase' of a source; leave it out [no-effect]",
            id="a distance to what stands right beside",
        ),
        pytest.param("{rest: after}", "{rest: after, upos: VERB}",
            "aturan.yaml:8:19: 'upos' does nothing beside 'rest' of a content; leave it out [no-effect]",
            id="a condition on a word for a stretch of text",
        ),
        pytest.param("{phrase: before}", '{path: "> nsubj", needs: clause}',
            "aturan.yaml:6:23: 'needs' does nothing beside 'path' of a source; leave it out [no-effect]",
            id="needs of a source",
        ),
        pytest.param("{phrase: before}", "{rest: before}",
            f"aturan.yaml:6:6: 'rest' finds no source; give one of {SOURCES} [how]",
            id="a source found like a content",
        ),
        pytest.param("{rest: after}", "{phrase: after}",
            "aturan.yaml:8:6: 'phrase' finds no content; give one of path, quotation, rest, around, turn [how]",
            id="a content found like a source",
        ),
        pytest.param("{phrase: before}", "{clitic: cu}",
            "aturan.yaml:6:14: there is no 'cu' before this part; did you mean 'cue'? [start]",
            id="the clitic of a part that is not there",
        ),
        pytest.param("{rest: after}", "{quotation: alone}",
            "aturan.yaml:8:17: only the rule direct/uncued takes quotations that stand alone; "
            "write before, after or both [value]",
            id="a quotation alone in another rule",
        ),
        pytest.param("{phrase: before}", '{label: "-"}',
            "aturan.yaml:6:13: a label has ':' or '–', not '-'; write label: \":\" or label: \"–\" [value]",
            id="a label with another sign",
        ),
        pytest.param("  - {phrase: before}\n", "  - {optional: true}\n",
            f"aturan.yaml:6:3: nothing says how the source is found; give one of {SOURCES} [how]",
            id="a part that nothing finds",
        ),
        pytest.param("  - {phrase: before}\n", "  - {phrase: before}\n  - {optional: perhaps}\n",
            "aturan.yaml:7:16: optional is true or false, not 'perhaps'; write true, or leave it out [value]",
            id="a part that is perhaps optional",
        ),
        pytest.param("  - '[source Ratna] [cue mengatakan] [content kapal itu datang].'", "  Ratna mengatakan.",
            "aturan.yaml:10:3: examples is a list of sentences; write one '- ' a line [not-a-list]",
            id="examples that are no list",
        ),
        pytest.param("'[source Ratna] [cue mengatakan] [content kapal itu datang].'", "Ratna mengatakan kapal datang.",
            "aturan.yaml:10:5: the example marks no part; e.g. '[source Ratna] [cue mengatakan], [content …].' "
            "[unmarked-example]",
            id="an example without parts",
        ),
        pytest.param("{text: 'Ratna pulang.', why: nobody speaks}", "Ratna pulang.",
            "aturan.yaml:12:5: the counter-example gives no reason; write {text: …, why: …} [no-reason]",
            id="a counter-example without its reason",
        ),
    ],
)  # fmt: skip
def test_one_wrong_place_is_one_line_with_its_remedy(report, old, new, line):
    lines = report(changed(old, new))
    assert line in lines
    # a list of examples that cannot be read has no examples in it, which is said too
    assert [other for other in lines if other != line and "[no-example]" not in other] == []


def test_a_reason_that_is_cut_at_its_comma_is_reported(report):
    [line] = report(changed("why: nobody speaks", "why: a walk, and nobody speaks"))
    hint = "put text with a comma in it in quotation marks"
    assert line == f"aturan.yaml:12:42: unknown key 'and nobody speaks'; {hint} [unknown-key]"


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "kata\n", "42\n"])
def test_a_file_that_is_no_mapping_is_no_rule(report, text):
    assert report(text) == [
        "aturan.yaml:1:1: a rule is a mapping of keys to values; see the reference page [not-a-rule]"
    ]


def test_a_file_that_is_no_yaml_is_reported_by_what_yaml_says_of_it(report):
    [line] = report("title: X\n\tcue: y\n")
    assert line.startswith("aturan.yaml:2:1: is not YAML: ")
    assert line.endswith("; indent with spaces [yaml]")


def test_all_problems_of_all_files_are_reported_in_the_order_of_files_and_lines(report):
    wrong = changed("{rest: after}", "{rest: behind}").replace("type: indirect", "type: indirekt")
    assert report(b=wrong, a=changed("priority: 5", "priority: x")) == [
        "a.yaml:3:11: priority is a whole number, not 'x'; e.g. 2 [value]",
        "b.yaml:2:7: 'indirekt' is no type; did you mean 'indirect'? [value]",
        "b.yaml:8:12: 'behind' is no side; write before or after [side]",
    ]


def test_one_broken_file_among_good_ones_stops_the_loading(tmp_path):
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"broken\.yaml:\d+:\d+: is not YAML"):
        load_rules([tmp_path])


def test_the_error_is_its_first_line_and_says_how_many_more_there_are(tmp_path):
    wrong = changed("{rest: after}", "{rest: behind}").replace("type: indirect", "type: indirekt")
    (tmp_path / "aturan.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules([tmp_path])
    first = f"{tmp_path}/aturan.yaml:2:7: 'indirekt' is no type; did you mean 'indirect'? [value]"
    assert str(caught.value).startswith(f"{first} (and 1 more")


def test_the_relations_are_the_37_of_universal_dependencies():
    assert len(RELATIONS) == 37


# --- what only the rest of the rules can tell --------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("{takes: clause}", "{takes: clauze}", id="takes"),
        pytest.param("{takes: clause}", "{takes: clause, voice: aktive}", id="voice"),
        pytest.param("{takes: clause}", "{form: kataa}", id="form"),
        pytest.param("{takes: clause}", "{takes: clause, class: statment}", id="class"),
        pytest.param("{phrase: before}", "{phrase: before, list: pronoun}", id="list"),
        pytest.param("cue: {takes: clause}", "cue: {takes: clause}\nunless: {before cue: negation}", id="unless"),
        pytest.param("{phrase: before}", "{phrase: before, of: clue}", id="of"),
        pytest.param("{takes: clause}", "{takes: clause, first: 'yes'}", id="first"),
        pytest.param("cue: {takes: clause}\n", "", id="no cue to start from"),
    ],
)  # fmt: skip
def test_a_value_that_nothing_knows_is_a_problem_of_the_rule_file(tmp_path, old, new):
    (tmp_path / "constructions").mkdir()
    (tmp_path / "constructions" / "aturan.yaml").write_text(changed(old, new), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        Rulebook.load(rules_folder(), [tmp_path])
    assert {problem.code for problem in caught.value.problems} <= {"value", "start"}


@pytest.mark.parametrize("text", ["5", "null", "[a, b]"])
def test_an_example_whose_text_is_no_text_is_a_problem(report, text):
    [line] = report(changed("{text: 'Ratna pulang.', why", f"{{text: {text}, why"))
    assert line.startswith("aturan.yaml:12:")


def test_a_wrong_side_of_a_path_is_reported_where_the_side_stands(report):
    [line] = report(changed("{phrase: before}", '{path: "> nsubj", side: left}'))
    assert line == "aturan.yaml:6:29: 'left' is no side; write before or after [side]"


def test_optional_is_an_unknown_key_outside_of_a_part(report):
    assert report(changed("priority: 5", "priority: 5\noptional: true")) != []


def test_a_folder_of_rules_that_does_not_exist_is_a_problem(tmp_path):
    with pytest.raises(RuleError):
        Rulebook.load(rules_folder(), [tmp_path / "rulez"])
