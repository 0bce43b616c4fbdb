"""Word lists: a file is a list, its entries are words or phrases, and case does not count."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import quotes
from quotes.errors import RuleError
from quotes.lexicon.word_lists import WordLists
from quotes.resources import rules_folder

STAGES = ("rulelang", "matching", "attribution", "resolution")


@pytest.fixture
def lists(tmp_path):
    (tmp_path / "stops.yaml").write_text("title: T\nwords:\n- di\n- Kepada\n", encoding="utf-8")
    (tmp_path / "connectors.yaml").write_text(
        "title: T\nwords: [sementara, sementara itu, oleh karena itu, dalam kesempatan yang sama]\n", encoding="utf-8"
    )
    return WordLists.load(tmp_path)


def test_a_list_is_named_by_its_file(lists):
    assert set(lists.lists) == {"stops", "connectors"}


def test_an_entry_is_found_in_small_letters_however_it_is_written(lists):
    assert lists.has("stops", "di")
    assert lists.has("stops", "kepada")
    assert not lists.has("stops", "ke")


def test_a_phrase_is_no_word_of_the_list(lists):
    assert not lists.has("connectors", "itu")
    assert not lists.has("connectors", "oleh")


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
    assert lists.length_at("connectors", tuple(words.split()), at) == length


def test_further_lists_are_added_and_replace_those_of_the_same_name(lists):
    more = lists.including({"roles": ["Menteri", "kepala"], "stops": ["ke"]})
    assert more.has("roles", "menteri")
    assert more.has("stops", "ke")
    assert not more.has("stops", "di")
    assert lists.has("stops", "di"), "the lists that they were added to have changed"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("title: T\n", "1:1", id="no words"),
        pytest.param("- di\n", "1:1", id="a bare list"),
        pytest.param("title: T\nwords: di\n", "2:8", id="a word in place of a list"),
        pytest.param("title: T\nwords: {di: ke}\n", "2:8", id="a mapping"),
    ],
)
def test_a_file_of_another_form_is_reported_with_its_place_and_remedy(tmp_path, text, place):
    (tmp_path / "stops.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        WordLists.load(tmp_path)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{tmp_path}/stops.yaml:{place}: not a list of words; write words: and one '- word' a line [word-list]"
    ]


@pytest.mark.parametrize(
    ("text", "report"),
    [
        pytest.param("words: [di, 3]\n",
            "1:13: 3 is not one to 4 words; write one '- word' a line, numbers in quotation marks [list-word]",
            id="a number among the words"),
        pytest.param("words:\n- [di, ke]\n",
            "2:3: ['di', 'ke'] is not one to 4 words; write one '- word' a line, numbers in quotation marks "
            "[list-word]",
            id="a list in the list"),
        pytest.param("words:\n- pada hari yang sama itu\n",
            "2:3: 'pada hari yang sama itu' is not one to 4 words; write one '- word' a line, numbers in quotation "
            "marks [list-word]",
            id="a phrase longer than any that is looked up"),
        pytest.param("words:\n- di\n- ke\n- Di\n",
            "4:3: 'Di' is on the list twice, first on line 2; keep one of them [duplicate-entry]",
            id="a word given twice"),
        pytest.param("word: [di]\nwords: [ke]\n",
            "1:1: unknown key 'word'; did you mean 'words'? [unknown-key]",
            id="an unknown key"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_reported_at_its_own_place(tmp_path, text, report):
    (tmp_path / "stops.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        WordLists.load(tmp_path)
    assert [str(problem) for problem in caught.value.problems] == [f"{tmp_path}/stops.yaml:{report}"]


def test_a_list_of_a_further_folder_adds_words_and_takes_words_away(lists, tmp_path, tmp_path_factory):
    mine = tmp_path_factory.mktemp("mine")
    (mine / "stops.yaml").write_text("words: [usai]\nremove: [kepada]\n", encoding="utf-8")
    (mine / "posts.yaml").write_text("words: [unggahan]\n", encoding="utf-8")
    both = WordLists.load(tmp_path, mine)
    assert both.lists["stops"] == {("di",), ("usai",)}
    assert both.lists["posts"] == {("unggahan",)}
    assert both.lists["connectors"] == lists.lists["connectors"]


def test_only_what_is_on_the_list_can_be_taken_away(tmp_path, tmp_path_factory):
    (tmp_path / "stops.yaml").write_text("words: [kepada]\n", encoding="utf-8")
    mine = tmp_path_factory.mktemp("mine")
    (mine / "stops.yaml").write_text("remove: [kepda]\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        WordLists.load(tmp_path, mine)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{mine}/stops.yaml:1:10: 'kepda' is not on the list before; did you mean 'kepada'? [not-on-list]"
    ]


def test_all_problems_of_all_files_are_reported(tmp_path):
    (tmp_path / "a.yaml").write_text("title: T\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("words: [\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        WordLists.load(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["word-list", "yaml"]


def test_no_shipped_entry_is_longer_than_the_longest_that_is_looked_up():
    shipped = WordLists.load(rules_folder() / "words")
    for name, entries in shipped.lists.items():
        assert all(shipped.length_at(name, entry, 0) == len(entry) for entry in entries), name


# --- the words stand in the lists, and nowhere else ---------------------------------------------------


def literals() -> dict[str, str]:
    """Every string in the code of the stages that know the language, docstrings aside, with its place."""
    found = {}
    for stage in STAGES:
        for path in sorted((Path(quotes.__file__).parent / stage).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found[node.value] = f"{path.name}:{node.lineno}"
    return found


def test_no_word_of_a_list_is_written_in_the_code():
    lists = WordLists.load(rules_folder() / "words").lists
    entries = {" ".join(entry) for name, words in lists.items() if name != "office-words" for entry in words}
    # alias and group are English too, and ways from a source to its speaker.
    assert {word: place for word, place in literals().items() if word in entries - {"alias", "group"}} == {}


def test_every_list_is_used_by_the_code_or_by_a_rule():
    rules = "".join(path.read_text(encoding="utf-8") for path in (rules_folder() / "constructions").rglob("*.yaml"))
    named = {name for name in WordLists.load(rules_folder() / "words").lists if name in rules or name in literals()}
    assert set(WordLists.load(rules_folder() / "words").lists) - named == set()
