"""Choosing and loading a model: errors are one line with the remedy. No model is loaded here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import requests

from quotes.errors import ModelError
from quotes.parsing import models
from quotes.parsing.models import PUBLISHED, ModelChoice, choose_model, load_cpu_pipeline, load_pipeline
from quotes.parsing.stanza_cpu.tagger import read_forms


def model_directory(folder: Path, index: object) -> Path:
    text = index if isinstance(index, str) else json.dumps(index)
    (folder / "resources.json").write_text(text, encoding="utf-8")
    return folder


def card(*packages: str, **depparse: object) -> dict[str, object]:
    return {"id": {"packages": {name: {} for name in packages}, "depparse": depparse}}


class Pipelines:
    """Stands in for Stanza's Pipeline: records its arguments, and raises an error if it is given one."""

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
def test_a_published_package_is_in_stanzas_own_folder(name):
    assert choose_model(name) == ModelChoice(name, name, None)


def test_a_directory_is_loaded_with_the_package_that_it_names(tmp_path):
    model_directory(tmp_path, card("default", "berita"))
    assert choose_model(tmp_path) == ModelChoice(str(tmp_path), "berita", tmp_path)


def test_a_directory_with_only_a_default_package_is_loaded_with_it(tmp_path):
    assert choose_model(model_directory(tmp_path, card("default"))).package == "default"


def test_an_unknown_name_is_an_error_with_the_known_names():
    with pytest.raises(ModelError) as caught:
        choose_model("id-nwes")
    assert str(caught.value) == (
        "no such model: id-nwes; give one of id-news, gsd, csui, or the directory of a Stanza model"
    )


def test_a_file_is_not_a_model_directory(tmp_path):
    file = tmp_path / "model.pt"
    file.write_bytes(b"")
    with pytest.raises(ModelError, match=r"no such model: .*model\.pt; give one of"):
        choose_model(file)


def test_a_directory_without_an_index_is_an_error_with_the_directory_to_give(tmp_path):
    with pytest.raises(ModelError) as caught:
        choose_model(tmp_path)
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
def test_a_broken_index_is_an_error_with_the_reason_and_the_remedy(tmp_path, index, reason):
    model_directory(tmp_path, index)
    with pytest.raises(ModelError) as caught:
        choose_model(tmp_path)
    message = str(caught.value)
    assert message.startswith(
        f"{tmp_path / 'resources.json'}: resources.json names no package for Indonesian ({reason}"
    )
    assert message.endswith("; copy the model again")


def test_an_index_that_is_not_utf_8_is_a_broken_index(tmp_path):
    (tmp_path / "resources.json").write_bytes(b"\xff\xfe{")
    with pytest.raises(ModelError, match=r"names no package for Indonesian.*; copy the model again"):
        choose_model(tmp_path)


# --- loading ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        requests.exceptions.ConnectionError("Failed to resolve 'raw.githubusercontent.com'"),
        ConnectionError("Failed to resolve 'raw.githubusercontent.com'"),
        TimeoutError("Failed to resolve 'raw.githubusercontent.com'"),
    ],
)
def test_without_network_the_error_of_a_published_package_names_the_shipped_model(pipelines, error):
    pipelines(error)
    with pytest.raises(ModelError) as caught:
        load_pipeline(choose_model("csui"))
    assert str(caught.value) == (
        "Stanza's package 'csui' is not on this machine and could not be downloaded "
        "(Failed to resolve 'raw.githubusercontent.com'); "
        "connect to the network for the first use, or use the shipped model: --model id-news"
    )
    assert caught.value.__cause__ is error


def test_a_model_directory_that_cannot_be_loaded_is_an_error_of_one_line_with_the_reason(pipelines, tmp_path):
    pipelines(RuntimeError("unexpected EOF,\n  file truncated"))
    with pytest.raises(ModelError) as caught:
        load_pipeline(choose_model(model_directory(tmp_path, card("berita"))))
    assert str(caught.value) == (
        f"{tmp_path}: the model cannot be loaded (unexpected EOF, file truncated); "
        "copy the model again, or reinstall the package"
    )


def test_an_error_without_a_message_is_named_by_its_type(pipelines):
    pipelines(EOFError())
    with pytest.raises(ModelError, match=r"could not be downloaded \(EOFError\)"):
        load_pipeline(choose_model("gsd"))


def test_a_long_reason_is_cut_so_that_the_remedy_is_visible(pipelines, tmp_path):
    pipelines(RuntimeError("x" * 5000))
    with pytest.raises(ModelError) as caught:
        load_pipeline(choose_model(model_directory(tmp_path, card("berita"))))
    assert len(str(caught.value)) < 500 + len(str(tmp_path))


