"""Tag frequent word forms once, so that no run has to: ``python -m tools.training.forms MODEL NEWS.jsonl.gz…``.

A word of a sentence without a tree has the part of speech that its form has by itself
(:meth:`quotes.parsing.stanza_cpu.CpuPipeline.tag_forms`). Beside the tagger ``news.pt`` the command writes
``news.forms.json``, which has the forms of every part of speech.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from quotes.parsing.models import choose_model, load_cpu_pipeline
from quotes.pipeline import Extractor
from quotes.records import Article
from quotes.text import split_by_length
from tools.training.vectors import read_texts

#: Forms that sentences without a tree have at least this often are listed. They are 95 of 100 words there.
FEWEST_OCCURRENCES = 4
#: Characters of articles that are parsed at once.
_BATCH = 500_000


def write_forms(model: Path, texts: Iterable[str]) -> None:
    """Write the frequent forms of texts and their parts of speech beside the tagger of a model."""
    (tagger,) = (model / "id" / "pos").glob("*.pt")
    target = tagger.with_suffix(".forms.json")
    target.unlink(missing_ok=True)  # or the tagger would read its tags from the list
    counts = count_forms(model, texts)
    forms = sorted(form for form, count in counts.items() if count >= FEWEST_OCCURRENCES and form.split() == [form])
    tags = tag_forms(model, forms)
    by_tag = {
        tag: " ".join(form for form, each in zip(forms, tags, strict=True) if each == tag) for tag in sorted({*tags})
    }
    target.write_text(json.dumps(by_tag, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def count_forms(model: Path, texts: Iterable[str]) -> Counter[str]:
    """Count the forms of the words of sentences to which the shipped rules give no tree."""
    extractor, counts = Extractor(model), Counter[str]()
    for some in split_by_length(
        (Article(str(k), text) for k, text in enumerate(texts)), lambda each: len(each.text), _BATCH
    ):
        for parsed in extractor.parse(some):
            sentences = (sentence for paragraph in parsed.paragraphs for sentence in paragraph.sentences)
            counts.update(word.form for sentence in sentences if not sentence.has_tree for word in sentence.words)
    return counts


def tag_forms(model: Path, forms: Sequence[str]) -> list[str]:
    """Tag each form by itself, by the network of a model in float32."""
    pipeline = load_cpu_pipeline(choose_model(model), "float32")
    if pipeline is None:
        raise click.UsageError(f"{model} is no model that runs without Stanza: train it by python -m tools.training")
    return pipeline.tag_forms([forms])[0]


@click.command(help=__doc__)
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("news", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(model: Path, news: tuple[Path, ...]) -> None:
    """Write the forms of a model."""
    write_forms(model, read_texts(news))


if __name__ == "__main__":
    main()
