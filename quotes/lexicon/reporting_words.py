"""The lexicon of reporting words: which forms are cues, of which class, and what each may report.

It is read from ``rules/verbs/``, where an entry is one line: a root, its forms, and what each
form ``takes``. The spelling of a form follows from :mod:`quotes.lexicon.morphology`. Four kinds
of file differ by their keys: the vocabulary (``classes``, ``takes``), words of a class
(``class``, ``words``), other spellings (``spellings``), and words that report nothing
(``not-reporting``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from quotes.errors import Problem, RuleError
from quotes.lexicon.cues import FORMS, Cue, Voice, with_clitic
from quotes.yamlsource import Keys, Source, did_you_mean, load

__all__ = ["Cue", "Lexicon"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All reporting words; immutable.

    Attributes:
        cues: the readings of every form, in lower case.
        classes: the classes of verbs, each with its description.
        takes: the ways to report, each with its description.
        not_reporting: words that look like cues but report nothing, each with the reason.
    """

    cues: Mapping[str, tuple[Cue, ...]]
    classes: Mapping[str, str]
    takes: Mapping[str, str]
    not_reporting: Mapping[str, str]

    @classmethod
    def load(cls, folder: Path, *more: Path) -> Lexicon:
        """Read every ``*.yaml`` of the folders; the entries of a later folder replace those of earlier ones.

        A later folder turns a cue off by listing it under ``not-reporting``, and turns such a word into a cue by
        listing it under ``words``.

        Raises:
            RuleError: with all problems of all files.
        """
        reader = _Reader()
        folders = [[load(path) for path in sorted(each.glob("*.yaml"))] for each in (folder, *more)]
        for place, sources in zip((folder, *more), folders, strict=True):
            if not sources:
                reader.problems.append(Problem(str(place), 1, 1, "no-files", "has no *.yaml files", "name a folder"))
            for source in sources:
                reader.read_vocabulary(source)
        cues: dict[str, tuple[Cue, ...]] = {}
        for sources in folders:
            reader.read_silent(sources, cues)
            cues |= reader.read_folder(sources, cues)
        if reader.problems:
            raise RuleError(reader.problems)
        silent = {word: why for word, why in reader.silent.items() if word not in cues}
        texts = (reader.classes, reader.takes, silent)
        return cls(MappingProxyType(cues), *(MappingProxyType(each) for each in texts))

    def find(self, form: str) -> tuple[Cue, ...]:
        """Return the readings of a word, whatever its case; none where it is not a cue."""
        return self.cues.get(form.lower(), ())


_KINDS: Mapping[str, frozenset[str]] = {
    "words": frozenset({"title", "description", "class", "words"}),
    "spellings": frozenset({"title", "description", "spellings"}),
    "not-reporting": frozenset({"title", "description", "not-reporting"}),
    "takes": frozenset({"title", "description", "classes", "takes"}),
}


