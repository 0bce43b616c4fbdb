"""The content of an installation, and the agreement of README, CI and constraints."""

from __future__ import annotations

import re
import shutil
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from quotes import resources
from quotes.errors import ModelError, QuotesError
from quotes.resources import model_folder, rules_folder

ROOT = Path(__file__).parents[1]


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.lower().replace("_", "-").split("==") for line in lines if line and not line.startswith("#"))


def test_a_checkout_reads_the_rules_at_its_top() -> None:
    assert rules_folder() == ROOT / "rules"
    assert list(rules_folder().rglob("*.yaml"))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package as installed from a wheel: with rules and a model inside, and an unrelated folder beside it."""
    package = tmp_path / "site-packages" / "quotes"
    (package / "rules").mkdir(parents=True)
    (package / "models" / "id-news").mkdir(parents=True)
    (package / "models" / "id-news" / "resources.json").write_text("{}")
    (package.parent / "rules").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    return package


def test_an_installed_package_reads_the_rules_inside_it(installed: Path) -> None:
    assert rules_folder() == installed / "rules"


def test_a_folder_beside_an_installed_package_is_not_read(installed: Path) -> None:
    shutil.rmtree(installed / "rules")
    with pytest.raises(QuotesError, match="the shipped rules are missing from this installation; reinstall it"):
        rules_folder()


def test_a_shipped_model_is_found_by_its_name(installed: Path) -> None:
    assert model_folder("id-news") == installed / "models" / "id-news"


@pytest.mark.parametrize("name", ["id-berita", "..", "../rules", ".", ""])
def test_an_unknown_model_is_an_error_that_lists_the_shipped_ones(name: str, installed: Path) -> None:
    with pytest.raises(ModelError, match=f"the model {re.escape(repr(name))} is not .*; shipped models: id-news"):
        model_folder(name)


def test_readme_and_ci_run_the_same_test_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line.strip() for line in readme.splitlines() if "venv" in line and "pytest" in line]
    assert len(commands) == 1, "the README gives one line that installs and runs the tests"
    assert commands[0] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_every_dependency_is_pinned_within_its_range() -> None:
    from packaging.requirements import Requirement

    wanted = list(project()["dependencies"])
    for extra in project()["optional-dependencies"].values():
        wanted += extra
    for requirement in map(Requirement, wanted):
        if requirement.name == "quotes-id":
            continue  # an extra that includes other extras
        pinned = pins().get(requirement.name.lower().replace("_", "-"))
        assert pinned is not None, f"{requirement.name} is not in constraints.txt"
        assert requirement.specifier.contains(pinned), f"constraints.txt pins {requirement.name}=={pinned}"


def test_no_pin_requires_a_cuda_build() -> None:
    assert pins()["torch"] == "2.13.0"
    assert not [name for name in pins() if name.startswith(("nvidia", "cuda", "triton"))]


def test_the_command_and_its_version_are_those_of_the_distribution() -> None:
    (entry,) = (point for point in metadata.entry_points(group="console_scripts") if point.name == "quotes")
    assert entry.value == "quotes.cli:main"
    assert metadata.version("quotes-id") == project()["version"]
