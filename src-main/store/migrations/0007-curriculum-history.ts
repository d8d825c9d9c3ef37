import type { Migration } from './migration.ts'

/** Where a curriculum came from, every saved state of it, and the steps that can be undone in it. */
export const curriculumHistory: Migration = {
  version: 7,
  name: 'curriculum-history',
  sql: `
ALTER TABLE curricula ADD COLUMN parent TEXT REFERENCES curricula (id) ON DELETE SET NULL;

CREATE TABLE curriculum_versions (
  curriculum TEXT NOT NULL REFERENCES curricula (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (curriculum, number)
) STRICT, WITHOUT ROWID;
INSERT INTO curriculum_versions (curriculum, number, name, spec, saved_at)
  SELECT id, 1, name, spec, updated_at FROM curricula;

CREATE TABLE curriculum_sittings (
  curriculum TEXT PRIMARY KEY REFERENCES curricula (id) ON DELETE CASCADE,
  sitting TEXT NOT NULL CHECK (json_valid(sitting))
) STRICT, WITHOUT ROWID;
`,
}
