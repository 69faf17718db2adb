-- What the program shows in every cell: typed over current; conflicts have no value.
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
