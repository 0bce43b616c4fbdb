"""Where the shipped rules and models lie: in an installed wheel, an editable install and a checkout alike.

The rules stand at the top of the repository, where people read them; a wheel
carries them inside the package. The models lie inside the package everywhere.
"""

from __future__ import annotations

from pathlib import Path

from quotes.errors import ModelError, QuotesError

_PACKAGE = Path(__file__).resolve().parent
_REINSTALL = "install again: pip install --force-reinstall --no-deps quotes-id (in a checkout: git status)"


def rules_folder() -> Path:
    """The folder of the shipped rules.

    Raises:
        QuotesError: this installation has no rules.
    """
    checkout = _PACKAGE.parent
    places = [_PACKAGE / "rules"]
    if (checkout / "pyproject.toml").is_file():  # beside an installed package, a folder "rules" is somebody else's
        places.append(checkout / "rules")
    for place in places:
        if place.is_dir():
            return place
    raise QuotesError("the shipped rules are missing from this installation", path=str(places[-1]), hint=_REINSTALL)


def model_folder(name: str) -> Path:
    """The Stanza model directory of a shipped model, e.g. ``id-news``.

    Raises:
        ModelError: no model of this name is shipped, or its folder is missing.
    """
    models = _PACKAGE / "models"
    folder = models / name
    if folder.is_dir() and folder.parent == models and name not in (".", ".."):
        return folder
    shipped = sorted(index.parent.name for index in models.glob("*/resources.json"))
    hint = f"shipped: {', '.join(shipped)}" if shipped else _REINSTALL
    raise ModelError(f"the model {name!r} is not in this installation", path=str(models), hint=hint)
