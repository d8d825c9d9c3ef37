import type { Migration } from './migration.ts'

/** Reports as people type them, and what they froze of their panels. */
export const reports: Migration = {
  version: 9,
  name: 'reports',
  sql: `
CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE report_panels (
  report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  frozen_at INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  PRIMARY KEY (report, key)
) STRICT;
`,
}
