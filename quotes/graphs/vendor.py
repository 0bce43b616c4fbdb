"""The JavaScript libraries inside the graph page, and the command that fetches them from npm.

``python -m quotes.graphs.vendor`` fetches the versions in ``assets/vendor/vendor.json`` again;
``python -m quotes.graphs.vendor cytoscape@3.35.0`` changes the version of one of them. Only this command needs npm.
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


def list_packages() -> list[dict[str, str]]:
    """List the packages in the order in which a page loads them: name, version, licence, source, file, sha256."""
    listed: list[dict[str, str]] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return listed


def read_scripts() -> list[str]:
    """Read the source code of the packages, in the same order."""
    return [(FOLDER / package["file"]).read_text(encoding="utf-8") for package in list_packages()]


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
    MANIFEST.write_text(json.dumps(fetched, indent=2) + "\n", encoding="utf-8")


def _fetch(package: dict[str, str], version: str) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{package['name']}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - names from vendor.json and the developer
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            about: dict[str, Any] = json.loads(_read_member(archive, "package.json"))
            (FOLDER / package["file"]).write_bytes(_read_member(archive, package["source"]))
            (FOLDER / f"{package['name']}.LICENSE").write_bytes(_read_member(archive, "LICENSE"))
    found = {"version": version, "licence": about["license"], "sha256": hash_file(FOLDER / package["file"])}
    return package | found


def _read_member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(f"package/{name}")
    assert file is not None, f"{name} is a folder"
    return file.read()


if __name__ == "__main__":
    refresh(sys.argv[1:])
