-- The very bytes of a file that arrived, kept with its import; a workbook is compressed already.
CREATE TABLE original (
  import INTEGER PRIMARY KEY REFERENCES import,
  content BLOB NOT NULL
) STRICT;
