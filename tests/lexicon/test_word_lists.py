"""Word lists: a file holds a family of lists, an entry is a word or a phrase, and case does not count."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import quotes
from quotes.errors import RuleError
from quotes.lexicon.word_lists import WordLists
from quotes.resources import rules_folder
from quotes.yamlsource import load
from tests.trees import shipped

STAGES = ("rulelang", "matching", "attribution", "resolution")
#: The methods that look a word up in a list, whose first argument is the name of the list.
LOOK_UPS = ("has", "has_ending", "length_at", "listed", "_has_entry", "_entry_start", "_opens_with")
FAMILY = """\
title: Small words
description: For tests.
lists:
  places:
    words: [di, Ke]
  borders:
    includes: [places, days]
    words: [sementara, sementara itu, oleh karena itu, dalam kesempatan yang sama]
    remove: [ke]
"""
DAYS = {"days": ["Senin"]}


def write(folder: Path, text: str, name: str = "words.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def family(*lines: str) -> str:
    """A file with these lines below ``lists``."""
    return "title: T\nlists:\n" + "".join(f"  {line}\n" for line in lines)


@pytest.fixture
def lists(tmp_path: Path) -> WordLists:
    return WordLists.load([write(tmp_path, FAMILY)], DAYS)


@pytest.fixture
def report(tmp_path: Path):
    """The problems of files, each as its line, without the folder before the file's name."""

    def read(*texts: str) -> list[str]:
        folders = [write(tmp_path / str(number), text) for number, text in enumerate(texts)]
        with pytest.raises(RuleError) as caught:
            WordLists.load(folders)
        return [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]

    return read


def test_a_file_holds_several_lists_by_their_names(lists):
    assert set(lists.lists) == {"places", "borders", "days"}


def test_an_entry_is_found_in_small_letters_however_it_is_written(lists):
    assert lists.has("places", "di")
    assert lists.has("places", "ke")
    assert not lists.has("places", "dari")


def test_a_phrase_is_no_word_of_the_list(lists):
    assert not lists.has("borders", "itu")
    assert not lists.has("borders", "oleh")


@pytest.mark.parametrize(
    ("words", "at", "length"),
    [
        ("sementara itu ratna pulang", 0, 2),
        ("sementara ratna pulang", 0, 1),
        ("kata ratna oleh karena itu", 2, 3),
        ("dalam kesempatan yang sama ratna", 0, 4),
        ("oleh karena ratna", 0, 0),
        ("ratna sementara", 1, 1),
        ("ratna", 0, 0),
        ("ratna", 1, 0),
        ("", 0, 0),
    ],
)
def test_the_longest_entry_that_begins_at_a_word_counts(lists, words, at, length):
    assert lists.length_at("borders", tuple(words.split()), at) == length


# --- lists made of lists ------------------------------------------------------------------------------


def test_a_list_has_the_entries_of_those_that_it_includes(lists):
    assert lists.has("borders", "di")
    assert lists.has("borders", "senin"), "a list that is given, and stands in no file"


def test_a_list_may_leave_out_an_entry_of_a_list_that_it_includes(lists):
    assert not lists.has("borders", "ke")
    assert lists.has("places", "ke")


def test_a_list_of_a_further_folder_adds_words_and_takes_words_away(tmp_path):
    shipped_folder = write(tmp_path / "shipped", FAMILY)
    mine = write(
        tmp_path / "mine", family("borders: {words: [usai], remove: [sementara]}", "posts: {words: [unggahan]}")
    )
    both = WordLists.load([shipped_folder, mine], DAYS)
    assert both.has("borders", "usai")
    assert not both.has("borders", "sementara")
    assert both.has("borders", "di")
    assert both.lists["posts"] == {("unggahan",)}


def test_what_a_further_folder_adds_to_a_list_is_on_all_lists_that_include_it(tmp_path):
    folders = [write(tmp_path / "shipped", FAMILY), write(tmp_path / "mine", family("places: {words: [dari]}"))]
    assert WordLists.load(folders, DAYS).has("borders", "dari")


def test_a_later_folder_may_add_again_what_one_before_took_away(tmp_path):
    texts = (FAMILY, family("places: {remove: [di]}"), family("places: {words: [di]}"))
    folders = [write(tmp_path / str(number), text) for number, text in enumerate(texts)]
    assert not WordLists.load(folders[:2], DAYS).has("places", "di")
    assert WordLists.load(folders, DAYS).has("places", "di")


# --- what is wrong with a file -------------------------------------------------------------------------

