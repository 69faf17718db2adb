-- What was told about a file when it was taken: counts, national figures before and after, files not taken
-- with it; zlib-compressed JSON.
CREATE TABLE report (
  import INTEGER PRIMARY KEY REFERENCES import,
  content BLOB NOT NULL
) STRICT;
