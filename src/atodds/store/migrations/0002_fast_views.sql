-- The views of pairs, without an order of their own: to sort took most of the time in which a program counts them.
-- `position` is the finding's place in the queue; the index makes `ORDER BY position` cheap.
DROP INDEX relations_finding;
CREATE INDEX relations_finding ON relations (finding, position, relation);

-- Each pair of claims that contradict each other, both quotes side by side.
-- (CROSS JOIN keeps SQLite to this order of tables, so that ordering by position sorts nothing.)
DROP VIEW conflicts;
CREATE VIEW conflicts AS
SELECT f.id AS finding, f.title, a.value_text AS value_a, b.value_text AS value_b, a.document AS document_a, b.document AS document_b,
  a.quote AS quote_a, b.quote AS quote_b, r.relation, r.reason, r.explanation, v.verdict, coalesce(v.stale, 0) AS stale,
  r.a AS claim_a, r.b AS claim_b, f.position
FROM findings f
CROSS JOIN relations r ON r.finding = f.id AND r.relation IN ('conflict', 'arithmetic')
CROSS JOIN claims a ON a.id = r.a
CROSS JOIN claims b ON b.id = r.b
LEFT JOIN finding_reviews v ON v.finding = f.id;

-- What changed over time.
DROP VIEW updates;
CREATE VIEW updates AS
SELECT f.id AS finding, f.title, a.value_text AS value_a, b.value_text AS value_b, a.document AS document_a, b.document AS document_b,
  r.reason, r.explanation, r.a AS claim_a, r.b AS claim_b, f.position
FROM findings f
CROSS JOIN relations r ON r.finding = f.id AND r.relation = 'updated'
CROSS JOIN claims a ON a.id = r.a
CROSS JOIN claims b ON b.id = r.b;
