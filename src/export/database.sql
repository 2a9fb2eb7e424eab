-- What whomet has read, as a database. Offsets count what whomet.value says for the key 'offsets', end exclusive.
CREATE TABLE whomet (
  key TEXT PRIMARY KEY,        -- version, schema, gazetteer, offsets; run: complete
  value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL,       -- the identifier of its source
  source TEXT, url TEXT, headline TEXT, byline TEXT, credit TEXT, language TEXT,
  published TEXT,              -- 2025-04-16
  published_from TEXT,         -- flag, input, dateline, text
  dateline_place TEXT, dateline_country TEXT, dateline_date TEXT, dateline_agency TEXT,
  text TEXT
);
CREATE TABLE entities (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles,
  entity TEXT NOT NULL,        -- e1, as in the record
  type TEXT NOT NULL,          -- person, organisation, company, country, place, group, office
  name TEXT NOT NULL, country TEXT, wikidata TEXT,
  holder TEXT, holder_wikidata TEXT, holder_row TEXT
);
CREATE TABLE roles (
  entity INTEGER NOT NULL REFERENCES entities,
  title TEXT NOT NULL, organisation TEXT, country TEXT,
  state TEXT NOT NULL,         -- current, former, acting, elect
  source TEXT NOT NULL         -- text, gazetteer
);
CREATE TABLE mentions (
  entity INTEGER NOT NULL REFERENCES entities,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  form TEXT NOT NULL           -- name, alias, demonym, metonym, office, pronoun
);
CREATE TABLE dates (
  article INTEGER NOT NULL REFERENCES articles,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  type TEXT NOT NULL, value TEXT NOT NULL, mod TEXT   -- as in TIMEX3
);
CREATE TABLE encounters (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles,
  encounter TEXT NOT NULL,     -- m1, as in the record
  kind TEXT NOT NULL,          -- meeting, talks, visit, call, summit
  status TEXT NOT NULL,        -- happened, ongoing, planned, proposed, cancelled, refused
  date TEXT, date_text TEXT, date_start INTEGER, date_end INTEGER,
  place TEXT, place_text TEXT, place_country TEXT, place_start INTEGER, place_end INTEGER,
  confidence REAL NOT NULL
);
CREATE TABLE participants (
  encounter INTEGER NOT NULL REFERENCES encounters,
  position INTEGER NOT NULL,
  entity INTEGER REFERENCES entities,
  type TEXT NOT NULL, name TEXT NOT NULL, role TEXT, country TEXT,
  part TEXT,                   -- host, guest, mediator
  PRIMARY KEY (encounter, position)
) WITHOUT ROWID;
CREATE TABLE topics (
  encounter INTEGER NOT NULL REFERENCES encounters,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE TABLE evidence (
  encounter INTEGER NOT NULL REFERENCES encounters,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  trigger TEXT NOT NULL, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
  rule TEXT NOT NULL
);
-- An encounter a row, for people and for the search.
CREATE VIEW meetings AS
  SELECT e.id, a.article, a.published, e.kind, e.status, e.date,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM participants p WHERE p.encounter = e.id ORDER BY position)) AS participants,
    (SELECT group_concat(text, '; ') FROM (SELECT text FROM topics t WHERE t.encounter = e.id ORDER BY start)) AS about,
    coalesce(e.place, e.place_text) AS place,
    (SELECT group_concat(text, ' ') FROM (SELECT text FROM evidence v WHERE v.encounter = e.id ORDER BY start)) AS evidence,
    e.confidence
  FROM encounters e JOIN articles a ON a.id = e.article;
-- SELECT a.article, snippet(articles_search, 1, '[', ']', '...', 12) FROM articles_search s JOIN articles a ON a.id = s.rowid
--   WHERE articles_search MATCH 'fishing AND treaty' ORDER BY rank;
CREATE VIRTUAL TABLE articles_search USING fts5(headline, text, content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
-- SELECT m.* FROM encounters_search s JOIN meetings m ON m.id = s.rowid WHERE encounters_search MATCH 'participants:lind about:fish*';
CREATE VIRTUAL TABLE encounters_search USING fts5(participants, about, place, evidence, content='meetings', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
