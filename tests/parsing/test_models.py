"""Choosing and loading a model: what goes wrong is said in one line, with the remedy. No model is loaded here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import requests

from quotes.errors import ModelError
from quotes.parsing.models import PUBLISHED, ModelChoice, choose, load


def model_directory(folder: Path, index: object) -> Path:
    text = index if isinstance(index, str) else json.dumps(index)
    (folder / "resources.json").write_text(text, encoding="utf-8")
    return folder


def card(*packages: str, **depparse: object) -> dict[str, object]:
    return {"id": {"packages": {name: {} for name in packages}, "depparse": depparse}}


class Pipelines:
    """Stands in for Stanza's Pipeline: keeps what it was asked for, and fails if it is told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.calls: list[tuple[str, dict[str, object]]] = []

    def __call__(self, language: str, **options: object) -> str:
        self.calls.append((language, options))
        if self.error is not None:
            raise self.error
        return "a pipeline"


@pytest.fixture
def pipelines(monkeypatch):
    def use(error: Exception | None = None) -> Pipelines:
        stand_in = Pipelines(error)
        monkeypatch.setattr("stanza.Pipeline", stand_in)
        return stand_in

    return use


# --- which model -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_package_lies_in_stanzas_own_folder(name):
    assert choose(name) == ModelChoice(name, name, None)


def test_a_directory_is_loaded_with_the_package_that_it_names(tmp_path):
    model_directory(tmp_path, card("default", "berita"))
    assert choose(tmp_path) == ModelChoice(str(tmp_path), "berita", tmp_path)


def test_a_directory_with_nothing_but_a_default_is_loaded_with_that(tmp_path):
    assert choose(model_directory(tmp_path, card("default"))).package == "default"


def test_an_unknown_name_names_those_that_are_known():
    with pytest.raises(ModelError) as caught:
        choose("id-nwes")
    assert str(caught.value) == (
        "no such model: id-nwes; give one of id-news, gsd, csui, or the directory of a Stanza model"
    )


def test_a_file_is_no_model_directory(tmp_path):
    file = tmp_path / "model.pt"
    file.write_bytes(b"")
    with pytest.raises(ModelError, match=r"no such model: .*model\.pt; give one of"):
        choose(file)


def test_a_directory_without_an_index_says_which_directory_is_wanted(tmp_path):
    with pytest.raises(ModelError) as caught:
        choose(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: not a Stanza model directory: it has no resources.json; give the directory above id/"
    )


@pytest.mark.parametrize(
    ("index", "reason"),
    [
        pytest.param("{", "JSONDecodeError", id="no JSON"),
        pytest.param("", "JSONDecodeError", id="empty"),
        pytest.param({"en": {}}, "KeyError", id="another language"),
        pytest.param({"id": {}}, "KeyError", id="no packages"),
        pytest.param({"id": {"packages": 3}}, "TypeError", id="packages of another kind"),
        pytest.param([1], "TypeError", id="a list"),
    ],
)
def test_a_broken_index_is_named_with_what_is_wrong_and_the_remedy(tmp_path, index, reason):
    model_directory(tmp_path, index)
    with pytest.raises(ModelError) as caught:
        choose(tmp_path)
    message = str(caught.value)
    assert message.startswith(
        f"{tmp_path / 'resources.json'}: resources.json names no package for Indonesian ({reason}"
    )
    assert message.endswith("; copy the model again")


def test_an_index_that_is_no_utf_8_is_a_broken_index(tmp_path):
    (tmp_path / "resources.json").write_bytes(b"\xff\xfe{")
    with pytest.raises(ModelError, match=r"names no package for Indonesian.*; copy the model again"):
        choose(tmp_path)


# --- loading ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        requests.exceptions.ConnectionError("Failed to resolve 'raw.githubusercontent.com'"),
        ConnectionError("Failed to resolve 'raw.githubusercontent.com'"),
        TimeoutError("Failed to resolve 'raw.githubusercontent.com'"),
    ],
)
def test_a_published_package_without_network_says_that_there_is_a_shipped_model(pipelines, error):
    pipelines(error)
    with pytest.raises(ModelError) as caught:
        load(choose("csui"))
    assert str(caught.value) == (
        "Stanza's package 'csui' is not on this machine and could not be fetched "
        "(Failed to resolve 'raw.githubusercontent.com'); "
        "connect to the network for the first use, or use the shipped model: --model id-news"
    )
    assert caught.value.__cause__ is error


def test_a_model_directory_that_cannot_be_loaded_is_named_with_the_reason_in_one_line(pipelines, tmp_path):
    pipelines(RuntimeError("unexpected EOF,\n  file truncated"))
    with pytest.raises(ModelError) as caught:
        load(choose(model_directory(tmp_path, card("berita"))))
    assert str(caught.value) == (
        f"{tmp_path}: the model cannot be loaded (unexpected EOF, file truncated); "
        "copy the model again, or install anew"
    )


def test_an_error_without_words_is_told_by_its_kind(pipelines):
    pipelines(EOFError())
    with pytest.raises(ModelError, match=r"could not be fetched \(EOFError\)"):
        load(choose("gsd"))


def test_a_long_reason_is_cut_so_that_the_remedy_is_seen(pipelines, tmp_path):
    pipelines(RuntimeError("x" * 5000))
    with pytest.raises(ModelError) as caught:
        load(choose(model_directory(tmp_path, card("berita"))))
    assert len(str(caught.value)) < 500 + len(str(tmp_path))


def test_a_model_directory_is_never_looked_for_on_the_network(pipelines, tmp_path):
    asked = pipelines()
    assert load(choose(model_directory(tmp_path, card("berita")))) == "a pipeline"
    [(language, options)] = asked.calls
    assert (language, options["package"], options["dir"]) == ("id", "berita", str(tmp_path))
    assert options["download_method"] is None
    assert options["depparse_resolve_head_constraints"] is False


def test_the_lemmatizer_is_left_out_where_the_parser_reads_no_lemmas(pipelines, tmp_path):
    asked = pipelines()
    load(choose(model_directory(tmp_path, card("berita", berita={"lemmas_unused": True}))))
    assert asked.calls[0][1]["processors"] == "tokenize,mwt,pos,depparse"


def test_the_lemmatizer_is_loaded_all_the_same_where_a_rule_asks_for_lemmas(pipelines, tmp_path):
    made = pipelines()
    load(choose(model_directory(tmp_path, card("berita", berita={"lemmas_unused": True}))), lemmas=True)
    assert "lemma" in str(made.calls[0][1]["processors"])


def test_the_lemmatizer_is_loaded_where_the_index_does_not_say_that_it_is_unused(pipelines, tmp_path):
    asked = pipelines()
    load(choose(model_directory(tmp_path, card("berita"))))
    assert asked.calls[0][1]["processors"] == "tokenize,mwt,pos,lemma,depparse"


def test_a_published_package_is_fetched_where_it_is_missing(pipelines):
    asked = pipelines()
    load(choose("gsd"))
    options = asked.calls[0][1]
    assert options["package"] == "gsd"
    assert "dir" not in options
    assert options["download_method"] is not None


def test_an_entity_tagger_is_loaded_where_the_model_has_one(pipelines, tmp_path):
    asked = pipelines()
    index = card("berita", berita={"lemmas_unused": True})
    index["id"]["ner"] = {"berita": {}}
    load(choose(model_directory(tmp_path, index)))
    assert asked.calls[0][1]["processors"] == "tokenize,mwt,pos,depparse,ner"
