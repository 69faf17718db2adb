CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue (
  digest TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  at INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE maker (
  maker INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE CHECK (json_valid(record))
) STRICT;

CREATE TABLE return (
  return INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  form TEXT NOT NULL,
  office TEXT NOT NULL,
  area TEXT NOT NULL,
  period TEXT NOT NULL,
  barrier INTEGER NOT NULL DEFAULT 0, -- steps up to this journal entry cannot be undone
  UNIQUE (form, office, area, period)
) STRICT;

CREATE TABLE cell (
  cell INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE revision (
  revision INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  return INTEGER NOT NULL REFERENCES return,
  header TEXT NOT NULL CHECK (json_valid(header)), -- its record without what it set
  made_here INTEGER NOT NULL CHECK (made_here IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)), -- derived
  at INTEGER NOT NULL -- when this file first held it
) STRICT;

CREATE INDEX revision_return ON revision (return);

CREATE TABLE revision_set (
  revision INTEGER NOT NULL REFERENCES revision,
  cell INTEGER NOT NULL REFERENCES cell,
  value TEXT NOT NULL,
  PRIMARY KEY (revision, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
  revision TEXT NOT NULL,
  parent TEXT NOT NULL,
  PRIMARY KEY (revision, parent)
) STRICT, WITHOUT ROWID;

CREATE TABLE act (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record)),
  made_here INTEGER NOT NULL CHECK (made_here IN (0, 1)),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX act_subject ON act (subject);

CREATE TABLE import (
  import INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  maker INTEGER REFERENCES maker,
  at INTEGER NOT NULL,
  issues TEXT NOT NULL CHECK (json_valid(issues)),
  places BLOB NOT NULL -- cell code to sheet and place in the file, zlib-compressed JSON
) STRICT;

CREATE TABLE import_revision (
  import INTEGER NOT NULL REFERENCES import,
  revision INTEGER NOT NULL REFERENCES revision,
  PRIMARY KEY (import, revision)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_revision_revision ON import_revision (revision);

CREATE TABLE working (
  return INTEGER NOT NULL REFERENCES return,
  cell INTEGER NOT NULL REFERENCES cell,
  value TEXT NOT NULL,
  PRIMARY KEY (return, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE current (
  return INTEGER NOT NULL REFERENCES return,
  cell INTEGER NOT NULL REFERENCES cell,
  revision INTEGER NOT NULL REFERENCES revision,
  flag INTEGER NOT NULL CHECK (flag IN (0, 1, 2)), -- 1 conflict, 2 unread
  PRIMARY KEY (return, cell, revision)
) STRICT, WITHOUT ROWID;

CREATE INDEX current_flag ON current (return, cell) WHERE flag > 0;

CREATE TABLE tally (
  return INTEGER NOT NULL REFERENCES return,
  indicator TEXT NOT NULL,
  goal INTEGER NOT NULL,
  filled INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  PRIMARY KEY (return, indicator)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  return INTEGER REFERENCES return,
  maker INTEGER REFERENCES maker,
  label TEXT NOT NULL DEFAULT '',
  facts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts)),
  step INTEGER CHECK (step IN (0, 1, 2)) -- of what was typed: 0 done, 1 undone, 2 undone for good
) STRICT;

CREATE INDEX journal_return ON journal (return, seq);

CREATE INDEX journal_step ON journal (return, step, seq) WHERE step IS NOT NULL;

CREATE TABLE journal_change (
  seq INTEGER NOT NULL REFERENCES journal,
  cell INTEGER NOT NULL REFERENCES cell,
  old TEXT NOT NULL,
  new TEXT NOT NULL,
  PRIMARY KEY (seq, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE archive (
  archive INTEGER PRIMARY KEY,
  year TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, -- of the file, beside this one when it was made
  digest TEXT NOT NULL, -- SHA-256 over the ids of the revisions that went there
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE past_return (
  past INTEGER PRIMARY KEY,
  archive INTEGER NOT NULL REFERENCES archive,
  id TEXT NOT NULL UNIQUE,
  form TEXT NOT NULL,
  office TEXT NOT NULL,
  area TEXT NOT NULL,
  period TEXT NOT NULL
) STRICT;

CREATE TABLE past_value (
  past INTEGER NOT NULL REFERENCES past_return,
  cell INTEGER NOT NULL REFERENCES cell,
  value TEXT NOT NULL,
  PRIMARY KEY (past, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE past_import (
  archive INTEGER NOT NULL REFERENCES archive,
  import INTEGER NOT NULL REFERENCES import,
  PRIMARY KEY (archive, import)
) STRICT, WITHOUT ROWID;

CREATE TABLE original (
  import INTEGER PRIMARY KEY REFERENCES import,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE report (
  import INTEGER PRIMARY KEY REFERENCES import,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE purged (
  id TEXT NOT NULL, -- of the revision
  cell TEXT NOT NULL, -- code
  maker INTEGER REFERENCES maker,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (id, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE published (
  published INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  maker INTEGER REFERENCES maker,
  what TEXT NOT NULL, -- JSON: kind, unit, period, language and the like
  digest TEXT NOT NULL UNIQUE,
  content BLOB NOT NULL
) STRICT;

CREATE VIEW answer AS
WITH standing AS (
  SELECT u.return, u.cell, max(u.flag = 1) AS conflict, min(s.value) AS value, 0 AS typed
  FROM current u JOIN revision_set s ON s.revision = u.revision AND s.cell = u.cell
  GROUP BY u.return, u.cell
  UNION ALL
  SELECT return, cell, 0, value, 1 FROM working
)
SELECT
  CASE r.office WHEN 'SMS' THEN r.area ELSE r.office || iif(r.area = 'TM', '', '@' || r.area) END AS unit,
  r.period, c.code AS cell,
  iif(t.value LIKE '{%', t.value ->> 's', substr(t.value, 1, 1)) AS state,
  iif(t.conflict, NULL, iif(t.value LIKE '{%', t.value ->> 'v', substr(t.value, 2))) AS value,
  iif(t.value LIKE '{%', t.value ->> 'n', NULL) AS note,
  t.conflict, t.typed
FROM standing t JOIN return r USING (return) JOIN cell c USING (cell)
WHERE t.typed OR NOT EXISTS (SELECT 1 FROM working w WHERE w.return = t.return AND w.cell = t.cell);

CREATE VIEW arrival AS
SELECT i.name, datetime(i.at / 1000, 'unixepoch') AS arrived, r.office, r.area, r.period, v.id AS revision, i.id AS import
FROM import i
LEFT JOIN import_revision USING (import)
LEFT JOIN revision v USING (revision)
LEFT JOIN return r USING (return);

CREATE VIEW happening AS
SELECT j.seq, datetime(j.at / 1000, 'unixepoch') AS at, j.kind, m.record ->> 'name' AS person,
  r.office, r.area, r.period, j.label, c.code AS cell, h.old, h.new, j.facts
FROM journal j
LEFT JOIN maker m USING (maker)
LEFT JOIN return r USING (return)
LEFT JOIN journal_change h USING (seq)
LEFT JOIN cell c USING (cell);
