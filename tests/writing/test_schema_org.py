"""Quotes as JSON-LD of schema.org, checked by the classes of its vocabulary."""

from __future__ import annotations

import io
import json
from typing import Any

import msgspec_schemaorg.models as schema_org
import pytest

from quotes.records import Article, Record
from quotes.writing.schema_org import SchemaOrgWriter, describe_article


def check(data: Any) -> None:
    """Fail if an object has a property that its type has not in the vocabulary."""
    for each in data if isinstance(data, list) else [data]:
        if not isinstance(each, dict):
            continue
        kind = getattr(schema_org, each["@type"])
        names = set(kind.__struct_encode_fields__) | {"@id"}
        assert set(each) <= names, (each["@type"], set(each) - names)
        for value in each.values():
            check(value)


def test_an_article_has_its_quotes_as_parts(record: Record) -> None:
    about = describe_article(record)
    check(about)
    direct, indirect = about["hasPart"]
    assert direct == {
        "@type": "Quotation",
        "@id": "https://kabar.example/1#pasar%231",
        "text": "Harga beras naik, pembeli berkurang",
        "genre": "direct",
        "inLanguage": "id",
        "spokenByCharacter": {
            "@type": "Person",
            "name": "Sri Lestari",
            "jobTitle": "Ketua Koperasi Melati",
            "gender": "https://schema.org/Female",
            "affiliation": {"@type": "Organization", "name": "Koperasi Melati"},
            "sameAs": "https://www.wikidata.org/entity/Q1",
        },
    }
    assert "spokenByCharacter" not in indirect
    assert (about["headline"], about["datePublished"]) == ("Harga Beras Naik", "2024-03-05")


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_document_holds_any_number_of_articles(number: int) -> None:
    stream = io.BytesIO()
    writer = SchemaOrgWriter(stream)
    for k in range(number):
        writer.write(Record(Article(f"a{k}", "Teks.\ud800")))
    writer.close()
    data = json.loads(stream.getvalue())
    assert data["@context"] == "https://schema.org"
    assert [article["@id"] for article in data["@graph"]] == [f"urn:quotes:a{k}" for k in range(number)]
