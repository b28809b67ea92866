CREATE INDEX claims_document ON claims (document, start, value_start);

CREATE INDEX claims_entity ON claims (entity, property);

CREATE INDEX claims_property ON claims (property);

CREATE INDEX document_findings_contradicted ON document_findings (contradicted);

CREATE INDEX documents_sha256 ON documents (sha256);

CREATE INDEX entity_names_name ON entity_names (name);

CREATE INDEX finding_claims_claim ON finding_claims (claim);

CREATE INDEX finding_reviews_verdict ON finding_reviews (verdict);

CREATE INDEX finding_verdicts_finding ON finding_verdicts (finding);

CREATE INDEX findings_entity ON findings (entity);

CREATE INDEX findings_position ON findings (position);

CREATE INDEX findings_property ON findings (property);

CREATE INDEX findings_status ON findings (status, position);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX relations_a ON relations (a);

CREATE INDEX relations_b ON relations (b);

CREATE INDEX relations_finding ON relations (finding, position, relation);

CREATE INDEX relations_relation ON relations (relation, reason);

CREATE INDEX verdict_evidence_claim ON verdict_evidence (claim);

CREATE INDEX verdicts_at ON verdicts (at, id);

CREATE INDEX verdicts_finding ON verdicts (finding);

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents (id),
  start INTEGER NOT NULL,         -- of the quote in the document's text
  quote TEXT NOT NULL,
  value_text TEXT NOT NULL,
  value_start INTEGER NOT NULL,   -- of the value words in the quote
  kind TEXT NOT NULL,             -- quantity, date, name, polarity
  low ANY,                        -- number in the base unit, or ISO date
  high ANY,
  unit TEXT,
  hedge TEXT,
  subject TEXT NOT NULL,
  entity TEXT NOT NULL,
  property TEXT NOT NULL,
  scope TEXT NOT NULL,            -- JSON list
  period_low TEXT,
  period_high TEXT,
  period_source TEXT,             -- stated, context, document
  period_words TEXT,
  attribution TEXT,
  modality TEXT NOT NULL,
  section TEXT NOT NULL,          -- JSON list of headings
  page INTEGER,
  extractor TEXT NOT NULL,
  value TEXT NOT NULL,            -- JSON: the whole value
  features TEXT NOT NULL          -- JSON: what linking weighs
) STRICT;

CREATE VIRTUAL TABLE claims_fts USING fts5 (quote, subject, property, content = 'claims', tokenize = 'porter unicode61');

CREATE TABLE 'claims_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'claims_fts_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'claims_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'claims_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE document_findings (
  document TEXT PRIMARY KEY REFERENCES documents (id),
  claims INTEGER NOT NULL,
  contradicted INTEGER NOT NULL,  -- conflict or arithmetic
  updated INTEGER NOT NULL,
  agreed INTEGER NOT NULL         -- agrees or compatible
) STRICT;

CREATE TABLE documents (
  id TEXT PRIMARY KEY,            -- path inside sources/
  title TEXT,
  publisher TEXT,
  author TEXT,
  published TEXT,                 -- ISO date
  url TEXT,
  origin TEXT,                    -- where `atodds add` took it from
  media_type TEXT NOT NULL,
  sha256 TEXT NOT NULL,           -- of the file's bytes
  characters INTEGER NOT NULL,
  text TEXT NOT NULL,             -- what all offsets refer to (code points)
  blocks TEXT NOT NULL            -- JSON: headings, paragraphs, tables
) STRICT;

CREATE VIRTUAL TABLE documents_fts USING fts5 (title, text, content = 'documents', tokenize = 'porter unicode61');

CREATE TABLE 'documents_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'documents_fts_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'documents_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'documents_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE entities (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  reasons TEXT NOT NULL           -- JSON list: why the names were joined
) STRICT;

