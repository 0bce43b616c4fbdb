"""Read damaged files and texts: nothing but articles and failures may come out, and every record must be sound.

``python -m tools.fuzz FILES TEXTS`` damages the files of ``samples/``, and a workbook and a Parquet file made of them,
that many times, and as many texts: half of them texts of ``samples/articles``, half made by Hypothesis. No model is
needed: the layout of a text is found, its quotes are not.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from quotes.parsing import ParsedText
from quotes.pipeline import Extractor
from quotes.reading import Failure, read
from quotes.records import Article, Record
from quotes.validation import check_record

_SAMPLES = Path(__file__).parents[1] / "samples"
_PIECES = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b'"', b"\n", b"\r", b"{", b"[", b"<", b"&#0;", b"\\ud800",
    "“".encode(), "”".encode(), "\u202e".encode(), "\u2028".encode(), b"sep=;\n", b"\x1b[2J", b"Baca juga: ", b"1e999",
)  # fmt: skip


class NoParser:
    """Replaces the parser: a text has no sentences."""

    def parse(self, texts: Sequence[tuple[str, Any]], needs_tree: Any = None) -> list[ParsedText]:
        return [ParsedText(text, ()) for text, _ in texts]

    def add_trees(self, texts: Sequence[ParsedText], needs_tree: Any = None) -> list[ParsedText]:
        return list(texts)


def damage(data: bytes, chance: random.Random) -> bytes:
    """Damage data in up to eight places: cut, doubled, overwritten, or with something odd put in."""
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 2, 10, 100, 1000)))
        middle = chance.choice((b"", data[start:end] * 2, chance.randbytes(end - start), chance.choice(_PIECES)))
        data = data[:start] + middle + data[end:]
    return data[: chance.randrange(len(data) + 1)] if chance.random() < 0.1 else data


def damage_member(data: bytes, chance: random.Random) -> bytes:
    """Damage one file inside a ZIP archive, as damage to the archive itself is noticed by its checksums."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = chance.choice(sorted(members))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, damage(content, chance) if name == chosen else content)
    return written.getvalue()


def make_binary_tables() -> list[tuple[str, bytes]]:
    """Make a workbook and a Parquet file of the articles of the samples."""
    articles = [article for article in read(_SAMPLES / "articles") if isinstance(article, Article)]
    frame = pd.DataFrame([{"id": each.id, "teks": each.text, "tanggal": "2024-03-05"} for each in articles])
    workbook, parquet = io.BytesIO(), io.BytesIO()
    frame.to_excel(workbook, index=False)
    frame.to_parquet(parquet, index=False)
    return [("tabel.xlsx", workbook.getvalue()), ("tabel.parquet", parquet.getvalue())]


def fuzz_files(times: int, extractor: Extractor, chance: random.Random, found: Counter[str]) -> None:
    """Read damaged files of every format."""
    seeds = [(path.name, path.read_bytes()) for path in sorted(_SAMPLES.glob("formats/*.*"))]
    seeds += [(path.name, path.read_bytes()) for path in sorted(_SAMPLES.glob("articles/*.txt"))[:4]]
    seeds += make_binary_tables()
    seeds += [(f"{name}.gz", gzip.compress(data)) for name, data in seeds]
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(times):
            name, data = chance.choice(seeds)
            harm = damage_member if name.endswith(".xlsx") and chance.random() < 0.8 else damage
            (Path(folder) / name).write_bytes(harm(data, chance))
            for result in extractor.pipe(read(Path(folder) / name)):
                _count(result, found)
            (Path(folder) / name).unlink()


def fuzz_texts(times: int, extractor: Extractor, chance: random.Random, found: Counter[str]) -> None:
    """Find the layout of damaged texts, and of texts that Hypothesis makes of words and of odd characters."""
    texts = [path.read_bytes() for path in sorted(_SAMPLES.glob("articles/*.txt"))]
    damaged = (damage(chance.choice(texts), chance).decode("utf-8", "replace") for _ in range(times // 2))
    for result in extractor.pipe(damaged):
        _count(result, found)
    words = sorted({word for text in texts for word in text.decode("utf-8", "replace").split()})
    pieces = st.sampled_from([*words, *(piece.decode("utf-8", "replace") for piece in _PIECES)]) | st.text(max_size=5)
    made = st.builds(str.join, st.sampled_from([" ", "", "\n"]), st.lists(pieces, max_size=60))

    @seed(chance.random())
    @settings(max_examples=times - times // 2, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(made)
    def process(text: str) -> None:
        for result in extractor.pipe([text]):
            _count(result, found)

    process()


def _count(result: Record | Failure, found: Counter[str]) -> None:
    """Count a result. One that ends in an internal error, or is not sound, is printed."""
    if isinstance(result, Failure):
        found["failures"] += 1
        if "could not be processed" in result.error.message:
            found["internal errors"] += 1
            sys.stdout.write(f"{result.error}\n")
        return
    found["records"] += 1
    for violation in check_record(json.loads(json.dumps(result.to_dict()))):
        found["violations"] += 1
        sys.stdout.write(f"{result.article.origin}: {violation.text}\n")


def main(files: str = "2000", texts: str = "10000", start: str = "1") -> None:
    """Fuzz, and print how often what came out."""
    extractor, chance = Extractor(parser=NoParser()), random.Random(int(start))
    for name, fuzz, times in (("files", fuzz_files, files), ("texts", fuzz_texts, texts)):
        found: Counter[str] = Counter()
        fuzz(int(times), extractor, chance, found)
        sys.stdout.write(f"{times} {name}: {dict(found)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
