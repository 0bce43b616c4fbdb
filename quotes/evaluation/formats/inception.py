"""Gold as a folder of UIMA CAS XMI files, for INCEpTION (https://inception-project.github.io).

There is one span layer, ``webanno.custom.Quote``, with the features ``label`` (``Direct``, ``Indirect``, ``Mixed``,
``Cue``, ``Source``, ``Addressee``) and ``speaker`` (``Name; Other name``, on the first span of a content), and one
relation layer, ``webanno.custom.QuoteRelation``, with the feature ``label`` (``cue``, ``source``, ``addressee``, and
``part`` from the first span of a content to each further one). ``TypeSystem.xml`` defines them. Aliases, title and
outlet are in a JSON file beside each XMI.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import InputError, MissingExtraError, OutputError, RecordError
from quotes.evaluation.gold import (
    TYPES,
    GoldArticle,
    join_names,
    make_stem,
    read_about,
    read_stem,
    split_names,
    write_about,
    write_text,
)
from quotes.records import Span

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

SPAN_LAYER = "webanno.custom.Quote"
RELATION_LAYER = "webanno.custom.QuoteRelation"
_PARTS = ("cue", "source", "addressee")
_STRING = "uima.cas.String"


def write(articles: Sequence[GoldArticle], folder: Path) -> None:
    """Write an XMI file for each article, and the type system.

    Raises:
        MissingExtraError: cassis is not installed.
        OutputError: a file cannot be written, or a text has characters that XML does not allow.
    """
    types = _make_types()
    write_text(folder / "TypeSystem.xml", types.to_xml())
    for article in articles:
        path = folder / f"{make_stem(article.id)}.xmi"
        try:
            written = _make_cas(article, types).to_xmi()
        except ValueError as error:
            raise OutputError(f"cannot be written as XML ({error})", path=str(path), hint="use brat") from error
        write_text(path, written or "")
        write_about(article, path.with_suffix(".json"))


def read(folder: Path) -> list[GoldArticle]:
    """Read every XMI file of a folder, in the order of their names.

    Raises:
        MissingExtraError: cassis is not installed.
        InputError: the path is not a folder, or a file cannot be read.
        RecordError: an annotation is malformed.
    """
    if not folder.is_dir():
        raise InputError("is not a folder", path=str(folder), hint="give the folder with TypeSystem.xml and .xmi files")
    types = _read_types(folder / "TypeSystem.xml")
    return [_read_article(path, types) for path in sorted(folder.glob("*.xmi"))]


def _cassis() -> Any:
    try:
        import cassis
    except ImportError as missing:
        raise MissingExtraError("UIMA CAS files", "inception") from missing
    return cassis


def _make_types() -> TypeSystem:
    types: TypeSystem = _cassis().TypeSystem()
    layer = types.create_type(SPAN_LAYER)
    for feature in ("label", "speaker"):
        types.create_feature(layer, feature, _STRING)
    relation = types.create_type(RELATION_LAYER)
    types.create_feature(relation, "Governor", SPAN_LAYER)
    types.create_feature(relation, "Dependent", SPAN_LAYER)
    types.create_feature(relation, "label", _STRING)
    return types


def _make_cas(article: GoldArticle, types: TypeSystem) -> Cas:
    cas: Cas = _cassis().Cas(types)
    cas.sofa_string, cas.sofa_mime = article.text, "text/plain"
    layer, relation = types.get_type(SPAN_LAYER), types.get_type(RELATION_LAYER)
    shared: dict[tuple[str, Span], Any] = {}

    def add(label: str, span: Span, speaker: str | None = None) -> Any:
        annotation = layer(begin=span.start, end=span.end, label=label, speaker=speaker)
        cas.add(annotation)
        return annotation

    def bind(head: Any, other: Any, label: str) -> None:
        cas.add(relation(begin=other.begin, end=other.end, Governor=head, Dependent=other, label=label))

    for quote in article.quotes:
        label = quote.type.capitalize()
        head = add(label, quote.content[0], join_names(quote.speakers) or None)
        for span in quote.content[1:]:
            bind(head, add(label, span), "part")
        for part in _PARTS:
            if span := getattr(quote, part):
                key = (part.capitalize(), span)
                shared[key] = shared.get(key) or add(*key)
                bind(head, shared[key], part)
    return cas


def _read_types(path: Path) -> TypeSystem:
    try:
        with path.open("rb") as file:
            types: TypeSystem = _cassis().load_typesystem(file)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", path=str(path), hint="export it, too") from error
    except Exception as error:  # cassis and lxml raise many kinds here, and each has the same remedy
        raise InputError(f"is not a type system ({error})", path=str(path), hint="export it again") from error
    return types


def _read_article(path: Path, types: TypeSystem) -> GoldArticle:
    try:
        with path.open("rb") as file:
            cas: Cas = _cassis().load_cas_from_xmi(file, typesystem=types)
        annotations = list(cas.select(SPAN_LAYER)) if types.contains_type(SPAN_LAYER) else []
        relations = list(cas.select(RELATION_LAYER)) if types.contains_type(RELATION_LAYER) else []
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", path=str(path)) from error
    except Exception as error:  # as above
        raise InputError(f"is not a UIMA CAS ({error})", path=str(path), hint="export it again as XMI") from error
    quotes = _read_quotes(annotations, relations)
    about = {"aliases": {}, **read_about(path.with_suffix(".json"))}
    try:
        return GoldArticle.from_dict({**about, "id": read_stem(path), "text": cas.sofa_string or "", "quotes": quotes})
    except RecordError as error:
        error.path = str(path)
        raise


def _read_quotes(annotations: Sequence[Any], relations: Sequence[Any]) -> list[dict[str, Any]]:
    further = {each.Dependent.xmiID for each in relations if each.label == "part"}
    quotes: list[dict[str, Any]] = []
    for head in annotations:
        if str(head.label).lower() not in TYPES or head.xmiID in further:
            continue
        bound: dict[str, list[list[int]]] = {}
        for each in relations:
            if each.Governor.xmiID == head.xmiID:
                other = each.Dependent
            elif each.Dependent.xmiID == head.xmiID and each.label != "part":
                other = each.Governor
            else:
                continue
            bound.setdefault(each.label, []).append([other.begin, other.end])
        content = sorted([[head.begin, head.end], *bound.get("part", [])])
        parts = {part: bound[part][0] if part in bound else None for part in _PARTS}
        speakers = split_names(head.speaker or "")
        quotes.append({"type": head.label.lower(), "content": content, **parts, "speaker": speakers})
    return sorted(quotes, key=lambda quote: quote["content"][0])
