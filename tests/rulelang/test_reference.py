"""The reference page says all there is, and what it shows is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotes.authoring.check import check_rules
from quotes.lexicon.cues import FORMS
from quotes.lexicon.reporting_words import Lexicon
from quotes.resources import rules_folder
from quotes.rulelang import rule
from quotes.rulelang.load import Vocabulary, load_rules
from tests.trees import shipped

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, flags=re.DOTALL)
WORDS = {
    "key": rule.KEYS,
    "type": rule.TYPES,
    "status": rule.STATUSES,
    "condition": rule.TESTS,
    "way": rule.HOWS,
    "beside": rule.FINDER_KEYS,
    "side": ("before", "after", "both", "alone"),
    "unless": rule.UNLESS,
    "need": rule.NEEDS,
    "voice": rule.VOICES,
    "any": (rule.ANY,),
}


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in WORDS.items() for word in words])
def test_every_word_of_the_language_is_on_the_page(kind, word):
    assert re.search(rf"`[^`\n]*\b{re.escape(word)}\b[^`\n]*`", TEXT), f"docs/rules.md does not say what the {kind} is"


def test_every_form_that_an_entry_may_list_is_on_the_page():
    assert [form for form in FORMS if f"`{form}`" not in TEXT] == []


def test_every_word_list_that_the_page_names_is_there():
    named = set(re.findall(r"lists? `([a-z-]+)`", TEXT))
    assert named - set(shipped().lists.lists) == set()
    assert named


def test_the_files_on_the_page_are_a_folder_of_rules_whose_examples_are_true(tmp_path):
    files = re.findall(r"```yaml (\S+)\n(.*?)```", TEXT, flags=re.DOTALL)
    for name, text in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert {name.partition("/")[0] for name, _ in files} == {"parts", "words", "layout"}
    assert check_rules([tmp_path]).problems == ()


def test_every_list_of_verbs_on_the_page_loads(tmp_path):
    [block] = [block for block in BLOCKS if "\nwords:" in block]
    (tmp_path / "verbs.yaml").write_text(block, encoding="utf-8")
    assert Lexicon.load(rules_folder() / "verbs", tmp_path).find("menggerundel")


def test_every_rule_on_the_page_loads(tmp_path):
    book = shipped()
    vocabulary = Vocabulary(book.lexicon.takes, book.lexicon.classes, book.lists.lists, book.lexicon.cues)
    blocks = [block for block in BLOCKS if "\ntype:" in block]
    for number, block in enumerate(blocks):
        (tmp_path / f"rule-{number}.yaml").write_text(block, encoding="utf-8")
    assert len(load_rules([tmp_path], vocabulary)) == len(blocks) > 0


def test_every_condition_that_the_page_shows_loads(tmp_path):
    text = (
        "title: T\ntype: introduction\ncue: CUE\nsource: {phrase: after}\n"
        "examples: ['[cue kata]']\ncounter-examples: [{text: a, why: b}]\n"
    )
    section = TEXT[TEXT.index("## Conditions on a word") : TEXT.index("## Ways to find a part")]
    shown = re.findall(r"\| `(\{.*?\})` \|$", section, flags=re.MULTILINE)
    for number, condition in enumerate(shown):
        (tmp_path / f"rule-{number}.yaml").write_text(text.replace("CUE", condition), encoding="utf-8")
    assert len(load_rules([tmp_path])) == len(rule.TESTS)
