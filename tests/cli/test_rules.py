"""``quotes rules``: what its commands print, and their exit codes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quotes.cli.rules import COMMANDS
from quotes.resources import rules_folder
from quotes.rulelang.load import TYPES

Run = Callable[..., Result]

BROKEN = """\
title: Mine
type: direkt
cue: {taks: quote}
source: {phrase: after}
content: {quotation: before}
examples: ['"[content Laut tenang]," [cue kata] [source Ratna].']
counter-examples: [{text: 'Ratna pulang.', why: nobody speaks}]
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of rules with one broken file, at ``mine`` in the folder where commands run."""
    path = tmp_path / "mine" / "constructions" / "direct" / "mine.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_every_command_of_the_group_has_its_help(run: Run) -> None:
    shown = run("rules", "--help").stdout
    for name in COMMANDS:
        assert f"\n  {name} " in shown
        assert run("rules", name, "--help").exit_code == 0


# --- list and show ---------------------------------------------------------------------------------


def test_list_shows_every_rule_once(run: Run) -> None:
    shown = run("rules", "list").stdout
    folder = rules_folder() / "constructions"
    ids = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.yaml")}
    assert {line.split()[0] for line in shown.splitlines()[2:]} == ids


def test_list_is_in_the_order_of_type_and_priority(run: Run) -> None:
    rules = json.loads(run("rules", "list", "--format", "json").stdout)
    keys = [(TYPES.index(rule["type"]), -rule["priority"], rule["id"]) for rule in rules]
    assert keys == sorted(keys)
    assert all(rule["examples"] and rule["counter_examples"] for rule in rules)


def test_list_includes_the_rules_of_a_users_folder(run: Run) -> None:
    run("rules", "new", "direct/cicit")
    rules = json.loads(run("rules", "list", "--rules", "rules", "--format", "json").stdout)
    [mine] = [rule for rule in rules if rule["id"] == "direct/cicit"]
    assert (mine["status"], mine["path"]) == ("experimental", "rules/constructions/direct/cicit.yaml")


def test_show_describes_a_rule_with_its_examples_and_its_file(run: Run) -> None:
    shown = run("rules", "show", "direct/quote-cue-source").stdout
    assert shown.startswith('direct/quote-cue-source   direct, priority 85\n"Q," kata X\n')
    for line in (
        "  cue      a reporting word that takes quote, is adjective, bare, ber or preposition\n",
        "  content  the quotation before the cue, at most 2 words away\n",
        "\nfinds\n",
        '  "[content Petani butuh pupuk sekarang, bukan nanti]," [cue ujar] [source dia].\n',
        "\nleaves alone\n",
    ):
        assert line in shown
    assert shown.rstrip().endswith("direct/quote-cue-source.yaml")


def test_show_tells_what_a_rule_asks_for_and_how_it_marks_its_quotes(run: Run) -> None:
    shown = run("rules", "show", "indirect/negated-denial").stdout
    assert "  if       a word of " in shown
    assert "  marked   negated\n" in re.sub(r" +\n", "\n", shown)


def test_show_names_the_block_that_gives_a_line_and_its_file(run: Run) -> None:
    shown = run("rules", "show", "subject-verb-clause").stdout
    assert "the noun phrase right before the cue, if it is on the list pronouns" in shown
    assert "by subject-before" in shown
    assert "rules/parts/subject-before.yaml\n" in shown


def test_show_has_a_word_list_with_its_use_its_entries_and_its_examples(run: Run) -> None:
    shown = run("rules", "show", "--list", "plural-pronouns").stdout
    assert shown.startswith("plural-pronouns   word list, 3 entries\nPronouns for several people.\n")
    assert "  used for  Resolution:" in shown
    assert "  entries   keduanya, ketiganya, mereka\n" in re.sub(r" +\n", "\n", shown)
    assert "  [Mereka] sepakat berdamai.\n" in shown
    assert "  Ia sepakat.  (one person)\n" in shown
    assert "rules/words/pronouns.yaml" in shown


def test_show_suggests_the_nearest_list_for_an_unknown_one(run: Run) -> None:
    done = run("rules", "show", "--list", "negation")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is no word list 'negation'; did you mean 'negations'?" in done.stderr


def test_show_takes_the_last_part_of_an_id(run: Run) -> None:
    assert run("rules", "show", "label").stdout == run("rules", "show", "direct/label").stdout


@pytest.mark.parametrize("wrong", ["direct/lable", "lable"])
def test_show_suggests_the_nearest_rule_for_an_unknown_one(run: Run, wrong: str) -> None:
    done = run("rules", "show", wrong)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"there is no rule '{wrong}'; did you mean '" in done.stderr


# --- check -----------------------------------------------------------------------------------------


def test_check_of_the_shipped_rules_finds_nothing(run: Run) -> None:
    done = run("rules", "check")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith(" files checked, no problems\n")


def test_check_shows_every_problem_with_its_line_and_remedy(run: Run, mine: Path) -> None:
    done = run("rules", "check", "mine")
    assert done.exit_code == 1
    assert done.stdout == (
        "mine/constructions/direct/mine.yaml:2:7: 'direkt' is no type [value]\n"
        "    2 | type: direkt\n"
        "      |       ^^^^^^ did you mean 'direct'?\n"
        "mine/constructions/direct/mine.yaml:3:7: unknown key 'taks' [unknown-key]\n"
        "    3 | cue: {taks: quote}\n"
        "      |       ^^^^ did you mean 'takes'?\n"
    )
    assert done.stderr.endswith(" files checked, 2 problems in 1 file\n")


def test_check_for_github_is_workflow_commands(run: Run, mine: Path) -> None:
    done = run("rules", "check", "mine", "--format", "github", "-q")
    assert done.exit_code == 1
    file = "::error file=mine/constructions/direct/mine.yaml"
    assert done.stdout.splitlines() == [
        f"{file},line=2,col=7,title=value::'direkt' is no type; did you mean 'direct'?",
        f"{file},line=3,col=7,title=unknown-key::unknown key 'taks'; did you mean 'takes'?",
    ]
    assert done.stderr == ""


def test_check_for_github_escapes_special_characters(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a,b" / "words" / "x:y.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("lists: {uji: {words: ['100 % pada hari yang sama']}}\n", encoding="utf-8")
    [line] = run("rules", "check", "a,b", "--format", "github").stdout.splitlines()
    assert line.startswith("::error file=a%2Cb/words/x%3Ay.yaml,line=1,col=23,title=list-word::'100 %25 pada")


def test_check_as_json_is_a_list_of_objects(run: Run, mine: Path) -> None:
    first, second = json.loads(run("rules", "check", "mine", "--format", "json").stdout)
    assert first == {
        "path": "mine/constructions/direct/mine.yaml", "line": 2, "column": 7, "code": "value",
        "message": "'direkt' is no type", "hint": "did you mean 'direct'?", "source": "type: direkt",
    }  # fmt: skip
    assert second["code"] == "unknown-key"


def test_check_without_problems_is_an_empty_json_list(run: Run) -> None:
    assert json.loads(run("rules", "check", "--format", "json").stdout) == []


def test_check_of_a_missing_folder_is_a_problem(run: Run) -> None:
    done = run("rules", "check", "tiada")
    assert done.exit_code == 1
    assert done.stdout == "tiada:1:1: there is no such folder [no-folder]\n      check the spelling\n"


# --- new -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TYPES)
def test_a_new_rule_is_a_rule_without_problems(run: Run, kind: str) -> None:
    done = run("rules", "new", f"{kind}/cicit")
    assert (done.exit_code, done.stdout) == (0, f"rules/constructions/{kind}/cicit.yaml\n")
    assert run("rules", "check", "rules").stdout == ""
    assert f"{kind}/cicit   {kind}, priority" in run("rules", "show", f"{kind}/cicit", "--rules", "rules").stdout


def test_new_writes_into_the_given_folder(run: Run, tmp_path: Path) -> None:
    assert run("rules", "new", "direct/medsos/cicit", "--into", "aturan").exit_code == 0
    assert (tmp_path / "aturan/constructions/direct/medsos/cicit.yaml").is_file()


def test_a_new_rule_refers_editors_to_the_schema(run: Run, tmp_path: Path) -> None:
    run("rules", "new", "direct/cicit")
    first = (tmp_path / "rules/constructions/direct/cicit.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={(rules_folder() / 'schema.json').as_uri()}"


def test_new_never_changes_an_existing_file(run: Run, tmp_path: Path) -> None:
    run("rules", "new", "direct/cicit")
    path = tmp_path / "rules/constructions/direct/cicit.yaml"
    path.write_text("mine", encoding="utf-8")
    done = run("rules", "new", "direct/cicit")
    assert done.exit_code == 3
    assert "is there already; choose another id, or change that file" in done.stderr
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("dirct/cicit", "does not say what type of rule it is; did you mean 'direct'?"),
        ("cicit", "does not say what type of rule it is; begin it with one of direct, indirect, introduction"),
        ("direct/Cicit", "is no id of a rule; write small letters and digits"),
        ("direct/../cicit", "is no id of a rule; write small letters and digits"),
        ("direct/", "is no id of a rule; write small letters and digits"),
    ],
)
def test_an_invalid_id_is_refused(run: Run, tmp_path: Path, wrong: str, message: str) -> None:
    done = run("rules", "new", wrong)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert message in done.stderr
