-- A closed year may lie in a file of its own beside this one; its values stay here to be looked back at.

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

-- What stood in the cells when the year left; never written again.
CREATE TABLE past_value (
  past INTEGER NOT NULL REFERENCES past_return,
  cell INTEGER NOT NULL REFERENCES cell,
  value TEXT NOT NULL,
  PRIMARY KEY (past, cell)
) STRICT, WITHOUT ROWID;

-- The imports that brought revisions of that year; while they are away it can be neither taken out nor put back.
CREATE TABLE past_import (
  archive INTEGER NOT NULL REFERENCES archive,
  import INTEGER NOT NULL REFERENCES import,
  PRIMARY KEY (archive, import)
) STRICT, WITHOUT ROWID;
