-- Content that was removed for good: which cells of which revision, by whom and why. The revision keeps its
-- id and header; should the same revision arrive again, these cells are left out of it.
CREATE TABLE purged (
  id TEXT NOT NULL, -- of the revision
  cell TEXT NOT NULL, -- code
  maker INTEGER REFERENCES maker,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (id, cell)
) STRICT, WITHOUT ROWID;
