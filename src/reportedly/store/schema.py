"""The ledger's tables, its version, and how a ledger of an older version becomes one of today."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from types import MappingProxyType

APPLICATION_ID = 0x72707464
"""``rptd``: stands in the file's header and tells a ledger from any other SQLite file."""

VERSION = 2
"""Version of the tables below; stands in the file as ``PRAGMA user_version``."""

STORIES = (
    "CREATE TABLE story (id TEXT PRIMARY KEY, start TEXT, end TEXT, row TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE story_article (article_id TEXT NOT NULL,"
    " story_id TEXT NOT NULL REFERENCES story (id) ON DELETE CASCADE, PRIMARY KEY (article_id, story_id))"
    " WITHOUT ROWID",
    "CREATE INDEX story_article_story ON story_article (story_id)",
    "CREATE TABLE related (derived TEXT NOT NULL, original TEXT NOT NULL, relation TEXT NOT NULL, row TEXT NOT NULL,"
    " PRIMARY KEY (derived, original, relation)) WITHOUT ROWID",
    "CREATE INDEX related_original ON related (original)",
)
"""Added by version 2: happenings told by several articles, and articles of different origins that share words."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE run (
  id INTEGER PRIMARY KEY, version TEXT NOT NULL, pipeline TEXT NOT NULL,
  configuration TEXT NOT NULL, models TEXT NOT NULL, inputs TEXT NOT NULL,
  started TEXT NOT NULL, finished TEXT, summary TEXT
);

CREATE TABLE article (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, as_read TEXT NOT NULL, pipeline TEXT NOT NULL,
  outlet TEXT, published TEXT, language TEXT, text_quality TEXT NOT NULL, title TEXT,
  words INTEGER NOT NULL, text TEXT NOT NULL, row TEXT NOT NULL, run_id INTEGER NOT NULL REFERENCES run (id)
);
CREATE INDEX article_outlet ON article (outlet);
CREATE INDEX article_published ON article (published);

CREATE TABLE statement (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, speaker TEXT, speaker_id TEXT, act TEXT NOT NULL, quote_type TEXT NOT NULL,
  words TEXT NOT NULL, row TEXT NOT NULL, UNIQUE (article_id, id)
);
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_speaker ON statement (speaker COLLATE NOCASE);
CREATE INDEX statement_act ON statement (act);

CREATE TABLE record (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  kind TEXT NOT NULL, start INTEGER NOT NULL, voice TEXT NOT NULL, statement_id TEXT, date TEXT,
  row TEXT NOT NULL, UNIQUE (article_id, id)
);
CREATE INDEX record_id ON record (id);
CREATE INDEX record_kind ON record (kind);
CREATE INDEX record_statement ON record (statement_id);

CREATE TABLE article_actor (
  article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE, id TEXT NOT NULL, row TEXT NOT NULL,
  PRIMARY KEY (article_id, id)
) WITHOUT ROWID;
CREATE INDEX article_actor_id ON article_actor (id);

CREATE TABLE actor (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, side TEXT, row TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE origin (id TEXT PRIMARY KEY, kind TEXT NOT NULL, row TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE origin_article (
  article_id TEXT NOT NULL, origin_id TEXT NOT NULL REFERENCES origin (id) ON DELETE CASCADE,
  PRIMARY KEY (article_id, origin_id)
) WITHOUT ROWID;
CREATE INDEX origin_article_origin ON origin_article (origin_id);

CREATE TABLE source_count (id TEXT PRIMARY KEY, low INTEGER NOT NULL, high INTEGER NOT NULL, row TEXT NOT
NULL)
  WITHOUT ROWID;

CREATE TABLE account (id TEXT PRIMARY KEY, kind TEXT NOT NULL, agreement TEXT NOT NULL, row TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE account_member (
  member TEXT NOT NULL, account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (member, account_id)
) WITHOUT ROWID;

CREATE TABLE conflict (
  id TEXT PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, kind TEXT NOT NULL, row TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX conflict_a ON conflict (a);
CREATE INDEX conflict_b ON conflict (b);

CREATE TABLE failure (
  path TEXT NOT NULL, stage TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
  article_id TEXT, run_id INTEGER NOT NULL REFERENCES run (id), PRIMARY KEY (path, stage, code, message)
) WITHOUT ROWID;

CREATE TABLE review (
  id INTEGER PRIMARY KEY, target TEXT NOT NULL, article_id TEXT, field TEXT, value TEXT,
  judgement TEXT NOT NULL, reviewer TEXT NOT NULL, at TEXT NOT NULL, why TEXT,
  supersedes INTEGER REFERENCES review (id), row TEXT
);
CREATE INDEX review_target ON review (target);
CREATE TRIGGER review_no_update BEFORE UPDATE ON review
  BEGIN SELECT RAISE(ABORT, 'reviews are append-only: add one that supersedes'); END;
CREATE TRIGGER review_no_delete BEFORE DELETE ON review
  BEGIN SELECT RAISE(ABORT, 'reviews are append-only: add one that supersedes'); END;

CREATE VIRTUAL TABLE article_search USING fts5
  (title, text, content='article', content_rowid='n', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER article_search_add AFTER INSERT ON article
  BEGIN INSERT INTO article_search (rowid, title, text) VALUES (new.n, new.title, new.text); END;
CREATE TRIGGER article_search_drop AFTER DELETE ON article
  BEGIN INSERT INTO article_search (article_search, rowid, title, text)
    VALUES ('delete', old.n, old.title, old.text); END;

CREATE VIRTUAL TABLE statement_search USING fts5
  (speaker, words, content='statement', content_rowid='n', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER statement_search_add AFTER INSERT ON statement
  BEGIN INSERT INTO statement_search (rowid, speaker, words) VALUES (new.n, new.speaker, new.words); END;
CREATE TRIGGER statement_search_drop AFTER DELETE ON statement
  BEGIN INSERT INTO statement_search (statement_search, rowid, speaker, words)
    VALUES ('delete', old.n, old.speaker, old.words); END;
"""

Migration = Callable[[sqlite3.Connection], None]


def _add_stories(connection: sqlite3.Connection) -> None:
    for statement in STORIES:
        connection.execute(statement)
    connection.execute("DELETE FROM meta WHERE key = 'linked'")  # stories are found when the articles are next linked


MIGRATIONS: MappingProxyType[int, Migration] = MappingProxyType({1: _add_stories})
"""``{n: step}``: the step takes a ledger of version ``n`` to ``n + 1``, inside the caller's transaction.

A change of ``SCHEMA`` raises ``VERSION`` and adds a step here; the file is backed up before the first step
runs.
"""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file, in one transaction."""
    tables = "".join(f"{statement};\n" for statement in STORIES)
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{SCHEMA}\n{tables}\nPRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = "
        f"{VERSION};\nCOMMIT;"
    )


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Take a ledger from version ``found`` to ``VERSION``, all steps in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for version in range(found, VERSION):
            MIGRATIONS[version](connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
