-- Which file arrived when, and which return its revisions belong to.
CREATE VIEW arrival AS
SELECT i.name, datetime(i.at / 1000, 'unixepoch') AS arrived, r.office, r.area, r.period, v.id AS revision, i.id AS import
FROM import i
LEFT JOIN import_revision USING (import)
LEFT JOIN revision v USING (revision)
LEFT JOIN return r USING (return);
