"""The stages of the entity tagger: the sets with what is made of them, and the training."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from quotes import yamlsource
from quotes.resources import rules_folder
from tools.training import entities, entitysets
from tools.training.entitymix import Mixer, places_in_roles
from tools.training.entitysets import Token
from tools.training.loop import Budget

#: How often a sentence of each file counts. NERGrit is no news and tags many more places than people.
_WEIGHTS = {"idner": 1.0, "mixed": 1.0, "nergrit": 0.7}
#: Longer heads of bodies are a phrase of their own.
_LONGEST_HEAD = 25


def write_sets(folder: Path, work: Path, reporting_roots: Collection[str]) -> dict[str, Path]:
    """Write the training files; IDNER's test part and NERGrit's valid part are not among them."""
    rng = random.Random(1)
    roles, bodies = [*listed("role"), *listed("abbreviation")], listed("organisation")
    first_words = frozenset(role.split()[0].lower() for role in roles)
    places = frozenset(tuple(place.lower().split()) for place in listed("place"))
    news = entitysets.read(folder / "idner-news-2k-train.tsv")
    news = [places_in_roles(sentence, first_words, places) for sentence in news]
    prose = entitysets.read(folder / "nergrit-train.tsv")
    heads = [capitals(head) for head in bodies if len(head) <= _LONGEST_HEAD]
    mixer = Mixer(news + prose, [capitals(role) for role in roles], heads, rng)
    cues = {*reporting_roots, *(root + "nya" for root in reporting_roots)}
    marked = _marked(news, cues, rng)
    people = [sentence for sentence in news if any(tag == "B-PER" for _, tag in sentence)]
    files: dict[str, Iterable[Sequence[Token]]] = {
        "idner": news + marked,
        "mixed": [mixer.mixed(sentence) for sentence in news + marked + people],
        "nergrit": prose,
        "dev": entitysets.read(folder / "idner-news-2k-dev.tsv"),
    }
    for name, sentences in files.items():
        entitysets.write(work / f"entities-{name}.json", sentences)
    return {name: work / f"entities-{name}.json" for name in files}


def _marked(news: Sequence[list[Token]], cues: Collection[str], rng: random.Random) -> list[list[Token]]:
    """Every sentence between marks, and those with a reporting word behind a quotation once more."""
    behind = [sentence for sentence in news if entitysets.behind_quotation(sentence, cues) is not None]
    return [entitysets.quoted(sentence, cues, rng) for sentence in [*news, *behind]]


def listed(name: str) -> list[str]:
    """The words of a list of ``rules/names/``, read from the files themselves as they belong to a later stage."""
    files = (yamlsource.load(path).data for path in sorted((rules_folder() / "titles").glob("*.yaml")))
    return [word for data in files if data["list"] == name for word in data["words"]]


def capitals(phrase: str) -> str:
    """A role or the head of a body as it is written before a name."""
    return " ".join(word[0].upper() + word[1:] for word in phrase.split())


def train(files: dict[str, Path], pretrain: Path, target: Path, steps: int) -> None:
    """Train on what :func:`write_sets` wrote."""
    weighted = [(files[name], weight) for name, weight in _WEIGHTS.items()]
    entities.train(weighted, files["dev"], pretrain, target, Budget(steps, 2e-3))