HOW = "write lists:, below it the name of a list, and below that words:"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("title: T\n", "1:1", id="no lists"),
        pytest.param("- di\n", "1:1", id="a bare list"),
        pytest.param("title: T\nlists: di\n", "2:8", id="a word in place of the lists"),
    ],
)
def test_a_file_without_lists_is_reported_with_its_place_and_remedy(report, text, place):
    assert report(text) == [f"0/words.yaml:{place}: has no word lists; {HOW} [word-lists]"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(family("a: di"),
            "3:6: 'a' is not a list of words; write words: [...] below it [word-list]",
            id="a word in place of a list"),
        pytest.param(family("a: {words: di}"),
            "3:14: words is not a list; write [one, two], or one '- ' a line [word-list]",
            id="a word in place of the words"),
        pytest.param(family("a: {words: [di, 3]}"),
            "3:19: 3 is not one to 4 words; write words with commas between them, numbers in quotation marks "
            "[list-word]",
            id="a number among the words"),
        pytest.param(family("a: {words: [pada hari yang sama itu]}"),
            "3:15: 'pada hari yang sama itu' is not one to 4 words; write words with commas between them, numbers in "
            "quotation marks [list-word]",
            id="a phrase longer than any that is looked up"),
        pytest.param(family("a: {words: [di, ke, Di]}"),
            "3:23: 'Di' is on the list twice, first on line 3; keep one of them [duplicate-entry]",
            id="a word given twice"),
        pytest.param(family("a: {words: [di], word: [ke]}"),
            "3:20: unknown key 'word'; did you mean 'words'? [unknown-key]",
            id="an unknown key"),
        pytest.param(family("b: {words: [di]}", "a: {includes: [bb]}"),
            "4:18: there is no list 'bb'; did you mean 'b'? [unknown-list]",
            id="an unknown list among those included"),
        pytest.param(family("a: {includes: [b]}", "b: {includes: [a]}"),
            "4:18: the list includes itself: a → b → a; take it out of one of them [list-cycle]",
            id="two lists that include each other"),
        pytest.param(family("a: {words: [kepada], remove: [kepda]}"),
            "3:33: 'kepda' is not on the list 'a'; did you mean 'kepada'? [not-on-list]",
            id="a word taken away that is not there"),
        pytest.param(family("a: {words: [di], examples: [Ratna di Ambon]}"),
            "3:31: the example marks no entry; e.g. 'Ratna [tidak] pulang' [unmarked-example]",
            id="an example without a mark"),
        pytest.param(family("a: {words: [di], counter-examples: [Ratna pulang]}"),
            "3:39: the counter-example gives no reason; write {text: …, why: …} [no-reason]",
            id="a counter-example without its reason"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_reported_at_its_own_place(report, text, line):
    assert report(text) == [f"0/words.yaml:{line}"]


def test_a_list_that_stands_in_two_files_of_a_folder_is_reported(tmp_path):
    write(tmp_path, family("a: {words: [di]}"), "one.yaml")
    write(tmp_path, family("a: {words: [ke]}"), "two.yaml")
    with pytest.raises(RuleError) as caught:
        WordLists.load([tmp_path])
    assert [str(problem) for problem in caught.value.problems] == [
        f"{tmp_path}/two.yaml:3:3: the list 'a' is also in {tmp_path}/one.yaml; rename one [duplicate-list]"
    ]


def test_all_problems_of_all_files_are_reported(report):
    assert [line.rpartition("[")[2] for line in report("title: T\n", "lists: [\n")] == ["word-lists]", "yaml]"]


# --- examples ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("words: [di, di atas], examples: ['Ratna [di] Ambon', '[di atas] meja']", None),
        ("words: [nya], examples: ['kata[nya] lagi']", None),
        ("words: [di], counter-examples: [{text: Ratna pulang, why: no place}]", None),
        ("words: [di], examples: ['[Ratna] di Ambon']", "in 'Ratna di Ambon' the list has 'di'"),
        ("words: [di], examples: ['[di] Ambon di rumah']", "in 'di Ambon di rumah' the list has 'di', 'di'"),
        ("words: [di], examples: ['[ke] Ambon']", "in 'ke Ambon' the list has nothing"),
        ("words: [di], counter-examples: [{text: di Ambon, why: x}]", "in 'di Ambon' the list has 'di'"),
    ],
)
def test_an_example_must_mark_all_entries_and_nothing_else(tmp_path, lines, found):
    lists = WordLists.load([write(tmp_path, family(f"a: {{{lines}}}"))])
    assert [problem.text for problem in lists.check_examples()] == ([f"a: {found}"] if found else [])


def test_the_examples_of_the_shipped_lists_are_true():
    assert list(shipped().lists.check_examples()) == []


def test_a_word_that_is_gone_from_a_shipped_list_fails_its_examples():
    lists = shipped().lists
    without = replace(lists, lists={**lists.lists, "negations": lists.lists["negations"] - {("tidak",)}})
    assert [problem.text.partition(":")[0] for problem in without.check_examples()] == ["negations"]


# --- the shipped lists -----------------------------------------------------------------------------------


def sources() -> list[dict[str, Any]]:
    """All shipped lists as they stand in their files."""
    files = sorted((rules_folder() / "words").glob("*.yaml"))
    return [{"name": name, **about} for path in files for name, about in load(path).data["lists"].items()]


