"""All SQL of the store: the schema, and the statements by name.

A quote and a speaker are kept as the JSON that :mod:`quotes.records` defines,
and the columns to search by are generated from it, so that the two always agree.
"""

from __future__ import annotations

from typing import Any

#: ``PRAGMA application_id`` of a store: "QUOT".
APPLICATION = 0x51554F54
#: ``PRAGMA user_version``: increased with every change of the schema.
SCHEMA_VERSION = 3

#: Set for every connection. WAL: others can read while a run writes, and transactions are atomic.
#: synchronous NORMAL: a killed process loses nothing that is committed; a power cut may lose the last commits.
PRAGMAS = """
PRAGMA foreign_keys = ON;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA busy_timeout = 10000;
"""

#: Corrections that people make, as quotes.corrections writes them; undone is the time at which one was taken back.
#: extracted keeps the quotes and speakers as they were extracted, for the articles that have corrections.
CORRECTIONS = """
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    data TEXT NOT NULL,
    undone TEXT
) STRICT;
CREATE INDEX corrections_by_article ON corrections (article);
CREATE TABLE extracted (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    data TEXT NOT NULL
) STRICT;
"""

#: For each older version the statements that make the next of it.
UPGRADES = {1: "ALTER TABLE articles ADD COLUMN date_text TEXT", 2: CORRECTIONS}
IDENTITY = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {SCHEMA_VERSION};
"""
SCHEMA = """
-- what results depend on: the name of the model, hashes of all that parses and quotes depend on, the record format
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    parsing TEXT NOT NULL,
    rules TEXT NOT NULL,
    format INTEGER NOT NULL,
    UNIQUE (model, parsing, rules, format)
) STRICT;

-- times are UTC, ISO 8601; ended is NULL for a run that is going on or was killed
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES versions,
    settings TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    done INTEGER NOT NULL DEFAULT 0,
    parsed INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- one article per text; hash is that of the text without white space at the ends of lines; date is ISO 8601, and
-- date_text what the source writes where that differs
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    hash BLOB NOT NULL UNIQUE,
    text TEXT NOT NULL,
    title TEXT,
    date TEXT,
    outlet TEXT,
    url TEXT,
    origin TEXT NOT NULL,
    date_text TEXT
) STRICT;
CREATE INDEX articles_by_outlet ON articles (outlet COLLATE NOCASE);
CREATE INDEX articles_by_date ON articles (date);

-- the same text from another place
CREATE TABLE copies (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    origin TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT,
    date TEXT,
    outlet TEXT,
    url TEXT,
    PRIMARY KEY (article, origin)
) STRICT, WITHOUT ROWID;

-- the state of each article: the last run that queued it, the version that processed it, successfully or not (NULL: it
-- is waiting), and the flags of its record, a JSON list
CREATE TABLE work (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES runs,
    version INTEGER REFERENCES versions,
    flags TEXT
) STRICT;

-- parses, as quotes.parsing.serialization writes them; parsing is that of versions
CREATE TABLE parses (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    parsing TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    words TEXT NOT NULL,
    data TEXT NOT NULL,
    name TEXT AS (json_extract(data, '$.id')) VIRTUAL,
    type TEXT AS (json_extract(data, '$.type')) VIRTUAL,
    cue_class TEXT AS (json_extract(data, '$.cue_class')) VIRTUAL,
    resolved_by TEXT AS (json_extract(data, '$.resolved_by')) VIRTUAL,
    rule TEXT AS (json_extract(data, '$.rule')) VIRTUAL,
    confidence REAL AS (json_extract(data, '$.confidence')) VIRTUAL
) STRICT;
CREATE INDEX quotes_by_article ON quotes (article);

