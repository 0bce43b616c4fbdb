"""The lexicon of reporting words: which forms are cues, of which class, and what each may report.

Read from ``rules/verbs/``, where an entry is one line: a root, the forms that it has, and what
each form ``takes``. Spelling follows from :mod:`quotes.lexicon.morphology`. Four kinds of file,
told apart by their keys: the vocabulary (``classes``, ``takes``), words of a class (``class``,
``words``), other spellings (``spellings``) and words that report nothing (``not-reporting``).
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
    """All reporting words; never changed once it is loaded.

    Attributes:
        cues: the readings of every form.
        classes: the classes of verbs and what they are.
        takes: the ways to report and what they are.
        not_reporting: words that look like cues and are none, with the reason.
    """

    cues: Mapping[str, tuple[Cue, ...]]
    classes: Mapping[str, str]
    takes: Mapping[str, str]
    not_reporting: Mapping[str, str]

    @classmethod
    def load(cls, folder: Path, *more: Path) -> Lexicon:
        """Read every ``*.yaml`` of a folder; what further folders say of a form replaces what those before say.

        A further folder may turn a cue off by listing it as a word that reports nothing, and such a word into a cue.

        Raises:
            RuleError: with all problems of all files, each with its place.
        """
        reader = _Reader()
        folders = [[load(path) for path in sorted(each.glob("*.yaml"))] for each in (folder, *more)]
        for place, sources in zip((folder, *more), folders, strict=True):
            if not sources:
                reader.problems.append(Problem(str(place), 1, 1, "no-files", "has no *.yaml files", "name a folder"))
            for source in sources:
                reader.vocabulary(source)
        cues: dict[str, tuple[Cue, ...]] = {}
        for sources in folders:
            reader.silence(sources, cues)
            cues |= reader.folder(sources, cues)
        if reader.problems:
            raise RuleError(reader.problems)
        silent = {word: why for word, why in reader.silent.items() if word not in cues}
        texts = (reader.classes, reader.takes, silent)
        return cls(MappingProxyType(cues), *(MappingProxyType(each) for each in texts))

    def find(self, form: str) -> tuple[Cue, ...]:
        """The readings of a word; none where it is not a cue. Upper and lower case are the same."""
        return self.cues.get(form.lower(), ())


_KINDS: Mapping[str, frozenset[str]] = {
    "words": frozenset({"title", "description", "class", "words"}),
    "spellings": frozenset({"title", "description", "spellings"}),
    "not-reporting": frozenset({"title", "description", "not-reporting"}),
    "takes": frozenset({"title", "description", "classes", "takes"}),
}


class _Reader:
    """Collects what the files say, and everything that is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.classes: dict[str, str] = {}
        self.takes: dict[str, str] = {}
        self.silent: dict[str, str] = {}
        self._silent_here: dict[str, str] = {}  # of the folder that is being read

    def vocabulary(self, source: Source) -> None:
        """First look at a file: its form, and its part of the vocabulary."""
        self.problems += source.problems
        kind = self._kind(source)
        if kind == "takes":
            self.classes |= self._texts(source, "classes")
            self.takes |= self._texts(source, "takes")

    def silence(self, sources: Sequence[Source], before: dict[str, tuple[Cue, ...]]) -> None:
        """Take note of the words that report nothing in one folder; they are no longer cues of the folders before."""
        texts = (self._texts(source, "not-reporting") for source in sources)
        self._silent_here = {word: why for each in texts for word, why in each.items()}
        self.silent |= self._silent_here
        for word in self._silent_here:
            before.pop(word, None)

    def folder(self, sources: list[Source], before: Mapping[str, tuple[Cue, ...]]) -> dict[str, tuple[Cue, ...]]:
        """The cues of the files of one folder, by form; ``before`` are those of the folders before it."""
        found: dict[str, list[Cue]] = {}
        places: dict[str, str] = {}
        for source in sources:
            for keys, cue in self._words(source):
                self._keep(source, keys, cue, found, places)
        known = {**before, **{form: tuple(cues) for form, cues in found.items()}}
        for source in sources:
            for form, meant in self._texts(source, "spellings").items():
                found |= self._respelled(source, form, meant, known)
        return {form: tuple(cues) for form, cues in found.items()}

    def _kind(self, source: Source) -> str | None:
        if not isinstance(source.data, dict):
            if not source.problems:
                self._add(source, (), "no-words", "has no words", "give title, description, class and words")
            return None
        kind = next((name for name in _KINDS if name in source.data), None)
        known = _KINDS[kind] if kind else frozenset.union(*_KINDS.values())
        for key in source.data:
            if key not in known:
                self._add(source, (key,), "unknown-key", f"unknown key '{key}'", did_you_mean(key, known), key=True)
        if kind is None:
            self._add(source, (), "no-words", "has no words", f"give one of {', '.join(_KINDS)}")
        for key in ("title", "description"):
            if not isinstance(source.data.get(key), str):
                self._add(source, (key,), "missing", f"has no {key}", "say in a line what the file is")
        return kind

    def _words(self, source: Source) -> Iterator[tuple[Keys, Cue]]:
        if not isinstance(source.data, dict) or "words" not in source.data:
            return
        cue_class = source.data.get("class")
        if cue_class not in self.classes:
            hint = did_you_mean(str(cue_class), self.classes) or "see classes in the vocabulary"
            self._add(source, ("class",), "unknown-class", f"unknown class '{cue_class}'", hint)
            cue_class = ""
        for root, forms in self._mapping(source, source.data["words"], ("words",)):
            allow_clitic = self._clitic(source, root, forms)
            for name, takes in self._mapping(source, forms, ("words", root)):
                keys = ("words", root, name)
                if name == "clitic":
                    continue
                made = self._made(source, keys, root, name)
                if made:
                    cue = Cue(made[1], root, str(cue_class), made[0], self._takes(source, keys, takes))
                    yield from ((keys, each) for each in with_clitic(cue, allowed=allow_clitic))

    def _clitic(self, source: Source, root: str, forms: object) -> bool:
        wanted = forms.get("clitic", True) if isinstance(forms, dict) else True
        if not isinstance(wanted, bool):
            self._add(source, ("words", root, "clitic"), "form", "clitic is neither true nor false", "write false")
        return bool(wanted)

    def _made(self, source: Source, keys: Keys, root: str, name: str) -> tuple[Voice, str] | None:
        if name not in FORMS:
            hint = did_you_mean(name, FORMS) or f"the forms are {', '.join(FORMS)}"
            self._add(source, keys, "unknown-form", f"unknown form '{name}'", hint, key=True)
            return None
        voice, make = FORMS[name]
        try:
            return voice, make(root)
        except ValueError as error:
            self._add(source, keys[:-1], "root", str(error), "write the root in small letters", key=True)
            return None

    def _takes(self, source: Source, keys: Keys, value: object) -> frozenset[str]:
        if not isinstance(value, str) or not value.split():
            self._add(source, keys, "takes", "does not say what the form takes", f"some of {', '.join(self.takes)}")
            return frozenset()
        for word in value.split():
            if word not in self.takes:
                hint = did_you_mean(word, self.takes) or f"the ways are {', '.join(self.takes)}"
                self._add(source, keys, "unknown-takes", f"unknown '{word}'", hint, offset=value.index(word))
        return frozenset(value.split())

    def _keep(self, source: Source, keys: Keys, cue: Cue, found: dict[str, list[Cue]], places: dict[str, str]) -> None:
        """Take a cue, unless its form is taken: a form has one class, and one reading a voice."""
        others = found.setdefault(cue.form, [])
        here = f"{source.path}:{source.key_position(keys)[0]}"
        if cue.form in self._silent_here:
            text = f"'{cue.form}' is listed as a word that reports nothing"
            self._add(source, keys, "not-reporting", text, "take it out of one of the two", key=True)
        elif any(other.cue_class != cue.cue_class or other.voice == cue.voice for other in others):
            text = f"'{cue.form}' is already there as {others[0].cue_class} ({places[cue.form]})"
            self._add(source, keys, "duplicate-form", text, "keep one of them", key=True)
        else:
            others.append(cue)
            places.setdefault(cue.form, here)

    def _respelled(
        self, source: Source, form: str, meant: str, known: Mapping[str, tuple[Cue, ...]]
    ) -> dict[str, list[Cue]]:
        """A spelling and what it stands for; a bare spelling brings its ``-nya`` form with it."""
        keys: Keys = ("spellings", form)
        if meant not in known:
            hint = did_you_mean(meant, known) or "name a form that the lists have"
            self._add(source, keys, "unknown-word", f"'{meant}' is no reporting word", hint)
            return {}
        if form in known:
            self._add(source, keys, "duplicate-form", f"'{form}' is a reporting word", "remove it", key=True)
            return {}
        found = {form: [replace(cue, form=form) for cue in known[meant]]}
        longer = known.get(meant + "nya", ())
        if longer and form + "nya" not in known:
            found[form + "nya"] = [replace(cue, form=form + "nya") for cue in longer]
        return found

    def _texts(self, source: Source, key: str) -> dict[str, str]:
        """The mapping of words to texts under a key; empty where the file has none."""
        value = source.data.get(key) if isinstance(source.data, dict) else None
        pairs = self._mapping(source, value, (key,)) if value is not None else ()
        found = {}
        for word, text in pairs:
            if isinstance(text, str):
                found[word] = text
            else:
                self._add(source, (key, word), "form", f"'{word}' has no text", f"write {word}: what it is")
        return found

    def _mapping(self, source: Source, value: object, keys: Keys) -> Iterable[tuple[str, Any]]:
        if isinstance(value, dict):
            return value.items()
        self._add(source, keys, "form", f"{keys[-1]} is not a list of 'word: …' lines", "write one word: … a line")
        return ()

    def _add(
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