class _Reader:
    """Reads the files, and collects their entries and problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.classes: dict[str, str] = {}
        self.takes: dict[str, str] = {}
        self.silent: dict[str, str] = {}
        self._silent_here: dict[str, str] = {}  # of the folder that is being read

    def read_vocabulary(self, source: Source) -> None:
        """Check the form of a file, and read the vocabulary in it."""
        self.problems += source.problems
        kind = self._read_kind(source)
        if kind == "takes":
            self.classes |= self._read_texts(source, "classes")
            self.takes |= self._read_texts(source, "takes")

    def read_silent(self, sources: Sequence[Source], before: dict[str, tuple[Cue, ...]]) -> None:
        """Read the words of a folder that report nothing, and remove them from the cues of earlier folders."""
        texts = (self._read_texts(source, "not-reporting") for source in sources)
        self._silent_here = {word: why for each in texts for word, why in each.items()}
        self.silent |= self._silent_here
        for word in self._silent_here:
            before.pop(word, None)

    def read_folder(self, sources: list[Source], before: Mapping[str, tuple[Cue, ...]]) -> dict[str, tuple[Cue, ...]]:
        """Read the cues of one folder, by form. ``before`` has those of earlier folders."""
        found: dict[str, list[Cue]] = {}
        places: dict[str, str] = {}
        for source in sources:
            for keys, cue in self._read_words(source):
                self._add_cue(source, keys, cue, found, places)
        known = {**before, **{form: tuple(cues) for form, cues in found.items()}}
        for source in sources:
            for form, meant in self._read_texts(source, "spellings").items():
                found |= self._respell(source, form, meant, known)
        return {form: tuple(cues) for form, cues in found.items()}

    def _read_kind(self, source: Source) -> str | None:
        if not isinstance(source.data, dict):
            if not source.problems:
                self._report(source, (), "no-words", "has no words", "give title, description, class and words")
            return None
        kind = next((name for name in _KINDS if name in source.data), None)
        known = _KINDS[kind] if kind else frozenset.union(*_KINDS.values())
        for key in source.data:
            if key not in known:
                self._report(source, (key,), "unknown-key", f"unknown key '{key}'", did_you_mean(key, known), key=True)
        if kind is None:
            self._report(source, (), "no-words", "has no words", f"give one of {', '.join(_KINDS)}")
        for key in ("title", "description"):
            if not isinstance(source.data.get(key), str):
                self._report(source, (key,), "missing", f"has no {key}", "say in a line what the file is")
        return kind

    def _read_words(self, source: Source) -> Iterator[tuple[Keys, Cue]]:
        if not isinstance(source.data, dict) or "words" not in source.data:
            return
        cue_class = source.data.get("class")
        if cue_class not in self.classes:
            hint = did_you_mean(str(cue_class), self.classes) or "see classes in the vocabulary"
            self._report(source, ("class",), "unknown-class", f"unknown class '{cue_class}'", hint)
            cue_class = ""
        for root, forms in self._read_mapping(source, source.data["words"], ("words",)):
            allow_clitic = self._read_clitic(source, root, forms)
            for name, takes in self._read_mapping(source, forms, ("words", root)):
                keys = ("words", root, name)
                if name == "clitic":
                    continue
                made = self._make_form(source, keys, root, name)
                if made:
                    cue = Cue(made[1], root, str(cue_class), made[0], self._read_takes(source, keys, takes))
                    yield from ((keys, each) for each in with_clitic(cue, allowed=allow_clitic))

    def _read_clitic(self, source: Source, root: str, forms: object) -> bool:
        wanted = forms.get("clitic", True) if isinstance(forms, dict) else True
        if not isinstance(wanted, bool):
            self._report(source, ("words", root, "clitic"), "form", "clitic is neither true nor false", "write false")
        return bool(wanted)

    def _make_form(self, source: Source, keys: Keys, root: str, name: str) -> tuple[Voice, str] | None:
        if name not in FORMS:
            hint = did_you_mean(name, FORMS) or f"the forms are {', '.join(FORMS)}"
            self._report(source, keys, "unknown-form", f"unknown form '{name}'", hint, key=True)
            return None
        voice, make = FORMS[name]
        try:
            return voice, make(root)
        except ValueError as error:
            self._report(source, keys[:-1], "root", str(error), "write the root in small letters", key=True)
            return None

    def _read_takes(self, source: Source, keys: Keys, value: object) -> frozenset[str]:
        if not isinstance(value, str) or not value.split():
            self._report(source, keys, "takes", "does not say what the form takes", f"some of {', '.join(self.takes)}")
            return frozenset()
        for word in value.split():
            if word not in self.takes:
                hint = did_you_mean(word, self.takes) or f"the ways are {', '.join(self.takes)}"
                self._report(source, keys, "unknown-takes", f"unknown '{word}'", hint, offset=value.index(word))
        return frozenset(value.split())

    def _add_cue(
        self, source: Source, keys: Keys, cue: Cue, found: dict[str, list[Cue]], places: dict[str, str]
    ) -> None:
        """Add a cue, unless its form exists: a form has one class, and one reading for each voice."""
        others = found.setdefault(cue.form, [])
        here = f"{source.path}:{source.key_position(keys)[0]}"
        if cue.form in self._silent_here:
            text = f"'{cue.form}' is listed as a word that reports nothing"
            self._report(source, keys, "not-reporting", text, "take it out of one of the two", key=True)
        elif any(other.cue_class != cue.cue_class or other.voice == cue.voice for other in others):
            text = f"'{cue.form}' is already there as {others[0].cue_class} ({places[cue.form]})"
            self._report(source, keys, "duplicate-form", text, "keep one of them", key=True)
        else:
            others.append(cue)
            places.setdefault(cue.form, here)

    def _respell(
        self, source: Source, form: str, meant: str, known: Mapping[str, tuple[Cue, ...]]
    ) -> dict[str, list[Cue]]:
        """Add another spelling of a form, and of its form with ``-nya``."""
        keys: Keys = ("spellings", form)
        if meant not in known:
            hint = did_you_mean(meant, known) or "name a form that the lists have"
            self._report(source, keys, "unknown-word", f"'{meant}' is no reporting word", hint)
            return {}
        if form in known:
            self._report(source, keys, "duplicate-form", f"'{form}' is a reporting word", "remove it", key=True)
            return {}
        found = {form: [replace(cue, form=form) for cue in known[meant]]}
        longer = known.get(meant + "nya", ())
        if longer and form + "nya" not in known:
            found[form + "nya"] = [replace(cue, form=form + "nya") for cue in longer]
        return found

    def _read_texts(self, source: Source, key: str) -> dict[str, str]:
        """Read the mapping of words to texts under a key; empty where the file has none."""
        value = source.data.get(key) if isinstance(source.data, dict) else None
        pairs = self._read_mapping(source, value, (key,)) if value is not None else ()
        found = {}
        for word, text in pairs:
            if isinstance(text, str):
                found[word] = text
            else:
                self._report(source, (key, word), "form", f"'{word}' has no text", f"write {word}: what it is")
        return found

    def _read_mapping(self, source: Source, value: object, keys: Keys) -> Iterable[tuple[str, Any]]:
        if isinstance(value, dict):
            return value.items()
        self._report(source, keys, "form", f"{keys[-1]} is not a list of 'word: …' lines", "write one word: … a line")
        return ()

    def _report(
        self,
        source: Source,
        keys: Keys,
        code: str,
        text: str,
        hint: str | None,
        *,
        key: bool = False,
        offset: int = 0,
    ) -> None:
        problem = source.problem(keys, code, text, hint, key=key, offset=offset)
        if problem not in self.problems:
            self.problems.append(problem)
