"""Fetch the JavaScript libraries inside the graph page from npm.

``python -m tools.vendor`` fetches the versions in ``quotes/graphs/assets/vendor/vendor.json`` again;
``python -m tools.vendor cytoscape@3.35.0`` changes the version of one of them. Nothing else needs npm.
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

from quotes.graphs.page import VENDOR, list_packages


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refresh(wanted: Sequence[str] = ()) -> None:
    """Fetch all packages from npm; ``wanted`` (``name@version``) sets other versions.

    Raises:
        subprocess.CalledProcessError: npm does not find a package or version.
    """
    versions = dict(name.rsplit("@", 1) for name in wanted)
    fetched = [_fetch(package, versions.get(package["name"], package["version"])) for package in list_packages()]
    (VENDOR / "vendor.json").write_text(json.dumps(fetched, indent=2) + "\n", encoding="utf-8")


def _fetch(package: dict[str, str], version: str) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{package['name']}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - names from vendor.json and the developer
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            about: dict[str, Any] = json.loads(_read_member(archive, "package.json"))
            (VENDOR / package["file"]).write_bytes(_read_member(archive, package["source"]))
            (VENDOR / f"{package['name']}.LICENSE").write_bytes(_read_member(archive, "LICENSE"))
    found = {"version": version, "licence": about["license"], "sha256": hash_file(VENDOR / package["file"])}
    return package | found


def _read_member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(f"package/{name}")
    assert file is not None, f"{name} is a folder"
    return file.read()


if __name__ == "__main__":
    refresh(sys.argv[1:])
