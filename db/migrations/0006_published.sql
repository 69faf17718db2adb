-- What was published from this file: when, by whom, what, the digest of what was written, and which figures
-- of sensitive indicators were shown or hidden (zlib-compressed JSON), so that no later publication lets a
-- figure hidden before be computed.
CREATE TABLE published (
  published INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  maker INTEGER REFERENCES maker,
  what TEXT NOT NULL, -- JSON: kind, unit, period, language and the like
  digest TEXT NOT NULL UNIQUE,
  content BLOB NOT NULL
) STRICT;
