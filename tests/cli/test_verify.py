"""``quotes verify``, without a model: the extractor of these tests gives all quotations to Sri Lestari."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

SOURCE = '"Harga beras naik karena panen terlambat," kata Sri Lestari. "Stok di gudang masih aman," ujarnya.\n'


@pytest.fixture
def source(tmp_path: Path) -> str:
    (tmp_path / "wawancara.txt").write_text(SOURCE, encoding="utf-8")
    return "wawancara.txt"


def write_draft(text: str) -> str:
    Path("draf.txt").write_text(text, encoding="utf-8")
    return "draf.txt"


def test_a_draft_that_is_all_verbatim_passes(run: Run, source: str) -> None:
    draft = write_draft('Sri Lestari: "Harga beras naik karena panen terlambat."')
    result = run("verify", draft, "--against", source)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[2].split()[:3] == ["verbatim", "draf.txt:1", "Sri"]
    assert result.stderr == "quotes: 1 quotation against 1 source: 1 verbatim\n"


def test_an_altered_quotation_fails_and_shows_the_difference(run: Run, source: str) -> None:
    draft = write_draft('"Harga beras turun karena panen terlambat," kata Sri.')
    result = run("verify", draft, "--against", source)
    assert result.exit_code == 1
    assert "naik → turun" in result.stdout
    assert run("verify", draft, "--against", source, "--accept", "altered").exit_code == 0
    assert run("verify", draft, "--against", source, "--accept", "not-found").exit_code == 1


def test_json_has_the_place_in_the_source(run: Run, source: str) -> None:
    draft = write_draft('"Stok di gudang masih aman," kata Sri.')
    (found,) = json.loads(run("verify", "-q", draft, "--against", source, "--format", "json").stdout)
    (place,) = found["places"]
    start, end = place["spans"][0]
    assert (found["verdict"], place["origin"], SOURCE[start:end]) == (
        "verbatim", "wawancara.txt", "Stok di gudang masih aman",
    )  # fmt: skip


def test_a_page_is_written(run: Run, source: str) -> None:
    draft = write_draft('"Panen tahun depan akan gagal total," kata Sri.')
    result = run("verify", draft, "--against", source, "--html", "page.html")
    assert "wrote page.html" in result.stderr
    assert "Panen tahun depan akan gagal total" in Path("page.html").read_text(encoding="utf-8")


def test_the_page_does_not_replace_a_source(run: Run, source: str) -> None:
    draft = write_draft("Tidak ada kutipan.")
    result = run("verify", draft, "--against", source, "--html", source)
    assert result.exit_code == 2
    assert "would overwrite an input" in result.stderr


def test_a_draft_without_quotations_passes(run: Run, source: str) -> None:
    result = run("verify", write_draft("Tidak ada kutipan."), "--against", source)
    assert (result.exit_code, result.stderr) == (0, "quotes: 0 quotations against 1 source: nothing to check\n")


def test_a_source_that_cannot_be_read_fails_although_the_rest_is_verbatim(run: Run, source: str) -> None:
    draft = write_draft('"Stok di gudang masih aman," kata Sri.')
    result = run("verify", draft, "--against", source, "--against", "tiada.txt")
    assert result.exit_code == 1
    assert "tiada.txt" in result.stderr


def test_without_sources_nothing_is_checked(run: Run) -> None:
    draft = write_draft('"Stok aman," kata Sri.')
    assert run("verify", draft).exit_code == 2
    result = run("verify", draft, "--against", "tiada.txt")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        3, "quotes: no source could be read; nothing was checked",
    )  # fmt: skip


def test_people_of_the_user_s_list_are_the_same_in_draft_and_source(run: Run, source: str) -> None:
    Path("speakers.csv").write_text("id,name,aliases\nsri,Sri Lestari,Bu Sri\n", encoding="utf-8")
    draft = write_draft('"Stok di gudang masih aman," kata Bu Sri.')
    assert run("verify", draft, "--against", source, "--speakers", "speakers.csv").exit_code == 0


def test_a_draft_is_no_source_for_itself(run: Run, source: str) -> None:
    draft = write_draft('"Harga beras turun karena panen terlambat," kata Sri.')
    result = run("verify", draft, "--against", ".")
    assert result.exit_code == 1
    assert "naik → turun" in result.stdout
    assert "1 source left out: the draft itself" in result.stderr
    assert run("verify", draft, "--against", draft).exit_code == 3