def test_a_model_directory_is_never_downloaded(pipelines, tmp_path):
    created = pipelines()
    assert load_pipeline(choose_model(model_directory(tmp_path, card("berita")))) == "a pipeline"
    [(language, options)] = created.calls
    assert (language, options["package"], options["dir"]) == ("id", "berita", str(tmp_path))
    assert options["download_method"] is None
    assert options["depparse_resolve_head_constraints"] is False


def test_the_lemmatizer_is_not_loaded_where_the_parser_reads_no_lemmas(pipelines, tmp_path):
    created = pipelines()
    load_pipeline(choose_model(model_directory(tmp_path, card("berita", berita={"lemmas_unused": True}))))
    assert created.calls[0][1]["processors"] == "tokenize,mwt,pos,depparse"


def test_the_lemmatizer_is_loaded_where_a_rule_reads_lemmas(pipelines, tmp_path):
    created = pipelines()
    load_pipeline(choose_model(model_directory(tmp_path, card("berita", berita={"lemmas_unused": True}))), lemmas=True)
    assert "lemma" in str(created.calls[0][1]["processors"])


def test_the_lemmatizer_is_loaded_where_the_index_does_not_say_that_it_is_unused(pipelines, tmp_path):
    created = pipelines()
    load_pipeline(choose_model(model_directory(tmp_path, card("berita"))))
    assert created.calls[0][1]["processors"] == "tokenize,mwt,pos,lemma,depparse"


def test_a_published_package_is_downloaded_where_it_is_missing(pipelines):
    created = pipelines()
    load_pipeline(choose_model("gsd"))
    options = created.calls[0][1]
    assert options["package"] == "gsd"
    assert "dir" not in options
    assert options["download_method"] is not None


def test_an_entity_tagger_is_loaded_where_the_model_has_one(pipelines, tmp_path):
    created = pipelines()
    index = card("berita", berita={"lemmas_unused": True})
    index["id"]["ner"] = {"berita": {}}
    load_pipeline(choose_model(model_directory(tmp_path, index)))
    assert created.calls[0][1]["processors"] == "tokenize,mwt,pos,depparse,ner"


# --- loading without Stanza ------------------------------------------------------------------------


def complete(**changes: object) -> dict[str, object]:
    """Return the index of a model with one file of vectors, with changes."""
    reads_vectors = {"berita": {"dependencies": [{"model": "pretrain", "package": "berita"}]}}
    names = dict.fromkeys(("tokenize", "pos", "depparse"), "berita")
    index = {"packages": {"berita": names}, "pos": reads_vectors, "depparse": reads_vectors}
    return {"id": index | changes}


def test_a_published_package_is_left_to_stanza():
    assert load_cpu_pipeline(choose_model("gsd")) is None


@pytest.mark.parametrize(
    "index",
    [
        pytest.param(card("berita"), id="no processors"),
        pytest.param(complete(depparse={"berita": {}}), id="a parser without vectors, and files that are missing"),
        pytest.param(complete(pos={}), id="a processor that is not described"),
        pytest.param(
            complete(pos={"berita": {"dependencies": [{"model": "pretrain", "package": "lain"}]}}),
            id="two files of vectors",
        ),
        pytest.param(complete(pos=[]), id="a list"),
    ],
)
def test_a_directory_that_is_laid_out_otherwise_is_left_to_stanza(tmp_path, index):
    assert load_cpu_pipeline(choose_model(model_directory(tmp_path, index))) is None


@pytest.mark.parametrize("tokenize", [{"berita": {"plain_words": True}}, {"berita": {}}, {}])
def test_the_index_says_whether_plain_words_are_divided_without_the_tokenizer(tmp_path, tokenize):
    choice = choose_model(model_directory(tmp_path, complete(tokenize=tokenize)))
    files = models._find_files(choice)
    assert files is not None
    assert files.has_plain_words is (tokenize.get("berita") == {"plain_words": True})


def test_the_parts_of_speech_of_frequent_forms_are_read_from_a_file_beside_the_tagger(tmp_path):
    path = tmp_path / "berita.forms.json"
    assert read_forms(path) == {}
    path.write_text('{"NOUN": "kapal Ratna", "VERB": "tiba"}', encoding="utf-8")
    assert read_forms(path) == {"kapal": "NOUN", "Ratna": "NOUN", "tiba": "VERB"}


@pytest.mark.parametrize("content", [b"", b"broken", b"PK\x03\x04 broken"])
def test_files_that_cannot_be_read_are_left_to_stanza_which_says_why(tmp_path, content):
    folder = model_directory(tmp_path, complete())
    for kind in ("tokenize", "pos", "depparse", "pretrain"):
        (folder / "id" / kind).mkdir(parents=True)
        (folder / "id" / kind / "berita.pt").write_bytes(content)
    assert load_cpu_pipeline(choose_model(folder)) is None
