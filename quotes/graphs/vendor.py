"""The JavaScript that the graph page carries, and the command that fetches it anew from npm.

``python -m quotes.graphs.vendor`` fetches the versions in ``assets/vendor/vendor.json`` again;
``python -m quotes.graphs.vendor cytoscape@3.35.0`` moves one of them. It needs npm; a page needs neither npm nor
a network.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "assets" / "vendor"
MANIFEST = FOLDER / "vendor.json"


def packages() -> list[dict[str, str]]:
    """The vendored packages in the order in which a page loads them: name, version, licence, source, file, sha256."""
    listed: list[dict[str, str]] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return listed


def scripts() -> list[str]:
    """The source of the packages, in that order."""
    return [(FOLDER / package["file"]).read_text(encoding="utf-8") for package in packages()]


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refresh(wanted: Sequence[str] = ()) -> None:
    """Fetch all packages from npm, those of ``wanted`` (``name@version``) in another version.

    Raises:
        subprocess.CalledProcessError: npm does not know a package or version.
    """
    versions = dict(name.rsplit("@", 1) for name in wanted)
    fetched = [_fetch(package, versions.get(package["name"], package["version"])) for package in packages()]
    MANIFEST.write_text(json.dumps(fetched, indent=2) + "\n", encoding="utf-8")


def _fetch(package: dict[str, str], version: str) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{package['name']}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - names from vendor.json and the developer
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            about: dict[str, Any] = json.loads(_member(archive, "package.json"))
            (FOLDER / package["file"]).write_bytes(_member(archive, package["source"]))
            (FOLDER / f"{package['name']}.LICENSE").write_bytes(_member(archive, "LICENSE"))
    found = {"version": version, "licence": about["license"], "sha256": digest(FOLDER / package["file"])}
    return package | found


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(f"package/{name}")
    assert file is not None, f"{name} is a folder"
    return file.read()


if __name__ == "__main__":
    refresh(sys.argv[1:])