CREATE TABLE entity_names (
  entity TEXT NOT NULL REFERENCES entities (key),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT;

CREATE TABLE finding_claims (
  finding TEXT NOT NULL REFERENCES findings (id),
  position INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims (id),
  PRIMARY KEY (finding, position)
) STRICT;

CREATE TABLE finding_reviews (
  finding TEXT PRIMARY KEY REFERENCES findings (id),
  verdicts INTEGER NOT NULL,      -- that stand
  verdict TEXT,                   -- the adjudicated decision, or the one on which all agree, or 'disagreed'
  adjudicated INTEGER NOT NULL CHECK (adjudicated IN (0, 1)),
  disagreed INTEGER NOT NULL CHECK (disagreed IN (0, 1)),
  stale INTEGER NOT NULL CHECK (stale IN (0, 1)),
  reviewers TEXT                  -- whose verdicts stand, separated by commas
) STRICT;

CREATE TABLE finding_verdicts (
  verdict TEXT PRIMARY KEY REFERENCES verdicts (id),
  finding TEXT NOT NULL REFERENCES findings (id),
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  stale INTEGER NOT NULL CHECK (stale IN (0, 1)),
  changes TEXT NOT NULL           -- JSON list: what changed since, in words
) STRICT;

CREATE TABLE findings (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,      -- in the queue, from 1
  status TEXT NOT NULL,           -- of the worst relation
  severity INTEGER NOT NULL,      -- 0 is worst
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  entity TEXT NOT NULL,
  property TEXT NOT NULL,
  weight REAL NOT NULL,
  claims INTEGER NOT NULL,        -- how many
  documents INTEGER NOT NULL,     -- how many
  version TEXT NOT NULL           -- hash of the evidence as a reviewer sees it
) STRICT;

CREATE TABLE problems (
  position INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  line INTEGER,
  message TEXT NOT NULL,
  advice TEXT NOT NULL
) STRICT;

CREATE TABLE relations (
  id TEXT PRIMARY KEY,
  finding TEXT NOT NULL REFERENCES findings (id),
  position INTEGER NOT NULL,
  a TEXT NOT NULL REFERENCES claims (id),
  b TEXT NOT NULL REFERENCES claims (id),
  relation TEXT NOT NULL,
  reason TEXT NOT NULL,
  explanation TEXT NOT NULL,
  weight REAL NOT NULL,
  evidence TEXT NOT NULL          -- JSON: the comparisons behind the link
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,               -- UTC
  version TEXT NOT NULL,          -- of atodds
  fingerprint TEXT NOT NULL,      -- of everything the result depends on
  documents INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  problems INTEGER NOT NULL,
  meta TEXT NOT NULL              -- JSON: configuration and versions
) STRICT;

CREATE TABLE skipped (
  reason TEXT PRIMARY KEY,
  pairs INTEGER NOT NULL,
  example_a TEXT,
  example_b TEXT
) STRICT;

CREATE TABLE verdict_evidence (
  verdict TEXT NOT NULL REFERENCES verdicts (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  claim TEXT NOT NULL,            -- as it was; it may be gone by now
  document TEXT NOT NULL,
  quote TEXT NOT NULL,
  value_text TEXT NOT NULL,
  rank TEXT NOT NULL CHECK (rank IN ('preferred', 'normal', 'deprecated')),
  PRIMARY KEY (verdict, position)
) STRICT;

CREATE TABLE verdicts (
  id TEXT PRIMARY KEY,
  finding TEXT NOT NULL,          -- as it was; it may be gone by now
  finding_version TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,               -- UTC
  decision TEXT NOT NULL,
  explanation TEXT,
  note TEXT NOT NULL,
  link TEXT,
  adjudicated INTEGER NOT NULL CHECK (adjudicated IN (0, 1)),
  supersedes TEXT
) STRICT;

CREATE TABLE voices (
  finding TEXT NOT NULL REFERENCES findings (id),
  position INTEGER NOT NULL,
  value_text TEXT NOT NULL,
  claims TEXT NOT NULL,           -- JSON list of ids
  documents TEXT NOT NULL,        -- JSON list of ids
  independent INTEGER NOT NULL,
  PRIMARY KEY (finding, position)
) STRICT;

CREATE TRIGGER claims_fts_delete AFTER DELETE ON claims BEGIN
  INSERT INTO claims_fts (claims_fts, rowid, quote, subject, property)
  VALUES ('delete', OLD.rowid, OLD.quote, OLD.subject, OLD.property);
END;

CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims BEGIN
  INSERT INTO claims_fts (rowid, quote, subject, property) VALUES (NEW.rowid, NEW.quote, NEW.subject, NEW.property);
END;

CREATE TRIGGER claims_fts_update AFTER UPDATE OF quote, subject, property ON claims BEGIN
  INSERT INTO claims_fts (claims_fts, rowid, quote, subject, property)
  VALUES ('delete', OLD.rowid, OLD.quote, OLD.subject, OLD.property);
  INSERT INTO claims_fts (rowid, quote, subject, property) VALUES (NEW.rowid, NEW.quote, NEW.subject, NEW.property);
END;

CREATE TRIGGER documents_fts_delete AFTER DELETE ON documents BEGIN
  INSERT INTO documents_fts (documents_fts, rowid, title, text) VALUES ('delete', OLD.rowid, OLD.title, OLD.text);
END;

CREATE TRIGGER documents_fts_insert AFTER INSERT ON documents BEGIN
  INSERT INTO documents_fts (rowid, title, text) VALUES (NEW.rowid, NEW.title, NEW.text);
END;

CREATE TRIGGER documents_fts_update AFTER UPDATE OF title, text ON documents BEGIN
  INSERT INTO documents_fts (documents_fts, rowid, title, text) VALUES ('delete', OLD.rowid, OLD.title, OLD.text);
  INSERT INTO documents_fts (rowid, title, text) VALUES (NEW.rowid, NEW.title, NEW.text);
END;

CREATE TRIGGER verdict_evidence_no_addition BEFORE INSERT ON verdict_evidence
WHEN EXISTS (SELECT 1 FROM verdicts WHERE id = NEW.verdict)
BEGIN SELECT RAISE (ABORT, 'the evidence of a verdict is never changed'); END;

CREATE TRIGGER verdict_evidence_no_delete BEFORE DELETE ON verdict_evidence
BEGIN SELECT RAISE (ABORT, 'verdicts are appended, never deleted'); END;

CREATE TRIGGER verdict_evidence_no_update BEFORE UPDATE ON verdict_evidence
BEGIN SELECT RAISE (ABORT, 'verdicts are appended, never changed'); END;

CREATE TRIGGER verdicts_no_delete BEFORE DELETE ON verdicts
BEGIN SELECT RAISE (ABORT, 'verdicts are appended, never deleted'); END;

CREATE TRIGGER verdicts_no_replace BEFORE INSERT ON verdicts WHEN EXISTS (SELECT 1 FROM verdicts WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'verdicts are appended, never replaced'); END;

CREATE TRIGGER verdicts_no_update BEFORE UPDATE ON verdicts
BEGIN SELECT RAISE (ABORT, 'verdicts are appended, never changed'); END;

CREATE VIEW claims_by_document AS
SELECT c.document, d.title, d.publisher, d.published, c.start, c.id AS claim, c.value_text, c.subject, c.property, c.quote,
  c.attribution, c.modality, fc.finding, f.status
FROM claims c
CROSS JOIN documents d ON d.id = c.document
LEFT JOIN finding_claims fc ON fc.claim = c.id
LEFT JOIN findings f ON f.id = fc.finding
ORDER BY c.document, c.start, c.value_start;

CREATE VIEW conflicts AS
SELECT f.id AS finding, f.title, a.value_text AS value_a, b.value_text AS value_b, a.document AS document_a, b.document AS document_b,
  a.quote AS quote_a, b.quote AS quote_b, r.relation, r.reason, r.explanation, v.verdict, coalesce(v.stale, 0) AS stale,
  r.a AS claim_a, r.b AS claim_b, f.position
FROM findings f
CROSS JOIN relations r ON r.finding = f.id AND r.relation IN ('conflict', 'arithmetic')
CROSS JOIN claims a ON a.id = r.a
CROSS JOIN claims b ON b.id = r.b
LEFT JOIN finding_reviews v ON v.finding = f.id;

CREATE VIEW documents_contradicted AS
SELECT d.id AS document, d.title, d.publisher, d.published, s.claims, s.contradicted, s.updated, s.agreed
FROM document_findings s CROSS JOIN documents d ON d.id = s.document
ORDER BY s.contradicted DESC, s.document;

CREATE VIEW orphaned_verdicts AS
SELECT v.* FROM verdicts v LEFT JOIN finding_verdicts fv ON fv.verdict = v.id WHERE fv.verdict IS NULL ORDER BY v.at, v.id;

CREATE VIEW queue AS
SELECT f.position, f.id, f.status, f.title, f.kind, f.entity, f.property, f.claims, f.documents, f.weight,
  coalesce(v.verdicts, 0) AS verdicts, v.verdict, coalesce(v.adjudicated, 0) AS adjudicated, coalesce(v.stale, 0) AS stale,
  coalesce(v.disagreed, 0) AS disagreed, v.reviewers
FROM findings f LEFT JOIN finding_reviews v ON v.finding = f.id
ORDER BY f.position;

CREATE VIEW unreviewed AS
SELECT position, id, status, title, entity, property, claims, documents, weight, stale
FROM queue
WHERE status IN ('conflict', 'arithmetic', 'updated') AND (verdict IS NULL OR verdict IN ('disagreed', 'more_evidence') OR stale = 1)
ORDER BY position;

CREATE VIEW updates AS
SELECT f.id AS finding, f.title, a.value_text AS value_a, b.value_text AS value_b, a.document AS document_a, b.document AS document_b,
  r.reason, r.explanation, r.a AS claim_a, r.b AS claim_b, f.position
FROM findings f
CROSS JOIN relations r ON r.finding = f.id AND r.relation = 'updated'
CROSS JOIN claims a ON a.id = r.a
CROSS JOIN claims b ON b.id = r.b;