@pytest.mark.parametrize("data", sources(), ids=lambda data: data["name"])
def test_every_shipped_list_says_what_it_is_and_what_for_and_has_examples(data):
    assert data["description"]
    assert data["used-for"]
    assert data["examples"]
    assert len(data["examples"]) + len(data["counter-examples"]) >= 2


@pytest.mark.parametrize("data", [data for data in sources() if "includes" in data], ids=lambda data: data["name"])
def test_no_word_of_a_shipped_list_is_typed_that_an_included_list_has(data):
    lists = shipped().lists.lists
    included = frozenset.union(*(lists[name] for name in data["includes"]))
    assert [word for word in data.get("words", ()) if tuple(word.split()) in included] == []


def test_no_shipped_entry_is_longer_than_the_longest_that_is_looked_up():
    lists = shipped().lists
    for name, entries in lists.lists.items():
        assert all(lists.length_at(name, entry, 0) == len(entry) for entry in entries), name


# --- the words stand in the lists, and nowhere else ---------------------------------------------------


def nodes(*stages: str) -> Iterator[tuple[Path, ast.AST]]:
    """Every node of the code of the stages that know the language, or of some of them."""
    for stage in stages or STAGES:
        for path in sorted((Path(quotes.__file__).parent / stage).glob("*.py")):
            yield from ((path, node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def literals() -> dict[str, str]:
    """Every string in that code, with its place; a docstring is one long string."""
    strings = ((path, node) for path, node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {node.value: f"{path.name}:{node.lineno}" for path, node in strings}


def looked_up_by_code(*stages: str) -> set[str]:
    """The names in ``lists.has("negations", word)``, and in ``any(lists.has(name, word) for name in ("roles", …))``."""
    found: set[str] = set()
    for _, node in nodes(*stages):
        found |= {arg.value for arg in asked([node]) if isinstance(arg, ast.Constant)}
        if isinstance(node, ast.GeneratorExp) and isinstance(node.generators[0].iter, ast.Tuple):
            variables = {arg.id for arg in asked(ast.walk(node)) if isinstance(arg, ast.Name)}
            if getattr(node.generators[0].target, "id", None) in variables:
                found |= {each.value for each in node.generators[0].iter.elts if isinstance(each, ast.Constant)}
    return found


def asked(within: Iterable[ast.AST]) -> list[ast.expr]:
    """The first arguments of calls that look a word up in a list."""
    calls = [node for node in within if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [argument for call in calls if call.func.attr in LOOK_UPS for argument in call.args[:1]]


def named_by_rules() -> set[str]:
    """The lists that a shipped rule asks for, as a condition on a word or under ``if`` or ``unless``."""
    tests = [test for rule in shipped().rules for test in rule.tests]
    tests += [test.without for test in tests if test.without is not None]
    places = [places for rule in shipped().rules for places in (rule.only_if, rule.unless)]
    listed = {name for each in places for names in each.values() for name in names}
    return listed | {name for test in tests for name in test.lists}


def test_no_word_of_a_list_is_written_in_the_code():
    lists = {name: words for name, words in shipped().lists.lists.items() if name in shipped().lists.about}
    counted = ("office-words", "name-words")
    entries = {" ".join(entry) for name, words in lists.items() if name not in counted for entry in words}
    entries = {entry for entry in entries if entry[0].isalpha() and len(entry) > 1}  # a sign, a letter is no word
    # alias, group and label are English too: ways from a source to its speaker, and a way to find a source. ter is a
    # prefix of verbs, too, and nama is read with its clitic.
    others = {"alias", "group", "label", "nama", "ter"}
    assert {word: place for word, place in literals().items() if word in entries - others} == {}


def test_every_list_is_used_by_a_rule_by_the_code_or_by_another_list():
    about = shipped().lists.about
    included = {name for each in about.values() for name in each.includes}
    assert about.keys() - named_by_rules() - looked_up_by_code() - included == set()


def test_every_list_that_the_code_looks_up_is_there():
    assert looked_up_by_code() - shipped().lists.lists.keys() == set()


@pytest.mark.parametrize("stage", ["constructions", "matching", "attribution", "resolution"])
def test_every_list_says_in_used_for_which_stages_use_it(stage):
    used = named_by_rules() if stage == "constructions" else looked_up_by_code(stage)
    about = shipped().lists.about
    silent = {name for name, each in about.items() if name in used and stage.capitalize() not in each.used_for}
    assert silent == set(), f"add to used-for: '{stage.capitalize()}: …'"


def test_a_word_that_begins_an_entry_may_be_one():
    lists = shipped().lists
    assert lists.may_occur("state-adjectives", frozenset({"wasit", "berat"}))
    assert not lists.may_occur("state-adjectives", frozenset({"wasit", "sebelah"}))
