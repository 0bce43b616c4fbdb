"""Folders of users on top of the shipped rules: what they add, what they replace, and which files are misplaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quotes.errors import RuleError
from quotes.matching.rulebook import Rulebook
from quotes.pipeline import load_rules, read_rules
from quotes.records import Span
from quotes.resources import SECTIONS, RuleFolders, rules_folder
from quotes.yamlsource import load

RULE = """\
title: Mine
type: direct
priority: 7
cue: {takes: quote, list: posts}
source: {phrase: after}
content: {quotation: before}
examples: ['"[content Laut tenang]," [cue cicit] [source Ratna].']
counter-examples: [{text: 'Burung itu mencicit.', why: a bird}]
"""
VERBS = "title: T\ndescription: D\nclass: writing\nwords:\n  cicit: {bare: quote, ber-: quote clause}\n"
FILES = {
    "constructions/direct/mine.yaml": RULE,
    "verbs/mine.yaml": VERBS,
    "words/posts.yaml": "lists: {posts: {words: [cicit]}}\n",
    "names/mine.yaml": "title: T\ndescription: D\nlist: role\nkind: person\nwords: [pawang hujan]\n",
}


@pytest.fixture
def mine(tmp_path):
    """Writes a folder of rules; without files, one with a bit of everything."""

    def write(**files: str):
        for name, text in (files or FILES).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def reports(*folders) -> list[str]:
    rules, problems = read_rules(RuleFolders((rules_folder(), *folders)))
    assert rules.rulebook.rules
    return [str(problem).removeprefix(f"{folders[0]}/") for problem in problems]


def test_a_folder_adds_rules_verbs_titles_and_lists(mine):
    book = Rulebook.load(rules_folder(), [mine()])
    assert "direct/mine" in {rule.id for rule in book.rules}
    assert [cue.cue_class for cue in book.lexicon.find("bercicit")] == ["writing"]
    assert book.lists.has("posts", "cicit")
    assert book.titles.length("role", ["Pawang", "Hujan"]) == 2


def test_a_new_role_is_also_in_the_list_of_roles(mine):
    assert Rulebook.load(rules_folder(), [mine()]).lists.has("roles", "pawang")


def test_a_rule_with_the_same_id_replaces_the_shipped_one(mine):
    folder = mine(**{**FILES, "constructions/direct/label.yaml": RULE})
    book = Rulebook.load(rules_folder(), [folder])
    [label] = [rule for rule in book.rules if rule.id == "direct/label"]
    assert (label.title, label.priority) == ("Mine", 7)


def test_a_shipped_rule_can_be_turned_off(mine):
    off = RULE.replace("priority: 7", "priority: 7\nstatus: off")
    book = Rulebook.load(rules_folder(), [mine(**{**FILES, "constructions/direct/label.yaml": off})])
    assert "direct/label" not in {rule.id for rule in book.rules}
    assert [rule.id for rule in book.off] == ["direct/label"]


def test_a_shipped_verb_can_be_disabled_and_a_disabled_word_made_a_cue(mine):
    silent = "title: T\ndescription: D\nnot-reporting:\n  celoteh: idle talk\n"
    loud = "title: T\ndescription: D\nclass: opinion\nwords:\n  pikir: {ber-: clause}\n"
    lexicon = Rulebook.load(rules_folder(), [mine(**{"verbs/silent.yaml": silent, "verbs/loud.yaml": loud})]).lexicon
    assert lexicon.find("celoteh") == ()
    assert lexicon.not_reporting["celoteh"] == "idle talk"
    assert [cue.root for cue in lexicon.find("berpikir")] == ["pikir"]
    assert "berpikir" not in lexicon.not_reporting


def test_a_title_can_be_listed_again_with_a_new_expansion(mine):
    again = "title: T\ndescription: D\nlist: abbreviation\nkind: person\nwords: {Menkeu: Menteri Kelautan}\n"
    book = Rulebook.load(rules_folder(), [mine(**{"names/mine.yaml": again})])
    assert book.titles.expand("Menkeu") == "Menteri Kelautan"


def test_a_layout_rule_with_the_same_id_replaces_the_shipped_one(mine):
    text = (
        "rules:\n- id: link\n  scope: line\n  pattern: 'Bacalah: .+'\n  examples: ['Bacalah: Ombak Tinggi']\n"
        "  counter-examples: [{text: 'Bacalah!', why: no colon}]\n"
    )
    shipped, both = load_rules().layout, load_rules([mine(**{"layout/mine.yaml": text})]).layout
    assert [rule.id for rule in both.rules] == [rule.id for rule in shipped.rules]
    assert [rule.pattern.pattern for rule in both.rules if rule.id == "link"] == ["Bacalah: .+"]


def test_a_place_of_a_folder_with_datelines_stands_in_datelines(mine):
    names = "title: T\ndescription: D\nlist: place\ndatelines: true\nwords: [Sukamerta]\n"
    [place] = [rule for rule in load_rules([mine(**{"names/mine.yaml": names})]).layout.rules if rule.id == "place"]
    text = "SUKAMERTA - Hujan turun sejak pagi."
    assert place.find(text, Span(0, len(text))) == Span(0, 12)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        (
            "mine.yaml",
            "move it to {}/constructions, or to parts, verbs, names, words, resolution, layout, topics, registry",
        ),
        ("construction/mine.yaml", "did you mean 'constructions'?"),
        ("zzz/mine.yaml", f"the folders are {', '.join(SECTIONS)}"),
        ("constructions/mine.yml", "end its name in .yaml"),
        ("verbs/social/mine.yaml", "move it to {}/verbs itself"),
    ],
)
def test_a_file_that_would_not_be_read_is_reported(mine, name, hint):
    folder = mine(**{**FILES, name: RULE})
    [line] = reports(folder)
    assert line == f"{name}:1:1: this file is in a place where it is not read; {hint.format(folder)} [misplaced]"


def test_an_empty_folder_and_a_missing_folder_are_reported(tmp_path):
    (tmp_path / "empty").mkdir()
    hint = f"put rules into {tmp_path}/empty/constructions"
    assert reports(tmp_path / "empty") == [
        f"{tmp_path}/empty:1:1: there is no *.yaml file in this folder; {hint} [no-rules]"
    ]
    assert reports(tmp_path / "none") == [
        f"{tmp_path}/none:1:1: there is no such folder; check the spelling [no-folder]"
    ]


def test_the_problems_of_all_kinds_of_files_are_reported_together(mine):
    broken = {
        "constructions/direct/mine.yaml": RULE.replace("priority: 7", "prioriti: 7"),
        "verbs/mine.yaml": VERBS.replace("writing", "writting"),
        "names/mine.yaml": "title: T\ndescription: D\nlist: rol\nwords: [pawang]\n",
        "words/posts.yaml": "lists: {posts: {words: cicit}}\n",
    }
    folder = mine(**broken)
    with pytest.raises(RuleError) as caught:
        Rulebook.load(rules_folder(), [folder])
    assert {problem.path.removeprefix(f"{folder}/") for problem in caught.value.problems} == set(broken)


def test_the_shipped_folder_has_the_layout_that_users_need():
    assert RuleFolders((rules_folder(),)).problems() == []


def test_every_shipped_file_begins_with_what_it_is():
    files = sorted(rules_folder().rglob("*.yaml"))
    assert [path.name for path in files if next(iter(load(path).data)) != "title"] == []


def test_a_folder_that_cannot_be_read_is_a_problem_and_not_empty(mine, monkeypatch):
    folder = mine()
    locked, scandir = folder / "words", os.scandir

    def refuse(path):
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    [problem] = RuleFolders((folder,)).problems()
    assert str(problem) == f"{locked}:1:1: this folder cannot be read: Permission denied; check its rights [unreadable]"
