-- The journal in words a person can read, one line per cell.
CREATE VIEW happening AS
SELECT j.seq, datetime(j.at / 1000, 'unixepoch') AS at, j.kind, m.record ->> 'name' AS person,
  r.office, r.area, r.period, j.label, c.code AS cell, h.old, h.new, j.facts
FROM journal j
LEFT JOIN maker m USING (maker)
LEFT JOIN return r USING (return)
LEFT JOIN journal_change h USING (seq)
LEFT JOIN cell c USING (cell);