-- the speakers of a quote; place counts from 0
CREATE TABLE voices (
    quote INTEGER NOT NULL REFERENCES quotes ON DELETE CASCADE,
    place INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    speaker_id TEXT,
    PRIMARY KEY (quote, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX voices_by_speaker ON voices (speaker COLLATE NOCASE);
CREATE INDEX voices_by_id ON voices (speaker_id COLLATE NOCASE);

CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    data TEXT NOT NULL,
    speaker_id TEXT AS (json_extract(data, '$.id')) VIRTUAL,
    name TEXT AS (json_extract(data, '$.name')) VIRTUAL,
    kind TEXT AS (json_extract(data, '$.kind')) VIRTUAL
) STRICT;
CREATE INDEX speakers_by_article ON speakers (article);

-- other names of speakers
CREATE TABLE aliases (
    speaker INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
    alias TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (alias, speaker)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_speaker ON aliases (speaker);

-- article is NULL if the source itself could not be read; file is the origin without the line
CREATE TABLE failures (
    id INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    file TEXT NOT NULL,
    article INTEGER UNIQUE REFERENCES articles ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES runs,
    reason TEXT NOT NULL,
    hint TEXT
) STRICT;
CREATE UNIQUE INDEX failures_of_sources ON failures (origin) WHERE article IS NULL;

CREATE VIRTUAL TABLE quote_words USING fts5 (
    words, content='quotes', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER quotes_in AFTER INSERT ON quotes BEGIN
    INSERT INTO quote_words (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER quotes_out AFTER DELETE ON quotes BEGIN
    INSERT INTO quote_words (quote_words, rowid, words) VALUES ('delete', old.id, old.words);
END;

-- for reading: one row for each quote
CREATE VIEW said AS
SELECT
    q.name AS quote,
    (SELECT group_concat(speaker, '; ') FROM voices WHERE quote = q.id) AS speaker,
    q.words, q.type, q.cue_class, q.rule, q.confidence,
    a.name AS article, a.outlet, a.date, a.title, a.url
FROM quotes q JOIN articles a ON a.id = q.article;
"""

# --- runs ---
ADD_VERSION = "INSERT OR IGNORE INTO versions (model, parsing, rules, format) VALUES (?, ?, ?, ?)"
FIND_VERSION = "SELECT id FROM versions WHERE (model, parsing, rules, format) = (?, ?, ?, ?)"
ADD_RUN = "INSERT INTO runs (version, settings, started) VALUES (?, ?, ?)"
COUNT_DONE = "UPDATE runs SET done = done + ?, parsed = parsed + ?, failed = failed + ? WHERE id = ?"
END_RUN = "UPDATE runs SET ended = ? WHERE id = ?"

# --- articles ---
FIND_HASH = "SELECT id, origin, name, title, date, outlet, url, date_text FROM articles WHERE hash = ?"
ADD_ARTICLE = """
INSERT INTO articles (name, hash, text, title, date, outlet, url, date_text, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
CHANGE_ARTICLE = "UPDATE articles SET title = ?, date = ?, outlet = ?, url = ?, date_text = ? WHERE id = ?"
NAME_TAKEN = "SELECT 1 FROM articles WHERE name = ?"
ADD_COPY = """
INSERT OR IGNORE INTO copies (article, origin, name, title, date, outlet, url) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
WANT = "INSERT INTO work (article, run) VALUES (?, ?) ON CONFLICT (article) DO UPDATE SET run = excluded.run"
WANT_ALL = "UPDATE work SET run = ?"
WANT_AGAIN = "UPDATE work SET version = NULL WHERE article = ?"
WANT_FAILED = """
UPDATE work SET run = ?, version = NULL WHERE article IN (SELECT article FROM failures WHERE article IS NOT NULL)
"""

# --- failures ---
FAIL_SOURCE = """
INSERT INTO failures (origin, file, run, reason, hint) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (origin) WHERE article IS NULL
DO UPDATE SET run = excluded.run, reason = excluded.reason, hint = excluded.hint
"""
FAIL_ARTICLE = """
INSERT INTO failures (origin, file, article, run, reason, hint)
SELECT origin, origin, id, ?, ?, ? FROM articles WHERE id = ?
"""
CLEAR_FAILURE = "DELETE FROM failures WHERE article = ?"
CLEAR_SOURCE = "DELETE FROM failures WHERE article IS NULL AND file = ? AND run < ?"
FAILED_FILES = "SELECT DISTINCT file FROM failures WHERE article IS NULL ORDER BY file"
FAILURES = """
SELECT f.origin, a.name, f.reason, f.hint FROM failures f LEFT JOIN articles a ON a.id = f.article ORDER BY f.id
"""

# --- work ---
COUNT_WAITING = "SELECT count(*) FROM work WHERE run = ? AND version IS NOT ?"
WAITING = """
SELECT a.id, a.name, a.text, a.title, a.date, a.outlet, a.url, a.origin, a.date_text, p.data
FROM work w JOIN articles a ON a.id = w.article LEFT JOIN parses p ON p.article = w.article AND p.parsing = ?
WHERE w.run = ? AND w.version IS NOT ? AND w.article > ? ORDER BY w.article LIMIT ?
"""
FINISH = "UPDATE work SET version = ?, flags = ? WHERE article = ?"
KEEP_PARSE = """
INSERT INTO parses (article, parsing, data) VALUES (?, ?, ?)
ON CONFLICT (article) DO UPDATE SET parsing = excluded.parsing, data = excluded.data
"""
FORGET_QUOTES = "DELETE FROM quotes WHERE article = ?"
FORGET_SPEAKERS = "DELETE FROM speakers WHERE article = ?"
FORGET_EXTRACTED = "DELETE FROM extracted WHERE article = ?"
ADD_QUOTE = "INSERT INTO quotes (article, words, data) VALUES (?, ?, ?)"
ADD_VOICE = "INSERT INTO voices (quote, place, speaker, speaker_id) VALUES (?, ?, ?, ?)"
ADD_SPEAKER = "INSERT INTO speakers (article, data) VALUES (?, ?)"
ADD_ALIAS = "INSERT OR IGNORE INTO aliases (speaker, alias) VALUES (?, ?)"

ARTICLES_OF_RUN = "SELECT a.name FROM work w JOIN articles a ON a.id = w.article WHERE w.run = ? ORDER BY a.id"

# --- corrections ---
ARTICLE_NUMBER = "SELECT id FROM articles WHERE name = ?"
ADD_CORRECTION = "INSERT INTO corrections (article, data) VALUES (?, ?)"
UNDO_CORRECTION = "UPDATE corrections SET undone = ? WHERE id = ? AND undone IS NULL RETURNING article"
CORRECTIONS_OF = "SELECT data FROM corrections WHERE article = ? AND undone IS NULL ORDER BY id"
ALL_CORRECTIONS = """
SELECT c.id, a.name, c.data, c.undone FROM corrections c JOIN articles a ON a.id = c.article
WHERE ? IS NULL OR a.name = ? ORDER BY c.id
"""
KEEP_EXTRACTED = "INSERT INTO extracted (article, data) VALUES (?, ?)"
EXTRACTED = "SELECT data FROM extracted WHERE article = ?"

# --- queries ---
#: Articles that were processed successfully, by any version; {where} is a condition on ``a``.
ARTICLES = """
SELECT a.id, v.format, w.flags, a.name, a.text, a.title, a.date, a.outlet, a.url, a.date_text
FROM articles a JOIN work w ON w.article = a.id JOIN versions v ON v.id = w.version
WHERE NOT EXISTS (SELECT 1 FROM failures f WHERE f.article = a.id) AND {where} ORDER BY a.id
"""
QUOTES_OF = "SELECT q.data FROM quotes q WHERE q.article = ? AND {where} ORDER BY q.id"
#: The outlets beside the article's own that have the same text, in the order in which they came.
COPIES_OF = """
SELECT DISTINCT c.outlet FROM copies c JOIN articles a ON a.id = c.article
WHERE c.article = ? AND c.outlet IS NOT NULL AND c.outlet IS NOT a.outlet ORDER BY c.origin
"""
SPEAKERS_OF = "SELECT data FROM speakers WHERE article = ? ORDER BY id"
HITS = """
SELECT q.name, (SELECT group_concat(speaker, '; ') FROM voices WHERE quote = q.id), q.type,
    highlight(quote_words, 0, ?, ?), a.name, a.outlet, a.date, a.title
FROM quote_words JOIN quotes q ON q.id = quote_words.rowid JOIN articles a ON a.id = q.article
WHERE quote_words MATCH ? AND {where} ORDER BY rank, q.id LIMIT ?
"""
SUMMARY = """
SELECT
    (SELECT count(*) FROM articles),
    (SELECT count(*) FROM copies),
    (SELECT count(*) FROM work WHERE version IS NULL),
    (SELECT count(*) FROM failures WHERE article IS NOT NULL),
    (SELECT count(*) FROM failures WHERE article IS NULL),
    (SELECT count(*) FROM quotes),
    (SELECT count(DISTINCT coalesce(speaker_id, speaker)) FROM voices),
    (SELECT count(*) FROM parses)
"""
VERSIONS = """
SELECT v.model, v.parsing, v.rules, count(w.article) FROM versions v LEFT JOIN work w ON w.version = v.id
GROUP BY v.id ORDER BY v.id
"""
RUNS = "SELECT id, started, ended, done, parsed, failed, settings FROM runs ORDER BY id"


_SAID = "SELECT quote, speaker, words, type, confidence, outlet, date, title, url FROM said"
_MOST_QUOTED = """
SELECT v.speaker, count(*) AS quotes, count(DISTINCT q.article) AS articles
FROM voices v JOIN quotes q ON q.id = v.quote GROUP BY coalesce(v.speaker_id, v.speaker) ORDER BY quotes DESC
"""
_BY_OUTLET = """
SELECT a.outlet, count(DISTINCT a.id) AS articles, count(*) AS quotes
FROM quotes q JOIN articles a ON a.id = q.article GROUP BY a.outlet ORDER BY quotes DESC
"""


def make_datasette_metadata(name: str) -> dict[str, Any]:
    """Make the metadata with which Datasette shows a store: titles, columns, facets and queries.

    Args:
        name: the name of the file without its ending, by which Datasette calls the database.
    """
    columns = {
        "quote": "id of the quote: article#number",
        "speaker": "who said it; several with a semicolon between",
        "words": "the quoted words",
        "type": "direct, indirect or mixed",
        "cue_class": "class of the reporting word: statement, denial, …",
        "rule": "the rule that found it",
        "confidence": "share of quotes like this one that are right, from 0 to 1",
        "article": "id of the article",
        "outlet": "who published it",
        "date": "ISO 8601",
    }
    hits = "SELECT q.name FROM quote_words JOIN quotes q ON q.id = quote_words.rowid WHERE quote_words MATCH :words"
    queries = {
        "quotes_with_words": ("Quotes with these words", f"{_SAID} WHERE quote IN ({hits}) ORDER BY date DESC"),
        "quotes_of_a_speaker": (
            "Quotes of a speaker",
            f"{_SAID} WHERE speaker LIKE '%' || :speaker || '%' ORDER BY date DESC",
        ),
        "most_quoted": ("Who is quoted most", _MOST_QUOTED),
        "outlets": ("Quotes by outlet", _BY_OUTLET),
    }
    hidden = ("versions", "runs", "work", "parses", "failures", "voices", "aliases")
    tables: dict[str, Any] = {table: {"hidden": True} for table in hidden}
    tables["said"] = {
        "title": "Who said what",
        "description": "One row for each quote.",
        "columns": columns,
        "facets": ["outlet", "type", "cue_class"],
        "sort_desc": "date",
        "size": 50,
    }
    tables["articles"] = {"label_column": "title", "facets": ["outlet"], "sort_desc": "date"}
    tables["quotes"] = {"fts_table": "quote_words", "fts_pk": "id", "label_column": "words", "facets": ["type"]}
    tables["speakers"] = {"description": "One row for each speaker of an article."}
    tables["copies"] = {"description": "The same text in other outlets."}
    return {
        "title": "Who said what",
        "description": "Quotes from Indonesian news, found by quotes.",
        "databases": {
            name: {
                "tables": tables,
                "queries": {key: {"title": title, "sql": sql} for key, (title, sql) in queries.items()},
            }
        },
    }
